"""The page in a real browser: ask, open the source, copy, filter, reload, own papers, injection, phone."""

import re

import pytest

from tests.support.browsing import PHONE, Site, ask, delete, expect, needs_browser, open_page, own_menu, rename
from tests.support.fakes import EVIL, NUMMER, FakeEngine, sample_paper

pytestmark = needs_browser
_TYPE_ON = """() => {
  const field = document.querySelector("#frage textarea");
  new MutationObserver((_, watch) => {
    if (!document.querySelector(".af-wait, .af-turn[data-fertig]")) return;
    watch.disconnect();
    field.value = "Und die Kosten?";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }).observe(document.querySelector("#af-verlauf"), { childList: true, subtree: true });
}"""


@pytest.fixture
def page(tab, site):
    return open_page(tab, site.url)


def test_a_question_is_answered_with_a_chip_and_its_source_beside_it(page):
    ask(page, "Wie viele Leuchttürme gibt es an den Küsten?")
    expect(page.locator(".af-statement")).to_contain_text("Es gibt 17 Leuchttürme.")
    expect(page.locator(".af-chip")).to_have_text(f"Quelle: Drucksache {NUMMER} Frage 1 · S. 2")
    expect(page.locator("#af-quelle mark")).to_have_text("Es gibt 17 Leuchttürme.")
    expect(page.locator("#frage textarea")).to_have_value("")


def test_the_panel_scrolls_to_the_mark_and_the_page_stands_still(page):
    page.set_viewport_size({"width": 1280, "height": 420})
    ask(page, "Wie viele Leuchttürme gibt es?")
    ask(page, "Was kostete ihre Unterhaltung im Jahr 2023?")
    expect(page.locator("#af-quelle mark")).to_be_in_viewport()
    expect(page.locator("#af-quelle .af-panel-head")).to_be_in_viewport()
    expect(page.locator(".af-asked").nth(1)).to_be_in_viewport()
    expect(page.locator("#frage textarea")).to_be_in_viewport(ratio=1)


def test_a_chip_previews_its_quote_and_opens_its_source(page):
    ask(page, "Wie viele Leuchttürme gibt es?")
    page.hover(".af-chip")
    expect(page.locator("#af-vorschau")).to_contain_text("Es gibt 17 Leuchttürme.")
    page.locator('#af-quelle button:has-text("Frage 2 →")').click()
    expect(page.locator("#af-quelle")).to_contain_text("Was kostete ihre Unterhaltung")
    page.click(".af-chip")
    expect(page.locator("#af-quelle mark")).to_have_text("Es gibt 17 Leuchttürme.")


def test_the_whole_paper_is_one_click_away(page):
    ask(page, "Wie viele Leuchttürme gibt es?")
    page.click('#af-quelle button:has-text("Alle Fragen des Papiers")')
    expect(page.locator(".af-eintrag")).to_have_count(3)
    page.click('#af-quelle [data-tun="zurueck"]')
    expect(page.locator("#af-quelle mark")).to_be_visible()


def test_citations_and_answers_can_be_copied(page):
    ask(page, "Wie viele Leuchttürme gibt es?")
    page.click('#af-quelle button:has-text("Fußnote")')
    expect(page.locator("#af-meldung")).to_have_text("Zitierweise kopiert")
    assert page.evaluate("navigator.clipboard.readText()") == f"BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1"
    page.click('button:has-text("Antwort kopieren")')
    expect(page.locator("#af-meldung")).to_have_text("Antwort mit Quellen kopiert")
    assert f"[1] BT-Drs. {NUMMER}" in page.evaluate("navigator.clipboard.readText()")


def test_a_conversation_survives_a_reload_and_goes_on(page, site):
    ask(page, "Wie viele Leuchttürme gibt es?")
    ask(page, "Was kostete ihre Unterhaltung im Jahr 2023?")
    assert site.engine.asked[-1].vorher.text == "Wie viele Leuchttürme gibt es?"
    page.wait_for_url(re.compile("gespraech="))
    open_page(page, page.url)
    expect(page.locator(".af-turn[data-fertig]")).to_have_count(2)
    expect(page.locator('.af-open[aria-current="true"]')).to_contain_text("Wie viele Leuchttürme")


