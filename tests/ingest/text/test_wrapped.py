"""Text from pdftotext and the like: lines of print joined to paragraphs, words and addresses whole."""

from pathlib import Path

import pytest

from ingest.model import Quelle, Zeile, zeilen
from ingest.parsing.kleine_anfrage import parse
from ingest.readers.files import read
from ingest.text.wrapped import is_wrapped

KOPF = (
    "Deutscher Bundestag Drucksache 20/18\n20. Wahlperiode 03.03.2022\nAntwort\nder Bundesregierung\n"
    "auf die Kleine Anfrage der Fraktion der AfD\n– Drucksache 20/8 –\nPrüfung von Brücken\n"
    "1. Wie viele Brücken wurden geprüft?\n"
)
PRINTED = """\
Die Autobahn GmbH des Bundes registriert Prüfungen nach den im Fernstraßen-
gesetz genannten Merkmalen. Für den Zeitraum vom 1. Januar 2020 bis zum
23. Juli 2020 hat sie nach dem Bericht vom Mai (www.beispielamt.de/berichte/br
uecken/2020.html) folgende Prüfungen von Brücken, die eine Sperrung nötig
machten, erfasst, und zwar an Autobahnen und an Bundesstraßen, wie unter
www.beispielamt.de/berichte und in der Anlage nachzulesen ist.
Die Zahlen lauten:
– Bayern 12
– Berlin 3
Weitere Angaben liegen nicht vor.
"""
PARAGRAPHS = [
    "Die Autobahn GmbH des Bundes registriert Prüfungen nach den im Fernstraßengesetz genannten Merkmalen. Für den "
    "Zeitraum vom 1. Januar 2020 bis zum 23. Juli 2020 hat sie nach dem Bericht vom Mai "
    "(www.beispielamt.de/berichte/bruecken/2020.html) folgende Prüfungen von Brücken, die eine Sperrung nötig "
    "machten, erfasst, und zwar an Autobahnen und an Bundesstraßen, wie unter www.beispielamt.de/berichte und in der "
    "Anlage nachzulesen ist.",
    "Die Zahlen lauten:",
    "– Bayern 12",
    "– Berlin 3",
    "Weitere Angaben liegen nicht vor.",
]


def answer(text: str) -> list[str]:
    d = parse(Quelle(Path("20-00018.txt"), "txt", zeilen(text)))
    return d.antworten[0].text.split("\n")


def test_lines_become_paragraphs():
    assert answer(KOPF + PRINTED) == PARAGRAPHS


def test_paragraphs_stay_as_they_are():
    assert answer(KOPF + "\n".join(PARAGRAPHS)) == PARAGRAPHS


@pytest.mark.parametrize("nummer", ["21-00357", "21-00915", "21-01403", "21-01237"])
def test_real_papers_without_their_signs(shared: Path, nummer: str):
    """DIP's texts end a line with a blank where its sentence goes on; taken away, it is what pdftotext gives."""
    quelle = read(shared / "corpus" / "antworten" / f"{nummer}.txt")
    bare = Quelle(quelle.datei, "txt", tuple(Zeile(z.text.rstrip()) for z in quelle.zeilen))
    with_signs, without = parse(quelle), parse(bare)
    assert [a.nummern for a in with_signs.antworten] == [a.nummern for a in without.antworten]
    assert with_signs.titel == without.titel
    wanted = [b.text for a in with_signs.antworten for b in a.bloecke]
    found = {b.text for a in without.antworten for b in a.bloecke}
    assert sum(text in found for text in wanted) >= 0.75 * len(wanted)  # 0.90 of 107 papers' together; 0.58 without it


def test_a_few_lines_tell_nothing():
    assert not is_wrapped(["Es wurden im Jahr 2020 in allen Ländern zusammen 12 Brücken", "geprüft."])
