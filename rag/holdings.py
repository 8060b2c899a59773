"""What one user sees of the papers in an index: which there are, and what stands in them. Nothing is asked here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from contextlib import AbstractContextManager
from pathlib import Path

from ingest.ids import key_of
from ingest.model import Drucksache, Grund, Passage, Status, canonical
from rag.index import checkup, mending
from rag.index.fingerprint import STORE
from rag.index.format import LAYOUT, PAPERS
from rag.index.index import Index
from rag.index.outlines import Outline
from rag.index.overviews import Papers, Stored, Visible
from rag.index.rebuild import Progress
from rag.index.state import State
from rag.index.versions import Version, named, version_id
from rag.model import Counts, Edition, Filters, Paper
from rag.requested import Gezaehlt, Je, Tafel, Told
from rag.retrieval.retriever import matches
from rag.routing import counting
from rag.routing.told import told

RECORD = STORE
"""The one file that `Holdings.save_record` writes."""


class Holdings:
    """The papers of an open index as one user sees them: the common stock and what they added.

    Nothing is copied that could grow old: what is visible is asked of the store each time.
    """

    def __init__(self, index: Index, owner: str | None = None) -> None:
        """`owner`: whose own papers are seen too; None: the common stock alone."""
        self.index, self.owner = index, owner

    @property
    def _seen(self) -> Visible:
        return self.index.store.visible(self.owner)

    def papers(self) -> list[Paper]:
        """All papers, newest first."""
        return list(Papers(self._seen))

    def size(self, filters: Filters | None = None) -> tuple[int, int]:
        """How many papers this user sees, of those that the filters leave, and how many Fragen they answer."""
        if not filters:
            return len(self._seen), self._seen.fragen
        left = self._left(filters)
        return len(left), sum(paper.fragen for paper in left)

    def fitting(self, filters: Filters) -> list[str]:
        """The numbers of the papers that the filters leave, newest first."""
        return [paper.nummer for paper in self._left(filters)]

    def _left(self, filters: Filters) -> list[Paper]:
        """The papers that the filters leave, newest first."""
        return [paper for paper in Papers(self._seen) if matches(filters, paper)]

    def editions(self) -> dict[str, Edition]:
        """Number -> which edition of the paper is there: what has come or was replaced is told by comparing.

        It holds whoever read the papers, and when; an index made again from the same papers has the same ones.
        """
        form = f"{PAPERS}/{LAYOUT}"
        return {nummer: Edition(stored.seal.hex(), form) for nummer, stored in self._seen.items()}

    def outlines(self, numbers: Iterable[str]) -> dict[str, Outline]:
        """Title and Fragen of those of these papers that this user sees, by number.

        At first it takes some milliseconds for each paper (`rag.index.outlines`).
        """
        keys = {stored.paper.nummer: stored.key for stored in map(self._stored, numbers) if stored}
        found = self.index.store.outlines(list(keys.values()))
        return {nummer: found[key] for nummer, key in keys.items() if key in found}

    def tafel(self, je: Je, filters: Filters, thema: str = "") -> Tafel:
        """How the Fragen were answered that the filters leave, counted; a topic has the outlines read."""
        return counting.table(self._rows(filters, thema), je)

    def behind(
        self,
        filters: Filters,
        thema: str,
        status: Set[Status | None],
        grund: Grund | None = None,
        line: tuple[Je, str] | None = None,
    ) -> list[Gezaehlt]:
        """The Fragen behind a number of such a table, newest paper first; `line`: of one of its lines, by its name."""
        return counting.behind(self._rows(filters, thema), status, grund, line)

    def _rows(self, filters: Filters, thema: str) -> Iterator[counting.Row]:
        return counting.rows(Papers(self._seen), filters, thema, self.outlines)

    def said_to(self, frage: Gezaehlt) -> Told | None:
        """A Frage's text and the sentence by which its answer was counted; None where its paper has just left."""
        paper = self.drucksache(frage.drucksache)
        return told(paper, frage.frage, frage.status) if paper else None

    def _stored(self, nummer: str) -> Stored | None:
        """The paper that this user sees under a number."""
        return self._seen.get(canonical(nummer))

    def _key(self, nummer: str) -> str | None:
        """Where the paper lies that this user sees under a number."""
        stored = self._stored(nummer)
        return stored.key if stored else None

    def paper(self, nummer: str) -> Paper | None:
        """What lists need of a paper, without reading its record; None where this user sees no such paper."""
        stored = self._stored(nummer)
        return stored.paper if stored else None

    def drucksache(self, nummer: str) -> Drucksache | None:
        """A paper's record by its number; None where this user sees no such paper."""
        key = self._key(nummer)
        return self.index.store.record(key) if key else None

    def file(self, nummer: str) -> Path | None:
        """The file that a paper was read from; None where this user sees no such paper. It may be gone by now."""
        key = self._key(nummer)
        return next(iter(self.index.store.givers(key)), None) if key else None

    def passage(self, id_: str) -> Passage | None:
        """One Passage by its id, also of a version that was replaced; None where this user does not see its paper."""
        version = self.version(id_)
        if version is not None:
            return next((passage for passage in version.passages() if passage.id == id_), None)
        found = self.index.store.passage(id_)
        return found if found is not None and self._key(found.drucksache) == key_of(id_) else None

    def former(self, id_: str) -> Iterator[Passage]:
        """What a Passage (by its id) was in the versions that its paper has replaced, newest first.

        Citations that were made of them are opened there. None where this user does not see the paper.
        """
        if named(id_) is None and self._seen.holds(key_of(id_)):
            for version in self.index.store.versions(key_of(id_)):
                own = version_id(id_, version.number)
                yield from (passage for passage in version.passages() if passage.id == own)

    def version(self, id_: str) -> Version | None:
        """The replaced version that a Passage (by its id) is of; None for any other, or where it may not be seen."""
        of = named(id_)
        if of is None or not self._seen.holds(of[0]):
            return None
        return next((version for version in self.index.store.versions(of[0]) if version.number == of[1]), None)

    def versions(self, nummer: str) -> list[Version]:
        """The versions that a paper has replaced, newest first; none where this user sees no such paper."""
        key = self._key(nummer)
        return list(self.index.store.versions(key)) if key else []

    def passages_of(self, nummer: str) -> list[Passage]:
        """A paper's Passages in the order printed; none where this user sees no such paper."""
        key = self._key(nummer)
        return self.index.store.passages_of(key) if key else []

    def counts(self) -> Counts:
        """How many papers, Passages, windows the index holds, all users' own ones included."""
        return self.index.store.counts()

    def has_whole(self, path: Path, owner: str) -> bool:
        """Whether all papers that were read from a user's own file are there."""
        known = self.index.store.file(str(path), owner)
        return bool(known.mark) and all(self.index.store.state(key) is State.WHOLE for key in known.keys)

    def private(self, owner: str) -> dict[str, Path]:
        """The numbers that a user added, each with its file, also those that the common stock has by now."""
        papers = {s.key: s.paper.nummer for s in self.index.store.own(owner)}
        files = self.index.store.files(owner).items()
        return {papers[key]: Path(file) for file, it in files for key in sorted(it.keys) if key in papers}

    # the record of all, whoever sees it
    def still(self) -> AbstractContextManager[None]:
        """Nobody writes to the index inside, and all that came before is in its record; questions are answered."""
        return self.index.still()

    @property
    def on_disk(self) -> bool:
        """Whether all of the index lies on the disk; a part that the disk had no room for is in memory alone."""
        return self.index.parts.on_disk

    # what of it is being made again (rag.index.healing)
    @property
    def needs_healing(self) -> bool:
        """Whether something of the index is to be made again, which `heal` does."""
        return self.index.healing.needed

    def heal(self, progress: Progress | None = None) -> list[str]:
        """Make it again while questions are answered; gives what is to be told of it (German).

        Whatever goes wrong is raised, and what is whole goes on answering.
        """
        before = len(self.notes)
        self.index.heal(progress)
        return self.notes[before:]

    @property
    def notes(self) -> list[str]:
        """What was mended since the index was opened, in words (German)."""
        return self.index.notes

    def notice(self) -> str:
        """What to tell whoever asks while something is made again (German), "" where all is whole."""
        return self.index.healing.notice()

    @property
    def away(self) -> str | None:
        """Why the vectors cannot be searched now (German), None where they can: their server does not answer."""
        return self.index.vectors.away

    def take_up(self) -> bool:
        """Whether the server of the vectors was away and is searched again; `notes` say what had to be made again."""
        return mending.take_up(self.index)

    def check(self) -> list[str]:
        """What is not whole, one sentence each (German); empty where store, vectors and keywords agree. Fast."""
        return self.index.check()

    def checkup(self) -> list[str]:
        """The same thoroughly: all is read, and trial questions are asked in a process of its own (seconds)."""
        return checkup.check(self.index)

    def save_record(self, folder: Path) -> None:
        """Write what the index is made from into an empty folder, from which it can be opened as an index.

        OSError or sqlite3.Error where that cannot be.
        """
        with self.still():
            self.index.store.save(folder / RECORD)

    def move_files(self, before: Path, now: Path) -> None:
        """What was read from files below one folder lies below another one now; nothing is read again for that."""
        if before != now:
            self.index.store.move_folder(before, now)
