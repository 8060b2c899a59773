"""pdfplumber's finder of tables, stopped before it begins what would take minutes: its time grows with the square."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pdfplumber.table import TableFinder, edges_to_intersections

# what a page may hold, and the most that a page of real papers did
_PAIRS = 1_000_000  # of a line across and one down (8,064)
_CROSSINGS = 5_000  # of such lines (499)
_CHARACTERS = 20_000  # (4,349)


class Finder(TableFinder):
    """The tables of a page; ValueError if there is too much on it to look for any."""

    def get_edges(self) -> list[dict[str, Any]]:
        """The ruling lines, those that continue each other as one; few enough to go on with."""
        if len(self.page.chars) > _CHARACTERS:
            raise ValueError("too many characters")
        edges: list[dict[str, Any]] = super().get_edges()
        directions = Counter(edge["orientation"] for edge in edges)
        if directions["h"] * directions["v"] > _PAIRS:
            raise ValueError("too many lines")
        near = self.settings.intersection_tolerance
        if len(edges_to_intersections(edges, near, near)) > _CROSSINGS:
            raise ValueError("too many crossings")
        return edges
