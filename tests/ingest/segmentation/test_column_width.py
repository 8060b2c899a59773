"""How lines are set, as evidence: width in texts that keep wraps, type size in PDFs."""

from ingest.segmentation.column_width import Layout
from ingest.text.lines import Line

WIDE = "Die Bundesregierung verfolgt die Situation der Minderheiten in dem Land sehr "
NARROW = "Wie viele Personen sind nach Kenntnis der Bundesregierung im Jahr "


def lines(*texts, groesse=None):
    return [Line(i, 0, t, wraps=None if groesse else t.endswith(" "), groesse=groesse) for i, t in enumerate(texts)]


def test_a_line_that_the_next_word_would_have_fitted_is_a_questions():
    layout = Layout(lines(NARROW, "2024 eingereist?"))
    assert layout.question(0, 1) > 0


def test_a_line_wider_than_a_questions_column_is_an_answers():
    layout = Layout(lines(WIDE, "genau."))
    assert layout.question(0, 1) < 0
    assert layout.answer(0, 1) > 0


def test_type_size_decides_where_it_is_known():
    small, large = lines("Was?", groesse=9.6), lines("Das.", groesse=10.7)
    assert Layout(small).question(0, 1) > 0 > Layout(large).question(0, 1)


def test_files_without_wraps_say_nothing():
    plain = [Line(0, 0, WIDE), Line(1, 0, "genau.")]
    assert Layout(plain).question(0, 2) == 0
    assert Layout(plain).filled(0) is None


def test_a_short_line_is_not_filled():
    assert Layout(lines("Zuwanderer,", "Die Angaben stehen in der Tabelle.")).filled(0) is False
    assert Layout(lines(WIDE, "genau.")).filled(0) is True
