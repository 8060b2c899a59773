"""Collections of Schriftliche Fragen: asker, question, answer, signer, date, Ressort; joint answers; register."""

from datetime import date
from pathlib import Path

import pytest

from ingest.export import as_json
from ingest.lines import split
from ingest.model import Blockart, Papierart, ParseError, Quelle
from ingest.nummern import read_list
from ingest.papers import load
from ingest.passages import passages
from ingest.read import read, zeilen
from ingest.schriftlich import Sammlung, as_drucksache, parse_sammlung
from ingest.verzeichnis import agreement, read_verzeichnis

TEXT = """Deutscher Bundestag Drucksache 21/555
21. Wahlperiode 09.05.2025
Schriftliche Fragen
mit den in der Woche vom 5. Mai 2025
eingegangenen Antworten der Bundesregierung
Verzeichnis der Fragenden
Abgeordnete Nummer
der Frage
Beispiel, Anna L., Dr.
(BÜNDNIS 90/DIE GRÜNEN) . . . . . . . . . . . . . . . . . . 3
Muster, Max von (AfD) . . . . . . . . . . . . . . . . . . . . . . 1, 2
Verzeichnis der Fragen nach Geschäftsbereichen der Bundesregierung
Seite
Geschäftsbereich des Bundeskanzlers und des
Bundeskanzleramtes
Muster, Max von (AfD) . . . . . . . . . . . . . . . . . . . . . . 1
Geschäftsbereich des Bundeskanzlers und des
Bundeskanzleramtes
1. Abgeordneter
Max von Muster
(AfD)
Wie hoch ist die Brücke, die in der
Antwort der Bundesregierung auf meine Schriftliche Frage 3 auf
Bundestagsdrucksache 21/29 genannt wird?
2. Abg.
Max von Muster
(AfD)
Wie lang ist sie?
1 Von einer Drucklegung der Anlage wird abgesehen. Diese ist auf Bundestagsdrucksache 21/555 auf der
Internetseite des Deutschen Bundestages abrufbar.
Antwort des Parlamentarischen Staatssekretärs
Dr. Paul Probe
vom 7 Mai 2025
Die Fragen 1 und 2 werden gemeinsam beantwortet.
Sie ist 23 Meter hoch. Der
Geschäftsbereich des Bundesministeriums für Verkehr ist zuständig.
3. Die Länge folgt.
Vorabfassung - w
ird durch die lektorierte Version ersetzt.
Geschäftsbereich des Bundesministeriums für
Verkehr
3. Abgeordnete
Dr. Anna L. Beispiel
(BÜNDNIS 90/
DIE GRÜNEN)
Und wie breit?
Antwort der Staatsministerin Petra Prüfer
vom 8. Mai 2025
Fünf Meter.
Berlin, den 9. Mai 2025
"""


@pytest.fixture
def sammlung() -> Sammlung:
    return parse_sammlung(quelle(TEXT))


def quelle(text: str) -> Quelle:
    return Quelle(Path("21-00555.txt"), "txt", zeilen(text))


def test_kopf(sammlung: Sammlung):
    assert (sammlung.nummer, sammlung.wahlperiode, sammlung.datum) == ("21/555", 21, date(2025, 5, 9))
    assert sammlung.titel.endswith("in der Woche vom 5. Mai 2025 eingegangenen Antworten der Bundesregierung")
    assert sammlung.vorabfassung


def test_each_frage_has_asker_text_signer_date_and_ressort(sammlung: Sammlung):
    found = [
        (f.nummer, f.fragende.name, f.fragende.fraktion, f.name, f.amt, f.datum, f.ressort) for f in sammlung.fragen
    ]
    probe = ("Dr. Paul Probe", "Parlamentarischen Staatssekretärs", date(2025, 5, 7), "Bundeskanzleramt")
    pruefer = ("Petra Prüfer", "Staatsministerin", date(2025, 5, 8), "Bundesministerium für Verkehr")
    assert found == [
        (1, "Max von Muster", "AfD", *probe),
        (2, "Max von Muster", "AfD", *probe),
        (3, "Dr. Anna L. Beispiel", "BÜNDNIS 90/DIE GRÜNEN", *pruefer),
    ]
    assert [f.frage.split()[-1] for f in sammlung.fragen] == ["wird?", "sie?", "breit?"]


