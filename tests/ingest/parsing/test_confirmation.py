"""The Anfrage as a second witness."""

from datetime import date
from pathlib import Path

import pytest

from ingest.model import Drucksache, Frage, Fragenummer, Quelle
from ingest.papers import load
from ingest.parsing.confirmation import confirm
from ingest.readers.files import zeilen

ANFRAGE = """Wir fragen die Bundesregierung:
1. Was kostet die Euro-
päische Union?
2. Wer zahlt das
a) im Jahr 2024,
b) im Jahr 2025?"""


def quelle(text):
    return Quelle(Path("ka.txt"), "txt", zeilen(text))


def paper(**fragen):
    return Drucksache("21/9", "x", fragen=tuple(Frage(Fragenummer.read(n[1:]), t) for n, t in fragen.items()))


WHOLE = {
    "f1": "Was kostet die Europäische Union?",
    "f2": "Wer zahlt das",
    "f2a": "im Jahr 2024,",
    "f2b": "im Jahr 2025?",
}


def test_the_same_questions_confirm():
    assert confirm(paper(**WHOLE), quelle(ANFRAGE)).bestaetigt is True


def test_the_day_of_the_anfrage_is_kept():
    head = "Deutscher Bundestag Drucksache 21/8\n21. Wahlperiode 12.05.2025\nKleine Anfrage\n"
    assert confirm(paper(**WHOLE), quelle(head + ANFRAGE)).angefragt == date(2025, 5, 12)
    assert confirm(paper(**WHOLE), quelle(ANFRAGE)).angefragt is None


@pytest.mark.parametrize(
    "change",
    [
        {"f1": "Was kostet die Europäische Union? Sie kostet viel."},  # the answer's beginning taken for the question
        {"f3": "Wann endet das?"},  # invented
    ],
)
def test_other_questions_do_not(change):
    assert confirm(paper(**WHOLE | change), quelle(ANFRAGE)).bestaetigt is False


def test_a_missing_question_does_not():
    assert confirm(paper(f1=WHOLE["f1"]), quelle(ANFRAGE)).bestaetigt is False


ANTWORT = """Deutscher Bundestag Drucksache 21/9
21. Wahlperiode 01.02.2025
Antwort
der Bundesregierung
auf die Kleine Anfrage der Fraktion der AfD
– Drucksache 21/5 –
Kosten
1. Was kostet die Europäische Union?
Nichts Neues.
2. Wer zahlt das?
Alle zahlen das gemeinsam."""


@pytest.mark.parametrize(
    "place",
    [
        "antworten/21-00005.txt",
        "antworten/2100005.md",
        "kleine-anfragen/21-00005.txt",
        ".kleine-anfragen/21-00005.txt",  # where they are fetched to
    ],
)
def test_an_anfrage_that_lies_near_confirms_its_answer(tmp_path, place):
    answer = tmp_path / "antworten" / "21-00009.txt"
    answer.parent.mkdir()
    answer.write_text(ANTWORT, encoding="utf-8")
    assert load(answer).bestaetigt is None
    anfrage = tmp_path / place
    anfrage.parent.mkdir(exist_ok=True)
    questions = "Wir fragen die Bundesregierung:\n1. Was kostet die Euro-\npäische Union?\n2. Wer zahlt das?"
    anfrage.write_text(questions, encoding="utf-8")
    assert load(answer).bestaetigt is True
    anfrage.write_text(questions + "\n3. Warum?", encoding="utf-8")
    assert load(answer).bestaetigt is False
    anfrage.write_bytes(b"")
    assert load(answer).bestaetigt is None
