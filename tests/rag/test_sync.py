"""The door: real papers come from the stand-in into a real index, every one of them once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from rag.engine import Engine
from rag.settings import Settings
from rag.sync import asked, sync
from tests.support.dip import Dip, Fault, dip, fill
from tests.support.dipstock import request, without_proxies
from tests.support.fakes import FakeEmbedder
from tests.support.leuchttuerme import head

PAPERS = 6


@pytest.fixture
def server(shared: Path) -> Iterator[Dip]:
    """Six answers, two collections of Schriftliche Fragen and the Anfragen, held to the description."""
    corpus = shared / "corpus"
    with without_proxies(os.environ), dip(shared / "dip" / "openapi-1.4.yaml") as running:  # type: ignore[arg-type]
        fill(running, sorted((corpus / "antworten").glob("*.txt"))[:PAPERS])
        fill(running, sorted((corpus / "kleine-anfragen").glob("*.txt"))[:PAPERS], "Kleine Anfrage")
        yield running
        assert running.wrong == []


def test_real_papers_come_into_a_real_index_once_through_every_fault(server: Dip, tmp_path: Path) -> None:
    for fault in (Fault.BUSY, Fault.SLOW_DOWN, Fault.CUT, Fault.GARBAGE, Fault.GONE):
        server.plan(fault, "drucksache\\?")
        server.plan(fault, "drucksache-text")
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine:
        seen: list[tuple[int, int, str]] = []
        first = sync(request(server.url, tmp_path), engine, lambda *step: seen.append(step))
        assert (first.neu, first.anfragen, first.abgelehnt, first.fehlt_noch) == (PAPERS, PAPERS, (), 0)
        assert (seen[0][:2], seen[-1]) == ((0, 2 * PAPERS), (2 * PAPERS, 2 * PAPERS, ""))
        assert sorted(p.nummer for p in engine.papers()) == sorted(
            one["dokumentnummer"] for one in server.records.values() if one["drucksachetyp"] == "Antwort"
        )
        assert engine.check() == []
        assert not any(engine.drucksache(one.nummer) for one in asked(tmp_path / "dip"))  # no Anfrage can be cited
        second = sync(request(server.url, tmp_path), engine)
        assert (second.neu, second.geaendert, second.unveraendert, second.abgelehnt) == (0, 0, PAPERS, ())


def pdf_of(text: str, path: Path) -> bytes:
    canvas = Canvas(str(path))
    for i, line in enumerate(text.splitlines()):
        canvas.drawString(70, 800 - 14 * i, line)
    canvas.save()
    return path.read_bytes()


def test_text_and_pdf_become_one_paper_with_pages_whichever_comes_first(tmp_path: Path) -> None:
    text = head("21/999") + "1. Wie viele Leuchttürme stehen dort?\nEs stehen dort siebzehn Leuchttürme.\n"
    with (
        without_proxies(os.environ),  # type: ignore[arg-type]
        dip() as server,
        Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine,
    ):
        server.add("21/999", text, pdf=pdf_of(text, tmp_path / "x.pdf"))
        server.plan(Fault.BUSY, "\\.pdf", times=2)
        sync(request(server.url, tmp_path), engine)
        (file,) = [engine.file("21/999")]
        assert str(file).endswith("21-00999.json")
        report = sync(request(server.url, tmp_path), engine)
        assert (report.geaendert, report.abgelehnt, len(engine.papers())) == (1, (), 1)
        assert str(engine.file("21/999")).endswith("21-00999.pdf")
        paper = engine.drucksache("21/999")
        assert paper is not None
        assert paper.antworten[0].seiten is not None
        assert engine.check() == []
