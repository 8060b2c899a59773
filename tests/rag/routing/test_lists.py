"""Lists are read piece by piece, and one word that is no piece makes them a question."""

from __future__ import annotations

import pytest

from rag.routing.lists import Pieces, Wanted, read_list, read_more
from rag.routing.skeleton import Skeleton, skeleton


def shape(text: str) -> Skeleton:
    found = skeleton(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Anfragen der AfD und der Linken im Mai zu Asyl", Pieces(("AfD", "Linken"), (), ("im Mai",), (), "Asyl")),
        ("Antworten des BMI und des BMF", Pieces(ministries=("BMI", "BMF"))),
        ("Zeig mir alles zum Thema Lobbyarbeit im BMI", Pieces(thema="Lobbyarbeit im BMI")),
        ("Was hat die AfD nach Corona gefragt?", Pieces(parties=("AfD",), thema="Corona")),
        ("alle Papiere", Pieces()),
    ],
)
def test_pieces_of_a_list(text: str, pieces: Pieces) -> None:
    assert read_list(shape(text)) == (Wanted.LIST, pieces)


def test_what_there_is_at_all() -> None:
    assert read_list(shape("Welche Papiere hast du?")) == (Wanted.STOCK, Pieces())
    assert read_list(shape("Wie viele Papiere hast du?")) == (Wanted.LIST, Pieces())


@pytest.mark.parametrize(
    "text",
    [
        "Anfragen der Bürger zu Asyl",
        "alle zu spät gekommenen Züge wurden gezählt",
        "Papiere",
        "Anfragen dazu",
        "Gibt es alles",
    ],
)
def test_no_lists(text: str) -> None:
    found = read_list(shape(text))
    assert found is None or found == (Wanted.LIST, Pieces())


def test_a_turn_narrows_the_list_before_it_only_where_it_says_no_more() -> None:
    assert read_more(shape("Und von den Grünen seit Juli?")) == Pieces(parties=("Grünen",), days=("seit Juli",))
    assert read_more(shape("Und wie teuer war das?")) is None
    assert read_more(shape("von den Grünen")) is None
