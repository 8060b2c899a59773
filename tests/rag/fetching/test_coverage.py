"""How much of what the interface has is held, counted as the interface counts, and what it has no more."""

from datetime import date
from pathlib import Path

from rag.sync import Coverage
from tests.support.dip import Dip
from tests.support.dipstock import LATER, Stock, fetched


def test_answers_that_are_held_are_counted_among_all_that_there_are(server: Dip, stock: Stock, folder: Path) -> None:
    for number in range(1, 14):
        server.add(f"21/{number}", f"Antwort {number}")
    server.add("21/20", "Schriftliche Fragen", "Schriftliche Fragen")
    server.add("21/21", "Kleine Anfrage", "Kleine Anfrage")  # answers nothing
    server.add("21/22", "")  # its text is not there yet
    assert fetched(server, folder, stock).bestand == (Coverage(wahlperiode=21, vorhanden=14, gesamt=15),)
    server.add("21/22", "Nun ist er da.")
    assert fetched(server, folder, stock).bestand == (Coverage(wahlperiode=21, vorhanden=15, gesamt=15),)


def test_a_run_over_some_days_counts_nothing(server: Dip, stock: Stock, folder: Path) -> None:
    server.add("21/1", "Antwort")
    assert fetched(server, folder, stock, seit=date(2025, 1, 1)).bestand == ()


def test_a_paper_that_is_named_no_more_is_found_out_by_counting(filled: Dip, stock: Stock, folder: Path) -> None:
    filled.add("21/90", "Große Anfrage", "Große Anfrage")
    assert fetched(filled, folder, stock).zurueckgezogen == ()
    record = filled.records.pop("2100005")
    lists = filled.count("drucksache")
    report = fetched(filled, folder, stock)
    assert (report.abgelehnt, report.zurueckgezogen, len(stock.papers)) == ((), ("21/5",), 25)
    assert [(one.vorhanden, one.gesamt) for one in report.bestand] == [(24, 24)]
    asked = filled.count("drucksache") - lists
    again = fetched(filled, folder, stock)
    assert (again.abgelehnt, again.zurueckgezogen) == ((), ("21/5",))
    assert filled.count("drucksache") - lists - asked < asked  # it is not looked for again
    filled.records["2100005"] = record | {"aktualisiert": LATER}
    back = fetched(filled, folder, stock)
    assert (back.abgelehnt, back.zurueckgezogen, back.whole) == ((), (), True)


def test_one_that_another_record_of_its_number_replaced_is_not_told_as_withdrawn(
    server: Dip, stock: Stock, folder: Path
) -> None:
    id_ = server.add("21/1", "alt")
    fetched(server, folder, stock)
    server.add("21/1", "neu", id="77", aktualisiert=LATER)
    fetched(server, folder, stock)
    del server.records[id_]
    report = fetched(server, folder, stock)
    assert (report.abgelehnt, report.zurueckgezogen, stock.papers) == ((), (), {"21/1": "neu"})
    assert [(one.vorhanden, one.gesamt) for one in report.bestand] == [(1, 1)]
