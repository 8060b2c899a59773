"""What lists, filters and rights need of every paper that is whole, kept in memory in step with the store.

A paper that comes or goes costs no look at the others, and a question copies nothing: what a user sees is a view.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge

from rag.model import Paper


@dataclass(frozen=True, slots=True)
class Stored:
    """A paper that is whole: its key, whose it is (None: everyone's), what lists need of it, the seal of its record."""

    key: str
    owner: str | None
    paper: Paper
    seal: bytes = b""


def _age(stored: Stored) -> tuple[date, str]:
    """What papers are sorted by; the newest comes last."""
    return stored.paper.datum or date.min, stored.paper.nummer


class Visible(Mapping[str, Stored]):
    """Number -> what a user sees under it, newest first; it does not change while somebody walks through it.

    Where a number is common and the user's own too, the common one counts.
    """

    def __init__(
        self, common: Sequence[Stored], numbers: Mapping[str, Stored], own: Mapping[str, Stored], fragen: int
    ) -> None:
        """`common` by age, the newest last, and by number; `own`: the user's, by number, without any common one.

        `fragen`: how many Fragen the common ones have.
        """
        self._common, self._numbers, self._own = common, numbers, own
        self.fragen = fragen + sum(stored.paper.fragen for stored in own.values())
        """How many Fragen all of them have."""

    def __getitem__(self, nummer: str) -> Stored:
        found = self._numbers.get(nummer) or self._own.get(nummer)
        if found is None:
            raise KeyError(nummer)
        return found

    def __iter__(self) -> Iterator[str]:
        return (stored.paper.nummer for stored in self.stored())

    def __len__(self) -> int:
        return len(self._common) + len(self._own)

    def stored(self) -> Iterator[Stored]:
        """All of them, newest first."""
        own = sorted(self._own.values(), key=_age, reverse=True)
        return merge(reversed(self._common), own, key=_age, reverse=True)

    def holds(self, key: str) -> bool:
        """Whether the paper of a key (ingest.ids.paper_key) is among them."""
        found = self.get(key.partition("~")[0])
        return found is not None and found.key == key


class Papers(Collection[Paper]):
    """The papers that a user sees, newest first, as a view."""

    def __init__(self, visible: Visible) -> None:
        self._visible = visible

    def __iter__(self) -> Iterator[Paper]:
        return (stored.paper for stored in self._visible.stored())

    def __len__(self) -> int:
        return len(self._visible)

    def __contains__(self, paper: object) -> bool:
        return any(paper == own for own in self)


class Overviews:
    """All papers that are whole. One thread at a time may change or ask it; what it gave may be read meanwhile."""

    def __init__(self, stored: Iterable[Stored]) -> None:
        self._common: list[Stored] = []  # by age; replaced, never changed: others may be walking through it
        self._numbers: dict[str, Stored] = {}
        self._own: dict[str, dict[str, Stored]] = {}
        self._fragen = 0  # of the common ones
        self.put(stored)

    def put(self, papers: Iterable[Stored]) -> None:
        """Add papers, each in place of the one of its key."""
        common = [*self._common]
        new = list(papers)
        for stored in new:
            if stored.owner is not None:
                self._own.setdefault(stored.owner, {})[stored.paper.nummer] = stored
            else:
                self._leave(common, stored.paper.nummer)
                self._numbers[stored.paper.nummer] = stored
                self._fragen += stored.paper.fragen
        if len(new) > 1:
            common += [s for s in new if s.owner is None and self._numbers[s.paper.nummer] is s]
            common.sort(key=_age)  # nearly sorted already: that is fast
        elif new and new[0].owner is None:
            insort(common, new[0], key=_age)
        self._common = common

    def drop(self, key: str) -> None:
        """Take a paper out; nothing for a key that is not there."""
        nummer = key.partition("~")[0]
        found = self._numbers.get(nummer)
        if found is not None and found.key == key:
            common = [*self._common]
            self._leave(common, nummer)
            self._common = common
            return
        for own in self._own.values():
            if nummer in own and own[nummer].key == key:
                del own[nummer]
                return

    def _leave(self, common: list[Stored], nummer: str) -> None:
        """Take a common paper out of a list that is sorted by age, and forget its number; nothing for another one."""
        stored = self._numbers.pop(nummer, None)
        if stored is None:
            return
        self._fragen -= stored.paper.fragen
        at = bisect_left(common, _age(stored), key=_age)
        if at < len(common) and common[at] is stored:
            del common[at]

    def all(self) -> list[Stored]:
        """All of them, whosever they are, newest first."""
        own = [stored for papers in self._own.values() for stored in papers.values()]
        return sorted([*self._common, *own], key=_age, reverse=True)

    def visible(self, owner: str | None) -> Visible:
        """What a user sees: what is common, and their own; None sees the common stock alone."""
        own = {} if owner is None else self._own.get(owner, {})
        alone = {n: s for n, s in own.items() if n not in self._numbers}
        return Visible(self._common, self._numbers, alone, self._fragen)

    def own(self, owner: str) -> list[Stored]:
        """A user's own papers, also those that are common too."""
        return list(self._own.get(owner, {}).values())

    def hidden(self, owner: str | None) -> list[str]:
        """The keys of what a user does not see: others' own papers, and theirs that are common too."""
        return [
            stored.key
            for who, papers in self._own.items()
            for nummer, stored in papers.items()
            if who != owner or owner is None or nummer in self._numbers
        ]
