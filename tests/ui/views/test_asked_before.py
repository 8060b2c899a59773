"""What was asked before as page, Word file and text: what a draft or paper contains stays text."""

from __future__ import annotations

import io
from datetime import date

from docx import Document

from ingest.model import Frage
from rag.asked_before import Line
from tests.support.fakes import EVIL, NUMMER, FakeEngine, nr, sample_paper
from tests.support.wordfiles import notes_of
from ui.views import asked_before as render

ASKED = "Wie viele Leuchttürme gibt es an den deutschen Küsten?"


def lines(extra: str = "") -> list[Line]:
    engine = FakeEngine(sample_paper(extra=extra))
    fragen = [Frage(nr("1"), ASKED + extra), Frage(nr("2"), '=HYPERLINK("http://x")' + extra)]
    return list(engine.asked_before(fragen))


def test_the_page_escapes_what_draft_and_paper_contain() -> None:
    page = str(render.page(lines(EVIL), "k", 1, 4))
    assert "<script" not in page
    assert "<img" not in page
    assert "{{" not in page
    assert "${" not in page
    assert "schon-gefragt/k.docx" in page
    assert f'data-papier="{NUMMER}"' in page
    assert 'class="af-chip"' in page


def test_the_summary_counts_and_says_what_was_compared() -> None:
    assert render.summary(lines(), 1, 4).startswith(
        "1 von 2 Fragen wurden schon gestellt. Verglichen wurde mit 1 Druck"
    )


def test_word_has_a_row_for_each_frage_with_the_place_in_a_footnote() -> None:
    document = Document(io.BytesIO(render.docx(lines("\x07"), 1, 4, date(2026, 11, 26))))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[1][0] == f"1: {ASKED}"
    assert rows[1][1] == "schon gefragt, in denselben Worten"
    assert f"BT-Drs. {NUMMER}, Frage 1, CDU/CSU, Antwort vom 24.04.2024, beantwortet" in rows[1][2]
    assert rows[1][3].splitlines()[0] == "„Es gibt 17 Leuchttürme. Davon stehen neun an der Nordsee.“"
    assert notes_of(document)["1"].startswith(
        f"BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1, https://dserver.bundestag.de/"
    )
    assert rows[2] == ['2: =HYPERLINK("http://x")', "nicht gefunden", "", ""]


def test_text_steers_no_terminal() -> None:
    said = render.text(lines("\x1b[31m"), 1, 4)
    assert "\x1b" not in said
    assert "„Es gibt 17 Leuchttürme. Davon stehen neun an der Nordsee.“" in said
