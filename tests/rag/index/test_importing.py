"""What another machine has read is taken over whole; what is here stays where it is newer, or its file is here."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest

from ingest import guarded
from ingest.model import Drucksache
from ingest.papers import Loaded
from rag.embedding.embedder import Floats
from rag.errors import IndexFailed, TransferProblem
from rag.index import parts
from rag.index.exporting import export
from rag.index.filed import Source
from rag.index.importing import Imported, import_
from rag.index.index import Index
from rag.index.listing import file_hash
from tests.support.fakes import FakeEmbedder, sample_paper
from tests.support.forking import forked

DRAFT = replace(sample_paper("21/1", " Vorab."), vorabfassung=True)
FINAL = sample_paper("21/1", " Endgültig.")
LATEST = 0.01  # seconds after which a kill comes at the latest; a paper takes some thousandths


def unseen(_done: int, _total: int, _name: str) -> None:
    """Nobody watches."""


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index(tmp_path / "index", FakeEmbedder()) as opened:
        yield opened


def parcel(tmp_path: Path, *papers: Drucksache, source: Source | None = None, name: str = "bestand") -> Path:
    """What another machine exports that has read these papers."""
    with Index(tmp_path / f"dort-{name}", FakeEmbedder()) as there:
        for paper in papers:
            there.put(paper, source=source)
        export(there, tmp_path / name, unseen)
    return tmp_path / name


def take(index: Index, path: Path) -> Imported:
    done = import_(index, path, unseen)
    assert index.check() == []
    assert index.store.is_sound()
    return done


def texts(index: Index, nummer: str) -> str:
    return " ".join(passage.text for passage in index.store.passages_of(nummer))


def test_papers_come_with_their_vectors_and_the_model_makes_none(index: Index, tmp_path: Path) -> None:
    papers = [sample_paper(f"21/{number}", f" Nummer {number}.") for number in range(1, 41)]
    path = parcel(tmp_path, *papers)
    seen: list[tuple[int, int]] = []
    done = import_(index, path, lambda at, total, _: seen.append((at, total)))
    assert sorted(done.new) == sorted(paper.nummer for paper in papers)
    assert done == Imported(new=done.new)
    assert seen == [(number, 40) for number in range(41)]
    assert index.check() == []
    assert index.store.record("21/7") == papers[6]
    assert index.vectors.count() == index.store.counts().windows > 300
    assert len(index.embedder.embedded) == 3  # type: ignore[attr-defined]  # the trial of whether models are the same
    with Index(tmp_path / "dort-bestand", FakeEmbedder()) as there:
        assert all(index.store.kept(paper.nummer) == there.store.kept(paper.nummer) for paper in papers)


def test_what_is_there_with_the_same_content_is_passed_over(index: Index, tmp_path: Path) -> None:
    path = parcel(tmp_path, sample_paper("21/1"), sample_paper("21/2"))
    index.put(sample_paper("21/1"), source=Source("/hier/21-1.txt", "8-ab"))
    assert take(index, path) == Imported(new=["21/2"], same=["21/1"])
    assert index.store.givers("21/1") == [Path("/hier/21-1.txt")]
    assert take(index, path) == Imported(same=["21/2", "21/1"])


def test_a_newer_version_replaces_and_the_former_one_is_kept_for_citations(index: Index, tmp_path: Path) -> None:
    (file := tmp_path / "21-1.txt").touch()
    index.put(DRAFT, source=Source(str(file), "8-ab"))
    assert take(index, parcel(tmp_path, FINAL)) == Imported(replaced=["21/1"])
    assert "Endgültig" in texts(index, "21/1")
    (former,) = index.store.versions("21/1")
    assert (former.paper, former.ersetzt) == (
        DRAFT,
        f"ersetzt durch die lektorierte Fassung, eingelesen am {date.today():%d.%m.%Y}",
    )
    assert index.store.givers("21/1") == []  # the file here is another version's


def test_an_older_version_does_not_replace(index: Index, tmp_path: Path) -> None:
    index.put(FINAL)
    assert take(index, parcel(tmp_path, DRAFT)) == Imported(kept=["21/1"])
    assert index.store.record("21/1") == FINAL


def test_another_reading_does_not_replace_what_is_read_from_a_file_that_is_here(index: Index, tmp_path: Path) -> None:
    (file := tmp_path / "21-1.txt").touch()
    index.put(sample_paper("21/1"), source=Source(str(file), "8-ab"))
    path = parcel(tmp_path, FINAL)
    assert take(index, path) == Imported(kept=["21/1"])
    file.unlink()
    assert take(index, path) == Imported(replaced=["21/1"])


@pytest.mark.parametrize(("marks", "versions"), [(("8-ab", "8-cd"), 1), (("8-ab", "8-ab"), 0)])
def test_a_later_import_replaces_an_earlier_one(
    index: Index, tmp_path: Path, marks: tuple[str, str], versions: int
) -> None:
    """Another version is kept only where the bytes were others: a newer program may read the same ones otherwise."""
    first, second = (Source("/dort/21-1.txt", mark) for mark in marks)
    take(index, parcel(tmp_path, sample_paper("21/1"), source=first, name="eins"))
    done = take(index, parcel(tmp_path, FINAL, source=second, name="zwei"))
    assert done == Imported(replaced=["21/1"])
    assert index.store.record("21/1") == FINAL
    assert len(list(index.store.versions("21/1"))) == versions
    assert index.store.mark(str(index.store.givers("21/1")[0]), "21/1") == marks[1]


def test_users_own_papers_are_not_touched(index: Index, tmp_path: Path) -> None:
    own = sample_paper("21/1", " Geheim.")
    index.put(own, "anna")
    assert take(index, parcel(tmp_path, sample_paper("21/1"))) == Imported(new=["21/1"])
    assert [stored.paper.nummer for stored in index.store.own("anna")] == ["21/1"]
    assert "Geheim" not in texts(index, "21/1")


class Other(FakeEmbedder):
    """Another model."""

    name = "anderes\x1b[31m"


class Namesake(FakeEmbedder):
    """Another model of the same name."""

    def passages(self, texts: Sequence[str]) -> Floats:
        """The same numbers the other way round."""
        return np.flip(super().passages(texts), axis=1).copy()


@pytest.mark.parametrize("model", [Other, Namesake])
def test_another_models_papers_are_refused(index: Index, tmp_path: Path, model: type[FakeEmbedder]) -> None:
    with Index(tmp_path / "dort", model()) as there:
        there.put(sample_paper())
        export(there, tmp_path / "bestand", unseen)
    with pytest.raises(TransferProblem, match=r"mit einem anderen Modell eingelesen.*Abhilfe: ") as told:
        import_(index, tmp_path / "bestand", unseen)
    assert "\x1b" not in str(told.value)
    assert index.store.counts().papers == 0


def test_of_a_damaged_file_nothing_is_taken(index: Index, tmp_path: Path) -> None:
    path = parcel(tmp_path, *(sample_paper(f"21/{number}") for number in range(1, 6)))
    index.put(FINAL)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(TransferProblem, match="beschädigt"):
        import_(index, path, unseen)
    assert [stored.paper.nummer for stored in index.store.whole()] == ["21/1"]
    assert index.check() == []


def test_a_paper_of_which_no_passages_can_be_made_is_refused_alone(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = parcel(tmp_path, *(sample_paper(f"21/{number}") for number in (1, 2, 3)))
    put = index.put

    def fails(paper: Drucksache, *given: object, **other: object) -> None:
        if paper.nummer == "21/2":
            raise KeyError("unmöglich")
        put(paper, *given, **other)  # type: ignore[arg-type]

    monkeypatch.setattr(index, "put", fails)
    done = take(index, path)
    assert done == Imported(new=["21/3", "21/1"], refused=[("21/2", "kann nicht gelesen werden (KeyError)")])


def test_where_there_is_no_room_it_stops_and_says_so(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = parcel(tmp_path, *(sample_paper(f"21/{number}") for number in (1, 2, 3)))
    told = iter([None, None, "Auf der Festplatte ist kein Platz."])
    monkeypatch.setattr(parts, "lacking", lambda _: next(told))
    done = take(index, path)
    assert done.stopped == "Das Einspielen hielt an. Auf der Festplatte ist kein Platz."
    assert len(done.new) == len(index.store.whole()) == 2
    monkeypatch.setattr(parts, "lacking", lambda _: None)
    monkeypatch.setattr(index, "settle", lambda: (_ for _ in ()).throw(IndexFailed("kaputt")))
    done = import_(index, path, unseen)
    assert done.stopped == "Das Einspielen hielt an. kaputt"
    assert done.new == []  # it waits, and is not whole
    monkeypatch.undo()
    assert len(take(index, path).same) == 3


# files that come to an importing machine later
@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in a folder, which gives FINAL."""
    (tmp_path / "papiere").mkdir()
    (path := tmp_path / "papiere" / "21-00001.txt").write_text("Endgültig")
    monkeypatch.setattr(guarded, "load_all", lambda _: Loaded((FINAL,)))
    return path


