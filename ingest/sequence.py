"""Which number marks begin Fragen: the best path through all candidates.

Two facts carry the search. Papers print Fragen in groups that are answered together, the groups in the order
of their first Frage; so a new group begins with the smallest number not yet printed. And within a group
numbers rise. Every candidate may be taken or left; the path with the most evidence wins (beam search).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.ends import Ends
from ingest.lines import Line
from ingest.marks import ASKING, Mark
from ingest.model import Fragenummer

_BEAM = 40
_TAKEN = 4.0  # a Frage more
_NEXT = 2.0  # its number is the one that comes next
_JUMP = -0.7  # numbers left out inside a group, to be printed later
_FAR = -0.7  # each number more that is left out: a jump to 344 is none
_UNASKED = -6.0  # a letter without question mark after a question that had one: a list in an answer
_OUT_OF_ORDER = -9.0  # a group that does not begin with the smallest missing number
_MISSING = -14.0  # a number that never comes
_CAPITAL = 0.7
_SMALL = -1.5
_ASKING = 3.0
_NO_TEXT = -3.0
_TAKEN_LETTER = 2.5
_BEHIND_ANNEX = -8.0  # the line stands behind a heading "Anlage 1"
_MID_SENTENCE = -8.0  # the line before wraps: no Frage begins in the middle of a sentence
_MATCHED = 2.0  # the announcement names just the Fragen that stand before it
_UNMATCHED = -1.5
_MONTH = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b|Wahlperiode|Jahrhundert"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A Frage on the lines `start`..`end` (inclusive); `answered`: an answer follows before the next Frage."""

    nummer: Fragenummer
    start: int
    end: int
    answered: bool


@dataclass(frozen=True, slots=True)
class _State:
    """A path: the last mark taken, its number, the numbers used (bits), and the Fragen before it.

    `group` holds the Fragen since the last answer, `asked` says whether the current number has had a question mark.
    """

    score: float
    mark: Mark | None
    nummer: Fragenummer
    used: int
    low: int
    group: tuple[Fragenummer, ...]
    asked: bool
    path: _Link | None


@dataclass(frozen=True, slots=True)
class _Link:
    found: Found
    before: _Link | None


def _bit(zahl: int, teil: str) -> int:
    return 1 << (zahl * 27 + (ord(teil) - 96 if teil else 0))


