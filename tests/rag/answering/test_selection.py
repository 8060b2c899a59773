"""Which sentences and rows are chosen, and what is quoted of a list or a table."""

from __future__ import annotations

from rag.answering.candidates import candidates
from rag.answering.selection import choose, quotes
from rag.answering.units import parts
from rag.query.analysis import read
from tests.support.fakes import answered_in


def best(question: str, text: str, frage: str = "Wie viele Fälle gab es?", most: int = 1) -> list[str]:
    passage = answered_in("4", text, frage)
    asked = read(question)
    return [c.candidate.text for p in parts([passage]) for c in choose(asked, candidates(asked, p), most)]


def test_no_knowledge_speaks_of_what_the_frage_asks() -> None:
    text = "Der Bundesregierung liegen dazu keine Daten vor. Die Gesundheit der Kinder hat Vorrang."
    assert best("Macht Radon Kinder krank?", text, "Macht Radon Kinder krank?")[0].endswith("vor.")


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
    passage = answered_in("4", text, "Wie oft?")
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


def test_a_further_row_is_shown_only_for_a_word_that_the_first_does_not_hold() -> None:
    table = "Land Fälle\nBayern 12\nHessen 4\nSachsen 5\nBerlin 7"
    assert [row for row in best("Wie viele Fälle in Bayern?", table, most=3) if row[-1].isdigit()] == ["Bayern 12"]
    both = best("Wie viele Fälle in Bayern und Hessen?", table, most=3)
    assert {"Bayern 12", "Hessen 4"} <= set(both)


def test_the_day_below_a_table_is_quoted_with_its_row() -> None:
    rows = "\n".join(f"Zweig {n} {n}.088 77.{n}81" for n in range(100, 140))
    text = f"Betriebe Beschäftigte\n{rows}\nTaxis 528 3.821\n30.06.2022"
    assert quoted("Wie viele Beschäftigte bei Taxis?", text)[-2:] == ["Taxis 528 3.821", "30.06.2022"]
