"""A comparison over time in a real browser: from a request to table, place and Excel file; as small as a phone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.axe import serious
from tests.support.browsing import PHONE, RUN, Site, expect, needs_browser, open_page
from tests.support.reihen import Comparing, yearly

pytestmark = needs_browser


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Site(Comparing(*yearly()), tmp_path_factory.mktemp("daten")) as running:
        yield running


def test_from_the_request_to_the_places_and_the_file(tab: Any, house: Site) -> None:
    page = open_page(tab, house.url)
    page.locator("textarea").first.fill("Frage 1 aus 21/102 in anderen Papieren")
    page.locator("textarea").first.press("Enter")
    turn = page.locator(".af-turn[data-fertig]").last
    expect(turn.locator(".af-zeitvergleich tbody tr")).to_have_count(3, timeout=RUN)
    expect(turn.locator(".af-unterschied")).to_have_count(2)
    expect(turn.locator(".af-verlaufsbild")).to_be_visible()
    with page.expect_download() as download:
        turn.locator('a[href^="vergleich.xlsx"]').click()
    assert download.value.suggested_filename.endswith(" Vergleich Frage 1 aus 21-102.xlsx")
    assert serious(page) == []
    turn.locator(".af-zeitvergleich .af-chip").last.click()
    expect(page.locator("#af-quelle")).to_contain_text("30 Leuchttürme")
    page.keyboard.press("Escape")
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.goto("about:blank")
