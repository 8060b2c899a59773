"""What is counted while the service runs, in the form of Prometheus: numbers alone, nobody's words, nobody's name."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from rag.engine import Engine
    from rag.model import Reply
    from ui.service.keeper import Keeper
    from ui.service.readiness import Readiness

FORM = "text/plain; version=0.0.4; charset=utf-8"
"""The media type of what `Metrics.text` gives."""
SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 60.0)
"""Upper bounds of the histogram: from a quick answer to the longest that a language model may take."""
FAILED = "fehler"
_log = logging.getLogger(__name__)
_FREE = (("index", "Ordner des Index"), ("daten", "Ordner der Daten"))


class Metrics:
    """Of one server. The page's questions ("seite") and programs' ("programm") are counted apart."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        labels = ("weg", "art", "ergebnis")
        self._questions = Counter("antwortfinder_fragen", "Fragen, nach ihrem Ergebnis", labels, registry=self.registry)
        self._seconds = Histogram(
            "antwortfinder_frage_sekunden",
            "Dauer bis zur fertigen Antwort",
            ("weg",),
            registry=self.registry,
            buckets=SECONDS,
        )

    def answered(self, way: str, reply: Reply | None, seconds: float) -> None:
        """A question that came this way was answered; None: that failed."""
        art, ergebnis = (reply.art.value, reply.outcome.value) if reply else ("", FAILED)
        self._questions.labels(way, art, ergebnis).inc()
        self._seconds.labels(way).observe(seconds)
        said = {"weg": way, "art": art, "ergebnis": ergebnis, "ms": round(1000 * seconds)}
        _log.info("Frage beantwortet", extra=said)

    def watch(self, engine: Engine, readiness: Readiness, keeper: Keeper | None) -> None:
        """Say from now on how these stand. `engine`: of the common stock."""
        self.registry.register(_Standing(engine, readiness, keeper))

    def text(self) -> bytes:
        """All of it, as a server of Prometheus reads it."""
        return generate_latest(self.registry)


class _Standing(Collector):
    """How index, papers and fetching stand, looked up when somebody asks."""

    def __init__(self, engine: Engine, readiness: Readiness, keeper: Keeper | None) -> None:
        self._engine, self._readiness, self._keeper = engine, readiness, keeper

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing: what there is need not be looked up to be registered."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges."""
        papers, fragen = self._engine.size()
        yield _gauge("bereit", "1: Fragen werden beantwortet", self._readiness.problem() is None)
        yield _gauge("papiere", "Drucksachen im gemeinsamen Bestand", papers)
        yield _gauge("papiere_fragen", "Beantwortete Fragen in ihnen", fragen)
        yield _gauge("index_auf_platte", "0: Ein Teil des Index liegt nur im Arbeitsspeicher", self._engine.on_disk)
        yield _gauge("vektoren_da", "0: Der Vektorserver fehlt, nur Stichwörter werden gesucht", not self._engine.away)
        yield _gauge("liest", "1: Gerade werden Papiere gelesen", self._engine.reading)
        if self._keeper is not None:
            yield from _kept(self._keeper)


def _kept(keeper: Keeper) -> Iterator[GaugeMetricFamily]:
    unread = len(keeper.read.refused) if keeper.read else 0
    yield _gauge("papierordner_nicht_gelesen", "Dateien des Papierordners, die abgelehnt sind", unread)
    for name, said in _FREE:
        folder = keeper.settings.index if name == "index" else keeper.settings.data_folder
        if folder.is_dir():
            yield _gauge(f"{name}_frei_bytes", f"Freier Platz auf der Platte: {said}", shutil.disk_usage(folder).free)
    syncs = keeper.syncs
    yield _gauge("abgleich_laeuft", "1: Gerade wird beim Bundestag abgerufen", syncs.going is not None)
    if syncs.last is not None:
        report = syncs.last.bericht
        yield _gauge("abgleich_ende_sekunden", "Ende des letzten Abgleichs, Unix-Zeit", syncs.last.ende.timestamp())
        whole = report is not None and report.abgebrochen is None
        yield _gauge("abgleich_vollstaendig", "1: Der letzte Abgleich wurde fertig", whole)
        if report is not None:
            yield _gauge("abgleich_abgelehnt", "Papiere, die er nicht aufnehmen konnte", len(report.abgelehnt))
            yield _gauge("abgleich_fehlt_noch", "Papiere, die noch nicht im Bestand sind", report.fehlt_noch)


def _gauge(name: str, said: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"antwortfinder_{name}", said, value=float(value))
