"""Whether a Frage was asked before: judged by words and cosines, named with its place, quoted verbatim."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ingest.model import Drucksache, Frage, Passage, Sprecher
from rag.asked_before import Kind, Line, as_json, judge, line, opening
from rag.model import Hit, HitScores
from rag.parameters import Before
from tests.support.fakes import NUMMER, nr, sample_paper, sample_passages

PAPER = sample_paper()
PASSAGES = sample_passages(PAPER)
ONE, JOINT = PASSAGES[0], PASSAGES[1]


def hit(passage: Passage = ONE, cosine: float = 0.9, score: float = 0.9) -> Hit:
    return Hit(passage, score, HitScores(question=cosine))


def papers(nummer: str) -> Drucksache | None:
    return PAPER if nummer == NUMMER else None


def looked(text: str, *hits: Hit, nummer: str = "7") -> Line:
    return line(Frage(nr(nummer), text), text, hits, {}, papers, lambda _: PASSAGES)


def test_the_same_words_are_told_whatever_is_said_besides() -> None:
    said = "Wie viele Leuchttürme gibt es nach Kenntnis der Bundesregierung an den deutschen Küsten (bitte auflisten)?"
    found = looked(said, hit(cosine=0.5, score=0.1))
    assert found.kind is Kind.WORTGLEICH
    (best,) = found.frueher
    assert (best.drucksache, best.frage, best.fragende, str(best.datum)) == (NUMMER, "1", ("CDU/CSU",), "2024-04-24")
    assert best.zitat is not None
    assert best.zitat.zitat == "Es gibt 17 Leuchttürme. Davon stehen neun an der Nordsee."
    assert best.zitat.seiten is not None
    assert best.zitat.seiten.erste == 2


@pytest.mark.parametrize(
    ("cosine", "kind"), [(0.9, Kind.GLEICHE_SACHE), (0.62, Kind.VERWANDT), (0.5, Kind.NICHT_GEFUNDEN)]
)
def test_the_nearer_the_meaning_the_nearer_the_kind(cosine: float, kind: Kind) -> None:
    numbers = Before(cosine=20.0, forth=1.0, back=1.0, hit=0.0, level=-15.0)
    new = "Welche Zahl von Leuchttürmen steht an deutschen Küsten?"
    assert judge(new, PAPER.fragen[0].text, "", cosine, 0.9, numbers)[0] is kind


def test_shared_words_count_both_ways_and_those_of_the_title_too() -> None:
    def score(new: str, titel: str = "") -> float:
        return judge(new, PAPER.fragen[0].text, titel, 0.9, 0.9)[1]

    other, same = "Wie hoch ist die Rente in Sachsen?", "Welche Leuchttürme stehen an den Küsten?"
    assert score(same) > score(other)
    assert score(other, "Renten in Sachsen") > score(other)


def test_what_was_asked_of_another_year_is_only_related() -> None:
    old = "Was kostete die Unterhaltung der Leuchttürme im Jahr 2023?"
    assert judge(old.replace("2023", "2023 bundesweit"), old, "", 0.99, 0.9)[0] is Kind.GLEICHE_SACHE
    assert judge(old.replace("2023", "2021"), old, "", 0.99, 0.9)[0] is Kind.VERWANDT


def test_a_place_that_neither_the_earlier_frage_nor_its_title_names_makes_it_related() -> None:
    old = "Was kostete die Unterhaltung der Leuchttürme im Jahr 2023?"
    new = old.replace("im Jahr", "in Hamburg im Jahr")
    assert judge(new, old, "Leuchttürme", 0.99, 0.9)[0] is Kind.VERWANDT
    assert judge(new, old, "Leuchttürme in Hamburg", 0.99, 0.9)[0] is Kind.GLEICHE_SACHE


def test_of_two_fragen_of_an_answer_the_nearer_one_comes_first() -> None:
    text = "Wie teuer war der Unterhalt der Leuchttürme?"
    for nearer, other in (("2", "2a"), ("2a", "2")):
        near = {(NUMMER, nr(nearer)): 0.97, (NUMMER, nr(other)): 0.87}
        found = line(Frage(nr("1"), text), text, [hit(JOINT)], near, papers, lambda _: PASSAGES)
        assert found.frueher[0].frage == nearer


def test_of_a_joint_answer_the_frage_that_asks_it_is_named() -> None:
    found = looked("Was kostete ihre Unterhaltung im Jahr 2023?", hit(JOINT))
    assert (found.frueher[0].frage, found.kind) == ("2", Kind.WORTGLEICH)


def test_what_the_askers_say_or_a_paper_that_is_not_seen_is_never_named() -> None:
    text = PAPER.fragen[0].text
    assert looked(text, hit(replace(ONE, sprecher=Sprecher.FRAGESTELLER))).kind is Kind.NICHT_GEFUNDEN
    assert looked(text, hit(replace(ONE, drucksache="21/1"))).frueher == ()


def test_a_long_second_sentence_is_not_quoted_and_no_answer_is_none() -> None:
    long = replace(ONE, text="Es sind 17. " + "Davon stehen viele an der See und noch mehr im Land " * 20 + ".")
    cited = opening(nr("1"), [long])
    assert cited is not None
    assert cited.zitat == "Es sind 17."
    assert opening(nr("9"), PASSAGES) is None


def test_json_says_place_quote_and_status() -> None:
    said = as_json([looked(PAPER.fragen[0].text, hit()), looked("Wie hoch ist die Rente?", hit(cosine=0.6, score=0.1))])
    (first, second) = json.loads(json.dumps(said))["fragen"]
    assert (first["nummer"], first["art"]) == ("7", "wortgleich")
    assert first["frueher"][0]["zitierweise"] == f"BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1"
    assert first["frueher"][0]["status"] == "beantwortet"
    assert (second["art"], second["frueher"]) == ("nicht_gefunden", [])
