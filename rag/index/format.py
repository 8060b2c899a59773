"""Marks of the form in which an index holds things: what was made under another mark is made again."""

from __future__ import annotations

# raise it when the parser, its weights, Passages or windows change: every paper is then read anew (minutes)
PAPERS = "10"
# change it with the keywords' schema or pieces: they are then made anew from the store (seconds)
KEYWORDS = "4-grams"
# of the store: its tables, and the types that lie in them as JSON (ingest.model, ingest.spans). Raise it when these
# change, defaults included, and say in rag/index/schema.py and rag/index/stored.py how the one before becomes this one
LAYOUT = 8
# raise it when the questions of rag/index/shared_direction.py change: their direction is then embedded anew (a second)
SHARED = "1"
