"""What kind of answer the government gave, judged from its words.

Every sentence is told apart by what it does: it tells something, points elsewhere, has nothing to tell, refuses,
or says that the matter is classified. What fills the answer decides. A sentence that only adds a pointer ("Im
Übrigen wird auf ... verwiesen") changes nothing; a pointer to a table or an annex of the same paper tells.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from ingest.language.joint import only_announces
from ingest.language.sentences import sentences
from ingest.language.wordings import (
    AND_YET,
    BESIDES,
    CLASSIFIED,
    CORE,
    FOUND_AT,
    HERE,
    NOTHING_KNOWN,
    POINTER,
    POINTS,
    PRINTING,
    PUBLIC,
    REFUSED,
)
from ingest.model import Block, Blockart, Status

# "wird auf Frage 3 verwiesen: Das Amt hat ...": what the answer pointed to says is said here too
_TOLD_THERE = re.compile(r"(?<=verwiesen:)\s+(?=[A-ZÄÖÜ„])")
_BRACKETS = re.compile(r"\([^()]*\)")  # "(Daten für 2024 liegen noch nicht vor)" takes nothing from the rest
_AN_ADDITION = 90  # characters; less than that beside a refusal is no answer of its own
_MORE = 50  # the same beside a pointer
_ANNEX = 200  # characters that a pointer to an annex counts for
_MOSTLY = 2.0  # times as much must be told after a refusal that comes first


def status(bloecke: Sequence[Block]) -> Status:
    """Judge an answer by its blocks."""
    tables = sum(len(b.text) for b in bloecke if b.art is Blockart.TABELLE)
    judged = [(s, kind(s)) for s in _sentences(bloecke)]
    if any(k is Status.EINGESTUFT for _, k in judged):
        core = any(CORE.search(b.text) for b in bloecke if b.art is Blockart.TEXT)
        return Status.ABGELEHNT if core and not tables else Status.EINGESTUFT
    return _weigh(judged, tables)


def only_points(bloecke: Sequence[Block]) -> bool:
    """Whether an answer says nothing at all but where to look."""
    kinds = {kind(s) for s in _sentences(bloecke)}
    return kinds == {Status.VERWIESEN} and all(b.art is not Blockart.TABELLE for b in bloecke)


def saying(bloecke: Sequence[Block], wanted: Collection[Status]) -> list[str]:
    """The sentences of an answer that do what one of these statuses says, in the order printed."""
    return [sentence for sentence in _sentences(bloecke) if kind(sentence) in wanted]


def _weigh(judged: Sequence[tuple[str, Status]], tables: int) -> Status:
    told = tables + sum(_told(s) for s, k in judged if k is Status.BEANTWORTET)
    refused = dict.fromkeys((Status.ABGELEHNT, Status.KEINE_ERKENNTNISSE), 0)
    for sentence, found in judged:
        if found in refused:
            refused[found] += len(sentence)
    main = max(refused, key=lambda k: refused[k])
    if not refused[main]:
        pointed = any(k is Status.VERWIESEN for _, k in judged)
        return Status.VERWIESEN if pointed and told < _MORE else Status.BEANTWORTET
    first = next((k for _, k in judged if k is not Status.VERWIESEN), None)
    least = _MOSTLY * refused[main] if first in refused else _AN_ADDITION
    return Status.TEILWEISE if told > max(least, _AN_ADDITION) else main


def _told(sentence: str) -> int:
    """How much a sentence tells; one that points to a table or an annex tells what stands there."""
    return max(len(sentence), _ANNEX) if HERE.search(sentence) else len(sentence)


def kind(sentence: str) -> Status:
    """What one sentence does; BEANTWORTET for one that tells something."""
    if CLASSIFIED.search(sentence):
        return Status.EINGESTUFT
    if CORE.search(sentence) or REFUSED.search(sentence):
        return Status.ABGELEHNT
    if points_away(sentence):
        return Status.VERWIESEN
    if nothing_known(sentence):
        return Status.KEINE_ERKENNTNISSE
    if HERE.search(sentence) and not BESIDES.search(sentence):
        return Status.BEANTWORTET
    points = POINTS.search(sentence) or (FOUND_AT.search(sentence) and PUBLIC.search(sentence))
    return Status.VERWIESEN if points else Status.BEANTWORTET


def nothing_known(sentence: str) -> bool:
    """Whether a sentence says that what is asked is not known, not counted or not to be told apart."""
    return NOTHING_KNOWN.search(_BRACKETS.sub("", sentence)) is not None and AND_YET.search(sentence) is None


def points_away(sentence: str) -> bool:
    """Whether a whole sentence sends its reader elsewhere, and not to a table or an annex of this paper."""
    return POINTER.search(sentence) is not None and HERE.search(sentence) is None


def _sentences(bloecke: Sequence[Block]) -> Iterator[str]:
    """The sentences that count: no announcement of a joint answer, no note on printing."""
    text = "\n".join(b.text for b in bloecke if b.art is Blockart.TEXT)
    for start, end in sentences(text):
        for sentence in _TOLD_THERE.split(text[start:end]):
            if len(sentence) > 2 and not only_announces(sentence) and not PRINTING.search(sentence):
                yield sentence
