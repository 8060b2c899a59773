"""Where a question ends: at a line that the file does not wrap, best at a question mark, best before an answer.

Every possible end has a score, the sum of evidence that can be named. `Ends` gives, for the lines between a
question's start and the next one, the best end with an answer after it, and the score of having none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.lines import Line

HORIZON = 160  # lines that a question may be long, its tables included
_MARK = 4.0  # the line ends with a question mark
_OPEN = -9.0  # the file says that the line wraps
_NO_MARK = -5.0  # the question ends without question mark, an answer follows
_ANNOUNCED = 4.0  # "Die Fragen 4 bis 6 werden gemeinsam beantwortet." comes next
_EARLIER = -2.5  # an earlier line ended with a question mark: going on past it needs a reason
_GOES_ON = 2.2  # that reason: what follows the mark reads like a question
_LONG = -0.02  # a line more

QUESTION_END = re.compile(r"\?[“\"”«)\]\s*¹²³*0-9]{0,4}$")
_ASKS = re.compile(
    r"(?:Wenn|Falls|Sofern|Und|Oder|Bitte|\(|Wie|Was|Wer|Wo|Wann|Warum|Wieso|Weshalb|Welche|Inwie|Sind|"
    r"Ist|Hat|Haben|Gibt|In welche|Auf welche|Aus welche|Durch)",
)
ANNOUNCEMENT = re.compile(
    r"^(?:(?:Aufgrund|Wegen|Auf Grund) (?:des|ihres|der)\b.{0,60})?(?:Die |Zu den )?(?:Fragen?|Teilfragen|"
    r"Frageteile|Unterfragen)\b.{0,90}\d.{0,160}(?:beantwortet|gemeinsam|zusammen|Zusammenhang)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class End:
    """A question's last line and what speaks for it."""

    line: int
    score: float


class Ends:
    """The possible ends of questions among a paper's lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._filled = [i for i, line in enumerate(lines) if not line.blank]
        self.split = cache(self._split)
        self._all = cache(self._ends)

    def last_before(self, line: int, start: int) -> int:
        """The last printed line in start..line (exclusive)."""
        return next((i for i in range(line - 1, start - 1, -1) if not self._lines[i].blank), start)

    def joint(self, start: int, limit: int, *, letter_next: bool) -> float:
        """Score of all lines from `start` to `limit` being the question, no answer between it and the next."""
        last = self.last_before(limit, start)
        if last - start > HORIZON:
            return float("-inf")
        found = next((e for e in self._all(start) if e.line == last), None)
        score = found.score if found is not None else _OPEN
        if not QUESTION_END.search(self._lines[last].text) and letter_next:
            score -= _NO_MARK  # "7. Für welche Projekte ... für / a) ..., / b) ...": no mark needed
        return score

    def _split(self, start: int, limit: int) -> End | None:
        """The best end before `limit` that leaves lines for an answer."""
        last = self.last_before(limit, start)
        possible = [e for e in self._all(start) if e.line < last]
        return max(possible, key=lambda e: e.score, default=None)

    def _ends(self, start: int) -> tuple[End, ...]:
        found: list[End] = []
        earlier = 0.0
        asked = False
        for i in range(start, min(start + HORIZON, len(self._lines))):
            line = self._lines[i]
            if line.blank:
                continue
            if asked and not _ASKS.match(line.text):
                earlier += _EARLIER
            elif asked:
                earlier += _EARLIER + _GOES_ON
            marked = QUESTION_END.search(line.text) is not None
            score = earlier + _LONG * (i - start) + (_MARK if marked else _NO_MARK)
            if line.wraps:
                score += _OPEN
            if self._announces(i + 1):
                score += _ANNOUNCED
            found.append(End(i, score))
            asked = marked and not line.wraps
        return tuple(found)

    def _announces(self, i: int) -> bool:
        text = " ".join(line.text for line in self._lines[i : i + 4])
        return ANNOUNCEMENT.match(text.strip()) is not None
