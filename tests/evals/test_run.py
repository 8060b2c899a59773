"""Running cases against an engine: what is asked, kept, stopped and survived."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.case_files import write_set
from evals.compare import compare, fail_under
from evals.model import CaseError, Run
from evals.report import as_json, failures, lacking, rows, table
from evals.run import evaluate, place_of, run_cases
from evals.workbench.run_files import kept, load, save
from ingest.model import Passage, Passagenart, Sprecher
from tests.support.evalfakes import FakeEngine, case, passage, unanswerable

ENGLISCH = passage("2b", "Die Formate finden auf Englisch statt.")


def _run(*cases: str) -> Run:
    engine = FakeEngine({"Frage a?": ENGLISCH})
    return run_cases(engine, [case(id) for id in cases] + [unanswerable()], ["satz.jsonl"])


def test_a_reply_becomes_a_result_with_checked_quotes() -> None:
    got = _run("a").by_id["a"]
    assert (got.gefunden, got.outcome, got.treffer[0].fragen) == (True, "belegt", ("2b",))
    assert (got.belege[0].wortgetreu, got.belege[0].zitierweise) == (True, "BT-Drs. 20/11166, Antwort zu Frage 2b")
    assert got.saetze[0].belege == (0,)


def test_a_quote_is_looked_up_anew_and_not_believed() -> None:
    engine = FakeEngine({"Frage a?": ENGLISCH})
    engine.passage = lambda _: passage("2b", "Ganz anderer Text.")  # type: ignore[method-assign]
    run = run_cases(engine, [case("a")])
    assert not run.results[0].belege[0].wortgetreu
    assert run.scorecard.figures["verbatim"].value == 0.0


def test_a_follow_up_is_asked_after_its_turn() -> None:
    engine = FakeEngine()
    run_cases(engine, [case("a"), case("b", nach="a")])
    assert engine.asked[1].vorher == engine.asked[0]


def test_one_broken_case_counts_as_zero_and_the_run_goes_on() -> None:
    run = run_cases(FakeEngine({"Frage a?": ENGLISCH}), [case("x", question="Kaputt!"), case("a")])
    assert run.results[0].fehler == "RuntimeError: kaputt"
    assert run.scorecard.figures["r1"].value == 0.5


def test_stop_ends_early_and_the_rest_counts_as_zero() -> None:
    seen: list[tuple[int, int, str]] = []
    engine = FakeEngine({"Frage a?": ENGLISCH})
    run = run_cases(engine, [case("a"), case("b")], progress=lambda *step: seen.append(step), stop=lambda: bool(seen))
    assert seen == [(0, 2, "Frage a?")]
    assert (run.stopped, run.scorecard.answered, run.scorecard.figures["r1"].value) == (True, 1, 0.5)


def test_preambles_are_told_apart_by_who_speaks() -> None:
    def preamble(sprecher: Sprecher) -> Passage:
        preamble = replace(passage("1", "Text."), art=Passagenart.VORBEMERKUNG, nummern=(), fragen=())
        return replace(preamble, sprecher=sprecher)

    wanted = case(fragen="Vorbemerkung")
    assert wanted.accepts(place_of(preamble(Sprecher.BUNDESREGIERUNG)))
    assert not wanted.accepts(place_of(preamble(Sprecher.FRAGESTELLER)))


def test_evaluate_reads_files_and_names_them(tmp_path: Path) -> None:
    write_set([case("a")], tmp_path / "meine.jsonl")
    run = evaluate(FakeEngine({"Frage a?": ENGLISCH}), [tmp_path / "meine.jsonl"], settings={"llm": "x"})
    assert (run.sets, run.counts) == (("meine.jsonl",), {"papers": 1, "passages": 1, "windows": 0})
    assert run.settings == {"modell": "keins", "llm": "x"}


def test_a_set_none_of_whose_papers_is_there_is_refused_with_the_papers_it_lacks(tmp_path: Path) -> None:
    write_set([case("a"), case("b", drucksache="21/1"), unanswerable()], tmp_path / "meine.jsonl")
    engine = FakeEngine()
    with pytest.raises(CaseError, match=r"meine\.jsonl: Keine der Drucksachen.*20/11166, 21/1"):
        evaluate(engine, [tmp_path / "meine.jsonl"])
    assert engine.asked == []
    write_set([unanswerable()], tmp_path / "nur-unbeantwortbares.jsonl")
    assert evaluate(engine, [tmp_path / "nur-unbeantwortbares.jsonl"]).scorecard.n == 1


def test_a_run_is_kept_and_read_back_whole(tmp_path: Path) -> None:
    run = _run("a", "b")
    path = save(run, tmp_path)
    (path.parent / "zz.json").write_text("{}", encoding="utf-8")  # a damaged file hides no other
    assert load(path) == run
    assert [k.n for k in kept(tmp_path)] == [3]


def test_gains_and_losses_by_case() -> None:
    before, after = (
        _run("a", "b"),
        run_cases(FakeEngine({"Frage b?": ENGLISCH}), [case("a"), case("b"), unanswerable()]),
    )
    r1 = next(c for c in compare(before, after) if c.measure.name == "r1")
    assert ([c.case.id for c in r1.gains], [c.case.id for c in r1.losses]) == (["b"], ["a"])
    assert (r1.difference, r1.p, r1.significant) == (0.0, 1.0, False)


def test_a_case_that_was_edited_between_two_runs_is_not_compared() -> None:
    changed = run_cases(FakeEngine(), [case("a", fragen="4")])
    assert compare(_run("a"), changed) == []


def test_fail_under_names_what_fell_and_what_is_missing() -> None:
    card = _run("a", "b").scorecard
    assert fail_under(card, {"r1": 0.5, "refused unbeantwortbar-fern": 1.0, "ms_p95": 60_000}) == []
    reasons = fail_under(card, {"r1": 0.6, "r99": 0.1, "ms_p95": -1.0})
    assert [reason.split(":")[0] for reason in reasons] == ["r1", "r99", "ms_p95"]
    assert "0.5 statt mindestens 0.6" in reasons[0]


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


def test_follow_ups_and_near_questions_are_printed_apart() -> None:
    near = unanswerable("n", "nah-jahr")
    run = run_cases(FakeEngine({"Frage a?": ENGLISCH}), [case("a"), case("b", nach="a"), near])
    groups = json.loads(json.dumps(as_json(run)))["gruppen"]
    assert set(groups) == {"ganz", "folge", "nah"}
    assert (groups["ganz"]["r1"]["value"], groups["folge"]["r1"]["value"]) == (1.0, 0.0)
    titles = {title for title, *_ in rows(run)}
    assert {"Folgefragen: Treffer auf Platz 1", "Nahe Fragen: Unbeantwortbares abgelehnt"} <= titles
    assert not any(title.startswith("Ganze Fragen") for title, *_ in rows(run_cases(FakeEngine(), [case("a")])))
