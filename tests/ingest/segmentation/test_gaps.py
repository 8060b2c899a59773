"""Numbers that a paper leaves out: told, and the Frage behind the gap is a Frage."""

from pathlib import Path

import pytest

from ingest.model import Quelle, zeilen
from ingest.parsing.kleine_anfrage import parse

KOPF = (
    "Deutscher Bundestag Drucksache 20/18\n20. Wahlperiode 03.03.2022\nAntwort\nder Bundesregierung\n"
    "auf die Kleine Anfrage der Fraktion der AfD\n– Drucksache 20/8 –\nPrüfung von Brücken\n"
)
ANTWORT = "Es wurden 12 Brücken geprüft."
ERSTE = ("1. Wie viele Brücken wurden geprüft?", ANTWORT, "2. Welche Kosten entstanden?", ANTWORT)


def read(*lines: str):
    d = parse(Quelle(Path("20-00018.txt"), "txt", zeilen(KOPF + "\n".join(lines))))
    return [str(f.nummer) for f in d.fragen], [[str(n) for n in a.nummern] for a in d.antworten], d.hinweise


@pytest.mark.parametrize(
    ("lines", "fragen", "fehlt"),
    [
        ((*ERSTE, "4. Welche Länder waren beteiligt?", ANTWORT), ["1", "2", "4"], "Frage 3 fehlt"),
        ((*ERSTE, "7. Welche Länder waren beteiligt?", ANTWORT), ["1", "2", "7"], "Fragen 3, 4, 5, 6 fehlen"),
        (ERSTE[2:], ["2"], "Frage 1 fehlt"),
        (
            (*ERSTE, "4. Welche Länder?", ANTWORT, "5. Wann geschah das?", ANTWORT, "7. Wer zahlt das?", ANTWORT),
            ["1", "2", "4", "5", "7"],
            "Fragen 3, 6 fehlen",
        ),
    ],
)
def test_a_gap_is_told(lines, fragen, fehlt):
    found, antworten, hinweise = read(*lines)
    assert found == fragen
    assert antworten == [[nr] for nr in fragen]
    assert f"{fehlt} in der Folge" in hinweise[0]


def test_a_gap_within_a_group():
    lines = ("1. Wie viele?", "2. Welche Kosten entstanden?", "4. Welche Länder waren beteiligt?")
    found, antworten, hinweise = read(*lines, "Die Fragen 1 bis 4 werden gemeinsam beantwortet.", ANTWORT)
    assert (found, antworten) == (["1", "2", "4"], [["1", "2", "4"]])
    assert "Frage 3 fehlt in der Folge" in hinweise[0]


def test_numbered_rows_are_no_fragen():
    rows = ("5. Bezirk: 12", "7. Bezirk: 9")
    assert read(ERSTE[0], "Die Länder melden:", *rows, *ERSTE[2:])[::2] == (["1", "2"], ())


def test_what_may_be_a_frage_is_told():
    found, _, hinweise = read(*ERSTE, "9. Und das alles?", ANTWORT)
    assert found == ["1", "2"]
    assert "Antwort zu Frage 2 steht „9. Und das alles?“" in hinweise[0]
