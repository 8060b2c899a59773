"""The sentence by which an answer was counted: verbatim, with the page it stands on."""

from __future__ import annotations

from ingest.language.status import deciding
from ingest.model import Block, Drucksache, Fragenummer, Status
from rag.requested import Told


def told(paper: Drucksache, frage: str, status: Status | None) -> Told | None:
    """What a paper has of a Frage (by its number) whose answer is of this status; None where it has no such Frage."""
    nummer = Fragenummer.read(frage)
    asked, antwort = paper.frage(nummer), paper.antwort_auf(nummer)
    if asked is None:
        return None
    place = deciding(antwort.bloecke, status) if antwort and status else None
    if place is None:
        return Told(asked.text)
    block, (start, end) = place
    return Told(asked.text, block.text[start:end], _page(block, start))


def _page(block: Block, at: int) -> int | None:
    before = [mark.seite for mark in block.marken if mark.start <= at]
    if before:
        return before[-1]
    return block.seiten.erste if block.seiten and block.seiten.erste == block.seiten.letzte else None
