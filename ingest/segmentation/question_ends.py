"""Where a question ends: at a line that the file does not wrap, best at a question mark, best before an answer.

Every possible end has a score, the sum of evidence that can be named. `Ends` gives, for the lines between a
question's start and the next one, the best end with an answer after it, and the score of having none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.language.fragenummern import Span
from ingest.language.joint import announcement
from ingest.segmentation.column_width import Layout
from ingest.segmentation.number_marks import ASKING
from ingest.text.lines import Line
from ingest.weights import WEIGHTS, Weights

HORIZON = 160  # lines that a question may be long, its tables included
_ANNOUNCEMENT_LINES = 4  # that the announcement of a joint answer may be printed on

QUESTION_END = re.compile(r"\?[“\"”«)\]\s*¹²³*0-9]{0,4}$")
_LIST_END = re.compile(r"(?:[,;:]|\b(?:und|sowie|oder|bzw\.)|[^.!?\s])$")
_ITEM_END = re.compile(r"(?:[,;:]|\b(?:und|sowie|oder|bzw\.))$")
_UNFINISHED_END = re.compile(r"[a-zäöüß,]$")
_ENDS = re.compile(r"[.!?:)“]$")
_STOP = re.compile(r"[^\d\W]{3}[)“]?\.$")
_NUMBERED = re.compile(r"\d{1,3}\.\s[A-ZÄÖÜ]")
_ASKS = re.compile(
    r"(?:Wenn|Falls|Sofern|Und|Oder|Bitte|\(|Wie|Was|Wer|Wo|Wann|Warum|Wieso|Weshalb|Welche|Inwie|Sind|Ist|Hat|Haben|"
    r"Gibt|In welche|Auf welche|Aus welche|Durch)",
)


@dataclass(frozen=True, slots=True)
class End:
    """A question's last line and what speaks for it, in log odds."""

    line: int
    score: float


