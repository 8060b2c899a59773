"""Numbers of Word's lists are counted as Word counts them."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from ingest.readers.word_numbering import Numbering
from tests.support.wordlists import a_list, numbered, the_same


def marks(document: Any) -> list[str]:
    counted = Numbering(document)
    return [counted.mark(paragraph._p) for paragraph in document.paragraphs]


def listed(document: Any, *places: tuple[str, int]) -> list[str]:
    """The marks of paragraphs that stand in these lists at these levels."""
    for liste, ebene in places:
        numbered(document.add_paragraph("Text"), liste, ebene)
    return marks(document)


def test_letters_begin_anew_below_each_number():
    document = docx.Document()
    one = a_list(document)
    places = [(one, 0), (one, 1), (one, 1), (one, 0), (one, 1)]
    assert listed(document, *places) == ["1. ", "a) ", "b) ", "2. ", "a) "]


def test_two_lists_are_counted_apart_and_one_goes_on_behind_other_text():
    document = docx.Document()
    one, other = a_list(document), a_list(document)
    assert listed(document, (one, 0), (other, 0), (one, 0)) == ["1. ", "1. ", "2. "]


def test_a_list_that_begins_anew_leaves_the_first_as_it_is():
    document = docx.Document()
    one = a_list(document)
    anew = the_same(document, restarted=5)
    assert listed(document, (one, 0), (anew, 0), (anew, 0), (one, 0)) == ["1. ", "5. ", "6. ", "2. "]


def test_a_pattern_may_name_the_levels_above():
    document = docx.Document()
    one = a_list(document, ("decimal", "Frage %1:", "3"), ("decimal", "%1.%2", "1"))
    assert listed(document, (one, 0), (one, 1), (one, 1)) == ["Frage 3: ", "3.1 ", "3.2 "]


@pytest.mark.parametrize(
    ("kind", "start", "written"),
    [
        ("upperLetter", "2", "B) "),
        ("lowerLetter", "26", "z) "),
        ("lowerLetter", "27", "27) "),
        ("lowerRoman", "4", "iv) "),
        ("upperRoman", "39", "XXXIX) "),
        ("upperRoman", "40", "40) "),
        ("decimal", "0", "0) "),
        ("bullet", "1", ""),
        ("none", "1", ""),
    ],
)
def test_kinds_of_numbers(kind: str, start: str, written: str):
    document = docx.Document()
    assert listed(document, (a_list(document, (kind, "%1)", start)), 0)) == [written]


def test_a_style_may_put_its_paragraphs_into_a_list():
    document = docx.Document()
    base = document.styles.add_style("Fragen", WD_STYLE_TYPE.PARAGRAPH)
    style = document.styles.add_style("Fragen 2", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = base
    numbered(document.add_paragraph("vorher", style=style), a_list(document))
    base.element.get_or_add_pPr().append(document.paragraphs[0]._p.pPr.numPr)
    document.add_paragraph("nachher", style=style)
    assert marks(document) == ["1. ", "2. "]


def test_styles_based_on_each_other_end():
    document = docx.Document()
    one, other = (document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) for name in ("A", "B"))
    one.base_style, other.base_style = other, one
    document.add_paragraph("Text", style=one)
    assert marks(document) == [""]


def test_paragraphs_outside_of_lists_and_lists_that_are_not_there_have_no_number():
    document = docx.Document()
    document.add_paragraph("Text")
    assert listed(document, ("999", 0), (a_list(document), 7)) == ["", "", ""]
