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
from ingest.marks import Mark
from ingest.model import Fragenummer

_BEAM = 40
_TAKEN = 4.0  # a Frage more
_NEXT = 2.0  # its number is the one that comes next
_JUMP = -0.7  # numbers left out inside a group, to be printed later
_OUT_OF_ORDER = -9.0  # a group that does not begin with the smallest missing number
_MISSING = -7.0  # a number that never comes
_CAPITAL = 0.7
_SMALL = -1.5
_ASKING = 1.5
_NO_TEXT = -3.0

_ASKING_START = re.compile(
    r"(?:W(?:ie|as|er|o|ann|arum|elch|em|en|essen|obei|odurch|omit|oran|orin|ofür|ozu|enn|eshalb|ieso|"
    r"urde|erden|ird|ar|ill|oll)|In ?wie|In welch|Auf welch|Aus welch|"
    r"An welch|Bei welch|Mit welch|Für welch|Nach welch|Zu welch|Von welch|Gegen welch|Unter welch|Durch|"
    r"Seit wann|Bis wann|Ist|Sind|Hat|Haben|Gibt|Gab|Kann|Können|Liegen|Liegt|Plant|Sieht|"
    r"Teilt|Trifft|Hält|Beabsichtigt|Falls|Sofern|Zu welchen|Inwie)"
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
    """A path: the last mark taken, its number, the numbers used (bits), and the Fragen before it."""

    score: float
    mark: Mark | None
    nummer: Fragenummer
    used: int
    low: int
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

    def best(self, candidates: Sequence[Mark]) -> list[Found]:
        """The Fragen of the best path, in printed order."""
        states = [_State(0.0, None, Fragenummer(0), 0, 1, None)]
        for candidate in candidates:
            taken = [new for state in states for new in self._take(state, candidate)]
            states = _prune(states + taken)
        finished = (self._finish(state) for state in states)
        score, path = max(finished, key=lambda f: f[0])
        return path if score > 0 else []

    def _take(self, state: _State, mark: Mark) -> list[_State]:
        nummer = self._number(state, mark)
        if nummer is None or state.used & _bit(nummer.zahl, nummer.teil):
            return []
        own = _TAKEN + _starts_well(mark)
        if state.mark is None:
            order = _order_new(state, nummer)
            return [_next(state, mark, nummer, own + order, None)] if order > _OUT_OF_ORDER else []
        both = (self._joint(state, mark, nummer), self._apart(state, mark, nummer))
        return [_next(state, mark, nummer, own + score, found) for score, found in both if found is not None]

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
        order = _order_within(state, nummer)
        letter = bool(nummer.teil) and nummer.zahl == state.nummer.zahl
        score = self._ends.joint(state.mark.line, mark.line, letter_next=letter)
        if score == float("-inf"):
            return 0.0, None
        end = self._ends.last_before(mark.line, state.mark.line)
        return score + order, Found(state.nummer, state.mark.line, end, answered=False)

    def _apart(self, state: _State, mark: Mark, nummer: Fragenummer) -> tuple[float, Found | None]:
        assert state.mark is not None
        end = self._ends.split(state.mark.line, mark.line)
        if end is None:
            return 0.0, None
        return end.score + _order_new(state, nummer), Found(state.nummer, state.mark.line, end.line, answered=True)

    def _finish(self, state: _State) -> tuple[float, list[Found]]:
        if state.mark is None:
            return 0.0, []
        end = self._ends.split(state.mark.line, len(self._lines))
        last = self._ends.last_before(len(self._lines), state.mark.line)
        found = Found(state.nummer, state.mark.line, end.line if end else last, answered=end is not None)
        path = [found]
        link = state.path
        while link is not None:
            path.append(link.found)
            link = link.before
        path.reverse()
        return state.score + (end.score if end else -5.0) + _MISSING * _holes(path), path


def _starts_well(mark: Mark) -> float:
    if not mark.rest:
        return _NO_TEXT
    score = _ASKING if _ASKING_START.match(mark.rest) else 0.0
    if mark.zahl is not None and not mark.teil:
        score += _CAPITAL if mark.rest[0].isupper() else _SMALL
    return score


def _order_new(state: _State, nummer: Fragenummer) -> float:
    """How well a number begins a new group."""
    if nummer.teil:
        return _letter_order(state, nummer, 0.0)
    if nummer.zahl == state.low:
        return _NEXT
    return _OUT_OF_ORDER


def _order_within(state: _State, nummer: Fragenummer) -> float:
    """How well a number goes on a group."""
    if nummer.teil:
        return _letter_order(state, nummer, 0.5)
    free = sum(not state.used & _bit(z, "") for z in range(state.nummer.zahl + 1, nummer.zahl))
    return _NEXT if not free else _JUMP * (1 + min(free, 12) ** 0.5)


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


def _next(state: _State, mark: Mark, nummer: Fragenummer, gain: float, found: Found | None) -> _State:
    used = state.used | _bit(nummer.zahl, nummer.teil) | _bit(nummer.zahl, "")
    low = state.low
    while used & _bit(low, ""):
        low += 1
    path = _Link(found, state.path) if found is not None else state.path
    return _State(state.score + gain, mark, nummer, used, low, path)


def _prune(states: list[_State]) -> list[_State]:
    """The best paths; of two that stand at the same mark with the same numbers used, the better one."""
    states.sort(key=lambda s: -s.score)
    kept: dict[tuple[int, int], _State] = {}
    for state in states:
        key = (state.mark.line if state.mark else -1, state.used)
        if key not in kept:
            kept[key] = state
            if len(kept) == _BEAM:
                break
    return list(kept.values())


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
