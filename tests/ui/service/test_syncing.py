"""One run at a time, and what became of it is known afterwards, whoever asked for it."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from rag import giving_way
from rag.settings import Settings
from rag.sync import Refusal, SyncProblem, SyncReport
from ui.service import syncing
from ui.service.syncing import Going, Syncs
from ui.storage import syncs as kept_syncs


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "daten").mkdir()
    return Settings(index=tmp_path / "index", data=tmp_path / "daten", dip_key=SecretStr("x"))


def made(settings, fetch):
    return Syncs(object(), settings, fetch)


def test_a_run_is_given_the_engine_and_its_report_is_kept(settings):
    seen = []

    def fetch(request, engine, progress):
        progress(1, 3, "21/1")
        seen.append((request.ordner, engine, runs.going))
        return SyncReport(neu=2)

    runs = made(settings, fetch)
    told = []
    assert runs.run(runs.request(), lambda *it: told.append(it)) == SyncReport(neu=2)
    assert seen == [(settings.corpus / "dip", runs.engine, Going(1, 3, "21/1"))]
    assert told == [(1, 3, "21/1")]
    assert runs.going is None
    assert made(settings, fetch).last == runs.last == kept_syncs.load(settings.data_folder)
    assert runs.last.bericht == SyncReport(neu=2)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (SyncProblem("Kein Schlüssel."), "Kein Schlüssel."),
        (giving_way.Ended(), syncing.STOPPED),
        (KeyboardInterrupt(), syncing.STOPPED),
        (ZeroDivisionError("inneres"), syncing.BROKEN),
    ],
)
def test_why_there_is_no_report_is_kept_in_words(settings, error, said):
    def fetch(*_):
        raise error

    runs = made(settings, fetch)
    with pytest.raises(type(error)):
        runs.run(runs.request())
    assert (runs.last.problem, runs.last.bericht, runs.going) == (said, None, None)
    assert made(settings, fetch).last.problem == said


def test_a_second_run_is_refused_while_one_is_at_work(settings):
    begun, go_on = threading.Event(), threading.Event()

    def fetch(*_):
        begun.set()
        go_on.wait(10)
        return SyncReport()

    runs = made(settings, fetch)
    first = threading.Thread(target=runs.run_quietly)
    first.start()
    assert begun.wait(10)
    assert runs.refusal() == syncing.RUNNING
    with pytest.raises(SyncProblem, match="läuft schon"):
        runs.run(runs.request())
    assert runs.going is not None  # the first one's, still
    go_on.set()
    first.join(10)
    assert runs.last.bericht == SyncReport()


def test_the_page_begins_none_right_after_another(settings):
    runs = made(settings, lambda *_: SyncReport())
    assert runs.refusal() is None
    runs.run(runs.request())
    assert runs.refusal() == syncing.SOON
    past = datetime.now(UTC) - syncing.PAUSE - timedelta(seconds=1)
    runs.last = runs.last.model_copy(update={"ende": past})
    assert runs.refusal() is None


def test_a_run_ends_where_the_service_ends(settings):
    over = threading.Event()

    def fetch(_request, _engine, progress):
        over.set()
        progress(0, 1, "21/1")
        pytest.fail("it went on")

    runs = made(settings, fetch)
    with giving_way.ended_by(over.is_set), pytest.raises(giving_way.Ended):
        runs.run_quietly()
    assert runs.last.problem == syncing.STOPPED


def test_a_run_that_nobody_waits_for_tells_the_log_what_failed(settings, caplog):
    report = SyncReport(abgelehnt=(Refusal(drucksache="21/1", grund="leer"),))
    made(settings, lambda *_: report).run_quietly()
    assert "21/1: leer" in caplog.text

    def fetch(*_):
        raise SyncProblem("Kein Netz.")

    made(settings, fetch).run_quietly()
    assert "Kein Netz." in caplog.text


def test_without_a_key_nothing_can_be_fetched(settings):
    assert made(settings, None).possible
    assert not made(settings.model_copy(update={"dip_key": SecretStr("")}), None).possible
