"""Papers and Passages as they lie in the store, and papers as older layouts wrote them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from ingest.model import Block, Blockart, Drucksache, Passage
from ingest.papers import load
from ingest.passages import passages
from rag.index.format import LAYOUT
from rag.index.stored import dump_paper, dump_passage, load_paper, load_passage
from tests.support.fakes import sample_paper
from tests.support.filled import layout_4
from tests.support.paths import ROOT

START = ROOT / "corpus" / "20-11166.txt"
ANLAGEN = (Block(Blockart.TEXT, "Anlage 1"), Block(Blockart.TABELLE, "Jahr Zahl\n2023 5\n2024 6"))


@pytest.fixture(params=["invented", "shipped"])
def paper(request: pytest.FixtureRequest) -> Drucksache:
    return replace(sample_paper() if request.param == "invented" else load(START), anlagen=ANLAGEN)


def test_a_paper_and_its_passages_come_back_as_they_were(paper: Drucksache) -> None:
    record = dump_paper(paper)
    assert load_paper(record) == paper
    assert json.loads(record)["layout"] == LAYOUT
    for passage in passages(paper):
        assert load_passage(dump_passage(passage)) == passage


def test_a_record_of_an_older_layout_is_read_as_today(paper: Drucksache) -> None:
    assert load_paper(layout_4(paper)) == paper


def test_the_layout_is_raised_when_what_lies_in_the_store_changes() -> None:
    """Fields changed? Raise LAYOUT in rag/index/format.py unless they are read as before, and put them down here."""
    assert LAYOUT == 8
    known = TypeAdapter(Passage).json_schema()
    assert sorted(known["properties"]) == [
        "anlage", "art", "beschaedigt", "bloecke", "drucksache", "ersetzt", "folgen", "fragen", "id", "marken",
        "neu", "nummern", "papierart", "sprecher", "status", "text", "vorabfassung",
    ]  # fmt: skip
    block = known["$defs"]["BlockSpan"]["properties"]
    assert sorted(block) == ["ab", "art", "beschaedigt", "block", "einleitung", "end", "start", "tabelle"]
    assert sorted(known["$defs"]["TableSpan"]["properties"]) == ["zeilen"]
    assert sorted(known["$defs"]["Tabellenzeile"]["properties"]) == ["art", "beginnt", "zellen"]
    assert sorted(TypeAdapter(Drucksache).json_schema()["$defs"]["Block"]["properties"]) == [
        "anfaenge", "anlage", "art", "beschaedigt", "koepfe", "marken", "nummern", "seiten", "text", "zellen",
    ]  # fmt: skip
