"""The running service keeps the index in step by itself, and ends when it is told to."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from rag import giving_way
from rag.model import IngestReport
from rag.settings import Settings
from rag.sync import SyncReport
from tests.support.fakes import FakeEngine
from ui.service import keeper as keeping
from ui.service import syncing
from ui.service.keeper import Keeper
from ui.service.schedule import Schedule
from ui.service.syncing import Syncs
from ui.storage.syncs import KeptSync


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(keeping, "LOOK", 0.02)
    monkeypatch.setattr(keeping, "CLOCK", 0.02)


@pytest.fixture
def settings(tmp_path):
    for name in ("daten", "corpus"):
        (tmp_path / name).mkdir()
    return Settings(
        index=tmp_path / "index", data=tmp_path / "daten", corpus=tmp_path / "corpus", dip_key=SecretStr("x")
    )


@pytest.fixture
def kept(settings):
    """Makes keepers, and closes them."""
    made = []

    def make(engine=None, schedule="", fetch=lambda *_: SyncReport()):
        engine = engine or FakeEngine()
        made.append(Keeper(engine, settings, Schedule.read(schedule), Syncs(engine, settings, fetch)))
        return made[-1]

    yield make
    for one in made:
        one.close()


def until(true, seconds=10):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.01)


def test_papers_that_come_into_the_folder_are_read(kept, settings):
    engine = FakeEngine()
    keeper = kept(engine)
    keeper.start()
    until(lambda: engine.ingested == [settings.corpus])
    (settings.corpus / "neu.txt").write_text("Antwort", encoding="utf-8")
    until(lambda: len(engine.ingested) == 2)
    time.sleep(0.2)
    assert len(engine.ingested) == 2  # nothing came since


def test_what_was_not_read_is_known_and_logged_once(kept, settings, monkeypatch, caplog):
    engine = FakeEngine()
    monkeypatch.setattr(engine, "ingest", lambda *_: IngestReport(refused=(("a.pdf", "leer"),)))
    keeper = kept(engine)
    keeper.start()
    for name in ("b.txt", "c.txt"):
        until(lambda: keeper.read is not None)
        keeper_read, keeper.read = keeper.read, keeper.read
        assert keeper_read.refused == (("a.pdf", "leer"),)
        (settings.corpus / name).touch()
        time.sleep(0.3)
    assert caplog.text.count("a.pdf: leer") == 1


def test_a_reading_that_fails_does_not_end_the_watching(kept, settings, monkeypatch):
    engine, calls = FakeEngine(), []

    def fails(*_):
        calls.append(1)
        raise ZeroDivisionError

    monkeypatch.setattr(engine, "ingest", fails)
    kept(engine).start()
    until(lambda: len(calls) == 1)
    (settings.corpus / "b.txt").touch()
    until(lambda: len(calls) == 2)


def test_a_run_that_is_due_begins_by_itself_and_not_twice(kept):
    runs = []
    keeper = kept(schedule="60min", fetch=lambda *_: runs.append(1) or SyncReport())
    hour_ago = datetime.now(UTC) - timedelta(minutes=61)
    keeper.syncs.last = KeptSync(beginn=hour_ago, ende=hour_ago)  # it was missed while nothing ran
    keeper.start()
    until(lambda: keeper.syncs.last.bericht is not None)
    time.sleep(0.2)
    assert runs == [1]
    assert timedelta(minutes=59) < keeper.next_sync() - datetime.now() <= timedelta(minutes=60)


def test_a_run_that_is_not_due_does_not_begin(kept):
    runs = []
    keeper = kept(schedule="60min", fetch=lambda *_: runs.append(1) or SyncReport())
    keeper.start()
    time.sleep(0.2)
    assert not runs
    assert kept().next_sync() is None


def test_somebody_may_begin_one_and_is_told_where_not(kept):
    keeper = kept()
    assert keeper.sync() is None
    until(lambda: keeper.syncs.last is not None and keeper.syncs.going is None)
    assert keeper.sync() == syncing.SOON


def test_all_ends_soon_and_what_is_at_work_ends_at_its_next_step(kept):
    begun, ended = threading.Event(), threading.Event()

    def fetch(_request, _engine, progress):
        begun.set()
        try:
            while True:
                progress(0, 1, "21/1")
                time.sleep(0.01)
        finally:
            ended.set()

    keeper = kept(schedule="06:00", fetch=fetch)
    keeper.start()
    assert keeper.sync() is None
    assert begun.wait(10)
    started = time.perf_counter()
    keeper.close()
    assert time.perf_counter() - started < keeping.PATIENCE + 1
    assert ended.is_set()
    assert keeper.syncs.last.problem == syncing.STOPPED
    with pytest.raises(giving_way.Ended), giving_way.ended_by(lambda: True):
        keeper.syncs.run_quietly()


def test_when_the_vectors_are_back_that_is_logged_and_the_folder_read_again(kept, caplog):
    class Server(FakeEngine):
        """Away, then back with something made again."""

        back = False

        def take_up(self):
            if self.away is None or not self.back:
                return False
            self.away, self.notes = None, (*self.notes, "neu gemacht")
            return True

    engine = Server()
    engine.away = "Der Vektorserver antwortet nicht."
    keeper = kept(engine)
    keeper.start()
    until(lambda: len(engine.ingested) == 1)
    time.sleep(0.2)
    engine.back = True
    until(lambda: len(engine.ingested) == 2)
    time.sleep(0.2)
    assert [r.getMessage() for r in caplog.records if r.levelname in ("ERROR", "WARNING")] == [
        "Der Vektorserver antwortet nicht.",
        "neu gemacht",
        "Der Vektorserver ist wieder da, gesucht wird wie sonst.",
    ]
    assert len(engine.ingested) == 2


def test_whatever_goes_wrong_with_the_vectors_stops_no_reading(kept, settings, monkeypatch):
    engine = FakeEngine()
    monkeypatch.setattr(engine, "take_up", lambda: 1 / 0)
    keeper = kept(engine)
    keeper.start()
    until(lambda: engine.ingested == [settings.corpus])


class Damaged(FakeEngine):
    """An engine whose index must be made again, so often as `times` says; `fails`: that does not go well."""

    def __init__(self, times=1, fails=False):
        super().__init__()
        self.times, self.fails, self.tried = times, fails, 0

    needs_healing = property(lambda self: self.tried < self.times)

    def heal(self, progress):  # noqa: D102
        self.tried += 1
        if self.fails:
            raise ZeroDivisionError
        progress(0, 1, "")
        return ["1 Papier ist verloren."]


def test_a_damaged_index_is_made_again_also_when_it_is_damaged_later(kept, caplog):
    engine = Damaged()
    kept(engine).start()
    until(lambda: engine.tried == 1)
    time.sleep(0.1)
    assert engine.tried == 1
    engine.times = 2
    until(lambda: engine.tried == 2)
    until(lambda: caplog.text.count("wieder ganz") == 2)
    assert "1 Papier ist verloren." in caplog.text


def test_an_index_that_cannot_be_made_again_keeps_nothing_else_from_its_work(kept, settings, caplog):
    engine = Damaged(fails=True)
    kept(engine).start()
    until(lambda: engine.ingested == [settings.corpus])
    assert engine.tried == 1
    assert "ZeroDivisionError" in caplog.text
