"""Print undone, and nothing else."""

import pytest

from ingest.text.cleaning import join, plain, unspace
from ingest.text.lines import Line


def lines(*texts, wraps=None):
    return [Line(i, 0, t, wraps=wraps if wraps is None else t.endswith(" ")) for i, t in enumerate(texts)]


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("\u20021.\u2007Wie", "1. Wie"),  # en and figure space
        ("Staats\u00adangehörigkeit", "Staatsangehörigkeit"),  # soft hyphen
        ("36\u00a0563 Euro", "36 563 Euro"),
        ("36\u202f563  Euro ", "36 563 Euro"),
    ],
)
def test_plain(raw, want):
    assert plain(raw) == want


def test_letter_spacing_is_undone_where_a_whole_line_is_set_so():
    assert unspace("V o r b e m e r k u n g  d e r  F r a g e s t e l l e r") == "Vorbemerkung der Fragesteller"
    assert unspace("V o r b e m e r k u n g d e r B u n d e s r e g i e r u n g") == "Vorbemerkung der Bundesregierung"
    assert unspace("A 13 B 3 a 5") == "A 13 B 3 a 5"


@pytest.mark.parametrize("cells", ["- - - - - - 7 723 9 392", "1 2 3 4 5 6 7 8 9", "– – – – – – – – 3"])
def test_cells_of_a_table_are_no_letters_set_apart(cells):
    assert unspace(cells) == cells


@pytest.mark.parametrize(
    ("parts", "want"),
    [
        (("deutschen Kom-", "munen"), "deutschen Kommunen"),
        (("die EU-", "Kommission"), "die EU-Kommission"),
        (("Haupt-", "und Nebenamt"), "Haupt- und Nebenamt"),
        (("Staats- und ", "Regierungschefs"), "Staats- und Regierungschefs"),
    ],
)
def test_join_words(parts, want):
    assert join(lines(*parts)) == want


def test_join_puts_broken_addresses_together():
    broken = lines("(www.d", "w.com/de/migration-", "grenzen). ", wraps=True)
    assert join(broken).startswith("(www.dw.com/de/migration")


def test_an_address_that_ended_stays_apart():
    assert join(lines("siehe www.bmi.bund.de ", "und dort", wraps=True)) == "siehe www.bmi.bund.de und dort"
