"""Joint answers as papers announce them ("Die Fragen 4 bis 6 werden gemeinsam beantwortet").

One rule for all who need it: where a Frage ends (the announcement stands before its answer), which Fragen a text
answers, and that such a sentence points nowhere and answers nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.nummern import LIST, Span, read_list

_REASON = r"(?:(?:Aufgrund|Auf Grund|Wegen) (?:des|ihres|der)\b[^.!?]{0,60}? |Daher )werden (?:die )?"
_FRAGEN = r"(?:Fragen?|Teilfragen?|Frageteile|Fragestellungen|Unterfragen)"
_GOES_ON = r"(?:werden|wird|können|gemeinsam|zusammen)\b"
_TOGETHER = r"(?:gemeinsame?|zusammen\w*|(?:Sach)?[Zz]usammenhang\w*|beantwortet)\b"
# the list is taken once and for all (?>): tried again in other cuts, a long one would never come to an end
_ANNOUNCEMENT = re.compile(
    rf"(?:{_REASON}|Die |Zu den )?{_FRAGEN}\s+(?:zu\s+)?(?P<liste>(?>{LIST.pattern}))\s*"
    rf"(?P<rest>(?={_GOES_ON})[^.!?]{{0,140}}?\b{_TOGETHER}(?:[^.:!?]{{0,140}}\bbeantwortet\b)?)"
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """The Fragen that are answered together, and the offset in the text behind the words that say so.

    `refused`: the sentence says that they cannot be answered, which is itself an answer.
    """

    fragen: tuple[Span, ...]
    end: int
    refused: bool


def announcement(text: str, start: int = 0) -> Announcement | None:
    """The announcement that stands at this offset of a text, where a sentence begins; None if none does."""
    found = _ANNOUNCEMENT.match(text, start)
    if found is None:
        return None
    return Announcement(read_list(found["liste"]), found.end(), re.search(r"\bnicht\b", found["rest"]) is not None)


def only_announces(sentence: str) -> bool:
    """Whether a sentence says no more than which Fragen are answered together."""
    found = announcement(sentence)
    return found is not None and not found.refused
