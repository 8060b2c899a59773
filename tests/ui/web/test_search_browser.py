"""Searching conversations in a real browser: typed, found, opened at the turn, emptied; by keys, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.axe import serious
from tests.support.browsing import PHONE, Site, ask, expect, needs_browser, open_page
from tests.support.fakes import FakeEngine

pytestmark = needs_browser
FIELD, FOUND = "#af-suchfeld", ".af-gefunden"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("suche")
    with Site(FakeEngine(), folder) as running:
        yield running


def test_words_are_found_marked_and_lead_to_the_turn(tab: Any, house: Site) -> None:
    page = open_page(tab, house.url)
    for question in ("Was kostete die Unterhaltung im Jahr 2023?", "Wie viele Leuchttürme gibt es?", "Bundesliga"):
        ask(page, question)
    page.click('[data-tun="neu"]')
    expect(page.locator(".af-turn")).to_have_count(0)
    page.focus(FIELD)
    page.keyboard.type("leuchtturme")
    expect(page.locator(f"{FOUND} mark").first).to_have_text("Leuchttürme")
    expect(page.locator("#af-gespraeche")).not_to_be_visible()
    expect(page.locator(f"{FOUND} li")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".af-turn")).to_have_count(3)
    expect(page.locator(".af-asked", has_text="Wie viele Leuchttürme")).to_be_in_viewport()
    page.fill(FIELD, "gibtesnicht")
    expect(page.locator(FOUND)).to_contain_text("In Ihren Gesprächen steht nichts mit „gibtesnicht“.")
    page.fill(FIELD, "")
    expect(page.locator("#af-gespraeche .af-open").first).to_be_visible()
    expect(page.locator(FOUND)).to_have_text("")


def test_on_a_phone_it_is_found_in_the_list_and_axe_has_no_serious_word(tab: Any, house: Site) -> None:
    tab.set_viewport_size(PHONE)
    page = open_page(tab, house.url)
    page.click(".af-burger")
    page.fill(FIELD, "kostete")
    expect(page.locator(f"{FOUND} li")).to_have_count(1)
    assert serious(page) == []
    page.locator(f"{FOUND} button").click()
    expect(page.locator(".af-asked", has_text="Was kostete")).to_be_in_viewport()