def test_conversations_are_renamed_and_deleted(page):
    ask(page, "Wie viele Leuchttürme gibt es überhaupt?")
    delete(rename(page, "Küsten <b>"))
    page.click('dialog[open] button:has-text("Löschen")')
    expect(page.locator(".af-welcome")).to_be_visible()
    expect(page.locator(".af-open", has_text="Küsten <b>")).to_have_count(0)
    assert "gespraech=" not in page.url


def test_what_is_typed_while_the_answer_comes_stays(page):
    page.evaluate(_TYPE_ON)
    ask(page, "Wie viele Leuchttürme gibt es?")
    expect(page.locator("#frage textarea")).to_have_value("Und die Kosten?")


def test_a_refused_question_comes_back(page):
    page.route("**/queue/join**", lambda route: route.fulfill(status=429, json={"detail": "zu viele"}))
    page.fill("#frage textarea", "Wie viele Leuchttürme gibt es?")
    page.press("#frage textarea", "Enter")
    expect(page.locator("#frage textarea")).to_have_value("Wie viele Leuchttürme gibt es?")


def test_the_browsers_way_back_leads_to_the_conversation_before(page):
    ask(page, "Wie viele Leuchttürme gibt es?")
    page.wait_for_url(re.compile("gespraech="))
    first = page.url
    page.click('[data-tun="neu"]')
    expect(page.locator(".af-welcome")).to_be_visible()
    ask(page, "Was kostete die Unterhaltung im Jahr 2023?")
    page.go_back()
    expect(page.locator(".af-welcome")).to_be_visible()
    page.go_back()
    expect(page.locator(".af-asked")).to_have_text("Frage: Wie viele Leuchttürme gibt es?")
    assert page.url == first
    page.go_forward()
    expect(page.locator(".af-welcome")).to_be_visible()


def test_a_question_that_is_too_long_is_said_to_be_cut(page):
    page.evaluate("text => navigator.clipboard.writeText(text)", "a" * 2100)
    page.focus("#frage textarea")
    page.keyboard.press("Control+v")
    expect(page.locator("#af-meldung")).to_have_text("Eine Frage hat höchstens 2.000 Zeichen; was darüber war, fehlt.")


def test_one_step_leads_past_the_list_to_the_answer(page):
    ask(page, "Wie viele Leuchttürme gibt es?")
    page.locator(".af-skip", has_text="Zur Antwort springen").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".af-turn")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".af-chip").first).to_be_focused()


def test_days_in_the_wrong_order_are_refused(page):
    page.click('[data-tun="filter"]')
    page.fill('dialog[open] input[name="von"]', "31.1.2024")
    page.fill('dialog[open] input[name="bis"]', "30.1.2024")
    page.click('dialog[open] button:has-text("Übernehmen")')
    assert (
        page.locator('dialog[open] input[name="bis"]').evaluate("e => e.validationMessage") == "„Bis“ liegt vor „Ab“."
    )


def test_on_paper_stand_all_turns_with_their_sources_written_out(page):
    for question in ("Wie viele Leuchttürme gibt es?", "Was kostete die Unterhaltung im Jahr 2023?"):
        ask(page, question)
    page.hover(".af-chip")
    page.emulate_media(media="print")
    expect(page.locator("#af-vorschau")).not_to_be_visible()
    expect(page.locator("#af-quelle")).not_to_be_visible()
    written = "e => getComputedStyle(e, '::after').content"
    assert f"BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1" in page.locator(".af-chip").first.evaluate(written)
    whole = "e => { const { top, bottom } = e.getBoundingClientRect(); return bottom - top; }"
    assert page.locator("#af-verlauf").evaluate(whole) >= page.locator(".af-thread").evaluate(whole)
    for width in (794, 1123):  # A4 upright and across: no empty column beside it
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(".af-thread").evaluate("e => e.getBoundingClientRect().width") > 0.9 * width
    page.emulate_media(media="screen")


