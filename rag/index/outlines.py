"""What lists need of a paper besides its overview: its title and Fragen with the status of their answers.

Read from the records once (some milliseconds a paper) and kept as long as a paper's seal stays the same.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from ingest.model import Drucksache
from rag.index.state import stand
from rag.index.stored import load_paper
from rag.model import Stand
from rag.requested import Rated
from rag.text.stemming import folded, stem, tokens


@dataclass(frozen=True, slots=True)
class Said:
    """A text by its words: their stems, and the words themselves, folded."""

    stems: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Said:
        """The words of a text; of words with a hyphen or stroke also their parts."""
        every = tokens(text)
        every += [part for word in every if "-" in word or "/" in word for part in re.split(r"[-/]", word) if part]
        return cls(frozenset(map(stem, every)), frozenset(map(folded, every)))


@dataclass(frozen=True, slots=True)
class Outline:
    """A paper's Fragen in the order printed; what its title says, and what each of the Fragen says.

    `stand`: how each was answered, as `rag.model.Paper` has it.
    """

    fragen: tuple[Rated, ...]
    titel: Said
    said: tuple[Said, ...]
    stand: tuple[Stand, ...] = ()


class Outlines:
    """Those that were read, by the key of the paper."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, Outline]] = {}

    def of(
        self, db: sqlite3.Connection, lock: AbstractContextManager[object], keys: Sequence[str]
    ) -> dict[str, Outline]:
        """The outlines of these papers, read where they are new or were written anew; unknown keys are left out.

        `lock`: that of the store. It is held while rows are fetched, not while a record is understood: of many papers
        that takes seconds, in which others ask.
        """
        wanted = json.dumps(list(keys))
        with lock:
            query = "select key, seal from papers where key in (select value from json_each(?))"
            seals = db.execute(query, (wanted,)).fetchall()
        found: dict[str, Outline] = {}
        for key, seal in seals:
            known = self._known.get(key)
            if known is None or seal is None or known[0] != seal:
                with lock:
                    row = db.execute("select seal, record from papers where key = ?", (key,)).fetchone()
                if row is None:  # it has just left
                    continue
                known = self._known[key] = (row[0] or b"", outline(load_paper(row[1])))
            found[key] = known[1]
        return found


def outline(paper: Drucksache) -> Outline:
    """The outline of a paper."""
    told = stand(paper)
    fragen = tuple(
        Rated(paper.nummer, one.frage, one.status, frage.text, one.grund)
        for frage, one in zip(paper.fragen, told, strict=True)
    )
    return Outline(fragen, Said.of(paper.titel or ""), tuple(Said.of(frage.text) for frage in fragen), told)
