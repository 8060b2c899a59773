"""Fragen by the status of their answers."""

from __future__ import annotations

import pytest

from ingest.model import Status
from rag.routing.skeleton import skeleton
from rag.routing.statuses import NOT_ANSWERED, counted, read_status


@pytest.mark.parametrize(
    ("text", "status", "papers", "here"),
    [
        ("Welche Fragen hat die Regierung in 21/687 nicht beantwortet?", NOT_ANSWERED, ("21/687",), False),
        ("Welche Fragen wurden nur teilweise beantwortet?", {Status.TEILWEISE}, (), False),
        ("Welche Antworten sind als Verschlusssache eingestuft?", {Status.EINGESTUFT}, (), False),
        ("Wo hat die Regierung die Auskunft verweigert?", {Status.ABGELEHNT}, (), False),
        ("Welche Fragen in diesem Papier sind unbeantwortet?", NOT_ANSWERED, (), True),
    ],
)
def test_which_answers_of_which_papers(text: str, status: set[Status], papers: tuple[str, ...], here: bool) -> None:
    shape = skeleton(text)
    assert shape is not None
    found = read_status(shape)
    assert found is not None
    assert (found[0], found[1].papers, found[2]) == (status, papers, here)


def test_a_frage_without_any_answer_is_not_answered() -> None:
    assert counted(NOT_ANSWERED) == {Status.ABGELEHNT, Status.EINGESTUFT, Status.KEINE_ERKENNTNISSE, None}
    assert counted({Status.ABGELEHNT}) == {Status.ABGELEHNT}


@pytest.mark.parametrize(
    "text", ["Welche Anträge wurden abgelehnt?", "Welche Fragen sind bei Asyl noch offen?", "Wo ist das geheim?"]
)
def test_other_things_are_refused_and_secret_too(text: str) -> None:
    shape = skeleton(text)
    assert shape is not None
    assert read_status(shape) is None
