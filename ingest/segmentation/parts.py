"""The paper cut into parts: every character lands in exactly one part, in order but for footnotes among Fragen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ingest.model import Fragenummer, Sprecher
from ingest.text.footnotes import Note
from ingest.text.lines import Line


class Rolle(StrEnum):
    """What a part of a paper is."""

    KOPF = "kopf"
    VORBEMERKUNG = "vorbemerkung"
    FRAGE = "frage"
    ANTWORT = "antwort"
    ANLAGE = "anlage"


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together: a preamble with its speaker, a Frage, the answer to a group of Fragen.

    `titel`: the heading of a preamble, which is then also its first line.
    """

    rolle: Rolle
    lines: tuple[Line, ...]
    nummern: tuple[Fragenummer, ...] = ()
    sprecher: Sprecher | None = None
    titel: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Found:
    """A Frage on the lines `start`..`end` (from 0, inclusive); `answered`: an answer follows before the next Frage."""

    nummer: Fragenummer
    start: int
    end: int
    answered: bool


def question_parts(lines: Sequence[Line], found: Iterable[Found]) -> list[Part]:
    """The lines from the first Frage on: Fragen and, after each group, its answer."""
    fragen = list(found)
    parts: list[Part] = []
    group: list[Fragenummer] = []
    for i, frage in enumerate(fragen):
        stop = fragen[i + 1].start if i + 1 < len(fragen) else len(lines)
        parts.append(Part(Rolle.FRAGE, tuple(lines[frage.start : frage.end + 1]), (frage.nummer,)))
        group.append(frage.nummer)
        rest = tuple(lines[frage.end + 1 : stop])
        if frage.answered:
            parts.append(Part(Rolle.ANTWORT, rest, tuple(group)))
            group = []
        elif rest:  # blank lines
            parts[-1] = Part(Rolle.FRAGE, (*parts[-1].lines, *rest), (frage.nummer,))
    return parts


def with_notes(parts: Sequence[Part], lines: Sequence[Line], notes: Sequence[Note]) -> list[Part]:
    """Put the footnotes back that were taken out of `lines` before they were cut into `parts`.

    A footnote stays where the page's end left it, unless that is in a Frage or right behind one: there it comes to the
    end of the part that bears its mark, for want of one to the last before it that is no Frage.
    """
    places = {(line.zeile, line.start): (k, n) for k, part in enumerate(parts) for n, line in enumerate(part.lines, 1)}
    filled = [list(part.lines) for part in parts]
    before = _before(notes)
    for note in reversed(notes):  # so that what is put in moves no place that is still needed
        k, n = _place(lines, before[note.start], places)
        if parts[k].rolle is Rolle.FRAGE:
            k = _place(lines, note.mark, places)[0] if note.mark is not None else _last_said(parts, k)
            n = len(parts[k].lines)
        filled[k][n:n] = lines[note.start : note.stop]
    return [replace(part, lines=tuple(new)) for part, new in zip(parts, filled, strict=True)]


def _before(notes: Sequence[Note]) -> dict[int, int]:
    """The line before each footnote, by the line it begins with; of one right behind another, that before both."""
    found: dict[int, int] = {}
    stops: dict[int, int] = {}
    for note in notes:
        found[note.start] = stops.get(note.start, note.start - 1)
        stops[note.stop] = found[note.start]
    return found


def _place(lines: Sequence[Line], i: int, places: Mapping[tuple[int, int], tuple[int, int]]) -> tuple[int, int]:
    """The part that has line i, and how many of its lines there are up to that one; the very beginning for none."""
    return places[lines[i].zeile, lines[i].start] if i >= 0 else (0, 0)


def _last_said(parts: Sequence[Part], k: int) -> int:
    """The last part before part k that is no Frage; k itself where there is none."""
    return next((i for i in range(k - 1, -1, -1) if parts[i].rolle is not Rolle.FRAGE), k)
