"""What is no answer of the government is refused, and the reason given is the true one."""

import json
from pathlib import Path

import pytest

from ingest.model import ParseError
from ingest.papers import load

FRAGEN = "Prüfung von Brücken\n1. Wie viele Brücken wurden geprüft?\nEs wurden 12 Brücken geprüft.\n"
LAENDER = {
    "Baden-Württemberg": "Landtag von Baden-Württemberg\n17. Wahlperiode\nDrucksache 17 / 8888\n12.6.2025\n"
    "Kleine Anfrage\nder Abg. Anna Beispiel CDU\nund\nAntwort\ndes Ministeriums für Verkehr\n",
    "Berlin": "Drucksache 19 / 22 718\nSchriftliche Anfrage\n19. Wahlperiode\nder Abgeordneten Anna Beispiel (GRÜNE)\n"
    "vom 28. Mai 2025 (Eingang beim Abgeordnetenhaus am 30. Mai 2025)\nund Antwort vom 12. Juni 2025\n",
    "Brandenburg": "Landtag Brandenburg Drucksache 8/1234\n8. Wahlperiode\nAntwort\nder Landesregierung\n"
    "auf die Kleine Anfrage Nr. 456\nder Abgeordneten Anna Beispiel (AfD-Fraktion)\nDrucksache 8/1100\n",
    "Bremen": "BREMISCHE BÜRGERSCHAFT Drucksache 21/345\nLandtag\n21. Wahlperiode\nAntwort des Senats\n"
    "auf die Kleine Anfrage der Fraktion der CDU\n",
    "Hamburg": "BÜRGERSCHAFT\nDER FREIEN UND HANSESTADT HAMBURG Drucksache 23/512\n23. Wahlperiode 10.06.25\n"
    "Schriftliche Kleine Anfrage\nder Abgeordneten Anna Beispiel (AfD) vom 02.06.25\nund Antwort des Senats\n",
    "Hessen": "21. Wahlperiode Drucksache 21/2345\nHESSISCHER LANDTAG\nKleine Anfrage\nAnna Beispiel (AfD) vom "
    "12.03.2025\nund\nAntwort\nMinister für Wirtschaft\n",
    "Mecklenburg-Vorpommern": "LANDTAG MECKLENBURG-VORPOMMERN Drucksache 8/4567\n8. Wahlperiode 12.06.2025\n"
    "KLEINE ANFRAGE\nder Abgeordneten Anna Beispiel, Fraktion der AfD\nund\nANTWORT\nder Landesregierung\n",
    "Niedersachsen": "Niedersächsischer Landtag − 19. Wahlperiode Drucksache 19/7300\nKleine Anfrage zur schriftlichen "
    "Beantwortung\nmit Antwort der Landesregierung\n",
    "Rheinland-Pfalz": "18. Wahlperiode 10. 06. 2025\nDrucksache 18/12345\nAntwort\ndes Ministeriums für Verkehr\n"
    "auf die Kleine Anfrage der Abgeordneten Anna Beispiel\n",
    "Saarland": "LANDTAG DES SAARLANDES\n17. Wahlperiode\nDrucksache 17/1234\nA N T W O R T\nzu der\nAnfrage der "
    "Abgeordneten Anna Beispiel\n",
    "Sachsen": "STAATSMINISTERIUM DES INNERN\nAn den\nPräsidenten des Sächsischen Landtages\nKleine Anfrage der "
    "Abgeordneten Anna Beispiel, Drs.-Nr.: 8/2345\n",
    "Sachsen-Anhalt": "Landtag von Sachsen-Anhalt Drucksache 8/5555\n(zu Drs. 8/5432) 05.06.2025\nAntwort der "
    "Landesregierung\nauf eine Kleine Anfrage zur schriftlichen Beantwortung\n",
    "Thüringen": "Thüringer Landtag\n8. Wahlperiode\nDrucksache 8/1234\nKleine Anfrage\nder Abgeordneten Anna Beispiel"
    " (CDU)\nund\nAntwort\ndes Thüringer Ministeriums für Inneres\n",
}
HAUS = "Deutscher Bundestag Drucksache 21/700\n21. Wahlperiode 05.09.2025\n"
ANTWORT = "Antwort\nder Bundesregierung\nauf die Kleine Anfrage der Fraktion der SPD\n– Drucksache 21/600 –\n"


