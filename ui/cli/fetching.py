"""`antwortfinder sync`: papers are fetched from the Bundestag's interface, and what came of it is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import typer

from ui import console
from ui.cli import stock

if TYPE_CHECKING:
    from rag.settings import Settings
    from rag.sync import SyncReport

WAHLPERIODE: Any = typer.Option(
    "--wahlperiode", metavar="ZAHL", help="nur diese Wahlperiode; auch mehrmals; sonst die laufende"
)
_NAMED = 20  # papers that are named; the others are counted


def day(name: str, said: str) -> Any:  # noqa: ANN401 - what Typer wants
    """An option that takes a day."""
    return typer.Option(name, metavar="DATUM", formats=["%Y-%m-%d", "%d.%m.%Y"], help=f"{said} (JJJJ-MM-TT)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command was given."""

    seit: datetime | None = None
    bis: datetime | None = None
    wahlperioden: tuple[int, ...] = ()
    mit_pdf: bool = True


def run(context: typer.Context, settings: Settings, wanted: Wanted, *, as_json: bool) -> bool:
    """Fetch and read in; True if nothing is left to be tried again but PDFs. What went wrong is said on stderr."""
    from rag.sync import SyncProblem, SyncRequest
    from ui.service.syncing import Syncs

    stock.hand_over(context, settings)
    try:
        request = SyncRequest.of(
            settings,
            seit=wanted.seit.date() if wanted.seit else None,
            bis=wanted.bis.date() if wanted.bis else None,
            wahlperioden=wanted.wahlperioden,
            mit_pdf=wanted.mit_pdf,
        )
        with stock.opened(settings, update=False) as engine:
            progress = console.Progress("Papiere werden abgerufen")
            try:
                there = stock.running()
                syncs = there.syncs if there else Syncs(engine, settings)
                report = syncs.run(request, progress)
            finally:
                progress.close()
    except SyncProblem as problem:
        console.complain(str(problem))
        return False
    _say(report, as_json=as_json)
    return report.whole


def _say(report: SyncReport, *, as_json: bool) -> None:
    for one in report.abgelehnt[:_NAMED]:
        console.complain(f"Nicht aufgenommen: {one.drucksache}: {one.grund}")
    if len(report.abgelehnt) > _NAMED:
        console.complain(f"Nicht aufgenommen: {len(report.abgelehnt) - _NAMED} weitere.")
    if report.abgebrochen:
        console.complain(f"{report.abgebrochen} Der nächste Abruf macht dort weiter.")
    if as_json:
        console.write_json(report.model_dump(mode="json"))
        return
    counts = (
        (report.neu, "neu"),
        (report.geaendert, "geändert"),
        (report.unveraendert, "unverändert"),
        (report.fehlt_noch, "noch nicht aufgenommen"),
    )
    console.say(", ".join(f"{count} {name}" for count, name in counts))
    if report.anfragen:
        console.say(f"Anfragen, neu oder geändert: {report.anfragen} (ohne Antwort, nicht zitierbar)")
    if report.pdf_fehlt:
        console.say(f"Noch ohne PDF: {report.pdf_fehlt} (gelesen aus dem Text)")
    if report.zurueckgezogen:
        numbers = ", ".join(report.zurueckgezogen[:_NAMED])
        more = f" und {len(report.zurueckgezogen) - _NAMED} weitere" if len(report.zurueckgezogen) > _NAMED else ""
        console.say(f"Führt der Bundestag nicht mehr, hier noch da: {numbers}{more}")
    if report.stand:
        console.say(f"Stand: {report.stand.astimezone():%d.%m.%Y %H:%M}")
