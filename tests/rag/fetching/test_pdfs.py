"""PDFs lie beside their records when they are the right ones; else the text serves, and the next run asks again."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.fetching.pdfs import PATIENCE
from tests.support.dip import Dip, Fault
from tests.support.dipstock import LATER, Stock, fetched

PDF, OTHER = b"%PDF-1.7 das Papier", b"%PDF-1.7 eine andere Fassung"
PATH = "/btd/21/000/2100001.pdf"


def kept(folder: Path) -> bytes | None:
    file = folder / "dip" / "antworten" / "21-00001.pdf"
    return file.read_bytes() if file.is_file() else None


def test_a_pdf_lies_beside_its_record_and_is_fetched_once(server: Dip, stock: Stock, folder: Path) -> None:
    server.add("21/1", "Text", pdf=PDF)
    report = fetched(server, folder, stock)
    assert (report.neu, report.pdf_fehlt, kept(folder), stock.pdf) == (1, 0, PDF, {"21/1"})
    fetched(server, folder, stock)
    assert [asked.path for asked in server.asked].count(PATH) == 1


def spoil(server: Dip, how: str) -> None:
    if how == "missing":
        del server.pdfs[PATH]
    elif how == "wrong":
        server.pdfs[PATH] = OTHER
    elif how == "page":
        server.pdfs[PATH] = b"<html>Wartung"
    else:
        server.plan(Fault.BUSY if how == "busy" else Fault.CUT, "\\.pdf", times=9)


@pytest.mark.parametrize("how", ["missing", "wrong", "page", "busy", "cut"])
def test_without_the_right_pdf_the_text_serves_and_the_next_run_asks_again(
    server: Dip, stock: Stock, folder: Path, how: str
) -> None:
    server.add("21/1", "Text", pdf=PDF)
    spoil(server, how)
    report = fetched(server, folder, stock)
    assert (report.neu, report.abgelehnt, report.fehlt_noch, report.pdf_fehlt, report.whole) == (1, (), 0, 1, True)
    assert (kept(folder), stock.papers, stock.pdf) == (None, {"21/1": "Text"}, set())
    server.pdfs[PATH] = PDF
    server.planned.clear()
    again = fetched(server, folder, stock)
    assert (again.neu, again.geaendert, again.pdf_fehlt) == (0, 1, 0)
    assert (kept(folder), stock.pdf, stock.reads) == (PDF, {"21/1"}, {"21/1": 2})


def test_the_pdf_of_a_former_version_is_never_read_with_the_new_text(server: Dip, stock: Stock, folder: Path) -> None:
    server.add("21/1", "Text", pdf=PDF)
    fetched(server, folder, stock)
    server.add("21/1", "neuer Text", pdf=OTHER, aktualisiert=LATER)
    del server.pdfs[PATH]
    fetched(server, folder, stock)
    assert (kept(folder), stock.papers, stock.pdf) == (None, {"21/1": "neuer Text"}, set())


def test_only_the_text_is_fetched_where_that_was_asked_for(server: Dip, stock: Stock, folder: Path) -> None:
    server.add("21/1", "Text", pdf=PDF)
    report = fetched(server, folder, stock, mit_pdf=False)
    assert (report.pdf_fehlt, kept(folder)) == (0, None)
    fetched(server, folder, stock)
    assert kept(folder) == PDF


def test_a_foreign_address_is_never_asked(server: Dip, stock: Stock, folder: Path) -> None:
    server.add("21/1", "Text", pdf=PDF)
    server.records["2100001"]["fundstelle"]["pdf_url"] = "http://127.0.0.1:9/geheim.pdf"
    report = fetched(server, folder, stock)
    assert (report.neu, report.pdf_fehlt) == (1, 1)


def test_a_server_of_pdfs_that_is_away_is_not_asked_for_each(server: Dip, stock: Stock, folder: Path) -> None:
    for number in range(1, 16):
        server.add(f"21/{number}", "Text", pdf=PDF)
    server.plan(Fault.GONE, "\\.pdf", times=99)
    report = fetched(server, folder, stock)
    assert (report.neu, report.pdf_fehlt, report.abgebrochen) == (15, 15, None)
    asked = {asked.path for asked in server.asked if asked.path.endswith(".pdf")}
    assert len(asked) == PATIENCE
