"""What browser tests share: a running server, a headless Chromium, opening the page, asking."""

import socket
import threading
import time
from pathlib import Path

import pytest

BROWSER = Path("/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]

playwright = pytest.importorskip("playwright.sync_api", reason="playwright fehlt")
expect = playwright.expect
needs_browser = pytest.mark.skipif(not BROWSER.exists(), reason=f"kein Chromium unter {BROWSER}")


class Site:
    """A running server over a fake engine."""

    def __init__(self, engine, folder, login=None):
        import uvicorn

        from ui import server

        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.engine, self.url = engine, f"http://127.0.0.1:{port}/"
        self.server = uvicorn.Server(
            uvicorn.Config(server.create(engine, folder, login), host="127.0.0.1", port=port, log_level="warning")
        )
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            assert self.thread.is_alive(), "the server did not start"
            time.sleep(0.05)

    def stop(self):
        """End the server."""
        self.server.should_exit = True
        self.thread.join(timeout=10)


def launch(play):
    """A headless Chromium."""
    return play.chromium.launch(executable_path=str(BROWSER), args=FLAGS)


def open_page(page, url):
    """Go there and wait until the page can be used."""
    page.goto(url)
    page.wait_for_selector(".af-thread")
    page.wait_for_selector("#af-filterleiste [data-tun]")
    return page


def ask(page, question):
    """Ask, and wait for the finished answer."""
    before = page.locator(".af-turn[data-fertig]").count()
    page.fill("#frage textarea", question)
    page.press("#frage textarea", "Enter")
    expect(page.locator(".af-turn[data-fertig]")).to_have_count(before + 1, timeout=20_000)
