"""A stand-in of the official interface, and a stock to fetch into."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.dip import Dip, dip
from tests.support.dipstock import NUMBERS, Stock, without_proxies
from tests.support.paths import ROOT


@pytest.fixture
def server() -> Iterator[Dip]:
    """Held to the interface's description where that lies beside the repository."""
    description = ROOT.parent / "shared" / "dip" / "openapi-1.4.yaml"
    with without_proxies(os.environ), dip(description if description.is_file() else None) as running:  # type: ignore[arg-type]
        yield running
        assert running.wrong == []


@pytest.fixture
def filled(server: Dip) -> Dip:
    """25 answers."""
    for number in NUMBERS:
        server.add(number, f"Antwort {number}")
    return server


@pytest.fixture
def stock() -> Stock:
    return Stock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "corpus"
