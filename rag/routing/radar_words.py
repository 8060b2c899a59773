"""What is said over counted answers, in German: who answers how often, and by what method that was told."""

from __future__ import annotations

from collections.abc import Set

from ingest.model import Status
from rag.requested import METHOD, Tafel, Zeile, decimal, percent
from rag.routing.request import Request
from rag.routing.statuses import NOT_ANSWERED, counted
from rag.routing.wording import STATUS

FEW = 20
"""Fragen of a line below which its share is not compared with others': one answer more would turn the order."""


def radar_text(table: Tafel, request: Request) -> str:
    """The sentence over the table: what was asked for, counted over all of it, and who leads; then the method."""
    whole = table.gesamt
    if not whole.fragen:
        return "Dazu gibt es im Bestand keine Frage."
    if not request.status:
        return f"{_days(table)}\n{METHOD}"
    wanted = counted(request.status)
    many = whole.count(wanted)
    said = f"{what(request.status)}: {many} von {whole.fragen} Fragen ({percent(many, whole.fragen)})."
    parts = [f"{STATUS[s]}: {n}" for s, n in whole.stand if s in wanted and s is not None]
    said += f" Davon {', '.join(parts)}." if len(parts) > 1 else ""
    return f"{said}{_leading(table, wanted)}\n{METHOD}"


def what(status: Set[Status]) -> str:
    """What is counted, at the beginning of a sentence."""
    if status == NOT_ANSWERED:
        return "Nicht beantwortet"
    words = " oder ".join(STATUS[one] for one in Status if one in status)
    return words[:1].upper() + words[1:]


def _leading(table: Tafel, wanted: Set[Status | None]) -> str:
    """Who has the greatest share of those with enough Fragen, and who the most; "" where there is one line."""
    lines = [line for line in table.zeilen if line.name]
    if len(lines) < 2:
        return ""
    most = max(lines, key=lambda line: line.count(wanted))
    said = f" Am häufigsten: {_share(most, wanted)}."
    enough = [line for line in lines if line.fragen >= FEW]
    if enough:
        first = max(enough, key=lambda line: line.count(wanted) / line.fragen)
        said += f" Höchster Anteil (ab {FEW} Fragen): {_share(first, wanted)}." if first is not most else ""
    return said


def _share(line: Zeile, wanted: Set[Status | None]) -> str:
    many = line.count(wanted)
    return f"{line.name}, {many} von {line.fragen} ({percent(many, line.fragen)})"


def _days(table: Tafel) -> str:
    tage = table.gesamt.tage
    if tage.median is None:
        return "Von keinem dieser Papiere ist bekannt, wann gefragt wurde."
    unknown = f" Nicht bekannt, wann gefragt wurde: {tage.unbekannt}." if tage.unbekannt else ""
    return (
        f"Von der Anfrage zur Antwort vergingen im Mittel (Median) {decimal(tage.median)} Tage, höchstens "
        f"{tage.hoechstens}; gezählte Papiere: {tage.bekannt}.{unknown}"
    )
