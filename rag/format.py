"""Marks of the form in which an index holds things: what was made under another mark is made again."""

from __future__ import annotations

# raise it when the parser, its weights, Passages or windows change: every paper is then read anew (minutes)
PAPERS = "4"
# change it with the keywords' schema or pieces: they are then made anew from the store (seconds)
KEYWORDS = "4-grams"
# of the store's tables; raise it when they change, and say there how the one before becomes this one
LAYOUT = 4
# raise it when the questions of rag/generic.py change: the direction that they share is then embedded anew (a second)
SHARED = "1"
