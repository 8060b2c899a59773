"""A run as people and machines read it, and what is said to be wrong with a case."""

from __future__ import annotations

import json

from evals.model import Run
from evals.report import as_json, failures, lacking, missing_facts, number, rows, table
from evals.run import run_cases
from tests.support.evalfakes import ENGLISCH, FakeEngine, beleg, case, result, unanswerable


def _run(*cases: str) -> Run:
    """Of the cases only "a" is answered."""
    engine = FakeEngine({"Frage a?": ENGLISCH})
    return run_cases(engine, [case(id) for id in cases] + [unanswerable()], ["satz.jsonl"])


def test_report_for_people_and_for_machines() -> None:
    run = _run("a", "b")
    assert json.loads(json.dumps(as_json(run)))["masse"]["r1"]["value"] == 0.5
    assert ("Treffer auf Platz 1", "0,500") in [row[:2] for row in rows(run)]
    assert table(run).row_count == len(rows(run))


def test_failures_say_what_is_wrong() -> None:
    run = _run("a", "b")
    assert failures(case("a"), run.by_id["a"]) == []
    assert "zu Unrecht abgelehnt" in failures(case("b"), run.by_id["b"])
    assert failures(case("c"), None) == ["nicht gelaufen"]
    assert failures(unanswerable("a"), run.by_id["a"]) == ["nicht abgelehnt"]


def test_papers_that_a_set_expects_and_the_index_lacks_are_named() -> None:
    run = run_cases(FakeEngine({"Frage a?": ENGLISCH}), [case("a"), case("b", drucksache="21/7"), unanswerable()])
    assert run.missing == ("21/7",)
    assert lacking(run) == "1 Drucksache dieses Fragensatzes nicht im Bestand: 21/7"


def test_each_failure_has_its_own_word() -> None:
    spoken = beleg("2b").model_copy(update={"wortgetreu": False, "fragesteller": True})
    late = result("c1", beleg("2b"), treffer="7;" * 10 + "2b")  # the eleventh hit is found too late
    assert failures(case(), late) == ["Stelle nicht gefunden"]
    assert failures(case(), result("c1", beleg("2b"), beleg("7"), treffer="2b")) == ["falscher Beleg dabei"]
    assert failures(case(facts="Latein"), result("c1", beleg("2b"), treffer="2b")) == ["Fakt fehlt"]
    wrong = failures(case(), result("c1", spoken, treffer="2b"))
    assert wrong == ["Zitat nicht wortgetreu", "Fragesteller zitiert"]
    assert failures(case(), result("c1").model_copy(update={"fehler": "kaputt"})) == ["Fehler"]


def test_a_refusal_that_was_right_has_no_failure_whatever_was_found() -> None:
    assert failures(unanswerable("c1"), result("c1", treffer="7", gefunden=False)) == []


def test_missing_facts_are_named_in_their_first_spelling() -> None:
    wanted = case(facts="Englisch; 700 000|700.000; je 13")
    assert missing_facts(wanted, result("c1", beleg("2b"))) == ["700 000", "je 13"]
    assert missing_facts(wanted, result("c1", beleg("2b", "Englisch, 700.000 Euro, je 13"))) == []


def test_figures_have_a_decimal_comma_and_nothing_measured_is_a_dash() -> None:
    assert (number(0.12345), number(0.5, 0), number(1234.5, 1)) == ("0,123", "0", "1234,5")
    alone = run_cases(FakeEngine(), [unanswerable()])
    shown = {row[0]: row[1:] for row in rows(alone)}
    assert shown["Treffer auf Platz 1"] == ("–", "", "0")
    assert shown["Abgelehnt: fern vom Thema"] == ("1,000", "1,000 – 1,000", "1")


def test_a_run_that_was_ended_early_says_so_to_people_and_machines() -> None:
    run = _run("a").model_copy(update={"stopped": True})
    assert "abgebrochen: fehlende Fragen zählen null" in str(table(run).title)
    assert as_json(run)["abgebrochen"] is True
    assert "abgebrochen" not in str(table(_run("a")).title)


def test_of_many_missing_papers_eight_are_named() -> None:
    run = _run("a").model_copy(update={"missing": tuple(f"21/{n}" for n in range(1, 10))})
    assert lacking(run).startswith("9 Drucksachen dieses Fragensatzes nicht im Bestand: 21/1, ")
    assert lacking(run).endswith("21/8 …")
    assert lacking(_run("a")) == ""


def test_follow_ups_and_near_questions_are_printed_apart() -> None:
    near = unanswerable("n", "nah-jahr")
    run = run_cases(FakeEngine({"Frage a?": ENGLISCH}), [case("a"), case("b", nach="a"), near])
    groups = json.loads(json.dumps(as_json(run)))["gruppen"]
    assert set(groups) == {"ganz", "folge", "nah"}
    assert (groups["ganz"]["r1"]["value"], groups["folge"]["r1"]["value"]) == (1.0, 0.0)
    titles = {title for title, *_ in rows(run)}
    assert {"Folgefragen: Treffer auf Platz 1", "Nahe Fragen: Unbeantwortbares abgelehnt"} <= titles
    assert not any(title.startswith("Ganze Fragen") for title, *_ in rows(run_cases(FakeEngine(), [case("a")])))
