"""From a question to the Passages that may answer it, best first; `ranking.py` says how they are scored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from ingest.ids import WindowId, WindowKind, key_of
from ingest.model import Fragenummer, Passage, Sprecher
from rag.errors import VectorsAway
from rag.index.index import Index
from rag.model import Filters, Hit, HitScores, Paper
from rag.parameters import PARAMETERS, Ranking, Related
from rag.query.abbreviations import written_out
from rag.retrieval.ranking import Evidence, scores_of
from rag.text.official_questions import asked_numbers

READ = 40  # Passages read from the store at a time
HITS = 10  # most that a search gives unless more are asked for
DEEP = 200  # answers that are looked through for those of some papers alone


class Scope(NamedTuple):
    """What is searched: the papers of these keys, or all (None) but some of other users."""

    papers: Sequence[str] | None = None
    without: Sequence[str] = ()


def matches(filters: Filters, paper: Paper) -> bool:
    """Whether the filters leave a paper; `fragen` is no matter of papers."""
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
        self,
        text: str,
        filters: Filters | None = None,
        most: int = HITS,
        owner: str | None = None,
        only: frozenset[str] | None = None,
        *,
        whole: bool = False,
    ) -> tuple[Hit, ...]:
        """The best Passages of distinct answers, at most so many, best first, scores in 0..1.

        Searched is the common stock and what `owner` added, as far as the filters leave it. Without a text every
        Passage counts in the order printed: a place was named, nothing was asked. None if the filters leave nothing.
        `only`: of all that was found what stands in the papers of these numbers, scored as among all: searched by
        themselves, the best of a few papers would stand out however little it says. `whole`: VectorsAway where the
        vectors are away, instead of what the keywords alone bring up.
        """
        chosen = filters or Filters()
        seen = self.index.store.visible(owner)
        matching = (s.key for s in seen.stored() if matches(chosen, s.paper))
        keys = list(matching if chosen else islice(matching, HITS))  # all of them are many
        if not keys:
            return ()
        scope = Scope(keys) if chosen else Scope(None, self.index.store.hidden(owner))
        found = self._evidence(text, scope, whole=whole) if text.strip() else self._all(keys)
        allowed = set(keys).__contains__ if chosen else seen.holds  # a paper that came meanwhile may be another's
        scores = scores_of({id_: one for id_, one in found.items() if allowed(key_of(id_))}, self.numbers)
        best = self._best(scores, chosen, most if only is None else DEEP)
        wanted = [p for p in best if only is None or p.drucksache in only][:most]
        return tuple(self._hit(p, scores[p.id], found[p.id]) for p in wanted)

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

    def _evidence(self, text: str, scope: Scope, *, whole: bool) -> dict[str, Evidence]:
        """What the vectors and the keywords bring up, by Passage id."""
        found: dict[str, Evidence] = {}
        for window, cosine in self._near(text, scope, whole=whole).items():
            id_ = WindowId.parse(window)
            one = found.setdefault(id_.passage, Evidence())
            if id_.kind is WindowKind.QUESTION:
                one.frage = max(one.frage or 0.0, cosine)
            elif one.text is None or cosine > one.text:
                one.text, one.window = cosine, window
        words = self.index.keywords.search(text, self.numbers.keywords, scope.papers, scope.without)
        top, least = max(words.values(), default=1.0), min(words.values(), default=0.0)
        for passage in found.keys() | words.keys():
            found.setdefault(passage, Evidence()).stichwort = words.get(passage, least) / top
        return found

    def before(
        self, text: str, most: int, owner: str | None = None, only: frozenset[str] | None = None
    ) -> tuple[tuple[Hit, ...], dict[tuple[str, Fragenummer], float]]:
        """What a Frage may have been asked as before: at most so many hits, and their papers' Fragen as `official`.

        VectorsAway where the vectors are away: the keywords alone do not know it.
        """
        hits = self.search(text, most=most, owner=owner, only=only, whole=True)
        return hits, self.official(text, {hit.passage.drucksache for hit in hits}, owner)

    def official(
        self, text: str, papers: Container[str], owner: str | None = None
    ) -> dict[tuple[str, Fragenummer], float]:
        """(number of the paper, number of the Frage) -> cosine with the text, of the nearest official Fragen.

        Those of some papers alone (by their numbers), as far as `owner` sees them. A lettered Frage is compared behind
        the one that it belongs to.
        """
        seen = self.index.store.visible(owner)
        near = self.nearest(text, Scope(None, self.index.store.hidden(owner)))
        every = [(WindowId.parse(window), cosine) for window, cosine in near.items()]
        asked = [(id_, cosine) for id_, cosine in every if id_.kind is WindowKind.QUESTION]
        passages = self.index.store.passages([id_.passage for id_, _ in asked if seen.holds(key_of(id_.passage))])
        found: dict[tuple[str, Fragenummer], float] = {}
        for id_, cosine in asked:
            passage = passages.get(id_.passage)
            numbers = asked_numbers(passage) if passage is not None and passage.drucksache in papers else []
            if passage is not None and id_.number < len(numbers):
                place = (passage.drucksache, numbers[id_.number])
                found[place] = max(cosine, found.get(place, cosine))
        return found

    def related(
        self, thema: str, owner: str | None = None, numbers: Related = PARAMETERS.related, *, whole: bool = False
    ) -> dict[str, float]:
        """Key of a paper -> how much of it lies near a topic, 0..1, of those that `owner` sees; none of a small stock.

        Of the windows nearest to the topic each counts by how far it lies before the last of them, the first one as 1;
        of a paper that is the mean over all its windows: one that only touches the topic has a few near ones.
        `whole`: as in `search`; else none where the vectors are away.
        """
        seen = self.index.store.visible(owner)
        if len(seen) < numbers.papers:
            return {}
        most = min(numbers.most, round(numbers.part * self.index.store.counts().windows))
        near = self._near(thema, Scope(None, self.index.store.hidden(owner)), most, whole=whole)
        first, last = max(near.values(), default=0.0), min(near.values(), default=0.0)
        summed: defaultdict[str, float] = defaultdict(float)
        for window, cosine in near.items():
            summed[key_of(window)] += (cosine - last) / (first - last or 1.0)
        windows = self.index.store.windows(list(summed))
        return {key: total / windows[key] for key, total in summed.items() if seen.holds(key) and key in windows}

    def _near(self, text: str, scope: Scope, most: int | None = None, *, whole: bool) -> dict[str, float]:
        """As `nearest`; nothing where the vectors are away, which is told with the answer (Engine.stream).

        `whole`: VectorsAway then. Who asks before the search whether they are there learns nothing of what it finds.
        """
        try:
            return self.nearest(text, scope, most)
        except VectorsAway:
            if whole:
                raise
            return {}

    def nearest(self, text: str, scope: Scope, most: int | None = None) -> dict[str, float]:
        """Window id -> cosine with the question, of the nearest windows of the papers that are searched.

        `most`: how many; None for as many as a search looks through.

        A part of the direction that all questions share is taken out of the question first, and its mean added again:
        the numbers are cosines but for a thousandth or so.
        """
        query = self.index.embedder.queries([written_out(text)])[0]
        shared = self.numbers.shared_direction * self.index.shared
        level = self.numbers.shared_level * float(shared @ self.index.shared)
        found = self.index.vectors.nearest(query - shared, most or self.numbers.windows, scope.papers, scope.without)
        return {window: cosine + level for window, cosine in found.items()}

    def _all(self, allowed: Sequence[str]) -> dict[str, Evidence]:
        """Every Passage of a few papers, in the order printed: a place was named, nothing was asked."""
        ids = [p.id for key in allowed[:HITS] for p in self.index.store.passages_of(key)]
        return {id_: Evidence(text=1 - i / (len(ids) + 1)) for i, id_ in enumerate(ids)}

    def _hit(self, passage: Passage, score: float, one: Evidence) -> Hit:
        span = self.index.store.span(one.window) if one.window else None
        scores = HitScores(question=one.frage, text=one.text, keyword=one.stichwort)
        return Hit(passage=passage, score=score, scores=scores, window=span)


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
