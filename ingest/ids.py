"""What papers, Passages and windows are called: the one place that writes such names and takes them apart.

A paper lies under a key: its number, or for a private one its number and whose it is. Two versions of one number, the
common one and a user's own, lie side by side without touching each other: "21/259" and "21/259~6a0f…".

A Passage's id begins with the key of its paper. What belongs to an answer names its Fragen next: "21/392:7-8-9", of
more than eight the first and the last, "21/392:1--14"; further pieces of its prose add ":2", its tables ":t1". What
belongs to no answer: the government's preamble "21/392:v", then "21/392:v2", the askers' "21/392:vf", the paper's
annexes "21/392:a1". A window's id adds what it stands for and a number from 0: "21/392:7#q0", "21/392:7#w3".
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.model import Fragenummer

_PRIVATE = "~"
_TAG = 16  # hex digits of the owner's name in a key: enough that no two users ever meet
_LONG_GROUP = 8  # Fragen up to which an id names each
_PASSAGE = re.compile(
    r"(?P<key>[^:#]+):"
    r"(?:(?P<own>vf?|a)(?P<count>\d*)|(?P<answer>\d[\da-z-]*)(?::(?P<letters>t?)(?P<number>\d+))?)"
)


def paper_key(nummer: str, owner: str | None) -> str:
    """The key of a paper; `owner` None is the common stock. The owner's name itself stands in the store alone."""
    if owner is None:
        return nummer
    return nummer + _PRIVATE + hashlib.sha256(owner.encode("utf-8", "surrogatepass")).hexdigest()[:_TAG]


def key_of(id_: str) -> str:
    """The key of the paper that a Passage or window (by its id) belongs to; asked for thousands at a time: no regex."""
    return id_.split(":", 1)[0]


def answer_of(id_: str) -> str:
    """What a Passage (by its id) is a part of: its answer; a piece of a preamble or paper's annex stands alone."""
    return ":".join(id_.split(":", 2)[:2])


def is_private(id_: str) -> bool:
    """Whether a Passage or window (by its id) is of a user's own paper."""
    return _PRIVATE in key_of(id_)


class Part(StrEnum):
    """What of an answer or a paper a Passage is; the letters of its id."""

    PROSE = ""
    TABLE = "t"
    ANNEX = "a"
    PREAMBLE = "v"
    ASKERS = "vf"


@dataclass(frozen=True, slots=True)
class PassageId:
    """The id of a Passage: the paper's key, the Fragen of its answer as one text, what part, which piece of it from 1.

    `answer` is empty for what belongs to no answer: preambles, annexes of the paper.
    """

    key: str
    answer: str
    part: Part = Part.PROSE
    number: int = 1

    @classmethod
    def of_answer(cls, key: str, nummern: Sequence[Fragenummer], part: Part = Part.PROSE, number: int = 1) -> PassageId:
        """The id of a piece of an answer to these Fragen (one or more, in the order printed)."""
        long = len(nummern) > _LONG_GROUP
        return cls(key, f"{nummern[0]}--{nummern[-1]}" if long else "-".join(map(str, nummern)), part, number)

    @classmethod
    def parse(cls, text: str) -> PassageId:
        """Take an id apart; ValueError for what is none."""
        found = _PASSAGE.fullmatch(text)
        if found is None:
            raise ValueError(f"no Passage's id: {text!r}")
        if found["answer"] is None:
            return cls(found["key"], "", Part(found["own"]), int(found["count"] or 1))
        return cls(found["key"], found["answer"], Part(found["letters"] or ""), int(found["number"] or 1))

    def __str__(self) -> str:
        counted = self.part in (Part.TABLE, Part.ANNEX) or self.number > 1  # the others carry no "1"
        last = f"{self.part}{self.number if counted else ''}"
        return ":".join(piece for piece in (self.key, self.answer, last) if piece)


class WindowKind(StrEnum):
    """What a vector stands for: an official question, or a stretch of the text."""

    QUESTION = "q"
    WINDOW = "w"


@dataclass(frozen=True, slots=True)
class WindowId:
    """The id of a window: its Passage's id, what it stands for, its number from 0."""

    passage: str
    kind: WindowKind
    number: int

    @classmethod
    def parse(cls, text: str) -> WindowId:
        """Take an id apart; ValueError for what is none."""
        passage, mark, last = text.rpartition("#")
        if not mark:
            raise ValueError(f"no window's id: {text!r}")
        return cls(passage, WindowKind(last[:1]), int(last[1:]))

    def __str__(self) -> str:
        return f"{self.passage}#{self.kind}{self.number}"
