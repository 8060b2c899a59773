"""What a paper says, whole or one sentence of each answer."""

from __future__ import annotations

from dataclasses import replace

from ingest.model import Antwort, Block, Blockart, Drucksache, Frage, Fragenummer, Passage, Status, Verweis, Verweisart
from ingest.passages import passages
from rag.routing import answers
from tests.support.fakes import sample_paper


class Shelf:
    """One paper to look things up in."""

    def __init__(self, paper: Drucksache) -> None:
        self.paper = paper

    def passages_of(self, nummer: str) -> list[Passage]:
        """As the engine."""
        return passages(self.paper) if nummer == self.paper.nummer else []

    def drucksache(self, nummer: str) -> Drucksache | None:
        """As the engine."""
        return self.paper if nummer == self.paper.nummer else None


def nr(text: str) -> Fragenummer:
    return Fragenummer.read(text)


PAPER = sample_paper()


def test_numbers_are_the_papers_own() -> None:
    assert answers.named(PAPER, ["3", "2a"]) == (nr("3"), nr("2a"))
    lettered = replace(PAPER, fragen=(Frage(nr("9a"), "Was?"), Frage(nr("9b"), "Wie?")))
    assert answers.named(lettered, ["9"]) == (nr("9a"), nr("9b"))
    assert answers.named(PAPER, ["77"]) == ()


def test_an_answer_is_given_whole_and_verbatim() -> None:
    said = answers.whole(PAPER, [nr("2")], Shelf(PAPER))
    antwort = PAPER.antwort_auf(nr("2"))
    assert antwort is not None
    assert "\n".join(statement.text for statement in said).split("\n") == antwort.text.split("\n")
    assert all(statement.text == c.zitat for statement in said for c in statement.citations)
    assert all(set(c.passage.nummern) == set(antwort.nummern) for statement in said for c in statement.citations)


def test_an_answer_that_only_points_is_followed() -> None:
    text = "Es wird auf die Antwort zu Frage 1 verwiesen."
    pointer = Antwort(
        (nr("3"),),
        (Block(Blockart.TEXT, text),),
        Status.VERWIESEN,
        (Verweis(Verweisart.FRAGE, 0, len(text), (nr("1"),), ziel=(nr("1"),)),),
    )
    paper = replace(PAPER, antworten=(*(a for a in PAPER.antworten if nr("3") not in a.nummern), pointer))
    first, then = answers.whole(paper, [nr("3")], Shelf(paper))
    assert first.text == text
    assert then.citations[0].ueber is not None
    assert then.citations[0].passage.nummern == (nr("1"),)


def test_a_summary_has_a_sentence_of_each_answer() -> None:
    text = "Die Fragen 1 und 2 werden gemeinsam beantwortet. Es wird auf Frage 9 verwiesen. Es gibt 17 Türme. Und mehr."
    first = replace(PAPER.antworten[0], bloecke=(Block(Blockart.TEXT, text),))
    paper = replace(PAPER, antworten=(first, *PAPER.antworten[1:]))
    said = answers.summary(paper, Shelf(paper))
    assert said[0].text == "Es gibt 17 Türme."
    assert len(said) == len(paper.antworten)
    assert all(statement.text == statement.citations[0].zitat for statement in said)
