"""A conversation as a Markdown or Word file, every statement with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rag import citation as cite
from rag.model import Citation, Outcome, Reply
from rag.requested import Listed, Rated
from ui.labels import MEANT, state
from ui.views import word
from ui.views.plain_text import parts
from ui.views.quoted import QuotedTable, quoted
from ui.views.reply import CitedPaper, Turn

if TYPE_CHECKING:
    from docx.document import Document

NEAREST = "Nächstliegende Fundstelle, keine sichere Antwort"
Papers = Mapping[str, CitedPaper]
"""What is known of the cited papers, by the ids of the cited Passages."""


def markdown(title: str, turns: Sequence[Turn]) -> str:
    """The conversation in Markdown, sources as foot notes; texts of papers and users cannot become markup.

    A turn without a reply is left out.
    """
    lines = [f"# {_plain(title)}", ""]
    for position, turn in enumerate(turns, start=1):
        if turn.reply is not None:
            lines += [f"## {_plain(turn.question)}", "", *_markdown_reply(turn.reply, position, turn.cited), ""]
    return "\n".join(lines).rstrip() + "\n"


def _markdown_reply(reply: Reply, position: int, papers: Papers) -> list[str]:
    lines = [_plain(note) + "\n" for note in notes(reply)]
    sources = reply.citations
    for statement in reply.statements:
        marks = "".join(f"[^{position}-{sources.index(c) + 1}]" for c in statement.citations)
        quote = "\n".join(f"> {_plain(line)}" for line in statement.text.splitlines())
        lines.append(f"{quote} {marks}\n")
    for number, citation in enumerate(sources, start=1):
        lines.append(f"[^{position}-{number}]: {_plain(_note(citation, papers))}, <{cite.url(citation)}>")
    return lines


def _plain(text: str) -> str:
    """Text that Markdown takes as text, on one line."""
    return re.sub(r"([\\`*_{}\[\]<>#|!~$&])", r"\\\1", " ".join(text.split()))


def notes(reply: Reply) -> list[str]:
    """What must be said before the statements (German): that a find is weak, why there is no answer, what is listed."""
    weak = [NEAREST] if reply.outcome is Outcome.NAECHSTLIEGEND else []
    told = reply.anliegen.text.splitlines() if reply.anliegen else []
    return [*weak, *filter(None, [*(reply.grund or "").split("\n"), *told])]


def docx(title: str, turns: Sequence[Turn], day: date) -> bytes:
    """The bytes of the conversation as a Word file (.docx); a turn without a reply is left out."""
    document = word.new_document(title, day)
    for turn in turns:
        if turn.reply is not None:
            document.add_heading(word.clean(turn.question), level=2)
            _docx_reply(document, turn.reply, turn.cited)
    return word.saved(document)


def _docx_reply(document: Document, reply: Reply, papers: Papers) -> None:
    for note in notes(reply):
        document.add_paragraph(word.clean(note))
    for name, rows in _lists(reply):
        if name:
            document.add_paragraph(name, style="Caption").paragraph_format.keep_with_next = True
        word.table(document, rows)
        document.add_paragraph()
    if reply.teile:
        for title, part in parts(reply):
            document.add_heading(word.clean(title), level=3)
            _docx_reply(document, part, papers)
        return
    for piece in quoted(reply.statements):
        if isinstance(piece, QuotedTable):
            _docx_table(document, piece, papers)
        else:
            _cited(document, piece.text, piece.citations, papers, "Quote")


def _docx_table(document: Document, table: QuotedTable, papers: Papers) -> None:
    """A quoted table under a line that carries its footnotes: in a head that comes again they would come again too."""
    _cited(document, " ".join(table.titles) or "Tabelle", table.citations, papers, "Caption")
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # no caption alone at the foot of a page
    word.table(document, [*table.heads, *table.rows], heads=len(table.heads))
    document.add_paragraph()


def _cited(document: Document, text: str, citations: Sequence[Citation], papers: Papers, style: str) -> None:
    """A paragraph with a footnote for each place, each once."""
    paragraph = document.add_paragraph(word.clean(text), style=style)
    for said, address in dict.fromkeys((_note(citation, papers), cite.url(citation)) for citation in citations):
        word.footnote(paragraph, said, address)


def _note(citation: Citation, papers: Papers) -> str:
    return cite.note(citation, papers.get(citation.passage.id))


def _lists(reply: Reply) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """The papers and the Fragen that a request asked for: a name or "", and rows under a head."""
    shown = reply.anliegen
    head = ("Drucksache", "Titel", "Datum", "Gefragt von", "Geantwortet")
    if shown and shown.papiere:
        yield "", [head, *map(_paper_row, shown.papiere)]
    if shown and shown.sinnverwandt:
        yield MEANT, [head, *map(_paper_row, shown.sinnverwandt)]
    if shown and shown.fragen:
        yield "", [("Drucksache", "Frage", "Text", "Stand"), *map(_frage_row, shown.fragen)]


def _paper_row(paper: Listed) -> tuple[str, ...]:
    day = f"{paper.datum:%d.%m.%Y}" if paper.datum else "–"
    by = ", ".join(paper.fraktionen) or "–"
    return paper.drucksache, paper.titel or "ohne Titel", day, by, paper.ressort or "–"


def _frage_row(frage: Rated) -> tuple[str, ...]:
    return frage.drucksache, frage.frage, frage.text, state(frage.status)
