"""A thorough check: what is found is told in words; the parts are tried as copies, never in their own folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Thread

import pytest

from rag.index import checkup, probe
from rag.index.index import Index
from rag.index.state import State
from tests.support.fakes import FakeEmbedder, sample_paper


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with Index(tmp_path_factory.mktemp("index"), FakeEmbedder()) as opened:
        opened.put(sample_paper())
        yield opened


class Trial:
    """Stands for the process of its own: notes what it is given and says what it is told to."""

    def __init__(self, found: dict[str, list[str]] | None = None) -> None:
        self.found = found or {}

    def __call__(self, folder: Path, parts: Path, names: Sequence[str]) -> dict[str, list[str]]:
        """As probe.run."""
        self.folder, self.parts, self.names = folder, parts, list(names)
        self.files = {str(file.relative_to(parts)) for file in parts.rglob("*") if file.is_file()}
        return self.found


def test_what_is_being_read_in_meanwhile_is_no_damage(tmp_path: Path, monkeypatch) -> None:
    with Index(tmp_path, FakeEmbedder()) as index:
        index.put(sample_paper("20/1"), wait=True)
        reading = Thread(target=index.put, args=(sample_paper("20/2"),), kwargs={"wait": True})

        def tried(*_: object) -> dict[str, list[str]]:
            reading.start()
            reading.join(0.2)
            assert index.store.state("20/2") is None  # it rests
            return {}

        monkeypatch.setattr(probe, "run", tried)
        assert checkup.check(index) == []
        assert [paper.key for paper in index.store.whole()] == ["20/1"]
        reading.join(10)
        assert index.store.state("20/2") is State.UNFINISHED


def test_a_healthy_index_has_no_problems_and_copies_are_gone_afterwards(index: Index, monkeypatch) -> None:
    monkeypatch.setattr(probe, "run", trial := Trial())
    assert checkup.check(index) == []
    assert trial.folder == index.folder != trial.parts
    assert trial.names == ["vectors", "keywords"]
    assert {"vectors/chroma.sqlite3", "keywords/meta.json"} <= trial.files
    assert not trial.parts.exists()


def test_what_the_trial_finds_is_told_with_the_part(index: Index, monkeypatch) -> None:
    monkeypatch.setattr(probe, "run", Trial({"vectors": ["fehlt", "anders"], "keywords": []}))
    assert checkup.check(index) == ["Vektoren: fehlt", "Vektoren: anders"]


def test_a_damaged_store_and_another_model_are_told(index: Index, monkeypatch) -> None:
    class Another(FakeEmbedder):
        """Goes by the same name, makes other vectors."""

        def _vector(self, text: str):
            return super()._vector(text[::-1])

    monkeypatch.setattr(probe, "run", Trial())
    monkeypatch.setattr(index.store, "is_sound", lambda: False)
    monkeypatch.setattr(index, "embedder", Another())
    assert [problem.partition(":")[0] for problem in checkup.check(index)] == ["Bestand", "Vektoren"]


def test_what_lies_in_memory_is_not_tried(index: Index, monkeypatch) -> None:
    monkeypatch.setattr(probe, "run", lambda *_: pytest.fail("nothing lies on the disk"))
    monkeypatch.setattr(index.parts, "_in_memory", {"vectors"})
    assert checkup.check(index) == ["Vektoren oder Stichwortindex liegen nur im Arbeitsspeicher."]


def test_what_is_just_being_made_again_is_told_and_not_tried(index: Index, monkeypatch) -> None:
    monkeypatch.setattr(probe, "run", lambda *_: pytest.fail("nothing lies on the disk"))
    monkeypatch.setattr(index.parts, "missing", {"keywords"})
    (said,) = checkup.check(index)
    assert said.startswith("Der Index wird gerade erneuert (0 %): Gesucht wird bis dahin ohne Stichwörter;")
