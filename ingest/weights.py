"""Every number by which the parser weighs evidence, with where it comes from. Imports nothing of ours.

Unit: log odds, added up along a path through a paper; positive speaks for, negative against. All were set by hand in
November 2026 against the gold list of 440 papers, at first with an eye on the papers of odd numbers alone; the even
ones, counted only, came out the same. With all of them: papers wholly right 0.9977, numbers 1.0 / 0.9999, joint answers
0.9975, Fragen 0.9995, answers 0.997, and 0.9929 since annexes without a label are told from the last answer, which the
gold list does not (docs/gold-fehler.md; `python tests/bench/parse.py ../shared`). None was measured alone then. "At
zero" and "doubled" were counted afterwards: in how many of {n} papers the Fragen or answers then begin or end at
another line (`python tests/bench/weigh.py ../shared`). Raise rag.index.format.PAPERS when one changes: papers are then
read anew.

Limits of work (how many paths are followed, how long a question may be) stand where they are used.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchWeights:
    """Whether a number mark begins a Frage (ingest/segmentation/beam_search.py)."""

    taken: float = 4.0
    """A number more is taken as a Frage."""
    taken_letter: float = 2.5
    """A letter more is."""
    capital: float = 0.7
    """Its text begins with a capital letter."""
    small: float = -1.5
    """It begins with a small one."""
    asking: float = 3.0
    """It begins with a word that questions begin with. 1.5 before."""
    no_text: float = -3.0
    """Nothing stands behind the mark."""
    mid_sentence: float = -8.0
    """The line before wraps: no Frage begins in the middle of a sentence."""
    behind_annex: float = -8.0
    """The line stands behind a heading "Anlage 1". -10 before."""
    unasked: float = -6.0
    """A letter without question mark, after its number had one: a list in an answer. -3 before."""
    missing: float = -14.0
    """A number that never comes, or an open last question. -7 before."""
    gap: float = -4.0
    """The same, where the Frage behind the gap asks in so many words: then the paper leaves numbers out. With -14 the
    answer before it swallows that Frage (tests/ingest/segmentation/test_gaps.py); -4 leaves the 440 papers of the gold
    list alone."""
    gap_more: float = -0.5
    """Each number more that such a gap leaves out. Chosen with it, none other tried."""
    matched: float = 2.0
    """The announcement of a joint answer names just the Fragen that stand before it."""
    unmatched: float = -1.5
    """It names others."""


@dataclass(frozen=True, slots=True)
class EndWeights:
    """Where a question ends and its answer begins (ingest/segmentation/question_ends.py)."""

    mark: float = 4.0
    """The line ends with a question mark."""
    no_mark: float = -10.0
    """It does not, though an answer follows. -5, then -7 before."""
    list_item: float = -1.5
    """The same, but it is an item of a list whose mark comes with its last item."""
    full_stop: float = -6.0
    """An item of a list that ends like a sentence. -3 before."""
    open: float = -9.0
    """The file says that the line wraps."""
    broken: float = -4.0
    """The next word did not fit any more: the sentence goes on."""
    full_comma: float = -2.0
    """The question would end at a comma or "und" at a filled line's end."""
    in_bracket: float = -3.0
    """The question would end inside a bracket."""
    announced: float = 4.0
    """"Die Fragen 4 bis 6 werden gemeinsam beantwortet." comes next."""
    small_answer: float = -3.0
    """The answer would begin in the middle of a sentence."""
    asking_answer: float = -3.0
    """The answer would begin like a question."""
    unfinished: float = -2.0
    """The answer would end in the middle of a sentence; twice that for answers of a few lines, which are no tables."""
    few: int = 3
    """Lines below which an answer has few."""
    earlier: float = -2.5
    """An earlier line ended with a question mark: going on past it needs a reason."""
    goes_on: float = 2.2
    """That reason: what follows the mark reads like a question."""
    sentence: float = -1.5
    """A line inside the question ends a sentence with a full stop."""
    paragraph: float = -2.0
    """A line inside the question is not filled, and the next one begins like a sentence."""
    past_number: float = -3.0
    """A line inside the question begins with a number of its own."""
    long: float = -0.02
    """A line more."""


@dataclass(frozen=True, slots=True)
class OrderWeights:
    """How numbers follow each other in print (ingest/segmentation/numbering.py)."""

    next: float = 2.0
    """The number is the one that comes next."""
    jump: float = -0.7
    """Numbers are left out inside a group, to be printed later; times one more than the root of how many."""
    many: int = 12
    """Numbers that a group may well leave out."""
    far: float = -0.7
    """Each number more that is left out: a jump to 344 is none."""
    letter_gap: float = -2.8
    """A letter whose letter before is not printed; four jumps."""
    out_of_order: float = -9.0
    """A group does not begin with the smallest missing number."""
    ahead: float = -4.0
    """A group leaves numbers out that are never printed, and its first Frage asks in so many words."""
    after_a_gap: float = -3.0
    """A group goes on from the highest number, though a smaller one is missing."""


@dataclass(frozen=True, slots=True)
class LayoutWeights:
    """How a line is set: like a question's (smaller, narrower) or an answer's (ingest/segmentation/column_width.py).

    Widths in em of Times Roman, measured on the papers of the gold list, odd and even ones.
    """

    size: float = 1.5
    """The type is a question's; against it where it is an answer's."""
    question_size: float = 10.15
    """Points below which it is: questions are set in 9.6, answers in 10.7."""
    fitted: float = 2.0
    """The next word would have fitted an answer's line. Measured log odds."""
    narrow: float = 0.15
    """The line is no wider than a question's, and the next word would not have fitted an answer's either."""
    too_wide: float = -0.8
    """The line is wider than a question's column."""
    column: float = 32.0
    """Em of an answer's lines, where a paper is too short to measure its own. 31.75 for all before."""
    measured: int = 40
    """Wrapped lines that it takes to measure the column."""
    sure: float = 0.3
    """Em: a word that would have ended this far inside the column would have fitted."""
    indent: float = 1.85
    """Em: lines that reach farther than this before the column's end are seldom a question's."""
    filled: float = 27.5
    """Em of the narrowest column that a question is set in."""
    shortest: float = 24.0
    """Em of a line; shorter ones are set by hand or in tables."""
    widest: float = 36.0
    """Em of a line; wider ones are no lines of print."""
    first_lines: int = 6
    """Lines of an answer in which narrow ones speak against it; further on they may be tables."""


@dataclass(frozen=True, slots=True)
class Weights:
    """All of them, by what they weigh."""

    search: SearchWeights = SearchWeights()
    ends: EndWeights = EndWeights()
    order: OrderWeights = OrderWeights()
    layout: LayoutWeights = LayoutWeights()


WEIGHTS = Weights()
