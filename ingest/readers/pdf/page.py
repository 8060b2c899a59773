"""The printed lines of a PDF page: words, type size, place. What pdfium gives, before the page is understood."""

from __future__ import annotations

import ctypes
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import hypot

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.errors import whole

_DIVIDED = "\ufffe"  # pdfium's mark for a hyphen at a line's end; it takes the line break away
_SOFT = "\u00ad"
_BLANK = 0.15  # of the type size: a gap not wider than that is none
_JUMP = 7.0  # points; raised footnote marks stay below, the next line is farther down
_APART = 2000.0  # points between pieces of text; more than any of them is wide
_SAMPLES = 5  # characters of a line whose size is asked for: footnote marks are smaller than their line


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as printed; coordinates in points from the page's lower left corner, size in points.

    `divided`: the hyphen at its end (taken off the text) that divides a word, U+00AD or "-", else empty.
    `word`: width of its first word.
    `upright` is False for lines turned by more than 45 degrees.
    """

    text: str
    seite: int
    groesse: float
    links: float
    rechts: float
    grundlinie: float
    word: float
    divided: str = ""
    upright: bool = True


def printed_lines(page: pdfium.PdfPage, seite: int) -> list[Printed]:
    """The page's lines in the order in which the file draws them, blank ones left out."""
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        if len(text) != textpage.count_chars():  # characters beyond U+FFFF take two places
            codes = (raw.FPDFText_GetUnicode(textpage, i) for i in range(textpage.count_chars()))
            text = whole("".join(chr(code) if code <= sys.maxunicode else "?" for code in codes))
            text = text.replace("\x02", _DIVIDED)
        found = ((_line(textpage, text, start, end, seite), end - 1) for start, end in _spans(textpage, text))
        lines = [(line, end) for line, end in found if line is not None]
        hyphens = _hyphens(page, textpage, [end for _, end in lines if text[end] == _DIVIDED])
        return _rejoined(replace(line, divided=hyphens[end]) if end in hyphens else line for line, end in lines)
    finally:
        textpage.close()


def _rejoined(lines: Iterable[Printed]) -> list[Printed]:
    """One line of what stands on one base line; behind a raised footnote mark pdfium begins a new one."""
    done: list[Printed] = []
    for line in lines:
        last = done[-1] if done else None
        if last is None or not _goes_on_beside(last, line):
            done.append(line)
            continue
        near = line.links - last.rechts < _BLANK * line.groesse or last.text[-1:].isspace() or line.text[:1].isspace()
        larger = last if len(last.text) > len(line.text) else line
        text = last.text + ("" if near else " ") + line.text
        done[-1] = replace(last, text=text, rechts=line.rechts, groesse=larger.groesse, divided=line.divided)
    return done


def _goes_on_beside(a: Printed, b: Printed) -> bool:
    level = a.upright and b.upright and abs(a.grundlinie - b.grundlinie) < 1.0 and not a.divided
    return level and -1.0 < b.links - a.rechts < b.groesse


def _spans(textpage: pdfium.PdfTextPage, text: str) -> Iterator[tuple[int, int]]:
    """Where lines stand in pdfium's text: between line breaks, up to and with a dividing hyphen, on one base line.

    pdfium sometimes runs a line and one far below or above it together.
    """
    for found in re.finditer(rf"[^\r\n{_DIVIDED}]+{_DIVIDED}?", text):
        start, before = found.start(), None
        for word in re.finditer(r"\S+", found[0]) if _upright(textpage, start) else ():
            begin = found.start() + word.start()
            height = _origin(textpage, begin)[1]
            if before is not None and abs(height - before) > _JUMP:
                yield start, begin - raw.FPDFText_IsGenerated(textpage, begin - 1)
                start = begin
            before = height
        yield start, found.end()


def _line(textpage: pdfium.PdfTextPage, text: str, start: int, end: int, seite: int) -> Printed | None:
    words = text[start:end]
    filled = [start + i for i, c in enumerate(words) if not c.isspace() and c not in (_DIVIDED, _SOFT)]
    if not filled:
        return None
    first, last = filled[0], filled[-1]
    word_end = start + re.match(r"\s*\S+", words).end() - 1  # type: ignore[union-attr]  # filled: there is a word
    links, grundlinie = _origin(textpage, first)
    divided = re.search(rf"(?:(?<=[^\W\d_])-|{_SOFT}|{_DIVIDED})$", words)
    return Printed(
        text=words[: divided.start()] if divided else words,
        seite=seite,
        groesse=_size(textpage, filled),
        links=links,
        rechts=_right(textpage, last),
        grundlinie=grundlinie,
        word=_right(textpage, min(word_end, last)) - links,
        divided=divided[0] if divided else "",
        upright=_upright(textpage, first),
    )


def _upright(textpage: pdfium.PdfTextPage, index: int) -> bool:
    """Whether a character stands upright, or nearly (the angle is in radians)."""
    return not 0.8 < raw.FPDFText_GetCharAngle(textpage, index) % 3.1416 < 2.35


def _hyphens(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, places: list[int]) -> dict[int, str]:
    """Which hyphen the file really has where pdfium's text only says that a word is divided.

    pdfium keeps hyphens that end no line. So all text is moved onto one line, far apart, and asked for again;
    the page is of no other use afterwards.
    """
    if not places:
        return {}
    items = {place: raw.FPDFText_GetTextObject(textpage, place) for place in places}
    for n, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=3)):
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
        raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, n * _APART - matrix.e, -matrix.f)
    moved = page.get_textpage()
    try:
        texts = {place: _object_text(item, moved).rstrip() for place, item in items.items()}
    finally:
        moved.close()
    return {place: _SOFT if text.endswith(_SOFT) else "-" for place, text in texts.items()}


def _object_text(item: object, textpage: pdfium.PdfTextPage) -> str:
    length = raw.FPDFTextObj_GetText(item, textpage, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(item, textpage, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", errors="replace").rstrip("\x00")


def _size(textpage: pdfium.PdfTextPage, filled: list[int]) -> float:
    """The size most characters have, of a few asked for; text matrices that scale are counted in."""
    step = max(1, len(filled) // _SAMPLES)
    sizes = Counter(_char_size(textpage, i) for i in filled[step // 2 :: step])
    return max(sizes, key=lambda size: (sizes[size], size))


def _char_size(textpage: pdfium.PdfTextPage, index: int) -> float:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix))
    scale = hypot(matrix.c, matrix.d) or 1.0
    return round(float(raw.FPDFText_GetFontSize(textpage, index)) * scale, 1)


def _origin(textpage: pdfium.PdfTextPage, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y))
    return x.value, y.value


def _right(textpage: pdfium.PdfTextPage, index: int) -> float:
    box = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
    raw.FPDFText_GetCharBox(textpage, index, *(ctypes.byref(side) for side in box))
    return box[1].value
