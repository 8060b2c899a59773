"""The questions to learn judging from: whole, and each quote stands in its paper."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from tests.support.paths import ROOT

TRAINING = ROOT / "evals" / "training"
LEARNT, HELD_BACK, HELD_BACK_2 = (
    [json.loads(line) for line in (TRAINING / name).read_text("utf-8").splitlines()]
    for name in ("urteilen.jsonl", "urteilen-zurueckgehalten.jsonl", "urteilen-zurueckgehalten-2.jsonl")
)
QUESTIONS = LEARNT + HELD_BACK + HELD_BACK_2


def papers(questions: list[dict[str, str]]) -> set[str]:
    return {one.get("drucksache") or one["near"] for one in questions}


def test_no_paper_is_both_learnt_from_and_held_back() -> None:
    assert not papers(LEARNT) & papers(HELD_BACK + HELD_BACK_2)


def squeezed(text: str) -> str:
    return " ".join(re.sub("[\u00a0\u2002\u2007]", " ", text).split())


def test_each_question_has_what_a_reader_learns_from() -> None:
    known: set[str] = set()
    for one in QUESTIONS:
        assert one["id"] not in known, one["id"]
        known.add(one["id"])
        assert one["question"].strip(), one["id"]
        assert one.get("nach", one["id"]) in known, one["id"]
        if one["answerable"]:
            assert one["drucksache"], one["id"]
            assert one["fragen"], one["id"]
        else:
            assert one["near"], one["id"]
            assert one["warum"], one["id"]
    assert {one["answerable"] for one in QUESTIONS} == {True, False}


def test_every_quote_stands_in_its_paper(shared: Path) -> None:
    @cache
    def text(nummer: str) -> str:
        wahlperiode, zahl = nummer.split("/")
        return squeezed((shared / "corpus" / "antworten" / f"{wahlperiode}-{int(zahl):05d}.txt").read_text("utf-8"))

    for one in QUESTIONS:
        paper = text(one["drucksache"] or one["near"])
        quotes = [one.get("evidence") or one.get("verwechselt") or ""]
        assert all(squeezed(quote) in paper for quote in quotes), one["id"]
        assert all(any(squeezed(f) in paper for f in fact) for fact in one["facts"]), one["id"]
