"""The list of Kleine Anfragen: what is asked, by whom, and what answered it, if anything has yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.fetching import anfragen
from rag.sync import asked
from tests.support.dip import Dip
from tests.support.dipstock import Stock, fetched

TEXT = """Deutscher Bundestag Drucksache 21/{zahl}
21. Wahlperiode 03.05.2025
Kleine Anfrage
der Abgeordneten Erika Muster, Dr. Bernd Beispiel und der Fraktion der SPD
Leuchttürme
Wir fragen die Bundesregierung:
1. Wie viele Leuchttürme stehen dort?
2. Was kosten sie?
Berlin, den 3. Mai 2025
"""
VORGANG = {"vorgangsbezug": [{"id": "77", "titel": "Leuchttürme", "vorgangstyp": "Kleine Anfrage"}]}


@pytest.fixture
def held(server: Dip, stock: Stock, folder: Path) -> Path:
    """Three Anfragen: answered in one Vorgang, answered by the title's word, not yet answered."""
    for zahl, more in ((1, VORGANG), (2, {}), (3, {"datum": "2025-07-01"})):
        server.add(f"21/{zahl}", TEXT.format(zahl=zahl), "Kleine Anfrage", **more)
    server.add("21/11", "Antwort", **VORGANG)
    server.add("21/12", "Antwort", titel="auf die Kleine Anfrage\n- Drucksache 21/2 -\nLeuchttürme")
    fetched(server, folder, stock)
    return folder / "dip"


def test_each_anfrage_is_listed_with_what_answered_it(held: Path) -> None:
    found = asked(held)
    assert [(one.nummer, one.beantwortet_durch) for one in found] == [
        ("21/3", ()),
        ("21/2", ("21/12",)),
        ("21/1", ("21/11",)),
    ]
    one = found[-1]
    assert (one.titel, str(one.datum), one.fraktionen) == ("Leuchttürme", "2025-06-01", ("SPD",))
    assert one.fragesteller == ("Erika Muster", "Dr. Bernd Beispiel")
    assert one.fragen == (("1", "Wie viele Leuchttürme stehen dort?"), ("2", "Was kosten sie?"))


def test_a_grosse_anfrage_is_listed_like_a_kleine(server: Dip, stock: Stock, folder: Path) -> None:
    more = {"vorgangsbezug": [{"id": "78", "titel": "Leuchttürme", "vorgangstyp": "Große Anfrage"}]}
    server.add("21/1", TEXT.format(zahl=1).replace("Kleine", "Große"), "Große Anfrage", **more)
    server.add("21/2", TEXT.format(zahl=2).replace("Kleine", "Große"), "Große Anfrage")
    server.add("21/11", "Antwort", **more)
    assert fetched(server, folder, stock).anfragen == 2
    assert set(stock.papers) == {"21/11"}
    assert [(one.nummer, one.beantwortet_durch, len(one.fragen)) for one in asked(folder / "dip")] == [
        ("21/2", (), 2),
        ("21/1", ("21/11",), 2),
    ]


def test_one_that_cannot_be_read_is_listed_by_its_number(server: Dip, stock: Stock, folder: Path) -> None:
    server.add("21/1", "Unsinn", "Kleine Anfrage")
    report = fetched(server, folder, stock)
    assert report.whole
    assert [(one.nummer, one.fragen) for one in asked(folder / "dip")] == [("21/1", ())]


def test_a_new_form_reads_them_again_without_fetching(
    held: Path, server: Dip, stock: Stock, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anfragen, "FORM", "next")
    assert {one.fragen for one in asked(held)} == {()}
    texts = server.count("drucksache-text")
    fetched(server, folder, stock)
    assert all(one.fragen for one in asked(held))
    assert server.count("drucksache-text") == texts


def test_before_the_first_run_there_are_none(tmp_path: Path) -> None:
    assert asked(tmp_path) == []
    assert list(tmp_path.iterdir()) == []
