"""Running cases against an engine: what is asked, looked up, stopped and survived."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evals.case_files import write_set
from evals.model import CaseError, Run
from evals.run import evaluate, place_of, run_cases
from ingest.model import Passage, Passagenart, Sprecher
from tests.support.evalfakes import ENGLISCH, FakeEngine, case, passage, unanswerable


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


def test_what_was_searched_by_keywords_alone_counts_as_zero_and_says_so(monkeypatch) -> None:
    engine, asked = FakeEngine({"Frage a?": ENGLISCH}), FakeEngine.ask
    monkeypatch.setattr(FakeEngine, "ask", lambda self, query: replace(asked(self, query), nur_stichworte=True))
    run = run_cases(engine, [case("a")])
    assert "nur nach Stichwörtern" in (run.results[0].fehler or "")
    assert run.scorecard.figures["r1"].value == 0.0


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
