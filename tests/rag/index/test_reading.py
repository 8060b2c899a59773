"""Files that hold several papers: each is read, changed, removed on its own; what is wrong with one loses no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest import guarded, papers
from rag.errors import IndexFailed
from rag.index.index import Index
from rag.model import IngestReport
from tests.support.fakes import FakeEmbedder
from tests.support.leuchttuerme import head

TEXT = (
    head("{nummer}")
    + """
1. Wie viele Leuchttürme stehen an der Nordsee?

An der Nordsee stehen nach Kenntnis der Bundesregierung {count} Leuchttürme.
"""
)
ANFRAGE = {"dokumentnummer": "21/7", "drucksachetyp": "Kleine Anfrage", "titel": "T", "text": TEXT}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index(tmp_path / "index", FakeEmbedder()) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty one. Files are read in this process: a process with limits for each takes longer than all of them."""
    monkeypatch.setattr(guarded, "load_all", papers.load_all)
    (tmp_path / "papiere").mkdir()
    return tmp_path / "papiere"


def record(number: int, count: int = 17) -> dict[str, object]:
    text = TEXT.format(nummer=f"21/{number}", count=count)
    return {"dokumentnummer": f"21/{number}", "drucksachetyp": "Antwort", "titel": "Leuchttürme", "text": text}


def envelope(path: Path, *records: object) -> Path:
    found = [record(one) if isinstance(one, int) else one for one in records]
    path.write_text(json.dumps({"numFound": len(found), "documents": found, "cursor": "A"}), encoding="utf-8")
    return path


def bound(path: Path, *numbers: int) -> Path:
    path.write_text("\n".join(TEXT.format(nummer=f"21/{n}", count=n) for n in numbers), encoding="utf-8")
    return path


def there(index: Index) -> list[str]:
    """The numbers of the papers that are whole; the index must be."""
    assert index.check() == []
    return sorted(stored.paper.nummer for stored in index.store.whole())


def said(index: Index, nummer: str) -> str:
    return " ".join(passage.text for passage in index.store.passages_of(nummer))


