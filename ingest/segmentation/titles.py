"""Where a paper's title ends: what follows it may be a preamble whose heading is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.fields.kopf import ASKED, BEZUG
from ingest.text.lines import Line

_LONGEST = 12  # lines that the Anfrage's number may come after "auf die Kleine Anfrage"
_MOST = 6  # lines of a title
# a title does not end with such a word, at a hyphen or a comma
_OPEN = re.compile(
    r"(?:[,–-]|\b(?:de[rsnm]|die|das|ein|eine[rsnm]?|und|oder|sowie|bzw\.|zu[rm]?|in|im|auf|aus|an|am|bei|beim|mit|für|nach|"
    r"von|vom|vor|gegen|unter|durch|über|um|seit|bis|zwischen|als|des|ihre[rsnm]?|seine[rsnm]?|nicht))$"
)
_GOES_ON = re.compile(r"[(a-zäöüß–]")
_PROSE = re.compile(r"[^\d\W]{3}[)“]?[.?!:]$")
_LEAST = 100  # characters that a preamble has at least


def title_end(lines: Sequence[Line]) -> int:
    """The index behind the title's last line, of the lines before the first heading or Frage.

    The number of lines where no title is found.

    What stands behind the title must read like running text: a title of many lines is one.
    """
    start = _start(lines)
    if start is None:
        return len(lines)
    end = start
    for i in range(start, min(len(lines), start + _MOST)):
        end = i + 1
        if not lines[i].blank and not _goes_on(lines, i):
            break
    rest = [line for line in lines[end:] if not line.blank]
    prose = sum(len(line.text) for line in rest) >= _LEAST or len(rest) > 1
    return end if prose and any(_PROSE.search(line.text) for line in rest) else len(lines)


def _start(lines: Sequence[Line]) -> int | None:
    """The title's first line: behind the Anfrage's number, or with it on one line."""
    asked = next((i for i, line in enumerate(lines) if ASKED.search(line.text)), None)
    if asked is None:
        return None
    for i in range(asked, min(len(lines), asked + _LONGEST)):
        found = BEZUG.search(lines[i].text)
        if found is not None:
            return i if lines[i].text[found.end() :].strip() else i + 1
    return None


def _goes_on(lines: Sequence[Line], i: int) -> bool:
    """Whether the title goes on past line i."""
    after = next((line for line in lines[i + 1 :] if not line.blank), None)
    if after is None:
        return False
    if lines[i].wraps or _OPEN.search(lines[i].text):
        return True
    return _GOES_ON.match(after.text) is not None and not _PROSE.search(lines[i].text)