class Ends:
    """The possible ends of questions among a paper's lines, which count from 0; scores are log odds."""

    def __init__(self, lines: Sequence[Line], weights: Weights = WEIGHTS) -> None:
        self._lines, self._weights = lines, weights.ends
        self._layout = Layout(lines, weights.layout)
        # told once of every line, since each is reached from many questions that may begin before it
        self._asking = [QUESTION_END.search(line.text) is not None for line in lines]
        self._announced = [_announced(lines, i) for i in range(len(lines))]
        self._ending = [self._cost_of_ending(i) for i in range(len(lines))]
        self._passing = self._costs_of_passing()
        # the same for the marks at which questions may begin, as far as the search asks for them
        self._ends: dict[int, tuple[End, ...]] = {}
        self._best: dict[int, End] = {}
        self._splits: dict[tuple[int, int, bool], End | None] = {}

    def asks(self, line: int) -> bool:
        """Whether the line ends with a question mark."""
        return self._asking[line]

    def before_first(self, start: int, first: int) -> float:
        """What the setting says for the lines start..first (exclusive) being the government's preamble."""
        return self._layout.answer(start, first)

    def announced_after(self, end: int) -> tuple[Span, ...]:
        """The Fragen that the first sentence after line `end` says it answers together."""
        first = next((i for i in range(end + 1, len(self._lines)) if not self._lines[i].blank), None)
        return self._announced[first] if first is not None else ()

    def promise(self, start: int, limit: int) -> float:
        """What a question from line `start` on would bring if an answer followed it, up to `limit` (exclusive)."""
        if start not in self._best:
            self._best[start] = max(self._ends_from(start), key=lambda e: e.score)
        best = self._best[start]
        return best.score + self._layout.answer(min(best.line + 1, limit), limit)

    def last_before(self, line: int, start: int) -> int:
        """The last printed line in start..line (exclusive); `start` itself where none is printed."""
        return next((i for i in range(line - 1, start - 1, -1) if not self._lines[i].blank), start)

    def joint(self, start: int, limit: int, *, in_list: bool, asked: bool) -> float:
        """Score of all lines from `start` to `limit` (exclusive) being the question, no answer behind it.

        `in_list`: the next mark is a letter of the same number; `asked`: that number had a question mark before. Minus
        infinity where a question cannot be so long.
        """
        last = self.last_before(limit, start)
        found = self._end_at(start, last)
        if found is None:
            return float("-inf")
        score, w = found.score, self._weights
        text = self._lines[last].text
        if in_list and not self.asks(last) and (not asked or _LIST_END.search(text)):
            score -= w.no_mark - (0.0 if _LIST_END.search(text) else w.full_stop)
            score -= self._ending[last]
        return score

    def _end_at(self, start: int, line: int) -> End | None:
        ends = self._ends_from(start)
        at = bisect_left(ends, line, key=lambda e: e.line)
        return ends[at] if at < len(ends) and ends[at].line == line else None

    def split(self, start: int, limit: int, *, in_list: bool) -> End | None:
        """The best end before line `limit` that leaves lines for an answer; None where none does.

        `in_list`: the next mark is a letter of the same number, which has had no question mark yet.
        """
        last = self.last_before(limit, start)
        asked = (start, last, in_list)
        if asked not in self._splits:
            possible = (self._with_answer(e, last, in_list) for e in self._ends_from(start) if e.line < last)
            self._splits[asked] = max(possible, key=lambda e: e.score, default=None)
        return self._splits[asked]

    def _with_answer(self, end: End, last: int, in_list: bool) -> End:
        """An end with what speaks for the lines after it being an answer."""
        score, w = end.score, self._weights
        text = self._lines[end.line].text
        if in_list and _ITEM_END.search(text):
            score -= w.no_mark - w.list_item
        first = next(i for i in range(end.line + 1, last + 1) if not self._lines[i].blank)
        if self._lines[first].text[0].islower():
            score += w.small_answer
        if ASKING.match(self._lines[first].text):
            score += w.asking_answer
        if self._announced[first]:
            score += w.announced
        if _UNFINISHED_END.search(self._lines[last].text):
            score += w.unfinished if last - first >= w.few else 2 * w.unfinished
        return End(end.line, score + self._layout.answer(end.line + 1, last + 1))

    def _ends_from(self, start: int) -> tuple[End, ...]:
        """All possible ends of a question that begins at `start`, in order, each scored for the lines up to it."""
        if start not in self._ends:
            self._ends[start] = tuple(self._scored(start))
        return self._ends[start]

    def _scored(self, start: int) -> Iterator[End]:
        w = self._weights
        passed = 0.0
        asked = start
        before: int | None = None
        depth = 0
        for i in range(start, min(start + HORIZON, len(self._lines))):
            if self._lines[i].blank:
                continue
            if before is not None:
                passed += self._passing[i]
            asks = self.asks(i)
            depth = _depth(depth, self._lines[i].text)
            score = (w.in_bracket if depth else 0.0) + passed + w.long * (i - start) + (w.mark if asks else w.no_mark)
            yield End(i, score + self._ending[i] + self._setting(start, asked, i + 1))
            if not asks and asked in (start, before):
                asked = i  # narrow lines after the first question mark may be a table
            before = i

    def _setting(self, start: int, asked: int, stop: int) -> float:
        """What the setting of a question's lines says; after its first mark only what speaks against it.

        `asked`: the line before the one with that mark.
        """
        near = min(asked + 2, stop)
        return self._layout.question(start, near) + self._layout.too_wide(near, stop)

    def _cost_of_ending(self, i: int) -> float:
        """What it costs a question to end on line i, as that line is set."""
        line = self._lines[i]
        if line.wraps:
            return self._weights.open
        if not self._layout.filled(i) or _ENDS.search(line.text):
            return 0.0
        return self._weights.full_comma if _ITEM_END.search(line.text) else self._weights.broken

    def _costs_of_passing(self) -> list[float]:
        """What it costs a question to go on to each line from the printed line before it."""
        printed = [i for i, line in enumerate(self._lines) if not line.blank]
        costs = [0.0] * len(self._lines)
        for before, i in pairwise(printed):
            costs[i] = self._cost_of_passing(before, i)
        return costs

    def _cost_of_passing(self, i: int, after: int) -> float:
        """What it costs a question to go on past line i, `after` being the next that is printed."""
        before, line, w = self._lines[i], self._lines[after], self._weights
        if before.wraps:
            return 0.0
        if _NUMBERED.match(line.text):
            return w.past_number
        if QUESTION_END.search(before.text):
            return w.earlier + (w.goes_on if _ASKS.match(line.text) else 0.0)
        if line.text[0].islower():
            return 0.0
        sentence = w.sentence if _STOP.search(before.text) else 0.0
        return sentence + (w.paragraph if self._layout.filled(i) is False else 0.0)


def _announced(lines: Sequence[Line], i: int) -> tuple[Span, ...]:
    """The Fragen that the sentence beginning on line i says it answers together."""
    found = announcement(" ".join(line.text for line in lines[i : i + _ANNOUNCEMENT_LINES]))
    return found.fragen if found else ()


def _depth(before: int, text: str) -> int:
    """How many brackets are open after a line; the bracket of a list mark ("a)") closes nothing."""
    if "(" not in text and ")" not in text:
        return before
    depth = before
    for c in text:
        depth = depth + 1 if c == "(" else max(0, depth - 1) if c == ")" else depth
    return depth
