"""Two runs side by side, and a baseline that is read, held and fallen below."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.compare import compare, fail_under, read_baseline
from evals.metrics import scorecard
from evals.model import CaseError, Run
from evals.run import run_cases
from tests.support.evalfakes import ENGLISCH, FakeEngine, beleg, case, result, unanswerable


def _run(*cases: str) -> Run:
    """Of the cases only "a" is answered."""
    engine = FakeEngine({"Frage a?": ENGLISCH})
    return run_cases(engine, [case(id) for id in cases] + [unanswerable()], ["satz.jsonl"])


def test_gains_and_losses_by_case() -> None:
    before, after = (
        _run("a", "b"),
        run_cases(FakeEngine({"Frage b?": ENGLISCH}), [case("a"), case("b"), unanswerable()]),
    )
    r1 = next(c for c in compare(before, after) if c.measure.name == "r1")
    assert ([c.case.id for c in r1.gains], [c.case.id for c in r1.losses]) == (["b"], ["a"])
    assert (r1.difference, r1.p, r1.significant) == (0.0, 1.0, False)


def test_a_run_beside_itself_has_no_gain_and_no_loss() -> None:
    found = compare(_run("a", "b"), _run("a", "b"))
    assert {(one.gains, one.losses, one.p) for one in found} == {((), (), 1.0)}


def test_a_case_that_was_edited_between_two_runs_is_not_compared() -> None:
    changed = run_cases(FakeEngine(), [case("a", fragen="4")])
    assert compare(_run("a"), changed) == []


def test_fail_under_names_what_fell_and_what_is_missing() -> None:
    card = _run("a", "b").scorecard
    assert fail_under(card, {"r1": 0.5, "refused unbeantwortbar-fern": 1.0, "ms_p95": 60_000}) == []
    reasons = fail_under(card, {"r1": 0.6, "r99": 0.1, "ms_p95": -1.0})
    assert [reason.split(":")[0] for reason in reasons] == ["r1", "r99", "ms_p95"]
    assert "0.5 statt mindestens 0.6" in reasons[0]


def test_a_measure_that_saw_a_case_in_one_run_only_is_compared_over_the_others() -> None:
    def run(*belege: str) -> Run:
        cases = [case("a"), case("b")]
        results = {"a": result("a", beleg("2b")), "b": result("b", *map(beleg, belege))}
        kept = _run("a", "b")
        update = {"cases": tuple(cases), "results": tuple(results.values()), "scorecard": scorecard(cases, results)}
        return kept.model_copy(update=update)

    found = {one.measure.name: one.n for one in compare(run(), run("2b"))}
    assert found["cited"] == 2
    assert found["prec"] == 1  # "b" cites nothing at first: no share of right citations


def test_six_gains_and_no_loss_are_more_than_chance_and_five_are_not() -> None:
    for many, significant in ((5, False), (6, True)):
        cases = [case(f"c{n}") for n in range(many)]
        before = run_cases(FakeEngine(), cases)
        after = run_cases(FakeEngine({one.question: ENGLISCH for one in cases}), cases)
        r1 = next(c for c in compare(before, after) if c.measure.name == "r1")
        assert (r1.difference, r1.low, r1.high, r1.significant) == (1.0, 1.0, 1.0, significant)


def test_a_figure_equal_to_four_digits_has_not_fallen() -> None:
    card = _run("a", "b", "c").scorecard
    assert card.figures["r1"].value == pytest.approx(1 / 3, abs=1e-4)
    assert fail_under(card, {"r1": 0.33334}) == []
    assert fail_under(card, {"r1": 0.3335}) == ["r1: 0.3333 statt mindestens 0.3335."]


def test_a_slower_run_falls_and_says_so_in_milliseconds() -> None:
    card = scorecard([case()], {"c1": result("c1", beleg("2b"))})
    assert fail_under(card, {"ms_p50": 10.0}) == []
    assert fail_under(card, {"ms_p50": 9.5}) == ["ms_p50: 10 ms statt höchstens 9.5 ms."]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "lässt sich nicht öffnen"),
        (b'{"r1": "viel"}', "JSON-Objekt aus Namen und Zahlen"),
        (b"[0.5]", "JSON-Objekt aus Namen und Zahlen"),
        (b'{"r1": 0.5', "JSON-Objekt aus Namen und Zahlen"),
        (b'{"r1": "\xff"}', "JSON-Objekt aus Namen und Zahlen"),
    ],
)
def test_what_is_no_baseline_is_refused_by_name(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "mindestens.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CaseError, match=rf"^mindestens\.json: .*{says}"):
        read_baseline(path)
