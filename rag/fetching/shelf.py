"""The folder of what was fetched: each record as it was delivered, its PDF beside it.

    antworten/21-00124.json, .pdf    answers and Schriftliche Fragen: read in with the corpus folder around it
    .kleine-anfragen/21-00113.json   Anfragen, also Große: hidden, so that nobody reads them in as answers

A file is there whole or not at all: it is written beside its place and moved there.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ingest.papers import HIDDEN_ANFRAGEN
from rag.fetching.record import Record, RecordError, read_record

ANSWERS = "antworten"
_DRAFT = ".neu"  # hidden while it is written


class Shelf:
    """The files in the folder that papers are fetched into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers, self.asked = folder / ANSWERS, folder / HIDDEN_ANFRAGEN
        for place in (self.answers, self.asked):
            place.mkdir(parents=True, exist_ok=True)
            for draft in place.glob(f"{_DRAFT}*"):  # of a run that was cut off
                draft.unlink(missing_ok=True)

    def json(self, stem: str, *, citable: bool) -> Path:
        """Where a record lies."""
        return (self.answers if citable else self.asked) / f"{stem}.json"

    def pdf(self, stem: str) -> Path:
        """Where the PDF of an answer lies."""
        return self.answers / f"{stem}.pdf"

    def files(self, stem: str | None) -> list[Path]:
        """The files of an answer that are there; none where another one lies in its place."""
        if stem is None:
            return []
        return [file for file in (self.json(stem, citable=True), self.pdf(stem)) if file.is_file()]

    def put(self, record: Record, delivered: object) -> bool:
        """Keep a record in place of its former version; whether there was none.

        A PDF of a former version goes first: it must never be read with the text of this one. OSError where it cannot
        be written; then the record of before is there, or none.
        """
        place = self.json(record.stem, citable=record.citable)
        known = place.is_file()
        if record.citable and md5(self.pdf(record.stem)) != record.pdf_hash:
            self.pdf(record.stem).unlink(missing_ok=True)
        # halves of characters, which JSON can hold and UTF-8 cannot, are kept in JSON's own way
        _write(place, json.dumps(delivered, indent=1).encode("ascii"))
        return not known

    def put_pdf(self, stem: str, data: bytes) -> None:
        """Keep the PDF of an answer; OSError where it cannot be written."""
        _write(self.pdf(stem), data)

    def stems(self, *, citable: bool) -> frozenset[str]:
        """Whose records are there."""
        return frozenset(file.stem for file in (self.answers if citable else self.asked).glob("*.json"))

    def records(self) -> Iterator[Record]:
        """All records, read again; what is no record any more is passed over, and so fetched anew."""
        for file in [*self.answers.glob("*.json"), *self.asked.glob("*.json")]:
            with suppress(OSError, ValueError, RecursionError, RecordError):
                record = read_record(json.loads(file.read_bytes()))
                if file == self.json(record.stem, citable=record.citable):
                    yield record


def md5(file: Path) -> str:
    """The MD5 of a file as the interface gives it, hex; "" where there is none."""
    try:
        with file.open("rb") as open_:
            return hashlib.file_digest(open_, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
    except OSError:
        return ""


def _write(place: Path, data: bytes) -> None:
    draft = place.with_name(f"{_DRAFT}-{place.name}")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # else a power cut may leave an empty file under the final name
        draft.replace(place)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
