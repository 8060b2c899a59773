"""An Anfrage, Kleine or Große: what is asked, by whom. It answers nothing and never becomes a Drucksache or Passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.fields.kopf import askers, read_kopf
from ingest.model import Frage, Fragenummer, ParseError, Quelle, canonical
from ingest.segmentation.number_marks import Mark, marks
from ingest.text.cleaning import join
from ingest.text.lines import Line, split

_BEGIN = re.compile(r"[Ff]ragen (?:wir |daher |deshalb )?die Bundesregierung|Bundesregierung fragen")
_HEAD = 12  # lines among which number, date and askers are printed, where nothing announces the list
_END = "Berlin, den "


@dataclass(frozen=True, slots=True)
class Anfrage:
    """An Anfrage as it is printed: number, date, title, who asks, the official list of its Fragen; unknown is empty."""

    nummer: str
    datum: date | None
    titel: str
    fragesteller: tuple[str, ...]
    fraktionen: tuple[str, ...]
    fragen: tuple[Frage, ...]


def parse_anfrage(quelle: Quelle) -> Anfrage:
    """Understand an Anfrage; ParseError if no number or no Frage can be found."""
    lines = split(quelle.zeilen).lines
    first = list_begins(lines)
    above = head(lines, first)
    kopf = read_kopf(above, (), quelle.angaben)
    fragen = tuple(_fragen(_list(lines[first:])))
    if kopf.nummer is None or not fragen:
        raise ParseError(quelle.datei.name, "Nummer oder Fragen der Anfrage wurden nicht gefunden.")
    names, fraktionen = askers(join(list(above)))
    return Anfrage(canonical(kopf.nummer), kopf.datum, kopf.titel or "", names, fraktionen, fragen)


def list_begins(lines: Sequence[Line]) -> int:
    """The line that begins the official list ("Wir fragen die Bundesregierung"); 0 where none does."""
    return next((i for i, line in enumerate(lines) if _BEGIN.search(line.text)), 0)


def head(lines: Sequence[Line], first: int) -> Sequence[Line]:
    """The lines that print number, date and askers; `first`: where the official list begins (`list_begins`)."""
    return lines[: first or _HEAD]


def _list(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of the Fragen alone: behind the line that announces them, before who signs."""
    return unsigned(lines)[1:]


def unsigned(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines before the one that says where and when the Anfrage is signed."""
    stop = next((i for i, line in enumerate(lines) if line.text.startswith(_END)), len(lines))
    return lines[:stop]


def _fragen(lines: Sequence[Line]) -> Sequence[Frage]:
    """The Fragen in order; a list without any number is one Frage."""
    text = join(list(lines)).strip()
    return list(numbered(lines)) or ([Frage(Fragenummer(1), text)] if text else [])


def numbered(lines: Sequence[Line]) -> Iterator[Frage]:
    """The Fragen whose numbers count on from 1, in order; none where no line has such a number."""
    chosen = list(_in_order(marks(lines)))
    stops = [*(mark.line for _, mark in chosen[1:]), len(lines)]
    for (nummer, mark), stop in zip(chosen, stops, strict=False):
        text = join([replace(lines[mark.line], words=mark.rest), *lines[mark.line + 1 : stop]]).strip()
        if text:
            yield Frage(nummer, text)


def _in_order(found: Sequence[Mark]) -> Iterator[tuple[Fragenummer, Mark]]:
    """The marks that count on from 1, letters from a within a number; others stand inside a Frage."""
    zahl, teil = 0, ""
    for mark in found:
        if mark.zahl is None:
            if zahl and mark.teil == _after(teil):
                teil = mark.teil
                yield Fragenummer(zahl, teil), mark
        elif mark.zahl == zahl + 1 and mark.teil in ("", "a"):
            zahl, teil = mark.zahl, mark.teil
            yield Fragenummer(zahl, teil), mark


def _after(teil: str) -> str:
    return chr(ord(teil) + 1) if teil else "a"
