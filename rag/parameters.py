"""Every number that was fitted or tuned, with where it comes from. Imports nothing of ours.

A number stands here when other questions or other papers could ask for another value. "By hand" means: set by hand,
November 2026, not measured alone. The sets are those of docs/retrieval.md and docs/answering.md:

- E: 129 answerable questions over 24 papers (entwicklung.jsonl); what was tuned was tuned on it
- B: 114 answerable questions over 55 other papers (bestand.jsonl); only checked on
- S: 61 answerable questions over the paper that ships with the project (start.jsonl)

All 467 to 469 papers were in the index unless it says otherwise; "first" is the share of questions whose right Frage
comes first, before -> after.

Who uses a number is given its group, or all groups as `Parameters`; the default is what ships. An evaluation can vary
one number and leave the rest: `Engine(index, numbers=replace(PARAMETERS, cutoff=Cutoff(likely=0.08)))`.

Elsewhere: limits of time, memory and length stand where they are used, and so does what tells forms apart (a table's
row, a list's item); what `evals/training/answerability.py` fits lies in data/outcome.json; the parser's numbers stand
in ingest/weights.py. `python -m evals.training.parameters` prints docs/parameters.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a Passage's score is made of; unit: one cosine.

    Set on E and checked on B in November 2026. A logistic regression with eleven features was no better on the other
    set than these rounded weights (MRR 0.855 against 0.864, 80 papers). Fitted again on 2,110 questions as staff type
    them, five folds by paper: first +-0, so they lie on a plateau. Window, paper and their weights together: E 0.79 ->
    0.78, B 0.68 -> 0.70 first, B 0.93 -> 0.96 among ten.
    """

    higher_cosine: float = 0.45
    """Of the higher one of a Passage's two cosines, with its Frage and with its window."""
    window_cosine: float = 0.45
    """Of the cosine with its nearest window."""
    question_cosine: float = 0.1
    """Of the cosine with its nearest official Frage."""
    keyword: float = 0.032
    """Of the keyword score as a share of the best one. With the paper's at 1 / 1.3 / 1.6 / 2 / 2.5 times 0.02 and 0.018
    (November 2026): 836 questions of papers that the reader had not learnt from .654/.819/.915 first, in three, in ten;
    .658/.824/.917; .658/.833/.920; .660/.834/.919; .664/.835/.916; 243 of E and B .786/.918/.984; .782/.922/.984;
    .790/.934/.988; .778/.926/.988; .770/.922/.984. More helps who asks in the paper's words and harms who does not."""
    paper_cosine: float = 0.12
    """Of the mean of the paper's two best higher cosines. 0 to 0.3 tried; its size comes from the regression."""
    paper_keyword: float = 0.029
    """The same of its two best keyword shares; its size against `paper_cosine` comes from the regression. Beside a
    keyword of 0.032: 0.018 E and B .786/.922/.984, 0.045 .786/.934/.988."""
    shared_direction: float = 0.2
    """Share of the direction that all questions share which is taken out of the query's vector. E 0.78 -> 0.80,
    B 0.70 -> 0.72 first; which other shares were tried is not recorded."""
    shared_level: float = 0.98
    """What windows hold of that direction's own square, as a mean; added to each cosine, which keeps its scale by it.
    On which windows it was measured is not recorded."""
    windows: int = 1000
    """Windows asked of the vectors. With the next number, 400 and 200 before: 2 points more first, 3 more among ten,
    for 5 ms; all windows instead of 1,000: -1 to +-0."""
    keywords: int = 400
    """Passages asked of the keyword index; see above."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which sentences and rows of an answer are quoted; unit: the share of a question's telling words that one holds.

    Set on the evidence of E (119 questions, each with its right answer given) in November 2026: facts stated by one,
    two, three sentences 0.58 / 0.78 / 0.86, by words alone 0.55 / 0.73 / 0.82, by the first sentences 0.31 / 0.57 /
    0.66. No number of these was varied alone unless it says so.
    """

    kind: float = 0.3
    """Holds the kind of thing asked for: an amount, a date, a reason. 0.4 before rows were quoted with their heads."""
    numbers: float = 0.3
    """Holds the question's numbers and years, as a share of them."""
    first: float = 0.1
    """Stands first; the second one gets half of it, the third one a third."""
    window: float = 0.15
    """Lies in the window that the vectors found nearest. 0.3 until the ranking was fused."""
    empty: float = -1.0
    """Only announces a joint answer, points elsewhere, or is a footnote."""
    fragment: float = -0.3
    """Is the head of a table or a caption, and holds no amount."""
    figures: float = 0.3
    """Holds all values that the question names ("1,2 Millionen Euro"). By hand."""
    other_month: float = -0.4
    """Names months, but none that is asked for: E one fact more."""
    announced: float = -0.4
    """Only says that a table follows which is there. Tables as tables, all in all: facts E 0.86 -> 0.87, B 0.80 ->
    0.82."""
    followed: float = -0.5
    """Is what a reference leads to, where the answer itself says something: 2 points of facts. -0.2 before."""
    heads: float = 0.6
    """How much a word counts that need not be repeated: of the table's head, of the Frage."""
    known: float = 0.6
    """How much less a word counts once a chosen sentence has it: 0.78 -> 0.79 with two sentences, 0.86 -> 0.87 with
    three."""
    carried: float = 0.2
    """What a word of an earlier question counts where a follow-up turn is answered: the place is right by then, the
    sentence is told by what is asked now. Facts of 226 follow-up turns (fragen-0 to 6, 341 papers) at 1 / 0.7 / 0.5 /
    0.35 / 0.2: 0.71 / 0.73 / 0.72 / 0.73 / 0.75."""
    new: float = 0.3
    """How much better an item of a list must hold a word asked for than the items that are chosen. By hand."""
    unknown_kind: float = 0.8
    """How well "no knowledge" answers what asks for a number, an amount, a date. By hand."""
    row: float = 0.3
    """Added to a row whose label is the time, the place or the mark ("A15") that the question names. Given the right
    answer, cells stated for 120 questions: 0.2 to 0.45 99 to 100, without 90 (November 2026)."""
    missed: float = 1.0
    """Taken from a sentence for which something does not hold that the question names. By hand: behind all others."""
    other: float = 0.6
    """How much worse a sentence may be than the best one, for which something asked for does not hold, to be shown in
    its place. On 240 answerable and 360 near questions 0.3 called one more "only near" and refused no near one more."""
    read: float = 0.06
    """Of what the reader says (the logarithm of odds). 0.03 to 0.25 tried on 290 questions of papers it had not seen,
    the right place given: facts in three sentences 0.84 -> 0.87 up to 0.1, in the first one 0.62 -> 0.64 (0.66 with
    0.1)."""
    read_least: float = -4.0
    """Lower odds count as these, and so does what was not read."""
    read_most: float = 4.0
    """Higher odds count as these."""
    drop: float = 0.8
    """A further sentence this far below the first is not shown; with 0.5 facts fall by 2 to 5 points. 0.7 before the
    reader spread the scores."""
    small_table: int = 600
    """Characters of a table that is quoted whole; with heads of rows 3 points of facts on E."""
    as_good: float = 0.4
    """A further place is shown when its best sentence is at most this much worse than the first one's; 0.3 while a
    fixed distance of scores decided."""
    unknown_as_good: float = 0.1
    """The same for one that only says that nothing is known, where the first says more. Leaving those out always: a
    right citation on E and B -1."""


