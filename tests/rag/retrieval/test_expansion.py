"""From a hit to the whole answer: its tables, and the government's words that its references lead to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.model import (
    Antwort,
    Block,
    Blockart,
    Drucksache,
    Fragenummer,
    Passage,
    Sprecher,
    Status,
    Verweis,
    Verweisart,
)
from rag.model import Hit
from rag.retrieval.expansion import Place, key, place
from tests.support.fakes import NUMMER, FakeEngine, nr, sample_paper


def where(engine: FakeEngine, id_: str) -> Place:
    passage = engine.passage(f"{NUMMER}:{id_}")
    assert passage is not None
    return place(Hit(passage, 0.9), engine)


def ids(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.id for passage in passages]


def pointing(*verweise: Verweis, nummern: tuple[Fragenummer, ...] = (nr("4"),)) -> Drucksache:
    """The sample paper with one more answer, which only points elsewhere."""
    text = Block(Blockart.TEXT, "Es wird auf die Antwort verwiesen.")
    antwort = Antwort(nummern, (text,), Status.VERWIESEN, verweise)
    return replace(sample_paper(), antworten=(*sample_paper().antworten, antwort))


def to(art: Verweisart, *nummern: str, paper: str | None = None, ziel: tuple[str, ...] = ()) -> Verweis:
    return Verweis(art, 0, 2, tuple(map(nr, nummern)), paper, tuple(map(nr, ziel)))


def test_a_table_that_was_hit_brings_its_answer_and_the_other_tables() -> None:
    found = where(FakeEngine(), "2-2a:t1")
    assert ids(found.own) == [f"{NUMMER}:2-2a", f"{NUMMER}:2-2a:t1", f"{NUMMER}:2-2a:t2"]
    assert (found.titel, found.followed, found.only_points) == ("Leuchttürme an Nord- und Ostsee", (), False)


def test_a_preamble_is_a_place_of_its_own_and_the_askers_never_join_it() -> None:
    assert ids(where(FakeEngine(), "v").own) == [f"{NUMMER}:v"]


def test_a_reference_leads_to_the_end_of_its_chain() -> None:
    verweis = to(Verweisart.FRAGE, "2", ziel=("1",))  # Frage 2 points on to Frage 1
    found = where(FakeEngine(pointing(verweis)), "4")
    assert (ids(found.followed), found.only_points) == ([f"{NUMMER}:1"], True)


def test_what_is_named_twice_is_there_once_and_an_answer_never_leads_to_itself() -> None:
    paper = pointing(to(Verweisart.FRAGE, "1"), to(Verweisart.FRAGE, "1", "4"), to(Verweisart.FRAGE, "4"))
    assert ids(where(FakeEngine(paper), "4").followed) == [f"{NUMMER}:1"]


def test_another_paper_is_followed_where_it_is_there() -> None:
    other = sample_paper("20/5")
    verweis = to(Verweisart.DRUCKSACHE, "1", paper="20/5")
    assert ids(where(FakeEngine(pointing(verweis), other), "4").followed) == ["20/5:1"]
    assert where(FakeEngine(pointing(verweis)), "4").followed == ()


@pytest.mark.parametrize("verweis", [to(Verweisart.DRUCKSACHE, paper="20/5"), to(Verweisart.PLENARPROTOKOLL)])
def test_a_reference_to_no_frage_leads_nowhere(verweis: Verweis) -> None:
    assert where(FakeEngine(pointing(verweis), sample_paper("20/5")), "4").followed == ()


def test_to_the_preamble_means_the_governments() -> None:
    paper = pointing(to(Verweisart.VORBEMERKUNG))
    assert len({v.sprecher for v in paper.vorbemerkungen}) == 2
    assert ids(where(FakeEngine(paper), "4").followed) == [f"{NUMMER}:v"]
    askers = tuple(v for v in paper.vorbemerkungen if v.sprecher is Sprecher.FRAGESTELLER)
    assert where(FakeEngine(replace(paper, vorbemerkungen=askers)), "4").followed == ()


def test_a_paper_that_left_meanwhile_still_gives_the_hit_itself() -> None:
    engine = FakeEngine()
    passage = engine.passages_of(NUMMER)[0]
    engine.remove(NUMMER)
    assert place(Hit(passage, 0.9), engine) == Place(Hit(passage, 0.9), (passage,))


def test_a_table_and_its_answer_are_the_same_answer_and_a_preamble_is_not() -> None:
    passages = {p.id: p for p in FakeEngine().passages_of(NUMMER)}
    answer, table = passages[f"{NUMMER}:2-2a"], passages[f"{NUMMER}:2-2a:t1"]
    assert key(answer) == key(table) != key(passages[f"{NUMMER}:1"])
    annex = replace(passages[f"{NUMMER}:1"], nummern=())
    assert key(annex) != key(passages[f"{NUMMER}:v"])
    assert key(answer) != key(replace(answer, drucksache="20/5"))
