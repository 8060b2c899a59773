"""Small files that ask for hours or gigabytes are refused, or read without what they ask for; others do not wait."""

from __future__ import annotations

import io
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from evals.case_files import read_set
from evals.model import CaseError
from ingest import guarded
from ingest.model import ParseError
from tests.support.alone import read_guarded
from tests.support.leuchttuerme import head
from ui.views import pdf_page

TEXT = (
    head()
    + """1. Wie viele Leuchttürme gibt es?
Es gibt 17 Leuchttürme.
"""
)
QUICK = 6.0  # CPU seconds in which every one of these files is done with, the start of a process included


@pytest.fixture
def quick() -> Callable[[], float]:
    """CPU seconds since the test began, of the processes that read too: they are ended to be counted."""

    def spent() -> float:
        guarded.close()
        return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])

    before = spent()
    return lambda: spent() - before


def drawn(path: Path, size: tuple[float, float], draw: Callable[[Canvas], None]) -> Path:
    """A PDF with the paper's text and what `draw` adds."""
    canvas = Canvas(str(path), pagesize=size)
    for n, line in enumerate(TEXT.splitlines()):
        canvas.drawString(60, size[1] - 60 - 14 * n, line)
    draw(canvas)
    canvas.save()
    return path


def grid(lines: int) -> Callable[[Canvas], None]:
    """So many lines across, and as many down."""

    def draw(canvas: Canvas) -> None:
        for n in range(lines):
            canvas.line(40, 40 + 4 * n, 40 + 4 * lines, 40 + 4 * n)
            canvas.line(40 + 4 * n, 40, 40 + 4 * n, 40 + 4 * lines)

    return draw


def test_a_grid_of_lines_is_no_table_and_is_said_to_be_none(tmp_path: Path, quick) -> None:
    paper = read_guarded(drawn(tmp_path / "gitter.pdf", (1700, 1900), grid(400)))
    assert (paper.nummer, paper.antworten[0].text) == ("21/999", "Es gibt 17 Leuchttürme.")
    assert paper.hinweise == (
        "Seite 1: Tabellen ließen sich nicht lesen, ihre Zeilen stehen als Text da; bitte im PDF nachsehen.",
    )
    assert quick() < QUICK


def test_a_large_table_is_still_found(tmp_path: Path) -> None:
    paper = read_guarded(drawn(tmp_path / "gitter.pdf", (600, 900), grid(40)))
    assert paper.hinweise == ()


def test_a_huge_page_is_drawn_small(tmp_path: Path, quick) -> None:
    path = drawn(tmp_path / "riesig.pdf", (14_400, 14_400), lambda canvas: canvas.rect(0, 0, 14_400, 14_400))
    assert max(Image.open(io.BytesIO(pdf_page.picture(path, 1, ["Es gibt 17 Leuchttürme."]))).size) == pdf_page.LONGEST
    assert quick() < QUICK


def test_what_cannot_be_drawn_says_so(tmp_path: Path) -> None:
    path = tmp_path / "kaputt.pdf"
    path.write_bytes(b"%PDF-1.7\nkaputt\n%%EOF")
    for draw in (pdf_page.pages, lambda path: pdf_page.picture(path, 1, [])):
        with pytest.raises(pdf_page.PageError, match="beschädigt"):
            draw(path)


def test_a_broken_catalogue_loses_no_table(tmp_path: Path) -> None:
    path = drawn(tmp_path / "katalog.pdf", (600, 900), grid(10))
    whole = path.read_bytes()
    assert b"/PageMode /UseNone" in whole
    path.write_bytes(whole.replace(b"/PageMode /UseNone", b"/PageMode /Use (x)"))
    paper = read_guarded(path)
    assert (paper.antworten[0].text, paper.hinweise) == ("Es gibt 17 Leuchttürme.", ())


@pytest.mark.parametrize("size", [9_000, 25_000])
def test_a_long_word_takes_no_long_time(tmp_path: Path, size: int, quick) -> None:
    path = tmp_path / "wort.txt"
    path.write_text(TEXT + "a" * size + "\n", encoding="utf-8")
    if size < 10_000:
        assert read_guarded(path).antworten[0].text.endswith("a" * size)
    else:
        with pytest.raises(ParseError, match=rf"wort\.txt, Zeile 10: Hier steht ein Wort mit {size} Zeichen"):
            read_guarded(path)
    assert quick() < QUICK


@pytest.mark.parametrize(
    "line",
    [
        "a-",
        "www.a-",
        "1. Wie?",
        "a) Wie?",
        "(",
        "Die Fragen 1 und 2 werden gemeinsam beantwortet.",
        "- ",
        "7 8",
        "Anlage",
    ],
)
def test_ten_thousand_lines_alike_take_no_long_time(tmp_path: Path, line: str, quick) -> None:
    path = tmp_path / "zeilen.txt"
    path.write_text(TEXT + (line + "\n") * 10_000, encoding="utf-8")
    assert "Rechenzeit" not in _read_or_refused(path)
    assert quick() < QUICK


def test_a_workbook_that_unpacks_to_much_is_refused_unread(tmp_path: Path, quick) -> None:
    path = tmp_path / "satz.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"a" * 60_000_000)
    with pytest.raises(CaseError, match=r"satz\.xlsx: enthält ausgepackt 60 MB; .* höchstens 50 MB"):
        read_set(path)
    assert quick() < QUICK


def _read_or_refused(path: Path) -> str:
    """Why a paper was refused; empty if it was read."""
    try:
        read_guarded(path)
    except ParseError as error:
        return error.grund
    return ""


@pytest.mark.parametrize(
    "name",
    [
        "pdf-100000-linien",
        "pdf-bombe-1Mio-texte",
        "pdf-gitter-200",
        "pdf-gitter-400",
        "pdf-riesenseite",
        "pdf-tabelle-kaputt",
    ],
)
def test_known_bombs(shared: Path, name: str, quick) -> None:
    path = shared / "faelle" / "angriff" / f"{name}.pdf"
    bomb = name == "pdf-bombe-1Mio-texte"
    assert _read_or_refused(path) == (guarded.SPACE if bomb else "")
    if bomb:
        with pytest.raises(pdf_page.PageError, match="Arbeitsspeicher"):
            pdf_page.picture(path, 1, [])
    else:
        assert max(Image.open(io.BytesIO(pdf_page.picture(path, 1, ["Antwort"]))).size) <= pdf_page.LONGEST
    assert quick() < QUICK


def test_a_known_word_is_refused_with_its_line(shared: Path, quick) -> None:
    path = shared / "faelle" / "angriff" / "regex-25KB-wort.txt"
    assert _read_or_refused(path).startswith("Hier steht ein Wort mit 25")
    assert quick() < QUICK


def test_a_known_workbook_is_refused_unread(shared: Path, quick) -> None:
    with pytest.raises(CaseError, match="enthält ausgepackt 400 MB"):
        read_set(shared / "faelle" / "angriff" / "fragensatz-bombe.xlsx")
    assert quick() < QUICK
