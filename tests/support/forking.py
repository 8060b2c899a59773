"""Processes that begin with everything imported: forked from a server that has imported it once.

A new interpreter takes more than two CPU seconds until the engine is imported, a fork some thousandths. The server is
one for all tests of a run: what it imports beforehand must serve them all.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import pytest

from tests.support.dipstock import without_proxies
from tests.support.paths import ROOT

IMPORTED = ["pytest", "chromadb.api.rust", "ui.web.desk", "rag.sync", "tests.support.damages", "tests.support.dipstock"]


def forked(work: Callable[..., None], *given: object) -> tuple[BaseProcess, Connection]:
    """A process that works on what is given, and what it tells: it gets the other end of it as its last argument."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(IMPORTED)
    with pytest.MonkeyPatch.context() as patch, without_proxies(os.environ):  # type: ignore[arg-type]
        patch.setenv("PYTHONPATH", str(ROOT))  # the server finds the project by it alone
        forkserver.ensure_running()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(*given, theirs))
    process.start()
    theirs.close()
    return process, ours
