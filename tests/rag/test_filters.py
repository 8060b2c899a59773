"""Filters in words."""

from __future__ import annotations

from datetime import date

from rag.filters import Filters


def test_what_is_narrowed_is_said_in_words() -> None:
    filters = Filters(
        frozenset({"21/0012"}), frozenset({"7"}), frozenset({21}), von=date(2025, 1, 2), bis=date(2025, 2, 3)
    )
    assert filters.words() == ["21. Wahlperiode", "BT-Drs. 21/12", "Frage 7", "ab 02.01.2025", "bis 03.02.2025"]
    assert (bool(filters), bool(Filters()), Filters().words()) == (True, False, [])
