"""The official questions that a Passage answers, to be read alone."""

from __future__ import annotations

from ingest.model import Frage, Fragenummer, Passage


def questions(passage: Passage) -> list[str]:
    """The official questions that a Passage answers, without numbers; a lettered one with the one it belongs to.

    "2. Was kostet es?" and "2a) Und wann?" -> "Was kostet es?", "Was kostet es? Und wann?".
    """
    stems = {frage.nummer.zahl: frage.text for frage in passage.fragen if not frage.nummer.teil}
    found: list[str] = []
    for frage in _asked(passage):
        stem = stems.get(frage.nummer.zahl) if frage.nummer.teil else None
        found.append(frage.text if stem is None else f"{stem} {frage.text}")
    return found


def asked_numbers(passage: Passage) -> list[Fragenummer]:
    """The numbers of the same official questions, in the same order."""
    return [frage.nummer for frage in _asked(passage)]


def _asked(passage: Passage) -> list[Frage]:
    return [frage for frage in passage.fragen if frage.nummer in passage.nummern and frage.text]
