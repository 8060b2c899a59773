"""The vectors' server is killed (kill -9) while people ask and papers come: no question fails, nothing is lost.

`python tests/bench/parts.py … --kill` does the same with the real server, model and proxy, and prints what people saw.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ingest import guarded, papers
from rag.engine import Engine
from rag.model import Query
from rag.settings import Settings
from rag.sync import SyncReport
from tests.support import damages
from tests.support.chroma import Chroma
from tests.support.fakes import FakeEmbedder
from tests.support.leuchttuerme import head
from ui.service import keeper as keeping
from ui.service.keeper import Keeper
from ui.service.syncing import Syncs

KILLS, COME, USERS = 2, 6, 3
PATIENCE = 240.0
PAPER = (
    head("21/{number}", "Seezeichen")
    + "\n1. Wie viele Seezeichen gibt es im Revier {number}?\n\nEs gibt {number} Seezeichen.\n"
)


@dataclass
class People:
    """Who ask one question after the other. `limited`, `whole`: how many answers came, of the keywords alone or not."""

    engine: Engine
    over: threading.Event = field(default_factory=threading.Event)
    failed: list[str] = field(default_factory=list)
    limited: int = 0
    whole: int = 0
    longest: float = 0.0

    def ask(self) -> None:
        """Until it is over."""
        while not self.over.is_set():
            began = time.monotonic()
            try:
                reply = self.engine.ask(Query("Wie viele Leuchttürme stehen an der Nordsee?"))
                assert reply.hits[0].passage.drucksache == "21/101"
            except Exception as error:
                self.failed.append(repr(error))
                return
            self.longest = max(self.longest, time.monotonic() - began)
            if reply.nur_stichworte:
                self.limited += 1
            else:
                self.whole += 1


def until(true, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def come(folder: Path, number: int) -> None:
    """A paper is put into the folder."""
    (folder / f"21-{number:05d}.txt").write_text(PAPER.format(number=number), encoding="utf-8")


def test_killed_under_load_people_are_answered_and_all_papers_arrive(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(guarded, "load_all", papers.load_all)
    monkeypatch.setattr(keeping, "LOOK", 0.05)
    chroma = Chroma(tmp_path / "chroma").start()
    settings = Settings(index=tmp_path / "index", corpus=damages.corpus(tmp_path / "papiere"), vectors=chroma.url)
    (tmp_path / "daten").mkdir()
    try:
        with Engine.open(settings, FakeEmbedder()) as engine:
            engine.ingest([settings.corpus])
            syncs = Syncs(engine, settings.model_copy(update={"data": tmp_path / "daten"}), lambda *_: SyncReport())
            keeper, people = Keeper(engine, settings, None, syncs), People(engine)
            asking = [threading.Thread(target=people.ask) for _ in range(USERS)]
            keeper.start()
            for thread in asking:
                thread.start()
            for kill in range(KILLS):
                whole, limited = people.whole, people.limited
                until(lambda whole=whole: people.whole > whole or people.failed, "nobody is answered")
                for number in range(COME // KILLS):
                    come(settings.corpus, 201 + 10 * kill + number)
                    if number == 0:
                        chroma.kill()
                until(lambda limited=limited: people.limited > limited or people.failed, "nobody notices")
                chroma.start()
                until(lambda: engine.away is None, "it does not heal")
            until(lambda: len(engine.papers()) == 4 + COME, "papers are lost")
            whole = people.whole
            until(lambda: people.whole > whole or people.failed, "it is not as before")
            people.over.set()
            for thread in asking:
                thread.join()
            keeper.close()
            assert (people.failed, engine.check(), engine.index.store.unfinished()) == ([], [], [])
            print(f"{people.whole} whole, {people.limited} by keywords alone, longest {people.longest:.2f} s")
    finally:
        chroma.kill()


@pytest.fixture(autouse=True)
def _no_hanging(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading that rests for people must not take minutes here."""
    monkeypatch.setattr("rag.giving_way.REST", 0.1)
