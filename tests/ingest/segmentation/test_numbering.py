"""The order in which numbers are printed, and what departures from it cost."""

import pytest

from ingest.model import Fragenummer
from ingest.segmentation.numbering import Printed, holes
from ingest.weights import OrderWeights

W = OrderWeights()


def nr(text: str) -> Fragenummer:
    return Fragenummer.read(text)


def printed(numbers: str) -> Printed:
    found = Printed()
    for number in numbers.split():
        found = found.plus(nr(number))
    return found


def test_a_letter_prints_its_number():
    found = printed("1 2b")
    assert [found.has(z) for z in (1, 2, 3)] == [True, True, False]
    assert [found.has(2, teil) for teil in ("a", "b")] == [False, True]
    assert (found.last, found.low) == (nr("2b"), 3)
    assert printed("1 4").low == 2


@pytest.mark.parametrize(
    ("before", "number", "cost"),
    [
        ("", "1", W.next),
        ("1 4", "2", W.next),  # the smallest that is missing
        ("1 3", "4", W.after_a_gap),
        ("1", "3", W.out_of_order + W.far),
        ("1", "9", W.out_of_order + 7 * W.far),
        ("1", "2a", W.next),
        ("1 2a", "2b", W.next),
        ("1 2a 3", "2b", 0.0),  # a letter that was left for later
        ("1 2", "2b", W.letter_gap),
        ("1 2 3", "2a", W.out_of_order),
    ],
)
def test_beginning_a_group(before: str, number: str, cost: float):
    assert printed(before).as_group(nr(number), W) == pytest.approx(cost)


@pytest.mark.parametrize(
    ("before", "number", "cost"),
    [
        ("1", "2", W.next),
        ("1", "3", W.jump * 2),  # one left out: once more than the root of one
        ("1", "6", W.jump * 3),
        ("1 2 3 1", "4", W.next),  # what lies between is printed
        ("1", "15", W.jump * (1 + 12**0.5) + W.far),
        ("1 1a", "1b", W.next),
    ],
)
def test_going_on_a_group(before: str, number: str, cost: float):
    assert printed(before).as_member(nr(number), W) == pytest.approx(cost)


def test_a_number_is_ahead_that_leaves_others_out():
    assert [printed("1 2").is_ahead(nr(n)) for n in ("3", "4", "4a", "4b", "1")] == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("before", "letter", "place"),
    [
        ("1", "a", "1a"),
        ("1 1a", "b", "1b"),
        ("1 1a 2", "b", "2b"),  # the last number, whose letters have begun nowhere else
        ("1 1a 2 2b", "b", "1b"),
        ("1 1a", "a", None),
        ("1 1a 1b", "a", None),
        ("1 2 2a", "a", None),  # no list of 1 begins behind one of 2
        ("1 1b", "b", None),
    ],
)
def test_where_a_bare_letter_belongs(before: str, letter: str, place: str | None):
    assert printed(before).place(letter) == (nr(place) if place else None)


@pytest.mark.parametrize(
    ("numbers", "missing"), [("1 2 3", 0), ("1 4", 2), ("1 2a 2c", 1), ("2", 1), ("1 1a 1b", 0), ("3b", 3)]
)
def test_holes(numbers: str, missing: int):
    assert holes(map(nr, numbers.split())) == missing
