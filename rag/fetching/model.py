"""What is asked of the official interface, what is told of it, and what it needs of the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from rag.fetching.addresses import SyncProblem, endpoint
from rag.model import IngestReport
from rag.settings import Settings

__all__ = ["Progress", "Refusal", "Stock", "SyncProblem", "SyncReport", "SyncRequest"]

FOLDER = "dip"
"""Folder of what was fetched, in the corpus folder: whoever reads the corpus in reads it too."""
Progress = Callable[[int, int, str], None]
"""Called with how many papers are done, how many there are, and what comes next; what it raises ends the run."""


class Stock(Protocol):
    """What papers are read into: `rag.engine.Engine` is one."""

    def ingest(self, paths: Iterable[Path], progress: Progress | None = None, remove: bool = False) -> IngestReport:
        """Bring the index in step with files and folders; what is wrong with one of them stops no other."""


class SyncRequest(BaseModel):
    """What to fetch from where.

    `seit`, `bis`: dates that papers bear, the first and the last; `wahlperioden`: (): those fetched before and the
    current one, or any where a date is given; `pause`: seconds between two requests.
    """

    model_config = ConfigDict(frozen=True)

    url: str
    schluessel: SecretStr
    ordner: Path
    seit: date | None = None
    bis: date | None = None
    wahlperioden: tuple[int, ...] = ()
    mit_pdf: bool = True
    pause: float = Field(default=0.25, ge=0)

    @classmethod
    def of(
        cls,
        settings: Settings,
        *,
        seit: date | None = None,
        bis: date | None = None,
        wahlperioden: Iterable[int] = (),
        mit_pdf: bool = True,
    ) -> SyncRequest:
        """A request as the settings have it: address, key and folder are theirs. SyncProblem where one is missing."""
        endpoint(settings.dip_url, settings.dip_key.get_secret_value())
        return cls(
            url=settings.dip_url,
            schluessel=settings.dip_key,
            ordner=settings.corpus / FOLDER,
            seit=seit,
            bis=bis,
            wahlperioden=tuple(wahlperioden),
            mit_pdf=mit_pdf,
        )


class Refusal(BaseModel):
    """A paper that is not in the index as it should be, and why (German); it is tried again at the next run."""

    model_config = ConfigDict(frozen=True)

    drucksache: str
    grund: str


class Coverage(BaseModel):
    """How many papers with answers of a Wahlperiode are held (`vorhanden`), of how many the interface has (`gesamt`).

    Counted as the interface counts (numFound): each record, also where two have one number; what the index refused is
    not held.
    """

    model_config = ConfigDict(frozen=True)

    wahlperiode: int
    vorhanden: int
    gesamt: int


class SyncReport(BaseModel):
    """What a run did, in numbers of papers that can be cited; its JSON is that of `antwortfinder sync --json`.

    `neu`, `geaendert`: fetched for the first time, fetched again for it had changed; `unveraendert`: held before and
    left as they were; `fehlt_noch`: named by the interface and not in the index yet, those in `abgelehnt` included;
    `stand`: when the last whole run began, None before the first. `anfragen`: Anfragen, Kleine and Große, that are new
    or changed; `pdf_fehlt`: papers read from their text, whose PDF is tried again; `abgebrochen`: why the run is not
    whole (German); `bestand`: of each Wahlperiode that was listed whole; `zurueckgezogen`: numbers of the papers that
    are held and that the interface has no more.
    """

    model_config = ConfigDict(frozen=True)

    neu: int = 0
    geaendert: int = 0
    unveraendert: int = 0
    abgelehnt: tuple[Refusal, ...] = ()
    fehlt_noch: int = 0
    stand: datetime | None = None
    anfragen: int = 0
    pdf_fehlt: int = 0
    abgebrochen: str | None = None
    bestand: tuple[Coverage, ...] = ()
    zurueckgezogen: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is left to be tried again but PDFs."""
        return not (self.abgelehnt or self.fehlt_noch or self.abgebrochen)
