"""Cuts a paper's lines into its parts: head, preambles, Fragen, answers, annexes."""

from __future__ import annotations

from dataclasses import replace

from ingest.language.wordings import PRINTING
from ingest.segmentation.annexes import behind, starts
from ingest.segmentation.beam_search import Search
from ingest.segmentation.number_marks import marks
from ingest.segmentation.parts import Part, Rolle, question_parts
from ingest.segmentation.preambles import headings, preamble_parts
from ingest.text.lines import Line, Page
from ingest.weights import WEIGHTS, Weights


def cut(page: Page, weights: Weights = WEIGHTS) -> list[Part]:
    """The paper's parts in order, transmittal note, imprint and running heads aside; without Fragen, one Kopf."""
    lines = page.lines
    heads = headings(lines)
    after = heads[-1] if heads else None
    government = after is not None and "Bundesregierung" in lines[after].text
    candidates = [m for m in marks(lines) if after is None or m.line > after]
    search = Search(lines, weights)
    found = search.best(candidates, preamble=after if government else None, annex=starts(lines))
    found = found or search.unnumbered((after or 0) + 1)
    first = found[0].start if found else len(lines)
    unprinted = not page.annex and any(PRINTING.search(line.text) for line in lines)
    return [
        *preamble_parts(lines[:first]),
        *_without_annex(question_parts(lines, found), unprinted=unprinted),
        *_annex_part(page.annex),
    ]


def _without_annex(parts: list[Part], *, unprinted: bool) -> list[Part]:
    """Cut the annex off the last answer; `unprinted`: the paper says that it leaves one unprinted, and none follows."""
    if not parts or parts[-1].rolle is not Rolle.ANTWORT:
        return parts
    last = parts[-1]
    at = behind(last.lines, unprinted=unprinted)
    return [*parts[:-1], replace(last, lines=last.lines[:at]), *_annex_part(last.lines[at:])]


def _annex_part(lines: tuple[Line, ...]) -> list[Part]:
    return [Part(Rolle.ANLAGE, lines)] if any(not line.blank for line in lines) else []
