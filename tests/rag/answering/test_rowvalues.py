"""The figures of a row with the heads of their columns; none where they cannot be told apart."""

from __future__ import annotations

import pytest

from rag.answering.rowvalues import values_of
from rag.answering.units import parts
from tests.rag.answering.test_tablecells import flat, known


def test_cells_that_are_known() -> None:
    table = known(("Land", "Anträge", "Bewilligungen"), ("Bayern", "12", ""), ("Hessen", "4", "5"))
    (part,) = parts([table])
    found = [values_of(table, unit.rows, unit.span) for unit in part.units if unit.rows]
    assert found == [("Bayern", (("Anträge", "12"),)), ("Hessen", (("Anträge", "4"), ("Bewilligungen", "5")))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Land 2022 2023\nBayern 15 316 2 400", ("Bayern", (("2022", "15 316"), ("2023", "2 400")))),
        ("Land 2022 2023\nBayern 198.066 170.513", ("Bayern", (("2022", "198.066"), ("2023", "170.513")))),
        ("Land 2022 2023 2024\nBayern 15 16", ("Bayern", ())),
        ("Land 2022 2023\nBayern 35,7 Mio. Euro 40,5 Mio. Euro", ("Bayern", ())),  # no 35,7 Euro
        ("Land 2022 2023 gesamt\nBayern 8.774 31.106 179.586", ("Bayern", ())),  # no 31.106 179
        ("Land Ausgaben\nBayern 35,7 Mio. Euro", ("Bayern", ())),
        ("Land Zahl\nBayern 1 516", ("Bayern", ((None, "1 516"),))),
        ("Land 2023 2024\nBayern 15", ("Bayern", ())),  # of which year?
        ("Land Männer Frauen gesamt\nBayern 15 16 31", ("Bayern", (("gesamt", "31"),))),
        ("Land Männer Frauen gesamt\nBayern 15 16 99", ("Bayern", ())),
    ],
)
def test_without_cells(text: str, found: tuple[str, tuple[tuple[str | None, str], ...]]) -> None:
    passage = flat(text)
    (part,) = parts([passage])
    (unit,) = [unit for unit in part.units if unit.rows]
    assert unit.rows
    assert values_of(passage, unit.rows, unit.span) == found
