"""What a thorough check of an open index finds, in words (German)."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rag.errors import VectorsAway
from rag.index import probe
from rag.index.far import FarVectors
from rag.index.fingerprint import KEYWORDS, VECTORS

if TYPE_CHECKING:
    from rag.index.index import Index

_NAMES = {VECTORS: "Vektoren", KEYWORDS: "Stichwortindex"}


def check(index: Index) -> list[str]:
    """What of an open index is not whole, one sentence each (German); seconds for some hundred papers.

    All of the store is read, a few windows are embedded again, and trial questions are asked of copies of the vectors
    and the keyword index, in a process of its own. Reading rests meanwhile: what it has in hand is no damage.
    """
    with index.still():
        return _found(index)


def agreement(index: Index) -> list[str]:
    """What is not whole, in words (German); empty when store, keywords and vectors agree. Fast."""
    if index.parts.missing:
        return [index.healing.notice()]  # what stands in for a part has nothing to be compared
    problems = [f"Drucksache {key}: nicht fertig eingelesen" for key in index.store.unfinished()]
    parts = (
        ("Stichwortindex", index.store.searched_ids, index.keywords.ids),
        ("Vektoren", index.store.window_ids, index.vectors.ids),
    )
    try:
        return problems + [
            f"{name}: {wrong}" for name, wanted, there in parts for wrong in probe.compared(wanted, there, ())
        ]
    except VectorsAway as away:
        return [*problems, str(away)]


def _found(index: Index) -> list[str]:
    problems = index.check()
    problems += [
        f"Drucksache {nummer}: Die Datei „{Path(file).name}“ lässt sich nicht mehr lesen; im Index steht das Papier "
        "so, wie es vorher gelesen wurde. Abhilfe: die Datei neu beschaffen und einlesen."
        for file, nummer in index.store.outdated()
    ]
    if not index.store.is_sound():
        problems.append("Bestand: Er ist nicht mehr so, wie er geschrieben wurde.")
    if probe.misfit(index.store, index.embedder):
        problems.append("Vektoren: Das eingestellte Modell macht andere, als im Index stehen.")
    if index.parts.missing:
        return problems
    if index.parts.on_disk:
        return problems + _tried(index)
    return [*problems, "Vektoren oder Stichwortindex liegen nur im Arbeitsspeicher."]


def _tried(index: Index) -> list[str]:
    far = index.vectors if isinstance(index.vectors, FarVectors) else None
    names = [part for part in _NAMES if far is None or part != VECTORS]
    with TemporaryDirectory(dir=index.folder) as copy:  # two processes in one of Chroma's folders lose data
        for part in names:
            shutil.copytree(index.folder / part, Path(copy) / part)
        found = probe.run(index.folder, Path(copy), names)
    if far is not None and far.away is None:
        with suppress(VectorsAway):  # told at the next check
            found[VECTORS] = probe.far_findings(index.store, far, thorough=False)
    return [f"{_NAMES[part]}: {wrong}" for part, all_wrong in found.items() for wrong in all_wrong]
