"""A parcel is read whole or not at all: what is damaged, too large or no paper of the stock is known before."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ingest.ids import paper_key
from ingest.model import Papierart
from rag.errors import TransferProblem
from rag.index import parcel
from rag.index.kept import Kept
from rag.index.parcel import Carried, Head, Parcel
from tests.support.fakes import sample_paper

DIM = 4
HEAD = Head(model="fake", dim=DIM, erstellt=datetime(2026, 11, 26, tzinfo=UTC))
VECTOR = np.array([1, 0, 0, 0], "<f2").tobytes()


def carried(nummer: str = "21/1", **other: Any) -> Carried:
    given = {"papier": sample_paper(nummer), "datei": "21-00001.txt", "marke": "8-ab", "fenster": (f"{nummer}:1#w0",)}
    return Carried(**given | {"vektoren": VECTOR, "marken": b"12345678"} | other)


def taken(path: Path) -> list[Carried]:
    with Parcel(path) as opened:
        assert opened.head() == HEAD
        first = list(opened.papers(DIM))
        assert list(opened.papers(DIM)) == first  # as often as one likes
    return first


@pytest.fixture
def path(tmp_path: Path) -> Path:
    parcel.write(tmp_path / "bestand", HEAD, [carried("21/1"), carried("21/2")])
    return tmp_path / "bestand"


def refused(path: Path) -> None:
    with pytest.raises(TransferProblem, match=r"ist kein Bestand, beschädigt oder nicht vollständig\. Abhilfe: "):
        taken(path)


def forged(path: Path, *lines: str) -> Path:
    """A parcel of these lines, its checksum right."""
    text = "".join(f"{line}\n" for line in (HEAD.model_dump_json(), *lines)).encode()
    tail = {"papiere": len(lines), "pruefsumme": hashlib.sha256(text).hexdigest()}
    path.write_bytes(gzip.compress(text + json.dumps(tail, separators=(",", ":")).encode() + b"\n"))
    return path


def line(**other: Any) -> str:
    return json.dumps(json.loads(carried().model_dump_json()) | other)


def test_what_was_written_is_read(path: Path) -> None:
    papers = taken(path)
    assert papers == [carried("21/1"), carried("21/2")]
    assert papers[0].kept == {"21/1:1#w0": Kept(VECTOR, b"12345678")}
    assert [one.name for one in path.parent.iterdir()] == ["bestand"]


def test_one_cut_off_anywhere_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for end in (0, 1, 9, len(whole) // 4, len(whole) // 2, len(whole) - 9, len(whole) - 1):
        path.write_bytes(whole[:end])
        refused(path)


def test_one_with_a_changed_byte_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for at in range(10, len(whole), len(whole) // 40):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(TransferProblem):
            taken(path)


def lines(path: Path) -> list[bytes]:
    return gzip.decompress(path.read_bytes()).splitlines(keepends=True)


@pytest.mark.parametrize(
    "order", [(0, 2, 1, 3), (0, 1, 3), (0, 1, 2), (0, 1, 2, 3, 1), (0, 1, 2, 3, 3), (1, 2, 3), (0,), ()]
)
def test_one_of_other_lines_is_refused_though_it_is_packed_well(path: Path, order: tuple[int, ...]) -> None:
    before = lines(path)
    path.write_bytes(gzip.compress(b"".join(before[at] for at in order)))
    refused(path)


def test_one_with_another_figure_is_refused_though_it_is_packed_well(path: Path) -> None:
    path.write_bytes(gzip.compress(b"".join(lines(path)).replace(b"17 Leucht", b"71 Leucht")))
    refused(path)


def test_a_forged_one_may_be_well_made(tmp_path: Path) -> None:
    assert taken(forged(tmp_path / "x", line())) == [carried()]  # so what follows is refused for what it says


@pytest.mark.parametrize(
    "said",
    [
        {"papier": "kein Papier"},
        {"papier": {"nummer": "21/1"}},
        {"fenster": "21/1:1#w0"},
        {"fenster": [7]},
        {"vektoren": "!!!"},
        {"vektoren": ""},
        {"marken": "YQ=="},
        {"aus": 0},
        {"aus": 10**12},
        {"marke": "8-ab; drop table papers"},
        {"datei": "../../etc/passwd"},
        {"datei": "/etc/passwd"},
        {"datei": "C:\\boot.ini"},
        {"datei": ".."},
        {"datei": "a\x1b[2Jb"},
        {"fremd": 1},
    ],
)
def test_wrong_types_and_paths_are_refused(tmp_path: Path, said: dict[str, Any]) -> None:
    refused(forged(tmp_path / "x", line(**said)))


@pytest.mark.parametrize(
    "paper",
    [
        replace(sample_paper(), nummer=paper_key("21/1", "anna")),  # it would take the place of a user's own
        replace(sample_paper(), nummer="21/1:v"),
        replace(sample_paper(), nummer=""),
        replace(sample_paper(), nummer="٢١/١"),
        replace(sample_paper(), papierart=Papierart.KLEINE_ANFRAGE),  # what askers say is no answer
        replace(sample_paper(), datei="../21-00001.pdf"),
    ],
)
def test_what_is_no_paper_of_the_common_stock_is_refused(tmp_path: Path, paper: Any) -> None:
    refused(forged(tmp_path / "x", carried(papier=paper).model_dump_json()))


@pytest.mark.parametrize("numbers", [[0, 0, 0, 0], [9, 0, 0, 0], [float("nan"), 0, 0, 0], [float("inf"), 1, 0, 0]])
def test_what_is_no_vector_is_refused(tmp_path: Path, numbers: list[float]) -> None:
    vector = np.array(numbers, "<f2").tobytes()
    refused(forged(tmp_path / "x", carried(vektoren=vector).model_dump_json()))


def test_a_number_twice_is_refused(tmp_path: Path) -> None:
    refused(forged(tmp_path / "x", line(), line()))


def test_what_unpacks_to_too_much_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = tmp_path / "bombe"
    with gzip.open(bomb, "wb") as file:
        for _ in range(40):
            file.write(bytes(1_000_000))
    assert bomb.stat().st_size < 60_000
    read: list[int] = []
    readline = gzip.GzipFile.readline
    monkeypatch.setattr(gzip.GzipFile, "readline", lambda self, size: read.append(size) or readline(self, size))
    refused(bomb)
    assert sum(read) < 10_000_000
    monkeypatch.setattr(parcel, "LONGEST", 50)
    refused(forged(tmp_path / "x", line()))


@pytest.mark.parametrize("other", [{"form": parcel.FORM + 1}, {"layout": 7}, {"papers": "7"}])
def test_one_of_another_version_says_so(tmp_path: Path, other: dict[str, Any]) -> None:
    parcel.write(tmp_path / "x", HEAD.model_copy(update=other), [])
    with pytest.raises(TransferProblem, match=r"stammt von einer anderen Fassung des Antwortfinders.*dieselbe Fassung"):
        taken(tmp_path / "x")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "rohr")
    for path in (tmp_path / "fehlt", tmp_path, pipe):
        with pytest.raises(TransferProblem, match=r"Die Datei „.*“ gibt es nicht\."):
            taken(path)


def test_nothing_is_written_over_and_half_of_one_is_left_nowhere(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(TransferProblem, match="gibt es schon"):
        parcel.write(path, HEAD, [carried()])
    assert path.read_bytes() == before

    def failing() -> Iterator[Carried]:
        yield carried()
        raise OSError(28, "Kein Platz")

    with pytest.raises(TransferProblem, match="lässt sich nicht schreiben: Kein Platz"):
        parcel.write(path.with_name("neu"), HEAD, failing())
    with pytest.raises(TransferProblem, match="lässt sich nicht schreiben"):
        parcel.write(path.parent / "fehlt" / "neu", HEAD, [carried()])
    assert [one.name for one in path.parent.iterdir()] == ["bestand"]
