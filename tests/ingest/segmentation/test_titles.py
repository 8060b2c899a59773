"""Where a title ends: what follows it may be a preamble without a heading."""

import pytest

from ingest.segmentation.titles import title_end
from ingest.text.lines import Line

HEAD = ("Antwort", "auf die Kleine Anfrage der Fraktion der SPD", "– Drucksache 16/5400 –")
PREAMBLE = ("Brücken an Bundesstraßen werden nach Kenntnis der Fragesteller nur selten geprüft.", "Das ist so.")


def end(*texts: str, wraps: bool | None = None) -> int:
    known = [text.endswith(" ") if wraps else None for text in texts]
    return title_end([Line(i, 0, text, wraps=w) for i, (text, w) in enumerate(zip(texts, known, strict=True))])


@pytest.mark.parametrize(
    ("title", "length"),
    [
        (("Prüfung von Brücken",), 1),
        (("Prüfung und", "Sanierung von Brücken"), 2),  # no title ends with "und"
        (("Prüfung, Sanierung,", "Bau"), 2),
        (("Prüfung", "von Brücken"), 2),  # goes on with a small letter
        (("Prüfung", "(Nachfrage zu 16/1)"), 2),
        (("", "Prüfung"), 2),
    ],
)
def test_a_title_goes_on_where_it_is_open(title: tuple[str, ...], length: int):
    assert end(*HEAD, *title, *PREAMBLE) == len(HEAD) + length


def test_a_title_that_wraps_goes_on():
    assert end(*HEAD, "Prüfung ", "Brücken", *PREAMBLE, wraps=True) == len(HEAD) + 2


def test_a_title_behind_the_number_on_its_line():
    assert end(*HEAD[:2], "– Drucksache 16/5400 – Prüfung", *PREAMBLE) == 3


def test_a_title_of_many_lines_is_no_preamble():
    lines = (*HEAD, "Prüfung", "Sanierung", "Bau")
    assert end(*lines) == len(lines)
    assert end(*HEAD, "Prüfung", "Das ist wahr.") == len(HEAD) + 2  # one short sentence is none either


def test_without_the_anfrages_number_all_lines_are_the_heads():
    assert end("Antwort", "Prüfung", *PREAMBLE) == 4
    assert end(*HEAD[:2], *["Prüfung"] * 12, HEAD[2], *PREAMBLE * 2) == 19
    assert end() == 0
