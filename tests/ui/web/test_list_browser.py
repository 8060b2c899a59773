"""A list of papers on a topic in a real browser: what is counted, and apart from it what lies near by its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rag.model import Filters, Outcome, Query, Reply
from rag.requested import Art, Listed, Requested
from rag.routing.wording import list_text
from tests.support.axe import serious
from tests.support.browsing import PHONE, Site, ask, expect, in_colours, needs_browser, open_page
from tests.support.fakes import NUMMER, FakeEngine

pytestmark = needs_browser
APART = ".af-sinn"


class Listing(FakeEngine):
    """Answers every question with a list: one paper has the words, another one means them."""

    def ask(self, query: Query) -> Reply:
        """The list."""
        counted = Listed("21/2144", "Flugverkehr und Standort", date(2025, 10, 9), "Bundesministerium", ("AfD",))
        meant = Listed(NUMMER, "Verlagerung von Kurzstreckenflügen auf die Bahn", None, None, ("Die Linke",))
        text = list_text(1, Filters(), "Flugverkehr", 1)
        shown = Requested(Art.LISTE, "Liste der Papiere", text, (counted,), sinnverwandt=(meant,))
        return Reply(query, Outcome.BELEGT, None, (), (), 1.0, anliegen=shown)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server whose answers are such lists."""
    folder: Path = tmp_path_factory.mktemp("liste")
    with Site(Listing(), folder) as running:
        yield running


def test_what_is_meant_stands_apart_opens_and_fits_a_phone(tab: Any, house: Site) -> None:
    page = open_page(tab, house.url)
    ask(page, "Alle Anfragen zum Thema Flugverkehr")
    expect(page.locator(".af-gesagt")).to_contain_text("Dem Sinn nach liegt 1 weiteres Papier nahe")
    expect(page.locator(f"{APART} h3")).to_have_text("Dem Sinn nach nahe, nicht mitgezählt")
    expect(page.locator(f"{APART} tbody tr")).to_have_count(1)
    page.click(f'{APART} [data-papier="{NUMMER}"]')
    expect(page.locator("#af-quelle")).to_contain_text(NUMMER)
    page.set_viewport_size(PHONE)
    for colours in in_colours(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], colours
        assert serious(page) == [], colours
