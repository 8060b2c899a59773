"""What the interface has: its lists are read, and what is new or changed in them is noted to be fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from rag.fetching.client import Client, Params
from rag.fetching.model import SyncRequest
from rag.fetching.record import ID, TYPES, RecordError, read_record
from rag.fetching.state import Kept, Mark

KNOWN = 21
"""A Wahlperiode that there is for sure; whether a later one has papers is asked."""
OVERLAP = timedelta(days=1)
"""By which a run asks for changes before those that the last one saw: lists change while they are read."""


def of_kind(what: str, wahlperiode: int | None) -> list[tuple[str, str]]:
    """What is asked of a list for the Bundestag's papers of a `drucksachetyp`, of a Wahlperiode or of any."""
    asked = [("f.drucksachetyp", what), ("f.zuordnung", "BT")]
    return asked if wahlperiode is None else [*asked, ("f.wahlperiode", str(wahlperiode))]


class Lists:
    """Reads the lists that a request asks for."""

    def __init__(
        self,
        client: Client,
        request: SyncRequest,
        kept: Mapping[str, Kept],
        wanted: dict[str, str],
        refused: dict[str, str],
    ) -> None:
        """`kept`: what is here, by id. Told while it reads: `wanted` (id -> number), `refused` (name -> reason)."""
        self._client, self._request, self._kept = client, request, kept
        self._wanted, self._refused = wanted, refused
        self._dated = request.seit is not None or request.bis is not None

    def read(self, marks: Mapping[int, Mark]) -> dict[int, datetime | None]:
        """Read them; gives of each Wahlperiode that was listed whole the newest change, None if it has no papers.

        `marks`: those of earlier runs. Unreachable where a list cannot be had; what was noted stays noted.
        """
        newest: dict[int, datetime | None] = {}
        for number in self._wahlperioden(marks):
            mark = marks.get(number) if number is not None and not self._dated else None
            ab = mark.ab if mark else None
            seen = [when for what in TYPES for when in self._entries(self._asked(what, number, ab))]
            if number is not None and not self._dated:
                newest[number] = max([*seen, *([ab] if ab else [])], default=None)
        return newest

    def _wahlperioden(self, marks: Iterable[int]) -> Sequence[int | None]:
        """Which to ask for; None: any."""
        if self._request.wahlperioden:
            return sorted(set(self._request.wahlperioden))
        if self._dated:
            return [None]
        current = KNOWN
        while self._client.count("drucksache", self._asked(TYPES[-1], current + 1, None)):
            current += 1
        return sorted({*marks, current})

    def _asked(self, what: str, wahlperiode: int | None, ab: datetime | None) -> Params:
        asked = of_kind(what, wahlperiode)
        if ab is not None:
            asked.append(("f.aktualisiert.start", (ab - OVERLAP).isoformat(timespec="seconds")))
        dates = (("f.datum.start", self._request.seit), ("f.datum.end", self._request.bis))
        return asked + [(name, day.isoformat()) for name, day in dates if day is not None]

    def _entries(self, asked: Params) -> Iterator[datetime]:
        """Note what of a list is to be fetched; gives when each entry was changed."""
        for page in self._client.pages("drucksache", asked):
            for entry in page.documents:
                try:
                    record = read_record(entry)
                except RecordError as error:
                    self._broken(entry, error)
                    continue
                yield record.aktualisiert
                known = self._kept.get(record.id)
                if record.wanted and (known is None or known.aktualisiert < record.when):
                    self._wanted[record.id] = record.nummer

    def _broken(self, entry: object, error: RecordError) -> None:
        """An entry that cannot be understood: it is asked for all the same, where it says by which id."""
        id_ = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(id_, str) and ID.fullmatch(id_):
            self._wanted[id_] = error.name
        else:
            self._refused[error.name] = error.grund
