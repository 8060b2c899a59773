"""What a text names is replaced by marks, and can be put back."""

from __future__ import annotations

import pytest

from rag.routing.skeleton import DAYS, FRAGEN, LONGEST, MINISTRY, PAPER, PARTY, marks, skeleton, unquoted


def test_each_thing_has_its_mark_in_order() -> None:
    shape = skeleton("Zeige Frage 2 c und 3 aus BT-Drs. 21/0492 der AfD-Fraktion vom BMI seit Juli")
    assert shape is not None
    assert shape.text == f"Zeige {FRAGEN} aus {PAPER} der {PARTY} vom {MINISTRY} {DAYS}"
    assert [one.value for one in shape.named] == ["2 c und 3", "21/492", "AfD", "BMI", "seit Juli"]
    assert [one.value for one in shape.of(PAPER)] == ["21/492"]
    before = marks(f"Zeige {FRAGEN} aus {PAPER} der ")
    assert (before, shape.restored(f"{PARTY} vom {MINISTRY}", before)) == (2, "AfD-Fraktion vom BMI")


@pytest.mark.parametrize(
    "text",
    [
        "https://dserver.bundestag.de/btd/20/111/2011166.pdf#page=3",
        "2011166.pdf",
        "20 / 11166",
        "Drucksache 20/11166 (neu)",
    ],
)
def test_a_paper_is_known_by_number_file_and_address(text: str) -> None:
    shape = skeleton(text)
    assert shape is not None
    assert (shape.text, [one.value for one in shape.named]) == (PAPER, ["20/11166"])


@pytest.mark.parametrize("text", ["Jahresstrecke 2023/24", "24/7", "C-758/22", "1702/68404"])
def test_other_numbers_are_no_papers(text: str) -> None:
    shape = skeleton(text)
    assert shape is not None
    assert shape.of(PAPER) == []


def test_marks_that_were_typed_count_for_nothing_and_long_texts_are_no_requests() -> None:
    shape = skeleton(f"{PAPER}Hallo{DAYS}")
    assert shape is not None
    assert (shape.text, shape.named) == ("Hallo", ())
    assert skeleton("a" * (LONGEST + 1)) is None


def test_quotation_marks_are_taken_away() -> None:
    assert unquoted('„Wölfe“ und "Bären"') == "Wölfe und Bären"
