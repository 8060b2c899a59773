"""Drafts of Kleine Anfragen: numbered lists, running text, and what is no draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from ingest import guarded
from ingest.model import ParseError
from ingest.papers import load_entwurf
from ingest.parsing.entwurf import LONGEST, MOST


def read(folder: Path, text: str) -> list[str]:
    file = folder / "entwurf.txt"
    file.write_text(text, encoding="utf-8")
    return [frage.mit_nummer for frage in load_entwurf(file)]


def test_a_list_is_read_by_its_numbers_and_ends_where_it_is_signed(tmp_path: Path) -> None:
    text = (
        "Entwurf\nWarum wurde das nötig? Seit 2020 steigt die Zahl.\nWir fragen die Bundesregierung:\n"
        "1. Wie viele\nwaren es?\n2. Wofür\na) in Bayern,\nb) in Hessen?\nBerlin, den 3. Mai 2025\n3. Nein?\n"
    )
    assert read(tmp_path, text) == ["1. Wie viele waren es?", "2. Wofür", "2a) in Bayern,", "2b) in Hessen?"]


def test_without_an_announcement_the_first_line_counts_too(tmp_path: Path) -> None:
    assert read(tmp_path, "1. Wie viele waren es?\n2. Warum?") == ["1. Wie viele waren es?", "2. Warum?"]


def test_of_running_text_each_sentence_that_asks_is_a_frage(tmp_path: Path) -> None:
    text = "Das wüssten wir gern. Wie viele Züge fuhren? Das ist wichtig.\nWas kostet\ndas?"
    assert read(tmp_path, text) == ["1. Wie viele Züge fuhren?", "2. Was kostet das?"]


def test_a_word_file_is_read_in_a_process_with_limits(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Wir fragen die Bundesregierung:")
    document.add_paragraph("Wie viele Züge fuhren?", style="List Number")
    document.add_paragraph("Was kostete das?", style="List Number")
    document.save(str(tmp_path / "entwurf.docx"))
    found = guarded.within(guarded.SECONDS, load_entwurf, tmp_path / "entwurf.docx")
    assert [frage.text for frage in found] == ["Wie viele Züge fuhren?", "Was kostete das?"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Hier wird nichts gefragt.", "keine Frage"),
        ("\n".join(f"{n}. Wie viele?" for n in range(1, MOST + 2)), f"höchstens {MOST}"),
        ("1. Wie " + "viel " * LONGEST + "?", "das ist keine Frage"),
        ("Antwort der Bundesregierung\nauf die Kleine Anfrage\n1. Wie viele?\nEs sind drei.", "schon eine Antwort"),
    ],
)
def test_what_is_no_draft_is_refused_with_the_reason(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(ParseError, match=why):
        read(tmp_path, text)
