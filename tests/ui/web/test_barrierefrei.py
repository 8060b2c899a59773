"""Usable by all: axe-core finds nothing serious, light or dark, on a desktop or a phone; keys are enough."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evals.case_files import write_set
from tests.support.axe import serious
from tests.support.browsing import DESKTOP, PHONE, RUN, Site, ask, expect, needs_browser, open_page
from tests.support.evalfakes import case, unanswerable
from tests.support.fakes import NUMMER, FakeEngine
from ui.web.login import Login, hashed

pytestmark = needs_browser


@pytest.fixture
def page(tab: Any, site: Site, request: pytest.FixtureRequest) -> Any:
    size, colours = getattr(request, "param", (DESKTOP, "light"))
    tab.set_viewport_size(size)
    tab.emulate_media(color_scheme=colours, reduced_motion="reduce")
    return open_page(tab, site.url)


LOOKS = {"hell": (DESKTOP, "light"), "handy-dunkel": (PHONE, "dark")}  # as the page is loaded; judged in both colours


@pytest.mark.parametrize("page", LOOKS.values(), indirect=True, ids=LOOKS)
def test_axe_finds_nothing_serious(page: Any) -> None:
    assert serious(page) == []
    ask(page, "Was kostete die Unterhaltung im Jahr 2023?")
    page.locator(".af-chip").first.click()
    expect(page.locator("#af-quelle mark").first).to_be_visible()
    assert serious(page) == []
    page.click('#af-quelle button:has-text("Alle Fragen des Papiers")')
    expect(page.locator(".af-fragen")).to_be_visible()
    assert serious(page) == []
    page.keyboard.press("Escape")
    ask(page, "Bundesliga")
    assert serious(page) == []
    page.click('[data-tun="filter"]')
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.click('#af-tabs > .tab-wrapper [role="tab"]:has-text("Papiere")')
    assert serious(page) == []


@pytest.mark.parametrize("page", LOOKS.values(), indirect=True, ids=LOOKS)
def test_axe_finds_nothing_serious_in_the_workbench(page: Any, tmp_path: Path) -> None:
    page.click('#af-tabs > .tab-wrapper [role="tab"]:has-text("Prüfung")')
    write_set([case("a", "1", "17", drucksache=NUMMER), unanswerable()], tmp_path / "axe.jsonl")
    page.locator("#af-pruefung input[type=file]").set_input_files(str(tmp_path / "axe.jsonl"))
    expect(page.locator("#af-fortschritt")).to_contain_text("hat 2 Fragen.")
    page.get_by_role("button", name="Prüfen").click()
    expect(page.locator("#af-fortschritt")).to_contain_text("Prüfung fertig", timeout=RUN)
    expect(page.locator("#af-ergebnis")).to_contain_text("Treffer auf Platz 1")
    assert serious(page) == []
    page.get_by_role("tab", name="Fragen").last.click()
    page.locator("[data-fall] button").first.click()
    expect(page.locator("#af-falldetail")).to_contain_text("Erwartet")
    page.get_by_text("Frage bearbeiten oder neu anlegen").click()
    assert serious(page) == []
    for tab in ("Vergleich", "Maße"):
        page.get_by_role("tab", name=tab).click()
        assert serious(page) == []


def test_axe_finds_nothing_serious_at_the_door(tab: Any, tmp_path: Path) -> None:
    page = tab
    with Site(FakeEngine(), tmp_path, Login([("anna", hashed("richtig"))])) as guarded:
        page.goto(guarded.url)
        page.fill("input[name=name]", "anna")
        page.fill("input[name=passwort]", "falsch")
        page.keyboard.press("Enter")
        expect(page.locator("[role=alert]")).to_have_text("Name oder Passwort stimmt nicht.")
        assert serious(page) == []
        page.fill("input[name=name]", "anna")
        page.fill("input[name=passwort]", "richtig")
        page.keyboard.press("Enter")
        expect(page.locator(".af-leave")).to_contain_text("anna")
        page.click('.af-leave button:has-text("Abmelden")')
        expect(page.locator("input[name=passwort]")).to_be_visible()
        page.close()


def focused(page: Any) -> str:
    """Words of what has the focus."""
    return page.evaluate("document.activeElement.innerText || document.activeElement.getAttribute('aria-label') || ''")


def test_keys_alone_ask_open_and_close_the_source(page: Any) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("Wie viele Leuchttürme gibt es?")
    page.keyboard.press("Enter")
    expect(page.locator(".af-turn[data-fertig]")).to_have_count(1)
    for _ in range(12):  # from the question backwards: filters, what to do with the answer, its source
        page.keyboard.press("Shift+Tab")
        if NUMMER in focused(page):
            break
    assert NUMMER in focused(page)
    page.keyboard.press("Enter")
    expect(page.locator("#af-quelle .af-panel-body")).to_be_focused()
    page.keyboard.press("Tab")
    assert focused(page) == "Fußnote"
    page.keyboard.press("Escape")
    assert NUMMER in focused(page)


def test_the_first_link_leads_past_everything_to_the_question(page: Any) -> None:
    expect(page.locator("#frage textarea")).to_be_focused()
    page.focus(".af-skip")
    assert focused(page) == "Zur Frage springen"
    page.keyboard.press("Enter")
    expect(page.locator("#frage textarea")).to_be_focused()
