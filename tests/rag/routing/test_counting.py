"""Answers are counted, and the list behind each number has as many Fragen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from ingest.model import Antwort, Block, Blockart, Frage, Grund, Papierart, Status
from rag.index.outlines import Outline, outline
from rag.index.state import overview
from rag.model import Filters, Paper
from rag.requested import NOTHING_TOLD, Je, Tage
from rag.routing import counting
from rag.routing.statuses import NOT_ANSWERED
from tests.support.fakes import nr, sample_paper

REFUSED = "Die Bundesregierung äußert sich nicht zu laufenden Verfahren."
ONE = replace(sample_paper("20/12"), angefragt=date(2024, 4, 10))
SAID = Antwort((nr("1"),), (Block(Blockart.TEXT, REFUSED),), Status.ABGELEHNT)
OTHER = replace(
    sample_paper("20/13"),
    titel="Mindestlohnbetrug",
    fraktionen=("AfD", "FDP"),
    ressort="Bundesministerium des Innern",
    antworten=(SAID,),
    datum=date(2024, 5, 4),
)
WEEK = replace(
    sample_paper("20/14"),
    ressort=None,
    fraktionen=(),
    papierart=Papierart.SCHRIFTLICHE_FRAGEN,
    fragen=(Frage(nr("1"), "Was kostet es?", fragesteller="A. B.", fraktion="AfD"),),
    antworten=(replace(SAID, ressort="Bundesministerium des Innern"),),
)
EVERY = (ONE, OTHER, WEEK)
OUTLINES = {paper.nummer: outline(paper) for paper in EVERY}
STOCK = [overview(paper) for paper in EVERY]


def read(numbers: Sequence[str]) -> Mapping[str, Outline]:
    return {nummer: OUTLINES[nummer] for nummer in numbers}


def rows(filters: Filters | None = None, thema: str = "", stock: Sequence[Paper] = STOCK) -> list[counting.Row]:
    return list(counting.rows(stock, filters or Filters(), thema, read))


@pytest.mark.parametrize("je", list(Je))
def test_each_number_is_the_length_of_its_list(je: Je) -> None:
    table = counting.table(rows(), je)
    for line in table.zeilen:
        mine = [row for row in rows() if line.name in counting.names(row, je)]
        assert line.fragen == len(mine)
        for status in (*Status, None):
            assert line.count({status}) == len(list(counting.rated(mine, {status})))
    assert table.gesamt.fragen == len(rows()) == 9
    assert table.gesamt.count(NOTHING_TOLD) == 6


def test_a_schriftliche_frage_counts_for_who_answered_and_who_asked_it() -> None:
    table = counting.table(rows(Filters(ressorts=frozenset({"Bundesministerium des Innern"}))), Je.FRAKTION)
    assert {line.name: line.fragen for line in table.zeilen} == {"AfD": 5, "FDP": 4}
    assert table.gesamt.fragen == 5  # those of two Fraktionen once


def test_why_it_was_refused_and_the_days_where_both_are_known() -> None:
    table = counting.table(rows(), Je.RESSORT)
    lines = {line.name: line for line in table.zeilen}
    assert lines["Bundesministerium des Innern"].gruende == ((Grund.VERFAHREN, 2),)
    assert lines["Bundesministerium für Verkehr"].tage == Tage(1, 0, 14.0, 14)
    assert table.gesamt.tage == Tage(1, 2, 14.0, 14)


def test_an_anfrage_that_is_dated_after_its_answer_has_no_days() -> None:
    assert counting.days(replace(STOCK[0], angefragt=date(2025, 4, 10))) is None
    assert counting.days(replace(STOCK[0], angefragt=date(2024, 4, 24))) == 0


def test_a_topic_stands_in_the_title_or_in_the_frage() -> None:
    assert len(rows(thema="Mindestlohn")) == 4
    assert [row.stand.frage for row in rows(thema="Leuchttürme") if row.paper.nummer == "20/13"] == ["1", "3"]


def test_papers_of_an_earlier_index_tell_it_themselves() -> None:
    before = [replace(paper, stand=None) for paper in STOCK]
    assert [row.stand for row in rows(stock=before)] == [row.stand for row in rows()]


def test_without_a_topic_only_papers_are_read_that_have_such_a_frage() -> None:
    seen: list[str] = []

    def reading(numbers: Sequence[str]) -> Mapping[str, Outline]:
        seen.extend(numbers)
        return read(numbers)

    found = counting.fragen(counting.rows(STOCK, Filters(), "", reading), frozenset({Status.ABGELEHNT}), reading)
    assert [(one.drucksache, one.frage, one.grund) for one in found] == [
        ("20/13", "1", Grund.VERFAHREN),
        ("20/14", "1", Grund.VERFAHREN),
    ]
    assert seen == ["20/13", "20/14"]


def test_fragen_by_status() -> None:
    def found(status: frozenset[Status], thema: str = "") -> list[str]:
        return [f.frage for f in counting.fragen(rows(thema=thema, stock=STOCK[:1]), status, read)]

    assert found(NOT_ANSWERED) == ["3"]
    assert found(NOT_ANSWERED, "Mindestlohn") == []
    assert found(frozenset({Status.BEANTWORTET})) == ["1", "2", "2a"]


def test_a_frage_without_an_answer_is_not_answered() -> None:
    found = counting.fragen(rows(stock=STOCK[1:2]), NOT_ANSWERED, read)
    assert [one.frage for one in found] == ["1", "2", "2a", "3"]
