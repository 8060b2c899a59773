"""What the reader is given to read of a place."""

from __future__ import annotations

from tests.support.tunnel import TABLE, TUNNEL, paged


def test_a_page_has_title_frage_and_the_head_of_a_table_before_its_rows() -> None:
    page = paged("Wie viele Fälle gab es 2024 in Hessen?", TABLE)
    assert page.context.startswith("Ausbau der Schiene. Was ist zum Bau")
    assert page.segments[0].text == "Land Fälle davon geklärt"
    assert page.segments[0].unit is None
    assert [unit.text for unit in page.units] == TABLE.splitlines()[1:]


def test_of_a_long_place_what_holds_the_words_is_read_in_the_order_printed() -> None:
    filled = " ".join(f"Das ist der Satz mit der Nummer {n}." for n in range(40))
    page = paged("Wie teuer wird der Tunnel, welche Kosten fallen an?", f"{filled} {TUNNEL}")
    assert "Die Kosten werden auf 1,2 Mrd. Euro geschätzt." in [unit.text for unit in page.units]
    starts = [unit.span[0] for unit in page.units]
    assert starts == sorted(starts)
    assert len(starts) == 6
