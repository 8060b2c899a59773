"""The cases of the workbench: the table and its filter, one case in full, how far a run is."""

from __future__ import annotations

import pytest

from evals.run import run_cases
from evals.workbench.job import Job
from tests.support.evalfakes import FakeEngine, beleg, case, passage, result, unanswerable
from tests.support.pages import close
from ui.views import cases as render_cases

ENGINE = FakeEngine({"Frage a?": passage("2b", "Die Formate finden auf Englisch statt.")})


def test_the_filter_leaves_the_cases_that_failed_so() -> None:
    run = run_cases(ENGINE, [case("a"), case("b"), unanswerable()])
    labels = {value: label for label, value in render_cases.filters(run.cases, run)}
    assert labels[render_cases.WRONG] == "Mit Fehler (1)"
    table = render_cases.cases(run.cases, run, "zu Unrecht abgelehnt")
    assert 'data-fall="b"' in table
    assert 'data-fall="a"' not in table


def test_a_case_in_full_says_what_is_missing() -> None:
    run = run_cases(ENGINE, [case("a", facts="Englisch; Spanisch|Portugiesisch")])
    html = render_cases.detail(run.cases[0], run.results[0])
    assert "✗ Spanisch oder Portugiesisch" in html
    assert "✓ Englisch" in html
    assert "BT-Drs. 20/11166, Antwort zu Frage 2b" in html


def test_without_a_run_no_case_is_judged_and_no_failure_can_be_chosen() -> None:
    cases = [case("a"), unanswerable()]
    assert render_cases.filters(cases, None) == [("Alle (2)", "Alle")]
    page = close(render_cases.cases(cases, None, render_cases.ALL))
    assert page.count("nicht geprüft") == 4  # as a title and for those who do not see
    assert "✗" not in page
    assert "Noch nicht geprüft." in render_cases.detail(cases[0], None)


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ({"gefunden": True, "belege": (beleg("3 3a"),)}, "20/11166, Frage\u00a03, 3a"),
        ({"gefunden": True, "belege": ()}, "ohne Beleg"),
        ({"gefunden": False}, "abgelehnt"),
        ({"gefunden": False, "outcome": "naechstliegend"}, "nur nächstliegende Stellen"),
        ({"gefunden": False, "fehler": "RuntimeError: kaputt"}, "Fehler"),
    ],
)
def test_a_row_says_in_a_word_what_was_shown(changed: dict[str, object], shown: str) -> None:
    run = run_cases(FakeEngine(), [case("a")])
    run = run.model_copy(update={"results": (result("a").model_copy(update=changed),)})
    assert f"<td>20/11166, Frage\u00a02b</td><td>{shown}</td>" in close(render_cases.cases(run.cases, run, ""))


def test_a_row_says_what_was_expected() -> None:
    page = render_cases.cases([case("a", "2c 2g"), case("v", "Vorbemerkung"), unanswerable()], None, "Alle", "v")
    for words in ("20/11166, Frage\u00a02c, 2g", "<td>20/11166, Vorbemerkung</td>", "<td>Ablehnung</td>"):
        assert words in page
    assert '<tr data-fall="v" class="lit">' in page


def test_all_failures_together_and_none_that_nobody_made() -> None:
    run = run_cases(ENGINE, [case("a"), case("b")])
    wrong = render_cases.cases(run.cases, run, render_cases.WRONG)
    assert 'data-fall="b"' in wrong
    assert 'data-fall="a"' not in wrong
    assert "Keine Frage mit diesem Fehler." in render_cases.cases(run.cases, run, "Fragesteller zitiert")


def test_of_a_question_without_answer_no_place_is_right_or_wrong() -> None:
    shown = result("u1", beleg("2b"), treffer="2b; 3")
    html = close(render_cases.detail(unanswerable(kind="unbeantwortbar-nah"), shown))
    assert "nahe am Thema" in html
    assert "nicht abgelehnt" in html
    assert "✓" not in html
    assert "✗" not in html
    answerable = close(render_cases.detail(case("u1"), shown))
    assert "✓ 20/11166, 2b" in answerable
    assert "✗ 20/11166, 3" in answerable


def test_how_far_a_run_is_from_its_first_question_to_its_end() -> None:
    job = Job("satz.jsonl", 4)
    assert render_cases.progress(None) == ""
    job._progress(1, 4, "Welche Sprache?")
    running = render_cases.progress(job)
    assert '<progress max="4" value="1" aria-label="Prüfung von satz.jsonl">' in running
    assert "Welche Sprache?" in running
    job.stop()
    assert "Wird abgebrochen …" in render_cases.progress(job)
    job.ended.set()
    assert "Prüfung abgebrochen: 1 von 4 Fragen." in render_cases.progress(job)
    job.problem = "Die Prüfung ist abgebrochen."
    assert render_cases.progress(job) == render_cases.problem("Die Prüfung ist abgebrochen.")
    assert render_cases.problem("x") != render_cases.note("x")
