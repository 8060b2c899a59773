"""Filters in an address: what is read, written, and offered to be chosen."""

import re
from datetime import date

import pytest

from rag.model import Filters, Paper
from ui.storage import filter_query


@pytest.mark.parametrize(
    "address",
    [
        "",
        "?wp=20",
        "?drs=20%2F1&drs=21%2F2&von=2024-01-01&bis=2024-12-31",
        "?drs=20%2F1&frage=2c",
        "?ressort=A%26B&fraktion=B%C3%9CNDNIS+90",
    ],
)
def test_filters_and_address_say_the_same(address):
    chosen = filter_query.read(address)
    assert filter_query.read("?" + filter_query.write(chosen)) == chosen
    assert bool(chosen) is bool(address)


def test_fragen_read_out_of_a_question_are_kept_with_its_answer():
    asked = Filters(drucksachen=frozenset({"20/1"}), fragen=frozenset({"2c", "7"}))
    assert filter_query.read(filter_query.write(asked)) == asked


def test_an_address_that_is_no_filter_is_none():
    assert filter_query.read("?wp=zwanzig&von=gestern&gespraech=x&wp=99999") == Filters()


@pytest.mark.parametrize("wp", ["-1", "1.5", "²", "1234", " 20", ""])
def test_a_wahlperiode_that_is_no_short_number_is_left_out_and_the_rest_stays(wp):
    assert filter_query.from_params({"wp": [wp, "20"], "drs": ["20/1"]}) == Filters(
        drucksachen=frozenset({"20/1"}), wahlperioden=frozenset({20})
    )


def test_days_are_read_as_written_and_one_that_never_was_is_none():
    assert filter_query.read("?von=2024-02-29").von == date(2024, 2, 29)
    assert filter_query.read("?von=2023-02-29&bis=29.02.2024") == Filters()


def test_what_is_written_has_one_order_so_that_equal_filters_have_one_address():
    numbers = [f"21/{n}" for n in range(10, 20)]
    chosen = Filters(drucksachen=frozenset(numbers), fraktionen=frozenset({"SPD", "BÜNDNIS 90"}))
    written = filter_query.write(chosen)
    assert re.findall(r"drs=21%2F(\d+)", written) == [str(n) for n in range(10, 20)]
    assert written.endswith("&fraktion=B%C3%9CNDNIS+90&fraktion=SPD")


def test_the_newest_wahlperiode_is_offered_first_and_unknown_ones_not_at_all():
    papers = [
        Paper("20/1", None, None, "BMI", ("SPD", "FDP"), None, "a", 1, 20),
        Paper("21/1", None, None, None, ("FDP",), None, "b", 1, 21),
        Paper("x", None, None, "BMF", (), None, "c", 1, None),
    ]
    assert filter_query.choices(iter(papers)) == {
        "wp": ["21", "20"],
        "ressort": ["BMF", "BMI"],
        "fraktion": ["FDP", "SPD"],
        "drs": ["20/1", "21/1", "x"],
    }
