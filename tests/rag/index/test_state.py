"""What lists need of a paper comes from its record."""

from __future__ import annotations

from rag.index.state import State, check_text, overview
from tests.support.fakes import sample_paper


def test_lists_need_little_of_a_paper() -> None:
    paper = sample_paper()
    seen = overview(paper)
    assert (seen.nummer, seen.titel, seen.fragen) == (paper.nummer, paper.titel, len(paper.fragen))
    check_text(paper)  # what can be written is not refused


def test_what_is_whole_alone_is_shown() -> None:
    assert [state.value for state in State] == [-1, 0, 1]  # as the store's table has them
