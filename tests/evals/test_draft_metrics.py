"""What a run says about a language model's drafts: with the check and without it."""

from __future__ import annotations

from datetime import UTC, datetime

from evals.draft_metrics import as_drafted, of_run, unproven
from evals.metrics import scorecard
from evals.model import Beleg, Case, CaseResult, Entwurf, Run, Satz
from evals.report import as_json, draft_table

QUOTE = "An den Küsten gibt es insgesamt 17 Leuchttürme."
BELEG = Beleg(drucksache="21/1", fragen=("1",), zitat=QUOTE)
TRUE = Entwurf(text=QUOTE, belege=(BELEG,))
WRONG = Entwurf(text="An den Küsten gibt es insgesamt 18 Leuchttürme.", belege=(BELEG,), gruende=("18",))
OBEYED = Entwurf(text="BANANE", gruende=("kein ganzer Satz",))
ASKED = Case(
    id="a", question="?", answerable=True, drucksache="21/1", fragen=("1",), facts=(("17",),), verboten=("banane",)
)


def run(*drafted: Entwurf) -> Run:
    result = CaseResult(
        id="a",
        outcome="belegt",
        gefunden=True,
        saetze=(Satz(text=QUOTE, belege=(0,)),),
        belege=(BELEG,),
        entwurf=drafted,
    )
    return Run(
        started=datetime.now(UTC),
        version="0",
        sets=("s",),
        settings={"sprachmodell": "fake:m"},
        counts={},
        cases=(ASKED,),
        results=(result,),
        scorecard=scorecard([ASKED], {"a": result}),
    )


def test_what_the_check_takes_away_is_counted_on_the_other_side() -> None:
    rows = {row.name: (row.checked, row.unchecked) for row in of_run(run(TRUE, WRONG, OBEYED))}
    assert rows["unbelegt"] == ((0, 1), (2, 3))
    assert rows["recall"] == ((1, 1), (1, 3))
    assert rows["einschleusungen"] == ((0, 1), (1, 1))
    assert rows["entworfen"] == ((3, 3), None)
    assert rows["verworfen"] == ((2, 3), None)


def test_facts_are_counted_in_the_sentences_alone() -> None:
    rows = {row.name: (row.checked, row.unchecked) for row in of_run(run(WRONG))}
    assert rows["fakten"] == ((1, 1), (0, 1))  # the model's own sentence says 18, its reference 17


def test_a_sentence_is_judged_by_its_own_references() -> None:
    result = run(TRUE, WRONG).results[0]
    assert unproven(result) == []
    assert unproven(as_drafted(result)) == [WRONG.text]


def test_a_run_without_a_model_says_nothing_of_it() -> None:
    quoting = run().model_copy(update={"settings": {}})
    assert of_run(quoting) == []
    assert draft_table(quoting) is None
    assert "sprachmodell" not in as_json(quoting)


def test_the_figures_are_in_the_json() -> None:
    assert "einschleusungen" in str(as_json(run(TRUE))["sprachmodell"])