def test_fragen_without_an_answer_of_their_own_share_the_next_one(sammlung: Sammlung):
    assert [f.gruppe for f in sammlung.fragen] == [(1, 2), (1, 2), (3,)]
    assert sammlung.fragen[0].antwort == sammlung.fragen[1].antwort


def test_numbers_and_ressorts_named_in_an_answer_begin_nothing(sammlung: Sammlung):
    assert "3. Die Länge folgt." in sammlung.fragen[1].antwort
    assert "Geschäftsbereich des Bundesministeriums für Verkehr ist zuständig." in sammlung.fragen[1].antwort
    assert sammlung.fragen[2].antwort == "Fünf Meter."  # neither "Berlin, den ..." nor the margin


def test_a_footnote_in_a_question_goes_to_the_answer(sammlung: Sammlung):
    assert sammlung.fragen[1].frage == "Wie lang ist sie?"
    assert sammlung.fragen[1].bloecke[-1].art is Blockart.FUSSNOTE


def test_the_register_confirms_or_contradicts(sammlung: Sammlung):
    assert sammlung.bestaetigt is True
    assert parse_sammlung(quelle(TEXT.replace("Beispiel, Anna", "Andere, Anna"))).bestaetigt is False
    assert parse_sammlung(quelle(TEXT.replace("Verzeichnis der Fragenden", ""))).bestaetigt is None


def test_as_a_drucksache_it_can_be_searched_and_exported(sammlung: Sammlung):
    d = as_drucksache(sammlung)
    assert d.papierart is Papierart.SCHRIFTLICHE_FRAGEN
    assert [a.unterzeichner for a in d.antworten] == [
        "Parlamentarischer Staatssekretär Dr. Paul Probe",
        "Staatsministerin Petra Prüfer",
    ]
    assert {p.papierart for p in passages(d)} == {Papierart.SCHRIFTLICHE_FRAGEN}
    assert [p.id for p in passages(d)] == ["21/555:1-2", "21/555:3"]
    record = as_json(d)["fragen"][2]
    assert (record["fragesteller"], record["datum"], record["gruppe"]) == ("Dr. Anna L. Beispiel", "2025-05-08", ["3"])


def test_a_collection_without_fragen_is_refused():
    with pytest.raises(ParseError, match="keine Fragen"):
        parse_sammlung(quelle("Schriftliche Fragen\nmit den eingegangenen Antworten der Bundesregierung\n"))


def test_all_collections_are_whole_and_the_register_agrees(shared: Path):
    files = sorted((shared / "corpus" / "schriftliche-fragen").glob("*.txt"))
    assert files
    for datei in files:
        source = read(datei)
        found = parse_sammlung(source)
        register = read_verzeichnis(split(source.zeilen).lines)
        assert [f.nummer for f in found.fragen] == list(range(1, max(register) + 1)), datei.name
        same, either = agreement(register, {f.nummer: f.fragende for f in found.fragen})
        assert same == either, datei.name
        assert all(f.frage and f.antwort and f.name and f.datum and f.ressort for f in found.fragen), datei.name


def test_announced_joint_answers_are_the_groups_found(shared: Path):
    d = load(shared / "corpus" / "schriftliche-fragen" / "21-01164.txt")
    announced = [a for a in d.antworten if a.text.startswith("Die Fragen ")]
    assert len(announced) >= 5
    for antwort in announced:
        spans = read_list(antwort.text[len("Die Fragen ") :])
        assert antwort.nummern[0] == spans[0].erste
        assert antwort.nummern[-1] == spans[-1].letzte