def test_the_file_that_a_paper_was_read_from_elsewhere_is_not_read_again(
    index: Index, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(index, parcel(tmp_path, FINAL, source=Source(f"/dort/{file.name}", file_hash(file))))
    monkeypatch.setattr(guarded, "load_all", lambda path: pytest.fail(f"{path} was read"))
    assert index.update([file.parent]).skipped == (str(file),)
    assert index.store.givers("21/1") == [file]
    file.unlink()
    assert index.update([file.parent], remove=True).removed == ("21/1",)


def test_another_files_reading_takes_its_place_unless_it_is_older(
    index: Index, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(index, parcel(tmp_path, FINAL, source=Source("/dort/21-00001.txt", "8-ab")))
    monkeypatch.setattr(guarded, "load_all", lambda _: Loaded((DRAFT,)))
    (refused,) = index.update([file.parent]).refused
    assert refused[1] == "Drucksache 21/1 ist schon in einer neueren Fassung da"
    assert index.store.record("21/1") == FINAL
    other = sample_paper("21/1", " Von hier.")
    monkeypatch.setattr(guarded, "load_all", lambda _: Loaded((other,)))
    assert index.update([file.parent]).read == ("21/1",)
    assert index.store.record("21/1") == other
    index.update([file.parent])
    assert index.store.givers("21/1") == [file]  # whose PDF is shown


def test_imported_papers_do_not_leave_because_their_files_are_not_here(
    index: Index, tmp_path: Path, file: Path
) -> None:
    take(index, parcel(tmp_path, sample_paper("21/2"), source=Source("/dort/21-00002.txt", "8-ab")))
    assert index.update([tmp_path / "papiere", tmp_path]).removed == ()  # the index lies in it
    assert index.update([file.parent], remove=True).removed == ()
    assert sorted(stored.paper.nummer for stored in index.store.whole()) == ["21/1", "21/2"]


def test_a_hostile_name_never_leads_to_a_file_here(index: Index, tmp_path: Path) -> None:
    (tmp_path / "geheim.pdf").touch()
    take(index, parcel(tmp_path, FINAL, source=Source(str(tmp_path / "geheim.pdf"), "8-ab")))
    (giver,) = index.store.givers("21/1")
    assert giver.name == "geheim.pdf"
    assert not giver.exists()


def test_one_who_is_told_to_end_leaves_whole_what_was_taken(index: Index, tmp_path: Path) -> None:
    path = parcel(tmp_path, *(sample_paper(f"21/{number}") for number in range(1, 10)))

    def end(done: int, _total: int, _name: str) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_(index, path, end)
    assert index.check() == []
    assert len(index.store.whole()) == 4
    assert not index.updates.locked()
    assert len(take(index, path).new) == 5


def work(folder: Path, told: Connection) -> None:
    """Import, telling of every paper before it is taken, until killed."""
    with Index(folder / "index", FakeEmbedder()) as index:
        import_(index, folder / "bestand", lambda done, *_: told.send(done))
        told.send("fertig")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 gibt es nur unter Unix")
def test_a_kill_at_any_moment_leaves_the_index_whole(tmp_path: Path) -> None:
    numbers = [f"21/{number}" for number in range(1, 61)]
    parcel(tmp_path, *(sample_paper(nummer, f" Fall {nummer}.") for nummer in numbers))
    with Index(tmp_path / "index", FakeEmbedder()) as index:
        index.put(DRAFT)
    before = 1
    for seed in range(4):
        process, ours = forked(work, tmp_path)
        chance = random.Random(seed)
        wanted = before + chance.randrange(1, 8)  # papers that are there are passed over at once
        while ours.poll(60) and ours.recv() != wanted:
            pass
        process.join(chance.uniform(0, LATEST))
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        assert process.exitcode == -signal.SIGKILL  # it was at work
        with Index(tmp_path / "index", FakeEmbedder()) as index:
            assert index.check() == []
            assert index.notes == []
            there = {stored.paper.nummer for stored in index.store.whole()}
            assert "21/1" in there
            assert len(there) >= before
            before = len(there)
    assert 1 < before < 60
    with Index(tmp_path / "index", FakeEmbedder()) as index:
        take(index, tmp_path / "bestand")
        assert sorted(stored.paper.nummer for stored in index.store.whole()) == sorted(numbers)


def test_what_is_lost_of_a_damaged_store_is_named(index: Index, tmp_path: Path) -> None:
    take(index, parcel(tmp_path, FINAL, source=Source("/dort/21-00001.txt", "8-ab")))
    index.close()
    store = tmp_path / "index" / "store.sqlite"
    data = bytearray(store.read_bytes())
    at = data.index("Leuchttürme an Nord- und Ostsee".encode())
    while at >= 0:
        data[at : at + 5] = b"XXXXX"
        at = data.find("Leuchttürme an Nord- und Ostsee".encode())
    store.write_bytes(data)
    with Index(tmp_path / "index", FakeEmbedder()) as again:
        assert any("Verloren" in note and "21-00001.txt" in note for note in again.notes), again.notes
        assert len(take(again, tmp_path / "bestand").new) == 1
