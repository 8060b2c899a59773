"""The page says that the index is being made again, where papers are asked for and listed, and no longer afterwards."""

from __future__ import annotations

from typing import Any

from tests.support.axe import serious
from tests.support.browsing import PHONE, Site, expect, in_colours, needs_browser, open_page

pytestmark = needs_browser
SAID = (
    "Der Index wird gerade erneuert (34 %): Gesucht wird bis dahin ohne Stichwörter; manches wird deshalb nicht "
    "gefunden, obwohl es im Bestand steht. 12 Papiere fehlen bis dahin; was nur in ihnen steht, wird nicht gefunden."
)


def test_it_is_said_where_papers_are_asked_for_and_goes_by_itself(tab: Any, site: Site) -> None:
    told = {"bereit": True, "hinweis": SAID}
    tab.route("**/gesund", lambda route: route.fulfill(json=told))
    page = open_page(tab, site.url)
    said = page.locator("#af-mitte .af-hinweis")
    expect(said).to_have_text(SAID)
    expect(said).to_have_attribute("role", "status")
    for _ in in_colours(page):
        assert serious(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("#frage textarea")).to_be_in_viewport()
    page.get_by_role("tab", name="Papiere").click()
    expect(page.locator(".af-hinweis:has(+ #af-hochladen)")).to_be_visible()
    assert serious(page) == []
    told["hinweis"] = SAID.replace("34", "71")
    expect(said).to_have_text(SAID.replace("34", "71"))
    del told["hinweis"]
    expect(page.locator(".af-hinweis")).to_have_count(0)
