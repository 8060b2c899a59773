"""The one score of a Passage: what its evidence and its paper's adds up to."""

from __future__ import annotations

import pytest

from rag.parameters import Ranking
from rag.retrieval.ranking import Evidence, scores_of

PLAIN = Ranking(
    higher_cosine=1.0, window_cosine=0.0, question_cosine=0.0, keyword=0.0, paper_cosine=0.0, paper_keyword=0.0
)
"""The higher cosine alone counts."""


def test_nothing_found_is_nothing_scored() -> None:
    assert scores_of({}) == {}


def test_each_piece_of_evidence_counts() -> None:
    low = {"frage": 0.8, "text": 0.8, "stichwort": 0.1}
    base = {"1/1:1": Evidence(**low), "1/2:1": Evidence(**low)}
    assert scores_of(base)["1/1:1"] == scores_of(base)["1/2:1"]
    for name, value in (("frage", 0.85), ("text", 0.85), ("stichwort", 1.0)):
        scores = scores_of({**base, "1/1:1": Evidence(**{**low, name: value})})
        assert scores["1/1:1"] > scores["1/2:1"]


def test_an_answer_gains_from_good_neighbours_in_its_paper() -> None:
    alike = Evidence(frage=0.8, text=0.8)
    scores = scores_of({"1/1:1": alike, "1/1:2": Evidence(frage=0.9, text=0.9), "1/2:1": alike, "1/3:1": alike})
    assert scores["1/1:1"] > scores["1/2:1"] == scores["1/3:1"]


def test_the_higher_one_of_the_two_cosines_counts() -> None:
    found = {"1/1:1": Evidence(frage=0.9, text=0.3), "1/2:1": Evidence(frage=0.3, text=0.9)}
    assert scores_of(found, PLAIN) == {"1/1:1": 0.9, "1/2:1": 0.9}


def test_a_cosine_that_is_not_known_is_as_low_as_the_lowest_that_is() -> None:
    """What the keywords alone brought up stands behind what the vectors found, and is no zero."""
    found = {"1/1:1": Evidence(frage=0.8, text=0.6), "1/2:1": Evidence(stichwort=1.0)}
    assert scores_of(found, PLAIN) == {"1/1:1": 0.8, "1/2:1": 0.6}
    assert scores_of({"1/2:1": Evidence(stichwort=1.0)}, PLAIN) == {"1/2:1": 0.0}


def test_scores_stay_between_0_and_1() -> None:
    found = {"1/1:1": Evidence(frage=1.2, text=1.2, stichwort=1.0), "1/2:1": Evidence(frage=-0.5, text=-0.5)}
    assert scores_of(found, PLAIN) == {"1/1:1": 1.0, "1/2:1": 0.0}
    assert all(0 <= score <= 1 for score in scores_of(found).values())


def test_a_papers_worth_is_the_mean_of_its_two_best_answers() -> None:
    paper = Ranking(
        higher_cosine=0.0, window_cosine=0.0, question_cosine=0.0, keyword=0.0, paper_cosine=1.0, paper_keyword=0.0
    )
    cosines = {"1/1:1": 0.9, "1/1:2": 0.7, "1/1:3": 0.1, "1/2:1": 0.9, "1/1~ab:1": 0.9}
    scores = scores_of({id_: Evidence(text=cosine) for id_, cosine in cosines.items()}, paper)
    # the weights add up to one cosine and the paper's share
    assert scores["1/1:3"] == pytest.approx((0.9 + 0.7) / 2 / 2)
    assert scores["1/2:1"] == pytest.approx((0.9 + 0.1) / 2 / 2)  # the lowest stands for the answer it has not
    assert scores["1/1~ab:1"] == scores["1/2:1"]  # a user's own paper of the same number is another paper


def test_the_pieces_of_one_answer_are_one_answer_of_its_paper() -> None:
    tables = {"1/1:1": 0.9, "1/1:1:t1": 0.5, "1/2:1": 0.9, "1/3:1": 0.1}
    scores = scores_of({id_: Evidence(frage=cosine, text=cosine) for id_, cosine in tables.items()})
    assert scores["1/1:1"] == scores["1/2:1"]
