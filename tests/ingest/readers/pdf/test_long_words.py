"""A "word" as long as a page, as broken files have it: neither its memory nor its time grow with its square."""

from __future__ import annotations

import resource
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ingest import guarded
from tests.support.leuchttuerme import head

HEAD = (
    head()
    + """1. Wie viele Leuchttürme gibt es?
Es gibt 17 Leuchttürme."""
)
LETTERS = 32_000  # of a word; pdfium cuts a drawn text after 32,767. Its beginnings together have 512 MB
QUICK = 6.0  # CPU seconds, the start of the process that reads included


def test_words_as_long_as_a_page_are_refused_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "wort.pdf"
    canvas = Canvas(str(path), pagesize=(600, 900))
    for n, line in enumerate(HEAD.splitlines()):
        canvas.drawString(60, 840 - 14 * n, line)
    for n, letter in enumerate("abc"):
        canvas.drawString(60, 600 - 14 * n, letter * LETTERS)
    canvas.save()
    guarded.close()
    before = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    (refused,) = guarded.load_all(path).refused
    assert f"Seite 1: Hier steht ein Wort mit {LETTERS} Zeichen" in str(refused)
    guarded.close()
    assert sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - before < QUICK
