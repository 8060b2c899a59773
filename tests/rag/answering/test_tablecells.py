"""What row and column are called: from cells where they are known, else from a head of times, and never guessed."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from ingest.model import Antwort, Block, Blockart, Drucksache, Frage, Passage, Passagenart, Status
from ingest.passages import passages
from rag.answering.tablecells import Cell, cell
from rag.answering.units import Rows, parts
from rag.query.analysis import read
from rag.query.named import named
from rag.text.tables import Table
from tests.support.fakes import answered_in, nr


def cell_of(passage: Passage, row: str, question: str) -> Cell:
    (part,) = parts([passage])
    unit = next(u for u in part.units if u.rows and row in passage.text[slice(*u.span)])
    assert unit.rows
    return cell(read(question), named(question), passage, unit.rows, unit.span)


def known(*rows: tuple[str, ...]) -> Passage:
    text = "\n".join(" ".join(filter(None, row)) for row in rows)
    block = Block(Blockart.TABELLE, text, zellen=rows, koepfe=(0,), anfaenge=(0,))
    antwort = Antwort((nr("1"),), (block,), Status.BEANTWORTET)
    paper = Drucksache("21/9", "x", fragen=(Frage(nr("1"), "Wie viele?"),), antworten=(antwort,))
    return next(iter(passages(paper)))


def flat(text: str) -> Passage:
    return replace(answered_in("4", text, "Wie oft?"), art=Passagenart.TABELLE)


def test_cells_that_are_known() -> None:
    table = known(("Land", "Anträge", "Bewilligungen"), ("Bayern", "12", "3"), ("Hessen", "4", "5"))
    assert cell_of(table, "Hessen", "Wie viele Bewilligungen in Hessen?") == ("Hessen", "Bewilligungen")
    assert cell_of(table, "Hessen", "Wie viele Anträge in Hessen?") == ("Hessen", "Anträge")
    assert cell_of(table, "Hessen", "Was gab es in Hessen?") == ("Hessen", None)


def test_the_year_asked_for_is_the_column() -> None:
    table = known(("Land", "2023", "2024"), ("Bayern", "12", "3"), ("Hessen", "4", "5"))
    assert cell_of(table, "Bayern", "Wie viele 2024 in Bayern?") == ("Bayern", "2024")
    assert cell_of(table, "Bayern", "Wie viele 2020 in Bayern?") == ("Bayern", None)


@pytest.mark.parametrize(
    ("text", "row", "question", "found"),
    [
        ("Land 2022 2023 2024\nBayern 15 16 31", "Bayern", "Wie viele 2023 in Bayern?", ("Bayern", "2023")),
        ("Land 2022 2023\nBayern 15 316 2 400", "Bayern", "Wie viele 2023 in Bayern?", ("Bayern", "2023")),
        ("Land 2022 2023 2024\nBayern 15 16", "Bayern", "Wie viele 2023 in Bayern?", ("Bayern", None)),  # one is lost
        ("Land Fälle davon Gewalt\nBayern 15 16", "Bayern", "Wie viele Fälle in Bayern?", ("Bayern", None)),
        ("Jahr Fälle Opfer\n2015 21 9\n2016 22 8", "2015", "Wie viele 2015?", ("2015", None)),
    ],
)
def test_without_cells(text: str, row: str, question: str, found: tuple[str, str | None]) -> None:
    assert cell_of(flat(text), row, question) == found


def test_a_row_that_the_question_does_not_hold_best_is_not_named() -> None:
    text = "Kategorie Anzahl\nNachzug zu Deutschen 12\nNachzug zu Schutzberechtigten 34"
    asked = "Wie hoch ist der Nachzug zu Schutzberechtigten?"
    assert cell_of(flat(text), "Schutzberechtigten", asked).zeile == "Nachzug zu Schutzberechtigten"
    assert cell_of(flat(text), "Deutschen", asked) == (None, None)
    assert cell_of(flat(text), "Deutschen", "Wie viele Abonnenten?") == (None, None)


@pytest.mark.parametrize(
    ("text", "row", "question", "found"),
    [
        (
            "Stelle 2024 2025\nQ1 Q2 Q3 Q4 Q1 Q2\nRespect 2 4 6 8 9 1\nHetze 1 1 1 1 1 1",
            "Respect",
            "Wie viele von Respect im dritten Quartal 2024?",
            ("Respect", "Q3 2024"),
        ),
        (
            "Stelle 2023 2024 2025\nQ1 Q2 Q3 Q4 Q1 Q2\nRespect 2 4 6 8 9 1",  # the years do not fit the quarters
            "Respect",
            "Wie viele von Respect im dritten Quartal 2024?",
            ("Respect", None),
        ),
        (
            "31. Dez 2021 31. Dez 2022\n1 2\nHochbau 4 5",  # numbers of columns below
            "Hochbau",
            "Wie viele im Hochbau 2022?",
            ("Hochbau", "31. Dez 2022"),
        ),
        ("Art Zahl\n§ 188 StGB 468\n§ 86 StGB 5", "188", "Fälle nach § 188 StGB?", ("§ 188 StGB", None)),
        ("Land Zahl\nHessen ........ 26\nSaar .... 5", "Hessen", "Wie viele in Hessen?", ("Hessen", "Zahl")),
        (
            "Jahr Ausgaben (gerundet auf Tsd. Euro)\n2015 82\n2016 547\n2017 697",
            "2016",
            "Wie hoch waren die Ausgaben 2016?",
            ("2016", "Ausgaben (gerundet auf Tsd. Euro)"),
        ),
        ("Land Fälle Opfer\nBayern 15 16\nHessen 1 2", "Bayern", "Wie viele Opfer in Bayern?", ("Bayern", "Opfer")),
        ("Etwas Fälle Opfer\nBayern 15 16\nHessen 1 2", "Bayern", "Wie viele Opfer in Bayern?", ("Bayern", None)),
        (
            "Rentenhöhe April 2025 Mai 2025\n500 Euro 1,22 Euro 2,22 Euro\n1 500 Euro 3,67 Euro 6,67 Euro",
            "1 500",
            "Welche Abweichung bei 1 500 Euro Rente im Mai 2025?",
            ("1 500 Euro", "Mai 2025"),
        ),
        (
            "Titel Empfänger Ist 2022\n(in Euro)\nIst 2023\n(in Euro)\nIst 2024\n(in Euro)\nStand\n25.03.2025\n"
            "0601 685 12 Böll-Stiftung e.V. 14.843.000 15.584.000 18.145 7\n"
            "0601 685 12 Seidel-Stiftung e.V. 12.757.000 13.394.000 11.988 8\n"
            "0601 685 12 Ebert-Stiftung e.V. 12.757.000 13.394.000 11.988 9",
            "Seidel",
            "Wie viel bekam die Seidel-Stiftung 2023?",
            ("0601 685 12 Seidel-Stiftung e.V.", "2023"),
        ),
        (  # the blanks stand inside of one figure
            "Jahr Erlöse in Euro\n2015 341 836 898\n2016 398 108 189",
            "2016",
            "Welche Erlöse gab es 2016?",
            ("2016", "Erlöse in Euro"),
        ),
        (  # the row has two labels
            "Jahr Zweck Ausgaben\n2023 Bau 82\n2024 Bau 547",
            "2024",
            "Wie hoch waren die Ausgaben für Bau 2024?",
            ("2024 Bau", None),
        ),
        (  # each year heads two columns
            "Plätze und Mittel\n2023 2024\nBayern 915 69 699 100,00 2 371 162 619 029,00\nHessen 1 2,00 3 4,00",
            "Bayern",
            "Wie viele 2024 in Bayern?",
            ("Bayern", "2024"),
        ),
        (  # other rows have more figures: cells are empty, and nothing tells which
            "Staat\n2023 2024\nAfghanistan 45 7 8 13 17\nAlgerien 1 1\nIran 9 2 7",
            "Algerien",
            "Wie viele nach Algerien 2024?",
            ("Algerien", None),
        ),
        (  # the year stands twice
            "Starts und Landungen\n2023 2024 2023 2024\nBayern 7 2 3 4\nHessen 5 2 3 5",
            "Bayern",
            "Wie viele 2024 in Bayern?",
            ("Bayern", None),
        ),
        (
            "Ziel 2023 2024\nHamburg 1 2\nFrankfurt-Hahn 3 4",
            "Hamburg",
            "Wie viele zwischen Frankfurt und Hamburg 2024?",
            ("Hamburg", "2024"),
        ),
    ],
)
def test_labels_and_columns_of_flattened_tables(
    text: str, row: str, question: str, found: tuple[str, str | None]
) -> None:
    assert cell_of(flat(text), row, question) == found


def test_a_row_above_is_no_head_of_times() -> None:
    above, rows = "89 08.04.2025 Leipzig", ("Die Linke 21", "SPD 5")
    passage = flat("\n".join((above, *rows)))
    spans = tuple((passage.text.index(row), passage.text.index(row) + len(row)) for row in rows)
    table = Rows(Table((0, len(above)), spans), (passage, (0, len(above))), frozenset())
    question = "Wie viele gegen Die Linke im April 2025?"
    assert cell(read(question), named(question), passage, table, spans[0]) == ("Die Linke", None)


_ALIKE = """
from tests.rag.answering.test_tablecells import cell_of, known
names = "Fracht Passagiere Inland Ausland Inland Ausland"
first, second = f"2023 {names} 34 759 t 1 834 297 t", f"2024 {names} 34 632 t 1 956 211 t"
table = known(("Jahr", "Summe"), (first, "5"), (second, "6"))
question = (
    "Wie hat sich das Aufkommen 2022, 2023 und 2024 entwickelt (Anzahl der Passagier- und Frachtflüge, jeweils nach "
    "Inlands- bzw. Auslandsflügen, und des Luftfrachtvolumens im Inlands- bzw. Auslandsverkehr)?"
)
print(cell_of(table, "34 759", question), cell_of(table, "34 632", question))
"""


def test_of_rows_alike_none_is_named_in_any_run() -> None:
    """The words of a label are a set: how they were added up hung on the order that a process gives it."""
    run = subprocess.run(
        [sys.executable, "-c", _ALIKE],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert run.stdout == f"{Cell()} {Cell()}\n"
