"""A version that was replaced is kept for its citations alone: not found, not counted, seen only with its paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest import guarded
from ingest.model import Block, Blockart, Drucksache
from ingest.papers import Loaded
from rag.engine import Engine
from rag.index import versions
from rag.index.versions import differs, is_newer, named, version_id, words
from rag.model import Query
from rag.settings import Settings
from tests.support.fakes import NUMMER, FakeEmbedder, sample_paper
from ui.storage import replies

TODAY = date(2026, 11, 26)
FINAL = sample_paper()
SAID = "Es gibt 19 Leuchttürme (Entwurf). Davon stehen zehn an der Nordsee. Neun stehen an der Ostsee."
FIRST = replace(FINAL.antworten[0], bloecke=(Block(Blockart.TEXT, SAID),))
DRAFT = replace(FINAL, antworten=(FIRST, *FINAL.antworten[1:]), vorabfassung=True)
ASKED = Query("Wie viele Leuchttürme gibt es an den deutschen Küsten?")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "papiere").mkdir()
    return tmp_path / "papiere"


def written(monkeypatch: pytest.MonkeyPatch, file: Path, paper: Drucksache | None) -> None:
    """A file of which a paper is read; None: nothing can be."""
    before = guarded.load_all
    file.write_text(f"{paper}", encoding="utf-8")
    again = Loaded((paper,)) if paper else Loaded((), (guarded.ParseError(file.name, "ist beschädigt"),))
    monkeypatch.setattr(guarded, "load_all", lambda path: again if path == file else before(path))


# what is another version
def test_the_same_words_are_no_other_version_and_neither_is_another_reading() -> None:
    assert differs(DRAFT, FINAL, read_anew=False)
    assert not differs(DRAFT, FINAL, read_anew=True)  # the same bytes, read by a newer program
    assert not differs(replace(FINAL, vorabfassung=True), FINAL, read_anew=False)  # the same words
    assert differs(DRAFT, FINAL, read_anew=None)  # the paper says so itself
    assert not differs(replace(DRAFT, vorabfassung=False), FINAL, read_anew=None)


def test_what_replaced_a_version_is_said_in_words() -> None:
    assert words(DRAFT, FINAL, TODAY) == "ersetzt durch die lektorierte Fassung, eingelesen am 26.11.2026"
    later = replace(FINAL, datum=date(2025, 5, 3))
    assert words(DRAFT, later, TODAY) == "ersetzt durch die lektorierte Fassung vom 03.05.2025"
    assert words(FINAL, replace(FINAL, neu=True), TODAY).startswith("ersetzt durch die Fassung „(neu)“, ")
    assert words(FINAL, FINAL, TODAY).startswith("ersetzt durch eine neuere Fassung, ")
    assert (is_newer(DRAFT, FINAL), is_newer(FINAL, DRAFT), is_newer(FINAL, replace(FINAL, neu=True))) == (
        True, False, True,
    )  # fmt: skip


def test_ids_of_a_version_name_it() -> None:
    assert version_id("21/123:7", 2) == "21/123@2:7"
    assert named("21/123@2:7") == ("21/123", 2)
    assert named("21/123~ab@12:v") == ("21/123~ab", 12)
    assert named("21/123:7") is named("21/123@x:7") is named("21/123@:7") is None


# in the index
def test_a_draft_is_replaced_and_its_citations_open_as_they_were(engine: Engine, folder: Path, monkeypatch) -> None:
    written(monkeypatch, folder / "a.txt", DRAFT)
    engine.ingest([folder])
    before = engine.ask(ASKED)
    kept, counted = replies.dump(before), engine.counts()
    assert "Entwurf" in before.citations[0].passage.text
    written(monkeypatch, folder / "a.txt", FINAL)
    assert engine.ingest([folder]).read == (NUMMER,)
    again = replies.load(kept, ASKED, engine.passage, engine.former)
    assert [c.zitat for c in again.citations] == [c.zitat for c in before.citations]
    old = [c.passage for c in again.citations if "Entwurf" in c.passage.text]
    assert old
    for passage in old:
        assert passage.ersetzt.startswith("ersetzt durch die lektorierte Fassung, eingelesen am ")
        assert engine.passage(passage.id) == passage  # what a link to it opens
        assert (version := engine.version(passage.id)) is not None
        assert version.paper == DRAFT
    assert (engine.counts(), engine.size()) == (counted, (1, len(FINAL.fragen)))
    assert not any("Entwurf" in hit.passage.text or hit.passage.ersetzt for hit in engine.find(ASKED))
    assert (engine.check(), engine.index.store.is_sound()) == ([], True)


def test_versions_are_numbered_and_the_newest_are_kept(engine: Engine, folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(versions, "MOST", 2)
    for n in range(5):
        written(monkeypatch, folder / "a.txt", sample_paper(extra=f" Stand {n}"))
        engine.ingest([folder])
    found = list(engine.index.store.versions(NUMMER))
    assert [(version.number, "Stand 3" in version.paper.fragen[0].text) for version in found] == [(4, True), (3, False)]


def test_a_users_version_is_theirs_alone_and_leaves_with_the_paper(engine: Engine, folder: Path, monkeypatch) -> None:
    for paper in (DRAFT, FINAL):
        written(monkeypatch, folder / "a.txt", paper)
        engine.add_private(folder / "a.txt", "anna")
    anna = engine.seen_by("anna")
    (key,) = (stored.key for stored in engine.index.store.own("anna"))
    (old,) = anna.former(f"{key}:1")
    assert "Entwurf" in old.text
    assert anna.passage(old.id) == old
    for other in (engine, engine.seen_by("bernd")):
        assert (other.passage(old.id), other.version(old.id), list(other.former(f"{key}:1"))) == (None, None, [])
    engine.remove_private(NUMMER, "anna")
    assert list(engine.index.store.versions(key)) == []


def test_the_new_one_in_another_file_takes_the_place_of_the_old(engine: Engine, folder: Path, monkeypatch) -> None:
    written(monkeypatch, folder / "a.txt", sample_paper(extra=" alt"))
    written(monkeypatch, folder / "b-neu.txt", replace(FINAL, neu=True))
    report = engine.ingest([folder])
    assert report.refused == ()
    assert (record := engine.drucksache(NUMMER)) is not None
    assert record.neu
    assert [version.ersetzt[:34] for version in engine.index.store.versions(NUMMER)] == [
        "ersetzt durch die Fassung „(neu)“,"
    ]
    (refused,) = engine.ingest([folder]).refused
    assert "ist schon in einer neueren Fassung aus „b-neu.txt“" in refused[1]
    assert (record := engine.drucksache(NUMMER)) is not None
    assert record.neu


# a file that can no longer be read
def test_of_a_file_that_became_unreadable_the_paper_stays_and_is_told(
    engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(monkeypatch, folder / "a.txt", DRAFT)
    engine.ingest([folder])
    written(monkeypatch, folder / "a.txt", None)
    for _ in range(2):  # it is tried, and told, every time
        report = engine.ingest([folder])
        assert (report.outdated, len(report.refused), report.removed) == ((NUMMER,), 1, ())
        assert any(NUMMER in told and "nicht mehr lesen" in told for told in engine.checkup())
    assert engine.drucksache(NUMMER) == DRAFT
    written(monkeypatch, folder / "a.txt", FINAL)
    report = engine.ingest([folder])
    assert (report.read, report.outdated, engine.index.store.outdated()) == ((NUMMER,), (), [])
    assert len(list(engine.index.store.versions(NUMMER))) == 1  # what it replaced was another version all the same