def test_on_paper_a_long_list_is_whole(page):
    page.evaluate("""document.querySelector('.af-thread').innerHTML = '<details class="af-mehr">1</details>'""")
    for event, is_open in (("beforeprint", True), ("afterprint", False)):
        page.evaluate(f"dispatchEvent(new Event('{event}'))")
        assert page.locator(".af-mehr").evaluate("e => e.open") is is_open


def test_gradios_own_words_are_german(page):
    page.click('[role="tab"]:has-text("Prüfung")')
    page.locator("#af-pruefung input[type=file]").set_input_files(
        [{"name": "bild.jpg", "mimeType": "image/jpeg", "buffer": b"x"}]
    )
    expect(page.get_by_test_id("toast-text")).to_have_text(re.compile(r"bild\.jpg: Diese Dateiart geht nicht\."))


def test_a_link_opens_one_answer(page, site):
    ask(page, "Wie viele Leuchttürme gibt es?")
    ask(page, "Was kostete ihre Unterhaltung?")
    page.locator('button:has-text("Link kopieren")').first.click()
    expect(page.locator("#af-meldung")).to_have_text("Link kopiert")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(site.url)
    open_page(page, link)
    expect(page.locator(".af-turn")).to_have_count(1)
    expect(page.locator(".af-asked")).to_contain_text("Wie viele Leuchttürme gibt es?")


def test_filters_are_chips_in_the_address_and_reach_the_engine(page, site):
    page.click('[data-tun="filter"]')
    page.check('dialog[open] input[name="wp"]')
    page.fill('dialog[open] input[name="von"]', "31.1.2024")
    page.click('dialog[open] button:has-text("Übernehmen")')
    expect(page.locator(".af-filter-chips button")).to_have_text(["20. Wahlperiode", "ab 31.01.2024"])
    assert "wp=20" in page.url
    ask(page, "Wie viele Leuchttürme gibt es?")
    asked = site.engine.asked[-1].filters
    assert asked.wahlperioden == {20}
    assert str(asked.von) == "2024-01-31"
    open_page(page, page.url)
    page.locator(".af-filter-chips button").first.click()
    expect(page.locator(".af-filter-chips button")).to_have_text(["ab 31.01.2024"])
    assert "wp=20" not in page.url


def test_nothing_found_says_so_and_offers_what_is_nearest(page):
    ask(page, "Leuchtturm")  # which the double of the engine knows in the plural alone
    expect(page.locator(".af-none")).to_contain_text("Durchsucht: 1 Drucksache mit 4 Fragen.")
    page.locator(".af-nearest button").first.click()
    expect(page.locator("#af-quelle .af-frage")).to_be_visible()


def test_a_bad_answer_becomes_a_draft_case(page, tmp_path_factory):
    ask(page, "Wie viele Leuchttürme gibt es?")
    page.click('button:has-text("Nicht hilfreich")')
    page.check('dialog[open] input[value="Falsche Zahl"]')
    page.click('dialog[open] button:has-text("Senden")')
    expect(page.locator('[data-tun="schlecht"]')).to_have_attribute("aria-pressed", "true")
    drafts = list(tmp_path_factory.getbasetemp().rglob("entwuerfe.jsonl"))
    assert any("Falsche Zahl" in file.read_text() for file in drafts)


def test_own_papers_are_read_and_bad_ones_refused_with_the_reason(page, tmp_path):
    good, bad = tmp_path / "gut.txt", tmp_path / "kaputt.pdf"
    for path in (good, bad):
        path.write_text(path.name)
    page.click('[role="tab"]:has-text("Papiere")')
    page.set_input_files("#af-datei", [good, bad])
    expect(page.locator(".af-uploads li").nth(0)).to_have_text("gut.txt: gelesen als Drucksache gut.txt")
    expect(page.locator(".af-uploads li").nth(1)).to_have_text("kaputt.pdf: nicht gelesen: kein lesbarer Text")
    page.locator(".af-papers [data-papier]").first.click()
    expect(page.locator(".af-fragen")).to_be_visible()


