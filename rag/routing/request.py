"""A request as it is understood, before anything is looked up."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.model import Status
from rag.model import Filters
from rag.requested import Art, Je, Teil

AS_QUESTION = "Als Frage: "
"""What stands before a text that shall be taken as a question, whatever it looks like."""


def as_question(text: str) -> str | None:
    """The text behind AS_QUESTION; None where it does not begin with it, in any case."""
    begins = text.lstrip().casefold().startswith(AS_QUESTION.strip().casefold())
    return text.lstrip()[len(AS_QUESTION.strip()) :].strip() if begins else None


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted.

    `drucksachen`: the papers named, answers' numbers where an Anfrage's was typed. `fragen`: numbers ("3", "2c").
    `before`: what is wanted is of the paper of the turn before. `thema`: what a list or a comparison is about, "" for
    everything. `status`: which answers a list takes, or are asked to be counted; `je`: by what they are counted.
    `seiten`: what is compared, as typed. `zeitlich`: compared is what several papers answer to the same Frage, the one
    named or one about the topic.
    """

    art: Art
    drucksachen: tuple[str, ...] = ()
    fragen: tuple[str, ...] = ()
    teil: Teil = Teil.UEBERBLICK
    before: bool = False
    filters: Filters = field(default_factory=Filters)
    thema: str = ""
    status: frozenset[Status] = frozenset()
    seiten: tuple[str, ...] = ()
    begruessung: bool = False
    zeitlich: bool = False
    je: Je = Je.RESSORT