class Search:
    """The search over one paper's lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._ends = Ends(lines)
        self._preamble: int | None = None
        self._annex: int | None = None

    def best(self, candidates: Sequence[Mark], *, preamble: int | None = None, annex: int | None = None) -> list[Found]:
        """The Fragen of the best path, in printed order.

        `preamble`: the line where the government's begins; `annex`: the first line that heads an annex.
        """
        self._annex = annex
        self._preamble = preamble
        states = [_State(0.0, None, Fragenummer(0), 0, 1, (), False, None)]
        for candidate in candidates:
            own = self._starts_well(candidate)
            taken = [new for state in states for new in self._take(state, candidate, own)]
            states = self._prune(states + taken, candidate.line + 1)
        finished = (self._finish(state) for state in states)
        _, path = max(finished, key=lambda f: f[0])
        return path if any(self._ends.asks(f.end) for f in path) else []

    def unnumbered(self, first: int) -> list[Found]:
        """The one Frage of a paper that numbers none: the paragraph from line `first` on that asks best."""
        begins = (i for i in range(first, len(self._lines)) if self._begins(i))
        found = [(i, end) for i in begins if (end := self._ends.split(i, len(self._lines), in_list=False)) is not None]
        asking = [(i, end) for i, end in found if self._ends.asks(end.line)]
        if not asking:
            return []
        start, end = max(
            asking, key=lambda f: f[1].score + self._starts_well(Mark(f[0], 1, "", self._lines[f[0]].text))
        )
        return [Found(Fragenummer(1), start, end.line, answered=True)]

    def _begins(self, i: int) -> bool:
        """Whether a paragraph may begin here."""
        before = self._lines[self._ends.last_before(i, 0)]
        return not self._lines[i].blank and not before.wraps and self._lines[i].text[0].isupper()

    def _prune(self, states: list[_State], line: int) -> list[_State]:
        """The best paths up to a line; of two at the same mark with the same numbers used, the better one.

        What a path's last question will bring is counted in: a path that has just closed it is not ahead for that.
        """
        states.sort(key=lambda s: -s.score - (self._ends.promise(s.mark.line, line) if s.mark else 0.0))
        kept: dict[tuple[int, int, tuple[Fragenummer, ...]], _State] = {}
        for state in states:
            key = (state.mark.line if state.mark else -1, state.used, state.group[:1])
            if key not in kept:
                kept[key] = state
                if len(kept) == _BEAM:
                    break
        return list(kept.values())

    def _starts_well(self, mark: Mark) -> float:
        """What speaks for a Frage beginning at this mark, wherever it stands in the sequence."""
        score = _TAKEN if mark.zahl is not None else _TAKEN_LETTER
        before = self._ends.last_before(mark.line, 0)
        if mark.line and self._lines[before].wraps:
            score += _MID_SENTENCE
        if self._annex is not None and mark.line > self._annex:
            score += _BEHIND_ANNEX
        if not mark.rest:
            return score + _NO_TEXT
        score += _ASKING if ASKING.match(mark.rest) else 0.0
        if mark.zahl is not None and not mark.teil:
            score += _CAPITAL if mark.rest[0].isupper() else _SMALL
            score += _MID_SENTENCE if _MONTH.match(mark.rest) else 0.0
        return score

    def _take(self, state: _State, mark: Mark, own: float) -> list[_State]:
        nummer = self._number(state, mark)
        if nummer is None or state.used & _bit(nummer.zahl, nummer.teil):
            return []
        if state.mark is None:
            order = _order_new(state, nummer)
            if self._preamble is not None:
                own += self._ends.before_first(self._preamble, mark.line)
            return [_next(state, mark, nummer, own + order, None)] if order == _NEXT else []
        both = (self._joint(state, mark, nummer), self._apart(state, mark, nummer))
        return [
            _next(state, mark, nummer, own + score, found, self._ends.asks(found.end))
            for score, found in both
            if found is not None
        ]

    def _number(self, state: _State, mark: Mark) -> Fragenummer | None:
        """The Fragenummer of a mark in its place; a bare letter belongs to a number printed before."""
        if mark.zahl is not None:
            return Fragenummer(mark.zahl, mark.teil)
        if state.mark is None:
            return None
        own = Fragenummer(state.nummer.zahl, mark.teil)
        if not state.used & _bit(own.zahl, own.teil) and mark.teil > state.nummer.teil:
            return own
        return _earlier(state, mark.teil)

    def _joint(self, state: _State, mark: Mark, nummer: Fragenummer) -> tuple[float, Found | None]:
        assert state.mark is not None
        if nummer <= state.nummer:
            return 0.0, None
        in_list = bool(nummer.teil) and nummer.zahl == state.nummer.zahl
        score = self._ends.joint(state.mark.line, mark.line, in_list=in_list, asked=state.asked)
        if score == float("-inf"):
            return 0.0, None
        end = self._ends.last_before(mark.line, state.mark.line)
        score += _order_within(state, nummer)
        return score, Found(state.nummer, state.mark.line, end, answered=False)

    def _apart(self, state: _State, mark: Mark, nummer: Fragenummer) -> tuple[float, Found | None]:
        assert state.mark is not None
        in_list = bool(nummer.teil) and nummer.zahl == state.nummer.zahl and not state.asked
        end = self._ends.split(state.mark.line, mark.line, in_list=in_list)
        if end is None:
            return 0.0, None
        score = end.score + _order_new(state, nummer)
        score += self._announcement(state, end.line) + self._unasked(state, end.line)
        return score, Found(state.nummer, state.mark.line, end.line, answered=True)

    def _unasked(self, state: _State, end: int) -> float:
        """What a list of letters costs that ends without question mark, though its number asked before it."""
        if not state.nummer.teil or not state.asked or self._ends.asks(end) or self._ends.announced_after(end):
            return 0.0
        return _UNASKED * sum(n.zahl == state.nummer.zahl and n.teil != "" for n in state.group)

    def _announcement(self, state: _State, end: int) -> float:
        """Whether the sentence after a group names the group's Fragen."""
        spans = self._ends.announced_after(end)
        if not spans:
            return 0.0
        named = {s.erste.zahl for s in spans} | {s.letzte.zahl for s in spans}
        inside = all(any(s.holds(n) or s.holds(Fragenummer(n.zahl)) for s in spans) for n in state.group)
        return _MATCHED if inside and named <= {n.zahl for n in state.group} else _UNMATCHED

    def _finish(self, state: _State) -> tuple[float, list[Found]]:
        if state.mark is None:
            return 0.0, []
        end = self._ends.split(state.mark.line, len(self._lines), in_list=False)
        last = self._ends.last_before(len(self._lines), state.mark.line)
        found = Found(state.nummer, state.mark.line, end.line if end else last, answered=end is not None)
        path = [found]
        link = state.path
        while link is not None:
            path.append(link.found)
            link = link.before
        path.reverse()
        own = end.score + self._announcement(state, end.line) + self._unasked(state, end.line) if end else _MISSING
        return state.score + own + _MISSING * _holes(path), path


