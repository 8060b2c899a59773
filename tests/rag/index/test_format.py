"""Marks of an index's form: whoever changes what they stand for is told to raise them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.weights import WEIGHTS
from rag.index.format import KEYWORDS, LAYOUT, PAPERS, SHARED
from rag.index.keywords import pieces
from rag.index.shared_direction import generic_questions
from rag.index.store import Store
from rag.parameters import PARAMETERS


def mark(*things: object) -> str:
    return hashlib.sha256(repr(things).encode()).hexdigest()[:8]


def test_papers_are_read_anew_when_weights_or_windows_change():
    """Values changed? Raise PAPERS in rag/index/format.py, and put both down here."""
    assert (PAPERS, mark(WEIGHTS, PARAMETERS.windows)) == ("10", "bb3f2443")


def test_the_shared_direction_is_made_anew_when_its_questions_change():
    """Questions changed? Raise SHARED in rag/index/format.py, and put both down here."""
    assert (SHARED, mark(generic_questions())) == ("1", "1f1fff0f")


def test_keywords_are_made_anew_when_pieces_change():
    """Pieces changed? Change KEYWORDS in rag/index/format.py, and put both down here."""
    assert (KEYWORDS, list(pieces("Ämter 2025"))) == ("4-grams", ["_aem", "aemt", "emte", "mter", "ter_", "2025"])


def test_a_new_store_has_the_layout(tmp_path: Path):
    store = Store(tmp_path / "store.sqlite")
    assert store.layout == LAYOUT
    store.close()
