"""Headings of Vorbemerkungen, told from sentences that name them."""

import pytest

from ingest.model import Sprecher
from ingest.segmentation.parts import Rolle
from ingest.segmentation.preambles import headings, preamble_parts
from ingest.text.lines import Line


def lines(*texts, known=True):
    return [Line(i, 0, t, wraps=t.endswith(" ") if known else None) for i, t in enumerate(texts)]


@pytest.mark.parametrize(
    ("heading", "sprecher"),
    [
        ("V o r b e m e r k u n g  d e r  F r a g e s t e l l e r", Sprecher.FRAGESTELLER),
        ("Vorbemerkung der Fragestellerinnen und Fragesteller", Sprecher.FRAGESTELLER),
        ("Vorbemerkung der Bundesregierung:", Sprecher.BUNDESREGIERUNG),
        ("## Vorbemerkung der Bundesregierung", Sprecher.BUNDESREGIERUNG),
        ("Vorbemerkung zu den Fragen 5 bis 8:", Sprecher.BUNDESREGIERUNG),
    ],
)
def test_headings(heading, sprecher):
    parts = preamble_parts(lines("Titel", heading, "Das ist so."))
    assert [(p.rolle, p.sprecher) for p in parts] == [(Rolle.KOPF, None), (Rolle.VORBEMERKUNG, sprecher)]


@pytest.mark.parametrize("known", [True, False])
def test_a_wrapped_sentence_is_no_heading(known):
    text = ("Im Übrigen wird auf die ", "Vorbemerkung der Bundesregierung ", "verwiesen.")
    assert headings(lines(*(t if known else t.strip() for t in text), known=known)) == []


def test_a_broken_word_before_it_does_not_make_it_a_heading():
    assert headings(lines("Hierzu wird auf die", "Vorbemerkung der Bundesregierung", "verwiesen.")) == []


def test_a_preamble_to_some_fragen_is_none_to_the_paper():
    found = lines(
        "Titel", "Vorbemerkung der Bundesregierung", "Gilt.", "Vorbemerkung der Bundesregierung zu den Fragen 1 bis 4"
    )
    assert headings(found) == [1]
