"""One run: list what there is, fetch what is new or changed, read it into the index, note what is still to be had.

Whatever ends a run anywhere, the next one goes on there: a record counts as kept once its files are whole, and as read
once the index says so. Papers are read in as they come, ten at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.sources import named_number
from rag.errors import is_full
from rag.fetching.anfragen import read_anfragen
from rag.fetching.client import TEXTS, Client, Garbled, Unreachable
from rag.fetching.coverage import counted, coverage, withdrawn
from rag.fetching.lists import Lists
from rag.fetching.model import Coverage, Progress, Refusal, Stock, SyncProblem, SyncReport, SyncRequest
from rag.fetching.pdfs import Pdfs
from rag.fetching.record import Record, RecordError, read_record
from rag.fetching.shelf import Shelf, md5
from rag.fetching.state import Kept, Mark, Owed, State

_TAKEN = "Die Datei mit diesem Papier ist nicht mehr da."
_NO_TEXT = "DIP liefert den Text dieses Papiers noch nicht."


def run(request: SyncRequest, stock: Stock, progress: Progress) -> SyncReport:
    """As `rag.sync.sync`, which is what others call."""
    with Client(request) as client, _alone(request.ordner):
        try:
            shelf, state = Shelf(request.ordner), State(request.ordner)
        except (OSError, sqlite3.Error) as error:
            raise SyncProblem(_unwritable(request.ordner, error)) from error
        with state:
            return _Run(request, stock, progress, client, shelf, state).whole()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No second run in the same folder at the same time."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=0):
            yield
    except Timeout as error:
        raise SyncProblem(f"In {folder} läuft schon ein anderer Abruf. Abhilfe: warten, bis er fertig ist.") from error
    except OSError as error:
        raise SyncProblem(_unwritable(folder, error)) from error


def _unwritable(folder: Path, error: BaseException) -> str:
    if is_full(error):
        return f"Die Festplatte ist voll, auf der {folder} liegt. Abhilfe: Platz schaffen und noch einmal abrufen."
    why = getattr(error, "strerror", None) or type(error).__name__
    return f"In den Ordner {folder} lässt sich nicht schreiben ({why}). Abhilfe: Rechte und Festplatte prüfen."


class _Run:
    """What a run does, and what it has done so far."""

    def __init__(
        self, request: SyncRequest, stock: Stock, progress: Progress, client: Client, shelf: Shelf, state: State
    ) -> None:
        self.request, self.stock, self.progress = request, stock, progress
        self.client, self.shelf, self.state = client, shelf, state
        self.pdfs = Pdfs(client, shelf) if request.mit_pdf else None
        self.began, self.stopped = datetime.now(UTC), ""
        self.kept: dict[str, Kept] = {}  # by id
        self.listed: dict[str, str] = {}  # id -> number, of what is to be fetched
        self.new, self.changed, self.asked = set[str](), set[str](), set[str]()  # numbers
        self.refused = dict[str, str]()  # number -> reason
        self.bestand: tuple[Coverage, ...] = ()

    def whole(self) -> SyncReport:
        """All of it."""
        newest: dict[int, datetime | None] = {}
        with self._told():
            self._settle()
            self.listed |= {one.id: one.nummer for one in self.state.owed().values()}
            newest = Lists(self.client, self.request, self.kept, self.listed, self.refused).read(self.state.marks())
        self._read_in([self.shelf.answers], self.progress)  # what an earlier run fetched and could not have read
        with self._told():
            if not self.stopped:
                self._fetch()
            read_anfragen(self.shelf, self.state)
            if not self.stopped:
                for number, ab in newest.items():
                    self.state.mark(number, Mark(min(ab, self.began) if ab else None, self.began))
                self._compare(newest)
        return self._report(newest)

    def _compare(self, wahlperioden: Iterable[int]) -> None:
        """How much of what the interface has is here, and what of it the interface has no more."""
        counts, gone = counted(self.client, wahlperioden), self.state.gone()
        named = {one.id: one.nummer for one in self.state.owed().values()}
        named |= {one.id: one.nummer for one in self.kept.values()}
        there = {id_: nummer for id_, nummer in named.items() if id_ not in gone}
        for id_ in sorted(withdrawn(self.client, counts, there)):
            self._go(id_)
            del there[id_]
        self.bestand = coverage(counts, [one for one in self.kept.values() if one.id in there], self.refused)

    def _go(self, id_: str) -> None:
        """The interface has a record no more: it is asked for no longer; what is here of it stays, and that is told."""
        self.state.owes_not(id_)
        self.listed.pop(id_, None)
        if id_ in self.kept:
            self.state.goes([id_])

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What keeps the rest of it from being done is told in the report; the next run does that."""
        try:
            yield
        except Unreachable as error:
            self.stopped = str(error)
        except (OSError, sqlite3.Error) as error:
            self.stopped = _unwritable(self.request.ordner, error)

    def _settle(self) -> None:
        """Bring the state in step with the files: made again where it was lost, without what somebody took away."""
        if self.state.fresh:
            self.state.keep(Kept.of(one, md5(self.shelf.pdf(one.stem))) for one in self.shelf.records())
        there = {citable: self.shelf.stems(citable=citable) for citable in (True, False)}
        self.kept = self.state.kept()
        for one in [one for one in self.kept.values() if one.stem and one.stem not in there[one.citable]]:
            self.state.owe(Owed(one.id, one.nummer, _TAKEN))
            del self.kept[one.id]

    # fetching
    def _fetch(self) -> None:
        ids = list(self.listed)
        lacking = [one for one in self.kept.values() if one.lacks_pdf and one.id not in self.listed]
        lacking = lacking if self.pdfs else []
        total = len(ids) + len(lacking)
        for start in range(0, len(ids), TEXTS):
            batch = ids[start : start + TEXTS]
            self.progress(start, total, self.listed[batch[0]])
            self._take(batch)
            if self.stopped:
                return
        for done, one in enumerate(lacking, len(ids)):
            self.progress(done, total, one.nummer)
            self._complete(one)
            if self.stopped:
                return
        if total:
            self.progress(total, total, "")

    def _take(self, ids: Sequence[str]) -> None:
        """Fetch these records, keep them, read them in."""
        told, kept = set[str](), dict[str, Kept]()
        for id_, delivered in self._texts(ids):
            if id_ in told or id_ not in ids:
                continue
            told.add(id_)
            try:
                record = read_record(delivered)
            except RecordError as error:
                self._owe(id_, error.grund)
                continue
            if not record.text.strip():
                self._owe(id_, _NO_TEXT)
            elif record.wanted:
                rows = self._keep(record, delivered)
                kept |= rows
                self.kept |= rows
        self._note(kept)
        for id_ in [one for one in ids if one not in told]:
            self._missing(id_)
        self._read_in([file for one in kept.values() if one.citable for file in self.shelf.files(one.stem)], None)

    def _texts(self, ids: Sequence[str]) -> list[tuple[str, object]]:
        """The records with these ids; those that cannot be read together are asked for one by one."""
        try:
            return [(str(one.get("id")), one) for one in self.client.texts(ids) if isinstance(one, dict)]
        except Garbled:
            if len(ids) > 1:
                return [delivered for one in ids for delivered in self._texts([one])]
            return [(ids[0], None)]

    def _owe(self, id_: str, grund: str) -> None:
        self.state.owe(Owed(id_, self.listed[id_], grund))

    def _note(self, rows: dict[str, Kept]) -> None:
        """Note records whose files are whole."""
        self.state.keep(rows.values())
        for id_ in rows:
            self.listed.pop(id_, None)

    def _missing(self, id_: str) -> None:
        """A record that was named and is not delivered: withdrawn meanwhile, or its text is not there yet."""
        if self.client.count("drucksache", [("f.id", id_)]):
            self._owe(id_, _NO_TEXT)
            return
        self._go(id_)

    def _keep(self, record: Record, delivered: object) -> dict[str, Kept]:
        """Write a record and its PDF; gives the rows to be noted, by id: also of others of the same number."""
        stem = record.stem  # read from the number each time it is asked for, and there are thousands of others
        others = [one for one in self.kept.values() if one.stem == stem and one.id != record.id]
        if any(one.aktualisiert > record.when for one in others):
            return {record.id: Kept.of(record, "")._replace(stem=None)}
        fresh = self.shelf.put(record, delivered)
        row = Kept.of(record, md5(self.shelf.pdf(stem)) if record.citable else "")
        if self.pdfs and row.lacks_pdf:
            row = self.pdfs.fetched(row)
        if record.citable:
            (self.new if fresh else self.changed).add(record.nummer)
        else:
            self.asked.add(record.nummer)
        return {row.id: row} | {one.id: one._replace(stem=None) for one in others}

    def _complete(self, row: Kept) -> None:
        """Fetch the PDF that a paper lacks, and read it in with that."""
        assert self.pdfs is not None
        assert row.stem is not None
        found = self.pdfs.fetched(row)
        if not found.lacks_pdf:
            self.kept[found.id] = found
            self._note({found.id: found})
            self.changed.add(row.nummer)
            self._read_in(self.shelf.files(row.stem), None)

    # reading in
    def _read_in(self, paths: list[Path], progress: Progress | None) -> None:
        """Let the index read files; what it refuses is told, and tried again at the next run."""
        if not paths:
            return
        report = self.stock.ingest(paths, progress)
        for nummer in report.read:
            self.refused.pop(nummer, None)
        for datei, grund in report.refused:
            self.refused[named_number(Path(datei)) or Path(datei).name] = grund
        self.stopped = self.stopped or report.stopped or ""

    def _report(self, newest: Iterable[int]) -> SyncReport:
        kept, marks, gone = self.kept.values(), self.state.marks(), self.state.gone()
        owed = {one.nummer: one.grund for one in self.state.owed().values()}
        refused = self.refused | owed
        # one whose stem is None has a newer record of its number in its place, which is not gone
        withdrawn = {one.nummer for one in kept if one.id in gone and one.stem is not None}
        held = {one.nummer for one in kept if one.citable and one.stem is not None}
        asked = list(newest) or list(marks)
        stands = [marks[number].stand for number in asked if number in marks]
        return SyncReport(
            neu=len(self.new - refused.keys()),
            geaendert=len(self.changed - self.new - refused.keys()),
            unveraendert=len(held - self.new - self.changed - refused.keys()),
            abgelehnt=tuple(Refusal(drucksache=nummer, grund=grund) for nummer, grund in sorted(refused.items())),
            fehlt_noch=len({*self.listed.values(), *refused}),
            stand=min(stands) if stands and len(stands) == len(asked) else None,
            anfragen=len(self.asked),
            pdf_fehlt=sum(one.lacks_pdf for one in kept) if self.pdfs else 0,
            abgebrochen=self.stopped or None,
            bestand=self.bestand,
            zurueckgezogen=tuple(sorted(withdrawn)),
        )
