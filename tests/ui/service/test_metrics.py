"""What is counted, as Prometheus reads it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from prometheus_client.parser import text_string_to_metric_families

from rag.model import IngestReport, Query
from rag.settings import Settings
from rag.sync import SyncReport
from tests.support.fakes import FakeEngine
from ui.service.keeper import Keeper
from ui.service.metrics import Metrics
from ui.service.readiness import Readiness
from ui.service.syncing import Syncs
from ui.storage.syncs import KeptSync

ENGINE = FakeEngine()


def read(metrics: Metrics) -> dict[str, dict[frozenset[tuple[str, str]], float]]:
    """Name -> labels -> value, as a reader of the format has it."""
    found: dict[str, dict[frozenset[tuple[str, str]], float]] = {}
    for family in text_string_to_metric_families(metrics.text().decode()):
        for sample in family.samples:
            found.setdefault(sample.name, {})[frozenset(sample.labels.items())] = sample.value
    return found


def one(metrics: Metrics, name: str) -> float | None:
    """A value without labels; None where there is none."""
    return read(metrics).get(f"antwortfinder_{name}", {}).get(frozenset())


def test_questions_are_counted_by_how_they_ended_and_timed() -> None:
    metrics = Metrics()
    found, missing = (ENGINE.ask(Query(text)) for text in ("Wie viele Leuchttürme gibt es?", "Wer?"))
    metrics.answered("seite", found, 0.3)
    metrics.answered("seite", found, 3.0)
    metrics.answered("programm", missing, 0.01)
    metrics.answered("seite", None, 61.0)
    seen = {
        (labels["weg"], labels["art"], labels["ergebnis"]): value
        for labels, value in (
            (dict(pairs), value) for pairs, value in read(metrics)["antwortfinder_fragen_total"].items()
        )
    }
    assert seen == {
        ("seite", "antwort", "belegt"): 2,
        ("programm", "antwort", "nicht_im_bestand"): 1,
        ("seite", "", "fehler"): 1,
    }
    buckets = read(metrics)["antwortfinder_frage_sekunden_bucket"]
    assert buckets[frozenset({("weg", "seite"), ("le", "0.5")})] == 1
    assert buckets[frozenset({("weg", "seite"), ("le", "5.0")})] == 2
    assert buckets[frozenset({("weg", "seite"), ("le", "+Inf")})] == 3


@pytest.fixture
def keeper(tmp_path):
    (tmp_path / "index").mkdir()
    settings = Settings(index=tmp_path / "index", data=tmp_path / "daten")
    return Keeper(ENGINE, settings, None, Syncs(ENGINE, settings, lambda *_: SyncReport()))


def test_how_index_papers_and_fetching_stand(keeper, monkeypatch) -> None:
    metrics, readiness = Metrics(), Readiness(ENGINE)
    metrics.watch(ENGINE.seen_by(None), readiness, keeper)
    assert one(metrics, "bereit") == 0
    readiness.prepare()
    assert one(metrics, "bereit") == 1
    assert (one(metrics, "papiere"), one(metrics, "index_auf_platte"), one(metrics, "liest")) == (1, 1, 0)
    assert one(metrics, "index_frei_bytes") > 0
    assert one(metrics, "vektoren_da") == 1
    monkeypatch.setattr(FakeEngine, "away", "Der Vektorserver antwortet nicht.")
    assert one(metrics, "vektoren_da") == 0
    assert one(metrics, "abgleich_ende_sekunden") is None  # there was none yet
    ended = datetime(2026, 1, 2, tzinfo=UTC)
    keeper.syncs.last = KeptSync(beginn=ended, ende=ended, bericht=SyncReport(fehlt_noch=3))
    keeper.read = IngestReport(refused=(("a.pdf", "kaputt"),))
    assert one(metrics, "abgleich_ende_sekunden") == ended.timestamp()
    assert (one(metrics, "abgleich_vollstaendig"), one(metrics, "abgleich_fehlt_noch")) == (1, 3)
    assert one(metrics, "papierordner_nicht_gelesen") == 1
    keeper.syncs.last = KeptSync(beginn=ended, ende=ended, problem="abgebrochen")
    assert one(metrics, "abgleich_vollstaendig") == 0
