"""Heads of every Wahlperiode: pieces in any order, several groups of askers, misprints; where the title ends."""

from pathlib import Path

import pytest

from ingest.model import ParseError, Quelle, Sprecher, zeilen
from ingest.parsing.kleine_anfrage import parse

FRAGE = "1. Wie viele Brücken wurden geprüft?\nEs wurden 12 Brücken geprüft.\n"
BEZUG = "– Drucksache 16/5400 –\n"
WER = "auf die Kleine Anfrage der Abgeordneten Anna Beispiel und der Fraktion der SPD\n"


def read(text: str, name: str = "brief.txt"):
    return parse(Quelle(Path(name), "txt", zeilen(text)))


@pytest.mark.parametrize(
    "head",
    [
        "Deutscher Bundestag Drucksache 16/5555\n16. Wahlperiode 05. 06. 2007\nAntwort\n",
        "Deutscher Bundestag\n16. Wahlperiode\nDrucksache 16/5555\n05. 06. 2007\nAntwort\n",
        "Drucksache\n16/5555\n05.06.2007\nDeutscher Bundestag\n16. Wahlperiode\nAntwort\n",
        "Deutscher Bundestag Drucksache 16/5555 (neu)\n16. Wahlperiode 05.06.2007Antwort\n",
        "Vorabfassung – wird durch die lektorierte Version ersetzt.\nDrucksache 16/5555\n16. Wahlperiode\n"
        "5. Juni 2007\nDeutscher Bundestag\nAntwort\n",
    ],
)
def test_the_pieces_come_in_any_order(head: str):
    d = read(f"{head}der Bundesregierung\n{WER}{BEZUG}Prüfung von Brücken\n{FRAGE}")
    assert (d.nummer, d.wahlperiode, str(d.datum), d.bezug) == ("16/5555", 16, "2007-06-05", "16/5400")
    assert (d.titel, d.fragesteller, d.fraktionen) == ("Prüfung von Brücken", ("Anna Beispiel",), ("SPD",))
    assert d.vorabfassung == ("Vorabfassung" in head)


def test_a_head_that_comes_after_the_text():
    late = "Deutscher Bundestag Drucksache 16/5555\n16. Wahlperiode 05.06.2007\n"
    d = read(f"Antwort\nder Bundesregierung\n{WER}{BEZUG}Prüfung von Brücken\n{FRAGE}{late}2. Warum?\nDarum.\n")
    assert (d.nummer, str(d.datum), [a.text for a in d.antworten]) == (
        "16/5555",
        "2007-06-05",
        ["Es wurden 12 Brücken geprüft.", "Darum."],
    )


@pytest.mark.parametrize(
    ("wer", "namen", "fraktionen"),
    [
        (
            "der Abgeordneten Anna Beispiel (Altdorf), Bernd Muster, weiterer Abgeordneter und der Fraktion der "
            "CDU/CSU sowie der Abgeordneten Clara Probe und der Fraktion der SPD",
            ("Anna Beispiel (Altdorf)", "Bernd Muster", "Clara Probe"),
            ("CDU/CSU", "SPD"),
        ),
        ("des Abgeordneten Anton von Stein", ("Anton von Stein",), ()),
        ("der Abgeordenten Anna Beispiel und weiterer Abgeordneten der Fraktion der FDP", ("Anna Beispiel",), ("FDP",)),
        (
            "der der Abgeordneten der Anna Beispiel weiter Abgeordneter und Fraktion DIE LINKE",
            ("Anna Beispiel",),
            ("DIE LINKE.",),
        ),
        ("der Fraktionen der CDU/CSU und SPD", (), ("CDU/CSU", "SPD")),
        (
            "der Abgeordneten Anna Beispiel, Bernd Muster und der Gruppe BSW",
            ("Anna Beispiel", "Bernd Muster"),
            ("BSW",),
        ),
    ],
)
def test_who_asks(wer: str, namen: tuple[str, ...], fraktionen: tuple[str, ...]):
    head = "Deutscher Bundestag Drucksache 16/5555\n16. Wahlperiode 05.06.2007\nAntwort\nder Bundesregierung\n"
    d = read(f"{head}auf die Kleine Anfrage {wer}\n{BEZUG}Prüfung\n{FRAGE}")
    assert (d.fragesteller, d.fraktionen, d.titel) == (namen, fraktionen, "Prüfung")


