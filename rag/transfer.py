"""The door to exporting the common stock into one file, and to importing one: one machine reads for many."""

from __future__ import annotations

from pathlib import Path

from rag.errors import TransferProblem as TransferProblem
from rag.holdings import Holdings
from rag.index import exporting, importing
from rag.index.importing import Imported as Imported
from rag.index.rebuild import Progress


def export(held: Holdings, path: Path, progress: Progress) -> int:
    """Write the common stock into a new file; how many papers it holds. TransferProblem (German) where that fails."""
    return exporting.export(held.index, path, progress)


def import_(held: Holdings, path: Path, progress: Progress) -> Imported:
    """Take the papers of such a file into the common stock.

    TransferProblem (German) where it cannot be read, is damaged, or is another model's or version's: nothing is taken.
    """
    return importing.import_(held.index, path, progress)
