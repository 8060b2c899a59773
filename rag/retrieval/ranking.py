"""What speaks for a Passage, and the one score that is made of it.

Evidence for one Passage: the nearest of its official questions, the nearest of its windows (cosines), its keyword
score against the best one's; and the same of its paper's best Passages. The weights stand in rag/parameters.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.ids import answer_of, key_of
from rag.parameters import PARAMETERS, Ranking


@dataclass(slots=True)
class Evidence:
    """What speaks for one Passage; a cosine is None where the vectors did not bring it up.

    `frage`, `text`: the highest cosines of the question with one of the Passage's official Fragen, with one of its
    windows; `window`: that window's id; `stichwort`: the keyword score as a share of the best one's, 0..1.
    """

    frage: float | None = None
    text: float | None = None
    window: str | None = None
    stichwort: float = 0.0


def scores_of(found: Mapping[str, Evidence], w: Ranking = PARAMETERS.ranking) -> dict[str, float]:
    """Passage id -> its one score in 0..1, the weighed mean of its own evidence and its paper's two best answers'.

    `found`: the evidence by Passage id, of all that is to be ranked together; `w`: the weights. A cosine that is not
    known is taken as low as the lowest that is.
    """
    least = min((c for one in found.values() for c in (one.frage, one.text) if c is not None), default=0.0)
    fewest = min((one.stichwort for one in found.values()), default=0.0)
    higher = {id_: max(one.frage or least, one.text or least) for id_, one in found.items()}
    papers = _two_best(higher, least)
    words = _two_best({id_: one.stichwort for id_, one in found.items()}, fewest)
    scores, whole = {}, 1 + w.keyword + w.paper_cosine + w.paper_keyword
    for id_, one in found.items():
        paper = key_of(id_)
        window, question = one.text or least, one.frage or least
        own = w.higher_cosine * higher[id_] + w.window_cosine * window + w.question_cosine * question
        score = own + w.keyword * one.stichwort + w.paper_cosine * papers[paper] + w.paper_keyword * words[paper]
        scores[id_] = min(1.0, max(0.0, score / whole))
    return scores


def _two_best(values: Mapping[str, float], floor: float) -> dict[str, float]:
    """A paper's key -> mean of the two highest values of its answers; the floor stands in where there is but one."""
    answers: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for id_, value in values.items():
        paper, answer = answers[key_of(id_)], answer_of(id_)
        paper[answer] = max(value, paper.get(answer, floor))
    return {paper: sum(sorted([*some.values(), floor])[-2:]) / 2 for paper, some in answers.items()}
