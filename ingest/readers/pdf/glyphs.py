"""The characters of a PDF page: which, where, how large and turned how. What pdfium gives, nothing understood yet."""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import dataclass
from math import hypot

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.errors import whole

_DIVIDED = (0xFFFE, 0x02)  # pdfium's marks for a hyphen at a line's end
_SOFT = "\u00ad"
_APART = 2000.0  # points between pieces of text; more than any of them is wide
# the marks of lists in fonts of symbols, which have codes of their own
_SYMBOLS = {0xF02D: "–", 0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "•", 0xF0FC: "•", 0xF06F: "•", 0xF076: "•"}
_MARGIN = "Vorabfassung"
_MOST = 100_000  # characters of a page; the fullest of five real papers has 5,000


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character, or a blank that the file has, in points of the frame in which it stands upright.

    `links`, `rechts` along its line, `hoehe` that of the base line; `x`, `y` its middle on the page as its reader
    holds it. `gedreht`: quarter turns to the left from how the page is held to how this character is read.
    """

    zeichen: str
    links: float
    rechts: float
    hoehe: float
    groesse: float
    x: float
    y: float
    gedreht: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's characters in the order in which the file draws them, and how the page is held to be read.

    `gedreht`: quarter turns to the left of most of its characters in the file.
    """

    glyphs: tuple[Glyph, ...]
    gedreht: int


class TooMuchError(Exception):
    """More than any page of a paper holds."""


def sheet(page: pdfium.PdfPage) -> Sheet:
    """The characters of a page; TooMuchError where it holds more than a printed page can.

    Text is moved about on the page meanwhile, and then stands again where it stood.
    """
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > _MOST:
            raise TooMuchError
        codes = [raw.FPDFText_GetUnicode(textpage, i) for i in range(count)]
        signs = _signs(codes)
        hyphens = _hyphens(page, textpage, [i for i, code in enumerate(codes) if code in _DIVIDED])
        placed = [
            (hyphens.get(i, sign), _place(textpage, i))
            for i, sign in enumerate(signs)
            if (sign >= " " or i in hyphens) and not raw.FPDFText_IsGenerated(textpage, i)
        ]
    finally:
        textpage.close()
    turns = Counter(place.turn for sign, place in placed if not sign.isspace())
    for side in (1, 3):  # up the margin, more than on a page with few lines
        if "".join(sign for sign, place in placed if place.turn == side).startswith(_MARGIN):
            turns[side] = 0
    turn = max(turns, key=lambda t: (turns[t], -t), default=0)
    return Sheet(tuple(_glyph(sign, place, turn) for sign, place in placed), turn)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a character stands in the file's own coordinates; `turn`: quarter turns to the left."""

    x: float
    y: float
    box: tuple[float, float, float, float]  # left, bottom, right, top
    size: float
    turn: int


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point of the file as seen after turning the page until what was turned so far to the left is upright."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _signs(codes: list[int]) -> list[str]:
    """The characters of pdfium's codes; one beyond U+FFFF comes as two halves, of which the second vanishes."""
    signs: list[str] = []
    for code in codes:
        if 0xDC00 <= code < 0xE000 and signs and "\ud800" <= signs[-1] < "\udc00":
            signs[-1] = (signs[-1] + chr(code)).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            signs.append("")
        else:
            signs.append(_SYMBOLS.get(code) or (chr(code) if code <= 0x10FFFF else "?"))
    return [whole(sign) for sign in signs]


def _place(textpage: pdfium.PdfTextPage, index: int) -> _Place:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y))
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box))
    raw.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix))
    scale = hypot(matrix.c, matrix.d) or 1.0
    size = round(float(raw.FPDFText_GetFontSize(textpage, index)) * scale, 1)
    angle = float(raw.FPDFText_GetCharAngle(textpage, index))  # to the right, in radians
    turn = -round(angle / 1.5708) % 4
    return _Place(x.value, y.value, (box.left, box.bottom, box.right, box.top), size, turn)


def _glyph(sign: str, place: _Place, page_turn: int) -> Glyph:
    left, bottom, right, top = place.box
    start, height = turned(place.x, place.y, place.turn)
    ends = (turned(left, bottom, place.turn)[0], turned(right, top, place.turn)[0])
    x, y = turned((left + right) / 2, (bottom + top) / 2, page_turn)
    return Glyph(sign, start, max(start, *ends), height, place.size, x, y, (place.turn - page_turn) % 4)


def _hyphens(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, places: list[int]) -> dict[int, str]:
    """Which hyphen the file really has where pdfium's text only says that a word is divided.

    pdfium keeps hyphens that end no line. So all text is moved onto one line, far apart, and asked for again, and
    then moved back.
    """
    if not places:
        return {}
    items = {place: raw.FPDFText_GetTextObject(textpage, place) for place in places}
    moves: list[tuple[object, float, float]] = []
    for n, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=3)):
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
        moves.append((item, n * _APART - matrix.e, -matrix.f))
    for item, x, y in moves:
        raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, x, y)
    moved = page.get_textpage()
    try:
        texts = {place: _object_text(item, moved).rstrip() for place, item in items.items()}
    finally:
        moved.close()
        for item, x, y in moves:
            raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, -x, -y)
    return {place: _SOFT if text.endswith(_SOFT) else "-" for place, text in texts.items()}


def _object_text(item: object, textpage: pdfium.PdfTextPage) -> str:
    length = raw.FPDFTextObj_GetText(item, textpage, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(item, textpage, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", errors="replace").rstrip("\x00")
