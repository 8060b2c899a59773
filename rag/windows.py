"""What of a Passage gets a vector: its questions, and one- to three-sentence windows of its text, with context.

A Frage often does not name its topic; it stands in the title or in the first question. Windows with both in front
found 75 of 100 first where plain ones found 66 (docs/retrieval.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.model import Passage, Passagenart, Sprecher
from ingest.sentences import sentences
from rag.parameters import PARAMETERS, Windows

_PIECE = re.compile(r":[at](\d+)$|:[^:]+:(\d+)$")  # "21/392:7:t3", "21/392:a3", "21/392:7:3"


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


_LINE = re.compile(r"(\d{1,3})\s?([a-z]{0,2})[.)]\s+(.*)")


def questions(passage: Passage) -> list[str]:
    """The official questions that a Passage answers, without numbers; a lettered one after its stem."""
    stems: dict[str, str] = {}
    found: list[str] = []
    answered = {str(n) for n in passage.nummern}
    for line in passage.frage.splitlines():
        numbered = _LINE.match(line)
        if numbered is None:
            found.extend([line.strip()] if line.strip() else [])
            continue
        zahl, teil, text = numbered.groups()
        if not teil:
            stems[zahl] = text
        if zahl + teil in answered and text:
            found.append(f"{stems[zahl]} {text}" if teil and zahl in stems else text)
    return found


def context(title: str | None, passage: Passage, most: int = PARAMETERS.windows.context) -> str:
    """What stands in front of a Passage's windows: the paper's title and the first question, `most` characters."""
    first = next(iter(questions(passage)), "")
    return _cut(" ".join(part for part in (title, first) if part), most)


def windows(passage: Passage, title: str | None, numbers: Windows = PARAMETERS.windows) -> list[Window]:
    """The windows of a Passage; none for what the askers say, which is never found as an answer."""
    if passage.sprecher is Sprecher.FRAGESTELLER:
        return []
    piece = _PIECE.search(passage.id)
    number = int(piece[1] or piece[2]) if piece else 1
    if number > numbers.pieces:
        return []
    asked = questions(passage) if passage.art is Passagenart.ANTWORT and number == 1 else []
    found = [Window(f"{passage.id}#q{i}", passage.id, Kind.QUESTION, 0, 0, text) for i, text in enumerate(asked)]
    front = context(title, passage, numbers.context)
    rows = numbers.rows if number == 1 else numbers.rows_further
    for i, (start, end) in enumerate(_chosen(passage, rows, numbers)):
        text = f"{front} {passage.text[start:end]}".strip()
        found.append(Window(f"{passage.id}#w{i}", passage.id, Kind.WINDOW, start, end, text))
    return found


def _chosen(passage: Passage, rows: int, numbers: Windows) -> list[tuple[int, int]]:
    """The spans that get a vector: running text, and some rows."""
    spans = list(_spans(passage.text, numbers))
    table = passage.art in (Passagenart.TABELLE, Passagenart.ANLAGE)
    prose = [] if table else [span for span in spans if _is_prose(passage.text[slice(*span)], numbers.lower_case)]
    others = [span for span in spans if span not in set(prose)]
    return sorted(_thin(prose, numbers.prose) + _thin(others, rows))


def _is_prose(text: str, share: float) -> bool:
    """Whether text runs: words, and many of them in lower case."""
    words = re.findall(r"[^\W_]+", text)
    small = sum(word[0].islower() for word in words)
    return bool(small > share * len(words))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0]


def _spans(text: str, numbers: Windows) -> Iterator[tuple[int, int]]:
    """Three sentences, fewer if they are long, more if they are short lines."""
    start, end, count = 0, 0, 0
    for begin, stop in _short_sentences(text, numbers.longest):
        enough = count >= numbers.sentences and end - start >= numbers.short
        if count and (enough or stop - start > numbers.length):
            yield start, end
            count = 0
        start = begin if count == 0 else start
        end, count = stop, count + 1
    if count:
        yield start, end


def _short_sentences(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Sentences, the longest cut: beyond 512 tokens a model reads nothing."""
    for begin, stop in sentences(text):
        for start in range(begin, stop, longest):
            yield start, min(start + longest, stop)


def _thin(spans: list[tuple[int, int]], most: int) -> list[tuple[int, int]]:
    """At most so many, evenly taken."""
    if len(spans) <= most:
        return spans
    return [spans[int(i * len(spans) / most)] for i in range(most)]
