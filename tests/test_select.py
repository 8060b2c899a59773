"""Which sentences are chosen: none that only announces, points elsewhere or stands in a footnote, if others do not."""

from __future__ import annotations

import pytest
from fakes import nr

from ingest.model import Passage, Passagenart, Sprecher
from rag.parts import parts
from rag.question import read
from rag.select import candidates, choose, empty, quotes


def best(question: str, text: str, frage: str = "4. Wie viele Fälle gab es?", most: int = 1) -> list[str]:
    passage = Passage("21/1:4", "21/1", Passagenart.ANTWORT, Sprecher.BUNDESREGIERUNG, (nr("4"),), frage, text)
    asked = read(question)
    return [c.candidate.text for p in parts([passage]) for c in choose(asked, candidates(asked, p), most)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Fragen 1 und 2 werden im Zusammenhang beantwortet.",
        "Die Fragen 1 bis 4, 7 und 10 werden aufgrund ihres Sachzusammenhangs gemeinsam beantwortet.",
        "2 Das Bundesministerium des Innern hat einen Teil der Antwort eingestuft.",
        "1 Siehe Bundestagsdrucksache 20/1.",
        "* Von einer Drucklegung der Anlage wird abgesehen.",
        "Auf die Antwort zu Frage 3 wird verwiesen.",
        "Darüber hinaus wird auf die Vorbemerkung der Bundesregierung verwiesen.",
        "Zu den Inhalten der Gespräche wird auf die Antwort zu Frage 4 Bezug genommen.",
        "Siehe Antwort zu Frage 3.",
    ],
)
def test_says_nothing_itself(sentence: str) -> None:
    assert empty(sentence)
    question = sentence  # not even when it holds every word that is asked for
    assert best(question, f"{sentence}\nEs gab Fälle.") == ["Es gab Fälle."]
    assert best(question, sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "20 Personen wurden befragt.",
        "2 Millionen Euro sind vorgesehen.",
        "Nein.",
        "Aufgrund der Zuständigkeit der Länder wird auf die Landesregierungen verwiesen.",
        "Auf die Tabelle in der Antwort zu Frage 3 wird verwiesen.",
    ],
)
def test_says_something(sentence: str) -> None:
    assert not empty(sentence)


def test_no_knowledge_speaks_of_what_the_frage_asks() -> None:
    text = "Der Bundesregierung liegen dazu keine Daten vor. Die Gesundheit der Kinder hat Vorrang."
    assert best("Macht Radon Kinder krank?", text, "4. Macht Radon Kinder krank?")[0].endswith("vor.")


LIST = """Vorgesehen sind
– für Handlungsansätze der Stadtentwicklung in Europa 350 000 Euro,
– für das Netzwerk der Stadtentwicklung ISCN 700 000 Euro,
– für Veranstaltungen der Stadtentwicklung in Afrika 20 000 Euro."""


def test_neighbours_in_a_list_are_left_out() -> None:
    found = best("Wie viel Geld ist für das Netzwerk ISCN der Stadtentwicklung vorgesehen?", LIST, most=3)
    assert [line for line in found if "Euro" in line] == ["– für das Netzwerk der Stadtentwicklung ISCN 700 000 Euro,"]


def test_a_list_that_is_asked_for_keeps_its_items() -> None:
    found = best("Welche Ausgaben der Stadtentwicklung sind vorgesehen?", LIST, most=3)
    assert len([line for line in found if "Euro" in line]) > 1


def quoted(question: str, text: str) -> list[str]:
    passage = Passage("21/1:4", "21/1", Passagenart.ANTWORT, Sprecher.BUNDESREGIERUNG, (nr("4"),), "4. Wie oft?", text)
    asked = read(question)
    chosen = [c for p in parts([passage]) for c in choose(asked, candidates(asked, p), 1)]
    return [p.text[slice(*span)] for c in chosen for p, span in quotes(c.candidate)]


TABLE = (
    "Land Straftaten\n"
    + "\n".join(f"Landkreis {a}{b}stadt {900 - ord(b)}" for a in "ABCD" for b in "abcdefghijklm")
    + "\nSumme 52 230"
)


def test_of_a_large_table_head_and_row_are_quoted() -> None:
    assert quoted("Wie viele Straftaten gab es in Cfstadt?", TABLE) == [
        "Land Straftaten", "Landkreis Cfstadt 798",
    ]  # fmt: skip


def test_where_no_row_is_asked_for_the_first_ones_and_the_sum_are_quoted() -> None:
    first, total = quoted("Wie viele Straftaten gab es?", TABLE)
    assert first.startswith("Land Straftaten\nLandkreis Aastadt 803")
    assert len(first) <= 600
    assert total == "Summe 52 230"


def test_a_row_that_was_flattened_into_a_line_can_answer() -> None:
    text = (
        "Art Träger Summe\nMinenräumung HALO Trust Afghanistan 3.617.000,00 € Landfreigabe durch Drohnen\nund so weiter"
    )
    assert "3.617.000,00 €" in best("Wie viel Geld bekam HALO Trust in Afghanistan?", text)[0]


def test_what_leads_to_a_list_is_quoted_with_it() -> None:
    text = "Das Programm läuft seit 2020.\nGefördert werden mit dem Programm:\n– Kommunen,\n– Länder.\nDas ist alles."
    assert quoted("Wer wird mit dem Programm gefördert?", text) == [
        "Gefördert werden mit dem Programm:\n– Kommunen,\n– Länder."
    ]
