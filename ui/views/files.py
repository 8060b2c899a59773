"""A conversation as a Markdown or Word file, every statement with its source."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ingest.language.cutting import cut_at_word
from rag import citation as cite
from rag.model import Citation, Outcome, Reply
from ui.views.reply import Turn

if TYPE_CHECKING:
    from docx.document import Document

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""What a Word file is as a download."""
NEAREST = "Nächstliegende Fundstelle, keine sichere Antwort"
LONGEST_NAME = 60
"""Characters of a title in a file's name."""
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def markdown(title: str, turns: Sequence[Turn]) -> str:
    """The conversation in Markdown, sources as foot notes; texts of papers and users cannot become markup.

    A turn without a reply is left out.
    """
    parts = [f"# {_plain(title)}", ""]
    for position, turn in enumerate(turns, start=1):
        if turn.reply is not None:
            parts += [f"## {_plain(turn.question)}", "", *_markdown_reply(turn.reply, position), ""]
    return "\n".join(parts).rstrip() + "\n"


def _markdown_reply(reply: Reply, position: int) -> list[str]:
    lines = [_plain(note) + "\n" for note in notes(reply)]
    sources = reply.citations
    for statement in reply.statements:
        marks = "".join(f"[^{position}-{sources.index(c) + 1}]" for c in statement.citations)
        quoted = "\n".join(f"> {_plain(line)}" for line in statement.text.splitlines())
        lines.append(f"{quoted} {marks}\n")
    for number, citation in enumerate(sources, start=1):
        lines.append(f"[^{position}-{number}]: {_plain(cite.label(citation))}, <{cite.url(citation)}>")
    return lines


def _plain(text: str) -> str:
    """Text that Markdown takes as text, on one line."""
    return re.sub(r"([\\`*_{}\[\]<>#|!~$&])", r"\\\1", " ".join(text.split()))


def notes(reply: Reply) -> list[str]:
    """What must be said before the statements (German): that a find is weak, and why there is no answer."""
    weak = [NEAREST] if reply.outcome is Outcome.NAECHSTLIEGEND else []
    return weak + ([reply.grund] if reply.grund else [])


def docx(title: str, turns: Sequence[Turn]) -> bytes:
    """The bytes of the conversation as a Word file (.docx); a turn without a reply is left out."""
    document = new_document(title)
    for turn in turns:
        if turn.reply is not None:
            document.add_heading(clean(turn.question), level=2)
            _docx_reply(document, turn.reply)
    return saved(document)


def new_document(title: str) -> Document:
    """A Word document of ours that begins with its title; what is added to it goes through `clean`."""
    import docx as word
    from docx.shared import Mm

    document: Document = word.Document()
    section, about = document.sections[0], document.core_properties
    section.page_width, section.page_height = Mm(210), Mm(297)  # python-docx begins with US Letter, in its own name
    about.author, about.title, about.comments, about.language = "Antwortfinder", clean(title)[:255], "", "de-DE"
    about.created = about.modified = datetime.now(UTC)
    document.add_heading(clean(title), level=1)
    return document


def saved(document: Document) -> bytes:
    """The bytes of a Word document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def file_name(title: str, day: date, ending: str) -> str:
    """What a conversation's file is called: its day and title, safe on every system: "2024-05-03 Titel.docx"."""
    plain = " ".join(re.sub(r"[^\w \-.,]", " ", title).split())
    return f"{day.isoformat()} {cut_at_word(plain, LONGEST_NAME, '').rstrip(' .,-') or 'Gespräch'}.{ending}"


def _docx_reply(document: Document, reply: Reply) -> None:
    for note in notes(reply):
        document.add_paragraph(clean(note))
    sources = reply.citations
    for statement in reply.statements:
        paragraph = document.add_paragraph(clean(statement.text), style="Quote")
        for citation in statement.citations:
            paragraph.add_run(f" [{sources.index(citation) + 1}]").font.superscript = True
    for number, citation in enumerate(sources, start=1):
        document.add_paragraph(_source(number, citation))


def _source(number: int, citation: Citation) -> str:
    return clean(f"[{number}] {cite.label(citation)}, {cite.url(citation)}")


def clean(text: str) -> str:
    """Text without what XML cannot hold: control characters, halves of characters, U+FFFE of a PDF."""
    return _NO_XML.sub("", text)
