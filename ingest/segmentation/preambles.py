"""Kopf and Vorbemerkungen: what stands before the first Frage, by speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.model import Sprecher
from ingest.segmentation.number_marks import mark
from ingest.segmentation.parts import Part, Rolle
from ingest.segmentation.titles import title_end
from ingest.text.cleaning import letter_spaced
from ingest.text.lines import Line

_ASKERS = r"Fragesteller\w*(?:\s+und\s+(?:der\s+)?Fragesteller\w*)?|Fragestellenden|Antragsteller\w*|Abgeordneten\b.*+"
_HEADING = re.compile(
    rf"^[#*_\s]*Vorbemerkung(?:en)?(?:\s+de[rs]\s+(?P<wer>{_ASKERS}|Bundesregierung))?"
    r"(?P<zu>\s+(?:zu|für)\s+(?:den\s+|die\s+)?Fragen?\s+\d.*+)?\s*+:?[*_\s]*+$"
)
_LEADS_ON = re.compile(r"\b(?:die|der|den|dem|zur|in|auf|siehe|und|sowie|vgl\.)$")


def headings(lines: Sequence[Line]) -> list[int]:
    """The lines that head a Vorbemerkung to the whole paper; one "zu den Fragen 5 bis 8" may stand among Fragen."""
    return [i for i, match in _headed(lines) if not match["zu"]]


def _headed(lines: Sequence[Line]) -> Iterator[tuple[int, re.Match[str]]]:
    counted = False  # whether the Fragen have begun
    for i, line in enumerate(lines):
        match = _HEADING.match(line.text)
        if match is None:
            number = None if counted else mark(i, line.text)
            counted = counted or (number is not None and number.zahl == 1)
        elif (match["wer"] or match["zu"] or (not counted and _is_bare(lines, i))) and _stands_alone(lines, i):
            yield i, match


def _is_bare(lines: Sequence[Line], i: int) -> bool:
    """Whether a heading that names nobody stands above a preamble: text follows it, and no other heading."""
    after = next((line.text for line in lines[i + 1 :] if not line.blank), "")
    return i > 0 and after[:1].isupper() and _HEADING.match(after) is None


def _stands_alone(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is a heading, not a piece of "wird auf die / Vorbemerkung der Bundesregierung / verwiesen"."""
    line = lines[i]
    if letter_spaced(line.raw.split()) or line.raw.lstrip().startswith(("#", "**")):
        return True
    if line.wraps or not i:
        return not line.wraps
    before = lines[i - 1]
    after = next((other.text for other in lines[i + 1 :] if not other.blank), "")
    if before.wraps or after[:1].islower():
        return False
    return before.blank or _LEADS_ON.search(before.text) is None


def preamble_parts(lines: Sequence[Line]) -> list[Part]:
    """Cut the lines before the first Frage into Kopf and Vorbemerkungen; the first may have no heading."""
    heads = [i for i, _ in _headed(lines)]
    first = heads[0] if heads else len(lines)
    end = title_end(lines[:first])
    parts = [Part(Rolle.KOPF, tuple(lines[:end]))]
    if end < first:
        parts.append(Part(Rolle.VORBEMERKUNG, tuple(lines[end:first]), sprecher=Sprecher.FRAGESTELLER))
    for i, head in enumerate(heads):
        stop = heads[i + 1] if i + 1 < len(heads) else len(lines)
        parts.append(_vorbemerkung(lines[head:stop], asked_before=len(parts) > 1))
    return parts


def _vorbemerkung(lines: Sequence[Line], *, asked_before: bool) -> Part:
    """A preamble with its heading; one that names nobody is the askers', or after theirs the government's."""
    titel = lines[0].text
    match = _HEADING.match(titel)
    wer, zu = (match["wer"], match["zu"]) if match else (None, None)
    government = wer == "Bundesregierung" or (wer is None and (asked_before or zu is not None))
    sprecher = Sprecher.BUNDESREGIERUNG if government else Sprecher.FRAGESTELLER
    return Part(Rolle.VORBEMERKUNG, tuple(lines), sprecher=sprecher, titel=titel)
