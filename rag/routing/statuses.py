"""Requests for Fragen by the status of their answers: "Welche Fragen hat die Regierung nicht beantwortet?"."""

from __future__ import annotations

import re
from collections.abc import Set

from ingest.model import Status
from rag.requested import NOTHING_TOLD
from rag.routing.lists import FILLER, Pieces, pieces
from rag.routing.skeleton import FRAGEN, Skeleton

NOT_ANSWERED = frozenset(status for status in NOTHING_TOLD if status is not None)
"""What is asked for as not answered; a Frage without any answer counts as that too (`counted`)."""

_STATUS_FORMS = (
    (
        frozenset({Status.TEILWEISE}),
        re.compile(
            r"\b(?:nicht\s(?:vollständig|ganz)|nur\steilweise|teilweise|unvollständig)\sbeantwortet\w*",
            re.IGNORECASE,
        ),
    ),
    (
        NOT_ANSWERED,
        re.compile(
            r"\b(?:(?:gar\s|überhaupt\s)?nicht\sbeantwortet\w*|unbeantwortet\w*|offen(?:\s(?:geblieben|gelassen))?\b"
            r"|ohne\santwort|keine\santwort(?:en)?)",
            re.IGNORECASE,
        ),
    ),
    (frozenset({Status.ABGELEHNT}), re.compile(r"\b(?:verweigert\w*|abgelehnt\w*)", re.IGNORECASE)),
    (
        frozenset({Status.EINGESTUFT}),
        re.compile(
            r"\b(?:(?:als\s(?:verschlusssachen?|vs|geheim|vertraulich)\s)?eingestuft\w*|geheim\w*|als\sverschlusssachen?)",
            re.IGNORECASE,
        ),
    ),
    (
        frozenset({Status.KEINE_ERKENNTNISSE}),
        re.compile(r"\bkeine\s(?:eigenen\s)?(?:erkenntnisse|kenntnisse?)", re.IGNORECASE),
    ),
    (frozenset({Status.VERWIESEN}), re.compile(r"\b(?:nur\s)?(?:verwiesen|verweist)", re.IGNORECASE)),
)
_ABOUT_ANSWERS = re.compile(
    r"\b(?:fragen|antworten)\b|^(?:wo|worauf|wozu|wann)\s(?=.*\b(?:antwort|auskunft)\b)", re.IGNORECASE
)
_WORDS = re.compile(
    r"(?:fragen|antworten|antwort|auskunft|wo|worauf|wozu|bei|in|im|als|bundesregierung|blieben|bleiben|geblieben|wurden|"
    r"werden|worden|diesem papier|dieser drucksache|dieser antwort|darin|dort|dieses|papiers|gegeben|nur|hat|sind|"
    r"sich|liegen|ihr|bekommen|alle[rn]?)(?!\w)",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\b(?:(?:in\s)?diese[mr]\s(?:papier|drucksache|antwort)|dieses\spapiers|darin|dort)\b", re.IGNORECASE
)


def counted(status: Set[Status]) -> Set[Status | None]:
    """Which Fragen have what is asked for: where that is all not answered, also those without any answer."""
    return NOTHING_TOLD if status == NOT_ANSWERED else status


def status_of(text: str) -> tuple[frozenset[Status], re.Pattern[str]] | None:
    """Which answers a text names, and the words by which it does; None where it names none."""
    return next(((which, form) for which, form in _STATUS_FORMS if form.search(text)), None)


def read_status(shape: Skeleton) -> tuple[frozenset[Status], Pieces, bool] | None:
    """Which answers, what narrows them, whether those of the paper before are meant; None where the text is none."""
    text = shape.text.strip(" ?!.")
    if FRAGEN in text or not _ABOUT_ANSWERS.search(text):
        return None
    status = status_of(text)
    if status is None:
        return None
    found = pieces(shape, text, (status[1], _WORDS, FILLER))
    return None if found is None else (status[0], found, _HERE.search(text) is not None)
