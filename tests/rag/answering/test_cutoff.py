"""How many places are shown: one where the first answer stands out, more where another may be the right one."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from ingest.model import Passage, Sprecher
from rag.answerability.classifier import fitted
from rag.answerability.reads import Read
from rag.answering.cutoff import answers, likely, read_first, shown
from rag.model import Hit
from rag.parameters import PARAMETERS, Cutoff
from tests.support.fakes import answered_in


def passage(nummer: str, sprecher: Sprecher = Sprecher.BUNDESREGIERUNG, id_: str = "") -> Passage:
    return answered_in(nummer, "Text.", id=id_ or f"21/1:{nummer}", sprecher=sprecher)


def hits(*scores: float) -> list[Hit]:
    return [Hit(passage(str(i)), score) for i, score in enumerate(scores, start=1)]


def test_one_place_where_the_first_stands_out() -> None:
    assert len(shown(hits(0.90, 0.85, 0.84, 0.83))) == 1


def test_two_where_the_second_is_as_good_and_the_rest_is_not() -> None:
    assert len(shown(hits(0.900, 0.896, 0.84, 0.83))) == 2


def test_a_crowd_of_equals_makes_each_unlikely() -> None:
    behind = 0.9 - math.log(1 / 0.07) / fitted().sharpness  # each seven hundredths as likely as the first
    crowd = hits(*[0.9] + [behind] * 9)
    most = PARAMETERS.cutoff.places
    assert len(shown(crowd)) < len(shown(crowd[:most])) == most


def test_another_cutoff_shows_other_places() -> None:
    near = hits(0.900, 0.896, 0.84, 0.83)
    assert len(shown(near, Cutoff(likely=0.5))) == 1
    assert len(shown(near, Cutoff(sentences=(3,)))) == 1
    assert len(shown(near, Cutoff(likely=0.0, sentences=(1,) * 4))) == 4


def test_likely_sums_to_one_and_keeps_the_order() -> None:
    shares = likely([0.9, 0.89, 0.8], 170)
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)
    assert likely([], 170) == []


def test_an_answer_counts_once_and_the_askers_never() -> None:
    one = passage("1")
    table = replace(one, id="21/1:1:t1")
    asked = replace(one, id="21/1:vf", nummern=(), sprecher=Sprecher.FRAGESTELLER)
    assert [h.passage.id for h in answers([Hit(asked, 0.9), Hit(one, 0.8), Hit(table, 0.7)])] == [one.id]


def test_nothing_found_shows_nothing() -> None:
    assert shown([]) == []


def test_reading_puts_the_place_first_that_answers_where_the_scores_are_close() -> None:
    close, far = hits(0.91, 0.9), hits(0.99, 0.9)
    reads = [Read((-5.0, -9.0)), Read((3.0,))]
    assert read_first(close, reads) == [1, 0]
    assert read_first(far, reads) == [0, 1]
    assert read_first(close, []) == [0, 1]  # where nothing was read they stay as they were found
