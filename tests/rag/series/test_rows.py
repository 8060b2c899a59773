"""Figures of tables: by year, by row, the total; nothing where a column is not certain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.model import Passagenart
from rag.answering.units import parts
from rag.series.rows import told
from rag.series.wanted import wanted
from tests.support.fakes import answered_in

COUNT, MONEY = "Wie viele Verträge gab es?", "Welche Ausgaben sind angefallen?"


def figures(frage: str, text: str, *, alone: bool = True) -> list[tuple[str, str, str, float]]:
    passage = replace(answered_in("1", text, frage), art=Passagenart.TABELLE)
    found = told(wanted(frage)[0], parts([passage]), alone=alone)
    return [(one.zahl, one.zeit, one.was, float(one.wert)) for one in found]


@pytest.mark.parametrize(
    ("frage", "text", "found"),
    [
        (COUNT, "Jahr Anzahl\n2021 5\n2022 7", [("5", "2021", "", 5), ("7", "2022", "", 7)]),
        (
            COUNT,
            "Anzahl Verträge\n2021 2022 2023\n53 62 65",
            [("53", "2021", "", 53), ("62", "2022", "", 62), ("65", "2023", "", 65)],
        ),
        (COUNT, "Jahr A 13 A 14 gesamt\n2021 6 23 29\n2022 8 25 33", [("29", "2021", "", 29), ("33", "2022", "", 33)]),
        (COUNT, "Jahr A 13 A 14 gesamt\n2021 6 23 99\n2022 8 25 98", []),  # no sum: no total
        (COUNT, "Jahr Fälle Opfer\n2021 6 23\n2022 8 25", []),
        (
            MONEY,
            "Jahr Ausgaben in T Euro\n2021 1.485\n2022 4.333",
            [("1.485", "2021", "", 1485000), ("4.333", "2022", "", 4333000)],
        ),
        (MONEY, "Jahr Ausgaben\n2021 1.485\n2022 4.333", []),  # of what unit?
        (  # "135 432 128 465" may be one number or four; the other rows tell that there are several columns
            COUNT,
            "2021 (31.12.) 2022 (31.12.) 2023 (31.12.) 2024 (31.12.)\nTB1 Be2 TB Be TB Be TB Be\n"
            "Einfacher\nDienst\n51 29 54 26 59 22 61 23\nMittlerer\nDienst\n237 59 244 58 250 55 243 65\n"
            "Höherer\nDienst\n135 432 128 465 100 536 100 548",
            [],
        ),
        (COUNT, "Jahr Verträge Wert\n2020 54 11\n2021 38 32\n2022 71 111\n2023 36 41", []),  # "71 111": 71 and 111
        (COUNT, "Jahr Status Verträge\n2024 versucht 53\n2024 vollendet 16\n2023 versucht 7", []),
        (COUNT, "• Schäden durch den Einsatz: 3\n• Todesfälle durch den Einsatz: 0", []),  # items of a list
        (COUNT, "Jahr Anzahl\n2024 -1-\n2025 -2-", []),  # no minus
        (COUNT, "Jahr Verträge mit Frist Anzahl sonstiger Anzahl\n2020 8 590 571\n2021 8 193 463", []),  # two counts
        (COUNT, "Jahr 2020 2021 2022 2023\nAnzahl 161 265 157 850 170 975 300 380", []),  # run together
        (COUNT, "1 000 km\n2022: 163 672,\n2023: 195 858,\n2024: 197 608.", []),  # lines of their own
        (  # a year is no figure; and the rows above a total tell that its columns are not understood
            COUNT,
            "Rang 2023 Stadt Rang 2024 Stadt\n1 Bonn 734 1 Kiel 212\n2 Ulm 275 2 Jena 141\n"
            "Gesamt 2023 6 075 Gesamt 2024 3 467",
            [],
        ),
        (COUNT, "Land 2023 2024 2023 2024\nBonn 5 6 1 2\nKiel 7 8 3 4\ngesamt 12 14 4 6", []),  # which 2023?
        (COUNT, "Gebiet A B\nNord 200 16\nSüd 251 436\nGesamt 451 452", []),
        (COUNT, "Land Anzahl Anteil\nBonn 560 18,0\nKiel 474 15,2\ngesamt 3.109", [("3.109", "", "", 3109)]),
        (  # a row of a time among others keeps it
            MONEY,
            "Ausgaben in Euro\n2022 1.104.760\n2023 955.715\nFrühjahr 563.516\nHerbst 77.417\nWinter 1.234",
            [
                ("1.104.760", "2022", "", 1104760),
                ("955.715", "2023", "", 955715),
                ("563.516", "", "Frühjahr", 563516),
                ("77.417", "", "Herbst", 77417),
                ("1.234", "", "Winter", 1234),
            ],
        ),
    ],
)
def test_what_a_table_tells(frage: str, text: str, found: list[tuple[str, str, str, float]]) -> None:
    assert figures(frage, text) == found


def test_rows_one_by_one_only_where_nothing_else_is_asked() -> None:
    text = "Verträge 2021 2022\nBayern 5 6\nHessen 7 8"
    assert [(zahl, was) for zahl, _, was, _ in figures(COUNT, text)] == [
        ("5", "Bayern"),
        ("6", "Bayern"),
        ("7", "Hessen"),
        ("8", "Hessen"),
    ]
    assert figures(COUNT, text, alone=False) == []
    assert [zahl for zahl, *_ in figures(COUNT, f"{text}\ngesamt 12 14", alone=False)] == ["12", "14"]


def test_the_unit_is_what_the_table_says_it_counts() -> None:
    passage = replace(
        answered_in(
            "1", "Die Anzahl der mit Frist Beschäftigten zeigt die Tabelle:\nStichtag Anzahl\n2021 5\n2022 7", COUNT
        ),
        art=Passagenart.TABELLE,
    )
    assert {one.einheit for one in told(wanted(COUNT)[0], parts([passage]), alone=True)} == {"Verträge"}
    passage = replace(passage, text="Jahr Anzahl der Stellen\n2021 5\n2022 7")
    assert {one.einheit for one in told(wanted(COUNT)[0], parts([passage]), alone=True)} == {"Stellen"}
