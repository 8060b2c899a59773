"""Texts cut to a length, never inside a word."""

from __future__ import annotations


def cut_at_word(text: str, most: int, mark: str = "") -> str:
    """A text of at most `most` characters; of a longer one what fits in whole words, with the `mark` behind it."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + mark
