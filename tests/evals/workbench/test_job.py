"""An evaluation in the background: kept, stopped, one at a time, and never an error that nobody sees."""

from __future__ import annotations

import threading

import pytest

from evals.model import CaseError
from evals.workbench.job import Busy, Job, Runner
from evals.workbench.workbench import Workbench
from rag.model import Query, Reply
from tests.support.evalfakes import ENGLISCH, FakeEngine


def _knows() -> FakeEngine:
    return FakeEngine({"Frage a?": ENGLISCH})


def test_a_set_whose_papers_are_all_absent_is_not_run(bench: Workbench) -> None:
    runner = Runner(bench, FakeEngine)
    with pytest.raises(CaseError, match="Keine der Drucksachen, nach denen gefragt wird, ist im Bestand"):
        runner.start("start.jsonl")
    assert runner.job is None
    assert bench.kept() == []


def test_a_background_run_is_kept(bench: Workbench) -> None:
    job = Runner(bench, _knows, {"modell": "e5"}).start("start.jsonl")
    assert job.ended.wait(10)
    assert (job.problem, job.done) == (None, 2)
    run = bench.run(bench.kept()[0].path.name)
    assert (run.sets, run.settings, run.scorecard.figures["r1"].value) == (("start.jsonl",), {"modell": "e5"}, 0.5)


class _Waiting(FakeEngine):
    """Answers only when let go."""

    go = threading.Event()

    def ask(self, query: Query) -> Reply:
        assert self.go.wait(10)
        return super().ask(query)


def test_one_run_at_a_time_and_stop_ends_it_early(bench: Workbench) -> None:
    engine = _Waiting({"Frage a?": ENGLISCH})
    runner = Runner(bench, lambda: engine)
    job = runner.start("start.jsonl")
    with pytest.raises(Busy, match=r"läuft schon eine Prüfung von „start\.jsonl“"):
        runner.start("start.jsonl")
    job.stop()
    engine.go.set()
    assert job.ended.wait(10)
    run = bench.run(bench.kept()[0].path.name)
    assert (run.stopped, len(run.results)) == (True, 1)
    assert runner.start("start.jsonl").ended.wait(10)


def test_a_run_that_cannot_be_kept_says_so(bench: Workbench) -> None:
    bench.save = lambda _: (_ for _ in ()).throw(OSError("voll"))  # type: ignore[method-assign]
    job = Runner(bench, _knows).start("start.jsonl")
    assert job.ended.wait(10)
    assert "abgebrochen" in (job.problem or "")


def test_a_set_that_cannot_be_read_starts_nothing_and_keeps_no_place(bench: Workbench) -> None:
    runner = Runner(bench, _knows)
    with pytest.raises(CaseError, match="gibt es nicht mehr"):
        runner.start("weg.jsonl")
    assert runner.job is None
    assert runner.start("start.jsonl").ended.wait(10)


def test_how_far_it_is_can_be_read_while_it_runs(bench: Workbench) -> None:
    seen: list[tuple[int, int, str, bool]] = []
    job = Job("start.jsonl", 2)

    class Watched(FakeEngine):
        def ask(self, query: Query) -> Reply:
            seen.append((job.done, job.total, job.question, job.ended.is_set()))
            return super().ask(query)

    job.work(bench, Watched(), bench.cases("start.jsonl"), {})
    assert seen == [(0, 2, "Frage a?", False), (1, 2, "Frage b?", False)]
    assert (job.done, job.ended.is_set(), job.stopping) == (2, True, False)
    assert job.kept is not None
    assert job.kept.is_file()
