"""The workbench in a real browser: upload a set, run it, find the failure, edit the case, run again, compare."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from evals.case_files import write_set
from rag.model import Query, Reply
from tests.support.browsing import PHONE, RUN, Site, expect, needs_browser
from tests.support.evalfakes import case, unanswerable
from tests.support.fakes import EVIL, NUMMER, FakeEngine

pytestmark = needs_browser
_CLICK_WHEN_OVER = """() => {
  const progress = document.querySelector("#af-fortschritt");
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === "Prüfen");
  const watch = new MutationObserver(() => {
    if (progress.textContent.includes("Prüfung fertig") && !button.disabled) { watch.disconnect(); button.click(); }
  });
  watch.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
}"""


def _open(page: Any, site: Site) -> Any:
    """Go to the workbench and wait until it shows what it opens with."""
    page.goto(site.url)
    page.get_by_role("tab", name="Prüfung").click()
    expect(page.locator("#af-ergebnis")).to_contain_text(re.compile("noch nicht geprüft| Uhr"))
    return page


@pytest.fixture
def page(tab: Any, site: Site) -> Any:
    tab.set_viewport_size({"width": 1280, "height": 900})
    return _open(tab, site)


def _set(folder: Path, name: str, wrong: str) -> Path:
    about = {"drucksache": NUMMER, "kind": "zahl"}
    cases = [
        case("richtig", "1", "17", question="Wie viele Leuchttürme gibt es?", **about),
        case("falsch", "3", wrong, question="Welche Leuchttürme werden abgeschaltet?", **about),
        case("boese", "1", EVIL.replace("|", ""), question=EVIL, evidence=EVIL, bemerkung=EVIL, **about),
        unanswerable(),
    ]
    write_set(cases, folder / name)
    return folder / name


def _upload(page: Any, file: Path) -> None:
    page.locator("#af-pruefung input[type=file]").set_input_files(str(file))


def _run(page: Any) -> None:
    page.get_by_role("button", name="Prüfen").click()  # what was said of the run before goes at once
    expect(page.locator("#af-fortschritt")).to_contain_text("Prüfung fertig: 4 von 4 Fragen.", timeout=RUN)
    expect(page.locator("#af-ergebnis")).to_contain_text("Treffer auf Platz 1")


def test_upload_run_find_edit_run_again_and_compare(page: Any, tmp_path: Path) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    _upload(page, _set(tmp_path, "turm.jsonl", "Amrum"))
    expect(page.locator("#af-fortschritt")).to_contain_text("„turm.jsonl“ hat 4 Fragen.")
    _run(page)

    page.get_by_role("tab", name="Fragen").last.click()
    page.get_by_label(re.compile("Fakt fehlt")).check()
    page.locator("[data-fall=boese]").click()
    expect(page.locator("#af-falldetail")).to_contain_text("<script>alert(1)</script>")
    expect(page.locator("[data-fall=richtig]")).to_have_count(0)
    page.locator("[data-fall=falsch]").click()
    expect(page.locator("#af-falldetail")).to_contain_text("✗ Amrum")
    page.get_by_text("Frage bearbeiten oder neu anlegen").click()
    page.get_by_label("Fakten, die genannt sein müssen").fill("keine Erkenntnisse")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("#af-formmeldung")).to_contain_text("Gespeichert.")

    _run(page)
    page.get_by_label(re.compile("Alle")).check()
    expect(page.locator("[data-fall=falsch]")).to_contain_text("richtig")
    page.get_by_role("tab", name="Vergleich").click()
    for label, position in (("Vorher", 1), ("Nachher", 0)):
        page.get_by_label(label).click()
        page.get_by_role("option").nth(position).click()
    expect(page.locator("#af-verglichen")).to_contain_text("Fakten genannt")

    with page.expect_download() as download:
        page.get_by_role("button", name="Excel-Datei").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    assert dialogs == []  # the question full of script was shown, and did nothing


def test_a_run_can_be_stopped_and_says_so(tab: Any, tmp_path: Path) -> None:
    pressed = Event()

    class Slow(FakeEngine):
        """Answers once the button was pressed."""

        def ask(self, query: Query) -> Reply:
            assert pressed.wait(RUN / 1000)
            return super().ask(query)

    with Site(Slow(), tmp_path / "index") as slow:
        page = _open(tab, slow)
        _upload(page, _set(tmp_path, "<img src=x onerror=alert(6)>.jsonl", "Amrum"))
        expect(page.locator("#af-fortschritt")).to_contain_text(re.compile("onerror_alert_6_.*hat 4 Fragen"))
        page.get_by_role("button", name="Prüfen").click()
        page.get_by_role("button", name="Abbrechen").click()
        expect(page.locator("#af-fortschritt")).to_contain_text("Wird abgebrochen …")
        pressed.set()
        ended = re.compile("Prüfung abgebrochen: [0-3] von 4 Fragen")
        expect(page.locator("#af-fortschritt")).to_contain_text(ended, timeout=RUN)
        expect(page.locator("#af-ergebnis")).to_contain_text("Abgebrochen: Fragen ohne Ergebnis zählen als falsch.")
        page.close()


def test_a_new_run_is_seen_at_once_before_the_server_answers(page: Any, tmp_path: Path) -> None:
    _upload(page, _set(tmp_path, "sofort.jsonl", "Amrum"))
    expect(page.locator("#af-fortschritt")).to_contain_text("hat 4 Fragen.")
    _run(page)
    page.route("**/queue/join**", lambda _route: None)  # the server's answer never comes
    page.get_by_role("button", name="Prüfen").click()
    expect(page.locator("#af-fortschritt")).to_contain_text("Die Prüfung beginnt …")
    expect(page.locator("#af-fortschritt")).not_to_contain_text("fertig")


def test_a_click_in_the_moment_a_run_ends_starts_the_next_one(page: Any, tmp_path: Path) -> None:
    _upload(page, _set(tmp_path, "gleich.jsonl", "Amrum"))
    expect(page.locator("#af-fortschritt")).to_contain_text("hat 4 Fragen.")
    page.evaluate(_CLICK_WHEN_OVER)
    page.get_by_role("button", name="Prüfen").click()
    page.get_by_role("tab", name="Vergleich").click()
    expect(page.locator("#af-verlauf-masse")).to_contain_text("Verlauf über 2 Prüfläufe", timeout=RUN)


def test_a_bad_set_is_refused_with_file_and_line(page: Any, tmp_path: Path) -> None:
    (tmp_path / "kaputt.jsonl").write_text('{"id": "a"', encoding="utf-8")
    _upload(page, tmp_path / "kaputt.jsonl")
    expect(page.locator("#af-fortschritt [role=alert]")).to_contain_text("kaputt.jsonl, Zeile 1: kein gültiges JSON")


def test_the_page_fits_a_phone(page: Any) -> None:
    page.set_viewport_size(PHONE)
    expect(page.get_by_role("button", name="Prüfen")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
