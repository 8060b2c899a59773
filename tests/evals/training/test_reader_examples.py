"""Pages to learn from, made of questions with their quotes."""

from __future__ import annotations

import json
from pathlib import Path

from evals.training.reader_examples import holding, questions
from rag.answering.pages import weighed
from rag.query.analysis import read
from tests.support.tunnel import TUNNEL, where


def test_the_unit_that_holds_a_quote_is_found_whatever_its_white_space() -> None:
    asked, place = read("Was kostet der Tunnel?"), where(TUNNEL)
    pool = weighed(asked, place)
    assert holding(pool, "Die  Kosten werden\nauf 1,2 Mrd. Euro geschätzt") == [1]
    assert holding(pool, "steht nirgends") == []


def test_a_follow_up_is_asked_as_it_is_meant(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "question": "Wie viele Anträge gab es 2023?", "answerable": True, "drucksache": "21/1",
         "fragen": ["1"], "evidence": "Es gab 12."},
        {"id": "b", "question": "und 2024?", "answerable": False, "drucksache": None, "fragen": [], "near": "21/1",
         "near_fragen": ["1"], "verwechselt": "Es gab 12.", "nach": "a"},
    ]  # fmt: skip
    file = tmp_path / "satz.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    first, second = questions(file)
    assert (first.answerable, first.paper, first.quote) == (True, "21/1", "Es gab 12.")
    assert second.text == "Wie viele Anträge gab es 2024?"
    assert not second.answerable
