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
_LABEL = re.compile(r"(?:Anlage|Anhang)(?:\s+\d{1,2}\b)?")
_SHORT = 80  # characters of a line that is a label
_FOOT = 2  # lines of a page that may stand below a label at its end: a page number, a date
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
    """The annex as Blocks, each with the label that it stands under and the Fragen that this belongs to.

    `antworten`: all of the paper; they tell which Frage names which annex.
    """
    known = tuple(n for a in antworten for n in a.nummern)
    found: list[Block] = []
    for head, piece in _pieces(lines):
        nummern, label = _belongs(head, antworten, known), _LABEL.match(head)
        found.extend(replace(b, nummern=nummern, anlage=label[0] if label else "") for b in blocks(piece))
    return tuple(found)


def _pieces(lines: Sequence[Line]) -> Iterator[tuple[str, Sequence[Line]]]:
    """The annex cut at its labels "Anlage 1", "Anlage 2 zu Frage 4", each piece with the label that it stands under.

    A label that a page ends with heads that page. Where pages are not known it does so if the whole annex ends with
    one: then each label ends a page. What stands before the first one is a piece of its own, headed by its beginning.
    """
    heads = [i for i, line in enumerate(lines) if _HEAD.match(line.text) and len(line.text) < _SHORT]
    if heads and lines[heads[-1]].seite is None and not any(line.text for line in lines[heads[-1] + 1 :]):
        starts = [0, *(i + 1 for i in heads)]
        yield from ((_words(lines, i), lines[start : i + 1]) for start, i in zip(starts, heads, strict=False))
        return
    borders = [_border(lines, i) for i in heads]
    for first, stop, at in zip([0, *borders], [*borders, len(lines)], [0, *heads], strict=True):
        if stop > first:
            yield _words(lines, at, stop), lines[first:stop]


def _words(lines: Sequence[Line], at: int, stop: int | None = None) -> str:
    """A label with the two lines behind it, which may say what it belongs to."""
    return " ".join(line.text for line in lines[at : min(at + 3, len(lines) if stop is None else max(stop, at + 1))])


def _border(lines: Sequence[Line], label: int) -> int:
    """Where the piece begins that a label heads: at the label, or at the top of the page that ends with it."""
    page = lines[label].seite
    if page is None:
        return label
    below = sum(1 for line in lines[label + 1 :] if line.seite == page and line.text)
    if below > _FOOT:
        return label
    top = label
    while top and lines[top - 1].seite == page and not _HEAD.match(lines[top - 1].text):
        top -= 1
    return top


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
