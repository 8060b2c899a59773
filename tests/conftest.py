"""Fixtures that several test modules share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ingest.model import Drucksache
from ingest.papers import load
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from rag.embedding.embedder import ModelEmbedder
    from rag.engine import Engine
    from tests.support.browsing import Site
    from tests.support.keptvectors import KeptVectors


MEMORY = Path("/dev/shm")
ROOM = 10**9
"""Bytes that must be free there: the tests' files take some 150 MB while they run."""


def pytest_configure() -> None:
    """Tests write into memory where there is room, and workers share the cores instead of fighting for them.

    An index waits for the disk (fsync) at every step, 5 ms and more each time: half of what such a test took.
    """
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers > 1:  # before torch is imported, which takes every core in every worker
        os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // workers)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in the browser come last: as long as it is open, Playwright's event loop runs in this thread.

    Those with the real model come first: a worker begins with its share of the tests in their order, so most of them
    fall to one, and it alone loads the model and reads the shipped paper in.
    """

    def place(item: pytest.Item) -> int:
        used = getattr(item, "fixturenames", ())
        return 2 if "browser" in used else 0 if "embedder" in used or "plain" in used else 1

    items.sort(key=place)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of papers beside the repository; tests that need it skip where it is absent."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip("../shared (Papiere zum Messen) fehlt")
    return path


@pytest.fixture(scope="session")
def paper() -> Callable[[Path], Drucksache]:
    """`ingest.papers.load`, each file once."""
    return cache(load)


@pytest.fixture(scope="session")
def embedder(pytestconfig: pytest.Config) -> Iterator[KeptVectors]:
    """The real embedder with its default settings."""
    from rag.embedding.embedder import load_embedder
    from rag.settings import Settings
    from tests.support.keptvectors import KeptVectors

    kept = KeptVectors(lambda: load_embedder(Settings()), pytestconfig.cache.mkdir("vektoren"))
    yield kept
    kept.save()


@pytest.fixture(scope="session")
def plain() -> ModelEmbedder:
    """The bundled weights without what was learnt on top; nothing is kept of what they embed."""
    from rag.embedding.embedder import plain_embedder
    from rag.settings import Settings

    return plain_embedder(Settings())


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, embedder: KeptVectors) -> Iterator[Engine]:
    """The real engine over the shipped paper, for tests that only ask."""
    from rag.engine import Engine
    from rag.settings import Settings

    with Engine.open(Settings(index=tmp_path_factory.mktemp("index")), embedder) as engine:
        engine.ingest([ROOT / "corpus" / "20-11166.txt"])
        embedder.save()  # another worker that reads it in finds its vectors
        yield engine


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests."""
    from tests.support.browsing import launch, playwright  # skips the test where Playwright is missing

    with playwright.sync_playwright() as play:
        opened = launch(play)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server over the invented paper for all tests."""
    from tests.support.browsing import Site
    from tests.support.fakes import FakeEngine

    with Site(FakeEngine(), tmp_path_factory.mktemp("index")) as running:
        yield running


@pytest.fixture(scope="session")
def context(browser: Any, site: Site) -> Any:
    """One profile; the page that it keeps open lets the browser keep what it compiled of Gradio's scripts."""
    kept = browser.new_context(locale="en-US")
    kept.grant_permissions(["clipboard-read", "clipboard-write"])
    kept.new_page().goto(f"{site.url}theme.css")
    return kept


@pytest.fixture
def tab(context: Any) -> Iterator[Any]:
    """A fresh page as large as on a desktop; its cookies go with it (the page stores nothing else)."""
    from tests.support.browsing import DESKTOP

    fresh = context.new_page()
    fresh.set_default_timeout(60_000)
    fresh.set_viewport_size(DESKTOP)
    yield fresh
    fresh.close()
    context.clear_cookies()