@dataclass(frozen=True, slots=True)
class Cutoff:
    """How many places are shown; unit: how likely a place is the right one, 0..1.

    Set on E, checked on B and S in November 2026; the sharpness of the softmax is fitted (data/outcome.json).
    """

    sentences: tuple[int, ...] = (3, 2, 1, 1)
    """Most sentences of the first place, of the second one, and so on; as many places at most. Three places with 3, 2
    and 2: the same on E and B, on S a right citation 0.87 instead of 0.90 and 3 points of facts less."""
    likely: float = 0.05
    """How likely a further place must be. 0.04 to 0.08 tried: a right citation E 0.95, B 0.83, S 0.90 up to 0.05; with
    0.08 E 0.94, B 0.78, S 0.85; right ones among all cited E 0.66 -> 0.70. 0.07 before the models were refitted."""
    holds: float = 0.02
    """Added to the score of a hit whose answer holds the values that the question names. By hand."""
    read: float = 0.006
    """Added to the score of a place shown, for each unit of the logarithm of odds that the reader gives it (kept to
    `Selection.read_least` and `read_most`). 0 / 0.002 / 0.003 / 0.004 / 0.005 / 0.006 / 0.008 tried: the right place
    first for 336 questions of papers that the reader had not learnt from .643 / .676 / .679 / .690 / .688 / .693 /
    .688, for 243 of E and B .782 / .815 / .811 / .827 / .827 / .831 / .827. Of its second form 0.004 / 0.006 / 0.008:
    .655 / .682 / .686 for 220 such questions, for E and B .827 / .835 with the first two (November 2026)."""
    among: int = 10
    """Best answers that share what is likely. By hand; the sharpness is fitted for this many."""

    @property
    def places(self) -> int:
        """Most places shown."""
        return len(self.sentences)


