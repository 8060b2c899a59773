"""Processes that begin with everything imported: forked from a server that has imported it once.

A new interpreter takes more than two CPU seconds until the engine is imported, a fork some thousandths. The server is
one for all tests of a run: what it imports beforehand must serve them all.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

import pytest

from tests.support.paths import ROOT

IMPORTED = ["pytest", "chromadb.api.rust", "ui.web.desk", "rag.sync", "tests.support.damages", "tests.support.dipstock"]


def forking() -> BaseContext:
    """The context to begin them with; its server runs."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(IMPORTED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))  # the server finds the project by it alone
        forkserver.ensure_running()
    return context
