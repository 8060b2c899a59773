"""Killed at any moment of a run, with the network failing and papers changing meanwhile: nothing lost, nothing twice.

ANTWORTFINDER_KILLS sets how often: 25 here, 1,000 by night (`make kills`). A process that is to be killed is forked
from one that has everything imported; one in APART of them reads files in a process of its own, as the program does,
the others within, so that a run takes a tenth of a second.
"""

from __future__ import annotations

import json
import os
import random
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from ingest import guarded
from rag.engine import Engine
from rag.settings import Settings
from rag.sync import asked, sync
from tests.support.dip import Asked, Dip, Fault
from tests.support.dipstock import request
from tests.support.fakes import FakeEmbedder
from tests.support.forking import forked
from tests.support.leuchttuerme import head

KILLS = int(os.environ.get("ANTWORTFINDER_KILLS", "25"))
APART = 5
QUESTIONS = 14  # that a run asks, or about so many
LATEST = 0.1, 0.7  # seconds after the chosen question at which a kill comes at the latest, the second of those APART
PAPERS = 8
ANSWER = (
    head("{number}")
    + "\n1. Wie viele Leuchttürme stehen an der Nordsee?\n\nAn der Nordsee stehen nach Kenntnis der Bundesregierung "
    "{count} Leuchttürme.\n"
)
ANFRAGE = (
    "Deutscher Bundestag Drucksache {number}\n21. Wahlperiode 03.05.2025\nKleine Anfrage\nder Abgeordneten "
    "Erika Muster und der Fraktion der SPD\nLeuchttürme\nWir fragen die Bundesregierung:\n"
    "1. Wie viele Leuchttürme stehen dort?\n"
)

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 gibt es nur unter Unix")


def opened(folder: Path) -> Engine:
    return Engine.open(Settings(index=folder / "index"), FakeEmbedder())


def fetch(folder: Path, url: str, apart: bool, told: Connection) -> None:
    """Fetch until killed. `apart`: files are read in a process of its own."""
    if not apart:
        guarded.within = lambda _, read, *given: read(*given)  # type: ignore[assignment]
    with opened(folder) as engine:
        told.send("bereit")
        while True:
            sync(request(url, folder), engine)


class Changing:
    """Papers that change while they are fetched, over a network that fails."""

    def __init__(self, server: Dip, chance: random.Random) -> None:
        self.server, self.chance, self.changes = server, chance, 0
        for _ in range(PAPERS):
            self.change()

    def __call__(self, asked: Asked) -> None:
        """Called before each answer."""
        if asked.path.endswith("/drucksache") and self.chance.random() < 0.5:
            self.change()
        if self.chance.random() < 0.1:
            self.server.plan(self.chance.choice([Fault.BUSY, Fault.CUT, Fault.GONE, Fault.GARBAGE]))

    def change(self) -> None:
        """A paper is new or has changed."""
        self.changes += 1
        number = f"21/{self.chance.randrange(1, PAPERS + 1)}"
        when = f"2025-10-{1 + self.changes // 1440:02d}T{self.changes // 60 % 24:02d}:{self.changes % 60:02d}:00+02:00"
        if int(number.split("/")[1]) % 4 == 0:
            self.server.add(number, ANFRAGE.format(number=number), "Kleine Anfrage", aktualisiert=when)
        else:
            self.server.add(number, ANSWER.format(number=number, count=self.changes), aktualisiert=when)


def killed(folder: Path, server: Dip, seed: int) -> None:
    """Let a process fetch and kill it some time after one of its questions."""
    chance, apart = random.Random(seed), seed % APART == 0
    before = len(server.asked) + chance.randrange(QUESTIONS)
    process, told = forked(fetch, folder, server.url, apart)
    assert told.recv() == "bereit"
    while len(server.asked) <= before and process.is_alive():
        time.sleep(0.002)
    process.join(chance.uniform(0, LATEST[apart]))
    assert process.is_alive(), "the process ended by itself"
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()


def whole(server: Dip, folder: Path) -> None:
    """After one run that nothing disturbs everything is in, as the interface has it, and once."""
    answers = {
        one["dokumentnummer"]: one["text"] for one in server.records.values() if one["drucksachetyp"] == "Antwort"
    }
    asking = {one["dokumentnummer"] for one in server.records.values()} - answers.keys()
    with opened(folder) as engine:
        assert engine.check() == []  # before anything is fetched
        report = sync(request(server.url, folder), engine)
        assert (report.abgelehnt, report.fehlt_noch, report.abgebrochen) == ((), 0, None)
        assert engine.check() == []
        assert sorted(paper.nummer for paper in engine.papers()) == sorted(answers)
        for number, text in answers.items():
            said = [p.text for p in engine.passages_of(number) if "stehen nach" in p.text]
            assert len(said) == 1
            assert said[0] in text.replace("\n", " ")
        assert sync(request(server.url, folder), engine).neu == 0
    files = [json.loads(file.read_text()) for file in (folder / "dip" / "antworten").glob("*.json")]
    assert {one["dokumentnummer"]: one["text"] for one in files} == answers
    assert {one.nummer for one in asked(folder / "dip")} == asking
    assert not list((folder / "dip").rglob(".neu*"))


def test_a_kill_at_any_moment_of_a_run_loses_nothing_and_doubles_nothing(server: Dip, tmp_path: Path) -> None:
    server.judge = None
    changing = Changing(server, random.Random(KILLS))
    for seed in range(KILLS):
        server.meanwhile = changing
        killed(tmp_path, server, seed)
        server.meanwhile = lambda _: None
        server.planned.clear()
        whole(server, tmp_path)
    assert len(server.asked) > KILLS * 5  # they were at work when they were killed
    assert changing.changes > PAPERS
