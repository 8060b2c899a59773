"""What rows need not repeat: head, Frage, the sentence that announces the table; heads of the part before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.model import Antwort, Block, Blockart, Drucksache, Frage, Passage, Passagenart, Status
from ingest.passages import passages
from rag.answering.units import Unit, announces, parts
from rag.text.stemming import stem
from tests.support.fakes import answered_in, nr

ANNOUNCED = "Die nachstehende Tabelle enthält die Fallzahlen für das Jahr 2024."
PROSE = answered_in("4", ANNOUNCED, "Wie oft?")
FIRST = replace(PROSE, id="21/1:4:t1", art=Passagenart.TABELLE, text="Land Messerangriffe\nBayern 12 3\nHessen 4 5")
SECOND = replace(FIRST, id="21/1:4:t2", text="Sachsen 6 7\nThüringen 8 9")


def rows_of(*passages: Passage) -> list[Unit]:
    return [unit for part in parts(passages) for unit in part.units if unit.rows]


def test_a_row_holds_what_head_and_announcement_say() -> None:
    known = rows_of(PROSE, FIRST)[0].known
    assert {stem("Messerangriffe"), stem("Fallzahlen"), "2024"} <= known


def test_a_table_that_goes_on_in_the_next_part_keeps_its_head() -> None:
    goes_on = rows_of(PROSE, FIRST, SECOND)[-1].rows
    assert goes_on is not None
    assert goes_on.head == (FIRST, (0, len("Land Messerangriffe")))


def test_a_table_behind_prose_takes_no_head_from_before() -> None:
    other = replace(SECOND, text="Davon zu trennen ist das Folgende.\nSachsen 6 7")
    rows = rows_of(FIRST, other)[-1].rows
    assert rows is not None
    assert rows.head is None


def test_units_come_in_the_order_printed_and_damaged_parts_have_none() -> None:
    text = "Davor stand dies. Jahr für Jahr.\nLand Fälle\nBayern 12 3\nDanach kommt das."
    (part,) = parts([replace(PROSE, text=text)])
    assert [text[slice(*u.span)] for u in part.units] == [
        "Davor stand dies.", "Jahr für Jahr.", "Bayern 12 3", "Danach kommt das.",
    ]  # fmt: skip
    assert parts([replace(PROSE, beschaedigt=True)])[0].units == ()


@pytest.mark.parametrize(
    ("sentence", "yes"),
    [
        (ANNOUNCED, True),
        ("Die Daten können der Anlage 2 entnommen werden.", True),
        ("Die Mittel verteilen sich wie folgt:", True),
        ("Die Tabelle war bisher nicht öffentlich.", False),
        ("Im Jahr 2024 wurden 12 Fälle gemeldet.", False),
    ],
)
def test_announcements(sentence: str, yes: bool) -> None:
    assert announces(sentence) is yes


def test_what_announces_a_table_counts_only_where_none_is_there() -> None:
    assert parts([PROSE, FIRST])[0].units[0].announces
    assert not parts([PROSE])[0].units[0].announces


def test_an_item_that_a_paragraph_leads_to_is_quoted_whole() -> None:
    """Behind an item of two sentences the list was cut off, and its last item left out where it ends with a stop."""
    items = ("– Brücken. Im Jahr 2024 waren es zwölf Stück.", "– Tunnel, die älter als 50 Jahre sind. Es sind drei.")
    blocks = tuple(Block(Blockart.TEXT, text) for text in ("Gefördert wurden:", *items, "Mehr ist nicht bekannt."))
    antwort = Antwort((nr("1"),), blocks, Status.BEANTWORTET)
    paper = Drucksache("21/9", "x", fragen=(Frage(nr("1"), "Was?"),), antworten=(antwort,))
    (part,) = parts(passages(paper))
    text = part.passage.text
    assert text[: part.units[0].until] == "\n".join(("Gefördert wurden:", *items))


def test_the_group_of_rows_goes_on_in_the_next_part() -> None:
    text = "Land Fälle Opfer\nMännlich\nBayern 12 3\nHessen 4 5\nWeiblich\nBayern 6 7"
    first, second = replace(FIRST, text=text), replace(SECOND, text="Hessen 8 9")
    rows = rows_of(PROSE, first, second)
    assert [unit.above[:2] for unit in rows] == [("Männlich", "Land Fälle Opfer")] * 2 + [
        ("Weiblich", "Land Fälle Opfer")
    ] * 2
    assert stem("Weiblich") in rows[-1].known
    last = rows[-1].rows
    assert last is not None
    assert [one.text[slice(*where)] for one, where in last.above] == ["Land Fälle Opfer", "Weiblich"]


def test_a_label_alone_above_figures_alone_is_no_head_where_a_table_goes_on() -> None:
    text = "Stiftung 2023 2024\nEbert 12 3\nBöll 4 5"
    first, second = replace(FIRST, text=text), replace(SECOND, text="Naumann\n8 9\nSeidel 6 7")
    rows = rows_of(PROSE, first, second)
    assert [second.text[slice(*unit.span)] for unit in rows[2:]] == ["Naumann\n8 9", "Seidel 6 7"]
    assert [unit.above[0] for unit in rows] == ["Stiftung 2023 2024"] * 4


def test_the_day_below_rows_is_the_nearest_that_holds_for_them() -> None:
    text = "Betriebe Beschäftigte\nBau 10.088 77.881\nTaxis 528 3.821\n30.06.2022"
    assert {unit.above[0] for unit in rows_of(replace(FIRST, text=text))} == {"30.06.2022"}
