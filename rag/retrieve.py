"""From a question to the Passages that may answer it, best first.

Evidence for one Passage: the nearest of its official questions, the nearest of its windows (cosines), its keyword
score against the best one's; and the same of its paper's best Passages. The weights stand in rag/parameters.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.ids import WindowId, WindowKind, answer_of, key_of
from ingest.model import Fragenummer, Passage, Sprecher
from rag.index import Index
from rag.model import Filters, Hit, HitScores, Paper
from rag.parameters import PARAMETERS, Ranking
from rag.shortforms import written_out

READ = 40  # Passages read from the store at a time
HITS = 10  # most that a search gives unless more are asked for


@dataclass(slots=True)
class Evidence:
    """What speaks for one Passage; cosines are None where the vectors did not bring it up."""

    frage: float | None = None
    text: float | None = None
    window: str | None = None
    stichwort: float = 0.0


def _matches(filters: Filters, paper: Paper) -> bool:
    tests = (
        not filters.drucksachen or paper.nummer in filters.drucksachen,
        not filters.wahlperioden or paper.wahlperiode in filters.wahlperioden,
        not filters.ressorts or paper.ressort in filters.ressorts,
        not filters.fraktionen or bool(filters.fraktionen & set(paper.fraktionen)),
        filters.von is None or (paper.datum is not None and paper.datum >= filters.von),
        filters.bis is None or (paper.datum is not None and paper.datum <= filters.bis),
    )
    return all(tests)


class Retriever:
    """Searches an open index."""

    def __init__(self, index: Index, numbers: Ranking = PARAMETERS.ranking) -> None:
        self.index, self.numbers = index, numbers

    def search(
        self, text: str, filters: Filters | None = None, most: int = HITS, owner: str | None = None
    ) -> tuple[Hit, ...]:
        """The best Passages of distinct (Drucksache, Fragen), best first, scores in 0..1; none if nothing is left.

        Searched is the common stock, and what `owner` added.
        """
        chosen = filters or Filters()
        seen = [s for s in self.index.store.visible(owner).values() if _matches(chosen, s.paper)]
        if not seen:
            return ()
        keys = [s.key for s in seen]
        everything = not chosen and self.index.store.all_seen(owner)
        found = self._evidence(text, None if everything else keys) if text.strip() else self._all(keys)
        allowed = set(keys)  # a paper that came meanwhile may be another's
        scores = _scores({id_: one for id_, one in found.items() if key_of(id_) in allowed}, self.numbers)
        return tuple(self._hit(p, scores[p.id], found[p.id]) for p in self._best(scores, chosen, most))

    def _best(self, scores: Mapping[str, float], filters: Filters, most: int) -> list[Passage]:
        """The best Passages of distinct answers that the filters leave; only as many are read as it takes."""
        ranked = sorted(scores, key=lambda id_: -scores[id_])
        wanted: list[Passage] = []
        for start in range(0, len(ranked), READ):
            ids = ranked[start : start + READ]
            passages = self.index.store.passages(ids)
            wanted += [passages[id_] for id_ in ids if id_ in passages and _wanted(passages[id_], filters)]
            if len(_distinct(wanted)) >= most:
                break
        return _distinct(wanted)[:most]

    def _evidence(self, text: str, allowed: Sequence[str] | None) -> dict[str, Evidence]:
        """What the vectors and the keywords bring up, by Passage id."""
        found: dict[str, Evidence] = {}
        for window, cosine in self.nearest(text, allowed).items():
            id_ = WindowId.parse(window)
            one = found.setdefault(id_.passage, Evidence())
            if id_.kind is WindowKind.QUESTION:
                one.frage = max(one.frage or 0.0, cosine)
            elif one.text is None or cosine > one.text:
                one.text, one.window = cosine, window
        words = self.index.keywords.search(text, self.numbers.keywords, allowed)
        top, least = max(words.values(), default=1.0), min(words.values(), default=0.0)
        for passage in found.keys() | words.keys():
            found.setdefault(passage, Evidence()).stichwort = words.get(passage, least) / top
        return found

    def nearest(self, text: str, allowed: Sequence[str] | None) -> dict[str, float]:
        """Window id -> cosine (but for a thousandth or so: what is shared by all questions is taken out)."""
        query = self.index.embedder.queries([written_out(text)])[0]
        shared = self.numbers.shared_direction * self.index.shared
        level = self.numbers.shared_level * float(shared @ self.index.shared)
        found = self.index.vectors.nearest(query - shared, self.numbers.windows, allowed)
        return {window: cosine + level for window, cosine in found.items()}

    def _all(self, allowed: Sequence[str]) -> dict[str, Evidence]:
        """Every Passage of a few papers, in the order printed: a place was named, nothing was asked."""
        ids = [p.id for key in allowed[:HITS] for p in self.index.store.passages_of(key)]
        return {id_: Evidence(text=1 - i / (len(ids) + 1)) for i, id_ in enumerate(ids)}

    def _hit(self, passage: Passage, score: float, one: Evidence) -> Hit:
        span = self.index.store.span(one.window) if one.window else None
        scores = HitScores(question=one.frage, text=one.text, keyword=one.stichwort)
        return Hit(passage=passage, score=score, scores=scores, window=span)


def _scores(found: Mapping[str, Evidence], w: Ranking = PARAMETERS.ranking) -> dict[str, float]:
    """One score in 0..1 a Passage; a cosine that is not known is as low as the lowest that is."""
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


def _wanted(passage: Passage, filters: Filters) -> bool:
    """The government speaks, and the filters leave the Frage."""
    if passage.sprecher is not Sprecher.BUNDESREGIERUNG:
        return False
    asked = {Fragenummer.read(n) for n in filters.fragen} if filters.drucksachen else set()
    return not asked or bool(asked & set(passage.nummern))


def _distinct(passages: Sequence[Passage]) -> list[Passage]:
    """The best Passage of each answer."""
    seen: dict[tuple[str, object], Passage] = {}
    for passage in passages:
        seen.setdefault((passage.drucksache, passage.nummern or passage.art), passage)
    return list(seen.values())
