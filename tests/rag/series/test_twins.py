"""Fragen of several papers that ask the same but for time, place or ministry."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.passages import passages
from rag.series.twins import alike, askings, bare, found_in, telling, times_asked, twins
from tests.support.reihen import ASKED, asking, paper, yearly

DAY = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (ASKED.format("im Jahr 2022"), ASKED.format("in Bayern im ersten Quartal 2025"), True),
        (ASKED.format("2022"), ASKED.format("2023") + " (bitte nach Ländern aufschlüsseln)", True),
        (
            "Wie viele Strafanträge hat das BMEL gegen Beamte gestellt?",
            "Wie viele Strafanträge hat der Bundesminister des Innern und für Heimat gegen Beamte gestellt?",
            True,
        ),
        (ASKED.format("2022"), "Wie viele Leuchttürme an der Küste wurden 2022 durch Wellen beschädigt?", False),
        ("Wenn ja, welche?", "Wenn ja, welche?", False),
    ],
)
def test_which_ask_the_same(one: str, other: str, same: bool) -> None:
    papers = [paper("21/1", DAY, (one, "Elf.")), paper("21/2", DAY, (other, "Elf."))]
    mine, theirs = (askings(p.nummer, p.fragen) for p in papers)
    assert bool(twins(mine[0], mine, theirs)) is same
    assert (alike(mine[0], theirs[0]) >= 0.9) is same


def test_of_each_other_paper_the_likest_alone_and_none_that_is_liker_to_a_neighbour() -> None:
    plaintiff = "Wie viele Gerichtsverfahren, in denen die Behörde als Klägerin beteiligt war, sind anhängig?"
    defendant = plaintiff.replace("Klägerin", "Beklagte")
    one = paper("21/1", DAY, (plaintiff, "Elf."), (defendant, "Zwölf."))
    other = paper("21/2", DAY, (defendant, "Drei."), (plaintiff, "Vier."))
    own = askings(one.nummer, one.fragen)
    assert [str(t.nummer) for t in twins(own[0], own, askings(other.nummer, other.fragen))] == ["2"]
    only = paper("21/3", DAY, (defendant, "Drei."))
    assert twins(own[0], own, askings(only.nummer, only.fragen)) == []


def test_times_places_and_ministries_are_no_telling_words() -> None:
    assert "2022" not in bare("Wie viele gab es im Jahr 2022 in Bayern im Bundesministerium für Verkehr?")
    assert telling("Wie viele Türme gab es im Jahr 2022 in Bayern?") == telling(
        "Wie viele Türme gab es 2021 in Hessen?"
    )


def test_the_fragen_of_passages_are_found_once() -> None:
    every = [passage for one in yearly() for passage in passages(one)]
    found = found_in([*every, *every])
    assert [(one.drucksache, str(one.nummer)) for one in found] == [
        ("21/101", "1"),
        ("21/102", "1"),
        ("21/103", "1"),
        ("21/103", "2"),
    ]
    assert asking(yearly()[2], "2").own == ASKED.format("im Jahr 2023")


def test_the_day_on_which_something_is_counted_is_not_asked_about() -> None:
    asked = times_asked("Wie viele gab es im ersten Halbjahr 2025 (Stichtag: 30. Juni 2025; bitte aufschlüsseln)?")
    assert [time.said for time in asked] == ["ersten Halbjahr 2025"]
