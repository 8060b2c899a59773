"""Killed at any moment while papers come and go: nothing lost, nothing twice, nothing shown to another user.

ANTWORTFINDER_KILLS sets how often: 25 here, more by hand (`ANTWORTFINDER_KILLS=200 pytest
tests/rag/index/test_kills.py`).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from ingest import guarded, papers
from rag.engine import Engine
from rag.errors import IndexBusy
from rag.model import Query
from rag.settings import Settings
from tests.support.fakes import FakeEmbedder
from tests.support.forking import forked
from tests.support.leuchttuerme import head
from tests.support.paths import ROOT
from ui.storage.uploads import FOLDER
from ui.web.desk import Desk

KILLS = int(os.environ.get("ANTWORTFINDER_KILLS", "25"))
STEPS = 4  # so many beginnings and ends of an action a process is let tell of before the clock of its kill begins
LATEST = 0.15  # seconds after which a kill comes at the latest then; an action takes some hundredths
PATIENCE = 60.0  # seconds in which a process must tell of the next step, on a machine with much to do
FREE = 30.0  # seconds after which the index is free at the latest
CORPUS = ROOT / "corpus"
PAPER = (
    head("21/{number}")
    + """
1. Wie viele Leuchttürme stehen an der Nordsee?

An der Nordsee stehen nach Kenntnis der Bundesregierung {count} Leuchttürme, sagt das Papier von {user}.
"""
)
ASKED = Query("Wie viele Leuchttürme stehen an der Nordsee?")
NUMBERS = (901, 902, 903)
USERS = ("anna", "bernd")

Work = Callable[[Path, int, Connection], None]

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 gibt es nur unter Unix")


def opened(folder: Path) -> Engine:
    """The index, once it is free: a reading process that was just being started has its killed parent's lock a while.

    It lets go of it when its own program begins; on a machine with much to do that takes its time.
    """
    end = time.monotonic() + FREE
    while True:
        try:
            return Engine.open(Settings(index=folder / "index"), FakeEmbedder())
        except IndexBusy:
            assert time.monotonic() < end, "the index was not let go of"
            time.sleep(0.01)


def read_here() -> None:
    """Have this process read the files itself: another one takes longer to start than all that is to be cut off.

    `read_in` has it, so that kills find a reading process that starts or reads.
    """
    guarded.load_all = papers.load_all


def put(file: Path, text: str) -> None:
    """Write a file at once: what reading makes of half a file is another matter."""
    draft = file.parent.with_name("entwurf")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def work(folder: Path, seed: int, told: Connection) -> None:
    """Add and remove papers until killed; every action is told before it begins and once it is done."""
    chance = random.Random(seed)
    read_here()
    with opened(folder) as engine:
        desk = Desk(engine, folder / "daten")
        told.send(("bereit", "", 0))
        while True:
            user, number = chance.choice(USERS), chance.choice(NUMBERS)
            if f"21/{number}" in desk.own.numbers(user):
                told.send(("geht", user, number))
                desk.own.remove(user, f"21/{number}")
                told.send(("weg", user, number))
            else:
                told.send(("kommt", user, number))
                text = PAPER.format(number=number, count=number % 900, user=user)
                report = desk.own.add(user, f"21-{number:05d}.txt", text.encode())
                assert report.read == (f"21/{number}",), report
                told.send(("da", user, number))


def read_in(folder: Path, seed: int, told: Connection) -> None:
    """Change, add or take away files of the stock and read them in, until killed."""
    chance = random.Random(seed)
    with opened(folder) as engine:
        told.send(("bereit", "", 0))
        while True:
            file = folder / "bestand" / f"21-{chance.choice(NUMBERS):05d}.txt"
            if file.exists() and chance.random() < 0.3:
                file.unlink()
            else:
                text = PAPER.format(number=int(file.stem[3:]), count=chance.randrange(99), user="allen")
                put(file, text)
            told.send(("liest", "", 0))
            report = engine.ingest([folder / "bestand"])
            assert (report.refused, report.kept, report.stopped) == ((), (), None)
            told.send(("gelesen", "", 0))


def read_lists(folder: Path, seed: int, told: Connection) -> None:
    """Write lists of several papers anew and read them in, until killed; papers move from one list to the other."""
    chance = random.Random(seed)
    read_here()
    with opened(folder) as engine:
        told.send(("bereit", "", 0))
        while True:
            for name, numbers in lists(chance).items():
                write_list(folder / "bestand" / name, numbers, chance.randrange(99))
            told.send(("liest", "", 0))
            report = engine.ingest([folder / "bestand"])
            assert (report.refused, report.kept, report.stopped) == ((), (), None)
            told.send(("gelesen", "", 0))


def lists(chance: random.Random) -> dict[str, list[int]]:
    """File -> the numbers of its papers, one at least: six papers in two lists."""
    numbers = [901, 902, 903, 904, 905, 906]
    chance.shuffle(numbers)
    cut, end = chance.randrange(1, 3), chance.randrange(3, 7)
    return {"a.json": numbers[:cut], "b.json": numbers[cut:end]}


def write_list(path: Path, numbers: list[int], count: int) -> None:
    texts = {number: PAPER.format(number=number, count=count, user="allen") for number in numbers}
    records = [
        {"dokumentnummer": f"21/{number}", "drucksachetyp": "Antwort", "titel": "Leuchttürme", "text": text}
        for number, text in texts.items()
    ]
    put(path, json.dumps({"documents": records}))


def killed(folder: Path, seed: int, work: Work) -> list[tuple[str, str, int]]:
    """Let a process work and kill it in the midst of it; gives what it told."""
    chance = random.Random(seed)
    process, ours = forked(work, folder, seed)
    told = []
    for _ in range(1 + chance.randrange(1, STEPS + 1)):  # "bereit" and so many steps, however slow the machine is
        assert ours.poll(PATIENCE), "the process does nothing"
        told.append(ours.recv())
    process.join(chance.uniform(0, LATEST))
    assert process.is_alive(), "the process ended by itself"
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    try:
        while ours.poll():
            told.append(ours.recv())
    except EOFError:
        pass
    assert told[0][0] == "bereit"
    return told[1:]


def follow(told: list[tuple[str, str, int]], there: set[tuple[str, int]]) -> tuple[str, int] | None:
    """Bring `there` in step with what was done; gives the paper of an action that was cut off."""
    begun: tuple[str, int] | None = None
    for what, user, number in told:
        one = (user, number)
        begun = one if what in ("geht", "kommt") else None
        if what == "weg":
            there.discard(one)
        elif what == "da":
            there.add(one)
    return begun


def check(engine: Engine, desk: Desk, there: set[tuple[str, int]], open_: tuple[str, int] | None) -> None:
    """The index is whole, each user has what they added, and sees nothing of another's."""
    assert engine.check() == []
    found = {(user, int(n.split("/")[1])) for user in USERS for n in desk.own.numbers(user)}
    assert found - {open_} == there - {open_}
    assert len([f for f in (desk.folder / FOLDER).iterdir() if f.is_dir()]) == len(found)
    stock = len(engine.papers())
    for user in (*USERS, "carla"):
        seen = engine.seen_by(user)
        assert len(seen.papers()) == stock + sum(who == user for who, _ in found)
        texts = " ".join(
            hit.passage.text for hit in seen.ask(Query("Wie viele Leuchttürme stehen an der Nordsee?")).hits
        )
        assert not any(f"Papier von {other}" in texts for other in USERS if other != user)
    assert "Papier von" not in " ".join(hit.passage.text for hit in engine.find(ASKED))
    there.clear()
    there.update(found)


