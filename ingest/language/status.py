"""What kind of answer the government gave, judged from its words.

Every sentence is told apart by what it does: it tells something, points elsewhere, has nothing to tell, refuses,
or says that the matter is classified. What fills the answer decides. A sentence that only adds a pointer ("Im
Übrigen wird auf ... verwiesen") changes nothing; a pointer to a table or an annex of the same paper tells.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from ingest.language.asides import ASKED_OF_OTHERS, DENIES, UNDECIDED
from ingest.language.counts import asks_how_many, tells_count
from ingest.language.joint import only_announces
from ingest.language.reasons import reason
from ingest.language.sentences import Span, sentences
from ingest.language.shortfalls import NOT_AT_HAND, NOT_FOUND_OUT
from ingest.language.wordings import (
    AND_YET,
    BESIDES,
    CLASSIFIED,
    CLASSIFIED_NOTE,
    CLASSIFIED_PAPER,
    CORE,
    DEPOSITED,
    EXPLAINS,
    FIGURE,
    FOUND_AT,
    FRAMES,
    HENCE,
    HERE,
    JUSTIFIES,
    NOT_ANSWERED,
    NOT_EVEN_THERE,
    NOT_YET,
    NOTHING_KNOWN,
    OF_THE_ANSWER,
    OTHERS,
    POINTER,
    POINTS,
    PRINTING,
    PUBLIC,
    REFUSED,
    STATE,
)
from ingest.model import Block, Blockart, Grund, Status

# "wird auf Frage 3 verwiesen: Das Amt hat ...": what the answer pointed to says is said here too
_TOLD_THERE = re.compile(r"(?<=verwiesen:)\s+(?=[A-ZÄÖÜ„])")
# "Soweit das nicht erfasst wird, gilt ...": on what condition something holds, not what is known
_CONDITION = re.compile(r"^(?:Soweit|Sofern|Falls|Wenn)\b[^,]{0,200},")
# "..., sofern diese nicht herausgegeben werden": the same in the middle or at the end
_PROVISO = re.compile(r", (?:sofern|soweit|wenn|falls|es sei denn)\b[^,.;]{0,200}")
_BRACKETS = re.compile(r"\([^()]*\)")  # "(Daten für 2024 liegen noch nicht vor)" takes nothing from the rest
_YES_OR_NO = re.compile(r"(?:Ja|Nein)\b")
_AN_ADDITION = 90  # characters; less than that beside a refusal is no answer of its own
_MORE = 40  # the same beside a pointer
_ANNEX = 200  # characters that a pointer to an annex counts for
_HOLDING_BACK = frozenset({Status.ABGELEHNT, Status.KEINE_ERKENNTNISSE, Status.EINGESTUFT})
_REASONS = 3  # sentences at most that a "Daher ..." is drawn from
_A_FIGURE = 100  # and a figure besides its words
_MOSTLY = 2.0  # times as much must be told after a refusal that comes first


def status(bloecke: Sequence[Block], fragen: Sequence[str] = ()) -> Status:
    """Judge an answer by its blocks, and by the texts of the Fragen that it answers, as far as they are known."""
    tables = sum(len(b.text) for b in bloecke if b.art is Blockart.TABELLE)
    judged = [(s, kind(s)) for s in _sentences(bloecke)]
    withheld = any(NOT_EVEN_THERE.search(s) for s, _ in judged) and not any(DEPOSITED.search(s) for s, _ in judged)
    if not withheld and any(k is Status.EINGESTUFT for _, k in judged):
        core = any(CORE.search(b.text) for b in bloecke if b.art is Blockart.TEXT)
        return Status.ABGELEHNT if core and not tables else Status.EINGESTUFT
    return _weigh(judged, tables, fragen if all(map(asks_how_many, fragen)) else ())


def grund(bloecke: Sequence[Block]) -> Grund | None:
    """Why an answer is refused; None where its words give no reason that is known."""
    return reason(saying(bloecke, {Status.ABGELEHNT}))


def deciding(bloecke: Sequence[Block], status: Status) -> tuple[Block, Span] | None:
    """Where the first sentence stands that makes the answer what it was judged to be: its Block, and where in it.

    Of a partial answer the first one that holds something back; where no sentence does so alone, the first of all.
    """
    wanted = _HOLDING_BACK if status is Status.TEILWEISE else {status}
    every = [(b, span) for b in bloecke if b.art is Blockart.TEXT for span in sentences(b.text)]
    told = [(b, span) for b, span in every if not only_announces(b.text[span[0] : span[1]])]
    found = (one for one in told if kind(one[0].text[one[1][0] : one[1][1]]) in wanted)
    return next(found, next(iter(told or every), None))


def only_points(bloecke: Sequence[Block]) -> bool:
    """Whether an answer says nothing at all but where to look."""
    kinds = {kind(s) for s in _sentences(bloecke)}
    return kinds == {Status.VERWIESEN} and all(b.art is not Blockart.TABELLE for b in bloecke)


def saying(bloecke: Sequence[Block], wanted: Collection[Status]) -> list[str]:
    """The sentences of an answer that do what one of these statuses says, in the order printed."""
    return [sentence for sentence in _sentences(bloecke) if kind(sentence) in wanted]


def _weigh(judged: Sequence[tuple[str, Status]], tables: int, counting: Sequence[str]) -> Status:
    """What fills an answer; `counting`: the Fragen, where they ask for counts and nothing else."""
    refused = _refused(judged)
    main = max(refused, key=lambda k: refused[k])
    telling = [s for s, k in _without_reasons(judged) if k is Status.BEANTWORTET and not _beside(s, main, refused)]
    told = tables + sum(map(_told, telling))
    if counting and not tables and not any(tells_count(s, counting) or HERE.search(s) for s in telling):
        told = 0  # who was asked how many and gives no count has told nothing
    if not refused[main]:
        pointers = [s for s, k in judged if k is Status.VERWIESEN]
        besides = bool(told) and all(map(BESIDES.search, pointers))  # what they add to is the answer
        return Status.VERWIESEN if pointers and told < _MORE and not besides else Status.BEANTWORTET
    first = next((k for _, k in judged if k is not Status.VERWIESEN), None)
    enough = told > (0 if first is Status.BEANTWORTET else _AN_ADDITION) or _YES_OR_NO.match(judged[0][0])
    if enough and all(_takes_nothing(s) for s, k in judged if k in refused):
        return Status.BEANTWORTET  # who is to do what, or that nothing speaks for it, stands beside the answer
    if first is Status.BEANTWORTET and counting and telling and tells_count(telling[0], counting):
        return Status.TEILWEISE  # "Es wurde ein Strafantrag gestellt."
    least = _MOSTLY * refused[main] if first in refused else _AN_ADDITION
    return Status.TEILWEISE if tables or any(map(HERE.search, telling)) or told > max(least, _AN_ADDITION) else main


def _without_reasons(judged: Sequence[tuple[str, Status]]) -> Iterator[tuple[str, Status]]:
    """The sentences but those right before a "Daher ist das nicht möglich": they only tell why, unless by a figure."""
    held: list[tuple[str, Status]] = []
    for sentence, found in judged:
        if found is Status.BEANTWORTET:
            held.append((sentence, found))
            continue
        reasons = found in _HOLDING_BACK and HENCE.search(sentence) is not None
        yield from held[:-_REASONS]
        yield from ((s, k) for s, k in held[-_REASONS:] if not reasons or FIGURE.search(s) or HERE.search(s))
        yield sentence, found
        held = []
    yield from held


def _refused(judged: Sequence[tuple[str, Status]]) -> dict[Status, int]:
    """How many characters refuse, and how many say that nothing is known."""
    refused = dict.fromkeys((Status.ABGELEHNT, Status.KEINE_ERKENNTNISSE), 0)
    for sentence, found in judged:
        if found in refused:
            refused[found] += len(sentence)
    if refused[Status.KEINE_ERKENNTNISSE]:  # that others are to answer only says why nothing is known
        weak = sum(len(s) for s, k in judged if k is Status.ABGELEHNT and _is_weak(s))
        refused[Status.ABGELEHNT] -= weak
        refused[Status.KEINE_ERKENNTNISSE] += weak
    return refused


def _beside(sentence: str, main: Status, refused: Mapping[Status, int]) -> bool:
    """Whether a sentence only gives the reasons of what is not told."""
    if refused[Status.ABGELEHNT] and JUSTIFIES.search(sentence):
        return True
    unknown = main is Status.KEINE_ERKENNTNISSE
    return unknown and EXPLAINS.search(sentence) is not None and FIGURE.search(sentence) is None


def _is_weak(sentence: str) -> bool:
    """Whether a sentence refuses without a reason of the government's own."""
    return not any(p.search(sentence) for p in (NOT_EVEN_THERE, CORE, STATE, REFUSED))


