"""The draft on the page stays text; as a Word file it has the form of the house and is read as a draft again."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from docx import Document

from ingest.model import Status
from ingest.papers import load_entwurf
from tests.support.fakes import EVIL, NUMMER
from ui.storage.drafts import Drafted, Head
from ui.views import drafts as render

DAY = date(2026, 11, 26)
FRAGEN = [
    Drafted(
        "k1", NUMMER, "3", Status.KEINE_ERKENNTNISSE, "Unter Bezugnahme auf X: Welche Schritte\nwurden unternommen?"
    ),
    Drafted("k2", NUMMER, "2", Status.VERWIESEN, "Was kostet es im Jahr 2024?"),
]
HEAD = Head("Leuchttürme", "der Abgeordneten Erika Muster und der Fraktion der SPD", "Die Türme bröckeln.\n\nSehr.")


def test_the_page_escapes_what_was_drafted() -> None:
    evil = [Drafted("k", NUMMER + EVIL, "3" + EVIL, Status.VERWIESEN, EVIL)]
    page = str(render.page(Head(EVIL, EVIL, EVIL), evil))
    for mark in ("<script", "<img", "{{", "${"):
        assert mark not in page
    assert 'data-nachfrage="k"' in page


def test_an_empty_draft_says_how_it_is_filled_and_offers_no_file() -> None:
    page = str(render.page(Head(), ()))
    assert "Nachfrage entwerfen" in page
    assert "docx" not in page


def test_the_word_file_has_the_form_of_a_kleine_anfrage() -> None:
    document = Document(io.BytesIO(render.docx(HEAD, FRAGEN, 21, DAY)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines == [
        "Deutscher Bundestag\tDrucksache …", "21. Wahlperiode\t26.11.2026", "Kleine Anfrage", HEAD.fragesteller,
        "Leuchttürme", "Die Türme bröckeln.", "Sehr.", "Wir fragen die Bundesregierung:",
        "Unter Bezugnahme auf X: Welche Schritte wurden unternommen?", "Was kostet es im Jahr 2024?",
        "Berlin, den 26. November 2026", "… und Fraktion",
    ]  # fmt: skip
    assert document.core_properties.author == "Antwortfinder"
    assert document.core_properties.title == "Leuchttürme"


def test_what_is_not_known_yet_stands_as_dots() -> None:
    document = Document(io.BytesIO(render.docx(Head(), FRAGEN, None, DAY)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[1:5] == ["…. Wahlperiode\t26.11.2026", "Kleine Anfrage", render.WHO, "…"]


def test_our_own_reader_finds_the_fragen_of_the_file_again(tmp_path: Path) -> None:
    (path := tmp_path / "entwurf.docx").write_bytes(render.docx(HEAD, FRAGEN, 21, DAY))
    assert [(str(frage.nummer), frage.text) for frage in load_entwurf(path)] == [
        ("1", "Unter Bezugnahme auf X: Welche Schritte wurden unternommen?"),
        ("2", "Was kostet es im Jahr 2024?"),
    ]
