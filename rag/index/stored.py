"""How a paper and its Passages lie in the store: as JSON. What has its default value is left out.

A paper's record says with which layout it was written (rag.index.format), and one of an older layout is brought to
today's when it is read. Passages need not say it: a store of an older layout has them all made anew from their papers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from pydantic import TypeAdapter

from ingest.model import Drucksache, Passage
from rag.index.format import LAYOUT


@dataclass(frozen=True, slots=True)
class _Record:
    """`layout` comes first: what begins otherwise is older than 5, which did not say so; 6 to 8 are as 5."""

    layout: int
    paper: Drucksache


_RECORD = TypeAdapter(_Record)
_PASSAGE = TypeAdapter(Passage)
_SAYS_LAYOUT = '{"layout":'


def dump_paper(paper: Drucksache) -> str:
    """A paper's record; ValueError where a text holds what is no character (half a UTF-16 pair)."""
    return _RECORD.dump_json(_Record(LAYOUT, paper), exclude_defaults=True).decode()


def load_paper(text: str) -> Drucksache:
    """The paper, whatever the layout that its record was written with."""
    return _RECORD.validate_json(text if text.startswith(_SAYS_LAYOUT) else _from_4(text)).paper


def dump_passage(passage: Passage) -> str:
    """A Passage as JSON."""
    return _PASSAGE.dump_json(passage, exclude_defaults=True).decode()


def load_passage(text: str) -> Passage:
    """The Passage."""
    return _PASSAGE.validate_json(text)


def _from_4(text: str) -> str:
    """A record of layout 4 or older as 5 has it: those did not tell what a piece of an annex is."""
    paper = json.loads(text)
    for block in paper["anlagen"]:
        if block["art"] == "anlage":
            block["art"] = "tabelle" if "\n" in block["text"] else "text"  # tables alone keep their lines
    return json.dumps({"layout": 5, "paper": paper})
