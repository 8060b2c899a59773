"""What of a Passage gets a vector: its questions, and one- to three-sentence windows of its text, with context.

A Frage often does not name its topic; it stands in the title or in the first question. Windows with both in front
found 70 of 100 first where plain ones found 63 (docs/retrieval.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.model import Passage, Passagenart
from rag.sentences import sentences

SENTENCES = 3  # most sentences of a window
LENGTH = 420  # characters after which a window is closed
CONTEXT = 260  # most characters of title and question in front of a window
MOST = {Passagenart.TABELLE: 12, Passagenart.ANLAGE: 12}  # windows; the keyword index carries the rest
MOST_TEXT = 60


class Kind(StrEnum):
    """What a vector stands for."""

    QUESTION = "q"
    WINDOW = "w"


@dataclass(frozen=True, slots=True)
class Window:
    """One vector's text; `start`, `end` mark it in the Passage (0, 0 for a question)."""

    id: str
    passage: str
    kind: Kind
    start: int
    end: int
    text: str


_NUMBER = re.compile(r"^\d{1,3}\s?[a-z]{0,2}[.)]\s+")


def questions(passage: Passage) -> list[str]:
    """The official questions of a Passage, without their numbers."""
    lines = (_NUMBER.sub("", line).strip() for line in passage.frage.splitlines())
    return [line for line in lines if line]


def context(title: str | None, passage: Passage) -> str:
    """What stands in front of a Passage's windows: the paper's title and the first question."""
    first = next(iter(questions(passage)), "")
    return _cut(" ".join(part for part in (title, first) if part), CONTEXT)


def windows(passage: Passage, title: str | None) -> list[Window]:
    """The windows of a Passage; ids are stable as long as its text is."""
    asked = questions(passage) if passage.art is Passagenart.ANTWORT else []
    found = [
        Window(f"{passage.id}#q{i}", passage.id, Kind.QUESTION, 0, 0, _join(title, question))
        for i, question in enumerate(asked)
    ]
    front = context(title, passage)
    for i, (start, end) in enumerate(_thin(list(_spans(passage.text)), MOST.get(passage.art, MOST_TEXT))):
        text = _join(front, passage.text[start:end])
        found.append(Window(f"{passage.id}#w{i}", passage.id, Kind.WINDOW, start, end, text))
    return found


def _join(front: str | None, text: str) -> str:
    return f"{front} {text}" if front else text


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Up to three sentences, closed when long enough."""
    start, end, count = 0, 0, 0
    for begin, stop in sentences(text):
        if count and (count == SENTENCES or stop - start > LENGTH):
            yield start, end
            count = 0
        start = begin if count == 0 else start
        end, count = stop, count + 1
    if count:
        yield start, end


def _thin(spans: list[tuple[int, int]], most: int) -> list[tuple[int, int]]:
    """At most so many, evenly taken: an annex of a thousand rows shall not drown the prose."""
    if len(spans) <= most:
        return spans
    step = len(spans) / most
    return [spans[int(i * step)] for i in range(most)]
