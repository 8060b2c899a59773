"""How answers were counted, as HTML and as CSV: the table, and the list behind each number. Pure functions."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from ingest.model import Grund, Status
from rag.model import Filters
from rag.requested import METHOD, NOTHING_TOLD, Gezaehlt, Je, Tafel, Told, Zeile, decimal, percent
from ui.labels import GRUND, NO_ANSWER, STATUS, counted, printable, state
from ui.storage import filter_query
from ui.views.markup import render

SHOWN = 200
"""Fragen that a list shows; the CSV file has all."""
JE = {Je.RESSORT: "Ressort", Je.FRAKTION: "Fraktion", Je.MONAT: "Monat"}
"""What answers are counted by."""
NONE, UNTOLD, EVERY = "ohne", "nicht", "alle"
"""Beside the statuses: Fragen without any answer, all that were not answered, all."""
KINDS: Mapping[str, frozenset[Status | None]] = {
    EVERY: frozenset({*Status, None}),
    **{status.value: frozenset({status}) for status in Status},
    NONE: frozenset({None}),
    UNTOLD: NOTHING_TOLD,
}
"""Name in an address -> which answers."""
_NAMES = {
    EVERY: "Fragen",
    Status.BEANTWORTET.value: "beantwortet",
    Status.TEILWEISE.value: "teilweise",
    Status.VERWIESEN.value: "nur Verweis",
    Status.KEINE_ERKENNTNISSE.value: "keine Erkenntnisse",
    Status.EINGESTUFT.value: "eingestuft",
    Status.ABGELEHNT.value: "abgelehnt",
    NONE: NO_ANSWER,
    UNTOLD: "nicht beantwortet",
}
_UNKNOWN = "Grund nicht erkannt"
_NAMELESS = {
    Je.RESSORT: "Ressort nicht bekannt",
    Je.FRAKTION: "Fraktion nicht bekannt",
    Je.MONAT: "Datum nicht bekannt",
}
_RISKY = ("=", "+", "-", "@", "\t", "\r")  # with which a spreadsheet begins a formula
_LIST_HEADS = ("Drucksache", "Frage", "Stand", "Grund", "Ressort", "gefragt von", "Datum der Antwort",
               "Tage seit der Anfrage", "Titel", "Wortlaut der Frage", "Satz der Antwort", "Seite im PDF")  # fmt: skip


class Asked(NamedTuple):
    """What is counted: by what, of which papers, about which topic ("" for all)."""

    je: Je
    filters: Filters
    thema: str

    def address(self, **more: str) -> str:
        """As an address has it."""
        thema = {"thema": self.thema} if self.thema else {}
        narrowed = filter_query.write(self.filters)
        return "&".join(filter(None, [urlencode({"je": self.je.value, **thema, **more}), narrowed]))


class Number(NamedTuple):
    """A number of the table, what it counts, and the address of its list, "" for none."""

    value: int
    says: str
    address: str


class Line(NamedTuple):
    """A line as it is shown; `share` of what was not answered, the `days` in words, `why` it was refused."""

    name: str
    numbers: Sequence[Number]
    share: str
    days: str
    why: Sequence[tuple[str, Number]]


def section() -> Markup:
    """The place of it among the papers, before anybody has opened it."""
    return render("radar_section.html")


def page(table: Tafel, asked: Asked, choices: Mapping[str, Sequence[str]]) -> Markup:
    """The form with what is chosen, and the table."""
    return render("radar.html", asked=asked, choices=choices, JE=JE, table=counts(table, asked), csv=asked.address())


def counts(table: Tafel, asked: Asked, method: str = METHOD) -> Markup:
    """The table alone, with its method, "" where that is told already."""
    kinds = [kind for kind in KINDS if kind != NONE or table.gesamt.count({None})]
    lines = [_line(line, asked, kinds, _name(line, table.je)) for line in table.zeilen]
    return render(
        "radar_table.html",
        heads=[JE[table.je], *(f">{_NAMES[kind]}" for kind in kinds), ">Anteil", ">Tage"],
        lines=lines,
        whole=_line(table.gesamt, asked, kinds, "alle zusammen", all_of_them=True),
        days=_days_said(table),
        shared=table.je is Je.FRAKTION,
        method=method,
    )


def _name(line: Zeile, je: Je) -> str:
    return line.name or _NAMELESS[je]


def _line(line: Zeile, asked: Asked, kinds: Sequence[str], name: str, *, all_of_them: bool = False) -> Line:
    own = {} if all_of_them else {"zeile": line.name}

    def number(value: int, says: str, **more: str) -> Number:
        return Number(value, f"{name}: {value} {says}", asked.address(**own, **more) if value else "")

    return Line(
        name,
        [number(line.count(KINDS[kind]), _NAMES[kind], stand=kind) for kind in kinds],
        percent(line.count(NOTHING_TOLD), line.fragen),
        decimal(line.tage.median) if line.tage.median is not None else "–",
        [
            (_why(grund), number(many, f"abgelehnt, {_why(grund)}", stand="abgelehnt", grund=_reason(grund)))
            for grund, many in line.gruende
        ],
    )


def _why(grund: Grund | None) -> str:
    return GRUND[grund] if grund else _UNKNOWN


def _reason(grund: Grund | None) -> str:
    return grund.value if grund else NONE


def _days_said(table: Tafel) -> str:
    tage = table.gesamt.tage
    if not tage.bekannt:
        return "Wann gefragt wurde, ist von keinem dieser Papiere bekannt; dann stehen keine Tage da."
    rest = f" Von {counted(tage.unbekannt, 'Papier', 'Papieren')} ist das nicht bekannt." if tage.unbekannt else ""
    return (
        "Tage: vom Datum der Drucksache der Anfrage bis zu dem der Antwort, der Median der "
        f"{counted(tage.bekannt, 'Papiers', 'Papiere')}, von denen beide bekannt sind; höchstens "
        f"{tage.hoechstens}.{rest}"
    )


def title(asked: Asked, zeile: str | None, stand: str, grund: str) -> str:
    """What a list holds, in words."""
    line = [] if zeile is None else [zeile or _NAMELESS[asked.je]]
    why = [GRUND[Grund(grund)] if grund in set(Grund) else _UNKNOWN] if grund else []
    topic = [f"zum Thema „{asked.thema}“"] if asked.thema else []
    return ", ".join(dict.fromkeys([*line, _NAMES[stand], *why, *asked.filters.words(), *topic]))


def fragen(name: str, some: Sequence[tuple[Gezaehlt, Told | None]], many: int, address: str) -> Markup:
    """The list behind a number; `some`: those that are shown of `many`, `address`: of the whole as a file."""
    return render("radar_list.html", name=name, some=some, many=many, address=address, STATUS=STATUS, GRUND=GRUND)


def list_csv(every: Iterable[tuple[Gezaehlt, Told | None]]) -> Iterator[str]:
    """The whole list as a file for a spreadsheet, line by line."""
    yield "\ufeff" + _csv_line(_LIST_HEADS)
    for one, told in every:
        yield _csv_line(
            (
                one.drucksache,
                one.frage,
                state(one.status),
                GRUND[one.grund] if one.grund else "",
                one.ressort,
                ", ".join(one.fraktionen),
                f"{one.datum:%d.%m.%Y}" if one.datum else "",
                "" if one.tage is None else one.tage,
                one.titel or "",
                told.frage if told else "",
                told.zitat if told else "",
                told.seite or "" if told else "",
            )
        )


def table_csv(table: Tafel) -> str:
    """The table as a file for a spreadsheet."""
    kinds, reasons = list(KINDS), [*Grund, None]
    head = [JE[table.je], *(_NAMES[kind] for kind in kinds), "Anteil nicht beantwortet", "Tage (Median)",
            "Papiere mit bekannten Tagen", *(f"abgelehnt: {_why(grund)}" for grund in reasons)]  # fmt: skip
    lines = ["\ufeff" + _csv_line(head)]
    for line in (*table.zeilen, table.gesamt):
        why, tage = dict(line.gruende), line.tage
        name = "alle zusammen" if line is table.gesamt else _name(line, table.je)
        days = "" if tage.median is None else decimal(tage.median)
        numbers = [line.count(KINDS[kind]) for kind in kinds]
        share = percent(line.count(NOTHING_TOLD), line.fragen)
        lines.append(_csv_line([name, *numbers, share, days, tage.bekannt, *(why.get(one, 0) for one in reasons)]))
    return "".join(lines)


def _csv_line(cells: Iterable[str | int]) -> str:
    """A line with semicolons, as Excel in German reads it; no text can become a formula."""
    made = io.StringIO()
    csv.writer(made, delimiter=";", lineterminator="\r\n").writerow([_safe(cell) for cell in cells])
    return made.getvalue()


def _safe(cell: str | int) -> str | int:
    if isinstance(cell, int):
        return cell
    plain = " ".join(printable(cell).split())
    return f"'{plain}" if plain.startswith(_RISKY) else plain
