"""The Kleine Anfrage as a second witness: whether its official question list confirms the parse, and its day."""

from __future__ import annotations

from dataclasses import replace

from ingest.fields.kopf import read_kopf
from ingest.model import Drucksache, Quelle
from ingest.parsing.anfrage import head, list_begins
from ingest.segmentation.number_marks import marks
from ingest.text.cleaning import join
from ingest.text.lines import split


def confirm(d: Drucksache, anfrage: Quelle) -> Drucksache:
    """The Drucksache with `angefragt` and `bestaetigt` set: every Frage is the Anfrage's, which numbers no more.

    `anfrage` must be the paper that `d.bezug` names; texts are compared without blanks, hyphens and case.
    """
    lines = split(anfrage.zeilen).lines
    first = list_begins(lines)
    asked = _letters(join(lines[first:]))
    numbers = {f.nummer.zahl for f in d.fragen}
    last = max(numbers)
    more = any(m.zahl == last + 1 and m.rest[:1].isupper() for m in marks(lines[first:]))
    whole = all(_letters(f.text) in asked for f in d.fragen) and len(numbers) == last
    asked_on = read_kopf(head(lines, first), (), anfrage.angaben).datum
    return replace(d, bestaetigt=whole and not more, angefragt=asked_on)


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
