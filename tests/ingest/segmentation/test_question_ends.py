"""Where a question ends: at its mark, before its answer, in no sentence that goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.model import Fragenummer
from ingest.segmentation.question_ends import HORIZON, QUESTION_END, Ends
from ingest.text.lines import Line
from ingest.weights import WEIGHTS, EndWeights


def ends(*texts: str, wraps: bool = False, weights: EndWeights = WEIGHTS.ends) -> Ends:
    """Lines of a text, one that ends with a blank wraps if the text tells it."""
    lines = [Line(i, 0, text, wraps=text.endswith(" ") if wraps else None) for i, text in enumerate(texts)]
    return Ends(lines, replace(WEIGHTS, ends=weights))


def last_line(*texts: str, in_list: bool = False, wraps: bool = False) -> int | None:
    """The line on which the question ends that begins with the first one, an answer behind it."""
    found = ends(*texts, wraps=wraps).split(0, len(texts), in_list=in_list)
    return None if found is None else found.line


@pytest.mark.parametrize(
    ("line", "asks"),
    [("Wie viele?", True), ("(Bitte nennen.)?¹", True), ("„Warum?“", True), ("Wie viele? Zwölf.", False), ("", False)],
)
def test_a_line_asks_that_ends_with_a_question_mark(line: str, asks: bool):
    assert (QUESTION_END.search(line) is not None) is asks
    assert ends(line).asks(0) is asks


@pytest.mark.parametrize(
    ("texts", "end"),
    [
        (("Wie viele?", "Zwölf.", "Mehr nicht."), 0),
        (("Wie viele Brücken", "gibt es?", "Zwölf."), 1),
        (("Wie viele?", "Wenn ja, welche?", "Keine."), 1),  # goes on past its first mark
        (("Wie viele?", "Das Amt fragt: Warum?", "Keine."), 0),
        (("Wie viele (auch", "gesperrte?", "Bitte nennen)?", "Zwölf."), 2),  # in no bracket
        (("Bitte nennen Sie die Brücken.", "Es gibt zwölf."), 0),
        (("Wie viele?", "2. Warum?", "Darum."), 0),
    ],
)
def test_a_question_ends_where_most_speaks_for_it(texts: tuple[str, ...], end: int):
    assert last_line(*texts) == end


def test_a_line_that_wraps_ends_no_question():
    assert last_line("Wie viele? ", "Und welche?", "Keine.", wraps=True) == 1
    assert last_line("Wie viele?", "Und zwar keine.", "Keine.", wraps=True) == 0


def test_an_announcement_begins_an_answer():
    told = "Die Fragen 1 und 2 werden gemeinsam beantwortet."
    announced, plain = (ends("Wie viele?", text, "Zwölf.").split(0, 3, in_list=False) for text in (told, "So sei es."))
    assert announced is not None
    assert plain is not None
    assert announced.score - plain.score == pytest.approx(WEIGHTS.ends.announced)
    assert ends("Wie viele?", "", told).announced_after(0)[-1].letzte == Fragenummer(2)
    assert ends("Wie viele?", "Zwölf.", told).announced_after(0) == ()
    assert ends("Wie viele?", "").announced_after(0) == ()
    split = ends("Wie?", "Die Fragen 1 und 2 werden", "gemeinsam beantwortet.").announced_after(0)
    assert [span.erste for span in split] == [Fragenummer(1), Fragenummer(2)]


def test_there_is_no_answer_where_no_line_is_left_for_one():
    assert last_line("Wie viele?") is None
    assert last_line("Wie viele?", "", "") is None


def test_an_item_of_a_list_need_not_ask():
    item = ends("a) weniger Blei,", "Der Bund hat viel getan.")
    plain, listed = (item.split(0, 2, in_list=in_list) for in_list in (False, True))
    assert plain is not None
    assert listed is not None
    assert listed.score - plain.score == pytest.approx(WEIGHTS.ends.list_item - WEIGHTS.ends.no_mark)


def test_all_lines_may_be_the_question_up_to_the_next_mark():
    found = ends("a) Wer,", "b) Wo?")
    asked, listed = (found.joint(0, 1, in_list=True, asked=asked) for asked in (True, False))
    assert asked == listed > found.joint(0, 1, in_list=False, asked=False)
    whole = ends("a) Das war so.", "b) Wo?")
    assert whole.joint(0, 1, in_list=True, asked=False) > whole.joint(0, 1, in_list=True, asked=True)


def test_a_question_is_not_longer_than_the_horizon():
    long = ends("Wie viele", *["Brücken"] * HORIZON, "gibt es?", "Zwölf.")
    assert long.joint(0, HORIZON + 2, in_list=False, asked=False) == float("-inf")
    assert long.joint(0, HORIZON, in_list=False, asked=False) > float("-inf")
    found = long.split(0, HORIZON + 3, in_list=False)
    assert found is not None
    assert found.line < HORIZON


def test_what_a_question_will_bring_is_that_of_its_best_end():
    found = ends("Wie viele?", "Zwölf.")
    assert found.promise(0, 2) == pytest.approx(WEIGHTS.ends.mark)
    assert found.promise(1, 2) == pytest.approx(WEIGHTS.ends.no_mark)


def test_the_last_printed_line_before_another():
    found = ends("Wie viele?", "", "", "Zwölf.")
    assert [found.last_before(3, 0), found.last_before(4, 0), found.last_before(3, 1)] == [0, 3, 1]


def test_weights_are_taken_as_given():
    assert ends("Wie viele?", weights=EndWeights(mark=7)).promise(0, 1) == pytest.approx(7)
