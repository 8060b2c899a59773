"""Small PDFs, each of a kind that printed papers have and the reader once failed at; what is expected lies beside."""

import json
from typing import Any

import pytest

from ingest.model import Blockart, Drucksache, Fragenummer
from ingest.paper_json import as_json
from ingest.papers import load
from tests.support.paths import TESTS

FAELLE = TESTS / "faelle"


def fall(name: str) -> tuple[Drucksache, dict[str, Any], dict[str, Any]]:
    """A case by its number: the paper, its JSON, what is expected."""
    (path,) = FAELLE.glob(f"{name}-*.pdf")
    paper = load(path)
    expected = json.loads(path.with_suffix("").with_suffix(".expected.json").read_text(encoding="utf-8"))
    return paper, json.loads(json.dumps(as_json(paper))), expected


@pytest.mark.parametrize("name", ["01", "02", "03", "07", "08"])
def test_papers_are_as_expected(name: str):
    _, got, expected = fall(name)
    for key in expected.keys() & {"drucksache", "datum", "titel", "wahlperiode"}:
        assert got[key] == expected[key]
    wanted = expected.get("vorbemerkungen", got["vorbemerkungen"])
    assert len(got["vorbemerkungen"]) == len(wanted)
    for vorbemerkung, want in zip(got["vorbemerkungen"], wanted, strict=True):
        assert vorbemerkung["sprecher"] == want["sprecher"]
        assert vorbemerkung["text"].startswith(want.get("text_beginnt", ""))
    assert [f["nr"] for f in got["fragen"]] == [f["nr"] for f in expected["fragen"]]
    for frage, want in zip(got["fragen"], expected["fragen"], strict=True):
        for key in want.keys() & {"gruppe", "antwort", "frage", "seiten"}:
            assert frage[key] == want[key]
        assert want.get("antwort_enthaelt", "") in frage["antwort"]
        assert frage["antwort"].startswith(want.get("antwort_beginnt", ""))


@pytest.mark.parametrize("name", ["04", "05"])
def test_tables_are_as_expected(name: str):
    paper, _, expected = fall(name)
    antwort = paper.antwort_auf(Fragenummer(1))
    assert antwort is not None
    (table,) = (block for block in antwort.bloecke if block.art is Blockart.TABELLE)
    assert [list(row) for row in table.zellen] == expected["tabelle_frage_1"]


def test_an_annex_printed_across_belongs_to_its_frage():
    paper, got, expected = fall("19")
    assert [f["nr"] for f in got["fragen"]] == expected["fragen"]
    annex = "\n".join(b.text for b in paper.anlagen if Fragenummer(1) in b.nummern)
    assert expected["anlage_frage_1_enthaelt"] in annex
    assert ("Bayern", "389") in [row for block in paper.anlagen for row in block.zellen]


def test_hyphens_at_line_ends():
    _, got, expected = fall("23")
    assert got["fragen"][0]["antwort"] == expected["antwort_1"]


def test_a_table_in_small_type_is_no_list_of_questions():
    paper, _, _ = fall("07")
    antwort = paper.antwort_auf(Fragenummer(1))
    assert antwort is not None
    rows = [row for block in antwort.bloecke for row in block.zellen]
    assert rows.count(("Bayern", "220", "141", "79", "238", "12", "3", "1", "125")) == 3
    assert not any(block.beschaedigt for block in antwort.bloecke)
