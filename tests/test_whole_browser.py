"""The whole way in a browser, over the real engine (only the embedding is a stand-in): ask, upload a PDF, ask it."""

from pathlib import Path

import pytest
from browsing import Site, ask, expect, launch, needs_browser, open_page, playwright
from fakes import FakeEmbedder
from setzer import SCHRIFTEN, Absatz, Rolle, Setzer

from rag.engine import Engine
from rag.settings import Settings

pytestmark = needs_browser
CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    with Engine.open(Settings(index=folder), FakeEmbedder()) as engine, playwright.sync_playwright() as play:
        engine.ingest([CORPUS])
        site, browser = Site(engine, folder), launch(play)
        fresh = browser.new_page(viewport={"width": 1280, "height": 800})
        fresh.set_default_timeout(20_000)
        yield open_page(fresh, site.url)
        browser.close()
        site.stop()


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    """An invented answer set as the Bundestag does; Frage 2 stands on the second page."""
    filler = "Die Bundesregierung unterhält Leuchtfeuer im Rahmen der verfügbaren Haushaltsmittel. " * 40
    set_as = [
        (Rolle.KOPF, "Deutscher Bundestag Drucksache 21/999"),
        (Rolle.KOPF, "21. Wahlperiode 03.06.2025"),
        (Rolle.KOPF, "Antwort"),
        (Rolle.KOPF, "der Bundesregierung"),
        (Rolle.KOPF, "auf die Kleine Anfrage der Abgeordneten Erika Muster und der Fraktion der SPD"),
        (Rolle.KOPF, "– Drucksache 21/888 –"),
        (Rolle.TITEL, "Leuchttürme an der Küste"),
        (Rolle.FRAGE, "1. Wofür werden Haushaltsmittel für Leuchtfeuer verwendet?"),
        (Rolle.TEXT, filler),
        (Rolle.FRAGE, "2. Wie viele Leuchttürme stehen an der Nordsee?"),
        (Rolle.TEXT, "An der Nordsee stehen nach Kenntnis der Bundesregierung 38 Leuchttürme."),
    ]
    path = tmp_path_factory.mktemp("pdf") / "21-00999.pdf"
    Setzer(path, "21/999", schrift=SCHRIFTEN[-1]).setze([Absatz(role, text) for role, text in set_as])
    return path


def test_the_start_paper_is_searched_and_its_fragen_open(page):
    ask(page, "In welchen Sprachen finden diese Formate statt?")
    # the stand-in's vectors may not be enough for an answer, but the Frage is found and opens
    page.locator(".af-nearest button, .af-chip").first.click()
    expect(page.locator("#af-quelle .af-frage")).to_contain_text("2b) In welchen Sprachen finden diese Formate statt?")
    expect(page.locator("#af-quelle .af-antwort")).to_contain_text("Die Formate finden auf Englisch statt.")


def test_own_pdf_is_read_asked_shown_at_its_page_and_removed(page, pdf, tmp_path):
    bad = tmp_path / "unsinn.pdf"
    bad.write_bytes(b"%PDF-1.4 nichts")
    page.click('[role="tab"]:has-text("Papiere")')
    page.set_input_files("#af-datei", [bad, pdf])
    expect(page.locator(".af-uploads li").nth(1)).to_have_text("21-00999.pdf: gelesen als Drucksache 21/999")
    expect(page.locator(".af-uploads li").nth(0)).to_contain_text("unsinn.pdf: nicht gelesen: ")

    page.click('[role="tab"]:has-text("Fragen")')
    ask(page, "Wie viele Leuchttürme stehen an der Nordsee?")
    answer = page.locator(".af-turn").last
    expect(answer.locator(".af-statement").first).to_contain_text("38 Leuchttürme")
    expect(answer.locator(".af-chip").first).to_contain_text("21/999 Frage 2 · S. 2")
    page.click("#af-quelle [data-pdf]")
    expect(page.locator("#af-quelle")).to_contain_text("Seite 2 von 2")
    shown = page.locator(".af-page")
    expect(shown).to_be_visible()
    assert shown.evaluate("async (image) => { await image.decode(); return image.naturalWidth }") > 500

    page.click('[role="tab"]:has-text("Papiere")')
    page.click('[data-entfernen="21/999"]')
    page.click('dialog[open] button:has-text("Entfernen")')
    expect(page.locator(".af-papers tbody tr")).to_have_count(1)
