"""A whole paper in a real browser: its address, unfolding by keyboard, the filter, links, asking in it alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rag.index.versions import Version
from tests.support.browsing import PHONE, Site, ask, expect, needs_browser, open_page
from tests.support.fakes import NUMMER, FakeEngine, sample_paper

pytestmark = needs_browser
ENTRY, OPEN = "#af-quelle .af-eintrag", "#af-quelle .af-eintrag[open]"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server over the invented paper, which has replaced a draft and says that it was read from a PDF."""
    folder: Path = tmp_path_factory.mktemp("papier")
    engine = FakeEngine()
    engine.replaced = [Version(NUMMER, 1, "ersetzt durch die lektorierte Fassung", sample_paper(extra=" Entwurf"))]
    engine.files[NUMMER] = folder / "a.pdf"
    engine.files[NUMMER].write_bytes(b"%PDF")
    with Site(engine, folder) as running:
        yield running


def test_an_address_opens_a_frage_which_the_keyboard_folds(tab: Any, house: Site) -> None:
    tab.set_viewport_size({"width": 1280, "height": 420})
    page = open_page(tab, f"{house.url}?papier={NUMMER}&frage=2a")
    expect(page.locator(OPEN)).to_have_count(1)
    expect(page.locator(f"{OPEN} summary").first).to_be_in_viewport()
    expect(page.locator(f"{OPEN} summary").first).to_be_focused()
    expect(page.locator(f"{OPEN} table td").first).to_have_text("2022")
    page.keyboard.press("Enter")
    expect(page.locator(OPEN)).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.locator(OPEN)).to_contain_text("Es gibt 17 Leuchttürme.")


def test_a_paper_is_filtered_cited_and_linked_and_the_way_back_leads_to_the_frage(tab: Any, house: Site) -> None:
    page = open_page(tab, f"{house.url}?papier={NUMMER}")
    page.click('#af-quelle button:has-text("keine Erkenntnisse (1)")')
    expect(page.locator(f"{ENTRY}:visible")).to_have_count(1)
    expect(page.locator("#af-meldung")).to_have_text("1 von 3 Antworten")
    page.click(f"{ENTRY}:visible summary")
    page.click(f'{OPEN} button:has-text("Fußnote")')
    assert page.evaluate("navigator.clipboard.readText()") == f"BT-Drs. {NUMMER}, Antwort zu Frage 3"
    page.click(f'{OPEN} button:has-text("Link zu Frage 3")')
    assert page.evaluate("navigator.clipboard.readText()") == f"{house.url}?papier={NUMMER}&frage=3"
    page.click(f'{OPEN} button:has-text("Einzeln öffnen")')
    expect(page.locator("#af-quelle .af-antwort")).to_be_visible()
    page.click('#af-quelle [data-tun="zurueck"]')
    expect(page.locator(OPEN)).to_contain_text("keine Erkenntnisse vor.")
    page.click('#af-quelle button:has-text("Frühere Fassung")')
    expect(page.locator("#af-quelle h2")).to_contain_text("Entwurf")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("papier=21/999", "Die Drucksache 21/999 ist nicht oder nicht mehr im Bestand."),
        (f"papier={NUMMER}&frage=99", f"In Drucksache {NUMMER} gibt es keine Frage „99“."),
    ],
)
def test_what_an_address_names_in_vain_is_said_in_the_panel(tab: Any, house: Site, address: str, said: str) -> None:
    page = open_page(tab, f"{house.url}?{address}")
    expect(page.locator('#af-quelle [role="alert"]')).to_contain_text(said)


def test_on_a_phone_one_asks_in_this_paper_alone_and_opens_the_whole_answer(tab: Any, house: Site) -> None:
    tab.set_viewport_size(PHONE)
    page = open_page(tab, f"{house.url}?papier={NUMMER}&frage=3&wp=19")
    page.click('#af-quelle button:has-text("Nur in diesem Papier fragen")')
    expect(page.locator("#af-quelle")).not_to_be_visible()
    expect(page.locator("#frage textarea")).to_be_focused()
    expect(page.locator(".af-filter-chips button")).to_have_text([f"BT-Drs. {NUMMER}"])
    ask(page, "Wie viele Leuchttürme gibt es?")
    asked = house.engine.asked[-1].filters
    assert (asked.drucksachen, asked.fragen, asked.wahlperioden) == ({NUMMER}, set(), set())
    assert "papier=" not in page.url
    expect(page.locator(".af-belege")).to_contain_text("24.04.2024 · Bundesministerium für Verkehr")
    page.click('.af-belege button:has-text("Zitat mit Beleg kopieren")')
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"„Es gibt 17 Leuchttürme.“ (BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1)"
    page.click('.af-belege button:has-text("Ganze Antwort")')
    expect(page.locator(OPEN)).to_contain_text("Acht stehen an der Ostsee.")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_server_that_does_not_answer_is_said_and_what_was_open_stays(tab: Any, house: Site) -> None:
    page = open_page(tab, f"{house.url}?papier={NUMMER}")
    page.route("**/quelle?*", lambda route: route.abort())
    page.click('#af-quelle button:has-text("Vorbemerkung der Bundesregierung")')
    expect(page.locator("#af-meldung")).to_have_text("Keine Verbindung zum Antwortfinder.")
    expect(page.locator(ENTRY)).to_have_count(3)


def test_the_tables_of_a_paper_come_as_an_excel_file(tab: Any, house: Site) -> None:
    page = open_page(tab, f"{house.url}?papier={NUMMER}")
    with page.expect_download() as begun:
        page.click('#af-quelle a:has-text("Tabellen nach Excel")')
    assert begun.value.suggested_filename.endswith("Tabellen 20-98765.xlsx")
    assert Path(begun.value.path()).read_bytes().startswith(b"PK")
