"""The parser: the start paper, and small papers that each show one oddity."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.model import Fragenummer, ParseError, Quelle, Sprecher, nummern_text
from ingest.papers import load
from ingest.parsing.kleine_anfrage import parse
from ingest.readers.files import read, zeilen
from tests.support.paths import ROOT

START = ROOT / "corpus" / "20-11166.txt"
KOPF = """Deutscher Bundestag Drucksache 21/999
21. Wahlperiode 01.07.2025
Antwort
der Bundesregierung
auf die Kleine Anfrage der Fraktion Die Linke
– Drucksache 21/888 –
Ein Titel
"""


def paper(body: str, name: str = "x.txt"):
    return parse(Quelle(Path(name), "txt", zeilen(KOPF + body)))


def groups(d):
    return [" ".join(nummern_text(a.nummern)) for a in d.antworten]


def frage(d, nummer):
    return d.frage(Fragenummer.read(nummer)).text


@pytest.fixture(scope="module")
def start():
    return load(START)


def test_start_paper_numbers_and_groups(start):
    want = "1 1a 1b 1c 2 2a 2b 2c 2d 2e 2f 2g 2h 3 3a 3b 4 5 6 7 8".split()  # noqa: SIM905
    assert [str(f.nummer) for f in start.fragen] == want
    assert groups(start) == [*want[:13], "3 3a 3b", *want[16:]]


def test_start_paper_takes_its_number_from_sources(start):
    assert (start.nummer, start.bezug, start.wahlperiode) == ("20/11166", "20/10944", 20)


def test_start_paper_keeps_the_two_preambles_apart(start):
    assert [v.sprecher for v in start.vorbemerkungen] == [Sprecher.FRAGESTELLER, Sprecher.BUNDESREGIERUNG]
    assert "Modellprojekte Smart Cities" in start.vorbemerkungen[1].text


def test_start_paper_references(start):
    found = {
        n: [(nummern_text(v.nummern), nummern_text(v.ziel)) for v in _antwort(start, n).verweise] for n in ("2g", "6")
    }
    assert found == {"2g": [(("2c",), ("2c",))], "6": [(("2",), ("2",))]}


def _antwort(d, nummer):
    return d.antwort_auf(Fragenummer.read(nummer))


def test_start_paper_joins_words_that_a_page_cut(start):
    assert "deutschen Kommunen unterschiedlicher Größe" in _antwort(start, "2h").text


def test_start_paper_marks_the_damaged_table(start):
    damaged = [b for a in start.antworten for b in a.bloecke if b.beschaedigt]
    assert len(damaged) == 1
    assert damaged[0] in _antwort(start, "2c").bloecke


def test_start_paper_says_that_its_table_is_damaged(start):
    assert start.hinweise == ("Antwort zu Frage 2c: Tabelle in der Vorlage beschädigt, siehe PDF.",)


def test_a_paper_that_leaves_a_number_out_goes_on_and_says_so():
    asked = {1: "Was kostet das?", 2: "Warum?", 4: "Wer zahlt es?", 5: "Seit wann?", 6: "Bis wann?"}
    d = paper("\n".join(f"{n}. {text}\nDas ist offen." for n, text in asked.items()))
    assert groups(d) == ["1", "2", "4", "5", "6"]
    assert d.hinweise == ("In der Zählung fehlen die Fragen 3: Frage 3 fehlt in der Folge; bitte im PDF nachsehen.",)


def test_joint_answer_printed_before_the_numbers_between():
    d = paper(
        "1. Was kostet das?\n4. Wer zahlt das?\nDie Fragen 1 und 4 werden gemeinsam beantwortet.\n"
        "Niemand zahlt etwas.\n"
        "2. Wann beginnt es?\nMorgen.\n3. Wo findet es statt?\nIn Berlin."
    )
    assert groups(d) == ["1 4", "2", "3"]
    assert _antwort(d, "4").text.endswith("Niemand zahlt etwas.")


def test_letters_that_ask_in_parts_are_answered_each():
    d = paper(
        "1. Wie viele Personen sind eingereist, nachdem sie\na) überstellt worden waren,\nDas waren 12 Personen.\n"
        "b) ausgereist waren?\nDas waren 13 Personen.\n2. Wer zählt das?\nDas Amt zählt."
    )
    assert groups(d) == ["1 1a", "1b", "2"]


def test_a_list_in_an_answer_is_no_letter():
    d = paper(
        "1. Welche Ziele gelten?\nEs gelten diese Ziele:\na) weniger Blei,\nb) weniger Zink.\n"
        "2. Wer prüft das?\nDas Amt prüft."
    )
    assert groups(d) == ["1", "2"]
    assert "weniger Zink" in _antwort(d, "1").text


def test_a_number_list_in_an_answer_is_no_frage():
    d = paper(
        "1. Welche Programme gibt es?\nEs gibt zwei Programme.\n1. REAG/GARP\n2. StarthilfePlus\n"
        "2. Wer bezahlt sie?\nDer Bund bezahlt.\n3. Seit wann?\nSeit 2017."
    )
    assert groups(d) == ["1", "2", "3"]
    assert frage(d, "2") == "Wer bezahlt sie?"


def test_number_and_letter_on_one_line_make_no_stem():
    d = paper(
        "1. a) Welche Länder sind das?\nb) Wie viele sind das?\n"
        "Die Fragen 1a und 1b werden zusammen beantwortet.\nKeine."
    )
    assert groups(d) == ["1a 1b"]


def test_a_frage_goes_on_after_its_list():
    d = paper(
        "1. Für welche Projekte gab es Geld für\na) Maßnahmen,\nb) Modelle\n(bitte Höhe benennen)?\n"
        "Für keine.\n2. Warum?\nDarum."
    )
    assert frage(d, "1b") == "Modelle (bitte Höhe benennen)?"
    assert groups(d) == ["1 1a 1b", "2"]


def test_a_single_frage_without_number():
    d = paper(
        "Vorbemerkung der Fragesteller\nDer Bericht liegt vor.\n\n"
        "Welchen Wortlaut hat der Bericht?\n\nDer Bericht ist eingestuft."
    )
    assert groups(d) == ["1"]
    assert frage(d, "1") == "Welchen Wortlaut hat der Bericht?"


def test_an_answer_of_one_word():
    assert _antwort(paper("1. Gibt es das?\nNein.\n2. Gibt es Pläne?\nKeine."), "1").text == "Nein."


def test_the_note_in_the_middle_of_a_word_is_taken_out():
    d = paper(
        "1. Wer prüft das?\nDie ZuständigDie Antwort wurde namens der Bundesregierung mit Schreiben des "
        "Bundesministeriums des Innern\nvom 8. August 2025 übermittelt.\n"
        "Die Drucksache enthält zusätzlich – in kleinerer Schrifttype – den Fragetext.\n"
        "keit liegt beim Amt.\n2. Warum?\nDarum."
    )
    assert _antwort(d, "1").text == "Die Zuständigkeit liegt beim Amt."
    assert d.ressort == "Bundesministerium des Innern"


def test_what_follows_the_imprint_is_an_annex_and_finds_its_frage():
    d = paper(
        "1. Was gab es?\nEs wird auf Anlage 1 verwiesen.\n2. Warum?\nDarum.\n"
        "Gesamtherstellung: H. Heenemann GmbH & Co. KG, Berlin\nVertrieb: Verlag\nISSN 0722-8333\n"
        "Anlage 1\nBerlin 12 13\nAnlage 2 zu Frage 2\nBonn 14 15"
    )
    assert _antwort(d, "2").text == "Darum."
    assert [nummern_text(b.nummern) for b in d.anlagen if "Berlin" in b.text or "Bonn" in b.text] == [("1",), ("2",)]


def test_a_preamble_to_some_fragen_knows_them():
    d = paper(
        "Vorbemerkung der Bundesregierung zu den Fragen 1 und 2\nDas gilt für beide.\n1. Was?\n"
        "Das.\n2. Wer?\nDer.\n3. Wo?\nDort."
    )
    assert nummern_text(d.vorbemerkungen[0].nummern) == ("1", "2")


def test_a_rotated_page_is_put_together_again():
    text = "2.In wie vielen Fällen waren die Opfer nach Kenntnis der Bundesregierung jeweils Deutsche?"
    answer = "Die nachstehende Auswertung bezieht sich auf die Anzahl der Opfer, die erfasst worden sind."
    pieces = [text[:1], text[1:2], *_pieces(text[2:]), *_pieces(answer)]
    d = paper("1. Was?\nDas.\n" + "\n".join(pieces))
    assert groups(d) == ["1", "2"]
    assert frage(d, "2") == text[2:]
    assert _antwort(d, "2").text == answer


def _pieces(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(0, len(text), 2)]


def test_a_paper_without_fragen_is_refused():
    with pytest.raises(ParseError, match="keine Fragen"):
        paper("Hier steht nichts.")


def test_quotes_stand_in_the_paper_verbatim(shared):
    """Letters and digits of Fragen and Antworten are those of the file, in order."""
    for file in sorted((shared / "corpus" / "antworten").glob("*.txt"))[5::60]:
        letters = _letters("\n".join(z.text for z in read(file).zeilen))
        for f in load(file).fragen:
            assert _letters(f.text)[:60] in letters


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