def _takes_nothing(sentence: str) -> bool:
    """Whether a sentence takes nothing from an answer that it stands beside (`ingest.language.asides`)."""
    if DENIES.search(sentence) or (UNDECIDED.search(sentence) and not _unknown(sentence)):
        return True
    return OTHERS.search(sentence) is not None and _is_weak(sentence) and ASKED_OF_OTHERS.search(sentence) is None


def _told(sentence: str) -> int:
    """How much a sentence tells; one that points to a table or an annex tells what stands there."""
    if FRAMES.search(sentence):
        return 0
    if HERE.search(sentence):
        return max(len(sentence), _ANNEX)
    return len(sentence) + (_A_FIGURE if FIGURE.search(sentence) else 0)


def kind(sentence: str) -> Status:
    """What one sentence does; BEANTWORTET for one that tells something."""
    if FRAMES.search(sentence):
        return Status.BEANTWORTET
    if NOT_EVEN_THERE.search(sentence):
        return Status.ABGELEHNT
    if CLASSIFIED.search(sentence) and _of_the_answer(sentence):
        return Status.EINGESTUFT
    if NOT_YET.search(sentence):
        return Status.KEINE_ERKENNTNISSE
    if CORE.search(sentence) or STATE.search(sentence) or REFUSED.search(_said(sentence)):
        return Status.ABGELEHNT
    if points_away(sentence):
        return Status.VERWIESEN
    if _unknown(sentence) or UNDECIDED.search(sentence):
        return Status.KEINE_ERKENNTNISSE
    if OTHERS.search(sentence) or NOT_ANSWERED.search(sentence):
        return Status.ABGELEHNT
    if HERE.search(sentence) and not BESIDES.search(sentence):
        return Status.BEANTWORTET
    points = POINTS.search(sentence) or (FOUND_AT.search(sentence) and PUBLIC.search(sentence))
    return Status.VERWIESEN if points else Status.BEANTWORTET


