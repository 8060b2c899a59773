"""The index keeps store, keywords and vectors in step, survives interruption, belongs to one process."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import guarded
from ingest.model import ParseError
from ingest.papers import Loaded
from rag import giving_way
from rag.index import update as updating
from rag.index.index import Index
from rag.index.state import State
from rag.index.vector_server import VectorServer
from tests.support.chroma import ran as ran  # a fixture
from tests.support.fakes import NUMMER, FakeEmbedder, sample_paper
from tests.support.paths import ROOT


@pytest.fixture(params=["folder", "server"])
def server(request: pytest.FixtureRequest) -> VectorServer | None:
    """Where the vectors lie: in the index's folder, or on a server. The same tests for both."""
    return request.getfixturevalue("ran").server if request.param == "server" else None


@pytest.fixture
def index(tmp_path: Path, server: VectorServer | None):
    with Index(tmp_path / "index", FakeEmbedder(), server=server) as opened:
        yield opened


def reader(numbers: dict[str, str]) -> Callable[[Path], Loaded]:
    """Stands for `guarded.load_all`: the file's name decides the paper."""

    def load(path: Path) -> Loaded:
        if path.stem not in numbers:
            return Loaded((), (ParseError(path.name, "keine Antwort der Bundesregierung"),))
        return Loaded((sample_paper(numbers[path.stem]),))

    return load


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three readable files and a bad one."""
    folder = tmp_path / "papiere"
    folder.mkdir()
    for name in ("a", "b", "c", "kaputt"):
        (folder / f"{name}.txt").write_text(name, encoding="utf-8")
    load = reader({"a": "20/1", "b": "20/2", "c": "20/3", "doppelt": "20/1"})
    monkeypatch.setattr(guarded, "load_all", load)
    return folder


def test_a_paper_is_in_all_three_parts(index: Index):
    index.put(sample_paper())
    assert index.check() == []
    assert index.store.counts().papers == 1
    assert set(index.keywords.ids()) == set(index.store.searched_ids())
    assert index.vectors.count() == len(set(index.store.window_ids())) > 5


def test_a_paper_put_again_replaces_itself(index: Index):
    index.put(sample_paper(extra=" Zusatz. Noch ein Satz. Und noch einer. Und ein vierter."))
    index.put(sample_paper())
    assert index.check() == []
    assert "Zusatz" not in index.store.passages_of(NUMMER)[0].text


def test_only_what_changed_is_read(index: Index, corpus: Path):
    first = index.update([corpus])
    assert first.read == ("20/1", "20/2", "20/3")
    assert [grund for _, grund in first.refused] == ["keine Antwort der Bundesregierung"]
    (corpus / "b.txt").write_text("anders", encoding="utf-8")
    second = index.update([corpus])
    assert second.read == ("20/2",)
    assert len(second.skipped) == 2


def test_progress_counts_only_what_is_read(index: Index, corpus: Path):
    index.update([corpus])  # refuses one, which is tried again each time
    (corpus / "b.txt").write_text("anders", encoding="utf-8")
    seen: list[tuple[int, int, str]] = []
    index.update([corpus], lambda done, total, name: seen.append((done, total, name)))
    assert seen == [(0, 2, "b.txt"), (1, 2, "kaputt.txt"), (2, 2, "")]


def test_an_unreadable_file_is_refused_alone(index: Index, corpus: Path, monkeypatch: pytest.MonkeyPatch):
    def hashed(path: Path) -> str:
        if path.stem == "kaputt":
            raise PermissionError(13, "Permission denied", str(path))
        return path.stem

    monkeypatch.setattr(updating, "file_hash", hashed)
    report = index.update([corpus])
    assert report.read == ("20/1", "20/2", "20/3")
    assert report.refused == (
        (str(corpus / "kaputt.txt"), "darf nicht gelesen werden. Abhilfe: die Rechte daran geben"),
    )


def test_a_vanished_file_takes_its_paper_along(index: Index, corpus: Path):
    index.update([corpus])
    (corpus / "c.txt").unlink()
    assert index.update([corpus]).removed == ("20/3",)
    assert index.check() == []
    assert [s.paper.nummer for s in index.store.whole()] == ["20/2", "20/1"]


def test_a_renamed_file_keeps_its_paper(index: Index, corpus: Path):
    index.update([corpus])
    (corpus / "c.txt").unlink()
    (corpus / "doppelt.txt").write_text("x", encoding="utf-8")
    (corpus / "a.txt").unlink()  # doppelt.txt holds the same paper
    report = index.update([corpus])
    assert (report.read, report.removed) == (("20/1",), ("20/3",))


def test_a_file_outside_the_given_folder_keeps_its_paper(index: Index, corpus: Path):
    index.update([corpus])
    (corpus / "c.txt").unlink()
    assert index.update([corpus / "a.txt"]).removed == ()


def test_the_same_paper_from_a_second_file_is_refused(index: Index, corpus: Path):
    index.update([corpus])
    (corpus / "doppelt.txt").write_text("x", encoding="utf-8")
    refused = dict(index.update([corpus]).refused)
    assert "schon aus" in refused[str(corpus / "doppelt.txt")]


def test_a_missing_path_is_refused(index: Index, tmp_path: Path):
    assert index.update([tmp_path / "fehlt"]).refused == ((str(tmp_path / "fehlt"), "gibt es nicht"),)


@pytest.mark.parametrize("step", ["vectors.drop", "vectors.put", "keywords.put", "keywords.commit"])
def test_an_interrupted_paper_is_done_again(
    tmp_path: Path, server: VectorServer | None, monkeypatch: pytest.MonkeyPatch, step: str
):
    owner, name = step.split(".")
    with Index(tmp_path, FakeEmbedder(), server=server) as index, monkeypatch.context() as patch:
        index.put(sample_paper("20/7"))
        index.put(sample_paper())  # of a new one nothing need be dropped

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(getattr(index, owner), name, killed)
        with pytest.raises(KeyboardInterrupt):
            index.put(sample_paper())
        assert (index.store.unfinished(), index.store.state(NUMMER)) == ([NUMMER], State.UNFINISHED)
    with Index(tmp_path, FakeEmbedder(), server=server) as index:
        assert index.check() == []
        assert {s.paper.nummer for s in index.store.whole()} == {"20/7", NUMMER}


def test_what_is_interrupted_before_it_is_written_was_never_begun(index: Index, monkeypatch: pytest.MonkeyPatch):
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    index.put(sample_paper())
    before = index.store.passages_of(NUMMER)
    monkeypatch.setattr(index.embedder, "passages", killed)
    with pytest.raises(KeyboardInterrupt):
        index.put(sample_paper(extra=" Zusatz."))
    assert (index.store.passages_of(NUMMER), index.check()) == (before, [])


def test_an_interrupted_removal_leaves_the_index_whole(
    tmp_path: Path, server: VectorServer | None, monkeypatch: pytest.MonkeyPatch
):
    with Index(tmp_path, FakeEmbedder(), server=server) as index, monkeypatch.context() as patch:
        index.put(sample_paper())
        patch.setattr(index.keywords, "commit", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            index.remove(NUMMER)
    with Index(tmp_path, FakeEmbedder(), server=server) as index:
        assert index.check() == []


_KILLED = """
import os, sys
sys.path.insert(0, {root!r})
from pathlib import Path
from tests.support.fakes import FakeEmbedder, sample_paper
from rag.index.index import Index
from rag.index.vector_server import VectorServer
index = Index(Path({folder!r}), FakeEmbedder(), server=VectorServer({url!r}) if {url!r} else None)
index.put(sample_paper("20/7"))
index.keywords.commit = lambda: os._exit(9)
index.put(sample_paper())
"""


def test_a_killed_process_loses_nothing(tmp_path: Path, server: VectorServer | None):
    code = _KILLED.format(root=str(ROOT), folder=str(tmp_path), url=server.url if server else "")
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 9
    with Index(tmp_path, FakeEmbedder(), server=server) as index:
        assert index.check() == []
        assert {s.paper.nummer for s in index.store.whole()} == {"20/7", NUMMER}


class Other(FakeEmbedder):
    """Another model, of another dimension."""

    name = "anderes"
    dim = 32


def test_for_another_model_all_is_made_anew(tmp_path: Path, server: VectorServer | None):
    with Index(tmp_path, FakeEmbedder(), server=server) as index:
        index.put(sample_paper())
        texts = len(set(index.store.window_ids()))
    with Index(tmp_path, other := Other(), server=server) as index:
        assert index.check() == []
        assert "Modell „anderes“" in index.notes[0]
        assert index.vectors.all()[1].shape == (texts, 32)
    assert len(other.embedded) == texts + 1  # one to see that it can be loaded


def test_a_model_that_cannot_be_loaded_costs_nothing(
    tmp_path: Path, server: VectorServer | None, monkeypatch: pytest.MonkeyPatch
):
    with Index(tmp_path, FakeEmbedder(), server=server) as index:
        index.put(sample_paper())
    with monkeypatch.context() as patch:
        patch.setattr(Other, "passages", lambda *_: (_ for _ in ()).throw(OSError("kein Modell")))
        with pytest.raises(OSError, match="kein Modell"):
            Index(tmp_path, Other(), server=server)
    with Index(tmp_path, same := FakeEmbedder(), server=server) as index:
        assert (index.check(), same.embedded) == ([], [])


def test_what_was_embedded_is_not_embedded_again(index: Index):
    index.put(sample_paper())
    index.embedder.embedded.clear()
    index.put(sample_paper())
    assert index.embedder.embedded == []
    index.put(sample_paper(extra=" Zusatz."))
    assert 0 < len(index.embedder.embedded) <= len(set(index.store.window_ids()))


def test_check_finds_what_is_missing_and_what_is_too_much(index: Index):
    index.put(sample_paper())
    index.vectors.drop(NUMMER)
    index.keywords.drop(NUMMER)
    index.keywords.commit()
    assert [p.split(":")[0] for p in index.check()] == ["Stichwortindex", "Vektoren"]
    index.put(sample_paper())
    index.store.drop(NUMMER)
    assert all("zu viel" in problem for problem in index.check())
    assert len(index.check()) == 2


def test_a_keyword_index_of_another_kind_is_made_anew(tmp_path: Path, server: VectorServer | None):
    with Index(tmp_path, FakeEmbedder(), server=server) as index:
        index.put(sample_paper())
        index.keywords.drop(NUMMER)
        index.keywords.commit()
        index.store.set_meta("keywords", "alt")
    with Index(tmp_path, FakeEmbedder(), server=server) as index:
        assert index.check() == []


def test_an_update_waits_for_another_and_does_not_begin_when_nobody_wants_it_any_more(index: Index, corpus: Path):
    over = threading.Event()
    results = []

    def second():
        try:
            with giving_way.ended_by(over.is_set):
                results.append(index.update([corpus]))
        except giving_way.Ended:
            results.append("ended")

    assert index.updates.acquire(timeout=1)
    waits = threading.Thread(target=second)
    waits.start()
    over.set()
    waits.join(10)
    assert results == ["ended"]
    index.updates.release()
    assert len(index.update([corpus]).read) == 3
    assert not index.updates.locked()
