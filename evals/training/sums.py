"""Write rag/data/SHA256SUMS, after which the program takes its fitted files for its own (rag/intact.py).

usage: python -m evals.training.sums

Whenever something under evals/training has made one of them anew.
"""

from __future__ import annotations

from pathlib import Path

from rag.data import DATA
from rag.intact import write_sums


def fitted(folder: Path = DATA) -> list[str]:
    """Names of the files that are made, not written by hand: matrices and numbers."""
    return sorted(file.name for file in folder.iterdir() if file.suffix in {".safetensors", ".json"})


if __name__ == "__main__":
    write_sums(DATA, fitted())
