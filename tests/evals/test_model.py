"""What cases, results and runs hold each other to."""

from __future__ import annotations

import pickle

import pytest
from pydantic import ValidationError

from evals.model import Case, CaseError, Place, Run
from evals.run import run_cases
from tests.support.evalfakes import FakeEngine, beleg, case, result, unanswerable


def test_places_equally_right_count_and_the_same_frage_elsewhere_does_not() -> None:
    twin = case(auch_ok=(("21/7", ("4",)),))
    assert twin.accepts(Place(drucksache="21/7", fragen=("4",)))
    assert not twin.accepts(Place(drucksache="21/7", fragen=("2b",)))


def test_all_fragen_may_come_from_several_places_and_another_right_place_is_enough() -> None:
    def place(fragen: str, number: str = "20/11166") -> Place:
        return Place(drucksache=number, fragen=tuple(fragen.split()))

    both = case(fragen="1a 2b", any_of=False, auch_ok=(("21/7", ("4",)),))
    assert both.met_by([place("1a"), place("2b 3")])
    assert not both.met_by([place("1a"), place("2b", "21/8")])
    assert both.met_by([place("4", "21/7")])
    assert not both.met_by([])


def test_a_question_without_answer_has_no_right_place() -> None:
    assert unanswerable().places == ()
    assert not unanswerable().accepts(Place(drucksache="20/11166", fragen=("2b",)))


@pytest.mark.parametrize("changed", [{"answerable": 1}, {"fragen": "2b"}, {"id": ""}, {"fragen": ("2b", 3)}])
def test_a_value_of_a_wrong_kind_is_refused_and_not_converted(changed: dict[str, object]) -> None:
    good = case().model_dump()
    assert Case.model_validate(good) == case()
    with pytest.raises(ValidationError):
        Case.model_validate(good | changed)


def test_a_case_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        case().question = "Andere?"  # type: ignore[misc]


def test_an_error_says_file_line_and_reason_also_when_it_comes_from_another_process() -> None:
    error = CaseError("satz\ud800.jsonl", "kaputt\ud800", zeile=3)
    assert str(error) == "satz?.jsonl, Zeile 3: kaputt?"
    assert str(CaseError("a.csv", "kaputt")) == "a.csv: kaputt"
    assert str(pickle.loads(pickle.dumps(error))).endswith("kaputt?")


def test_a_result_joins_its_sentences_and_a_place_names_paper_and_fragen() -> None:
    shown = result("c1", beleg("2b", "Eins."), beleg("3", "Zwei."))
    assert shown.antwort == "Eins.\nZwei."
    assert str(Place(drucksache="21/7", fragen=("3", "3a"))) == "21/7 3, 3a"


def test_a_run_is_the_same_after_its_way_through_json() -> None:
    run = run_cases(FakeEngine(), [case(auch_ok=(("21/7", ("4",)),)), unanswerable()], ["satz.jsonl"])
    again = Run.model_validate_json(run.model_dump_json())
    assert again == run
    assert again.by_id["c1"].outcome == "nicht_im_bestand"
