"""What an answer tells of what its Frage asks for: its figures, or where none is certain the words alone. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.language.sentences import Span
from ingest.model import Frage, Fragenummer, Passage
from rag.answering.units import Part, parts
from rag.series import prose, rows
from rag.series.model import Told
from rag.series.twins import times_asked
from rag.series.wanted import Wanted, wanted
from rag.text.official_questions import answer_to, whole_texts


def told(nummer: Fragenummer, fragen: Sequence[Frage], passages: Iterable[Passage]) -> list[Told]:
    """The figures that a paper's answer to one of its Fragen tells of the first quantity that this asks for.

    None where the Frage asks for no quantity, or where it is not certain which figure is told of it.
    """
    answer = answer_to(nummer, passages)
    asks = {frage.nummer: wanted(frage.text) for frage in fragen}
    own = asks.get(nummer, ())
    if not own or not answer:
        return []
    own_words, whole = next((frage.text, text) for frage, text in whole_texts(fragen) if frage.nummer == nummer)
    if _only_leads(nummer, own_words, fragen):
        return []
    together = {n for passage in answer for n in passage.nummern if n != nummer}
    rivals = [*own[1:], *(one for other in together for one in asks.get(other, ()))]
    return _told(own[0], rivals, parts(answer), own_words, whole)


def _only_leads(nummer: Fragenummer, text: str, fragen: Sequence[Frage]) -> bool:
    """Whether a Frage only begins what its letters ask ("Wie viele Abschiebungen erfolgten" a) ... b) ...)."""
    lettered = any(frage.nummer.zahl == nummer.zahl and frage.nummer.teil for frage in fragen)
    return lettered and not nummer.teil and "?" not in text


def _told(mine: Wanted, rivals: Sequence[Wanted], cut: Sequence[Part], own: str, frage: str) -> list[Told]:
    said = prose.told(mine, rivals, _sentences(cut), frage, times_asked(own))
    return said or rows.told(mine, cut, alone=not rivals)


def _sentences(cut: Sequence[Part]) -> list[tuple[Passage, Span]]:
    """The sentences of an answer; what ends with "bzw." where a line ends goes on with the next one."""
    found: list[tuple[Passage, Span]] = []
    for part in cut:
        for unit in part.units:
            if unit.rows:
                continue
            last = found[-1] if found and found[-1][0] is part.passage else None
            if last and part.passage.text[: last[1][1]].endswith("bzw."):
                found[-1] = part.passage, (last[1][0], unit.span[1])
            else:
                found.append((part.passage, unit.span))
    return found
