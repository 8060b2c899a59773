"""What is said beside a proven answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.model import Passage, Status
from rag.answerability.decision import Decision
from rag.answering.caveats import CLASSIFIED, CLASSIFIED_PART, UNKNOWN, caveat
from rag.model import Citation, Hit, Outcome, Statement
from rag.query.analysis import read
from rag.query.named import NOTHING
from rag.retrieval.expansion import Place
from tests.support.fakes import answered_in

SECRET = "Die Antwort kann der als „VS-Nur für den Dienstgebrauch“ eingestuften Anlage 1 entnommen werden."
TABLE = "Die offenen Zahlen folgen. 2023 wurden 25 736 Visa erteilt."


def told(
    text: str, question: str = "Wie viele Visa?", status: Status = Status.BEANTWORTET, likely: float = 1.0
) -> str | None:
    passage = replace(answered_in("2", text, "Wie viele Visa wurden erteilt?"), status=status)
    return caveat(
        read(question), NOTHING, Decision(Outcome.BELEGT, likely=likely), [_place(passage)], [[]], _all(passage)
    )


def _place(passage: Passage) -> Place:
    return Place(Hit(passage, 0.9), (passage,))


def _all(passage: Passage) -> list[Statement]:
    return [Statement(passage.text, (Citation(passage, 0, len(passage.text)),))]


def test_a_remark_that_a_part_is_classified_is_not_said_of_the_table_beside_it() -> None:
    """Seen: "Die Bundesregierung hat diese Antwort ganz oder teilweise eingestuft" over a table that is printed."""
    assert told(f"{SECRET} {TABLE}", status=Status.EINGESTUFT) == CLASSIFIED_PART
    assert told(SECRET, status=Status.EINGESTUFT) == CLASSIFIED


@pytest.mark.parametrize(("likely", "said"), [(0.2, True), (0.5, False)])
def test_a_noun_that_stands_nowhere_is_told_where_the_answer_is_none_too_sure(likely: float, said: bool) -> None:
    found = told("2023 wurden 25 736 Visa erteilt.", "Wie viele Visa bekamen Dachdecker?", likely=likely)
    assert (found == "„Dachdecker“ kommt in dem, was hier zitiert ist, nicht vor: bitte prüfen.") is said
    assert (found is None) is not said


def test_that_nothing_is_known_is_said_before_what_is_doubtful() -> None:
    found = told("Der Bundesregierung liegen keine Erkenntnisse vor.", "Wie viele Visa für Dachdecker?", likely=0.2)
    assert found is not None
    assert found.startswith(UNKNOWN)
    assert "„Dachdecker“" in found