@dataclass(frozen=True, slots=True)
class Answerability:
    """How evidence for an answer is counted before the two fitted models weigh it (data/outcome.json).

    By hand, November 2026. The models are fitted on E, B's even half, S and evals/training/nah.jsonl, and must be so
    anew when one of these changes.
    """

    mass: float = 5.0
    """Summed rarity of found words from which on more counts no further."""
    doubt: float = 0.3
    """How likely a proven answer must be for nothing to be said of a noun that stands nowhere in what is shown. Of 138
    answers to questions of papers that the reader had not learnt from (November 2026), at 0.25 / 0.3 / 0.35 / 0.4 it is
    said beside 1 / 2 / 6 / 6 of 61 right ones and beside 14 / 16 / 18 / 19 of 54 to questions that nothing answers."""
    behind: int = 6
    """The hit that the best one's lead is measured against."""
    keywords: int = 2
    """Telling words up to which a text that asks nothing is taken as keywords."""
    speaks_of_it: float = 0.6
    """Share of what is asked, by rarity, that a place must have for it not to be said that nothing was found. Ten far
    questions (E, 341 papers) reach 0.5; of 28 that a paper answers and that were called not there, four reach 0.7."""


@dataclass(frozen=True, slots=True)
class Matching:
    """When two German stems count as the same word; unit: 1 for equal stems.

    By hand, all of them. As a whole, on E's evidence: words found so state 0.82 of the facts in three sentences, as
    many as e5 vectors of each sentence do.
    """

    compound: float = 0.8
    """One is the head, the first part or a long inner part of the other. From this likeness on the verifier takes a
    noun as the source's."""
    typing_error: float = 0.7
    """Most of their pairs of letters are the same. Less than `compound`: the verifier forgives no typing error."""
    shortest: int = 4
    """Letters from which on a stem may be part of a compound, or like another one."""
    inside: int = 5
    """Letters from which on it may stand in the middle of a compound."""
    typing_from: int = 6
    """Letters from which on typing errors are looked for."""
    typing_length: int = 2
    """Letters by which a misspelt stem may be longer or shorter."""
    typing_pairs: float = 0.65
    """Share of common pairs of letters (Dice) above which two stems are taken for one."""
    place: int = 4
    """Letters of a place's name that must stand in a text, so that "syrisch" counts for "Syrien"."""
    place_ending: int = 3
    """Letters of a longer name that may differ."""

    def __post_init__(self) -> None:
        if not self.typing_error < self.compound <= 1:
            raise ValueError("a typing error must count less than a compound, and that at most 1")