def _of_the_answer(sentence: str) -> bool:
    """Whether what a sentence calls classified is the answer, or a paper that it points to for it."""
    return (
        CLASSIFIED_PAPER.search(sentence) is None or OF_THE_ANSWER.search(sentence) is not None or points_away(sentence)
    )


def nothing_known(sentence: str) -> bool:
    """Whether a sentence says that what is asked is not known, not counted or not to be told apart."""
    return NOTHING_KNOWN.search(_said(sentence)) is not None and AND_YET.search(sentence) is None


def _unknown(sentence: str) -> bool:
    return NOT_YET.search(sentence) is not None or nothing_known(sentence) or _not_found_out(sentence)


def _not_found_out(sentence: str) -> bool:
    said = _said(sentence)
    if NOT_FOUND_OUT.search(said):
        return True
    return NOT_AT_HAND.search(said) is not None and AND_YET.search(sentence) is None


def _said(sentence: str) -> str:
    """A sentence without what stands in brackets and without the conditions that it makes."""
    return _PROVISO.sub("", _CONDITION.sub("", _BRACKETS.sub("", sentence)))


def points_away(sentence: str) -> bool:
    """Whether a whole sentence sends its reader elsewhere, and not to a table or an annex of this paper."""
    return POINTER.search(sentence) is not None and HERE.search(sentence) is None


def _sentences(bloecke: Sequence[Block]) -> Iterator[str]:
    """The sentences that count: no announcement of a joint answer, no note on printing."""
    text = _without_note("\n".join(b.text for b in bloecke if b.art is Blockart.TEXT))
    for start, end in sentences(text):
        for sentence in _TOLD_THERE.split(text[start:end]):
            if len(sentence) > 2 and not only_announces(sentence) and not PRINTING.search(sentence):
                yield sentence


def _without_note(text: str) -> str:
    """The text without the note under a page that an answer is classified, where no asterisk of its own leads there."""
    rest = CLASSIFIED_NOTE.sub(" ", text)
    return text if "*" in rest else rest
