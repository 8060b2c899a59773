"""Annexes: the pieces that follow the last answer or the imprint, and the Fragen they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.language.fragenummern import read_list, resolve
from ingest.model import Antwort, Block, Fragenummer
from ingest.text.blocks import blocks
from ingest.text.lines import Line

_HEAD = re.compile(r"^(?:Anlagen?|Anhang)(?:\s+(?P<nr>\d{1,2}))?\b(?!\s*\d)(?P<rest>.{0,120})$")
_ALONE = re.compile(
    r"^(?:Anlagen?|Anhang)(?:\s+\d{1,2})?(?:\s+(?:zu[rm]?\b|[-–]|KA\b)(?!.*(?:[Dd]rucksache|\))).{0,100}[^.\s])?\s*:?$"
)
_TO = re.compile(r"Fragen?\s+(?=\d)")
_NAMED = re.compile(r"\bAnlagen?\s+(\d{1,2})(?:(?:\s+(?:und|bis|sowie)|,)\s+(\d{1,2}))*")
_ANY = re.compile(r"\b(?:Anlage|Anhang)\b")


def starts(lines: Sequence[Line]) -> int:
    """Index of the first line that heads an annex, the number of lines if there is none."""
    headed = (i for i, line in enumerate(lines) if i and _ALONE.match(line.text) and not _goes_on(lines, i))
    return next(headed, len(lines))


def _goes_on(lines: Sequence[Line], i: int) -> bool:
    """Whether line i stands in a sentence that the line before it wraps."""
    return not lines[i - 1].blank and bool(lines[i - 1].wraps)


def annexes(lines: Sequence[Line], antworten: Sequence[Antwort]) -> tuple[Block, ...]:
    """The annex as Blocks, each with the Fragen of the heading it stands under; `antworten`: all of the paper."""
    known = tuple(n for a in antworten for n in a.nummern)
    found: list[Block] = []
    for head, piece in _pieces(lines):
        nummern = _belongs(head, antworten, known)
        found.extend(replace(b, nummern=nummern) for b in blocks(piece))
    return tuple(found)


def _pieces(lines: Sequence[Line]) -> Iterator[tuple[str, Sequence[Line]]]:
    """The annex cut at its headings "Anlage 1", "Anlage 2 zu Frage 4"; the heading goes with what it heads."""
    heads = [i for i, line in enumerate(lines) if _HEAD.match(line.text) and len(line.text) < 80]
    for first, stop in zip([0, *heads], [*heads, len(lines)], strict=True):
        if stop > first:
            yield " ".join(line.text for line in lines[first : min(first + 3, stop)]), lines[first:stop]


def _belongs(head: str, antworten: Sequence[Antwort], known: Sequence[Fragenummer]) -> tuple[Fragenummer, ...]:
    """The Fragen that a heading names, else those of the one answer that names the annex."""
    named = _TO.search(head)
    if named is not None:
        found = resolve(read_list(head[named.end() :]), known)
        if found:
            return found
    number = re.match(r"(?:Anlage|Anhang)\s+(\d{1,2})\b", head)
    pointing = [a for a in antworten if _names(a.text, number[1] if number else None)]
    return pointing[0].nummern if len(pointing) == 1 else ()


def _names(text: str, number: str | None) -> bool:
    if number is None:
        return _ANY.search(text) is not None
    return any(number in re.findall(r"\d+", match[0]) for match in _NAMED.finditer(text))