@dataclass(frozen=True, slots=True)
class Questions:
    """What counts as telling in a question. Set in November 2026."""

    whole_number: int = 1000
    """From here on a bare whole number is a value; "SDG 17" and "Referat 303" are names. Taken as values, small numbers
    cost E and B one question each."""
    follow_up: int = 4
    """Telling words from which on a turn surely leans on none before it, unless a word of it points back. By hand."""
    taking_up: int = 2
    """Telling words up to which a turn with a pronoun surely leans ("Was kostet das im Jahr?"), and none changes the
    topic by its words. By hand."""
    swapped: int = 2
    """Telling words up to which a follow-up turn only puts a phrase in the place of another. By hand."""
    better: float = 0.012
    """By how much the best hit must score higher with the topic than without for a turn between to take it up. Range
    0 to 0.03, scores of 79 follow-up turns and 229 whole questions behind one on another paper (fragen-0 to 6, 341
    papers): at 0.012 93 of 100 turns that a paper answers take it up, 23 of 100 whole questions."""
    more_alone: float = 0.25
    """By how much more of its words, by rarity, the best place for a turn alone must have than the one with the topic
    for the turn to have changed it. Of 60 whole questions behind one on another paper, all of them between (papers that
    the reader had not learnt from, November 2026), 17 took the topic up; with this and `hardly` 6 do. Of 11
    follow-up turns between one lost its topic; turns of two telling words or fewer are exempt since, not recounted."""
    hardly: float = 0.3
    """Share of a turn's nouns, by rarity, below which the best place with the topic has hardly any; see above."""


@dataclass(frozen=True, slots=True)
class Verification:
    """When a drafted sentence is proven by its source.

    Made in November 2026 on 59 sentences that a model of 1.5 billion parameters drafted to about 30 questions, sorted
    by reading: 37 true, 22 not proven. Counted on 600 sentences that evals/benchmarks/mutations.py falsifies.
    """

    meaning: float = 0.86
    """Least cosine (e5) of sentence and source, a last guard: 37 of the 37 true ones reach it and 16 of the 22 others,
    which the rules stop; 0.88: 35 and 15, 0.92: 33 and 9, 0.94: 31 and 6. The model that has learnt changes it little
    (0.860 -> 0.861)."""
    rendered: float = 0.6
    """Share of a source clause's telling words that a sentence holds which renders it. By hand."""
    rendered_behind: float = 0.15
    """How far below the best such share a clause still counts as rendered. By hand."""
    elliptic: int = 12
    """Words of a source that may answer its Frage without repeating it. By hand."""
    ending: int = 2
    """Letters by which a noun of the source may be longer at its end and still be the same word. By hand."""
    preposition: int = 3
    """Words before a noun in which its preposition stands. By hand."""
    columns: int = 2
    """Figures in a row of a table from which on it is not known what each one counts. By hand."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """What a language model's draft is held against, and what stands in its place. By hand, November 2026."""

    words: int = 4
    """Least words of a sentence; shorter ones state nothing."""
    nearest: int = 3
    """Sources tried besides those that the model names."""
    paired: int = 4
    """Of all sources tried, the likeliest ones that are also tried two together."""
    meant: float = 0.5
    """Share of a failed sentence's telling words that a source must hold to be quoted in its place."""
    behind: int = 120
    """Characters before a sentence that are searched for orders to a model; what stands behind one is withheld."""


@dataclass(frozen=True, slots=True)
class Windows:
    """What of a Passage gets a vector. Raise rag.index.format.PAPERS when one changes: papers are then read anew.

    Set on E over 84 papers in November 2026: windows with title and Frage in front find 0.69 first, without 0.48;
    together with the Fragen 0.75 and 0.66. With all caps 469 papers have 30,495 vectors for 12,111 Passages.
    """

    sentences: int = 3
    """Most sentences of a window. By hand."""
    short: int = 200
    """Characters below which a window takes more than that: short lines of a table, lists of names. E 0.81 -> 0.83,
    B 0.70 -> 0.69 first, a tenth fewer vectors."""
    length: int = 420
    """Characters after which a window is closed. By hand."""
    longest: int = 900
    """Characters of a single "sentence" (a table without line breaks) before it is cut: a model reads 512 tokens."""
    context: int = 260
    """Most characters of title and Frage in front of a window. By hand; that they stand there is measured above."""
    prose: int = 60
    """Most windows of running text in a Passage. By hand."""
    rows: int = 8
    """Most windows of rows in a Passage; the keyword index carries the rest. By hand."""
    rows_further: int = 2
    """The same of the second and later pieces of one long answer. By hand."""
    pieces: int = 12
    """Pieces of one answer that get vectors: an annex of a thousand pages shall not drown the rest. By hand."""
    lower_case: float = 0.3
    """Share of words in lower case above which text runs and is no row. By hand."""


