"""The sets of reworded Fragen that are committed."""

from __future__ import annotations

from evals.reworded import EVERYDAY, KEPT_BACK, SET, New, read_set


def test_a_letter_of_the_frage_counts_as_the_frage_and_another_number_does_not() -> None:
    new = New("Was kostet es?", "21/7", "3")
    assert new.is_it("21/7", "3")
    assert new.is_it("21/7", "3b")
    assert not new.is_it("21/7", "4")
    assert not new.is_it("21/8", "3")
    assert not New("Was kostet es?", "21/7", "3a").is_it("21/7", "3b")
    assert not New("Was kostet es?", None, None).is_it("21/7", "3")


def test_the_sets_name_a_place_for_each_reworded_frage_and_each_text_once() -> None:
    fitted, kept_back, everyday = read_set(SET), read_set(KEPT_BACK), read_set(EVERYDAY)
    news = [*fitted, *kept_back, *everyday]
    assert len({new.text for new in news}) == len(news)
    assert all(new.nummer for new in news if new.drucksache)
    assert sum(new.drucksache is not None for new in (*fitted, *kept_back)) == 200
    assert sum(new.drucksache is not None for new in everyday) == 204
    papers = [{new.drucksache for new in some if new.drucksache} for some in (fitted, kept_back, everyday)]
    assert not (papers[0] | papers[2]) & papers[1]  # what is kept back is of papers that nothing was fitted on
    assert not papers[0] & papers[2]
