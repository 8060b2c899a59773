"""The benchmark of how the index grows: its papers differ and can be read, its figures are those of the index."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evals.benchmarks import scale
from evals.benchmarks.scale import StandIn, copies, measure, memory
from ingest.papers import load
from tests.support.leuchttuerme import head

TEXT = (
    head("21/901")
    + """
1. Wie viele Leuchttürme stehen an der Nordsee?

An der Nordsee stehen nach Kenntnis der Bundesregierung 17 Leuchttürme, die regelmäßig unterhalten werden.
"""
)


def test_copies_have_other_numbers_and_other_words_and_are_always_the_same() -> None:
    found = list(copies([TEXT, TEXT + "Weitere Angaben liegen insgesamt nicht gesondert vor."], 40))
    assert found == list(copies([TEXT, TEXT + "Weitere Angaben liegen insgesamt nicht gesondert vor."], 40))
    assert len({number for number, _ in found}) == 40
    assert len({text.replace(number, "") for number, text in found}) > 2
    assert all(number in text and "21/901" not in text for number, text in found)


def test_a_copy_is_a_paper_of_its_number(tmp_path: Path) -> None:
    scale.written(tmp_path, [TEXT], 2)
    files = sorted(tmp_path.rglob("*.txt"))
    assert [load(file).nummer for file in files] == ["19/1", "19/2"]


def test_stand_ins_are_unit_vectors_near_where_words_are_shared() -> None:
    one, near, far = StandIn().passages(["Leuchttürme an der Nordsee", "Leuchttürme an der Ostsee", "Haushalt 2025"])
    assert np.linalg.norm(one) == pytest.approx(1, abs=1e-5)
    assert one @ near > one @ far


def test_a_small_run_reads_all_and_gives_a_figure_for_each_stretch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "echte").mkdir()
    (tmp_path / "echte/21-00901.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(scale, "STRETCHES", 2)
    costs = measure(tmp_path / "echte", 4, 10_000, tmp_path / "lauf")
    assert len(costs) == 2
    assert all(index > 0 for index, _ in costs)
    told = capsys.readouterr().out
    assert "4 papers, 0 refused" in told
    assert "whole" in told
    assert memory()[1] >= memory()[0]
