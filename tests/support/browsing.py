"""What browser tests share: a running server, a headless Chromium, opening the page, asking."""

import socket
import threading
import time
from pathlib import Path

import pytest

BROWSER = Path("/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
FLAGS += ["--process-per-site"]  # what one page compiled of the scripts the next one has
RUN = 120_000  # milliseconds for what computes (a question, an evaluation, a paper read) on a slow, busy machine
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
_DARK = "() => matchMedia('(prefers-color-scheme: dark)').matches"
_SETTLED = """(dark) =>
  (document.body.classList.contains("dark") === dark || !document.querySelector(".gradio-container"))
  && document.getAnimations().every((one) =>
    one.playState !== "running" || one.effect.getTiming().iterations === Infinity)"""

playwright = pytest.importorskip("playwright.sync_api", reason="playwright fehlt")
expect = playwright.expect
expect.set_options(timeout=30_000)  # a machine that does other things beside shows nothing for many seconds
needs_browser = pytest.mark.skipif(not BROWSER.exists(), reason=f"kein Chromium unter {BROWSER}")


class Site:
    """A running server over a fake engine; use it in a `with` statement."""

    def __init__(self, engine, folder, login=None):
        import uvicorn

        from ui.web import server

        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.engine, self.url = engine, f"http://127.0.0.1:{port}/"
        config = uvicorn.Config(server.create(engine, folder, login), port=port, log_level="warning")
        config.timeout_graceful_shutdown = 1  # a page that a failed test left open would keep the server for ever
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            assert self.thread.is_alive(), "the server did not start"
            time.sleep(0.05)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """End the server, and the connections of pages that are still open."""
        self.server.should_exit = True
        self.thread.join(timeout=10)
        assert not self.thread.is_alive(), "the server did not end"


def launch(play):
    """A headless Chromium."""
    return play.chromium.launch(executable_path=str(BROWSER), args=FLAGS)


def open_page(page, url):
    """Go there and wait until the page can be used."""
    page.goto(url)
    page.wait_for_selector(".af-thread")
    page.wait_for_selector("#af-filterleiste [data-tun]")
    return page


def in_colours(page):
    """Name the page's colours and then the other ones, each once they are shown; it stays in these."""
    first = page.evaluate(_DARK)
    for dark in (first, not first):
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.wait_for_function(_SETTLED, arg=dark)
        yield "dunkel" if dark else "hell"


def own_menu(page):
    """Open the menu of the conversation shown; gives its row in the list."""
    row = page.locator(".af-list li:has([aria-current])")
    row.hover()
    row.locator("summary").click()
    return row


def rename(page, name):
    """Rename the conversation shown; gives its row in the list."""
    row = own_menu(page)
    row.locator('[data-tun="umbenennen"]').click()
    page.fill("dialog[open] input", name)
    page.click('dialog[open] button:has-text("Umbenennen")')
    expect(page.locator(".af-open[aria-current]")).to_have_text(name)
    return row


def delete(row):
    """Ask for a conversation to be deleted; what asks back stands open."""
    row.locator("summary").click()
    row.locator('[data-tun="loeschen"]').click()


def ask(page, question):
    """Ask, and wait for the finished answer."""
    before = page.locator(".af-turn[data-fertig]").count()
    page.fill("#frage textarea", question)
    page.press("#frage textarea", "Enter")
    expect(page.locator(".af-turn[data-fertig]")).to_have_count(before + 1, timeout=RUN)
