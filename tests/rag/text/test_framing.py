"""Words that frame a question, as typed, and those that are its matter."""

from __future__ import annotations

import pytest

from rag.text.framing import frames


@pytest.mark.parametrize("word", ["Anzahl", "summe", "Schnitt", "Geld", "Jahres", "Przent", "Halbjar"])
def test_a_frame(word: str) -> None:
    assert frames(word)


@pytest.mark.parametrize("word", ["Bundesligisten", "Tunnel", "Kosten", "Dauer", "Geldwäsche", "2023"])
def test_a_matter(word: str) -> None:
    assert not frames(word)
