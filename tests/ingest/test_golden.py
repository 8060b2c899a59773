"""Fifteen papers, the oddest ones, whose parses were read beside the paper; what is kept of them is compact."""

from __future__ import annotations

import json

import pytest

from ingest.papers import load
from tests.support.golden_rows import rows
from tests.support.paths import TESTS

GOLDEN = sorted((TESTS / "golden").glob("*-*.json"))


def test_there_are_fifteen():
    assert len(GOLDEN) == 15


@pytest.mark.parametrize("file", GOLDEN, ids=lambda f: f.stem)
def test_golden(shared, file):
    found = rows(load(shared / "corpus" / "antworten" / f"{file.stem}.txt"))
    assert found == json.loads(file.read_text(encoding="utf-8"))