def _order_new(state: _State, nummer: Fragenummer) -> float:
    """How well a number begins a new group."""
    if nummer.teil:
        return _letter_order(state, nummer, 0.0)
    if nummer.zahl == state.low:
        return _NEXT
    return _OUT_OF_ORDER + _FAR * abs(nummer.zahl - state.low)


def _order_within(state: _State, nummer: Fragenummer) -> float:
    """How well a number goes on a group."""
    if nummer.teil:
        return _letter_order(state, nummer, 0.5)
    free = sum(not state.used & _bit(z, "") for z in range(state.nummer.zahl + 1, nummer.zahl))
    return _NEXT if not free else _JUMP * (1 + min(free, 12) ** 0.5) + _FAR * max(0, free - 12)


def _letter_order(state: _State, nummer: Fragenummer, within: float) -> float:
    before = chr(ord(nummer.teil) - 1)
    if nummer.teil == "a":
        known = state.used & _bit(nummer.zahl, "")
        if known:
            return _NEXT if nummer.zahl == state.nummer.zahl else _OUT_OF_ORDER
        return _NEXT if nummer.zahl == state.low else _JUMP
    if state.used & _bit(nummer.zahl, before):
        return _NEXT if nummer.zahl == state.nummer.zahl else 0.0
    return 4 * _JUMP + within


def _earlier(state: _State, teil: str) -> Fragenummer | None:
    """The number whose letter before `teil` is printed and whose `teil` is not: where a late letter belongs."""
    if teil == "a":
        return None
    before = chr(ord(teil) - 1)
    for zahl in range(state.nummer.zahl, 0, -1):
        if state.used & _bit(zahl, before) and not state.used & _bit(zahl, teil):
            return Fragenummer(zahl, teil)
    return None


def _next(
    state: _State, mark: Mark, nummer: Fragenummer, gain: float, found: Found | None, asked: bool = False
) -> _State:
    used = state.used | _bit(nummer.zahl, nummer.teil) | _bit(nummer.zahl, "")
    low = state.low
    while used & _bit(low, ""):
        low += 1
    return _State(
        state.score + gain,
        mark,
        nummer,
        used,
        low,
        (nummer,) if found is None or found.answered else (*state.group, nummer),
        nummer.zahl == state.nummer.zahl and (state.asked or asked),
        _Link(found, state.path) if found is not None else state.path,
    )


def _holes(path: Sequence[Found]) -> int:
    """Numbers and letters that are missing below the highest ones."""
    letters: dict[int, set[str]] = {}
    for found in path:
        letters.setdefault(found.nummer.zahl, set()).add(found.nummer.teil)
    missing = max(letters) - len(letters)
    for teile in letters.values():
        highest = max(teile)
        if highest:
            missing += ord(highest) - 96 - len(teile - {""})
    return missing
