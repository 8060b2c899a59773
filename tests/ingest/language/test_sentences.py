"""Sentences: German abbreviations, ordinals and numbers, lists and table rows; nothing lost."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.sentences import is_item, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Am 1. Januar 2023 trat das Gesetz in Kraft.",
        "Auf Nr. 5 und Abs. 2 Satz 1 wird verwiesen.",
        "Dazu zählen z. B. Schulen und u. a. Kitas.",
        "Die Summe beträgt 45 Mio. Euro und 3 Mrd. Euro.",
        "Dr. A. B. Müller und Prof. Schmidt nahmen teil.",
        "Im 21. Jahrhundert und im 4. Quartal 2023 galt das.",
        "Gemäß § 3 Abs. 1 Nr. 2 Buchst. a i. V. m. Art. 5 GG ist das so.",
        "Bis zum 30. Juni d. J. gilt Satz 2 bzw. Absatz 3.",
        "1. Wie viele Anträge gab es?",
        "123. Wie viele Anträge gab es?",  # of a week's Schriftliche Fragen
        "In der 20. Wahlperiode galt das nicht.",
        "16.–18. Februar 2024: Gespräch am Rande der Konferenz.",  # a span of days
        "Das steht auf BT-Drs. 20/792, BT.-Drs. Nr. 20/793 und in EU-Verf. Nr. 7.",  # joined by a hyphen
        "Näheres steht beim Programm „Demokratie leben!“ (Haushaltsjahr 2025).",  # a bracket belongs to its quote
        "Die Mittel wurden eingefroren und am 28.\nJanuar 2025 teils freigegeben.",  # a date over two lines
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nein. Die Bundesregierung plant das nicht.", 2),  # one-word answer
        ("Es waren 45 Mio. Die Zahl stieg.", 2),  # abbreviation at the end of a sentence
        ("Das war im Jahr 2024. Weitere Angaben fehlen.", 2),  # year, next word a noun phrase
        ("Siehe Frage 5. Die Antwort gilt.", 2),
        ("Er sagte: „Das stimmt.“ Danach ging er.", 2),  # closing quote
        ("Was? Warum! Darum.", 3),
        ("Gefördert werden: • Schulen • Kitas", 3),  # bullets on one line
        ("Land 2022 2023\nBB 8 27\nBE 11 13", 3),  # table rows
        ("Antragsteller sind:\n– Kommunen,\n– Länder.", 3),  # list
        ("Die Daten liegen nicht vor.Die Länder wurden gefragt.", 2),  # a lost space
    ],
)
def test_counts(text: str, parts: int) -> None:
    assert len(cut(text)) == parts


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("– Kommunen,", True),
        ("•Schulen", True),
        ("● Deutscher Städtetag,", True),
        ("12. Februar", True),
        ("(3) Satz 2", True),
        ("  b) Wer?", True),
        ("aa) Wo?", True),
        ("* Von einer Drucklegung wird abgesehen.", True),
        ("** Stand: Mai 2025", False),  # a footnote's mark
        ("*) ohne Aufnahmeprogramme", False),
        ("161. Sitzung des Arbeitskreises", False),
        ("3.5 Prozent", False),
        ("–5 Grad", False),
        ("z. B. Schulen", False),
        ("", False),
    ],
)
def test_items_of_lists_are_told_by_their_marks(text: str, item: bool) -> None:
    assert is_item(text) is item


def test_a_sentence_over_a_paragraph_break_is_one() -> None:
    text = "Die Bundesregierung hat die genannten Programme im vergangenen Jahr\nerneut gefördert. Das war es."
    assert len(cut(text)) == 2


@given(st.text(alphabet="abAB12 .,:!?\n\t•–(„“)ßÄ\u2002\u00a0", max_size=80) | st.text(max_size=60))
def test_every_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert {i for i, char in enumerate(text) if not char.isspace()} <= covered
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)


@pytest.mark.parametrize(
    "text",
    [
        "z. B. " * 10_000,
        "." * 20_000 + "x",
        "die bundesregierung hat in den genannten programmen im vergangenen jahr\n" * 2_000,
        "x." + ")" * 20_000 + "y",
        "x. " + " " * 20_000 + "y",
    ],
    ids=["abbreviations", "leaders", "lines", "brackets", "blanks"],
)
def test_long_texts_are_cut_at_once(text: str) -> None:
    """Time goes with the length, not with its square (the first took minutes)."""
    start = time.process_time()
    sentences(text)
    assert time.process_time() - start < 3
