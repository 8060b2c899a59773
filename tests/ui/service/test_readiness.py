"""Ready is what answers: not before the model is loaded, not after the index has failed, and again once it works."""

from __future__ import annotations

import threading

from rag.engine import Engine
from rag.settings import Settings
from tests.support.fakes import FakeEmbedder, FakeEngine
from ui.service import readiness as ready
from ui.service.readiness import FAILS, STARTS, Readiness


class Failing(FakeEngine):
    """An engine that fails as long as `broken` is set, with something in its words that is nobody's business."""

    broken = False

    def ask(self, query):  # noqa: D102
        if self.broken:
            raise RuntimeError("/geheim/store.sqlite")
        return super().ask(query)


def test_it_is_not_ready_before_the_model_is_loaded():
    one = Readiness(FakeEngine())
    assert one.problem() == STARTS
    assert one.prepare()
    assert one.problem() is None


def test_what_cannot_be_loaded_is_told_without_its_words_and_tried_again(monkeypatch, caplog):
    monkeypatch.setattr(ready, "FRESH", 0)
    engine = Failing()
    engine.broken = True
    one = Readiness(engine)
    assert not one.prepare()
    assert one.problem() == FAILS
    assert "geheim" in caplog.text
    engine.broken = False
    assert one.problem() is None
    engine.broken = True
    assert one.problem() == FAILS


def test_who_asks_often_costs_one_trial():
    engine = FakeEngine()
    one = Readiness(engine)
    one.prepare()
    asked = len(engine.asked)
    assert [one.problem() for _ in range(100)] == [None] * 100
    assert len(engine.asked) == asked


def test_a_trial_that_hangs_keeps_nobody_else_waiting(monkeypatch):
    monkeypatch.setattr(ready, "FRESH", 0)
    go, inside = threading.Event(), threading.Event()

    class Hanging(FakeEngine):
        def find(self, query):
            inside.set()
            go.wait(30)
            return super().find(query)

    one = Readiness(Hanging())
    one.prepare()
    thread = threading.Thread(target=one.problem)
    thread.start()
    assert inside.wait(10)
    assert one.problem() is None
    go.set()
    thread.join()


def test_the_model_is_loaded_even_where_there_is_no_paper(tmp_path):
    asked = []

    class Watched(FakeEmbedder):
        def queries(self, texts):
            asked.extend(texts)
            return super().queries(texts)

    with Engine.open(Settings(index=tmp_path / "index"), Watched()) as engine:
        assert Readiness(engine).prepare()
    assert asked
