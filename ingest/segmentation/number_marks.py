"""Number marks at line starts ("7. ", "b) ", "9. a) ", "- 3. "): the places where a Frage may begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.language.dates import PRINTED_MONTH
from ingest.text.lines import Line

_LEAD = r"(?:[-–—•*#>]++\s++)*+(?:\*\*|__)?\s*+"
_MAIN = re.compile(
    _LEAD + r"(?:Frage\s+)?(?P<zahl>\d{1,3})\s?(?:\\?\.|\)|:)?(?:\*\*|__)?\s*(?:(?P<teil>[a-z])\s?\\?\)(?:\*\*|"
    r"__)?\s+)?(?P<rest>\S.*)?$"
)
_MAIN_STRICT = re.compile(_LEAD + r"(?:Frage\s+)?\d{1,3}(?:\s?\\?[.)](?!\d)|\s?[a-z]\)|:)")
_SUB = re.compile(_LEAD + r"(?P<teil>[a-z])\s?\\?\)(?:\*\*|__)?\s*(?P<rest>\S.*)?$")


# "23. Juli", "21. Wahlperiode": a date or a count at the start of a wrapped line
_NO_MARK = re.compile(rf"(?:{PRINTED_MONTH})\b|Wahlperiode|Jahrhundert")
# Words that a question begins with.
ASKING = re.compile(
    r"(?:Wie|Was|Wer|We[nm]|Wessen|Wo|Wann|Warum|Weshalb|Wieso|Wo(?:her|hin|bei|durch|mit|ran|rin|rauf|raus|für|zu)|"
    r"Welche[rsnm]?|Inwie(?:fern|weit)|Wurden?|Werden|Wird|Waren?|Will|Wollen|Ist|Sind|Hat|Haben|Hatten?|Gibt|Gab|"
    r"Kann|Können|Konnten?|Liegt|Liegen|Lagen|Plant|Planen|Sieht|Teilt|Trifft|Treffen|Hält|Beabsichtigt|Falls|Sofern|"
    r"Wenn|(?:In|Auf|Aus|An|Bei|Mit|Für|Nach|Zu|Von|Gegen|Unter|Durch|Über|Um|Vor|Seit|Bis) ?"
    r"(?:wie|welche[rmns]?|was|wann|we[nm]))\b"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that may begin a Frage: `zahl` None for a bare letter, `rest` what follows the mark."""

    line: int
    zahl: int | None
    teil: str
    rest: str


def marks(lines: Sequence[Line]) -> list[Mark]:
    """All number marks of the lines, in order; the row of a table that a PDF prints begins no Frage."""
    found = (mark(i, line.text) for i, line in enumerate(lines) if not line.printed_row)
    return [m for m in found if m is not None]


def mark(i: int, text: str) -> Mark | None:
    """The number mark at the start of a line, if there is one."""
    if _MAIN_STRICT.match(text):
        main = _MAIN.match(text)
        if main is not None and int(main["zahl"]) > 0 and not _NO_MARK.match(main["rest"] or ""):
            return Mark(i, int(main["zahl"]), main["teil"] or "", main["rest"] or "")
    sub = _SUB.match(text)
    return Mark(i, None, sub["teil"], sub["rest"] or "") if sub else None