@dataclass(frozen=True, slots=True)
class Before:
    """Whether a Frage of a draft was asked before (rag/asked_before.py): weights in a log odds, and thresholds.

    Made by evals/training/asked_before.py (November 2026, 470 papers): the weights so that of the Fragen a search
    brings up the right one comes first, on 204 Fragen in everyday words (evals/training/schon-gefragt-alltag.jsonl)
    and the even half of evals/training/schon-gefragt.jsonl; docs/schon-gefragt.md says what the odd half and Fragen
    written apart give.
    """

    cosine: float = 8.51
    """Cosine of the new Frage with the earlier one."""
    forth: float = 0.64
    """Share of the new Frage's telling words that the earlier one or its paper's title has."""
    back: float = 0.71
    """Share of the earlier Frage's telling words that the new one has."""
    hit: float = 19.56
    """Score of the search, 0..1: it saw the answer and the rest of the paper."""
    level: float = -26.08
    """Intercept: `same` is 0.5 where 8 of the 134 never asked among them are called asked."""
    unseen: float = 0.8
    """Cosine where the keywords alone found it. By hand, below nearly all that the vectors bring up."""
    less: float = 0.03
    """Taken off the nearest cosine of a Passage for a Frage of it that the vectors did not bring up. By hand."""
    same: float = 0.5
    """Score from which both ask about the same matter."""
    related: float = 0.1
    """Score from which it is named as related; at 0.15 4 of 204 right ones in everyday words are first no more."""
    searched: int = 20
    """Answers looked through for each Frage. By hand; the right one is among them for 97 of 98, of those in everyday
    words for 192 of 204."""
    named: int = 3
    """Earlier Fragen named for each at most. By hand."""
    quoted: int = 500
    """Characters of an answer's first two sentences above which only the first is quoted. By hand."""


@dataclass(frozen=True, slots=True)
class Related:
    """Which papers are about a list's topic without having its words (`Retriever.related`).

    Set on every other one of 54 topics (evals/training/themen.jsonl, judged over the titles of 470 papers, November
    2026) and checked on the rest: named 20 and 27 papers, of these about the topic 13 and 22, arguable 2 and 2. docs/
    listen.md says what else was tried.
    """

    share: float = 0.3
    """How much of a paper must lie near the topic; 0.25: 26 and 40 named, 15 and 27 right."""
    part: float = 0.034
    """Share of all windows that count as near: 1,000 of 29,600; 500 and 2,000 rank the papers no better."""
    most: int = 5000
    """Windows asked of the vectors at most. By hand."""
    papers: int = 100
    """Papers below which none is named: the nearest windows of a small stock lie near nothing. By hand."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Whether Fragen of two papers ask the same but for time, place or ministry (rag/series)."""

    same: float = 0.9
    """Share of the telling words of each that the other must have. By hand."""
    least_words: int = 3
    """Telling words below which a Frage says too little by itself ("Wenn ja, welche?"). By hand."""
    in_common: float = 0.4
    """Share of the telling words that must be the very same, so that the others are compared at all. By hand."""
    searched: int = 150
    """Answers looked through. By hand."""
    topic: float = 0.9
    """Share of a topic's telling words that a Frage and its paper's title must have. By hand."""
    tried: int = 4
    """Fragen of a topic whose twins are looked for at most. By hand; each takes a search."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """All of them, by what they are for."""

    ranking: Ranking = Ranking()
    selection: Selection = Selection()
    cutoff: Cutoff = Cutoff()
    answerability: Answerability = Answerability()
    matching: Matching = Matching()
    questions: Questions = Questions()
    verification: Verification = Verification()
    drafting: Drafting = Drafting()
    windows: Windows = Windows()
    twins: Twins = Twins()
    before: Before = Before()
    related: Related = Related()


PARAMETERS = Parameters()


def digest(numbers: Iterable[object], folder: Path) -> str:
    """Eight characters that tell what results were made with: the values of dataclasses, a folder's files but for code.

    Any value, any field's name and any byte of a file counts.
    """
    mark = hashlib.sha256()
    for group in numbers:
        mark.update(repr(group).encode() + b"\0")
    for path in sorted(path for path in folder.iterdir() if path.is_file() and path.suffix != ".py"):
        mark.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return mark.hexdigest()[:8]
