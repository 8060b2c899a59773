"""From a question to the Passages that may answer it, best first."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Fragenummer, Passage, Sprecher
from rag.index import Index
from rag.model import Filters, Hit, Paper

NEAREST = 200  # windows asked of the vectors
WORDS = 60  # Passages asked of the keyword index
KEYWORD_WEIGHT = 0.2  # of the best keyword score against cosine; measured, docs/retrieval.md
HITS = 10


def matching(filters: Filters, papers: Sequence[Paper]) -> list[str] | None:
    """The papers that the filters leave; None when all are."""
    if not filters:
        return None
    return [p.nummer for p in papers if _matches(filters, p)]


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

    def __init__(self, index: Index) -> None:
        self.index = index

    def search(self, text: str, filters: Filters | None = None, most: int = HITS) -> tuple[Hit, ...]:
        """The best Passages of distinct (Drucksache, Fragen), best first, scores in 0..1."""
        chosen = filters or Filters()
        allowed = matching(chosen, self.index.store.papers())
        if allowed == []:
            return ()
        parts = self._evidence(text, allowed)
        passages = self.index.store.passages(parts)
        hits = [
            Hit(passages[id_], _score(part), part)
            for id_, part in parts.items()
            if id_ in passages and _wanted(passages[id_], chosen, allowed)
        ]
        return _distinct(sorted(hits, key=lambda hit: -hit.score))[:most]

    def _evidence(self, text: str, allowed: Sequence[str] | None) -> dict[str, dict[str, float]]:
        """Passage id -> best cosine of its questions ("frage") and windows ("text"), either ("vektor"), keyword share ("stichwort")."""
        vector = self.index.embedder.queries([text])[0]
        parts: dict[str, dict[str, float]] = {}
        for window, cosine in self.index.vectors.nearest(vector, NEAREST, allowed).items():
            id_, kind = window.rsplit("#", 1)
            name = "frage" if kind.startswith("q") else "text"
            part = parts.setdefault(id_, {})
            part[name] = max(part.get(name, 0.0), cosine)
            part["vektor"] = max(part.get("vektor", 0.0), cosine)
        words = self.index.keywords.search(text, WORDS)
        top = max(words.values(), default=1.0)
        for id_, score in words.items():
            parts.setdefault(id_, {})["stichwort"] = score / top
        return parts


def _score(part: dict[str, float]) -> float:
    return (part.get("vektor", 0.0) + KEYWORD_WEIGHT * part.get("stichwort", 0.0)) / (1 + KEYWORD_WEIGHT)


def _wanted(passage: Passage, filters: Filters, allowed: Sequence[str] | None) -> bool:
    """The government speaks, and the filters leave the paper and the Frage."""
    if passage.sprecher is not Sprecher.BUNDESREGIERUNG:
        return False
    if allowed is not None and passage.drucksache not in allowed:
        return False
    asked = {Fragenummer.read(n) for n in filters.fragen} if filters.drucksachen else set()
    return not asked or bool(asked & set(passage.nummern))


def _distinct(hits: list[Hit]) -> tuple[Hit, ...]:
    """The best Passage of each answer."""
    seen: dict[tuple[str, tuple[Fragenummer, ...]], Hit] = {}
    for hit in hits:
        seen.setdefault((hit.passage.drucksache, hit.passage.nummern), hit)
    return tuple(seen.values())
