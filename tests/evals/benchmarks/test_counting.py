"""The invented papers of the measurement are counted like any other."""

from __future__ import annotations

from evals.benchmarks.counting import FRAGEN, invented, main
from rag.model import Filters
from rag.requested import Je
from rag.routing import counting


def test_invented_papers_are_counted(capsys) -> None:
    table = counting.table(counting.rows(map(invented, range(32)), Filters(), "", lambda _: {}), Je.RESSORT)
    assert table.gesamt.fragen == 32 * FRAGEN
    assert len(table.zeilen) == 16
    assert table.gesamt.tage.median == 14
    main("20")
    assert "by monat, all" in capsys.readouterr().out
