"""Sharing in a real browser: asked, agreed to, read by a colleague after the login, taken back; on a phone, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.axe import serious
from tests.support.browsing import PHONE, Site, ask, expect, needs_browser, open_page
from tests.support.fakes import FakeEngine
from ui.web.login import Login, hashed

pytestmark = needs_browser


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("teilen")
    with Site(FakeEngine(), folder, Login([("anna", hashed("a")), ("bert", hashed("b"))])) as running:
        yield running


def enter(page: Any, name: str, password: str) -> None:
    page.fill('[name="name"]', name)
    page.fill('[name="passwort"]', password)
    page.click("button")


def test_a_colleague_reads_what_is_shared_until_it_is_taken_back(tab: Any, house: Site) -> None:
    tab.goto(house.url)
    enter(tab, "anna", "a")
    page = open_page(tab, house.url)
    ask(page, "Wie viele Leuchttürme gibt es?")
    page.click('.af-turn [data-tun="teilen"]')
    page.fill("dialog[open] input", "dora")
    page.click('dialog[open] button:has-text("Weiter")')
    expect(page.locator("#af-meldung")).to_contain_text("„dora“ kennt die Anmeldung nicht")
    page.click('.af-turn [data-tun="teilen"]')
    page.fill("dialog[open] input", "bert")
    page.click('dialog[open] button:has-text("Weiter")')
    expect(page.locator("dialog[open]")).to_contain_text("nur „bert“, nach der Anmeldung")
    page.click("dialog[open] summary")
    expect(page.locator("dialog[open]")).to_contain_text("Es gibt 17 Leuchttürme.")
    assert serious(page) == []
    page.click('dialog[open] .af-primary:has-text("Teilen")')
    expect(page.locator("#af-meldung")).to_have_text("Geteilt. Der Link ist kopiert.")
    link = page.evaluate("navigator.clipboard.readText()")

    other = tab.context.browser.new_context(viewport=PHONE).new_page()
    other.goto(link)
    enter(other, "bert", "b")  # the login leads on to what is shared
    expect(other.locator("main")).to_contain_text("Geteilt von anna")
    expect(other.locator("blockquote")).to_have_text("Es gibt 17 Leuchttürme.")
    assert other.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious(other) == []

    page.click('[data-tun="geteilt"]')
    expect(page.locator(".af-geteiltes")).to_contain_text("nur „bert“")
    assert serious(page) == []
    page.click('[data-tun="freigabe-ende"]')
    page.click('dialog[open] .af-primary:has-text("Zurücknehmen")')
    expect(page.locator(".af-geteiltes")).to_contain_text("Sie teilen nichts.")
    other.reload()
    expect(other.locator("main")).to_contain_text("zurückgenommen")
    other.context.close()