@pytest.mark.parametrize("write", [envelope, bound])
def test_all_papers_of_a_file_are_read_and_an_unchanged_file_is_skipped(
    index: Index, folder: Path, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(folder / ("a.json" if write is envelope else "a.txt"), 1, 2, 3)
    assert index.update([folder]) == IngestReport(("21/1", "21/2", "21/3"))
    assert [index.store.givers(f"21/{n}") for n in (1, 2, 3)] == [[file]] * 3
    monkeypatch.setattr(guarded, "load_all", lambda path: pytest.fail(f"{path} read for nothing"))
    assert index.update([folder]) == IngestReport(skipped=(str(file),))
    assert there(index) == ["21/1", "21/2", "21/3"]


def test_what_is_no_answer_is_refused_with_file_and_record_and_loses_nothing_else(index: Index, folder: Path) -> None:
    file = envelope(folder / "a.json", 1, ANFRAGE, {"dokumentnummer": "21/8"}, 2)
    report = index.update([folder])
    assert report.read == ("21/1", "21/2")
    assert [datei for datei, _ in report.refused] == [str(file)] * 2
    assert report.refused[0][1].startswith("Eintrag 2 (Drucksache 21/7): Das ist eine Kleine Anfrage")
    assert report.refused[1][1].startswith("Eintrag 3 (Drucksache 21/8): ")
    assert index.update([folder]) == IngestReport(skipped=(str(file),))  # as a whole


def test_of_bound_papers_too(index: Index, folder: Path) -> None:
    file = bound(folder / "a.txt", 1, 2, 3)
    file.write_text(file.read_text("utf-8").replace("1. Wie viele Leuchttürme stehen an der Nordsee?", "", 1), "utf-8")
    report = index.update([folder])
    assert report.read == ("21/2", "21/3")
    assert [grund[:10] for _, grund in report.refused] == ["Papier 1: "]


def test_what_the_index_finds_wrong_with_one_paper_is_told_of_it(index: Index, folder: Path) -> None:
    envelope(folder / "a.json", 1, 2)
    put = index.put

    def spoilt(paper, *rest, **more):
        if paper.nummer == "21/1":
            raise KeyError("seite")
        put(paper, *rest, **more)

    index.put = spoilt
    report = index.update([folder])
    assert report.read == ("21/2",)
    assert [grund for _, grund in report.refused] == ["Drucksache 21/1: kann nicht gelesen werden (KeyError)"]
    index.put = put
    assert index.update([folder]).read == ("21/1", "21/2")  # it was not read, so it is tried again


def test_a_changed_file_changes_brings_and_removes_papers(index: Index, folder: Path) -> None:
    file = envelope(folder / "a.json", 1, 2, 3)
    index.update([folder])
    envelope(file, 1, record(2, 38), 4)
    report = index.update([folder])
    assert (report.read, report.removed, report.refused) == (("21/1", "21/2", "21/4"), ("21/3",), ())
    assert there(index) == ["21/1", "21/2", "21/4"]
    assert "38 Leuchttürme" in said(index, "21/2")
    file.write_text("{", encoding="utf-8")  # half copied, say: nothing in it can be read, and nothing leaves
    assert [grund[:15] for _, grund in index.update([folder]).refused] == ["Die JSON-Datei "]
    assert there(index) == ["21/1", "21/2", "21/4"]


def test_a_removed_file_removes_its_papers(index: Index, folder: Path) -> None:
    envelope(folder / "a.json", 1, 2)
    envelope(folder / "b.json", 3, 4)
    index.update([folder])
    (folder / "a.json").unlink()
    assert index.update([folder]) == IngestReport(skipped=(str(folder / "b.json"),), removed=("21/1", "21/2"))
    assert there(index) == ["21/3", "21/4"]
    (folder / "b.json").unlink()  # the folder is empty now: it may not be mounted
    assert (index.update([folder]).kept, index.update([folder], remove=True).removed) == (("21/3", "21/4"),) * 2
    assert there(index) == []


def test_a_moved_file_is_known_again(index: Index, folder: Path) -> None:
    file = envelope(folder / "a.json", 1, 2)
    index.update([folder])
    (folder / "neu").mkdir()
    now = file.rename(folder / "neu" / "a.json")
    index.embedder.embedded.clear()
    assert index.update([folder]) == IngestReport(skipped=(str(now),))
    assert (index.store.givers("21/1"), index.embedder.embedded) == ([now], [])


def test_a_paper_in_two_files_is_read_once_and_stays_while_one_of_them_has_it(index: Index, folder: Path) -> None:
    a, b = envelope(folder / "a.json", 1, 2), envelope(folder / "b.json", 2, 3)
    report = index.update([folder])
    assert report.read == ("21/1", "21/2", "21/3")
    assert report.refused == ((str(b), "Drucksache 21/2 ist schon aus „a.json“ im Ordner „papiere“ eingelesen"),)
    assert index.update([folder]).skipped == (str(a),)  # the other one is tried again, as it was refused in part
    a.unlink()
    report = index.update([folder])
    assert (report.read, report.removed, report.refused) == (("21/2", "21/3"), ("21/1",), ())
    assert (there(index), index.store.givers("21/2")) == (["21/2", "21/3"], [b])
    assert index.update([folder]) == IngestReport(skipped=(str(b),))


@pytest.mark.parametrize("first", ["a.json", "c.json"])
def test_papers_that_move_from_list_to_list_are_never_missing(index: Index, folder: Path, first: str) -> None:
    """As in lists by date that are fetched anew: the last of one list is the first of the next."""
    one, other = folder / first, folder / "b.json"
    envelope(one, 1, 2)
    envelope(other, 3, 4)
    index.update([folder])
    envelope(one, 9, 1)
    envelope(other, 2, 3)
    report = index.update([folder])
    assert (sorted(report.read), report.removed, report.refused) == (["21/1", "21/2", "21/3", "21/9"], ("21/4",), ())
    assert index.store.givers("21/2") == [other]
    assert index.update([folder]) == IngestReport(skipped=tuple(sorted(map(str, (one, other)))))


def test_two_files_that_change_places_do_too(index: Index, folder: Path) -> None:
    a, b = bound(folder / "a.txt", 1), bound(folder / "b.txt", 2)
    index.update([folder])
    bound(a, 2), bound(b, 1)
    assert (index.update([folder]).refused, there(index)) == ((), ["21/1", "21/2"])
    assert (index.store.givers("21/1"), index.store.givers("21/2")) == ([b], [a])


@pytest.mark.parametrize("step", ["embedder.passages", "store.put", "vectors.put", "keywords.commit"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_killed_amid_a_file_it_is_read_to_its_end(
    tmp_path: Path, folder: Path, step: str, nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    envelope(folder / "a.json", 1, 2, 3)
    with Index(tmp_path / "index", FakeEmbedder()) as index:
        index.update([folder])
        envelope(folder / "a.json", record(1, 38), record(2, 38), record(4, 38))
        part, name = step.split(".")
        real, calls = getattr(getattr(index, part), name), 0

        def killed(*given):
            nonlocal calls
            calls += 1
            if calls == nth:
                raise KeyboardInterrupt
            return real(*given)

        with monkeypatch.context() as patch:
            patch.setattr(getattr(index, part), name, killed)
            with pytest.raises(KeyboardInterrupt):
                index.update([folder])
    with Index(tmp_path / "index", FakeEmbedder()) as index:
        assert {"21/1", "21/2"} <= set(there(index))
        index.update([folder])
        assert there(index) == ["21/1", "21/2", "21/4"]
        assert all("38 Leuchttürme" in said(index, f"21/{n}") for n in (1, 2, 4))
        assert len(index.update([folder]).skipped) == 1


def test_where_the_index_fails_amid_a_file_the_rest_comes_at_the_next_reading(
    index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    envelope(folder / "a.json", 1, 2, 3)
    put = index.store.put
    with monkeypatch.context() as patch:
        patch.setattr(index.store, "put", lambda paper, *rest: put(paper, *rest) if paper.nummer == "21/1" else 1 / 0)
        report = index.update([folder])
    assert (report.read, [grund for _, grund in report.refused]) == (
        ("21/1",),
        ["Der Index kann gerade nichts aufnehmen."],
    )
    assert (report.stopped or "").startswith("Das Einlesen hielt an, 1 Dateien sind nicht gelesen.")
    assert index.update([folder]).read == ("21/1", "21/2", "21/3")


# what a user adds
def test_a_users_file_is_taken_whole_or_not_where_the_index_fails(
    index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = envelope(folder / "a.json", 1, 2, 3)
    put = index.store.put
    with monkeypatch.context() as patch:
        patch.setattr(index.store, "put", lambda paper, *rest: put(paper, *rest) if paper.nummer == "21/1" else 1 / 0)
        with pytest.raises(IndexFailed):
            index.add_private(file, "anna")
    assert (there(index), index.store.files("anna")) == ([], {})
    assert index.add_private(file, "anna").read == ("21/1", "21/2", "21/3")


def test_of_a_users_file_what_is_common_already_is_refused_and_what_they_removed_passed_over(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    envelope(folder / "a.json", 1)
    index.update([folder])
    file = envelope(tmp_path / "eigene.json", 1, 2, 3, 4)
    report = index.add_private(file, "anna", {"21/3"})
    assert report.read == ("21/2", "21/4")
    assert report.refused == (("eigene.json", "Drucksache 21/1 liegt schon im gemeinsamen Bestand"),)
    assert index.store.files("anna")[str(file)].mark  # all that was to be had of it is there
    assert (
        index.add_private(file, "bernd", most=2)
        .refused[-1][1]
        .startswith("Die Datei enthält 3 Papiere, hinzufügen können Sie noch 2. Abhilfe:")
    )
    assert index.store.files("bernd") == {}


def test_a_users_file_that_was_moved_lies_where_it_was_read_last(index: Index, folder: Path, tmp_path: Path) -> None:
    file = envelope(folder / "a.json", 1, 2)
    index.add_private(file, "anna")
    now = file.rename(tmp_path / "b.json")
    index.add_private(now, "anna")
    assert index.store.files("anna").keys() == {str(now)}
