"""Printed lines in reading order: running heads gone, feet behind the paragraph, divided words whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.model import Zeile
from ingest.readers.pdf.page import Printed
from ingest.readers.pdf.reading_order import Item, flow
from tests.support.printed import printed

FULL = "Die Bundesregierung hat die Prüfung der Brücken aller Länder gefördert"  # 71 letters: a full line
SOFT = "\u00ad"


def page(*texts: str, seite: int = 1, size: float = 10.0, top: float = 700.0, leading: float = 12.0) -> list[Item]:
    """Lines below each other; one that ends with a hyphen is divided there."""
    return [Item(_line(text, top - leading * n, seite, size)) for n, text in enumerate(texts)]


def _line(text: str, y: float, seite: int, size: float) -> Printed:
    divided = text[-1] if text[-1:] in (SOFT, "-") else ""
    return printed(text.removesuffix(divided) if divided else text, y=y, seite=seite, size=size, divided=divided)


def texts(pages: Sequence[Sequence[Item]]) -> list[str]:
    return [zeile.text for zeile in flow(pages)]


def test_a_paragraph_goes_on_where_the_next_word_did_not_fit():
    lines = flow([page(*[FULL] * 9, "und bezahlt.", "Weitere Angaben liegen nicht vor.", seite=4)])
    assert [zeile.umbruch for zeile in lines] == [True] * 9 + [False, False]
    assert {(zeile.seite, zeile.groesse) for zeile in lines} == {(4, 10.0)}


def test_lines_far_apart_are_two_paragraphs():
    upper, lower = page(*[FULL] * 9), page(FULL, top=560.0)
    assert [zeile.umbruch for zeile in flow([[*upper, *lower]])] == [True] * 8 + [False, False]


def test_divided_words_are_whole_on_the_first_line():
    assert texts([page(f"Die Kom{SOFT}", "munen haben sie geprüft.")]) == ["Die Kommunen", "haben sie geprüft."]
    assert texts([page(f"Die Kom{SOFT}", "munen.")]) == ["Die Kommunen."]
    assert texts([page("Die Vor-", "und Nachteile.")]) == ["Die Vor-", "und Nachteile."]
    assert texts([page("Es folgt ein Strich-")]) == ["Es folgt ein Strich-"]


def test_a_word_divided_over_three_lines():
    assert texts([page(f"Die Haus{SOFT}", f"halts{SOFT}", "mittel reichen.")]) == ["Die Haushaltsmittel", "reichen."]
    each = [f"Die Kom{SOFT}", f"munen haben Brü{SOFT}", "cken geprüft."]
    assert texts([page(*each)]) == ["Die Kommunen", "haben Brücken", "geprüft."]


def test_addresses_are_put_together():
    lines = page("Siehe www.beispiel.de/", "berichte/2024.html und den Rest.")
    lines = [Item(_line(f"{FULL} {lines[0].text}", 700, 1, 10)), lines[1]]
    assert texts([lines])[0].endswith("www.beispiel.de/berichte/2024.html")


def test_running_heads_and_page_numbers_go_but_the_kopf_stays():
    first = page("Deutscher Bundestag Drucksache 21/9", "Die Antwort.", "– 1 –")
    second = page("Drucksache 21/9 – 2 – Deutscher Bundestag – 21. Wahlperiode", "Weiter.", "2", seite=2)
    assert texts([first, second]) == ["Deutscher Bundestag Drucksache 21/9", "Die Antwort.", "Weiter."]


def test_a_years_number_at_the_edge_is_text():
    assert texts([page("Das war im Jahr", "2023", seite=2)]) == ["Das war im Jahr", "2023"]


def test_a_foot_comes_behind_the_paragraph_that_the_page_cuts():
    note = page("* Die Anlage wird nicht gedruckt.", size=8.0, top=80.0)
    first = [*page(*[FULL] * 9), *note]
    second = page("und bezahlt.", "Mehr nicht.", seite=2)
    assert texts([first, second]) == [*[FULL] * 9, "und bezahlt.", "* Die Anlage wird nicht gedruckt.", "Mehr nicht."]


def test_rows_keep_their_cells_and_join_no_paragraph():
    cells = ((printed("Kom", divided=SOFT), printed("munen", y=690)), (printed("12"),), ())
    row = Item(printed("", y=680, size=9.0), cells, tabellenanfang=True, tabellenkopf=True)
    found = flow([[*page(*[FULL] * 9), row, *page("und mehr.", top=560.0)]])
    assert found[9] == Zeile(
        "Kommunen 12", 1, 9.0, umbruch=False, zellen=("Kommunen", "12", ""), tabellenanfang=True, tabellenkopf=True
    )
    assert found[8].umbruch is False
    assert found[10].text == "und mehr."


def test_the_text_of_a_row_is_that_of_its_cells():
    row = Item(printed(""), ((printed("Kom", divided="-"), printed("munen")), (), (printed("12"),)))
    assert (row.zellen, row.text) == (("Kom-\nmunen", "", "12"), "Kom-\nmunen 12")
    assert Item(printed("Nein.")).text == "Nein."


@pytest.mark.parametrize("mark", ["–", "a)", "12."])
def test_an_item_begins_a_paragraph(mark: str):
    items = [f"{mark} {FULL[len(mark) + 1 :]}"] * 9
    assert [zeile.umbruch for zeile in flow([page(*items)])] == [False] * 9


def test_no_pages_and_empty_ones_give_nothing():
    assert flow([]) == []
    assert flow([[], []]) == []
