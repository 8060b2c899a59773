"""The vectors on a server: what a folder does they do too; taken over, gone or silent they say so, and lose nothing."""

from __future__ import annotations

import signal
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rag.errors import VectorsAway
from rag.index import far, vector_server
from rag.index.far import FarVectors, LostError, Note
from rag.index.fingerprint import FAR
from tests.support.chroma import Chroma
from tests.support.chroma import ran as ran  # a fixture
from tests.support.chroma import runs as runs  # a fixture

ASKED = np.array([[1.0, 0.0, 0.0]], dtype=np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def begun(ran: Chroma, folder: Path) -> FarVectors:
    """A collection with one vector, whole."""
    made = FarVectors(ran.server, folder)
    made.begin(1)
    made.put(["20/1:1#w0"], ASKED)
    made.keep()
    return made


def found(ran: Chroma, folder: Path) -> FarVectors:
    opened = FarVectors(ran.server, folder)
    opened.find()
    return opened


def test_what_was_kept_is_found_again_and_its_count_noted_when_closed(ran: Chroma, folder: Path) -> None:
    begun(ran, folder).close()
    note = Note.read(folder)
    assert note.collection in ran.collections()
    assert note.count == 1
    opened = found(ran, folder)
    assert (list(opened.nearest(ASKED[0], 5)), Note.read(folder).count) == (["20/1:1#w0"], None)
    opened.close()


def test_what_was_begun_and_not_kept_is_deleted_when_another_is_begun(ran: Chroma, folder: Path) -> None:
    first = FarVectors(ran.server, folder)
    first.begin(1)
    left = first._windows.name
    with pytest.raises(LostError):  # half of it must not be taken for all
        found(ran, folder)
    second = begun(ran, folder)
    assert left not in ran.collections()
    assert second._windows.name in ran.collections()
    first.close()
    second.close()


def test_who_opens_it_takes_it_over_and_the_former_can_no_longer_write(ran: Chroma, folder: Path) -> None:
    first = begun(ran, folder)
    second = found(ran, folder)  # a copy of the index, say: the folder's lock keeps others off
    for _ in range(2):
        with pytest.raises(VectorsAway, match="hat ein anderer Antwortfinder übernommen"):
            first.put(["20/2:1#w0"], ASKED)
    with pytest.raises(VectorsAway):
        first.drop("20/1")
    assert set(second.ids()) == {"20/1:1#w0"}
    second.look()
    first.close()
    second.close()


def test_a_look_sees_that_it_was_taken_over_or_deleted(ran: Chroma, folder: Path) -> None:
    first = begun(ran, folder)
    first.look()
    found(ran, folder).close()
    with pytest.raises(VectorsAway):
        first.look()
    third = found(ran, folder)
    third._patient.delete_collection(third._windows.name)
    with pytest.raises(VectorsAway, match="nicht mehr da"):
        third.look()
    with pytest.raises(LostError, match="nicht mehr da"):
        found(ran, folder)
    first.close()
    third.close()


@pytest.mark.parametrize("at", [0, 1])
def test_cut_off_between_note_and_mark_it_is_still_this_index_s(ran: Chroma, folder: Path, at: int) -> None:
    begun(ran, folder).close()
    note = Note.read(folder)
    marks = [*note.marks]
    marks.insert(at, "neu")
    replace(note, marks=tuple(marks)).write(folder)
    found(ran, folder).close()
    replace(Note.read(folder), marks=("fremd",)).write(folder)
    with pytest.raises(LostError, match="Sicherung"):
        found(ran, folder)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"collection": 7}', b"\xff", None])
def test_a_note_that_cannot_be_read_names_nothing_and_is_replaced(folder: Path, content: bytes | None) -> None:
    (folder / FAR).mkdir() if content is None else (folder / FAR).write_bytes(content)
    assert Note.read(folder) == Note()
    Note("a", ("b",)).write(folder)
    assert Note.read(folder) == Note("a", ("b",))


def test_once_away_it_says_so_at_once_to_whoever_asks(ran: Chroma, folder: Path, monkeypatch) -> None:
    opened = begun(ran, folder)
    ran.kill()
    with pytest.raises(VectorsAway, match=rf"Der Vektorserver \({ran.url}\) antwortet nicht.*Abhilfe"):
        opened.nearest(ASKED[0], 5)
    monkeypatch.setattr(opened, "_near", None)  # nothing is asked of it any more
    for ask in (opened.count, lambda: list(opened.ids()), opened.all, lambda: opened.put([], ASKED)):
        with pytest.raises(VectorsAway):
            ask()
    opened.close()
    ran.start()
    assert found(ran, folder).count() == 1  # killed, and nothing lost


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="anhalten lassen sich Prozesse nur unter Unix")
def test_a_server_that_hangs_is_waited_for_only_so_long(ran: Chroma, folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(far, "ASKING", 0.3)
    opened = begun(ran, folder)
    assert ran.process is not None
    ran.process.send_signal(signal.SIGSTOP)
    try:
        began = time.monotonic()
        with pytest.raises(VectorsAway, match="ReadTimeout"):
            opened.nearest(ASKED[0], 5)
        assert time.monotonic() - began < vector_server.ASKING
        with pytest.raises(VectorsAway):  # neither does it keep an index from being opened
            found(ran, folder)
    finally:
        ran.process.send_signal(signal.SIGCONT)
    opened.close()


def test_what_a_proxy_says_of_a_server_is_told_without_its_page(ran: Chroma, folder: Path, monkeypatch) -> None:
    opened = begun(ran, folder)

    def broken(**_: object) -> None:
        raise Exception("<html>" + "x" * 9000)

    monkeypatch.setattr(opened._asked, "query", broken)
    with pytest.raises(VectorsAway) as told:
        opened.nearest(ASKED[0], 5)
    assert "<html>" not in str(told.value)
    assert len(str(told.value)) < 500
    opened.close()


def test_one_that_is_absent_from_the_beginning_closes_too(folder: Path) -> None:
    absent = FarVectors.absent(vector_server.VectorServer("http://127.0.0.1:9"), folder, "weg")
    with pytest.raises(VectorsAway, match="weg"):
        absent.nearest(ASKED[0], 1)
    absent.close()
    assert not (folder / FAR).exists()
