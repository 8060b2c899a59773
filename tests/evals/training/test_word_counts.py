"""How often stems are counted: once for each Frage with its answer, rare ones and figures not at all."""

from __future__ import annotations

import json

from evals.training.word_counts import LEAST, count
from rag.text.stemming import stems


def test_a_stem_counts_once_for_each_frage_and_rare_ones_are_left_out(tmp_path):
    often = {"frage": "Wie viele Brücken, Brücken und Brücken 2023?", "antwort": "Es sind 17 Brücken."}
    seldom = {"frage": "Wie viele Leuchttürme 2023?", "antwort": "Es sind 17 Leuchttürme."}
    papers = [{"fragen": [often] * 3}, {"fragen": [often, seldom]}]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(paper) + "\n" for paper in papers), encoding="utf-8")
    made = count(gold)
    (bridge,), (tower,) = stems("Brücken"), stems("Leuchttürme")
    assert LEAST == 4
    assert made["texts"] == 5
    assert made["words"][bridge] == 4  # not the sixteen times that it is written
    assert tower not in made["words"]
    assert not [word for word in made["words"] if word[0].isdigit()]
    assert list(made["words"]) == sorted(made["words"])
