"""Stems compared as a reader would: parts of compounds, typing errors; how telling a stem is.

`rag/data/words.json` says in how many of the measured answers a stem occurs (made by evals/training/word_counts.py).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Set
from functools import lru_cache

from rag.data import DATA
from rag.parameters import PARAMETERS, Matching


def match(wanted: str, there: Set[str], numbers: Matching = PARAMETERS.matching) -> float:
    """How well the stem `wanted` is found among the stems `there`, 0..1.

    1 where it is among them, `numbers.compound` for a part of a compound, `numbers.typing_error` for a typing error,
    0 else; numbers and short stems are found as they are or not at all. All are stems as rag.text.stemming makes them.
    """
    if wanted in there:
        return 1.0
    if wanted[0].isdigit() or len(wanted) < numbers.shortest:
        return 0.0
    return _known(wanted, numbers).best(there)


class _Known:
    """Stems that were compared with one stem, and those like it: words recur, so most comparisons are made once.

    Threads may share it: `seen` is only asked for members, `alike` is replaced and never changed.
    """

    def __init__(self, wanted: str, numbers: Matching) -> None:
        self.wanted, self.numbers = wanted, numbers
        self.seen: set[str] = set()
        self.alike: dict[str, float] = {}

    def best(self, there: Set[str]) -> float:
        """The likeness of the likest of these stems, 0 if none is like."""
        new = {other: value for other in there - self.seen if (value := _alike(self.wanted, other, self.numbers))}
        if new:
            self.alike = {**self.alike, **new}
        self.seen.update(there)
        alike = self.alike
        return max((alike[other] for other in there & alike.keys()), default=0.0)


@lru_cache(maxsize=512)
def _known(wanted: str, numbers: Matching) -> _Known:
    return _Known(wanted, numbers)


def _alike(wanted: str, other: str, numbers: Matching) -> float:
    """How alike two different stems are, the wanted one not too short for it and no number."""
    if len(other) >= numbers.shortest and _compound(wanted, other, numbers.inside):
        return numbers.compound
    if len(wanted) < numbers.typing_from or abs(len(other) - len(wanted)) > numbers.typing_length:
        return 0.0
    return numbers.typing_error if _dice(_grams(wanted), _grams(other)) > numbers.typing_pairs else 0.0


def _compound(one: str, other: str, inside: int) -> bool:
    """Whether the shorter word is the head or the first part of the longer one; from `inside` letters on, any part."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if long[0].isdigit():
        return False
    return (len(short) >= inside and short in long) or long.startswith(short) or long.endswith(short)


@lru_cache(maxsize=50_000)
def _grams(word: str) -> frozenset[str]:
    padded = f"^{word}$"
    return frozenset(padded[i : i + 2] for i in range(len(padded) - 1))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


@lru_cache(maxsize=1)
def _table() -> tuple[int, dict[str, int]]:
    data = json.loads((DATA / "words.json").read_text(encoding="utf-8"))
    return data["texts"], data["words"]


def rarity(stemmed: str) -> float:
    """How telling a stem is: 0 where every measured answer has it, 1 where none has.

    The inverse document frequency over the answers of data/words.json, log((N + 1) / (n + 1)), as a share of its
    highest value log(N + 1).
    """
    texts, known = _table()
    return math.log((texts + 1) / (known.get(stemmed, 0) + 1)) / math.log(texts + 1)


def stands_in(wanted: str, there: Set[str], numbers: Matching = PARAMETERS.matching) -> bool:
    """Whether a stem is there, alone or, from `numbers.shortest` letters on, as the head or first part of a compound.

    Stricter than `match`: that a part of the wanted word is there ("Sicherung" of "Sicherungsfonds") is not enough.
    """
    if len(wanted) < numbers.shortest:
        return wanted in there
    return any(s.startswith(wanted) or s.endswith(wanted) for s in there)


def coverage(wanted: Iterable[str], there: Set[str], numbers: Matching = PARAMETERS.matching) -> float:
    """Share of the stems `wanted` that are found among `there`, 0..1, each weighed by its `rarity`.

    A stem that is found as a part of a compound counts as far as it is alike (`match`); 0 if nothing is wanted.
    """
    return share(wanted, lambda stem: match(stem, there, numbers))


def share(wanted: Iterable[str], found: Callable[[str], float]) -> float:
    """Share of the stems `wanted` that are found, 0..1, each weighed by its `rarity`; 0 if nothing is wanted.

    `found`: how well one is, 0..1.
    """
    weights = [(rarity(s), found(s)) for s in wanted]
    total = sum(w for w, _ in weights)
    return sum(w * m for w, m in weights) / total if total else 0.0
