"""Counted answers in a real browser: among the papers, by keyboard, and no serious finding of axe."""

from __future__ import annotations

from typing import Any

from tests.support.axe import serious
from tests.support.browsing import PHONE, Site, expect, needs_browser, open_page

pytestmark = needs_browser
TABLE = ".af-radar-raum .af-radar-tafel"


def test_a_number_opens_its_fragen_and_these_the_paper(tab: Any, site: Site) -> None:
    page = open_page(tab, site.url)
    page.get_by_role("tab", name="Papiere").click()
    page.click('[data-tun="radar"]')
    expect(page.locator(TABLE)).to_be_visible()
    page.locator(f"{TABLE} button").nth(3).focus()
    number = page.locator(f'{TABLE} button[data-liste*="stand=keine_erkenntnisse"]').first
    number.focus()
    page.keyboard.press("Enter")
    # others that share the server may have added papers of theirs
    expect(page.locator(".af-radar-fragen li")).to_have_count(int(number.inner_text()))
    expect(page.locator(".af-radar-fragen h3")).to_be_focused()
    assert serious(page) == []
    page.select_option('.af-radar-form [name="je"]', "fraktion")
    page.click(".af-radar-form .af-primary")
    expect(page.locator(f"{TABLE} tbody th").first).to_have_text("CDU/CSU")
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(f'{TABLE} button[data-liste*="stand=keine_erkenntnisse"]').first.click()
    page.click(".af-radar-fragen li button")
    expect(page.locator("#af-quelle .af-eintrag[open]")).to_contain_text("keine Erkenntnisse vor.")
