"""What is exported is the common stock, each paper whole, and nothing else."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rag.errors import TransferProblem
from rag.index.exporting import export
from rag.index.filed import Source
from rag.index.index import Index
from rag.index.parcel import Carried, Parcel
from rag.index.state import State
from tests.support.fakes import FakeEmbedder, sample_paper


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index(tmp_path / "index", FakeEmbedder()) as opened:
        yield opened


def unseen(_done: int, _total: int, _name: str) -> None:
    """Nobody watches."""


def read(path: Path) -> list[Carried]:
    with Parcel(path) as parcel:
        return list(parcel.papers(parcel.head().dim))


def test_the_common_stock_is_exported_with_its_vectors(index: Index, tmp_path: Path) -> None:
    index.put(sample_paper("21/1"), source=Source("/ein/ordner/21-00001.txt", "8-ab", 2))
    index.put(sample_paper("21/2"))
    seen: list[tuple[int, int]] = []
    assert export(index, tmp_path / "bestand", lambda done, total, _: seen.append((done, total))) == 2
    assert seen == [(0, 2), (1, 2), (2, 2)]
    two, one = read(tmp_path / "bestand")
    assert (one.papier, two.papier) == (sample_paper("21/1"), sample_paper("21/2"))
    assert (one.datei, one.marke, one.aus, two.datei) == ("21-00001.txt", "8-ab", 2, "")
    assert one.kept == index.store.kept("21/1") != {}
    assert b"/ein/ordner" not in gzip.decompress((tmp_path / "bestand").read_bytes())


def test_nothing_private_unfinished_or_replaced_is_exported(index: Index, tmp_path: Path) -> None:
    index.put(sample_paper("21/1", " Geheimnis."), "anna")
    index.put(sample_paper("21/2", " Geheimnis."), "anna")
    index.put(sample_paper("21/3", " Geheimnis."))
    index.put(sample_paper("21/4", " Geheimnis."))
    index.put(sample_paper("21/4", " Neu."), ersetzt="ersetzt durch eine neuere Fassung")
    index.put(sample_paper("21/2"))  # also common
    index.store.set_state("21/3", State.UNFINISHED)
    export(index, tmp_path / "bestand", unseen)
    assert {one.papier.nummer for one in read(tmp_path / "bestand")} == {"21/2", "21/4"}
    text = gzip.decompress((tmp_path / "bestand").read_bytes()).decode()
    assert "Geheimnis" not in text
    assert "anna" not in text


def test_papers_that_come_change_and_go_meanwhile_are_whole_or_not_there(index: Index, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        index.put(sample_paper(f"21/{number}"))

    def meanwhile(done: int, _total: int, nummer: str) -> None:
        if done == 0:
            index.put(sample_paper("21/9"))
            index.put(sample_paper(nummer, " Anders."))
        if done == 1:
            index.remove(nummer)

    assert export(index, tmp_path / "bestand", meanwhile) == 2
    found = {one.papier.nummer: one for one in read(tmp_path / "bestand")}
    assert len(found) == 2
    changed = found["21/3"]
    assert changed.papier == sample_paper("21/3", " Anders.")
    assert changed.kept == index.store.kept("21/3")


def test_a_file_whose_name_other_systems_do_not_take_is_called_otherwise(index: Index, tmp_path: Path) -> None:
    odd = replace(sample_paper("21/1"), datei="21\\1:\n.txt")
    index.put(odd, source=Source("/ordner/21\\1:\n.txt", "8-ab"))
    assert export(index, tmp_path / "bestand", unseen) == 1
    (one,) = read(tmp_path / "bestand")
    assert (one.papier, one.datei) == (replace(odd, datei="21_1__.txt"), "")


def test_an_empty_stock_is_not_exported(index: Index, tmp_path: Path) -> None:
    index.put(sample_paper(), "anna")
    with pytest.raises(TransferProblem, match="enthält keine gemeinsamen Drucksachen"):
        export(index, tmp_path / "bestand", unseen)
    assert not (tmp_path / "bestand").exists()


def test_no_model_is_loaded_for_it(tmp_path: Path, index: Index) -> None:
    class Unloaded(FakeEmbedder):
        @property
        def dim(self) -> int:  # type: ignore[override]
            pytest.fail("the model would be loaded")

    index.put(sample_paper())
    index.embedder = Unloaded()
    assert export(index, tmp_path / "bestand", unseen) == 1
