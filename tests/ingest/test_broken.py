"""Files broken by chance are read or refused; nothing else happens. `tests/bench/broken.py` tries thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.mutations import draft_seeds, mutated, outcome, paper_seeds, set_seeds
from tests.support.paths import ROOT

PAPER = ROOT / "corpus" / "20-11166.txt"
SECONDS = 5.0  # CPU time of the slowest


@pytest.mark.parametrize("seed", range(2))
def test_broken_papers(tmp_path: Path, seed: int) -> None:
    text = "\n".join(PAPER.read_text(encoding="utf-8").splitlines()[:80])
    _all_read_or_refused(tmp_path, mutated(paper_seeds(text), 42, seed))


@pytest.mark.parametrize("seed", range(2))
def test_broken_sets(tmp_path: Path, seed: int) -> None:
    _all_read_or_refused(tmp_path, mutated(set_seeds(), 48, seed))


def test_broken_drafts(tmp_path: Path) -> None:
    _all_read_or_refused(tmp_path, mutated(draft_seeds(), 48, 1), draft=True)


def _all_read_or_refused(folder: Path, files, *, draft: bool = False) -> None:
    found = []
    for name, data in files:
        path = folder / name
        path.write_bytes(data)
        found.append(outcome(path, draft=draft))
    assert [one for one in found if one.result not in ("read", "refused") or one.seconds > SECONDS] == []
    assert {one.result for one in found} == {"read", "refused"}
