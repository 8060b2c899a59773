"""A stock to fetch papers into: it takes what DIP's records say, without parsing or embedding anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rag.model import IngestReport
from rag.sync import SyncReport, SyncRequest, sync
from tests.support.dip import KEY, Dip

UNREADABLE = "unlesbar"
"""A text with this word is refused."""
NUMBERS = [f"21/{number}" for number in range(1, 26)]
"""Papers whose texts come in three pages."""
LATER = "2025-10-02T10:00:00+02:00"
"""A time after that of all papers for which none is given."""


class Stock:
    """Papers by number, as their text reads; `reads` counts how often each was read, `full` refuses all."""

    def __init__(self) -> None:
        self.papers: dict[str, str] = {}
        self.reads: dict[str, int] = {}
        self.full = False
        self.pdf: set[str] = set()

    def ingest(
        self, paths: Iterable[Path], progress: Callable[[int, int, str], None] | None = None, remove: bool = False
    ) -> IngestReport:
        """Take what changed."""
        del remove, progress
        if self.full:
            return IngestReport(stopped="Die Festplatte ist voll.")
        read, refused = list[str](), list[tuple[str, str]]()
        files = {file for path in paths for file in ([path] if path.is_file() else path.glob("*.json"))}
        for file in sorted(files):
            if file.suffix == ".pdf":
                continue
            record = json.loads(file.read_text("utf-8"))
            number, text, pdf = record["dokumentnummer"], record["text"], file.with_suffix(".pdf").is_file()
            if UNREADABLE in text:
                refused.append((str(file), "Das Papier lässt sich nicht lesen."))
            elif self.papers.get(number) != text or (number in self.pdf) != pdf:
                self.papers[number] = text
                self.reads[number] = self.reads.get(number, 0) + 1
                (self.pdf.add if pdf else self.pdf.discard)(number)
                read.append(number)
        return IngestReport(tuple(read), refused=tuple(refused))


def request(url: str, folder: Path, **given: Any) -> SyncRequest:
    """A request to the stand-in at this address that waits for nothing."""
    return SyncRequest(**{"url": url, "schluessel": KEY, "ordner": folder / "dip", "pause": 0.0} | given)


def fetched(server: Dip, folder: Path, stock: Any, **given: Any) -> SyncReport:
    """What a run says that fetches from the stand-in into a folder and a stock."""
    return sync(request(server.url, folder, **given), stock)


@contextmanager
def without_proxies(environ: dict[str, str]) -> Iterator[None]:
    """No proxy of this machine between a test and the stand-in."""
    names = [name for name in environ if name.lower().endswith("_proxy")]
    before = {name: environ.pop(name) for name in names}
    try:
        yield
    finally:
        environ.update(before)
