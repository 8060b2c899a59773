"""What the DIP interface delivers: records alone, in lists and envelopes; what they say of a paper is believed."""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.model import ParseError
from ingest.paper_json import as_json
from ingest.papers import load, load_all

TEXT = (
    "Deutscher Bundestag Drucksache 20/90001\n20. Wahlperiode 03.03.2022\nAntwort \nder Bundesregierung\n"
    "auf die Kleine Anfrage der Fraktion der AfD\n– Drucksache 20/90000 –\nPrüfung von Brücken\n"
    "1. Wie viele Brücken wurden geprüft?\nEs wurden 12 Brücken geprüft.\n"
)
RECORD: dict[str, Any] = {
    "id": "1",
    "typ": "Dokument",
    "dokumentart": "Drucksache",
    "drucksachetyp": "Antwort",
    "dokumentnummer": "20/90001",
    "wahlperiode": 20,
    "herausgeber": "BT",
    "datum": "2022-03-04",
    "titel": "auf die Kleine Anfrage\r\n- Drucksache 20/90000 -\r\nPrüfung aller Brücken - Stand 2022",
    "pdf_hash": "0123456789abcdef0123456789abcdef",
    "fundstelle": {"pdf_url": "https://dserver.bundestag.de/btd/20/900/2090001.pdf"},
    "urheber": [{"bezeichnung": "BRg", "titel": "Bundesregierung", "einbringer": True}],
    "ressort": [
        {"federfuehrend": False, "titel": "Bundesministerium der Finanzen"},
        {"federfuehrend": True, "titel": "Bundesministerium für Digitales\r\nund Verkehr"},
    ],
    "text": TEXT,
}


def written(folder: Path, data: object) -> Path:
    datei = folder / "dip.json"
    datei.write_text(json.dumps(data), encoding="utf-8")
    return datei


def test_the_record_is_believed_and_kept(tmp_path: Path):
    d = as_json(load(written(tmp_path, RECORD)))
    assert (d["drucksache"], d["datum"], d["titel"]) == ("20/90001", "2022-03-04", "Prüfung aller Brücken - Stand 2022")
    assert (d["ressort"], d["urheber"]) == ("Bundesministerium für Digitales und Verkehr", ["Bundesregierung"])
    assert (d["pdf_url"], d["pdf_hash"]) == (RECORD["fundstelle"]["pdf_url"], RECORD["pdf_hash"])


@pytest.mark.parametrize("titel", ["Prüfung von Brücken", " Prüfung\r\nvon  Brücken ", "", None])
def test_titles(tmp_path: Path, titel: str | None):
    assert load(written(tmp_path, RECORD | {"titel": titel})).titel == "Prüfung von Brücken"


@pytest.mark.parametrize(
    "odd",
    [
        {"pdf_hash": "<b>", "fundstelle": {"pdf_url": "javascript:alert(1)"}},
        {"pdf_hash": 7, "fundstelle": {"pdf_url": "https://bundestag.de.example.org/a.pdf"}},
        {"pdf_hash": None, "fundstelle": "x"},
    ],
)
def test_an_address_that_is_not_the_bundestags_is_not_kept(tmp_path: Path, odd: dict[str, Any]):
    d = load(written(tmp_path, RECORD | odd | {"urheber": "x", "ressort": [3, {"titel": " "}]}))
    assert (d.pdf_url, d.pdf_hash, d.urheber, d.ressort) == (None, None, (), None)


def test_a_new_version_has_the_number_it_replaces(tmp_path: Path):
    assert load(written(tmp_path, RECORD | {"dokumentnummer": "20/90001 (neu)"})).nummer == "20/90001"


def several(*records: object) -> list[object]:
    """An envelope's documents and the same as a list."""
    return [{"numFound": len(records), "documents": list(records), "cursor": "A"}, list(records)]


SECOND = RECORD | {"dokumentnummer": "20/90003", "text": TEXT.replace("20/90001", "20/90003")}


@pytest.mark.parametrize("data", several(RECORD, SECOND))
def test_each_paper_of_a_file(tmp_path: Path, data: object):
    datei = written(tmp_path, data)
    loaded = load_all(datei)
    assert ([d.nummer for d in loaded.papers], loaded.refused) == (["20/90001", "20/90003"], ())
    with pytest.raises(ParseError, match=r"2 Papiere \(20/90001, 20/90003\)"):
        load(datei)


def test_what_is_no_answer_among_them_is_refused_alone(tmp_path: Path):
    bare = {k: v for k, v in SECOND.items() if k != "text"}
    anfrage = SECOND | {"drucksachetyp": "Kleine Anfrage", "dokumentnummer": "20/90000"}
    loaded = load_all(written(tmp_path, [bare, RECORD, anfrage, None, RECORD]))
    assert [d.nummer for d in loaded.papers] == ["20/90001"]
    told = [error.grund for error in loaded.refused]
    assert told[0].startswith("Eintrag 1 (Drucksache 20/90003): ")
    assert "drucksache-text" in told[0]
    assert told[1].startswith("Eintrag 3 (Drucksache 20/90000): Das ist eine Kleine Anfrage")
    assert told[2].startswith("Eintrag 4: ")
    assert "mehr als einmal" in told[3]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"numFound": 0, "documents": [], "cursor": "A"}, "keinen Treffer"),
        ([], "keinen Treffer"),
        ({"a": 1}, "text"),
        ([{}] * 2000, "mehr als 1000"),
    ],
)
def test_other_json(tmp_path: Path, data: object, says: str):
    with pytest.raises(ParseError, match=says):
        load(written(tmp_path, data))
