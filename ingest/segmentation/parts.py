"""The paper cut into parts: every character lands in exactly one part, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.model import Fragenummer, Sprecher
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
