"""A reply as HTML: statements, chips that name their place, what to do where nothing was found. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from ingest.language.cutting import cut_at_word
from ingest.model import Fragenummer, Passage, Passagenart, Sprecher, Status
from ingest.spans import Spanart
from rag import citation as cite
from rag.model import Citation, Filters, Outcome, Reply, Statement
from rag.nearest import beside, nearest
from rag.requested import Art
from ui.labels import MEANT, STATUS, asked_line, held
from ui.views import over_time, radar
from ui.views.markup import in_address, merged, render
from ui.views.plain_text import parts, reply_text

FIRST = 25
"""Rows of a list that are shown before one asks for all."""
NEAREST = 3
"""How many of the nearest Fragen are named at most."""
PREVIEW = 500
"""Characters of a quote that are shown under the pointer."""
NAME = 40
"""Characters of the name of a row or a column."""
_ANSWERS = (Passagenart.ANTWORT, Passagenart.TABELLE)


class CitedPaper(NamedTuple):
    """What is said of a paper by the answer that cites it. `fassung`: the version that was replaced, else 0.

    `bezug`: the number of the Anfrage, `fraktionen`: who asked.
    """

    titel: str | None
    datum: date | None
    ressort: str | None
    fassung: int = 0
    bezug: str | None = None
    fraktionen: tuple[str, ...] = ()


class CitedPlace(NamedTuple):
    """A place of a paper: the Frage whose whole answer can be opened, None where it has none; quote and citation.

    `is_answer`: the government answers there, in a paper with an official number, so that it can be followed up.
    `of_table`: what is quoted stands in a table.
    """

    name: str
    passage: str
    frage: Fragenummer | None
    copied: str
    is_answer: bool
    of_table: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation and its reply, None while it is waited for or where a `problem` kept it away.

    `key`: the turn's in the store. `growing`: more of the reply may come. `searched`: what was searched, in words.
    `rating`: the user's, "gut", "schlecht" or None. `watched`: the key under which the user keeps the question to be
    told of news, "" where they do not. `cited`: the papers that the reply cites, by the ids of the Passages.
    """

    key: str
    question: str
    reply: Reply | None
    growing: bool = False
    searched: str = ""
    rating: str | None = None
    problem: str | None = None
    watched: str = ""
    cited: Mapping[str, CitedPaper] = field(default_factory=dict)

    @property
    def finished(self) -> bool:
        """Whether nothing more comes."""
        return not self.growing and (self.reply is not None or self.problem is not None)


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement as it is shown. `askers`: whether a place of it is the askers' word, not the government's."""

    text: str
    chips: tuple[Markup, ...]
    askers: bool


def turn(item: Turn) -> Markup:
    """One question and its answer, finished or under way."""
    shown, copied = None, ""
    if item.reply is not None:
        shown = answer(item.reply, item.searched, growing=item.growing, cited=item.cited)
        copied = f"{item.question}\n\n{reply_text(item.reply)}"
    asked = item.reply.anliegen if item.reply else None
    listed = asked is not None and asked.art is Art.LISTE and bool(asked.papiere)
    return render("turn.html", item=item, answer=shown, copied=copied, listed=listed)


def answer(
    reply: Reply, searched: str = "", *, growing: bool = False, cited: Mapping[str, CitedPaper] | None = None
) -> Markup:
    """The answer: its statements, or why there is none and what lies nearest.

    `searched`: what was searched, in words. `growing`: more may come. `cited`: the papers it cites, by Passage.
    """
    named = nearest(reply) if reply.outcome is Outcome.NICHT_IM_BESTAND and not reply.anliegen else reply.hits
    if reply.anliegen:
        named = beside(reply) if reply.art is Art.LISTE else ()
    asked = [hit.passage for hit in named if hit.passage.fragen][:NEAREST]
    compared = _over_time(reply)
    return render(
        "answer.html",
        reply=reply,
        understood=reply.gefragt if reply.gefragt != reply.query.text and not reply.anliegen else None,
        narrowed="" if reply.anliegen else ", ".join(reply.filters.words()),
        searched=searched,
        asked=[(passage, asked_line(passage)) for passage in asked],
        statements=() if compared else said(reply),
        growing=growing,
        unusual=_unusual(reply.citations),
        STATUS=STATUS,
        MEANT=MEANT,
        shown=reply.anliegen,
        cited=_cited(reply, cited or {}),
        parts=[(title, answer(part, cited=cited)) for title, part in parts(reply)],
        official=_official(reply),
        over_time=compared,
        first=FIRST,
        radar=_radar(reply),
    )


def _radar(reply: Reply) -> Markup | None:
    """The counted answers that were asked for."""
    shown = reply.anliegen
    if shown is None or shown.tafel is None or not shown.tafel.gesamt.fragen:
        return None
    return radar.counts(shown.tafel, radar.Asked(shown.tafel.je, reply.filters, shown.thema), "")


def _over_time(reply: Reply) -> Markup | None:
    """The same Frage in several papers, side by side; None for any other reply."""
    if reply.anliegen is None or not reply.anliegen.reihe:
        return None
    return over_time.table(reply, reply.anliegen, lambda one: Markup().join(_said(one, reply).chips), FIRST)


def _official(reply: Reply) -> list[str]:
    """The official text of the Fragen of a paper that were asked for; none for any other reply."""
    if reply.art is not Art.FRAGE or not reply.statements:
        return []
    own = [c.passage for s in reply.statements for c in s.citations if c.ueber is None]
    return list(dict.fromkeys(frage.mit_nummer for passage in own for frage in passage.fragen))


def said(reply: Reply) -> list[StatementView]:
    """The statements of a reply as they are shown."""
    return [_said(statement, reply) for statement in reply.statements]


def _said(statement: Statement, reply: Reply) -> StatementView:
    chips = tuple(chip(citation, reply) for citation in dict.fromkeys(statement.citations))
    return StatementView(statement.text, chips, any(map(is_askers_word, statement.citations)))


def is_askers_word(citation: Citation) -> bool:
    """Whether a place is the askers' word, not the government's."""
    return citation.passage.sprecher is Sprecher.FRAGESTELLER


def _unusual(citations: Iterable[Citation]) -> list[Status]:
    """What a reader must know of the cited answers: everything but a plain answer."""
    found = dict.fromkeys(citation.passage.status for citation in citations)
    return [status for status in found if status is not None and status is not Status.BEANTWORTET]


def chip(citation: Citation, reply: Reply) -> Markup:
    """The button after a statement: names paper and place, opens the source with all quotes of the reply marked."""
    return chip_among(citation, reply.citations)


def chip_among(citation: Citation, every: Iterable[Citation]) -> Markup:
    """The same button; of `every` citation what stands in the same Passage is marked too."""
    passage = citation.passage
    return render(
        "chip.html",
        passage=passage,
        marks=marks_in(passage.id, every),
        ueber=citation.ueber,
        spalte=citation.spalte or "",
        at=citation.start,
        preview=cut_at_word(citation.zitat, PREVIEW, " …"),
        label=cite.label(citation),
        place=chip_label(citation),
    )


def marks_in(passage: str, every: Iterable[Citation]) -> str:
    """All that is cited of the Passage of this id, as the address of its source has it."""
    return in_address(merged((c.start, c.end) for c in every if c.passage.id == passage))


def _cited(reply: Reply, papers: Mapping[str, CitedPaper]) -> list[tuple[str, CitedPaper, list[CitedPlace]]]:
    """The cited papers by number, each with its places in the order of the answer."""
    found = dict[tuple[str, CitedPaper], dict[str, list[Citation]]]()
    for citation in dict.fromkeys(reply.citations):
        passage = citation.passage
        if passage.id in papers:
            places = found.setdefault((passage.drucksache, papers[passage.id]), {})
            places.setdefault(place_name(passage), []).append(citation)
    return [
        (nummer, paper, [_place(name, citations) for name, citations in places.items()])
        for (nummer, paper), places in found.items()
    ]


def _place(name: str, citations: Sequence[Citation]) -> CitedPlace:
    passage = citations[0].passage
    quotes = [f"„{citation.zitat}“ ({cite.label(citation)})" for citation in citations]
    frage = passage.nummern[0] if passage.nummern else None
    is_answer = frage is not None and passage.art in _ANSWERS and bool(cite.paper_url(passage.drucksache))
    return CitedPlace(name, passage.id, frage, "\n\n".join(quotes), is_answer, any(map(_of_table, citations)))


def _of_table(citation: Citation) -> bool:
    """Whether a quote stands in a table."""
    inside = (span for span in citation.passage.bloecke if span.start < citation.end and citation.start < span.end)
    return citation.passage.art is Passagenart.TABELLE or any(span.art is Spanart.TABELLE for span in inside)


def chip_label(citation: Citation) -> str:
    """Where in the paper, in few words: "Frage 2c · S. 5", "Frage 2g → 2c"."""
    words = [_way(citation)]
    if citation.passage.art is Passagenart.TABELLE:
        words.append("Tabelle")
    if citation.zeile or citation.spalte:
        words.append(" / ".join(cut_at_word(name, NAME, " …") for name in (citation.zeile, citation.spalte) if name))
    if citation.seiten is not None:
        words.append(f"S. {citation.seiten.erste}")
    return " · ".join(words)


def _way(citation: Citation) -> str:
    place = place_name(citation.passage)
    if citation.ueber is None:
        return place
    via = place_name(citation.ueber)
    return f"{via} → {place.removeprefix('Fragen ').removeprefix('Frage ')}"


def place_name(passage: Passage) -> str:
    """The part of the paper that a Passage is cut from: "Frage 2c", "Fragen 3 bis 3b", "Vorbemerkung"."""
    if passage.art is Passagenart.VORBEMERKUNG:
        return "Vorbemerkung"
    if not passage.nummern:
        return "Anlage"
    return cite.fragen(passage.nummern, passage.folgen).removeprefix("den ")


def searched(papers: int, fragen: int, filters: Filters) -> str:
    """What was searched, as a sentence for where nothing was found: how many papers and Fragen, and the filters."""
    narrowed = ", ".join(filters.words())
    return f"Durchsucht: {held(papers, fragen)}" + (f", eingegrenzt auf {narrowed}." if narrowed else ".")