PREAMBLE = (
    "Brücken an Bundesfernstraßen werden nach Kenntnis der Fragesteller nur selten geprüft, obwohl sie alt sind.\n"
    "Das beklagen auch die Länder.\n"
)
HEAD = f"Deutscher Bundestag Drucksache 16/5555\nAntwort\nder Bundesregierung\n{WER}"


@pytest.mark.parametrize("titel", ["Prüfung von Brücken", "Prüfung und\nSanierung von Brücken", "Prüfung\n(Nachfrage)"])
@pytest.mark.parametrize("heading", ["", "Vorbemerkung\n", "Vorbemerkung der Fragesteller\n", "Vorbemerkungen:\n"])
def test_a_title_ends_where_its_preamble_begins(titel: str, heading: str):
    d = read(f"{HEAD}{BEZUG}{titel}\n{heading}{PREAMBLE}{FRAGE}")
    assert d.titel == " ".join(titel.split())
    assert [v.sprecher for v in d.vorbemerkungen] == [Sprecher.FRAGESTELLER]
    assert d.vorbemerkungen[0].text == PREAMBLE.strip()


def test_after_the_askers_a_bare_heading_is_the_governments():
    d = read(f"{HEAD}{BEZUG}Prüfung\nVorbemerkung der Fragesteller\n{PREAMBLE}Vorbemerkung\nDas stimmt.\n{FRAGE}")
    assert [v.sprecher for v in d.vorbemerkungen] == [Sprecher.FRAGESTELLER, Sprecher.BUNDESREGIERUNG]


def test_a_bare_heading_among_the_answers_is_none():
    d = read(f"{HEAD}{BEZUG}Prüfung\n{FRAGE}Vorbemerkung\nEs fehlen Zahlen.\n2. Warum?\nDarum.\n")
    assert [str(f.nummer) for f in d.fragen] == ["1", "2"]


def test_where_the_anfrages_number_is_missing_the_title_follows_the_party():
    d = read(f"{HEAD}Prüfung von Brücken\n{FRAGE}")
    assert (d.titel, d.bezug, d.fraktionen) == ("Prüfung von Brücken", None, ("SPD",))


LETTER = (
    "Berlin, 3. März 2025\nKleine Anfrage der Fraktion der SPD\nBT-Drucksache 21/600\n"
    "namens der Bundesregierung beantworte ich die Kleine Anfrage wie folgt:\n"
)


def test_a_letters_subject_is_not_its_own_number():
    with pytest.raises(ParseError, match="Nummer der Drucksache"):
        read(LETTER + FRAGE)
    d = read(LETTER + FRAGE, "21-00700.txt")
    assert (d.nummer, d.bezug) == ("21/700", "21/600")


@pytest.mark.parametrize(
    ("name", "bezug", "nummer"),
    [
        ("1712345.txt", "17/12300", "17/12345"),
        ("2100309.txt", "21/8", "21/309"),
        ("1712345.txt", "21/8", None),  # of another Wahlperiode: the name means something else
        ("20240512.txt", "20/8", None),
    ],
)
def test_names_of_the_bundestags_server(name: str, bezug: str, nummer: str | None):
    text = f"Antwort\nder Bundesregierung\n{WER}– Drucksache {bezug} –\nPrüfung\n{FRAGE}"
    if nummer is None:
        with pytest.raises(ParseError, match="Nummer der Drucksache"):
            read(text, name)
    else:
        assert read(text, name).nummer == nummer
