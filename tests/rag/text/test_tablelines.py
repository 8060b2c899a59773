"""What the lines of a flattened table are, judged together."""

from __future__ import annotations

import pytest

from rag.text.tablelines import (
    Zeilensorte,
    begins_row,
    is_head_of_numbers,
    is_head_of_years,
    is_keyed,
    is_of_times,
    is_time_alone,
    label,
    sorted_lines,
    spans_time,
)

ROW, MORE, HEAD, WORDS, PAGE = Zeilensorte


def sorten(text: str) -> list[Zeilensorte]:
    return sorted_lines(text.split("\n"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a recipient whose codes, term and amounts stand on lines of their own
        (
            "Candid Foundation 0504 54611\n0504 68713\n15.02.2023–\n31.12.2026\n304 061,09 260 979,95",
            [ROW, MORE, MORE, MORE, MORE],
        ),
        ("Quartal Anzahl\nQ3 2021 0\nQ4 2021 5", [WORDS, ROW, ROW]),  # a letter is a label
        ("Alter 2023\nunter 18 5 6\n18-25 7 8", [ROW, ROW, ROW]),  # so are ages
        ("Jahr Zahl\nbis 2015 3 4\n2016 5 6", [WORDS, ROW, ROW]),  # and years
        ("12 13\n14 15", [ROW, ROW]),  # where nothing has a label nothing goes on with it
        ("Nummer 4 SGB V\n5 6\nKosten nach § 37c\n7 8", [WORDS, ROW, WORDS, ROW]),  # places of a law are no figures
        ("Weltkriegsmunition gemäß Richtlinie vom 16.11.2016\n2 579,60\nGesamt 5", [WORDS, ROW, ROW]),
        ("Sitzung am 3. Mai 2024\nSitzung am 4. Juni 2024\nSitzung am 5. Juli 2024", [ROW, ROW, ROW]),
        ("BÜNDNIS 90/DIE GRÜ-\nNEN\n56 0 5", [WORDS, WORDS, ROW]),  # a word goes on
        ("Bayern 4 5\n1 von 4\nBerlin 6 7", [ROW, PAGE, ROW]),
        ("Mittel\n2023 in Euro\nBayern 4", [WORDS, WORDS, ROW]),
    ],
)
def test_what_lines_are(text: str, expected: list[Zeilensorte]) -> None:
    assert sorten(text) == expected


def test_single_figures_above_rows_of_many_number_the_columns() -> None:
    rows = "\n".join(f"{land} 10 20 30 40" for land in ("Bayern", "Berlin", "Bremen"))
    assert sorten(f"Pflegegrad\n1\nPflegegrad\n2\n{rows}") == [WORDS, WORDS, WORDS, WORDS, ROW, ROW, ROW]
    assert sorten(f"Bayern\n1\nBerlin\n2\n{rows}")[:4] == [WORDS, ROW, WORDS, ROW]  # these are rows, of one figure


@pytest.mark.parametrize(
    ("line", "head"),
    [("Land 2022 2023", True), ("31. Dez 2020 31. Dez 2021", True), ("Bayern 12 2024", False)],
)
def test_heads_of_years(line: str, head: bool) -> None:
    assert is_head_of_years(line) is head


@pytest.mark.parametrize(
    ("line", "head"),
    [("1 2 3 4", True), ("insgesamt 1 2 3", True), ("12345678910", True), ("1 2 4", False), ("Bayern 1 5 9", False)],
)
def test_heads_of_numbers(line: str, head: bool) -> None:
    assert is_head_of_numbers(line) is head


def test_rows_that_begin_with_a_time() -> None:
    assert begins_row("2022 01.04. 30.04. Erfurt")
    assert not begins_row("2022 2023")
    assert not begins_row("2023 in Euro")
    lines = ["2022 Bau in", "Erfurt", "2023 Bau in", "Gera", "2024 Bau in", "Jena"]
    assert is_keyed(lines, sorted_lines(lines))
    lines = ["Spanien", "2022 4", "2023 5", "Italien", "2022 6", "2023 7"]
    assert not is_keyed(lines, sorted_lines(lines))  # each is whole; what stands between is a group's


def test_spans_and_labels() -> None:
    assert is_time_alone("28.02.2023")
    assert spans_time(["01.03.2021 bis", "28.02.2023"], 1)
    assert not spans_time(["am/von bis", "28.02.2023"], 1)
    assert label("Bayern 4 5") == "bayern"
    assert label("2024 versucht 4") == "2024 versucht"
    assert label("4 5") == ""


def test_the_heads_of_columns_of_times() -> None:
    assert is_of_times("Ist 2021")
    assert is_of_times("bis einschl. 25.03.2025")
    assert not is_of_times("2021 40")
    assert not is_of_times("(in Euro)")
