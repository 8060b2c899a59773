"""How a text says that it is a question whatever it looks like."""

from __future__ import annotations

from rag.requested import Art, Teil
from rag.routing.request import AS_QUESTION, Request, as_question


def test_what_stands_behind_the_words_is_the_question() -> None:
    assert as_question(f"{AS_QUESTION}alle zu Asyl") == as_question("als frage:  alle zu Asyl") == "alle zu Asyl"
    assert as_question("Als Frage gestellt?") is None


def test_a_request_narrows_nothing_by_itself() -> None:
    found = Request(Art.HILFE)
    assert (bool(found.filters), found.teil, found.before) == (False, Teil.UEBERBLICK, False)
