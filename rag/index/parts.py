"""The vectors and the keyword index of an open index: opened as they lie there, or made again from the store.

What must be made again is made while questions are answered: until then something stands in for it
(rag.index.standins), and once it is whole it takes that one's place at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from rag.index import probe, rebuild
from rag.index.fingerprint import KEYWORDS, VECTORS
from rag.index.format import KEYWORDS as KEYWORD_FORMAT
from rag.index.keywords import Keywords
from rag.index.opening import make_part, open_part
from rag.index.rebuild import Progress
from rag.index.standins import Exact, NoKeywords
from rag.index.store import Store
from rag.index.vectors import Vectors

Maker = Callable[[Store, Path | None, Progress], Vectors | Keywords]
FEW = 1000  # windows; up to so many the parts are made again sooner (a second) than a process is started to try them
SIDES = (KEYWORDS, VECTORS)
"""Both, in the order in which they are made: seconds, then a minute."""


class Parts:
    """Both parts over an open store. `missing`: the names of those for which something stands in."""

    def __init__(self, folder: Path, store: Store, tell: Callable[[str], None]) -> None:
        """`tell` is given what was damaged (German)."""
        self._folder, self._store, self._tell = folder, store, tell
        self.vectors: Vectors | Exact = Exact(store)
        self.keywords: Keywords | NoKeywords = NoKeywords()
        self.missing, self._in_memory = set(SIDES), set[str]()

    @property
    def on_disk(self) -> bool:
        """Whether both lie there."""
        return not (self.missing or self._in_memory)

    def open(self, hurt: Mapping[str, str], unsure: Sequence[str], progress: Progress) -> None:
        """Open both but those `hurt` (and why); those `unsure` are tried first. What is not sound is `missing` then."""
        self._open(SIDES, {**hurt, **self._tried_apart(unsure, progress)})

    def open_again(self, progress: Progress) -> None:
        """Close and try both, something went wrong with them; what is just being made is left alone."""
        names = [name for name in SIDES if name not in self.missing]
        with suppress(Exception):
            self.close()
        self.missing |= set(names)
        self._open(names, self._tried_apart(names, progress))

    def _open(self, names: Sequence[str], wrong: Mapping[str, str]) -> None:
        known = self._store.meta("keywords") == KEYWORD_FORMAT
        for name in names:
            why = wrong.get(name, None if known or name != KEYWORDS else "")
            kind: Callable[[Path], Vectors | Keywords] = Vectors if name == VECTORS else Keywords
            there = open_part(kind, self._folder / name, why, self._tell)
            if there is not None:
                self._take(name, there, on_disk=True)
            elif name == VECTORS:
                self.vectors = Exact(self._store)
            else:
                self.keywords = NoKeywords()

    def wanting(self) -> list[str]:
        """What is missing, in the order in which it is made."""
        return [name for name in SIDES if name in self.missing]

    def make(self, name: str, progress: Progress, alone: Callable[[], AbstractContextManager[None]]) -> None:
        """Make again one that is missing. Nobody writes the index inside `alone`."""
        before = self._store.whole()
        maker: Maker = rebuild.vectors if name == VECTORS else rebuild.keywords
        made, on_disk = make_part(lambda folder: maker(self._store, folder, progress), self._folder / name, self._tell)
        try:
            with alone():
                rebuild.catch_up(made, self._store, before)
                self._take(name, made, on_disk=on_disk)
        except BaseException:
            made.close()
            raise
        if name == KEYWORDS and on_disk:
            with suppress(sqlite3.Error):  # on a full disk; they are then made again at the next start
                self._store.set_meta("keywords", KEYWORD_FORMAT)

    def _take(self, name: str, part: Vectors | Keywords, *, on_disk: bool) -> None:
        if isinstance(part, Vectors):
            self.vectors = part
        else:
            self.keywords = part
        self.missing.discard(name)
        self._in_memory.discard(name)
        if not on_disk:
            self._in_memory.add(name)

    def _tried_apart(self, names: Sequence[str], progress: Progress) -> dict[str, str]:
        """The parts that do not stand a trial in a process of their own, and why."""
        if not names or self._store.counts().windows <= FEW:
            return dict.fromkeys(names, "")
        progress(0, 1, "Der Index war nicht geschlossen und wird geprüft")
        return {name: "; ".join(wrong) for name, wrong in probe.run(self._folder, self._folder, names).items() if wrong}

    def close(self) -> None:
        """Close both; what goes wrong is raised when both have been tried."""
        try:
            self.keywords.close()
        finally:
            self.vectors.close()
