"""A page of a PDF as a picture: the cited words are found although the print breaks them."""

import io

import pytest
from fastapi.testclient import TestClient
from PIL import Image, ImageChops
from reportlab.pdfgen import canvas

from tests.support.fakes import NUMMER, FakeEngine
from ui.views import pdf_page
from ui.web import server

LINES = ["Es gibt 17 Leucht-", "türme. Davon stehen neun", "an der Nordsee."]


@pytest.fixture
def pdf(tmp_path):
    path = tmp_path / "20-98765.pdf"
    drawn = canvas.Canvas(str(path))
    drawn.drawString(72, 700, "Erste Seite")
    drawn.showPage()
    for number, line in enumerate(LINES):
        drawn.drawString(72, 700 - 20 * number, line)
    drawn.save()
    return path


def boxes(pdf, quote, seite=2):
    import pypdfium2

    return pdf_page.boxes(pypdfium2.PdfDocument(pdf)[seite - 1], quote)


def test_a_quote_is_found_over_broken_lines(pdf):
    found = boxes(pdf, "Es gibt 17 Leuchttürme.")
    assert len(found) == 2
    assert all(680 - 5 < box[1] < 715 for box in found)


@pytest.mark.parametrize(
    ("quote", "lines"),
    [
        ("Davon stehen neun an der Nordsee. Und dieser Satz geht auf der nächsten Seite weiter.", 2),
        ("Dieser Satz begann auf der Seite davor. Es gibt 17 Leuchttürme.", 2),
        ("Acht stehen an der Ostsee.", 0),
        ("", 0),
    ],
)
def test_a_page_break_leaves_the_part_that_is_here(pdf, quote, lines):
    assert len(boxes(pdf, quote)) == lines


def test_the_mark_is_on_the_picture(pdf):
    plain, lit = (
        Image.open(io.BytesIO(pdf_page.picture(pdf, 2, quotes))) for quotes in ([], ["Es gibt 17 Leuchttürme."])
    )
    assert plain.size == lit.size
    assert ImageChops.difference(plain, lit).getbbox() is not None


def test_a_page_that_is_not_there_is_refused(pdf):
    with pytest.raises(pdf_page.PageError, match="keine Seite 3"):
        pdf_page.picture(pdf, 3, [])


def test_the_panel_turns_pages_and_serves_the_file(pdf, tmp_path):
    engine = FakeEngine()
    engine.files[NUMMER] = pdf
    with TestClient(server.create(engine, tmp_path / "index"), base_url="http://127.0.0.1") as client:
        source = client.get("/quelle", params={"passage": f"{NUMMER}:1", "marken": "0-22"}).text
        assert "blatt?passage=20%2F98765%3A1&amp;marken=0-22&amp;nr=2" in source
        sheet = client.get("/blatt", params={"passage": f"{NUMMER}:1", "marken": "0-22", "nr": 2}).text
        assert "Seite 2 von 2" in sheet
        assert "Seite davor" in sheet
        assert "Seite danach" not in sheet
        picture = client.get("/seite", params={"passage": f"{NUMMER}:1", "marken": "0-22", "nr": 2})
        assert picture.content.startswith(b"\x89PNG")
        assert client.get("/seite", params={"passage": f"{NUMMER}:1", "nr": 9}).status_code == 404
        assert client.get("/pdf", params={"nummer": NUMMER}).content == pdf.read_bytes()
