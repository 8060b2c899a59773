"""The reader: what it is given to read of a place, and that it tells the sentence that answers from its neighbours."""

from __future__ import annotations

from typing import cast

import pytest

from rag.answerability.reads import NEVER
from rag.answering.pages import Page
from rag.reading.reader import Layered, Reader, load_reader
from tests.support.keptvectors import KeptVectors
from tests.support.tunnel import TABLE, TUNNEL, paged


@pytest.fixture(scope="session")
def reader(embedder: KeptVectors) -> Reader:
    return Reader(cast(Layered, embedder))


def test_the_sentence_that_answers_has_the_best_odds(reader: Reader) -> None:
    questions = (
        "Wie schnell dürfen Züge im Tunnel fahren?",
        "Was kostet der Tunnel?",
        "Wann wird der Tunnel fertiggestellt?",
    )
    best = [max(zip(r.units, range(3), strict=True))[1] for q in questions for r in reader.read(q, [paged(q, TUNNEL)])]
    assert best == [0, 1, 2]


def test_a_page_that_does_not_answer_has_lower_odds(reader: Reader) -> None:
    asked, other = "Wann wird der Tunnel fertiggestellt?", "Wie viele Arbeiter sind beim Bau des Tunnels verunglückt?"
    answers, near = (reader.read(q, [paged(q, TUNNEL)])[0].whole for q in (asked, other))
    assert answers > near + 1


def test_pages_are_read_alike_alone_and_together(reader: Reader) -> None:
    question = "Wie viele Fälle gab es 2024 in Hessen?"
    pages = [paged(question, TABLE), paged(question, TUNNEL)]
    together = reader.read(question, pages)
    alone = [reader.read(question, [page])[0] for page in pages]
    assert [r.units for r in together] == [pytest.approx(r.units, abs=1e-3) for r in alone]


def test_what_is_empty_or_finds_no_room_is_never_the_answer(reader: Reader) -> None:
    assert reader.read("Was kostet der Tunnel?", [Page("", ())])[0].whole == NEVER
    long = " ".join(f"Satz {n} " + "mit sehr vielen weiteren Worten zum Tunnel " * 7 + "endet hier." for n in range(9))
    units = reader.read("Was kostet der Tunnel?", [paged("Was kostet der Tunnel?", long)])[0].units
    assert len(units) == 6
    assert all(odds >= NEVER for odds in units)


def test_another_model_has_no_reader(embedder: KeptVectors) -> None:
    class Other(KeptVectors):
        def __init__(self) -> None:
            self.name = "anderes-modell"

    assert load_reader(embedder) is not None
    assert load_reader(Other()) is None
