"""A draft in a real browser: pasted or chosen as a file, its table, the way to a place, what cannot be read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support.axe import serious
from tests.support.browsing import Site, expect, needs_browser, open_page
from tests.support.fakes import EVIL, FakeEngine, sample_paper

pytestmark = needs_browser

TAB = '#af-tabs > .tab-wrapper [role="tab"]:has-text("Entwurf")'
ASKED = "Wie viele Leuchttürme gibt es an den deutschen Küsten?"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Site(FakeEngine(sample_paper(extra=EVIL)), tmp_path_factory.mktemp("daten")) as running:
        yield running


@pytest.fixture
def page(tab: Any, house: Site) -> Any:
    opened = open_page(tab, house.url)
    opened.click(TAB)
    yield opened
    tab.goto("about:blank")  # the server ends only when its pages are closed


def test_a_pasted_draft_becomes_a_table_that_leads_to_the_places(page: Any) -> None:
    page.fill("#af-entwurf", f"1. {ASKED}{EVIL}\n2. Wie hoch ist die Rente?")
    page.click(".af-schon-form button[type=submit]")
    rows = page.locator(".af-schon-tafel tbody tr")
    expect(rows.first).to_contain_text("schon gefragt, in denselben Worten")
    expect(rows.first).to_contain_text("<script>")  # as text: nothing of it is markup
    expect(page.locator(".af-schon-tafel script, .af-schon-tafel img")).to_have_count(0)
    assert serious(page) == []
    with page.expect_download() as download:
        page.click('.af-schon a[href$=".docx"]')
    assert download.value.suggested_filename == f"{date.today()} Schon gefragt.docx"
    page.locator(".af-schon-tafel .af-chip").first.click()
    expect(page.locator("#af-quelle")).to_contain_text("Es gibt 17 Leuchttürme")
    expect(page.locator("#af-quelle")).to_be_visible()


def test_a_file_is_checked_and_what_is_no_draft_is_said(page: Any) -> None:
    field = page.locator("#af-entwurf-datei")
    field.set_input_files({"name": "e.txt", "mimeType": "text/plain", "buffer": ASKED.encode()})
    expect(page.locator(".af-schon-tafel")).to_contain_text(ASKED)
    field.set_input_files({"name": "e.txt", "mimeType": "text/plain", "buffer": b"Nichts."})
    expect(page.locator(".af-schon-ergebnis")).to_contain_text("Darin steht keine Frage.")
