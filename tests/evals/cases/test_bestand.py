"""The second set, over papers beside the repository: its expectations stand in the papers at the Fragen named."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.case_files import read_set
from evals.metrics import states
from evals.model import Case
from evals.run import SHIPPED
from ingest.model import Drucksache, Fragenummer

CASES = read_set(SHIPPED.with_name("bestand.jsonl"))
ANSWERABLE = [case for case in CASES if case.answerable]


@pytest.fixture(scope="module")
def papers(shared: Path, paper: Callable[[Path], Drucksache]) -> dict[str, Drucksache]:
    """The papers that the set expects."""
    numbers = {case.drucksache for case in ANSWERABLE if case.drucksache}
    folder = shared / "corpus" / "antworten"
    return {number: paper(folder / f"{number[:2]}-{number[3:]:>05}.txt") for number in sorted(numbers)}


@pytest.mark.parametrize("case", ANSWERABLE, ids=[case.id for case in ANSWERABLE])
def test_evidence_and_facts_stand_in_the_answer_named(papers: dict[str, Drucksache], case: Case) -> None:
    paper = papers[str(case.drucksache)]
    found = [paper.antwort_auf(Fragenummer.read(frage)) for frage in case.fragen]
    text = "\n".join(antwort.text for antwort in found if antwort is not None)
    assert re.sub(r"\s", "", case.evidence) in re.sub(r"\s", "", text)
    assert [fact for fact in case.facts if not states(text, fact)] == []


def test_the_set_is_short_on_quotes_and_broad_on_papers() -> None:
    assert max(len(case.evidence) for case in CASES) <= 125  # the papers themselves stay outside
    assert len({case.drucksache for case in ANSWERABLE}) >= 40
    assert sum(not case.answerable for case in CASES) >= 40
