"""Kopf and Vorbemerkungen: what stands before the first Frage, by speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import Line
from ingest.model import Sprecher
from ingest.parts import Part, Rolle

HEADING = re.compile(
    r"^[#*_\s]*Vorbemerkung(?:en)?\s+(?P<wer>de[rs]\s+(?:Fragesteller\w*|Fragestellenden|Bundesregierung|Antragsteller\w*|Abgeordneten\b.*))"
    r"(?P<zu>\s+(?:zu|für)\b.*)?\s*:?[*_\s]*$"
)


def headings(lines: Sequence[Line]) -> list[int]:
    """The lines that head a Vorbemerkung to the whole paper; one "zu den Fragen 5 bis 8" may stand among Fragen."""
    found = ((i, HEADING.match(line.text)) for i, line in enumerate(lines))
    return [i for i, match in found if match is not None and not match["zu"]]


def preamble_parts(lines: Sequence[Line]) -> list[Part]:
    """Cut the lines before the first Frage into Kopf and Vorbemerkungen."""
    heads = [i for i, line in enumerate(lines) if HEADING.match(line.text)]
    first = heads[0] if heads else len(lines)
    parts = [Part(Rolle.KOPF, tuple(lines[:first]))]
    for i, head in enumerate(heads):
        stop = heads[i + 1] if i + 1 < len(heads) else len(lines)
        parts.append(_vorbemerkung(lines[head:stop]))
    return parts


def _vorbemerkung(lines: Sequence[Line]) -> Part:
    titel = lines[0].text
    government = "Bundesregierung" in titel
    sprecher = Sprecher.BUNDESREGIERUNG if government else Sprecher.FRAGESTELLER
    return Part(Rolle.VORBEMERKUNG, tuple(lines), sprecher=sprecher, titel=titel)
