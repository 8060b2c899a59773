"""The keyword index: pieces of words, what is found by them, and what is seen when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.model import Sprecher
from rag.index.keywords import Keywords, pieces
from tests.support.fakes import NUMMER, sample_paper, sample_passages

PASSAGES = sample_passages(sample_paper())
SPOKEN = {p.id for p in PASSAGES if p.sprecher is Sprecher.BUNDESREGIERUNG}


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("Werkstatt", "Werkstattbeschäftigte"),
        ("Ergaenzendes Hilfesystem", "Ergänzende Hilfesysteme"),
        ("Strasse", "Bundesstraße"),
        ("Bürokartie", "Bürokratie"),
        ("2025", "im Jahr 2025"),
    ],
)
def test_pieces_find_compounds_umlauts_and_typing_errors(asked: str, there: str) -> None:
    assert set(pieces(asked)) & set(pieces(there))


def test_numbers_are_whole() -> None:
    assert list(pieces("20 Mio. 12345")) == ["20", "_mio", "mio_", "12345"]
    assert not set(pieces("2025")) & set(pieces("12025"))


def test_short_words_are_whole_and_of_nothing_there_is_no_piece() -> None:
    assert list(pieces("EU, ab")) == ["eu", "ab"]
    assert list(pieces(" –.,? ")) == []


@pytest.fixture
def keywords() -> Iterator[Keywords]:
    """In memory: the sample paper under two numbers."""
    opened = Keywords(None)
    opened.put(PASSAGES, "Leuchttürme an Nord- und Ostsee")
    opened.put([replace(p, id=p.id.replace(NUMMER, "20/5")) for p in PASSAGES], "Andere Überschrift: Museum")
    opened.commit()
    yield opened
    opened.close()


def test_what_the_government_says_is_found_best_first(keywords: Keywords) -> None:
    assert {id_ for id_ in keywords.ids() if id_.startswith(NUMMER)} == SPOKEN
    found = keywords.search("Was kostete die Unterhaltung 2023?", 50)
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert next(iter(found)).partition(":")[2].startswith("2-2a")
    assert len(keywords.search("Leuchttürme", 3)) == 3


def test_title_and_questions_are_found_too(keywords: Keywords) -> None:
    assert {id_.partition(":")[0] for id_ in keywords.search("Museum", 50)} == {"20/5"}
    asked = "Welche werden abgeschaltet?"  # stands in the Frage alone
    assert next(iter(keywords.search(asked, 50, [NUMMER]))) == f"{NUMMER}:3"


def test_some_papers_alone_are_searched_by_their_keys(keywords: Keywords) -> None:
    some = keywords.search("Leuchttürme", 50, ["20/5"])
    assert {id_.partition(":")[0] for id_ in some} == {"20/5"}
    assert some.items() <= keywords.search("Leuchttürme", 50).items()  # the score is the same
    assert keywords.search("Leuchttürme", 50, ["20/77"]) == keywords.search("Leuchttürme", 50, []) == {}


@pytest.mark.parametrize("text", ["", "???", "xyzzyqq", 'a" OR id:* ) (', "+text:[* TO *]"])
def test_no_text_is_taken_for_a_query_language(keywords: Keywords, text: str) -> None:
    assert keywords.search(text, 50) == {}


def test_a_change_is_seen_once_it_is_committed(keywords: Keywords) -> None:
    keywords.drop("20/5")
    assert len(set(keywords.ids())) == 2 * len(SPOKEN)
    keywords.commit()
    assert set(keywords.ids()) == SPOKEN
    keywords.drop("20/98")  # the beginning of a key is no key
    keywords.commit()
    assert set(keywords.ids()) == SPOKEN


def test_what_was_not_committed_can_be_forgotten(keywords: Keywords) -> None:
    before = sorted(keywords.ids())
    keywords.drop("20/5")
    keywords.rollback()
    keywords.commit()
    assert sorted(keywords.ids()) == before


def test_what_was_committed_is_there_again_and_can_be_written_to(tmp_path: Path) -> None:
    first = Keywords(tmp_path / "keywords")
    assert set(first.ids()) == set()
    first.put(PASSAGES, None)
    first.commit()
    first.close()
    second = Keywords(tmp_path / "keywords")
    second.drop(NUMMER)  # the first one's lock is gone
    second.commit()
    assert set(second.ids()) == set()
    second.close()