def test_a_kill_while_papers_are_read_in_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    shutil.copytree(CORPUS, stock := tmp_path / "bestand")
    for number in (801, 802, 803, 804):  # so many that one gone is never most of them
        (stock / f"21-{number:05d}.txt").write_text(PAPER.format(number=number, count=number, user="allen"), "utf-8")
    cut_off = 0
    for seed in range(KILLS):
        cut_off += killed(tmp_path, seed, read_in)[-1][0] == "liest"
        with opened(tmp_path) as engine:
            assert engine.check() == []  # before anything is read
            engine.ingest([stock])
            assert engine.check() == []
            files = {file: "21/" + str(int(file.stem[3:])) for file in stock.glob("21-*.txt")}
            assert sorted(paper.nummer for paper in engine.papers()) == sorted(["20/11166", *files.values()])
            for file, nummer in files.items():
                said = next(p.text for p in engine.passages_of(nummer) if "stehen nach" in p.text)
                assert said in file.read_text("utf-8")
    assert cut_off > KILLS // 2  # they were at work when they were killed


def test_a_kill_while_lists_of_papers_are_read_in_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    (stock := tmp_path / "bestand").mkdir()
    cut_off = 0
    for seed in range(KILLS):
        cut_off += killed(tmp_path, seed, read_lists)[-1][0] == "liest"
        with opened(tmp_path) as engine:
            assert engine.check() == []  # before anything is read
            engine.ingest([stock])
            assert engine.check() == []
            texts: dict[str, list[str]] = {}  # killed between the two files, a paper may stand in both
            for file in stock.glob("*.json"):
                for record in json.loads(file.read_text("utf-8"))["documents"]:
                    texts.setdefault(record["dokumentnummer"], []).append(record["text"])
            assert sorted(paper.nummer for paper in engine.papers()) == sorted(texts)
            for nummer, written in texts.items():
                said = next(p.text for p in engine.passages_of(nummer) if "stehen nach" in p.text)
                assert any(said in text for text in written)
    assert cut_off > KILLS // 2  # they were at work when they were killed


def test_a_kill_at_any_moment_loses_nothing_doubles_nothing_and_shows_nothing_to_others(tmp_path: Path) -> None:
    with opened(tmp_path) as engine:
        engine.ingest([CORPUS])
    there: set[tuple[str, int]] = set()
    cut = 0
    for seed in range(KILLS):
        cut_off = follow(killed(tmp_path, seed, work), there)
        cut += cut_off is not None
        with opened(tmp_path) as engine:
            check(engine, Desk(engine, tmp_path / "daten"), there, cut_off)
    assert cut > KILLS // 2  # they were at work when they were killed
