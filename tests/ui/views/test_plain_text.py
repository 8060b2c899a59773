"""Replies and papers as a terminal shows them."""

from dataclasses import replace

import pytest

from ingest.model import Frage
from rag.index.healing import AWAY
from rag.model import Citation, Hit, Outcome, Query, Reply, Statement
from rag.requested import Art, Listed, Rated, Requested
from tests.support.fakes import NUMMER, nr, sample_paper, sample_passages, sample_reply
from ui.views.files import notes
from ui.views.plain_text import NEAREST, paper_text, reply_text
from ui.views.reply import answer

PAPER = sample_paper()
ONE, JOINT, *_ = sample_passages(PAPER)


def test_a_long_frage_is_shortened_after_a_word():
    passage = replace(ONE, fragen=(Frage(nr("1"), "Wie " + "viele Leuchttürme " * 20),))
    shown = reply_text(Reply(Query("Leuchttürme"), Outcome.NICHT_IM_BESTAND, "Nichts.", (), (Hit(passage, 0.5),), 1.0))
    assert shown.splitlines()[-1].endswith("viele …")
    assert len(shown.splitlines()[-1]) < 180


def test_a_place_cited_twice_has_one_mark_and_one_source():
    first, second = Citation(ONE, 0, 22), Citation(JOINT, 0, 20)
    said = (Statement("Eins.", (first, second, first)), Statement("Zwei.", (second,)))
    lines = reply_text(replace(sample_reply(Query("?"), ONE, (0, 22)), statements=said)).splitlines()
    assert lines[:3] == ["Eins. [1] [2]", "", "Zwei. [2]"]
    assert [line[:3] for line in lines if line.startswith("[")] == ["[1]", "[2]"]
    assert lines[lines.index("Belege") + 2].strip().startswith("https://dserver.bundestag.de/")


def test_a_weak_find_and_its_reason_are_said_before_the_quote():
    reply = replace(sample_reply(Query("?"), ONE, (0, 22), outcome=Outcome.NAECHSTLIEGEND), grund="Unsicher.")
    assert reply_text(reply).split("\n\n")[:2] == ["Unsicher.", NEAREST]
    assert NEAREST not in reply_text(sample_reply(Query("?"), ONE, (0, 22)))


@pytest.mark.parametrize("many", [0, 2, 5])
def test_where_nothing_was_found_at_most_three_fragen_are_named(many):
    reply = Reply(Query("Leuchttürme"), Outcome.NICHT_IM_BESTAND, "Nichts.", (), (Hit(ONE, 0.5),) * many, 1.0)
    said = reply_text(reply)
    assert said.count(f"  {NUMMER}: ") == min(many, 3)
    assert ("Am nächsten liegen:" in said) is bool(many)
    assert "Belege" not in said


def test_no_text_steers_the_terminal():
    evil = "\x1b[2J\x1b]0;x\x07\u202e"
    shown = reply_text(Reply(Query("?"), Outcome.NICHT_IM_BESTAND, f"Nichts.{evil}", (), (), 1.0))
    assert shown == "Nichts.[2J]0;x"
    assert "\x1b" not in paper_text(sample_paper(extra=evil))


def test_what_a_paper_does_not_say_is_said_to_be_unknown():
    bare = replace(PAPER, titel=None, datum=None, fraktionen=(), ressort=None, bezug=None, hinweise=("Seite 3 fehlt",))
    lines = paper_text(bare).splitlines()
    assert lines[0] == f"{NUMMER}  ohne Titel"
    assert lines[1] == "  Datum unbekannt · Fragesteller unbekannt · Ressort unbekannt · Anfrage unbekannt"
    assert lines[2:4] == ["  4 Fragen, 3 Antworten, 2 Vorbemerkungen", "  Hinweis: Seite 3 fehlt"]


def test_each_frage_stands_on_a_line_with_the_state_of_its_answer():
    lines = paper_text(replace(PAPER, antworten=PAPER.antworten[1:])).splitlines()[-4:]
    assert [line.split()[0] for line in lines] == ["1", "2", "2a", "3"]
    assert lines[0].endswith("ohne Antwort")
    assert lines[1].endswith("  beantwortet")
    assert lines[3].endswith("keine Erkenntnisse")
    assert len({line.index(word) for line, word in zip(lines, ("ohne", "beantw", "beantw", "keine"), strict=True)}) == 1


def test_a_list_has_a_line_for_each_paper_and_names_what_lies_near_apart():
    shown = Requested(Art.LISTE, "Liste", "1 Papier im Bestand.", (Listed("21/7", "Wölfe", None, "BMI", ("AfD",)),))
    lines = reply_text(Reply(Query("x"), Outcome.BELEGT, None, (), (Hit(ONE, 0.5),), 1.0, anliegen=shown)).splitlines()
    assert lines[0] == "Verstanden als: Liste"
    assert "      21/7  ohne Datum  Wölfe (AfD; BMI)" in lines
    assert lines[-2] == "Nahe dabei, nicht mitgezählt:"


def test_papers_that_are_meant_stand_apart_from_those_that_are_counted():
    counted, meant = (Listed(n, t, None, "BMI", ("AfD",)) for n, t in (("21/7", "Asyl"), ("21/8", "Geflüchtete")))
    shown = Requested(Art.LISTE, "Liste", "1 Papier im Bestand.", (counted,), sinnverwandt=(meant,))
    reply = Reply(Query("x"), Outcome.BELEGT, None, (), (), 1.0, anliegen=shown)
    lines = reply_text(reply).splitlines()
    heading = lines.index("Dem Sinn nach nahe, nicht mitgezählt:")
    assert lines.index("      21/7  ohne Datum  Asyl (AfD; BMI)") < heading
    assert lines[heading + 1] == "      21/8  ohne Datum  Geflüchtete (AfD; BMI)"


def test_fragen_have_their_status_and_parts_their_names():
    rated = Requested(Art.STATUS, "Stand", "1 Frage.", fragen=(Rated("21/7", "3", None, "Wie viele?"),))
    one = Reply(Query("x"), Outcome.BELEGT, None, (), (), 1.0, anliegen=rated)
    assert "  21/7, Frage 3: Wie viele? – ohne Antwort" in reply_text(one).splitlines()
    both = Requested(Art.VERGLEICH, "Vergleich", "", seiten=("2022", "2024"))
    text = reply_text(Reply(Query("y"), Outcome.BELEGT, None, (), (), 1.0, anliegen=both, teile=(one, one)))
    assert (text.count("== 2022"), text.count("Wie viele?")) == (1, 2)


def test_what_a_reply_was_made_from_stands_first_here_on_the_page_and_in_files():
    told = sample_reply(Query("?"), ONE, (0, 22))
    limited = told.noted(AWAY)
    for shown in (reply_text, lambda reply: answer(reply).striptags(), lambda reply: " ".join(notes(reply))):
        assert AWAY in shown(limited)
        assert AWAY not in shown(told)
    assert reply_text(limited).startswith(AWAY)
