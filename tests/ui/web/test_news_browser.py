"""News in a real browser: keep, be counted, read, be led to the place; by keys and on a phone too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.axe import serious
from tests.support.browsing import DESKTOP, PHONE, Site, ask, expect, needs_browser, open_page
from tests.support.fakes import EVIL, FakeEngine, sample_paper
from ui.web import server
from ui.web.desk import Desk

pytestmark = needs_browser

TAB = '#af-tabs > .tab-wrapper [role="tab"]:has-text("Neu für Sie")'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(FakeEngine(), tmp_path_factory.mktemp("daten"), alone=True)


@pytest.fixture(scope="module")
def house(desk: Desk) -> Any:
    """A server of its own: what is kept stays in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(server, "create", lambda *_: server.assemble(desk, None))
        running = Site(desk.own.engine, Path())
    with running:
        yield running


@pytest.fixture
def page(tab: Any, house: Site) -> Any:
    yield open_page(tab, house.url)
    tab.goto("about:blank")  # the server ends only when its pages are closed


def paper(desk: Desk, nummer: str, extra: str = "") -> None:
    desk.own.engine.stock[nummer] = sample_paper(nummer, extra)
    desk.news.look()


def test_a_kept_question_is_counted_at_the_tab_read_there_and_leads_to_its_place(page: Any, desk: Desk) -> None:
    ask(page, "Wie viele Leuchttürme gibt es?")
    keep = page.locator('.af-tools [data-tun="merken"]')
    keep.click()
    expect(keep).to_have_attribute("aria-pressed", "true")
    paper(desk, "21/2", f" {EVIL}")
    open_page(page, page.url)
    expect(page.locator('.af-tools [data-tun="merken"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator(TAB)).to_have_attribute("aria-label", "Neu für Sie, 1 ungelesen")
    page.locator(TAB).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".af-neu")).to_contain_text("Neue Antwort auf Ihre Frage: Wie viele Leuchttürme gibt es?")
    expect(page.locator(TAB)).not_to_have_attribute("data-neu", re.compile("."))
    assert page.locator("#af-neuigkeiten :is(script, img)").count() == 0
    page.click(".af-neu .af-chip")
    expect(page.locator("#af-quelle mark").first).to_have_text("Es gibt 17 Leuchttürme.")


def test_the_address_of_a_place_opens_it(page: Any, house: Site) -> None:
    open_page(page, f"{house.url}?stelle=20/98765:1&marken=0-23")
    expect(page.locator("#af-quelle mark")).to_have_text("Es gibt 17 Leuchttürme.")
    open_page(page, f"{house.url}?papier=20/98765")
    expect(page.locator("#af-quelle .af-fragen")).to_be_visible()


def test_a_choice_is_kept_beside_its_filters_and_forgotten_on_the_page(page: Any, house: Site) -> None:
    expect(page.locator('[data-tun="filter-merken"]')).to_be_hidden()
    open_page(page, f"{house.url}?wp=20")
    page.click('[data-tun="filter-merken"]')
    expect(page.locator("#af-meldung")).to_contain_text("Gemerkt")
    page.click(TAB)
    row = page.locator(".af-gemerkt li", has_text="20. Wahlperiode")
    row.locator("button").click()
    expect(row).to_have_count(0)
    expect(page.locator("#af-gemerkt-titel")).to_be_focused()


def test_what_cannot_be_kept_is_said_and_a_feed_is_opened_and_closed(page: Any) -> None:
    page.click(TAB)
    page.fill("#af-anfrage", "bald")
    page.press("#af-anfrage", "Enter")
    expect(page.locator("#af-meldung")).to_contain_text("zum Beispiel 21/1234")
    page.click('[data-feed="neu"]')
    address = page.locator(".af-adresse input").input_value()
    assert page.request.get(address).headers["content-type"].startswith("application/atom+xml")
    page.click('[data-feed="zu"]')
    expect(page.locator(".af-adresse")).to_have_count(0)
    assert page.request.get(address).status == 404


LOOKS = {"hell": (DESKTOP, "light"), "handy-dunkel": (PHONE, "dark")}


@pytest.mark.parametrize(("size", "colours"), LOOKS.values(), ids=LOOKS)
def test_axe_finds_nothing_serious_and_every_tab_is_in_sight(
    tab: Any, house: Site, desk: Desk, size: Any, colours: str
) -> None:
    tab.set_viewport_size(size)
    tab.emulate_media(color_scheme=colours, reduced_motion="reduce")
    desk.news.keep_anfrage("", "20/98001")
    desk.news.channels.new_feed("")
    paper(desk, f"21/{size['width']}")
    open_page(tab, house.url)
    expect(tab.locator(TAB)).to_have_attribute("data-neu", re.compile("[1-9]"))
    for name in ("Fragen", "Neu für Sie", "Papiere", "Prüfung"):
        expect(tab.locator(f'#af-tabs > .tab-wrapper [role="tab"]:has-text("{name}")').first).to_be_in_viewport(ratio=1)
    assert serious(tab) == []
    tab.click(TAB)
    expect(tab.locator(".af-adresse")).to_be_visible()
    assert serious(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.goto("about:blank")
