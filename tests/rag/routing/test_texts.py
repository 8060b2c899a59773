"""Several questions in one text."""

from __future__ import annotations

from rag.routing.texts import MOST, joined_apart, sentences_apart


def test_questions_end_where_they_are_marked() -> None:
    assert sentences_apart("Hallo! Was kostet das? Und wann?") == ["Hallo!", "Was kostet das?", "Und wann?"]
    assert sentences_apart("Was steht in Nr. 3. und 4?") == ["Was steht in Nr. 3. und 4?"]
    many = "Was? " * (MOST + 1)
    assert sentences_apart(many) == [many]


def test_questions_are_joined_by_und_before_a_word_that_asks() -> None:
    assert joined_apart("Von wann ist 21/12 und wer hat gefragt?") == ["Von wann ist 21/12", "wer hat gefragt?"]
    assert joined_apart("Bayern und Hessen") == ["Bayern und Hessen"]
