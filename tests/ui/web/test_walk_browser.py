"""One walk through everything a user does, in a browser, over the real engine and its weights and the shipped paper.

ANTWORTFINDER_SHOTS=FOLDER keeps pictures of every step: on a desktop and on a phone, in the light and in the dark.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from evals.case_files import as_row, read_set
from evals.model import Case
from evals.run import SHIPPED
from rag.engine import Engine
from rag.settings import Settings
from tests.support.browsing import DESKTOP, PHONE, RUN, Site, ask, expect, in_colours, needs_browser, open_page
from tests.support.keptvectors import KeptVectors
from tests.support.paths import ROOT
from tests.support.setzer import SCHRIFTEN, Absatz, Rolle, Setzer

pytestmark = needs_browser
SHOTS = os.environ.get("ANTWORTFINDER_SHOTS")
CORPUS = ROOT / "corpus"
LOOKS = {
    "desktop": {"viewport": DESKTOP},
    "handy": {"viewport": PHONE, "has_touch": True, "is_mobile": True, "color_scheme": "dark"},
}
SPRACHEN = "In welchen Sprachen finden die Formate statt?"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, embedder: KeptVectors) -> Any:
    folder = tmp_path_factory.mktemp("index")
    with Engine.open(Settings(index=folder), embedder) as engine:
        engine.ingest([CORPUS])
        with Site(engine, folder) as running:
            yield running


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
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


@dataclass
class Walk:
    """A page on its way through the steps; every step may leave a picture."""

    page: Any
    look: str
    number: int = 0

    @property
    def phone(self) -> bool:
        """Whether fingers walk."""
        return self.look == "handy"

    def shot(self, name: str) -> None:
        """Keep a picture in the light and one in the dark, where pictures are wanted."""
        self.number += 1
        for colours in in_colours(self.page) if SHOTS else ():
            self.page.screenshot(path=Path(SHOTS) / f"{self.look}-{colours}" / f"{self.number:02d}-{name}.png")

    def tab(self, name: str) -> None:
        """Go to one of the page's tabs."""
        self.page.locator(f'#af-tabs > .tab-wrapper [role="tab"]:has-text("{name}")').click()

    def fits(self) -> None:
        """Nothing stands out to the right, in the light or in the dark; the walk goes on in the other colours."""
        for _colours in in_colours(self.page):
            assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("look", LOOKS)
def test_the_whole_walk(look: str, browser: Any, site: Site, pdf: Path, tmp_path: Path) -> None:
    context = browser.new_context(**LOOKS[look])
    try:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.set_default_timeout(60_000)
        walk_through(Walk(open_page(page, site.url), look), pdf, tmp_path)
    finally:
        context.close()  # an open page would keep the server from ending, and hide what went wrong


def walk_through(walk: Walk, pdf: Path, tmp_path: Path) -> None:
    """Every step in turn."""
    start_and_ask(walk)
    chip_and_source(walk)
    cite_and_copy(walk)
    rate(walk)
    narrow(walk)
    reload(walk)
    own_papers(walk, pdf, tmp_path)
    nothing_found(walk)
    evaluate(walk, tmp_path)


def start_and_ask(walk: Walk) -> None:
    expect(walk.page.locator(".af-example")).not_to_have_count(0)
    walk.shot("start")
    ask(walk.page, SPRACHEN)
    expect(walk.page.locator(".af-statement").first).to_contain_text("Die Formate finden auf Englisch statt.")
    walk.shot("antwort")
    walk.fits()


def chip_and_source(walk: Walk) -> None:
    chip = walk.page.locator(".af-chip").first
    if not walk.phone:
        chip.hover()
        expect(walk.page.locator("#af-vorschau")).to_contain_text("auf Englisch")
        walk.shot("vorschau")
    chip.click()
    expect(walk.page.locator("#af-quelle mark").first).to_contain_text("Die Formate finden auf Englisch statt.")
    expect(walk.page.locator("#af-quelle mark").first).to_be_in_viewport()
    expect(walk.page.locator("#af-quelle .af-frage")).to_contain_text("2b) In welchen Sprachen")
    walk.shot("quelle")


def cite_and_copy(walk: Walk) -> None:
    walk.page.click('#af-quelle button:has-text("Für eine Anfrage")')
    expect(walk.page.locator("#af-meldung")).to_have_text("Zitierweise kopiert")
    assert "Antwort zu Frage 2b auf Bundestagsdrucksache 20/11166" in walk.page.evaluate(
        "navigator.clipboard.readText()"
    )
    walk.shot("zitiert")
    walk.page.click('#af-quelle button:has-text("Alle Fragen des Papiers")')
    expect(walk.page.locator(".af-eintrag").nth(5)).to_be_visible()
    walk.shot("papier")
    if walk.phone:
        walk.page.click("#af-quelle .af-close")


def rate(walk: Walk) -> None:
    walk.page.click('button:has-text("Nicht hilfreich")')
    walk.page.check('dialog[open] input[value="Unvollständig"]')
    walk.shot("bewerten")
    walk.page.click('dialog[open] button:has-text("Senden")')
    expect(walk.page.locator('[data-tun="schlecht"]')).to_have_attribute("aria-pressed", "true")


def narrow(walk: Walk) -> None:
    walk.page.click('[data-tun="filter"]')
    walk.page.check('dialog[open] input[name="wp"]')
    walk.shot("eingrenzen")
    walk.page.click('dialog[open] button:has-text("Übernehmen")')
    expect(walk.page.locator(".af-filter-chips button")).to_have_text(["20. Wahlperiode"])
    ask(walk.page, "Wie hoch war die Förderung im Jahr 2023?")
    walk.shot("eingegrenzt")


