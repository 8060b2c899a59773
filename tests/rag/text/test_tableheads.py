"""Which lines above the rows of a flattened table are its head."""

from __future__ import annotations

from rag.text.tableheads import cut, under_times
from rag.text.tables import tables


def test_names_of_columns_below_years_are_part_of_the_head() -> None:
    below = "\n".join(("Anzahl", "geförderter", "Plätze", "Gewährte", "Zuschüsse in", "Euro") * 2)
    rows = "Bayern 915 69 699,10 2 371 100,29\nBerlin 4 0,00 418 48 070,19"
    text = f"Geförderte Plätze nach\nLändern\n2023 2024\n{below}\n{rows}"
    (table, *_) = tables(text)
    assert table.head is not None
    assert cut(text, table.head) == f"Geförderte Plätze nach\nLändern\n2023 2024\n{below}"
    assert cut(text, table.rows[0]).startswith("Bayern")


def test_lines_under_times_are_counted_from_the_first_of_them() -> None:
    text = "Land\nIst 2021\n(in Euro)\nIst 2022\n(in Euro)"
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        spans.append((at, at + len(line)))
        at += len(line)
    assert under_times(text, spans) == 4
    assert under_times(text, spans[:1]) == 0
