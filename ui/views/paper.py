"""A whole paper beside the chat as HTML: its head and versions, and every Frage with its answer to unfold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from ingest.model import (
    Antwort,
    Blockart,
    Drucksache,
    Frage,
    Fragenummer,
    Passage,
    Passagenart,
    Seitenmarke,
    Status,
)
from ingest.passages import fragen_of
from rag import citation as cite
from rag.model import Citation
from ui.labels import NO_ANSWER, STATUS
from ui.views.context import whole
from ui.views.markup import render
from ui.views.reply import place_name
from ui.views.source import Citing, PanelBlock, asker, citing, facts, panel_block

UNANSWERED = "ohne-antwort"
"""What the filter calls Fragen to which no answer was found; the others go by the value of their Status."""


@dataclass(frozen=True, slots=True)
class WholePaper:
    """A paper to be shown, or a version that it has replaced.

    `passages`: all of it, in the order printed. `sheets`: addresses of pages in our own viewer, by the ids of the
    Passages that begin there; none where there is no PDF. `earlier`: the replaced versions by number and what is said
    of each, newest first. `fassung`: which of them this is, 0 for the paper as it is now. `asked`: the Frage that the
    address names, as it stands there.
    """

    paper: Drucksache
    passages: Sequence[Passage]
    sheets: Mapping[str, str] = field(default_factory=dict)
    earlier: Sequence[tuple[int, str]] = ()
    fassung: int = 0
    asked: str = ""


class Entry(NamedTuple):
    """An Antwort with the Fragen it answers, or a Frage without one.

    `place`: "Frage 2c", "Fragen 3 bis 3b". `line`: the text of the first Frage. `stand`: what the filter calls it.
    `about`: of a Schriftliche Frage who asked, who answered and when; "" for all others.
    `passage`: the id of its first Passage, None where it has none. `address`: the query that opens the page here.
    """

    place: str
    line: str
    fragen: Sequence[Frage]
    nummern: Sequence[Fragenummer]
    status: Status | None
    stand: str
    about: str
    blocks: Sequence[PanelBlock]
    citing: Citing | None
    passage: str | None
    sheet: str | None
    address: str
    is_asked: bool


def paper(item: WholePaper) -> Markup:
    """The panel over a whole paper; the Frage that is asked for stands open, one that it lacks is said to."""
    entries = _asked(item, [_entry(item, antwort, frage) for antwort, frage in _pairs(item.paper)])
    preambles = [passage for passage in item.passages if passage.art is Passagenart.VORBEMERKUNG]
    ersetzt = next((passage.ersetzt for passage in item.passages if passage.ersetzt), "")
    return render(
        "paper.html",
        paper=item.paper,
        ersetzt=ersetzt,
        nummer=item.paper.nummer,
        fassung=item.fassung,
        facts=_facts(item.paper),
        earlier=item.earlier,
        official=cite.paper_url(item.paper.nummer),
        preambles=[(passage, _part_number(passage, preambles)) for passage in preambles],
        entries=entries,
        stands=_stands(entries),
        address=address(item.paper.nummer, fassung=item.fassung),
        workbook=_has_tables(item.paper) and not item.fassung,
        lacking=item.asked if item.asked and not any(entry.is_asked for entry in entries) else "",
        STATUS=STATUS,
        VORABFASSUNG=cite.VORABFASSUNG,
    )


def address(nummer: str, frage: Fragenummer | None = None, fassung: int = 0) -> str:
    """The query under which the page opens a paper, a Frage of it, a version that it has replaced."""
    given = {"papier": nummer, "frage": str(frage or ""), "fassung": str(fassung or "")}
    return "?" + urlencode({name: value for name, value in given.items() if value}, safe="/")


def _has_tables(item: Drucksache) -> bool:
    """Whether anything of a paper was read as a table."""
    preambles, answers = (vor.bloecke for vor in item.vorbemerkungen), (antwort.bloecke for antwort in item.antworten)
    parts = [*preambles, *answers, item.anlagen]
    return any(block.art is Blockart.TABELLE for bloecke in parts for block in bloecke)


def _facts(item: Drucksache) -> list[tuple[str, str]]:
    return facts(item) + ([("Abgeordnete", ", ".join(item.fragesteller))] if item.fragesteller else [])


def _pairs(item: Drucksache) -> Iterator[tuple[Antwort | None, Frage | None]]:
    """Each Antwort where the first of its Fragen stands, and each Frage without one; those of no Frage at the end.

    A stem without an answer of its own ("2" of "2a") is no Frage: it stands before each of its letters.
    """
    stems = {frage.nummer.zahl for frage in item.fragen if frage.nummer.teil}
    seen = list[Antwort]()
    for frage in item.fragen:
        antwort = item.antwort_auf(frage.nummer)
        if antwort is None and (frage.nummer.teil or frage.nummer.zahl not in stems):
            yield None, frage
        elif antwort is not None and not any(antwort is other for other in seen):
            seen.append(antwort)
            yield antwort, frage
    yield from ((antwort, None) for antwort in item.antworten if not any(antwort is other for other in seen))


def _entry(item: WholePaper, antwort: Antwort | None, frage: Frage | None) -> Entry:
    nummern = antwort.nummern if antwort else (frage.nummer,) if frage else ()
    first = _first(item, antwort)
    return Entry(
        place=place_name(first) if first else cite.fragen(nummern).removeprefix("den ") if nummern else "Antwort",
        line=frage.text if frage else "",
        fragen=fragen_of(item.paper, nummern),
        nummern=nummern,
        status=antwort.status if antwort else None,
        stand=antwort.status.value if antwort else UNANSWERED,
        about=_about(antwort, frage),
        blocks=[panel_block(block) for block in whole(antwort)] if antwort else (),
        citing=_citing(item.paper, antwort, first) if antwort and first else None,
        passage=first.id if first else None,
        sheet=item.sheets.get(first.id) if first else None,
        address=address(item.paper.nummer, nummern[0] if nummern else None, item.fassung),
        is_asked=False,
    )


def _about(antwort: Antwort | None, frage: Frage | None) -> str:
    known = [asker(frage)]
    if antwort:
        known += [antwort.unterzeichner or "", antwort.ressort or ""]
        known += [f"{antwort.datum:%d.%m.%Y}"] if antwort.datum else []
    return " · ".join(word for word in known if word)


def _first(item: WholePaper, antwort: Antwort | None) -> Passage | None:
    """The first Passage with text that is cut from an Antwort."""
    if antwort is None:
        return None
    arts = (Passagenart.ANTWORT, Passagenart.TABELLE)
    own = (p for p in item.passages if p.art in arts and p.nummern == antwort.nummern and p.text)
    return next(own, None)


def _citing(paper: Drucksache, antwort: Antwort, first: Passage) -> Citing:
    """How to cite the whole Antwort: on all its pages, however many Passages it was cut into."""
    text, seiten = antwort.text, antwort.seiten
    marken = (Seitenmarke(0, seiten.erste), Seitenmarke(len(text) - 1, seiten.letzte)) if seiten else ()
    cited = replace(first, text=text, marken=marken, bloecke=(), art=Passagenart.ANTWORT)
    return citing(Citation(cited, 0, len(text)), paper)


def _asked(item: WholePaper, entries: list[Entry]) -> list[Entry]:
    """The entries, that of the Frage which is asked for marked; a stem leads to the first of its letters."""
    try:
        wanted = Fragenummer.read(item.asked)
    except ValueError:
        return entries
    exact = [n for n, entry in enumerate(entries) if wanted in entry.nummern]
    near = [n for n, entry in enumerate(entries) if any(frage.nummer == wanted for frage in entry.fragen)]
    for at in (exact or near)[:1]:
        entries[at] = entries[at]._replace(is_asked=True)
    return entries


def _stands(entries: Sequence[Entry]) -> list[tuple[str, str, int]]:
    """What can be filtered by: value, words, how many; none where all are of one kind."""
    counted = Counter(entry.stand for entry in entries)
    words = {status.value: STATUS[status] for status in Status} | {UNANSWERED: NO_ANSWER}
    kinds = [(value, word, counted[value]) for value, word in words.items() if counted[value]]
    return kinds if len(kinds) > 1 else []


def _part_number(passage: Passage, every: Sequence[Passage]) -> int | None:
    """Which part of a preamble this is, from 1; None where it has only one."""
    same = [other.id for other in every if other.sprecher is passage.sprecher]
    return same.index(passage.id) + 1 if len(same) > 1 else None
