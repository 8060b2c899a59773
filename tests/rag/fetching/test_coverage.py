"""How much of what the interface has is held, counted as the interface counts."""

from datetime import date
from pathlib import Path

from rag.sync import Coverage
from tests.support.dip import Dip
from tests.support.dipstock import Stock, fetched


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
