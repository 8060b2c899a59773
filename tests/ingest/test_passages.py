"""Passages: nothing is lost, nothing is repeated, ids are stable."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.model import (
    Antwort,
    Block,
    Blockart,
    Drucksache,
    Frage,
    Fragenummer,
    Passagenart,
    Seiten,
    Seitenmarke,
    Sprecher,
    Status,
    Vorbemerkung,
)
from ingest.papers import load
from ingest.passages import passages
from tests.support.paths import ROOT

START = ROOT / "corpus" / "20-11166.txt"


def nr(text):
    return Fragenummer.read(text)


def text(words):
    return Block(Blockart.TEXT, words)


def paper(*bloecke, nummern=("1",), anlagen=()):
    fragen = (Frage(nr("2"), "Wie bewertet sie das?"), Frage(nr("2b"), "In welchen Sprachen?"), Frage(nr("1"), "Was?"))
    antwort = Antwort(tuple(map(nr, nummern)), bloecke, Status.BEANTWORTET)
    return Drucksache("21/9", "x.txt", fragen=fragen, antworten=(antwort,), anlagen=anlagen)


def test_one_passage_an_answer_with_its_prose():
    found = passages(paper(text("Das ist der Fall."), Block(Blockart.FUSSNOTE, "* Stand: Mai.")))
    assert [(p.id, p.art, p.text) for p in found] == [
        ("21/9:1", Passagenart.ANTWORT, "Das ist der Fall.\n* Stand: Mai.")
    ]
    assert found[0].frage == "1. Was?"
    assert found[0].sprecher is Sprecher.BUNDESREGIERUNG


def test_the_stem_stands_before_a_lettered_frage():
    (found,) = passages(paper(text("Auf Englisch."), nummern=("2b",)))
    assert found.frage == "2. Wie bewertet sie das?\n2b) In welchen Sprachen?"
    assert [(f.nummer, f.text) for f in found.fragen] == [
        (nr("2"), "Wie bewertet sie das?"),
        (nr("2b"), "In welchen Sprachen?"),
    ]
    assert found.nummern == (nr("2b"),)


def test_a_frage_travels_whole():
    asked = Frage(nr("1"), "Was\n2. gilt?", Seiten(3, 3), "Max Muster", "SPD")
    (found,) = passages(replace(paper(text("Das gilt.")), fragen=(asked,)))
    assert found.fragen == (asked,)


def test_a_short_table_stays_in_the_prose():
    (found,) = passages(paper(text("Wie folgt:"), Block(Blockart.TABELLE, "2023 5\n2024 6"), text("Mehr nicht.")))
    assert found.text == "Wie folgt:\n2023 5\n2024 6\nMehr nicht."


def stretches(passage):
    return [(b.art.value, passage.text[b.start : b.end]) for b in passage.bloecke]


def test_a_passage_knows_its_blocks():
    table = Block(Blockart.TABELLE, "Jahr Zahl\n2023 5", zellen=(("Jahr", "Zahl"), ("2023", "5")))
    marks = [text("– Erstens."), text("– Zweitens."), table, Block(Blockart.FUSSNOTE, "* Stand: Mai.")]
    (found,) = passages(paper(text("Davor."), text("Gefördert wurden:"), *marks))
    assert stretches(found) == [
        ("text", "Davor."),
        ("text", "Gefördert wurden:"),
        ("listenpunkt", "– Erstens."),
        ("listenpunkt", "– Zweitens."),
        ("tabelle", "Jahr Zahl\n2023 5"),
        ("fussnote", "* Stand: Mai."),
    ]
    assert [b.block for b in found.bloecke] == [0, 1, 2, 3, 4, 5]
    assert [b.einleitung for b in found.bloecke] == [None, None, 1, 1, 1, None]
    rows = found.bloecke[4].tabelle.zeilen
    assert [[found.text[a:b] for a, b in row.zellen] for row in rows] == [["Jahr", "Zahl"], ["2023", "5"]]


def test_what_does_not_end_with_a_colon_leads_to_nothing():
    (found,) = passages(paper(text("Dazu:"), text("Es gibt zwei."), text("– Erstens.")))
    assert [b.einleitung for b in found.bloecke] == [None, None, None]


def test_a_large_table_is_cut_into_pieces_that_repeat_nothing():
    rows = "\n".join(f"Zeile {i} {i * i}" for i in range(800))
    found = passages(paper(text("Wie folgt:"), Block(Blockart.TABELLE, rows)))
    tables = [p for p in found if p.art is Passagenart.TABELLE]
    assert [p.id for p in tables][:2] == ["21/9:1:t1", "21/9:1:t2"]
    assert all(len(p.text) <= 3000 for p in tables)
    assert "\n".join(p.text for p in tables) == rows


def test_pieces_of_a_table_know_their_cells_and_where_they_are_cut_from():
    cells = tuple((f"Zeile {i}", "", str(i * i)) for i in range(800))
    table = Block(Blockart.TABELLE, "\n".join(f"{a} {c}" for a, _, c in cells), zellen=cells)
    _, *tables = passages(paper(text("Wie folgt:"), table))
    assert len(tables) > 2
    rows = [(p.text, row) for p in tables for block in p.bloecke for row in block.tabelle.zeilen]
    found = [tuple(text[a:b] for a, b in row.zellen) for text, row in rows]
    assert found == list(cells)
    for piece in tables:
        (block,) = piece.bloecke
        assert (block.start, block.end, block.block) == (0, len(piece.text), 1)
        assert table.text[block.ab :].startswith(piece.text)


def test_a_damaged_table_leaves_the_prose_and_is_marked():
    found = passages(paper(text("Wie folgt:"), Block(Blockart.TABELLE, "kurz", beschaedigt=True)))
    assert [(p.text, p.beschaedigt) for p in found] == [("Wie folgt:", False), ("kurz", True)]


def test_annexes_know_their_fragen():
    found = passages(
        paper(
            text("Ja."),
            anlagen=(Block(Blockart.TEXT, "Anlage 1", nummern=(nr("1"),)), Block(Blockart.TEXT, "Anlage 2")),
        )
    )
    assert [(p.id, p.nummern, p.frage) for p in found if p.art is Passagenart.ANLAGE] == [
        ("21/9:a1", (nr("1"),), "1. Was?"),
        ("21/9:a2", (), ""),
    ]


def test_preambles_by_speaker():
    d = replace(
        paper(text("Ja.")),
        vorbemerkungen=(
            Vorbemerkung(Sprecher.FRAGESTELLER, "Wir meinen."),
            Vorbemerkung(Sprecher.BUNDESREGIERUNG, "Sie meint."),
            Vorbemerkung(Sprecher.BUNDESREGIERUNG, "Zu 1.", nummern=(nr("1"),)),
        ),
    )
    assert [(p.id, p.sprecher, p.nummern) for p in passages(d)[:3]] == [
        ("21/9:vf", Sprecher.FRAGESTELLER, ()),
        ("21/9:v", Sprecher.BUNDESREGIERUNG, ()),
        ("21/9:v2", Sprecher.BUNDESREGIERUNG, (nr("1"),)),
    ]
    assert [p.bloecke[0].block for p in passages(d)[:3]] == [0, 1, 2]


def test_long_groups_have_short_ids():
    numbers = tuple(str(i) for i in range(1, 15))
    assert passages(paper(text("Ja."), nummern=numbers))[0].id == "21/9:1--14"


def test_pages_follow_the_text():
    first = Block(Blockart.TEXT, "Anfang Ende", marken=(Seitenmarke(0, 3), Seitenmarke(7, 4)))
    second = Block(Blockart.TEXT, "Neu", marken=(Seitenmarke(0, 4),))
    (found,) = passages(paper(first, second))
    assert found.seiten(0, 6) == Seiten(3, 3)
    assert found.seiten(0, 11) == Seiten(3, 4)
    assert found.seiten(12, 15) == Seiten(4, 4)


@pytest.fixture(scope="module")
def start():
    return load(START)


def test_start_paper_passages(start):
    found = {p.id: p for p in passages(start)}
    assert found["20/11166:2b"].frage.startswith(
        "2. Wie bewertet die Bundesregierung konkret den Erfolg des ISCN?\n2b) "
    )
    assert found["20/11166:3-3a-3b"].nummern == (nr("3"), nr("3a"), nr("3b"))
    assert [p.beschaedigt for p in found.values() if p.nummern == (nr("2c"),)][1:] == [True] * 3
    assert not found["20/11166:2c"].beschaedigt
    assert {p.sprecher for p in found.values() if p.art is Passagenart.VORBEMERKUNG} == set(Sprecher)


def letters(words):
    return "".join(words.split())


def test_everything_stands_in_just_one_passage(shared):
    files = [START, *sorted((shared / "corpus" / "antworten").glob("*.txt"))[7::70]]
    for file in files:
        d = load(file)
        found = passages(d)
        assert len({p.id for p in found}) == len(found)
        blocks = [b.text for a in d.antworten for b in a.bloecke]
        blocks += [v.text for v in d.vorbemerkungen] + [b.text for b in d.anlagen]
        assert sum(len(letters(p.text)) for p in found) == sum(len(letters(b)) for b in blocks)
        assert all("\n".join(words for _, words in stretches(p)) == p.text for p in found)
        assert [p.id for p in passages(load(file))] == [p.id for p in found]


def test_runs_follow_the_papers_own_numbers(shared: Path) -> None:
    paper = load(next((shared / "corpus").rglob("21-00752*")))
    runs = {p.id: [f"{a} {b}" for a, b in p.folgen] for p in passages(paper) if len(p.nummern) > 1}
    assert runs["21/752:10-10a-10b-11-11a-11b"] == ["10 11b"]  # there is no 10c


def test_a_vorabfassung_marks_its_passages(start):
    assert all(p.vorabfassung for p in passages(replace(start, vorabfassung=True)))
    assert not any(p.vorabfassung for p in passages(start))


def test_a_long_table_is_cut_behind_a_row_of_figures() -> None:
    """The label of a row stood at the end of one Passage, its figures at the beginning of the next."""
    rows = ["Stiftung\nfür die Freiheit\n15.577.000 16.354.000 17.627.000"] * 90
    block = Block(Blockart.TABELLE, "Stiftung 2022 2023 2024\n" + "\n".join(rows))
    antwort = Antwort((Fragenummer(1),), (block,), Status.BEANTWORTET)
    paper = Drucksache("21/9", "x", fragen=(Frage(Fragenummer(1), "Wie viele?"),), antworten=(antwort,))
    tables = [passage.text for passage in passages(paper) if passage.art is Passagenart.TABELLE]
    assert len(tables) > 1
    assert all(text.splitlines()[-1].endswith("17.627.000") for text in tables)
