"""What is understood of a record, and which are none."""

from __future__ import annotations

from typing import Any

import pytest

from rag.fetching.record import RecordError, read_record

RECORD = {
    "id": "260001",
    "drucksachetyp": "Antwort",
    "dokumentnummer": "20/90001",
    "herausgeber": "BT",
    "aktualisiert": "2022-03-04T10:00:00+01:00",
    "titel": "auf die Kleine Anfrage\r\n- Drucksache 20/90000 -\r\nPrüfung von Brücken",
    "pdf_hash": "0" * 32,
    "fundstelle": {"pdf_url": "https://dserver.bundestag.de/btd/20/900/2090001.pdf"},
    "vorgangsbezug": [
        {"id": "7", "titel": "Prüfung von Brücken", "vorgangstyp": "Kleine Anfrage"},
        {"id": "8", "titel": "Brücken", "vorgangstyp": "Antrag"},
        "nonsense",
    ],
}


def test_a_record_says_where_it_lies_and_what_it_answers() -> None:
    record = read_record(RECORD)
    assert (record.nummer, record.stem, record.citable, record.wanted) == ("20/90001", "20-90001", True, True)
    assert record.links == ("7", "20/90000")
    assert record.pdf_url == "https://dserver.bundestag.de/btd/20/900/2090001.pdf"
    assert record.when == "2022-03-04T09:00:00+00:00"


def test_an_answer_to_a_grosse_anfrage_names_it_the_same_way() -> None:
    bezug = [{"id": "9", "titel": "Brücken", "vorgangstyp": "Große Anfrage"}]
    record = read_record(RECORD | {"titel": "auf die Große Anfrage\n- Drucksache 20/89 -", "vorgangsbezug": bezug})
    assert (record.citable, record.links) == (True, ("9", "20/89"))


@pytest.mark.parametrize(
    ("printed", "nummer", "stem"),
    [
        ("21/309(neu)", "21/309", "21-00309"),
        ("21/309 (neu)", "21/309", "21-00309"),
        ("zu 21/309", "21/309", "21-00309-zu"),  # it adds to that paper, and must not take its place
    ],
)
def test_numbers_as_they_are_printed(printed: str, nummer: str, stem: str) -> None:
    record = read_record(RECORD | {"dokumentnummer": printed})
    assert (record.nummer, record.stem) == (nummer, stem)


def test_an_anfrage_is_no_answer_and_a_title_alone_names_none() -> None:
    anfrage = read_record(RECORD | {"drucksachetyp": "Kleine Anfrage"})
    assert (anfrage.citable, anfrage.links) == (False, ("7",))
    assert not read_record(RECORD | {"drucksachetyp": "Große Anfrage"}).citable
    other = read_record(RECORD | {"titel": "Nachfrage zu Drucksache 20/5", "vorgangsbezug": None})
    assert other.links == ()


@pytest.mark.parametrize(
    "broken",
    [
        {"id": "../1"},
        {"id": 7},
        {"dokumentnummer": "../../etc/passwd"},
        {"dokumentnummer": "21/309/../.."},
        {"dokumentnummer": "x" * 5000},
        {"aktualisiert": "2022-03-04"},
        {"aktualisiert": None},
        {"drucksachetyp": None},
    ],
)
def test_what_cannot_be_kept_is_told_by_name(broken: dict[str, Any]) -> None:
    with pytest.raises(RecordError) as told:
        read_record(RECORD | broken)
    assert len(told.value.name) <= 40
    assert told.value.grund.endswith(".")


@pytest.mark.parametrize("data", [None, [], "text", 5, {}])
def test_no_record_at_all(data: object) -> None:
    with pytest.raises(RecordError, match=r"\?"):
        read_record(data)


@pytest.mark.parametrize("other", [{"drucksachetyp": "Gesetzentwurf"}, {"herausgeber": "BR"}])
def test_what_nobody_asked_for_is_known_as_such(other: dict[str, Any]) -> None:
    assert not read_record(RECORD | other).wanted
