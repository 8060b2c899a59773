"""The official questions that a Passage answers, to be read alone."""

from __future__ import annotations

from ingest.model import Passage


def questions(passage: Passage) -> list[str]:
    """The official questions that a Passage answers, without numbers; a lettered one with the one it belongs to.

    "2. Was kostet es?" and "2a) Und wann?" -> "Was kostet es?", "Was kostet es? Und wann?".
    """
    stems = {frage.nummer.zahl: frage.text for frage in passage.fragen if not frage.nummer.teil}
    found: list[str] = []
    for frage in passage.fragen:
        if frage.nummer in passage.nummern and frage.text:
            stem = stems.get(frage.nummer.zahl) if frage.nummer.teil else None
            found.append(frage.text if stem is None else f"{stem} {frage.text}")
    return found
