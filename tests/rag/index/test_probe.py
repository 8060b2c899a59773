"""The trial of vectors and keywords against the store; what brings its process down is known by that."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from rag.index import probe, rebuild
from rag.index.fingerprint import KEYWORDS, VECTORS
from rag.index.keywords import Keywords
from rag.index.probe import CRASH, compared, findings, misfit, run
from rag.index.state import State
from rag.index.store import Store
from rag.index.vectors import Vectors
from tests.support.fakes import FakeEmbedder, sample_paper
from tests.support.filled import put


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two whole papers and one that is not, with vectors and keywords beside it."""
    folder = tmp_path_factory.mktemp("index")
    store = Store(folder / "store.sqlite")
    put(store, sample_paper("20/1"))
    put(store, sample_paper("20/2"))
    put(store, sample_paper("20/3"), state=State.UNFINISHED)
    rebuild.vectors(store, folder / VECTORS, lambda *_: None).close()
    rebuild.keywords(store, folder / KEYWORDS, lambda *_: None).close()
    store.close()
    return folder


@pytest.fixture
def store(healthy: Path) -> Iterator[Store]:
    opened = Store(healthy / "store.sqlite")
    yield opened
    opened.close()


def copied(healthy: Path, part: str, to: Path) -> Path:
    return Path(shutil.copytree(healthy / part, to / part))


def test_healthy_parts_have_nothing_wrong(healthy: Path, store: Store, tmp_path: Path) -> None:
    for part in (VECTORS, KEYWORDS):
        assert findings(store, copied(healthy, part, tmp_path), part) == []


def test_a_window_lost_and_another_vector_are_found(healthy: Path, store: Store, tmp_path: Path) -> None:
    path = copied(healthy, VECTORS, tmp_path)
    part = Vectors(path)
    (id_, *_), rows = part.all()
    part.put([id_], np.roll(rows[:1], 1, axis=1))
    part.close()
    assert findings(store, path, VECTORS) == ["Vektoren sind andere als die des Bestands"]
    part = Vectors(path)
    part.drop("20/1")
    part.close()
    (lost,) = findings(store, path, VECTORS)
    assert lost.startswith(f"{len(store.kept('20/1'))} Einträge fehlen, z. B. 20/1:")


def test_a_graph_that_finds_too_little_is_found(healthy: Path, store: Store, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(Vectors, "nearest", lambda *_: {})
    assert findings(store, copied(healthy, VECTORS, tmp_path), VECTORS) == ["Probefragen finden nur 0% des Nächsten"]


def test_a_passage_that_is_not_found_by_its_own_words_is_found(
    healthy: Path, store: Store, tmp_path: Path, monkeypatch
) -> None:
    path = copied(healthy, KEYWORDS, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Keywords, "search", lambda *_: {})
        (missed,) = findings(store, path, KEYWORDS)
    assert missed.endswith("Probefragen finden ihre Stelle nicht")
    part = Keywords(path)
    part.drop("20/2")
    part.commit()
    part.close()
    (lost,) = findings(store, path, KEYWORDS)
    assert "Einträge fehlen, z. B. 20/2:" in lost


def test_a_part_that_is_not_there_or_cannot_be_read_is_told(store: Store, tmp_path: Path) -> None:
    assert findings(store, tmp_path / "fehlt", KEYWORDS) == ["fehlt"]
    (tmp_path / "meta.json").write_text("unsinn", encoding="utf-8")
    (told,) = findings(store, tmp_path, KEYWORDS)
    assert told.startswith("lässt sich nicht lesen (")


def test_ids_are_compared_but_for_what_is_not_whole() -> None:
    wanted, there = ["1/1:1", "1/1:2", "1/2:1"], ["1/1:2", "1/1:3", "1/2:9"]
    assert compared(lambda: wanted, lambda: there, ["1/2"]) == [
        "1 Einträge fehlen, z. B. 1/1:1",
        "1 Einträge zu viel, z. B. 1/1:3",
    ]
    assert compared(lambda: wanted, lambda: wanted, []) == compared(list, list, []) == []


def test_another_model_of_the_same_name_makes_other_vectors(store: Store, tmp_path: Path) -> None:
    class Another(FakeEmbedder):
        def _vector(self, text: str):
            return super()._vector(text[::-1])

    class Wide(FakeEmbedder):
        dim = 96

    assert [misfit(store, model) for model in (FakeEmbedder(), Another(), Wide())] == [False, True, True]
    empty = Store(tmp_path / "leer.sqlite")
    assert not misfit(empty, Another())  # there is nothing to compare
    empty.close()


class Child:
    """Stands for the process: goes down at the parts named, or at none."""

    def __init__(self, *down: str, late: bool = False) -> None:
        self.down, self.late, self.asked = down, late, list[list[str]]()

    def __call__(self, command: list[str], **given: object) -> SimpleNamespace:
        """As subprocess.run."""
        names = command[5:]
        self.asked.append(names)
        if self.late:
            raise subprocess.TimeoutExpired(command, float(str(given["timeout"])))
        told = []
        for name in names:
            if name in self.down:
                break
            told.append(json.dumps({name: [f"{name} geprüft"]}))
        return SimpleNamespace(stdout="\n".join(told))


@pytest.mark.parametrize(
    ("child", "found", "asked"),
    [
        (Child(), {VECTORS: ["vectors geprüft"], KEYWORDS: ["keywords geprüft"]}, [[VECTORS, KEYWORDS]]),
        (Child(VECTORS), {VECTORS: [CRASH], KEYWORDS: ["keywords geprüft"]}, [[VECTORS, KEYWORDS], [KEYWORDS]]),
        (Child(KEYWORDS), {VECTORS: ["vectors geprüft"], KEYWORDS: [CRASH]}, [[VECTORS, KEYWORDS]]),
        (Child(VECTORS, KEYWORDS), {VECTORS: [CRASH], KEYWORDS: [CRASH]}, [[VECTORS, KEYWORDS], [KEYWORDS]]),
        (Child(late=True), {VECTORS: [CRASH], KEYWORDS: [CRASH]}, [[VECTORS, KEYWORDS], [KEYWORDS]]),
    ],
)
def test_the_part_that_brings_the_process_down_is_named_and_the_next_one_still_tried(
    child: Child, found: dict[str, list[str]], asked: list[list[str]], monkeypatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(probe.subprocess, "run", child)
    assert run(tmp_path, tmp_path) == found
    assert child.asked == asked
