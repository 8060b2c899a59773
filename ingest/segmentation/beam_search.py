"""Which number marks begin Fragen: the best path through all candidates.

Every candidate may be taken or left, and between two Fragen there is an answer or none; the path with the most
evidence wins (beam search). The order of the numbers (`ingest.segmentation.numbering`), the ends of questions
(`ingest.segmentation.question_ends`), how the lines are set (`ingest.segmentation.column_width`) and the announcements
of joint answers all weigh in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Fragenummer
from ingest.segmentation.number_marks import ASKING, Mark
from ingest.segmentation.number_marks import mark as mark_at
from ingest.segmentation.numbering import Printed, holes
from ingest.segmentation.parts import Found
from ingest.segmentation.question_ends import Ends
from ingest.text.lines import Line
from ingest.weights import WEIGHTS, Weights

_BEAM = 40  # paths that are followed at a time
_QUESTION = 15  # lines in which a question that asks in so many words comes to its mark


@dataclass(frozen=True, slots=True)
class _Step:
    """What is gained by taking a mark, and the Frage that it brings to its end."""

    score: float
    found: Found


@dataclass(frozen=True, slots=True)
class _State:
    """A path: the last mark taken, the numbers printed so far, and the Fragen before it.

    `group` holds the Fragen since the last answer, `asked` says whether the current number has had a question mark.
    """

    score: float
    mark: Mark | None
    printed: Printed
    group: tuple[Fragenummer, ...]
    asked: bool
    path: _Link | None


@dataclass(frozen=True, slots=True)
class _Link:
    found: Found
    before: _Link | None


class Search:
    """The search over one paper's lines; what speaks for a path is added up in log odds (`ingest.weights`)."""

    def __init__(self, lines: Sequence[Line], weights: Weights = WEIGHTS) -> None:
        self._lines = lines
        self._weights, self._order = weights.search, weights.order
        self._ends = Ends(lines, weights)
        self._preamble: int | None = None
        self._annex: int | None = None

    def best(self, candidates: Sequence[Mark], *, preamble: int | None = None, annex: int | None = None) -> list[Found]:
        """The Fragen of the best path through the `candidates`, in printed order; none if no Frage of it asks.

        `preamble`: the line where the government's begins; `annex`: the first line that heads an annex. Lines count
        from 0.
        """
        self._annex = annex
        self._preamble = preamble
        states = [_State(0.0, None, Printed(), (), False, None)]
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
            key = (state.mark.line if state.mark else -1, state.printed.used, state.group[:1])
            if key not in kept:
                kept[key] = state
                if len(kept) == _BEAM:
                    break
        return list(kept.values())

    def _starts_well(self, mark: Mark) -> float:
        """What speaks for a Frage beginning at this mark, wherever it stands in the sequence."""
        w = self._weights
        score = w.taken if mark.zahl is not None else w.taken_letter
        before = self._ends.last_before(mark.line, 0)
        if mark.line and self._lines[before].wraps:
            score += w.mid_sentence
        if self._annex is not None and mark.line > self._annex:
            score += w.behind_annex
        if not mark.rest:
            return score + w.no_text
        score += w.asking if ASKING.match(mark.rest) else 0.0
        if mark.zahl is not None and not mark.teil:
            score += w.capital if mark.rest[0].isupper() else w.small
        return score

    def _take(self, state: _State, mark: Mark, own: float) -> list[_State]:
        nummer = self._number(state, mark)
        if nummer is None or state.printed.has(nummer.zahl, nummer.teil):
            return []
        if state.mark is None:
            order = self._as_group(state.printed, mark, nummer)
            if self._preamble is not None:
                own += self._ends.before_first(self._preamble, mark.line)
            fits = order in (self._order.next, self._order.ahead)
            return [_next(state, mark, nummer, own + order, None)] if fits else []
        both = (self._joint(state, mark, nummer), self._apart(state, mark, nummer))
        return [
            _next(state, mark, nummer, own + step.score, step.found, self._ends.asks(step.found.end))
            for step in both
            if step is not None
        ]

    def _number(self, state: _State, mark: Mark) -> Fragenummer | None:
        """The Fragenummer of a mark in its place; a bare letter belongs to a number printed before."""
        if mark.zahl is not None:
            return Fragenummer(mark.zahl, mark.teil)
        return None if state.mark is None else state.printed.place(mark.teil)

    def _joint(self, state: _State, mark: Mark, nummer: Fragenummer) -> _Step | None:
        """The Frage before, if the mark begins another one that is answered together with it."""
        assert state.mark is not None
        if nummer <= state.printed.last:
            return None
        in_list = bool(nummer.teil) and nummer.zahl == state.printed.last.zahl
        score = self._ends.joint(state.mark.line, mark.line, in_list=in_list, asked=state.asked)
        if score == float("-inf"):
            return None
        end = self._ends.last_before(mark.line, state.mark.line)
        score += state.printed.as_member(nummer, self._order)
        if nummer.zahl != state.printed.last.zahl:
            score += self._unasked(state, end)
        return _Step(score, Found(state.printed.last, state.mark.line, end, answered=False))

    def _apart(self, state: _State, mark: Mark, nummer: Fragenummer) -> _Step | None:
        """The Frage before, if its answer stands between it and the mark."""
        assert state.mark is not None
        in_list = bool(nummer.teil) and nummer.zahl == state.printed.last.zahl and not state.asked
        end = self._ends.split(state.mark.line, mark.line, in_list=in_list)
        if end is None:
            return None
        score = end.score + self._as_group(state.printed, mark, nummer)
        score += self._announcement(state, end.line) + self._unasked(state, end.line)
        return _Step(score, Found(state.printed.last, state.mark.line, end.line, answered=True))

    def _as_group(self, printed: Printed, mark: Mark, nummer: Fragenummer) -> float:
        """How well a mark begins a new group; one that asks in so many words may leave numbers out."""
        order = printed.as_group(nummer, self._order)
        return max(order, self._order.ahead) if printed.is_ahead(nummer) and self._asks_well(mark.line) else order

    def _asks_well(self, line: int) -> bool:
        """Whether a number at the start of a paragraph is followed by a question, mark and all."""
        text = self._lines[line].text
        found = mark_at(line, text)
        if found is None or not ASKING.match(found.rest) or (line and self._lines[line - 1].wraps):
            return False
        near = range(line, min(line + _QUESTION, len(self._lines)))
        stop = next((i for i in near if self._ends.asks(i)), None)
        return stop is not None and not any(mark_at(i, self._lines[i].text) for i in range(line + 1, stop + 1))

    def _missing(self, path: Sequence[Found]) -> float:
        """What the numbers cost that never come; those before a Frage that asks in so many words, less."""
        w, cost, excused = self._weights, 0.0, 0
        printed = {found.nummer.zahl for found in path}
        highest = 0
        for found in path:
            zahl = found.nummer.zahl
            left_out = sum(z not in printed for z in range(highest + 1, zahl))
            if left_out and self._asks_well(found.start):
                cost += w.gap + w.gap_more * (left_out - 1)
                excused += left_out
            highest = max(highest, zahl)
        return cost + w.missing * (holes(found.nummer for found in path) - excused)

    def _unasked(self, state: _State, end: int) -> float:
        """What a list of letters costs that ends without question mark, though its number asked before it."""
        if not state.printed.last.teil or not state.asked or self._ends.asks(end) or self._ends.announced_after(end):
            return 0.0
        listed = sum(n.zahl == state.printed.last.zahl and n.teil != "" for n in state.group)
        return self._weights.unasked * listed

    def _announcement(self, state: _State, end: int) -> float:
        """Whether the sentence after a group names the group's Fragen."""
        spans = self._ends.announced_after(end)
        if not spans:
            return 0.0
        named = {s.erste.zahl for s in spans} | {s.letzte.zahl for s in spans}
        inside = all(any(s.holds(n) or s.holds(Fragenummer(n.zahl)) for s in spans) for n in state.group)
        match = inside and named <= {n.zahl for n in state.group}
        return self._weights.matched if match else self._weights.unmatched

    def _finish(self, state: _State) -> tuple[float, list[Found]]:
        if state.mark is None:
            return 0.0, []
        end = self._ends.split(state.mark.line, len(self._lines), in_list=False)
        last = self._ends.last_before(len(self._lines), state.mark.line)
        found = Found(state.printed.last, state.mark.line, end.line if end else last, answered=end is not None)
        path = [found]
        link = state.path
        while link is not None:
            path.append(link.found)
            link = link.before
        path.reverse()
        missing = self._weights.missing
        own = end.score + self._announcement(state, end.line) + self._unasked(state, end.line) if end else missing
        return state.score + own + self._missing(path), path


def _next(
    state: _State, mark: Mark, nummer: Fragenummer, gain: float, found: Found | None, asked: bool = False
) -> _State:
    return _State(
        score=state.score + gain,
        mark=mark,
        printed=state.printed.plus(nummer),
        group=(nummer,) if found is None or found.answered else (*state.group, nummer),
        asked=nummer.zahl == state.printed.last.zahl and (state.asked or asked),
        path=_Link(found, state.path) if found is not None else state.path,
    )
