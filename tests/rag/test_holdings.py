"""What one user sees of the papers in an index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.holdings import Holdings
from rag.index.filed import Source
from rag.index.index import Index
from rag.index.outlines import Outline
from rag.model import Edition, Filters
from tests.support.fakes import NUMMER, FakeEmbedder, sample_paper

OWN = "21/7"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Two papers for everyone, "20/98765" and "20/5", and Anna's own "21/7" and version of "20/5"."""
    with Index(tmp_path_factory.mktemp("index"), FakeEmbedder()) as opened:
        opened.put(sample_paper())
        opened.put(sample_paper("20/5"), source=Source("/papiere/20-5.pdf", "x"))
        opened.put(sample_paper(OWN), "anna", Source("/eigene/21-7.pdf", "y"))
        opened.put(sample_paper("20/5", " Geheim."), "anna", Source("/eigene/20-5.pdf", "z"))
        yield opened


def test_a_user_sees_the_stock_and_their_own_and_nobody_else_does(index: Index) -> None:
    seen = {owner: {p.nummer for p in Holdings(index, owner).papers()} for owner in (None, "anna", "bernd")}
    assert seen == {None: {NUMMER, "20/5"}, "bernd": {NUMMER, "20/5"}, "anna": {NUMMER, "20/5", OWN}}
    anna, bernd = Holdings(index, "anna"), Holdings(index, "bernd")
    secret = anna.passages_of(OWN)[0]
    assert anna.passage(secret.id) == secret
    assert (bernd.passage(secret.id), bernd.passages_of(OWN), bernd.drucksache(OWN), bernd.file(OWN)) == (
        None, [], None, None,
    )  # fmt: skip
    assert anna.file(OWN) == Path("/eigene/21-7.pdf")
    assert anna.paper("21/007") in anna.papers()  # as a number may be written
    assert (bernd.paper(OWN), bernd.versions(OWN)) == (None, [])


def test_papers_fit_filters_as_a_search_would_have_them(index: Index) -> None:
    everyone = Holdings(index)
    assert set(everyone.fitting(Filters(fraktionen=frozenset({"CDU/CSU"})))) == {NUMMER, "20/5"}
    assert everyone.fitting(Filters(fraktionen=frozenset({"AfD"}))) == []


def test_a_version_changes_with_the_paper_and_with_nothing_else(tmp_path: Path) -> None:
    papers = [sample_paper(), sample_paper("20/5")]

    def editions(folder: Path) -> dict[str, Edition]:
        with Index(folder, FakeEmbedder()) as opened:
            for paper in papers:
                opened.put(paper)
            opened.put(sample_paper(OWN), "anna")
            return Holdings(opened).editions()

    first = editions(tmp_path / "a")
    assert set(first) == {NUMMER, "20/5"}  # Anna's own is nobody's news
    assert editions(tmp_path / "a") == first  # written again
    assert editions(tmp_path / "b") == first  # made again elsewhere
    papers[1] = sample_paper("20/5", " Berichtigt.")
    again = editions(tmp_path / "a")
    assert again[NUMMER] == first[NUMMER]
    assert again["20/5"] != first["20/5"]
    assert again["20/5"].form == first["20/5"].form


def test_for_the_fragen_of_one_paper_no_other_is_read(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, read = list[list[str]](), index.store.outlines

    def kept(keys: list[str]) -> dict[str, Outline]:
        asked.append(keys)
        return read(keys)

    monkeypatch.setattr(index.store, "outlines", kept)
    seen = Holdings(index, "anna")
    assert list(seen.outlines(["20/00005", "99/1"])) == ["20/5"]
    assert asked == [["20/5"]]  # by its key: the common one
    assert list(seen.outlines([OWN])) == [OWN]
    assert Holdings(index).outlines([OWN]) == {}


def test_a_number_may_be_written_with_zeros(index: Index) -> None:
    stock = Holdings(index)
    paper = stock.drucksache("20/00005")
    assert paper is not None
    assert paper.nummer == "20/5"
    assert (stock.drucksache("20/6"), stock.passages_of("unsinn"), stock.passage("unsinn")) == (None, [], None)
