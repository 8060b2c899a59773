"""Follow-ups in a real browser: drafted under an answer and in a paper, worded, still there after a reload, deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.support.axe import serious
from tests.support.browsing import PHONE, Site, ask, expect, needs_browser, open_page
from tests.support.fakes import EVIL, NUMMER, FakeEngine, sample_paper

pytestmark = needs_browser

TAB = '#af-tabs > .tab-wrapper [role="tab"]:has-text("Entwurf")'
FRAGEN = ".af-nachfragen-liste textarea"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with Site(FakeEngine(sample_paper(extra=EVIL)), tmp_path_factory.mktemp("nachfragen")) as running:
        yield running


def draft(page: Any) -> None:
    """Two follow-ups: one from an answer, one from the paper beside it."""
    ask(page, "Wie viele Leuchttürme gibt es?")
    page.click('.af-belege button:has-text("Nachfrage entwerfen")')
    expect(page.locator("#af-meldung")).to_have_text("Die Nachfrage steht im Tab „Entwurf“ (1 Frage).")
    page.click('.af-belege button:has-text("Ganze Antwort")')
    entry = page.locator("#af-quelle .af-eintrag", has_text="Welche Leuchttürme werden abgeschaltet?")
    entry.locator("summary").click()
    entry.locator('button:has-text("Nachfrage entwerfen")').click()
    expect(page.locator("#af-meldung")).to_have_text("Die Nachfrage steht im Tab „Entwurf“ (2 Fragen).")
    entry.locator('button:has-text("Nachfrage entwerfen")').click()
    expect(page.locator("#af-meldung")).to_have_text("Diese Nachfrage steht schon im Tab „Entwurf“.")


def test_follow_ups_are_drafted_worded_kept_handed_out_and_deleted(tab: Any, house: Site) -> None:
    page = open_page(tab, house.url)
    draft(page)
    page.click(TAB)
    expect(page.locator(FRAGEN)).to_have_count(2)
    expect(page.locator(".af-nachfragen script, .af-nachfragen img")).to_have_count(0)
    page.fill("#af-n-titel", "Türme")
    page.locator(FRAGEN).first.fill("Wie viele sind es heute?")
    with page.expect_response("**/nachfragen/aendern"):
        page.locator("#af-n-wer").focus()
    page.click('button:has-text("Nach oben")')
    expect(page.locator(FRAGEN).nth(1)).to_have_value("Wie viele sind es heute?")
    open_page(page, house.url).click(TAB)
    expect(page.locator(FRAGEN).nth(1)).to_have_value("Wie viele sind es heute?")
    expect(page.locator("#af-n-titel")).to_have_value("Türme")
    with page.expect_download() as download:
        page.click('.af-nachfragen a[href$=".docx"]')
    assert download.value.suggested_filename == f"{date.today()} Kleine Anfrage Türme.docx"
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert serious(page) == []
    page.locator('.af-nachfragen-liste button:has-text("Entfernen")').first.click()
    expect(page.locator(FRAGEN)).to_have_count(1)
    page.click('button:has-text("Alles löschen")')
    page.click('dialog[open] button:has-text("Löschen")')
    expect(page.locator(FRAGEN)).to_have_count(0)
    expect(page.locator(".af-nachfragen")).to_contain_text("Nachfrage entwerfen")


def test_a_follow_up_leads_back_to_its_answer(tab: Any, house: Site) -> None:
    page = open_page(tab, f"{house.url}?papier={NUMMER}&frage=3")
    page.click('#af-quelle .af-eintrag[open] button:has-text("Nachfrage entwerfen")')
    page.click(TAB)
    page.click(f'.af-nachfragen button:has-text("BT-Drs. {NUMMER}, Frage 3")')
    expect(page.locator("#af-quelle .af-eintrag[open]")).to_contain_text("keine Erkenntnisse vor.")
