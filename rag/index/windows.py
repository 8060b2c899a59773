"""What of a Passage gets a vector: its questions, and one- to three-sentence windows of its text, with context.

A Frage often does not name its topic; it stands in the title or in the first question. Windows with both in front
found 75 of 100 first where plain ones found 66 (docs/retrieval.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.ids import PassageId, WindowId, WindowKind
from ingest.language.cutting import cut_at_word
from ingest.language.sentences import sentences
from ingest.model import Passage, Passagenart, Sprecher
from rag.parameters import PARAMETERS, Windows
from rag.text.official_questions import questions


@dataclass(frozen=True, slots=True)
class Window:
    """One vector's text, with its context in front; `passage` is the Passage's id.

    `start`, `end` mark what of the Passage's text it is, without the context (0, 0 for a question).
    """

    id: str
    passage: str
    kind: WindowKind
    start: int
    end: int
    text: str


def context(title: str | None, passage: Passage, most: int = PARAMETERS.windows.context) -> str:
    """What stands in front of a Passage's windows: the paper's title and its first question.

    Cut at a word to at most `most` characters; "" where neither is known.
    """
    first = next(iter(questions(passage)), "")
    return cut_at_word(" ".join(part for part in (title, first) if part), most)


def windows(passage: Passage, title: str | None, numbers: Windows = PARAMETERS.windows) -> list[Window]:
    """The windows of a Passage; none for what the askers say, which is never found as an answer."""
    if passage.sprecher is Sprecher.FRAGESTELLER:
        return []
    # each piece of a preamble gets as many windows as a first one
    number = 1 if passage.art is Passagenart.VORBEMERKUNG else PassageId.parse(passage.id).number
    if number > numbers.pieces:
        return []
    asked = questions(passage) if passage.art is Passagenart.ANTWORT and number == 1 else []
    found = [_window(passage, WindowKind.QUESTION, i, (0, 0), text) for i, text in enumerate(asked)]
    front = context(title, passage, numbers.context)
    rows = numbers.rows if number == 1 else numbers.rows_further
    for i, (start, end) in enumerate(_chosen(passage, rows, numbers)):
        text = f"{front} {passage.text[start:end]}".strip()
        found.append(_window(passage, WindowKind.WINDOW, i, (start, end), text))
    return found


def _window(passage: Passage, kind: WindowKind, number: int, span: tuple[int, int], text: str) -> Window:
    id_ = str(WindowId(passage.id, kind, number))
    return Window(id=id_, passage=passage.id, kind=kind, start=span[0], end=span[1], text=text)


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
