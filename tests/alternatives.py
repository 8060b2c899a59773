"""The alternatives of a pattern one by one, so that a test can ask for a specimen of each."""

from __future__ import annotations

import re
from collections.abc import Iterator


def narrowed(pattern: str) -> Iterator[str]:
    """The pattern with one of its choices made, once for every alternative of every group; itself if it has none."""
    groups = sorted(_groups(pattern))
    choices = [(start, end, parts) for start, end in groups if len(parts := _parts(pattern[start:end])) > 1]
    for start, end, parts in choices:
        yield from (f"{pattern[:start]}{part}{pattern[end:]}" for part in parts)
    if not choices:
        yield pattern


def without_specimen(pattern: str, specimens: list[str], flags: int = re.DOTALL) -> list[str]:
    """The alternatives that none of the specimens shows."""
    return [one for one in narrowed(pattern) if not any(re.search(one, text, flags) for text in specimens)]


def _tokens(pattern: str) -> Iterator[tuple[int, str]]:
    """Escapes, classes and single characters with their places."""
    for found in re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", pattern, re.DOTALL):
        yield found.start(), found[0]


def _groups(pattern: str) -> Iterator[tuple[int, int]]:
    """Where the contents of the whole pattern and of its groups begin and end; lookarounds aside."""
    yield 0, len(pattern)
    open_: list[int] = []
    for at, token in _tokens(pattern):
        if token == "(":
            open_.append(at)
        elif token == ")":
            start = open_.pop()
            head = re.match(r"\((?:\?:|\?P<\w+>|(?!\?))", pattern[start:])
            if head is not None:
                yield start + head.end(), at


def _parts(content: str) -> list[str]:
    """A group's content at its own bars."""
    parts, depth = [""], 0
    for _, token in _tokens(content):
        depth += (token == "(") - (token == ")")
        if token == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += token
    return parts
