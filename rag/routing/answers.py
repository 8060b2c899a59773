"""What a paper says to a request, verbatim and cited: a Frage whole, a sentence of each answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.language.fragenummern import read_list, resolve
from ingest.language.joint import only_announces
from ingest.language.sentences import Span, sentences
from ingest.language.status import points_away
from ingest.model import Antwort, Drucksache, Fragenummer, Passage, Passagenart, Sprecher, Status
from rag.model import Citation, Hit, Statement
from rag.retrieval.expansion import Lookup, place

_SPOKEN = (Passagenart.ANTWORT, Passagenart.TABELLE, Passagenart.ANLAGE)


def named(paper: Drucksache, fragen: Sequence[str]) -> tuple[Fragenummer, ...]:
    """The paper's own numbers that are meant: "9" means 9a and 9b where there is no 9."""
    known = [frage.nummer for frage in paper.fragen]
    return tuple(dict.fromkeys(n for typed in fragen for n in resolve(read_list(typed), known)))


def whole(paper: Drucksache, nummern: Sequence[Fragenummer], lookup: Lookup) -> tuple[Statement, ...]:
    """The answers to these Fragen in full, a Statement for each Passage, and what one that only points leads to."""
    wanted, said = set(nummern), list[Statement]()
    for passage in lookup.passages_of(paper.nummer):
        spoken = passage.sprecher is Sprecher.BUNDESREGIERUNG and passage.art in _SPOKEN
        if spoken and wanted & set(passage.nummern) and passage.text:
            said.append(Statement(passage.text, (Citation(passage, 0, len(passage.text)),)))
            if passage.status is Status.VERWIESEN:
                said += _led_to(passage, lookup)
    return tuple(said)


def _led_to(passage: Passage, lookup: Lookup) -> Iterator[Statement]:
    """What the references of an answer lead to, as far as the papers hold it."""
    for target in place(Hit(passage, 1.0), lookup).followed:
        if target.text:
            yield Statement(target.text, (Citation(target, 0, len(target.text), passage),))


def summary(paper: Drucksache, lookup: Lookup) -> tuple[Statement, ...]:
    """One sentence of each answer, the first that tells something, in the order printed."""
    of = dict[tuple[Fragenummer, ...], list[Passage]]()
    for passage in lookup.passages_of(paper.nummer):
        if passage.art in (Passagenart.ANTWORT, Passagenart.TABELLE):
            of.setdefault(passage.nummern, []).append(passage)
    found = (_telling(antwort, of.get(antwort.nummern, [])) for antwort in paper.antworten)
    return tuple(Statement(c.zitat, (c,)) for c in found if c is not None)


def _telling(antwort: Antwort, passages: Sequence[Passage]) -> Citation | None:
    """The first sentence of an answer that tells more than where to look; where none does, its first one."""
    prose = sorted(passages, key=lambda passage: passage.art is Passagenart.TABELLE)  # keeps the order of each kind
    every = [(passage, span) for passage in prose for span in sentences(passage.text)]
    first = next((one for one in every if _tells(one, antwort.status)), every[0] if every else None)
    return Citation(first[0], *first[1]) if first else None


def _tells(one: tuple[Passage, Span], status: Status) -> bool:
    passage, (start, end) = one
    sentence = passage.text[start:end]
    return not only_announces(sentence) and (status is Status.VERWIESEN or not points_away(sentence))
