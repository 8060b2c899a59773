"""The shipped set: every expectation stands in the paper, at the Frage named, so a wrong gold cannot hide."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from evals.case_files import read_set
from evals.metrics import states
from evals.model import VORBEMERKUNG, Case
from evals.run import SHIPPED
from ingest.model import Drucksache, Fragenummer, Sprecher
from ingest.papers import load
from tests.support.paths import ROOT

CASES = read_set(SHIPPED)
ANSWERABLE = [case for case in CASES if case.answerable]


@pytest.fixture(scope="module")
def paper() -> Drucksache:
    return load(ROOT / "corpus" / "20-11166.txt")


def _answers(paper: Drucksache, case: Case) -> str:
    """The government's words at the Fragen that the case names."""
    texts = []
    for frage in case.fragen:
        if frage == VORBEMERKUNG:
            texts += [v.text for v in paper.vorbemerkungen if v.sprecher is Sprecher.BUNDESREGIERUNG]
        elif (antwort := paper.antwort_auf(Fragenummer.read(frage))) is not None:
            texts.append(antwort.text)
    return "\n".join(texts)


@pytest.mark.parametrize("case", ANSWERABLE, ids=[case.id for case in ANSWERABLE])
def test_evidence_and_facts_stand_in_the_answer_named(paper: Drucksache, case: Case) -> None:
    text = _answers(paper, case)
    assert re.sub(r"\s", "", case.evidence) in re.sub(r"\s", "", text)
    assert [fact for fact in case.facts if not states(text, fact)] == []
    assert case.facts


def test_every_frage_named_exists(paper: Drucksache) -> None:
    known = {str(frage.nummer) for frage in paper.fragen} | {VORBEMERKUNG}
    assert {frage for case in ANSWERABLE for frage in case.fragen} <= known


def test_the_set_holds_what_issue_2_asks_for() -> None:
    assert len(CASES) >= 40
    kinds = Counter(case.kind for case in CASES)
    assert min(kinds[kind] for kind in ("unbeantwortbar-nah", "unbeantwortbar-fern", "gemeinsam", "verweis")) >= 3
    assert kinds["nur-fragesteller"] >= 3  # what only the askers claim is not the government's answer
    assert sum(case.lang == "en" for case in CASES) >= 4
    assert sum(case.noise != "none" for case in CASES) >= 4
