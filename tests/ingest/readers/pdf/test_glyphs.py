"""The characters of a page: which, where, how large, turned how."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf import glyphs
from ingest.readers.pdf.glyphs import Sheet, TooMuchError, sheet, turned
from tests.support.printed import drawn


def read(folder: Path, draw) -> Sheet:
    with drawn(folder, draw) as page:
        return sheet(page)


def test_characters_have_place_and_size_in_points(tmp_path: Path):
    first, second, *_ = read(tmp_path, lambda canvas: canvas.drawString(80, 700, "WiB")).glyphs
    assert (first.zeichen, first.groesse, first.gedreht) == ("W", 10.0, 0)
    assert (first.links, first.hoehe) == (pytest.approx(80, abs=0.1), pytest.approx(700, abs=0.1))
    assert first.rechts == pytest.approx(80 + 9.44, abs=0.1)  # as wide as the type's metrics say
    assert second.links == pytest.approx(first.rechts, abs=0.1)
    assert first.links < first.x < first.rechts


def test_a_scaled_text_is_as_large_as_it_is_seen(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        canvas.scale(2, 2)
        canvas.drawString(40, 350, "a")

    (glyph,) = read(tmp_path, draw).glyphs
    assert glyph.groesse == 20.0


@pytest.mark.parametrize(("degrees", "turns"), [(90, 1), (180, 2), (270, 3)])
def test_a_page_is_held_as_most_of_its_characters_run(tmp_path: Path, degrees: int, turns: int):
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "ab")
        canvas.translate(300, 400)
        canvas.rotate(degrees)
        canvas.drawString(0, 0, "viele Zeichen")

    found = read(tmp_path, draw)
    assert found.gedreht == turns
    assert {g.gedreht for g in found.glyphs if g.zeichen in "vz"} == {0}
    assert {g.gedreht for g in found.glyphs if g.zeichen == "b"} == {(0 - turns) % 4}


def test_the_margin_of_a_draft_does_not_turn_a_page_of_few_words(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "Anlage")
        canvas.rotate(90)
        canvas.drawString(100, -30, "Vorabfassung - wird durch die lektorierte Version ersetzt.")

    assert read(tmp_path, draw).gedreht == 0


def test_a_page_without_characters_is_held_as_it_is(tmp_path: Path):
    assert read(tmp_path, lambda canvas: canvas.rect(10, 10, 50, 50)) == Sheet((), 0)


def test_hyphens_that_end_lines_are_the_ones_that_the_file_has(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        for n, text in enumerate(("Kom-", "munen und EU-", "weite Kom", "munen")):
            canvas.drawString(80, 700 - 12 * n, text)

    with drawn(tmp_path, draw) as page:
        found = sheet(page)
        assert sheet(page) == found  # all text is moved to be asked for, and back
    assert "".join(g.zeichen for g in found.glyphs).replace(" ", "") == "Kom-munenundEU-weiteKommunen"


def test_more_characters_than_a_page_can_hold_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(glyphs, "_MOST", 5)
    assert len(read(tmp_path, lambda canvas: canvas.drawString(80, 700, "abcde")).glyphs) == 5
    with pytest.raises(TooMuchError):
        read(tmp_path, lambda canvas: canvas.drawString(80, 700, "abcdef"))


@pytest.mark.parametrize(
    ("codes", "signs"),
    [
        ([0xD83D, 0xDE00], ["😀", ""]),  # two halves
        ([0xD83D, 65], ["?", "A"]),
        ([0xDE00], ["?"]),
        ([0xF0B7, 0x20], ["•", " "]),  # a symbol's own code
        ([0x110000], ["?"]),
        ([], []),
    ],
)
def test_codes_as_characters(codes: list[int], signs: list[str]):
    assert glyphs._signs(codes) == signs


def test_a_point_after_turning():
    assert [turned(3, 1, turn) for turn in range(4)] == [(3, 1), (1, -3), (-3, -1), (-1, 3)]