def reload(walk: Walk) -> None:
    walk.page.wait_for_url(re.compile("gespraech="))
    open_page(walk.page, walk.page.url)
    expect(walk.page.locator(".af-turn[data-fertig]")).to_have_count(2)
    expect(walk.page.locator(".af-filter-chips button")).to_have_text(["20. Wahlperiode"])
    walk.shot("neu-geladen")
    walk.page.locator(".af-filter-chips button").click()
    if walk.phone:
        walk.page.click(".af-burger")
        expect(walk.page.locator(".af-open").first).to_be_in_viewport()
        walk.page.locator(".af-list summary").first.click()
        expect(walk.page.locator('.af-menu[open] [data-tun="umbenennen"]')).to_be_in_viewport()
        walk.shot("gespraeche")
        walk.page.keyboard.press("Escape")
        walk.page.keyboard.press("Escape")


def own_papers(walk: Walk, pdf: Path, folder: Path) -> None:
    bad = folder / "unsinn.pdf"
    bad.write_bytes(b"%PDF-1.4 nichts")
    page = walk.page
    walk.tab("Papiere")
    page.set_input_files("#af-datei", [bad, pdf])
    expect(page.locator(".af-uploads li").nth(1)).to_have_text(
        "21-00999.pdf: gelesen als Drucksache 21/999", timeout=RUN
    )
    expect(page.locator(".af-uploads li").nth(0)).to_contain_text("unsinn.pdf: nicht gelesen: ")
    expect(page.locator(".af-papers tbody tr")).to_have_count(2)
    walk.shot("papiere")
    walk.tab("Fragen")
    ask(page, "Wie viele Leuchttürme stehen an der Nordsee?")
    answer = page.locator(".af-turn").last
    expect(answer.locator(".af-statement").first).to_contain_text("38 Leuchttürme")
    expect(answer.locator(".af-chip").first).to_contain_text("21/999 Frage 2 · S. 2")
    answer.locator(".af-chip").first.click()
    page.click("#af-quelle [data-pdf]")
    expect(page.locator("#af-quelle")).to_contain_text("Seite 2 von 2")
    assert (
        page.locator(".af-page").evaluate("async (image) => { await image.decode(); return image.naturalWidth }") > 500
    )
    walk.shot("pdf")
    if walk.phone:
        page.click("#af-quelle .af-close")
    walk.tab("Papiere")
    page.click('[data-entfernen="21/999"]')
    page.click('dialog[open] button:has-text("Entfernen")')
    expect(page.locator(".af-papers tbody tr")).to_have_count(1)
    walk.fits()


def nothing_found(walk: Walk) -> None:
    walk.tab("Fragen")
    ask(walk.page, "Wie viele Eisbären leben im Zoo von Helsinki?")
    expect(walk.page.locator(".af-none").last).to_contain_text("Durchsucht: 1 Drucksache mit ")
    expect(walk.page.locator(".af-nearest")).to_have_count(0)  # no word of it stands there: nothing is near
    walk.shot("nichts-gefunden")


def _write_table(cases: list[Case], path: Path) -> None:
    """A set as people keep it, in Excel."""
    book, rows = Workbook(), [as_row(case) for case in cases]
    for cells in (list(rows[0]), *(list(row.values()) for row in rows)):
        book.active.append(cells)
    book.save(path)


def run(page: Any, many: int) -> None:
    """Start an evaluation and wait for its end; what was said of the run before goes with the click."""
    page.get_by_role("button", name="Prüfen").click()
    expect(page.locator("#af-fortschritt")).to_contain_text(
        f"Prüfung fertig: {many} von {many} Fragen.", timeout=2 * RUN
    )


def compare(walk: Walk, many: int) -> None:
    """The same set once more, the two runs side by side."""
    page = walk.page
    run(page, many)
    page.get_by_role("tab", name="Vergleich").click()
    expect(page.locator("#af-verlauf-masse")).to_contain_text("Verlauf über ", timeout=RUN)
    for label, position in (("Vorher", 1), ("Nachher", 0)):
        page.get_by_label(label).click()
        page.get_by_role("option").nth(position).click()
    expect(page.locator("#af-verglichen")).to_contain_text("Fakten genannt")
    walk.shot("pruefung-vergleich")
    walk.fits()


def evaluate(walk: Walk, folder: Path) -> None:
    page, cases = walk.page, [case for case in read_set(SHIPPED) if not case.nach][::8]
    _write_table(cases, folder / "zehn.xlsx")
    walk.tab("Prüfung")
    page.locator("#af-pruefung input[type=file]").set_input_files(str(folder / "zehn.xlsx"))
    expect(page.locator("#af-fortschritt")).to_contain_text(f"„zehn.xlsx“ hat {len(cases)} Fragen.")
    walk.shot("pruefung-leer")
    run(page, len(cases))
    expect(page.locator("#af-ergebnis")).to_contain_text("Treffer auf Platz 1")
    walk.shot("pruefung-ergebnis")
    walk.fits()
    page.get_by_role("tab", name="Fragen").last.click()
    page.locator("[data-fall]").first.click()
    expect(page.locator("#af-falldetail")).to_contain_text("Erwartet")
    walk.shot("pruefung-frage")
    compare(walk, len(cases))
    page.get_by_role("tab", name="Maße").click()
    walk.shot("pruefung-masse")
    walk.fits()
