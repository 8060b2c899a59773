"""From the characters of a PDF page to cells: every character in exactly one, whatever lines are there or missing."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.model import ParseError
from ingest.papers import load
from ingest.readers.pdf import document
from ingest.readers.pdf.document import read_pdf
from ingest.readers.pdf.glyphs import sheet
from ingest.text.running_heads import is_draft_margin
from tests.support.paths import TESTS

PRINTED = ("18/705", "19/4961")
FAELLE = sorted((TESTS / "faelle").glob("*.pdf"))
REIHEN = [
    ["Land", "absolut", "in Prozent"],
    ["Bayern", "3 890", "3,5"],
    ["Baden-Württemberg", "381", "3,4"],
    ["Hessen", "–", "–"],
    ["Nordrhein-Westfalen", "1 187", "1,7"],
]
RECHTS = (
    "Die Ergebnisse wurden im Jahr 2018 den|Ländern mitgeteilt. Eine weitere Prüfung|ist für 2020 geplant, wobei die"
)
LINKS = "Die Bundesregierung hat im Jahr 2017 die|Brücken aller Länder prüfen lassen. Sie|hat festgestellt, dass davon"


def gezeichnet(path: Path, draw: Callable[[Canvas], None]) -> Path:
    """A page of running text with what `draw` adds, in 9 points, from 600 points down."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Times-Roman", 10.5)
    for n in range(8):
        canvas.drawString(
            70, 780 - 13 * n, "Die Angaben zu den Brücken der Länder stehen unten in der Tabelle, die folgt."
        )
    canvas.setFont("Times-Roman", 9)
    draw(canvas)
    canvas.save()
    return path


def woerter(canvas: Canvas, reihen: Sequence[Sequence[str]], *, spaltenweise: bool = False) -> None:
    places = [(r, c) for r in range(len(reihen)) for c in range(len(reihen[0]))]
    for r, c in sorted(places, key=lambda p: p[::-1]) if spaltenweise else places:
        canvas.drawString(70 + 140 * c, 600 - 13 * r, reihen[r][c])


def zellen(path: Path) -> list[list[str]]:
    return [list(zeile.zellen) for zeile in read_pdf(path).zeilen if zeile.zellen]


def nichts(_: Canvas) -> None:
    pass


def quer(canvas: Canvas) -> None:
    for n in range(len(REIHEN) + 1):
        canvas.line(66, 610 - 13 * n, 486, 610 - 13 * n)


def hoch(canvas: Canvas) -> None:
    canvas.rect(66, 545, 420, 65)
    for x in (206, 346):
        canvas.line(x, 545, x, 610)


def halb(canvas: Canvas) -> None:
    quer(canvas)
    for x in (66, 206, 486):
        canvas.line(x, 545, x, 610)


@pytest.mark.parametrize("lines", [nichts, quer, hoch, halb], ids=["none", "across", "down", "one column"])
@pytest.mark.parametrize("spaltenweise", [False, True])
def test_cells_whatever_lines_are_missing(tmp_path: Path, lines: Callable[[Canvas], None], spaltenweise: bool):
    def draw(canvas: Canvas) -> None:
        lines(canvas)
        woerter(canvas, REIHEN, spaltenweise=spaltenweise)

    assert zellen(gezeichnet(tmp_path / "t.pdf", draw)) == REIHEN


