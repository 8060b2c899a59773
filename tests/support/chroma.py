"""A Chroma server as a process of the tests' own, which can be killed and started again over the same files."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

from rag.index.vector_server import VectorServer

PATIENCE = 300.0
"""Seconds until it answers at the latest, on a machine with much to do."""


def command() -> list[str]:
    """`chroma` as its own command runs it, without loading all of the library first, which takes seconds.

    The test is skipped where it is missing; it comes with chromadb.
    """
    if find_spec("chromadb_rust_bindings") is None:
        pytest.skip("der Befehl „chroma“ fehlt (er kommt mit chromadb)")
    return [sys.executable, "-c", "import sys, chromadb_rust_bindings as c; c.cli(['chroma', *sys.argv[1:]])"]


class Chroma:
    """One server over a folder, on a port that stays the same."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._command = folder, command()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def server(self) -> VectorServer:
        """As an index knows it."""
        return VectorServer(self.url)

    def start(self) -> Chroma:
        """Start it, and wait until it answers."""
        line = [*self._command, "run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE
        while not self.answers():
            if time.monotonic() > until or self.process.poll() is not None:
                self.kill()
                pytest.fail("the Chroma server did not start")
            time.sleep(0.05)
        return self

    def answers(self) -> bool:
        """Whether it does."""
        try:
            return httpx.get(f"{self.url}/api/v2/heartbeat", timeout=2, trust_env=False).is_success
        except httpx.HTTPError:
            return False

    def kill(self) -> None:
        """As `kill -9`; nothing where it is not running."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def collections(self) -> list[str]:
        """The names of all that it holds."""
        where = f"{self.url}/api/v2/tenants/default_tenant/databases/default_database/collections"
        return sorted(one["name"] for one in httpx.get(where, timeout=10, trust_env=False).json())


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chroma]:
    """One server for all tests of a run; each index has a collection of its own there."""
    running = Chroma(tmp_path_factory.mktemp("chroma")).start()
    yield running
    running.kill()


@pytest.fixture(autouse=True)
def runs(ran: Chroma) -> Iterator[None]:
    """Whoever stopped it starts it again for the others; imported, it holds for all tests of a module."""
    yield
    if not ran.answers():
        ran.kill()
        ran.start()
