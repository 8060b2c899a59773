"""Times that head the columns of a flattened table; none where the rows have fewer figures or a head tells nothing."""

from __future__ import annotations

import pytest

from rag.text.timecolumns import lowest_times, times_above


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("Land 2022 2023", ["2022", "2023"]),
        ("Fälle 2020\nLand 2022 2023\ndavon", ["2022", "2023"]),
        ("Stelle 2024 2025\nQ3 Q4 Q1", ["Q3 2024", "Q4 2024", "Q1 2025"]),
        ("Stelle 2024 2025\nQ1 Q2 Q3", []),  # the quarters are those of one year
        ("Hessen 2022 15", []),  # a row
        ("Land 2024 2025 (Stand: 6. Mai, 17 Länder)", ["2024", "2025"]),  # a note's figures are none of a row
        ("Land Zahl", []),
    ],
)
def test_the_lowest_line_with_times_names_the_columns(head: str, found: list[str]) -> None:
    assert [time.said for time in lowest_times(head)] == found


@pytest.mark.parametrize(
    ("head", "row", "found"),
    [
        ("Land 2022 2023", "Bayern 15 16", ["2022", "2023"]),
        ("Ist 2021\n(in Euro)\nIst 2022\n(in Euro)", "Bau 5 7", ["2021", "2022"]),
        ("Ist 2022\nIst 2021\nIst 2022", "Bau 5 7 9", []),  # out of order
        ("Land 2022 2023", "Bayern 15 16 17 18", ["2022", "2023"]),  # each heads several
        ("Land 2022 2023 2024", "Bayern 15 16", []),
    ],
)
def test_a_row_needs_a_time_for_each_figure(head: str, row: str, found: list[str]) -> None:
    assert [time.said for time in times_above(head, row)] == found
