"""Cuts a paper's lines into its parts: head, preambles, Fragen, answers, annexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.language.wordings import PRINTING
from ingest.segmentation.annexes import behind, starts
from ingest.segmentation.beam_search import Search
from ingest.segmentation.number_marks import marks
from ingest.segmentation.parts import Part, Rolle, question_parts, with_notes
from ingest.segmentation.preambles import headings, preamble_parts
from ingest.text.footnotes import Note, page_notes
from ingest.text.lines import Line, Page
from ingest.weights import WEIGHTS, Weights


def cut(page: Page, weights: Weights = WEIGHTS) -> list[Part]:
    """The paper's parts in order, transmittal note, imprint and running heads aside; without Fragen, one Kopf."""
    notes = page_notes(page.lines)
    lines = _without(page.lines, notes)
    heads = headings(lines)
    after = heads[-1] if heads else None
    government = after is not None and "Bundesregierung" in lines[after].text
    candidates = [m for m in marks(lines) if after is None or m.line > after]
    search = Search(lines, weights)
    found = search.best(candidates, preamble=after if government else None, annex=starts(lines))
    found = found or search.unnumbered((after or 0) + 1)
    first = found[0].start if found else len(lines)
    parts = with_notes([*preamble_parts(lines[:first]), *question_parts(lines, found)], page.lines, notes)
    unprinted = not page.annex and any(PRINTING.search(line.text) for line in page.lines)
    return [*_without_annex(parts, unprinted=unprinted), *_annex_part(page.annex)]


def _without(lines: Sequence[Line], notes: Sequence[Note]) -> tuple[Line, ...]:
    """The lines without the pages' footnotes, which are neither question nor answer where they happen to stand."""
    taken = {i for note in notes for i in range(note.start, note.stop)}
    return tuple(line for i, line in enumerate(lines) if i not in taken)


def _without_annex(parts: list[Part], *, unprinted: bool) -> list[Part]:
    """Cut the annex off the last answer; `unprinted`: the paper says that it leaves one unprinted, and none follows."""
    if not parts or parts[-1].rolle is not Rolle.ANTWORT:
        return parts
    last = parts[-1]
    at = behind(last.lines, unprinted=unprinted)
    return [*parts[:-1], replace(last, lines=last.lines[:at]), *_annex_part(last.lines[at:])]


def _annex_part(lines: tuple[Line, ...]) -> list[Part]:
    return [Part(Rolle.ANLAGE, lines)] if any(not line.blank for line in lines) else []