def refusal(folder: Path, text: str, name: str = "21-00700.txt") -> str:
    datei = folder / name
    datei.write_text(text, encoding="utf-8")
    with pytest.raises(ParseError) as refused:
        load(datei)
    return refused.value.grund


@pytest.mark.parametrize("land", LAENDER)
def test_papers_of_the_laender(tmp_path: Path, land: str):
    assert "Landtag" in refusal(tmp_path, LAENDER[land] + FRAGEN)


@pytest.mark.parametrize(
    "titel", ["Wahl zum Bayerischen Landtag", "Landtag Brandenburg", "Gutachten der Landesregierung"]
)
def test_an_answer_may_speak_of_a_land(tmp_path: Path, titel: str):
    datei = tmp_path / "21-00700.txt"
    datei.write_text(HAUS + ANTWORT + FRAGEN.replace("Prüfung von Brücken", titel), encoding="utf-8")
    assert load(datei).titel == titel
    datei.write_text(ANTWORT + FRAGEN.replace("Prüfung von Brücken", titel), encoding="utf-8")  # as converters give it
    assert load(datei).titel == titel


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Bundesrat Drucksache 214/25\n13.05.25\nAntwort\nder Bundesregierung\n" + FRAGEN, "Papier des Bundesrates"),
        (HAUS + "Fragen\nfür die Fragestunde der 20. Sitzung des Deutschen Bundestages\n" + FRAGEN, "Fragestunde"),
        (HAUS + "Dringliche Fragen\nfür die Fragestunde der 20. Sitzung\n" + FRAGEN, "Fragestunde"),
        (HAUS + "Berichtigung\nzu der Antwort der Bundesregierung\n" + FRAGEN, "die Berichtigung eines anderen"),
        (HAUS + "Mündliche Fragen\n" + FRAGEN, "Fragestunde"),
        ("Anlage 1 zu Frage 4\nGeprüfte Brücken nach Ländern\n1. Wie viele davon gesperrt: 5\n", "nur eine Anlage"),
        ("Drucksache 21/700 – 17 – Deutscher Bundestag – 21. Wahlperiode\nAnlage 2\n" + FRAGEN, "nur eine Anlage"),
        ("Sachstand\nWissenschaftliche Dienste\n" + FRAGEN, "Nirgends steht"),
        ("Antwort\nvon Herrn Muster\n" + FRAGEN, "Nirgends steht"),
        (HAUS + "Große Anfrage\nder Fraktion der SPD\n" + FRAGEN, "eine Große Anfrage"),
    ],
)
def test_what_else_answers_nothing(tmp_path: Path, text: str, says: str):
    assert says in refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("angaben", "says"),
    [
        ({"herausgeber": "BR", "drucksachetyp": "Antwort"}, "Papier des Bundesrates"),
        ({"herausgeber": "BT", "drucksachetyp": "Fragen für die Fragestunde"}, "Fragestunde"),
        ({"herausgeber": "BT", "drucksachetyp": "Kleine Anfrage"}, "eine Kleine Anfrage"),
    ],
)
def test_what_a_record_says_of_itself(tmp_path: Path, angaben: dict[str, str], says: str):
    record = {"dokumentnummer": "21/700", "text": HAUS + ANTWORT + FRAGEN, **angaben}
    assert says in refusal(tmp_path, json.dumps(record), "record.json")


@pytest.mark.parametrize(
    "text",
    [
        HAUS + ANTWORT.replace("Kleine", "Große") + FRAGEN,
        "Vorbemerkung der Bundesregierung\nDas ist ein Auszug.\n" + FRAGEN,
        FRAGEN + "Die Antwort wurde namens der Bundesregierung mit Schreiben des Bundesministeriums für Verkehr vom "
        "3. März 2025 übermittelt.\n",
        "Sehr geehrte Frau Präsidentin,\nnamens der Bundesregierung beantworte ich die Kleine Anfrage wie folgt:\n"
        + FRAGEN,
    ],
)
def test_whatever_says_that_the_government_answers_is_read(tmp_path: Path, text: str):
    datei = tmp_path / "21-00700.txt"
    datei.write_text(text, encoding="utf-8")
    assert [f.text for f in load(datei).fragen] == ["Wie viele Brücken wurden geprüft?"]
