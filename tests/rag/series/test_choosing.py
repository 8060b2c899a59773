"""Which of several figures is the one asked for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rag.series.choosing import Found, chosen
from rag.series.wanted import wanted
from rag.text.times import times
from tests.support.fakes import answered_in

FRAGE = "Wie viele Verträge sind befristet?"


def found(*told: tuple[int, str], frage: str = FRAGE, asked: str = "") -> list[int]:
    """The values chosen of (value, mark); the mark: a time, "davon" or "insgesamt"."""
    text = "\n".join(f"Befristet sind {value} Verträge." for value, _ in told)
    passage = answered_in("1", text, frage)
    sentences = [
        (passage, (text.index(line), text.index(line) + len(line))) for line in dict.fromkeys(text.splitlines())
    ]
    plain = Found(Decimal(0), "", "Verträge", "number", sentences[0], "", None, total=False, part=False)
    every = [
        replace(
            plain,
            wert=Decimal(value),
            sentence=sentences[n],
            time=next(iter(times(mark)), None),
            total=mark == "insgesamt",
            part=mark == "davon",
        )
        for n, (value, mark) in enumerate(told)
    ]
    left = chosen(wanted(frage)[0], [], sentences, frage, times(asked), every)
    return [int(one.wert) for one in left]


def test_one_figure_or_one_for_each_time() -> None:
    assert found((5, "")) == [5]
    assert found((5, "2023"), (7, "2024")) == [5, 7]
    assert found((5, ""), (7, "")) == []


def test_a_total_comes_first_or_is_what_the_others_make() -> None:
    assert found((12, "insgesamt"), (5, ""), (3, "")) == [12]
    assert found((5, ""), (7, ""), (12, "insgesamt")) == [12]
    assert found((5, ""), (3, ""), (900, "insgesamt")) == []  # a total of something else


def test_a_part_is_told_only_where_it_is_asked_for() -> None:
    assert found((12, ""), (5, "davon")) == [12]
    assert found((5, "davon")) == []
    assert found((5, "davon"), frage="Wie viele Verträge davon sind befristet?") == [5]
    assert found((12, ""), (5, "davon"), frage="Wie viele der Verträge sind befristet?") == []


def test_where_several_times_are_asked_about_a_figure_must_have_one() -> None:
    both = "2023 sowie 2024"
    assert found((5, ""), asked="2024") == [5]
    assert found((5, ""), asked=both) == []
    assert found((5, "2024"), asked=both) == [5]