def test_a_head_over_two_columns_that_a_line_ends_below(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        canvas.rect(66, 560, 420, 50)
        canvas.line(66, 580, 486, 580)
        canvas.line(206, 560, 206, 610)
        canvas.line(346, 560, 346, 595)
        for x, y, text in [(70, 600, "Land"), (270, 600, "Brücken"), (210, 584, "absolut"), (350, 584, "in Prozent")]:
            canvas.drawString(x, y, text)
        for x, text in [(70, "Bayern"), (210, "12"), (350, "3,5")]:
            canvas.drawString(x, 566, text)

    found = zellen(gezeichnet(tmp_path / "t.pdf", draw))
    assert found == [["Land", "Brücken", ""], ["", "absolut", "in Prozent"], ["Bayern", "12", "3,5"]]


def test_a_figure_that_its_cell_breaks_is_whole_and_a_raised_mark_is_none_of_it(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        for y in (610, 580, 560):
            canvas.line(66, y, 240, y)
        for x in (66, 206, 240):
            canvas.line(x, 560, x, 610)
        for x, y, text in [(70, 600, "Länder"), (70, 588, "gesamt"), (208, 600, "135.10"), (228, 588, "7")]:
            canvas.drawString(x, y, text)
        canvas.drawString(70, 565, "Bayern")
        canvas.drawString(208, 565, "381")
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(208 + canvas.stringWidth("381", "Times-Roman", 9), 568, "1)")

    assert zellen(gezeichnet(tmp_path / "t.pdf", draw)) == [["Länder gesamt", "135.107"], ["Bayern", "381¹⁾"]]


def test_two_columns_of_text_are_read_one_after_the_other(tmp_path: Path):
    links, rechts = (text.split("|") * 2 for text in (LINKS, RECHTS))
    path = gezeichnet(
        tmp_path / "t.pdf", lambda canvas: woerter(canvas, [[a, "", b] for a, b in zip(links, rechts, strict=True)])
    )
    texts = [zeile.text for zeile in read_pdf(path).zeilen[8:]]
    assert texts == [*links, *rechts]


@pytest.mark.parametrize("turn", [90, 270])
def test_words_turned_either_way_are_read_as_they_run(tmp_path: Path, turn: int):
    def draw(canvas: Canvas) -> None:
        for y in (620, 540, 520):
            canvas.line(66, y, 346, y)
        for x in (66, 206, 346):
            canvas.line(x, 520, x, 620)
        for x, text in [(100, "geprüfte Brücken"), (280, "gesperrte Brücken")]:
            canvas.saveState()
            canvas.translate(x, 545 if turn == 90 else 615)
            canvas.rotate(turn)
            canvas.drawString(0, 0, text)
            canvas.restoreState()
        canvas.drawString(70, 525, "12")
        canvas.drawString(210, 525, "3")

    assert zellen(gezeichnet(tmp_path / "t.pdf", draw)) == [["geprüfte Brücken", "gesperrte Brücken"], ["12", "3"]]


def _seiten(path: Path, step: int = 1) -> Iterator[tuple[Counter[str], Counter[str]]]:
    """Of every so manyth page the characters that the file prints, and those in its lines and cells."""
    with closing(pdfium.PdfDocument(path)) as file:
        for number in range(1, len(file) + 1, step):
            page = file[number - 1]
            every = [g for g in sheet(page).glyphs if not g.zeichen.isspace()]
            margin = "".join(g.zeichen for g in every if g.gedreht)
            left_out = is_draft_margin(
                margin.replace("-", " - ").replace(
                    "wirddurchdielektorierteVersionersetzt", "wird durch die lektorierte Version ersetzt"
                )
            )
            printed = Counter(
                c for g in every if not (left_out and g.gedreht) for c in g.zeichen if c.isalnum() and c.isascii()
            )
            items = document._page(page, number).items
            read = Counter(c for item in items for c in item.text if c.isalnum() and c.isascii())
            yield printed, read


@pytest.mark.parametrize("path", FAELLE, ids=lambda p: p.stem)
def test_every_character_is_in_exactly_one_line_or_cell(path: Path):
    for printed, read in _seiten(path):
        assert printed == read
        assert printed


def test_every_character_of_printed_papers_too(shared: Path):
    for path in sorted((shared / "corpus" / "pdf").glob("*.pdf")):
        for printed, read in _seiten(path, step=9):
            assert printed == read, path.name


def test_printed_papers_have_their_fragen_on_their_pages(shared: Path):
    """113 Fragen of two papers, read off the type independently; each paper in less than 12 CPU seconds.

    The second is the longest and a draft; `tests/bench/pdf.py` reads all five.
    """
    folder = shared / "corpus" / "pdf"
    papers = json.loads((folder / "nummern.json").read_text(encoding="utf-8"))
    for nummer, paper in ((nummer, papers[nummer]) for nummer in PRINTED):
        start = time.process_time()
        found = load(folder / paper["datei"])
        assert time.process_time() - start < 12
        assert (found.nummer, found.vorabfassung) == (nummer, nummer == "19/4961")
        pages = {str(f.nummer): f.seiten.erste for f in found.fragen if f.seiten}
        assert pages == {f["nr"]: f["seite"] for f in paper["fragen"]}
        assert found.titel is not None
        assert found.titel.startswith("Ergänzende Informationen zur Asylstatistik für das ")
        assert [v.sprecher.value for v in found.vorbemerkungen] == ["fragesteller"]
        assert not any(b.beschaedigt for a in found.antworten for b in a.bloecke)


def test_a_paper_of_another_kind_is_refused_before_it_is_read(tmp_path: Path):
    canvas = Canvas(str(tmp_path / "p.pdf"), pagesize=A4)
    canvas.drawString(70, 780, "Plenarprotokoll 20/100")
    canvas.drawString(70, 760, "Stenografischer Bericht")
    for _ in range(300):
        for n in range(50):
            canvas.drawString(70, 740 - 13 * n, "Frau Präsidentin! Meine Damen und Herren! " * 2)
        canvas.showPage()
    canvas.save()
    start = time.process_time()
    with pytest.raises(ParseError, match="Plenarprotokoll"):
        load(tmp_path / "p.pdf")
    assert time.process_time() - start < 2
