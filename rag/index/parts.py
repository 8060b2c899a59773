"""The vectors and the keyword index of an open index: opened as they lie there, or made again from the store.

What must be made again is made while questions are answered: until then something stands in for it
(rag.index.standins), and once it is whole it takes that one's place at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from rag.errors import IndexFailed, VectorsAway
from rag.index import probe, rebuild, vector_files
from rag.index.far import Note
from rag.index.far_opening import open_far
from rag.index.fingerprint import FAR, KEYWORDS, VECTORS, clear
from rag.index.format import KEYWORDS as KEYWORD_FORMAT
from rag.index.keywords import Keywords
from rag.index.opening import make_part, open_part
from rag.index.rebuild import Progress
from rag.index.room import lacking
from rag.index.standins import Exact, NoKeywords
from rag.index.store import Store
from rag.index.vector_server import VectorServer
from rag.index.vectors import Vectors

Maker = Callable[[Store, Path | None, Progress], Vectors | Keywords]
FEW = 1000  # windows; up to so many the parts are made again sooner (a second) than a process is started to try them
SIDES = (KEYWORDS, VECTORS)
"""Both, in the order in which they are made: seconds, then a minute."""
_BACK = (
    "Die Vektoren liegen von nun an im Ordner des Index; sie werden aus dem Bestand gemacht. Auf dem Vektorserver "
    "bleibt die Sammlung „{}“ und kann dort gelöscht werden."
)


class Parts:
    """Both parts over an open store. `missing`: the names of those for which something stands in."""

    def __init__(
        self, folder: Path, store: Store, tell: Callable[[str], None], server: VectorServer | None = None
    ) -> None:
        """`tell` is given what was damaged (German). `server`: it keeps the vectors, where that is not the folder."""
        self._folder, self._store, self._tell, self._server = folder, store, tell, server
        self.vectors: Vectors | Exact = Exact(store)
        self.keywords: Keywords | NoKeywords = NoKeywords()
        self.missing, self._in_memory = set(SIDES), set[str]()

    @property
    def on_disk(self) -> bool:
        """Whether both lie there, or on the server."""
        return not (self.missing or self._in_memory)

    def open(self, hurt: Mapping[str, str], unsure: Sequence[str], progress: Progress) -> None:
        """Open both but those `hurt` (and why); those `unsure` are tried first. What is not sound is `missing` then.

        Vectors on a server are never: what is not sound there is made again before this returns, or they are `away`.
        """
        self._open(SIDES, {**hurt, **self._tried_apart(unsure, progress)}, unsure, progress)

    def open_again(self, progress: Progress) -> None:
        """Close and try both, something went wrong with them; what is just being made is left alone."""
        names = [name for name in SIDES if name not in self.missing]
        with suppress(Exception):
            self.close()
        self.missing |= set(names)
        self._open(names, self._tried_apart(names, progress), names, progress)

    def _open(self, names: Sequence[str], wrong: Mapping[str, str], unsure: Sequence[str], progress: Progress) -> None:
        for name in names:
            there: Vectors | Keywords | None
            if name == KEYWORDS:
                known = self._store.meta("keywords") == KEYWORD_FORMAT
                there = open_part(Keywords, self._folder / name, wrong.get(name, None if known else ""), self._tell)
            else:
                there = self._vectors(wrong.get(name), progress, unsure=name in unsure)
            if there is not None:
                self._take(name, there, on_disk=True)
            elif name == VECTORS:
                self.vectors = Exact(self._store)
            else:
                self.keywords = NoKeywords()

    def _vectors(self, wrong: str | None, progress: Progress, *, unsure: bool) -> Vectors | None:
        if self._server is not None:
            return open_far(self._store, self._folder, self._server, wrong, progress, self._tell, unsure=unsure)
        if (self._folder / FAR).exists():  # they were on a server until now
            self._tell(_BACK.format(Note.read(self._folder).collection))
            return None
        if wrong is None and vector_files.is_crowded(self._folder / VECTORS, self._store.counts().windows):
            wrong = ""  # nothing is damaged: nobody need be told
        return open_part(Vectors, self._folder / VECTORS, wrong, self._tell)

    def check_vectors(self) -> None:
        """VectorsAway where the server of the vectors does not answer: nothing can be taken in then."""
        if self.vectors.away is not None:
            raise VectorsAway(self.vectors.away)

    def check_room(self) -> None:
        """IndexFailed where no paper can be taken in now: the vectors are away, or the disk has no room for it."""
        self.check_vectors()
        if short := lacking(self._folder):
            raise IndexFailed(short)

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
        with suppress(OSError, sqlite3.Error):  # on a full disk; it is then made again at the next start
            if name == VECTORS:
                clear(self._folder / FAR)
            elif on_disk:
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
        """The parts that do not stand a trial in a process of their own, and why; a server cannot end this one."""
        names = [name for name in names if self._server is None or name != VECTORS]
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
