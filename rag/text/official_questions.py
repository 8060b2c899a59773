"""The official questions that a Passage answers, to be read alone; and the Passages that answer one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.model import Frage, Fragenummer, Passage, Passagenart, Sprecher

_SPOKEN = (Passagenart.ANTWORT, Passagenart.TABELLE)


def whole_texts(fragen: Iterable[Frage]) -> Iterator[tuple[Frage, str]]:
    """Each Frage with its whole text, without numbers: a lettered one behind the Frage that it belongs to.

    "2. Was kostet es?" and "2a) Und wann?" -> "Was kostet es?", "Was kostet es? Und wann?".
    """
    stem_of: dict[int, str] = {}
    for frage in fragen:
        if not frage.nummer.teil:
            stem_of[frage.nummer.zahl] = frage.text
            yield frage, frage.text
        else:
            yield frage, " ".join(filter(None, (stem_of.get(frage.nummer.zahl), frage.text)))


def asked(passage: Passage) -> list[tuple[Frage, str]]:
    """The official questions that a Passage answers, with their whole texts."""
    return [
        (frage, text) for frage, text in whole_texts(passage.fragen) if frage.nummer in passage.nummern and frage.text
    ]


def questions(passage: Passage) -> list[str]:
    """The whole texts of the official questions that a Passage answers."""
    return [text for _, text in asked(passage)]


def asked_numbers(passage: Passage) -> list[Fragenummer]:
    """The numbers of the same official questions, in the same order."""
    return [frage.nummer for frage, _ in asked(passage)]


def answer_to(nummer: Fragenummer, passages: Iterable[Passage]) -> list[Passage]:
    """The Passages of the government's answer to a Frage, in the order printed."""
    return [
        one
        for one in passages
        if one.sprecher is Sprecher.BUNDESREGIERUNG and one.art in _SPOKEN and nummer in one.nummern and one.text
    ]
