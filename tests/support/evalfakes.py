"""Fakes for the evaluation: an engine that answers from a dictionary, and short ways to write cases and results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evals.model import Beleg, Case, CaseResult, Place, Satz
from ingest.model import Passage
from rag.model import About, Citation, Counts, Hit, Outcome, Paper, Query, Reply, Statement
from tests.support.fakes import answered_in


def passage(nummern: str, text: str, drucksache: str = "20/11166") -> Passage:
    """An answer to the Fragen named ("3 3a")."""
    kennung = f"{drucksache}:{'-'.join(nummern.split())}"
    return answered_in(nummern, text, "Frage?", id=kennung, drucksache=drucksache)


def case(id: str = "c1", fragen: str = "2b", facts: str = "Englisch", **kw: object) -> Case:
    """An answerable case; facts as in a table: "a|b; c"."""
    wanted = tuple(tuple(fact.strip().split("|")) for fact in facts.split(";") if fact.strip())
    values = {"id": id, "question": f"Frage {id}?", "answerable": True, "drucksache": "20/11166"}
    return Case.model_validate(values | {"fragen": tuple(fragen.split()), "facts": wanted, "kind": "zahl"} | kw)


def unanswerable(id: str = "u1", kind: str = "unbeantwortbar-fern") -> Case:
    """A case without answer in the papers."""
    return Case(id=id, question="Wer gewinnt die Bundesliga?", answerable=False, kind=kind)


def beleg(fragen: str, zitat: str = "Die Formate finden auf Englisch statt.", drucksache: str = "20/11166") -> Beleg:
    """A citation of the Fragen named."""
    return Beleg(drucksache=drucksache, fragen=tuple(fragen.split()), zitat=zitat)


def result(id: str = "c1", *belege: Beleg, treffer: str = "", gefunden: bool = True) -> CaseResult:
    """A result: one sentence a citation (the quote itself); hits as "2b; 3 3a", best first."""
    places = [Place(drucksache="20/11166", fragen=tuple(hit.split())) for hit in treffer.split(";") if hit.strip()]
    saetze = tuple(Satz(text=b.zitat, belege=(n,)) for n, b in enumerate(belege))
    return CaseResult(id=id, gefunden=gefunden, saetze=saetze, belege=belege, treffer=tuple(places), ms=10.0)


@dataclass
class FakeEngine:
    """Quotes the passage whose question is asked, whole; refuses all other questions; "!" breaks it."""

    answers: Mapping[str, Passage] = field(default_factory=dict)
    asked: list[Query] = field(default_factory=list)

    def ask(self, query: Query) -> Reply:
        """Answer from the dictionary."""
        self.asked.append(query)
        if "!" in query.text:
            raise RuntimeError("kaputt")
        found = self.answers.get(query.text)
        if found is None:
            return Reply(query, Outcome.NICHT_IM_BESTAND, "Dazu steht nichts im Bestand.", (), (), 1.0)
        quote = Statement(found.text, (Citation(found, 0, len(found.text)),))
        return Reply(query, Outcome.BELEGT, None, (quote,), (Hit(found, 0.9),), 1.0)

    def passage(self, id: str) -> Passage | None:
        """Look up by id."""
        return next((p for p in self.answers.values() if p.id == id), None)

    def counts(self) -> Counts:
        """How many passages."""
        return Counts(len(self.papers()), len(self.answers), 0)

    def papers(self) -> list[Paper]:
        """The papers of its passages."""
        numbers = sorted({p.drucksache for p in self.answers.values()})
        return [Paper(number, None, None, None, (), None, "", 1) for number in numbers]

    def about(self) -> About:
        """No model."""
        return About("keins")


ENGLISCH = passage("2b", "Die Formate finden auf Englisch statt.")
"""What the double of the engine finds."""
