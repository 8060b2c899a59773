"""Files are there whole or not at all, and read_in where they belong."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from ingest.papers import find
from rag.fetching import shelf as shelves
from rag.fetching.record import read_record
from rag.fetching.shelf import Shelf, md5

PDF = b"%PDF-1.7"
RECORD = {
    "id": "1",
    "drucksachetyp": "Antwort",
    "dokumentnummer": "21/1",
    "herausgeber": "BT",
    "aktualisiert": "2022-03-04T10:00:00+01:00",
    "text": "Text",
    "pdf_hash": hashlib.md5(PDF, usedforsecurity=False).hexdigest(),
}
ANFRAGE = RECORD | {"id": "2", "drucksachetyp": "Kleine Anfrage", "dokumentnummer": "21/2"}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def put(shelf: Shelf, data: dict[str, str]) -> bool:
    return shelf.put(read_record(data), data)


def test_answers_are_found_by_whoever_reads_the_folder_in_and_anfragen_are_not(shelf: Shelf, tmp_path: Path) -> None:
    put(shelf, RECORD)
    put(shelf, ANFRAGE)
    assert find([tmp_path]) == [tmp_path / "antworten" / "21-00001.json"]
    shelf.put_pdf("21-00001", PDF)
    assert find([tmp_path]) == [tmp_path / "antworten" / "21-00001.pdf"]  # with the text beside it, one paper


def test_a_record_says_whether_it_is_new_and_is_read_again(shelf: Shelf) -> None:
    assert put(shelf, RECORD) is True
    assert put(shelf, RECORD | {"text": "neu"}) is False
    put(shelf, ANFRAGE)
    assert sorted(one.nummer for one in shelf.records()) == ["21/1", "21/2"]
    assert (shelf.stems(citable=True), shelf.stems(citable=False)) == ({"21-00001"}, {"21-00002"})


def test_what_is_no_record_any_more_is_passed_over(shelf: Shelf) -> None:
    put(shelf, RECORD)
    (shelf.answers / "21-00003.json").write_text("{")
    (shelf.answers / "21-00004.json").write_text(json.dumps(RECORD))  # another paper's name
    assert [one.nummer for one in shelf.records()] == ["21/1"]


def test_the_pdf_of_another_version_goes_and_the_same_stays(shelf: Shelf) -> None:
    put(shelf, RECORD)
    shelf.put_pdf("21-00001", PDF)
    put(shelf, RECORD | {"text": "neu"})
    assert md5(shelf.pdf("21-00001")) == RECORD["pdf_hash"]
    put(shelf, RECORD | {"pdf_hash": "0" * 32})
    assert shelf.files("21-00001") == [shelf.json("21-00001", citable=True)]


def test_a_file_that_cannot_be_written_leaves_the_former_one(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: int) -> None:
        raise OSError(28, "No space left on device")

    put(shelf, RECORD)
    monkeypatch.setattr(shelves.os, "fsync", fails)
    with pytest.raises(OSError, match="No space"):
        put(shelf, RECORD | {"text": "neu"})
    (file,) = shelf.answers.iterdir()
    assert json.loads(file.read_text())["text"] == "Text"


def test_drafts_of_a_run_that_was_cut_off_are_cleared_away(shelf: Shelf, tmp_path: Path) -> None:
    (shelf.answers / ".neu-21-00001.json").write_text("{")
    Shelf(tmp_path)
    assert list(shelf.answers.iterdir()) == []
