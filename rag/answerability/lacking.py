"""Whether a sentence or row tells the kind of thing that is asked for: a duration, an amount, a day, a count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answerability.binding import DENIED, Missed, withholds
from rag.query.sought import Sought, tells

# what is asked for will be told ("Die Statistik wird derzeit ausgewertet."), or is elsewhere
_NOT_HERE = re.compile(
    r"\b(?:derzeit|aktuell|gegenwärtig|noch)\b.{0,60}\b(?:ausgewertet|erhoben|ermittelt|geprüft|abgestimmt|erarbeitet)"
    r"|\b(?:Homepage|Internetseite|Website)\b|\bveröffentlicht\b"
)


def lacking(wanted: Sought | None, own: str, above: Sequence[str] = (), *, may_deny: bool = True) -> Missed | None:
    """What kind of thing is asked for and not told by a sentence with its list, or by a row under what stands `above`.

    Who knows it not, points elsewhere, or denies it (`may_deny`) answers without it.
    """
    if wanted is None or tells(wanted, own, above):
        return None
    if (may_deny and DENIED.search(own)) or _NOT_HERE.search(own) or withholds(own):
        return None
    return Missed(wanted.value, kind=wanted)
