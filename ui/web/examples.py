"""Questions to begin with: Fragen of papers that all users see, and that can be understood alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.model import Drucksache
from rag.engine import stands_alone

if TYPE_CHECKING:
    from rag.engine import Engine

MOST = 4

_ASKS = re.compile(
    r"(?:\w+ ){0,3}(?:welch\w*|inwie\w+|w(?:er|em|en|essen|as|ie|ann|arum|eshalb|ieso|o\w*))\b", re.IGNORECASE
)
"""A word that asks among the first four: what begins otherwise may be the item of a list."""
_ABOVE = re.compile(r"\bo\. ?g\.|oben genannt|derartig|vgl\. Vorbemerkung")


class Examples:
    """Over an engine that sees what all users see."""

    def __init__(self, shared: Engine) -> None:
        self._shared = shared
        self._found: dict[tuple[str, ...], list[str]] = {}

    def __call__(self) -> list[str]:
        """At most MOST Fragen, one of each paper before a second of any; looked for again when the papers change."""
        numbers = tuple(paper.nummer for paper in self._shared.papers()[: 5 * MOST])
        if numbers not in self._found:
            each = [_alone(paper) for paper in map(self._shared.drucksache, numbers) if paper]
            rounds = [questions[n] for n in range(MOST) for questions in each if n < len(questions)]
            self._found = {numbers: rounds[:MOST]}
        return self._found[numbers]


def _alone(paper: Drucksache) -> list[str]:
    """Short Fragen of a paper that lean on nothing before them, those that name its topic first."""
    topic = {word.lower() for word in re.findall(r"\w{5,}", paper.titel or "")}
    texts = [" ".join(frage.text.split()) for frage in paper.fragen]
    fit = [text for text in texts if 40 <= len(text) <= 120 and _is_whole(text) and stands_alone(text)]
    return sorted(fit, key=lambda text: -sum(word in text.lower() for word in topic))


def _is_whole(text: str) -> bool:
    """Whether a Frage is a sentence that asks, and not the item of a list whose beginning stands elsewhere."""
    return text.endswith("?") and text[0].isupper() and _ASKS.match(text) is not None and _ABOVE.search(text) is None
