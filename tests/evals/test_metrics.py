"""The measures: each on the smallest case that could be counted wrong."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from evals import metrics
from evals.metrics import MEASURES, scorecard, states
from evals.model import CaseResult, Satz
from tests.support.evalfakes import beleg, case, result, unanswerable


@pytest.mark.parametrize(
    ("text", "spelling", "stated"),
    [
        ("36 563 Menschen", "36.563", True),  # thin spaces, dots and commas in numbers are ignored
        ("700\u00a0000 Euro", "700 000", True),
        ("im Jahr 2013", "13", False),  # a short number must stand alone
        ("je 13 Ausgaben", "13", True),
        ("Auf ENGLISCH", "Englisch", True),
        ("15,9 Prozent", "15.9", True),
        ("", "1", False),
    ],
)
def test_states(text: str, spelling: str, stated: bool) -> None:
    assert states(text, [spelling]) is stated


def test_rank_counts_the_first_right_place_and_ends_at_ten() -> None:
    assert metrics.rank(case(), result("c1", treffer="1; 2b; 2b")) == 2
    assert metrics.rank(case(fragen="3"), result("c1", treffer="1; 3 3a 3b")) == 2  # joint answer holds Frage 3
    assert metrics.rank(case(), result("c1", treffer="1;" * 10 + "2b")) == 0
    assert metrics.rank(case(), result("c1")) == 0


def test_all_fragen_are_wanted_unless_any_of() -> None:
    both = case(fragen="1a 2b", any_of=False)
    assert metrics.rank(both, result("c1", treffer="2b; 7; 1a")) == 3
    assert metrics.rank(both, result("c1", treffer="2b; 7")) == 0


def test_figures_of_one_answer() -> None:
    got = result("c1", beleg("2b"), beleg("7", "Etwas anderes."), treffer="1; 2b")
    figures = scorecard([case()], {"c1": got}).figures
    wanted = {"r1": 0.0, "r3": 1.0, "mrr": 0.5, "kept": 1.0, "facts": 1.0, "cited": 1.0, "prec": 0.5, "ms_p50": 10.0}
    assert {name: figures[name].value for name in wanted} == wanted


def test_a_case_without_result_or_with_an_error_counts_as_zero() -> None:
    cases = [case("a"), case("b"), unanswerable("u")]
    card = scorecard(cases, {"a": result("a", beleg("2b"), treffer="2b"), "b": CaseResult(id="b", fehler="kaputt")})
    assert (card.n, card.answered) == (3, 2)
    assert {name: card.figures[name].value for name in ("r1", "mrr", "facts", "cited", "refusal_recall")} == {
        "r1": 0.5, "mrr": 0.5, "facts": 0.5, "cited": 0.5, "refusal_recall": 0.0,
    }  # fmt: skip


def test_refusals_precision_recall_and_by_kind() -> None:
    cases = [case("a"), case("b"), unanswerable("n", "unbeantwortbar-nah"), unanswerable("f")]
    results = {id: result(id, gefunden=id in "an") for id in ("a", "b", "n", "f")}
    card = scorecard(cases, results)
    assert card.figures["refusal_recall"].value == 0.5  # n was answered
    assert card.figures["refusal_prec"].value == 0.5  # b was refused, f rightly
    assert {kind: f.value for kind, f in card.refused.items()} == {"unbeantwortbar-fern": 1, "unbeantwortbar-nah": 0}


def test_near_far_and_follow_up_questions_are_reported_apart() -> None:
    follow = case("f").model_copy(update={"nach": "a"})
    near, far = unanswerable("n", "nah-jahr"), unanswerable("w", "unbeantwortbar-fern")
    named = unanswerable("m", "ohne-art").model_copy(update={"near": "21/1"})
    turn = unanswerable("t", "nah-folgefrage").model_copy(update={"nach": "a"})
    cases = [case("a"), follow, near, named, turn, far, unanswerable("s", "nur-fragesteller")]
    groups = scorecard(cases, {id: result(id, treffer="2b", gefunden=id in "an") for id in "afnmtw"}).groups
    kept = {name: figures["kept"] for name, figures in groups.items() if "kept" in figures}
    assert {name: (figure.value, figure.n) for name, figure in kept.items()} == {"ganz": (1.0, 1), "folge": (0.0, 1)}
    refused = {name: figures["refusal_recall"] for name, figures in groups.items() if name not in kept}
    assert {name: (figure.value, figure.n) for name, figure in refused.items()} == {
        "nah": (0.5, 2),
        "nah_folge": (1.0, 1),
        "fern": (1.0, 1),
    }
    assert (refused["nah"].low, refused["nah"].high) == (0.0, 1.0)
    assert "folge" not in scorecard([case("a")], {}).groups


def test_citation_recall_and_precision_see_figures_altered_and_citations_unneeded() -> None:
    right, idle = beleg("1c", "Der Mittelabfluss betrug im Jahr 2023 85 Prozent."), beleg("2", "Das ist gut.")
    whole = CaseResult(
        id="c1", belege=(right, idle), saetze=(Satz(text="2023 flossen 85 Prozent der Mittel ab.", belege=(0, 1)),)
    )
    assert metrics.citation_recall(case(), whole) == 0.0  # "flossen", "Mittel ab": too far from the quote's words
    quoted = whole.model_copy(update={"saetze": (Satz(text=right.zitat, belege=(0, 1)),)})
    assert metrics.citation_recall(case(), quoted) == 1.0
    assert metrics.citation_precision(case(), quoted) == 0.5
    altered = whole.model_copy(update={"saetze": (Satz(text=right.zitat.replace("85", "87"), belege=(0,)),)})
    assert metrics.citation_recall(case(), altered) == 0.0


def test_a_quote_that_its_passage_lacks_and_a_quote_of_the_askers_are_counted() -> None:
    wrong = beleg("2b").model_copy(update={"wortgetreu": False, "fragesteller": True})
    card = scorecard([case()], {"c1": result("c1", beleg("2b"), wrong)})
    assert (card.figures["verbatim"].value, card.figures["speaker"].value) == (0.5, 0.0)


def test_intervals_hold_the_value_and_narrow_with_more_cases() -> None:
    def width(n: int) -> float:
        cases = [case(f"c{k}") for k in range(n)]
        got = {c.id: result(c.id, treffer="2b" if k % 2 else "1") for k, c in enumerate(cases)}
        figure = scorecard(cases, got).figures["r1"]
        assert figure.low is not None and figure.high is not None  # noqa: PT018
        assert figure.low <= 0.5 <= figure.high
        return figure.high - figure.low

    assert 0 < width(200) < width(20)


def test_measures_that_apply_to_no_case_have_no_value() -> None:
    card = scorecard([unanswerable()], {})
    assert (card.figures["r1"].value, card.figures["r1"].n) == (None, 0)


def test_every_measure_is_defined_where_it_stands() -> None:
    assert len({m.name for m in MEASURES}) == len(MEASURES)
    assert all(m.title and m.definition and m.source and m.value.__doc__ for m in MEASURES)


def test_the_same_figures_as_the_official_script(shared: Path) -> None:
    """Our own counting agrees with ../shared/tools/score_ask.py on results that are right, late, wrong or missing."""
    spec = importlib.util.spec_from_file_location("score_ask", shared / "tools" / "score_ask.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    cases = [case("a", facts="85 Prozent; 13"), case("b"), case("c"), unanswerable("u")]
    results = {
        "a": result("a", beleg("2b", "85 Prozent im Jahr 2013"), beleg("4"), treffer="7; 2b"),
        "b": result("b", beleg("4", "nichts"), treffer="4"),
        "u": result("u", gefunden=False),
    }
    card = scorecard(cases, results)
    official = script.score([c.model_dump() for c in cases], {id: _asked(r) for id, r in results.items()})
    ours = {
        name: round(card.figures[name].value or 0, 3) for name in ("r1", "r3", "r10", "mrr", "kept", "facts", "cited")
    }
    assert ours == {name: official[name] for name in ours}


def _asked(got: CaseResult) -> dict[str, object]:
    """A result as `antwortfinder ask --batch` prints it."""
    belege = [{"drucksache": b.drucksache, "gruppe": list(b.fragen), "zitat": b.zitat} for b in got.belege]
    treffer = [{"drucksache": t.drucksache, "gruppe": list(t.fragen)} for t in got.treffer]
    return {"gefunden": got.gefunden, "antwort": got.antwort, "belege": belege, "treffer": treffer, "ms": got.ms}