def test_files_are_dropped_and_one_beside_the_box_does_no_harm(page):
    page.click('[role="tab"]:has-text("Papiere")')
    carried = "() => { const data = new DataTransfer(); data.items.add(new File(['x'], 'gut.txt')); return data; }"
    page.dispatch_event(".af-drop", "drop", {"dataTransfer": page.evaluate_handle(carried)})
    expect(page.locator(".af-uploads li")).to_have_text("gut.txt: gelesen als Drucksache gut.txt")
    page.dispatch_event("#af-kopf", "drop", {"dataTransfer": page.evaluate_handle(carried)})
    expect(page.locator(".af-uploads li")).to_have_count(1)


@pytest.mark.parametrize(("word", "ending"), [("Word-Datei", "docx"), ("Markdown-Datei", "md")])
def test_a_conversation_is_taken_along(page, word, ending):
    ask(page, "Wie viele Leuchttürme gibt es?")
    row = own_menu(page)
    with page.expect_download() as download:
        row.locator(f'button:has-text("{word}")').click()
    named = rf"\d{{4}}-\d\d-\d\d Wie viele Leuchttürme gibt es\.{ending}"
    assert re.fullmatch(named, download.value.suggested_filename)


def test_the_keyboard_is_enough(page):
    page.keyboard.press("Control+k")
    page.keyboard.type("Wie viele Leuchttürme gibt es?")
    page.keyboard.press("Enter")
    expect(page.locator(".af-turn[data-fertig]")).to_have_count(1)
    page.focus(".af-chip")
    page.keyboard.press("Enter")
    expect(page.locator('.af-chip[aria-expanded="true"]')).to_have_count(1)
    expect(page.locator("#af-quelle .af-panel-body")).to_be_focused()


def test_nothing_is_fetched_from_outside(browser, site):
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    ask(open_page(page, site.url), "Wie viele Leuchttürme gibt es?")
    outside = [url for url in asked if not url.startswith((site.url, "data:", "blob:"))]
    assert len(asked) > 10
    assert outside == []
    page.close()


def test_text_of_papers_and_users_is_never_markup(tab, tmp_path):
    page = tab
    with Site(FakeEngine(sample_paper(extra=f" {EVIL}")), tmp_path) as evil:
        failed, asked = [], []
        page.on("dialog", lambda dialog: failed.append(dialog.message))
        page.on("request", lambda request: asked.append(request.url))
        ask(open_page(page, evil.url), f"Leuchttürme {EVIL}")
        expect(page.locator(".af-asked")).to_contain_text("<script>alert(1)</script>")
        page.hover(".af-chip")
        page.click('#af-quelle button:has-text("Alle Fragen des Papiers")')
        page.click('[role="tab"]:has-text("Papiere")')
        expect(page.locator(".af-papers")).to_contain_text("{{x}} ${y}")
        page.set_input_files(
            "#af-datei", [{"name": "<img src=x onerror=alert(4)>.txt", "mimeType": "", "buffer": b"x"}]
        )
        expect(page.locator(".af-uploads li")).to_contain_text("<img src=x onerror=alert(4)>.txt: gelesen")
        page.click('[role="tab"]:has-text("Fragen")')
        delete(rename(page, "<img src=x onerror=alert(5)> {{x}}"))
        expect(page.locator("dialog[open]")).to_contain_text("<img src=x onerror=alert(5)> {{x}}")
        assert failed == []
        assert not [url for url in asked if not url.startswith(evil.url)]
        pictures = page.locator(":is(.af-thread, .af-source, .af-papers, .af-uploads, .af-list) :is(img, script)")
        assert pictures.count() == 0
        page.close()


def test_on_a_phone_the_source_comes_from_below_and_goes_again(tab, site):
    tab.set_viewport_size(PHONE)
    page = open_page(tab, site.url)
    ask(page, "Wie viele Leuchttürme gibt es?")
    expect(page.locator("#af-quelle")).not_to_be_visible()
    page.click(".af-chip")
    expect(page.locator("#af-quelle mark")).to_be_in_viewport()
    page.click("#af-quelle .af-close")
    expect(page.locator("#af-quelle")).not_to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
