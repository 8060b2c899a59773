"""The quoting answer: verbatim, cited, the government's words only; references followed; tables with their heads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.model import Antwort, Block, Blockart, Drucksache, Frage, Passage, Sprecher, Status, Verweis, Verweisart
from rag.answering.caveats import UNKNOWN
from rag.citation import label
from rag.model import Hit, HitScores, Outcome, Reply
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
    assert reply.grund == UNKNOWN


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
    assert [h.passage.id for h in reply.hits] == [second.id, first.id]  # the first hit is the first place shown
    assert [h.score for h in reply.hits] == [0.9, 0.91]  # as found


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


def test_every_quote_is_cut_from_its_passage() -> None:
    engine = FakeEngine()
    passages: list[Passage] = engine.passages_of("20/98765")
    texts = {p.id: p.text for p in passages}
    reply = ask("Leuchttürme Unterhaltung Kosten 2022 2023 2024", "2-2a", "1", "3")
    assert all(c.zitat in texts[c.passage.id] for c in reply.citations)


def test_another_row_than_the_one_that_states_all_is_not_shown() -> None:
    rows = "Bayern 31 14 2\nHessen 42 15 3"
    tables = f"Leuchttürme zum Jahresende 2021\nLand 1 2 3\n{rows}\nLeuchttürme zum Jahresende 2023\nLand 1 2 3\n"
    paper = one_answer(f"{tables}Bayern 91 94 9\nHessen 92 95 9", f"Land Türme Alter Höhe\n{rows}")
    reply = ask("Wie viele Leuchttürme gab es Ende 2023 in Hessen?", "1", "2", paper=paper)
    assert "Hessen 92 95 9" in reply.antwort
    assert "42" not in reply.antwort


def test_a_further_answer_of_the_paper_whose_row_states_all_is_shown() -> None:
    first = "Im Mai 2024 betrug die Zahl der Leuchttürme zwölf."
    paper = one_answer(first, "Jahr Leuchttürme\n2020 41\n2021 43\n2022 45", "Das ist nicht bekannt.")
    reply = ask("Leuchttürme 2021", "1", "3", "2", paper=paper)
    assert "2021 43" in reply.antwort
    assert first not in reply.antwort
