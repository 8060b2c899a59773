"""The quoting answer: verbatim, cited, the government's words only; references followed; tables with their heads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.model import Antwort, Block, Blockart, Drucksache, Frage, Passage, Sprecher, Status, Verweis, Verweisart
from rag.citation import label
from rag.model import Hit, HitScores, Outcome, Reply
from rag.reply_json import as_json
from tests.support.fakes import FakeEngine, answered, nr, sample_paper


def ask(text: str, *ids: str, paper: Drucksache | None = None) -> Reply:
    """Answer from these Passages, found in this order with falling scores."""
    engine = FakeEngine(paper or sample_paper())
    found = [engine.passage(f"20/98765:{id_}") for id_ in ids]
    hits = [Hit(p, 0.93 - i / 10, HitScores(text=0.93 - i / 10)) for i, p in enumerate(found) if p is not None]
    assert len(hits) == len(ids)
    return answered(engine, text, hits)


def test_the_sentence_that_answers_comes_verbatim_with_its_place() -> None:
    reply = ask("Was ist für 2024 für die Leuchttürme vorgesehen?", "2-2a")
    assert reply.outcome is Outcome.BELEGT
    assert "Für 2024 sind 5 Mio. Euro vorgesehen." in reply.antwort
    assert all(s.text == s.citations[0].zitat for s in reply.statements)
    assert label(reply.citations[0]) == "BT-Drs. 20/98765, S. 2, Antwort zu den Fragen 2 und 2a"


def test_at_most_three_sentences_of_one_place() -> None:
    assert 1 <= len(ask("Wie viele Leuchttürme stehen an der Ostsee?", "1").statements) <= 3


def test_a_small_table_is_quoted_with_its_head() -> None:
    reply = ask("Welche Kosten in Euro gab es im Jahr 2022?", "2-2a")
    assert "Jahr Kosten in Euro" in reply.antwort
    assert "2022 4 100 000" in reply.antwort


def test_a_damaged_table_is_named_and_never_quoted() -> None:
    reply = ask("Was kostete die Unterhaltung der Leuchttürme 2023?", "2-2a")
    assert reply.grund is not None
    assert "beschädigt" in reply.grund
    assert "Turm 1 1 1" not in reply.antwort


def test_the_askers_are_never_quoted_as_the_government() -> None:
    reply = ask("Sind die Leuchttürme baufällig?", "vf", "v")
    assert all(c.passage.sprecher is Sprecher.BUNDESREGIERUNG for c in reply.citations)
    assert "baufällig" not in reply.antwort


def test_no_knowledge_is_an_answer() -> None:
    reply = ask("Welche Leuchttürme werden abgeschaltet?", "3")
    assert reply.outcome is Outcome.BELEGT
    assert "keine Erkenntnisse" in reply.antwort


def test_a_classified_answer_is_called_so() -> None:
    paper = sample_paper()
    first = replace(paper.antworten[0], status=Status.EINGESTUFT)
    reply = ask("Wie viele Leuchttürme gibt es?", "1", paper=replace(paper, antworten=(first, *paper.antworten[1:])))
    assert reply.grund is not None
    assert "eingestuft" in reply.grund


def test_the_mark_of_a_list_is_no_part_of_the_quote() -> None:
    block = Block(Blockart.TEXT, "– An der Nordsee stehen neun Leuchttürme.")
    paper = sample_paper()
    first = replace(paper.antworten[0], bloecke=(block,), verweise=())
    paper = replace(paper, antworten=(first, *paper.antworten[1:]))
    reply = ask("Wie viele Leuchttürme stehen an der Nordsee?", "1", paper=paper)
    assert reply.antwort == "An der Nordsee stehen neun Leuchttürme."


def referring() -> Drucksache:
    """The sample with a Frage 4 that only points to Frage 1."""
    text = "Es wird auf die Antwort zu Frage 1 verwiesen."
    verweis = Verweis(Verweisart.FRAGE, 15, 34, (nr("1"),), ziel=(nr("1"),))
    antwort = Antwort((nr("4"),), (Block(Blockart.TEXT, text),), Status.VERWIESEN, (verweis,))
    paper = sample_paper()
    frage = Frage(nr("4"), "Wie viele der Leuchttürme stehen an der Nordsee?")
    return replace(paper, fragen=(*paper.fragen, frage), antworten=(*paper.antworten, antwort))


def test_a_reference_is_followed_and_both_are_named() -> None:
    reply = ask("Wie viele Leuchttürme stehen an der Nordsee?", "4", paper=referring())
    assert "Davon stehen neun an der Nordsee." in reply.antwort
    assert label(reply.citations[0]) == "BT-Drs. 20/98765, S. 2, Antwort zu Frage 4 i. V. m. Frage 1"


def one_answer(*texts: str) -> Drucksache:
    """The sample; its first answers say these texts, of the Fragen 1, 2, 3."""
    paper = sample_paper()
    antworten = tuple(
        Antwort((nr(str(i)),), (Block(Blockart.TEXT, text),), Status.BEANTWORTET) for i, text in enumerate(texts, 1)
    )
    return replace(paper, antworten=antworten)


def test_lines_of_other_months_are_not_quoted() -> None:
    lines = (
        "– 16. Februar 2024: Gespräch des Ministers mit dem Betreiber der Leuchttürme.\n"
        "– 19. Juli 2024: Gespräch des Ministers mit dem Betreiber der Leuchttürme und weiteren Betreibern.\n"
        "– 13. August 2024: Telefonat des Ministers mit dem Betreiber."
    )
    reply = ask("Mit wem sprach der Minister im August 2024 über Leuchttürme?", "1", paper=one_answer(lines))
    assert reply.antwort == "13. August 2024: Telefonat des Ministers mit dem Betreiber."


def test_the_place_that_holds_the_amount_asked_for_is_quoted() -> None:
    paper = one_answer(
        "Die Leuchttürme werden seit langem gefördert.", "Für Leuchttürme wurden 1,2 Mio. Euro ausgegeben."
    )
    engine = FakeEngine(paper)
    first, second, *_ = engine.passages_of("20/98765")
    hits = [Hit(p, s, HitScores(text=s)) for p, s in ((first, 0.91), (second, 0.9))]
    reply = answered(engine, "Wofür gab es bei Leuchttürmen 1,2 Millionen Euro?", hits)
    assert reply.antwort == "Für Leuchttürme wurden 1,2 Mio. Euro ausgegeben."
    assert [h.passage.id for h in reply.hits] == [h.passage.id for h in hits]


def test_another_place_that_knows_nothing_is_left_out_where_the_first_answers() -> None:
    known, unknown = "Es gibt 17 Leuchttürme an der Nordsee.", "Dazu liegen keine Angaben vor."
    engine = FakeEngine(one_answer(known, unknown))
    first, second, *_ = engine.passages_of("20/98765")
    hits = [Hit(p, s, HitScores(text=s)) for p, s in ((first, 0.91), (second, 0.91))]
    asked = "Wie viele Leuchttürme gibt es an der Nordsee?"
    assert answered(engine, asked, hits).antwort == known
    assert answered(engine, asked, hits[::-1]).antwort.splitlines()[0] == unknown


@pytest.mark.parametrize("text", ["Wer gewinnt die Bundesliga?", "Kannst du mir ein Rezept für Käsespätzle geben?"])
def test_off_topic_is_refused_in_words_that_help(text: str) -> None:
    engine = FakeEngine()
    passage = engine.passage("20/98765:1")
    assert passage is not None
    reply = answered(engine, text, [Hit(passage, 0.75, HitScores(text=0.75))])
    assert reply.outcome is Outcome.NICHT_IM_BESTAND
    assert reply.statements == ()
    assert reply.grund is not None
    assert "Kleine Anfrage" in reply.grund
    assert reply.hits


def test_nothing_found_says_what_to_do() -> None:
    reply = answered(FakeEngine(), "Wie viele?", [])
    assert reply.outcome is Outcome.NICHT_IM_BESTAND
    assert reply.grund is not None
    assert "Filter" in reply.grund


def test_json_keeps_the_contract() -> None:
    record = as_json(ask("Was ist für 2024 für die Leuchttürme vorgesehen?", "2-2a", "1"))
    assert list(record) == [
        "frage", "gefragt", "gefunden", "ausgang", "grund", "antwort", "belege", "treffer", "modell", "ms",
    ]  # fmt: skip
    belege = record["belege"]
    assert isinstance(belege, list)
    assert belege[0].keys() == {
        "drucksache",
        "frage",
        "gruppe",
        "seiten",
        "zitat",
        "zeile",
        "spalte",
        "zitierweise",
        "url",
    }
    assert (belege[0]["frage"], belege[0]["gruppe"], belege[0]["seiten"]) == ("2", ["2", "2a"], [2, 2])


def test_json_names_the_askers_preamble_as_theirs() -> None:
    treffer = as_json(ask("Leuchttürme an den Seewasserstraßen", "v", "vf"))["treffer"]
    assert isinstance(treffer, list)
    assert [t["gruppe"] for t in treffer] == [["Vorbemerkung"], ["Vorbemerkung der Fragesteller"]]


def test_every_quote_is_cut_from_its_passage() -> None:
    engine = FakeEngine()
    passages: list[Passage] = engine.passages_of("20/98765")
    texts = {p.id: p.text for p in passages}
    reply = ask("Leuchttürme Unterhaltung Kosten 2022 2023 2024", "2-2a", "1", "3")
    assert all(c.zitat in texts[c.passage.id] for c in reply.citations)
