"""From the printed lines of a PDF's pages to lines in reading order, as the parser reads them.

Running heads and page numbers go. Words divided at a line's end are put together again, on the first of the two
lines. Of each line it is known whether its sentence goes on in the next. Footnotes come after the paragraph that their
page's end cuts; the transmittal note likewise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.model import Zeile
from ingest.readers.pdf.hyphens import Hyphens, address_goes_on
from ingest.readers.pdf.page import Cell, Printed
from ingest.text.running_heads import NOTE_START, is_running_head, is_running_piece

_SOFT = "\u00ad"
_EDGE = 3.0  # points from the page's first or last line within which running heads stand
_SMALL = 0.85  # of the answer's type size: footnotes and the transmittal note are set smaller than this
_LEADING = 1.45  # times the size: how far apart lines of one paragraph are at most, if too few tell
_LOOSE = 1.2  # times the paper's own leading: lines farther apart are two paragraphs
_MEASURED = 8  # lines of a size from which the paper's own leading and margin are known
_INDENT = 3.0  # points within which lines begin at one place
_JUSTIFIED = 0.2  # share of lines that end at one place from which that is the margin
_RAGGED = 0.4  # of a line's width: how much shorter one may be that is followed by a word that begins no sentence
_OUTSIDE = 0.5  # of the size: a mark that stands so far to the left of the line before it begins a paragraph
_MARK = re.compile(r"(?:[-–—•▪●·*]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
_OPEN = re.compile(r"[^.!?:;]$")


@dataclass(frozen=True, slots=True)
class Item:
    """A line on its way to a Zeile: printed, or the row of a table, whose cells are `reihe`.

    Of a row, `printed` says where it stands and how large it is set; `tabellenanfang`, `tabellenkopf` as of a Zeile.
    """

    printed: Printed
    reihe: tuple[Cell, ...] = ()
    tabellenanfang: bool = False
    tabellenkopf: bool = False

    @property
    def zellen(self) -> tuple[str, ...]:
        """The cells' words, line by line as printed."""
        return tuple("\n".join(line.text + line.divided for line in cell) for cell in self.reihe)

    @property
    def text(self) -> str:
        """The words."""
        return " ".join(cell for cell in self.zellen if cell) if self.reihe else self.printed.text


class Layout:
    """What the whole paper says about its lines: type sizes, right margins, its words."""

    def __init__(self, pages: Sequence[Sequence[Item]]) -> None:
        items = [item for page in pages for item in page]
        lines = [item.printed for item in items if not item.reihe and not item.printed.gedreht]
        cells: list[Printed] = []
        for item in items:
            for cell in item.reihe:
                cells.extend(cell)
        self.body = _body_size(lines)
        self._right = _right_margins(lines)
        self._columns = _column_margins(lines)
        self._leading = _leadings(lines)
        self.hyphens = Hyphens(lines, cells)

    def goes_on(self, line: Item, following: Item) -> bool:
        """Whether the paragraph goes on in the following line (both of the running text)."""
        a, b = line.printed, following.printed
        if line.reihe or following.reihe or abs(a.groesse - b.groesse) > 0.3 or a.gedreht != b.gedreht:
            return False
        if a.seite == b.seite and a.grundlinie > b.grundlinie:
            if a.grundlinie - b.grundlinie > self._leading.get(a.groesse, _LEADING * a.groesse):
                return False
        elif b.text[:1].islower() and _OPEN.search(a.text) and not _MARK.match(b.text):
            return True
        if a.divided:
            return True
        if _MARK.match(b.text) and (b.links < a.links - _OUTSIDE * a.groesse or _MARK.match(a.text)):
            return False
        right = self._columns.get(_column(a)) or self._right.get(a.groesse, a.rechts)
        if b.text[:1].islower() and _OPEN.search(a.text) and not _MARK.match(b.text):
            right -= _RAGGED * (right - a.links)
        return a.rechts + 0.2 * a.groesse + b.word > right

    def divides(self, line: Printed, text: str, following: str) -> bool:
        """Whether a line that goes on does so inside a word or an address; `text` is the line with its beginning."""
        return bool(line.divided) or address_goes_on(text, following)


def flow(pages: Sequence[Sequence[Item]]) -> list[Zeile]:
    """All lines of a paper in reading order; `pages`: what is printed on each, in the order of `in_columns`."""
    cleaned = [_without_running(page) for page in pages]
    layout = Layout(cleaned)
    ordered = _ordered([_split_foot(page, layout.body) for page in cleaned], layout)
    return _joined(ordered, layout)


def _body_size(lines: Iterable[Printed]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.groesse] += len(line.text)
    return max(sizes, key=lambda s: (sizes[s], s), default=0.0)


def _column(line: Printed) -> tuple[float, int]:
    """The lines that a line is likely to share its right margin with."""
    return line.groesse, round(line.links / _INDENT)


def _right_margins(lines: Sequence[Printed]) -> dict[float, float]:
    """How far to the right text of each size is set; a few lines may stick out."""
    ends: dict[float, list[float]] = {}
    for line in lines:
        ends.setdefault(line.groesse, []).append(line.rechts)
    every = [line.rechts for line in lines]
    return {size: _right_margin(found if len(found) >= _MEASURED else every) for size, found in ends.items()}


def _right_margin(ends: Sequence[float]) -> float:
    """Where most lines end, if they are justified, else where nearly all have ended."""
    justified = _justified(ends)
    return sorted(ends)[int(0.98 * (len(ends) - 1))] if justified is None else justified


def _justified(ends: Sequence[float]) -> float | None:
    """Where most lines end, if they are justified."""
    often, count = Counter(round(end) for end in ends).most_common(1)[0]
    return max(end for end in ends if round(end) == often) if count >= _JUSTIFIED * len(ends) else None


def _column_margins(lines: Sequence[Printed]) -> dict[tuple[float, int], float]:
    """The same for lines that begin at one place, where they are justified: the columns of a page."""
    ends: dict[tuple[float, int], list[float]] = {}
    for line in lines:
        ends.setdefault(_column(line), []).append(line.rechts)
    margins = {column: _justified(found) for column, found in ends.items() if len(found) >= _MEASURED}
    return {column: margin for column, margin in margins.items() if margin is not None}


def _leadings(lines: Sequence[Printed]) -> dict[float, float]:
    """How far apart, in points, lines of one paragraph are at most, for each size that enough lines have."""
    gaps: dict[float, Counter[float]] = {}
    for a, b in pairwise(lines):
        gap = a.grundlinie - b.grundlinie
        if a.seite == b.seite and a.groesse == b.groesse and 0 < gap < 2 * a.groesse:
            gaps.setdefault(a.groesse, Counter())[round(gap, 1)] += 1
    known = {size: found.most_common(1)[0][0] for size, found in gaps.items() if found.total() >= _MEASURED}
    return {size: _LOOSE * gap for size, gap in known.items()}


def _without_running(page: Sequence[Item]) -> list[Item]:
    """The page without running heads and page numbers; the Kopf of page 1 stays."""
    if not page:
        return []
    heights = [i.printed.grundlinie for i in page if not i.printed.gedreht] or [0.0]
    top, bottom = max(heights) - _EDGE, min(heights) + _EDGE
    return [i for i in page if not _runs(i, top, bottom)]


def _runs(item: Item, top: float, bottom: float) -> bool:
    line = item.printed
    at_edge = line.grundlinie <= bottom or (line.grundlinie >= top and line.seite > 1)
    return not item.reihe and (is_running_head(line.text) or (at_edge and is_running_piece(line.text, line.seite)))


def _split_foot(page: list[Item], body: float) -> tuple[list[Item], list[Item]]:
    """Text and foot of a page: small lines below everything else are its foot, and the transmittal note."""
    upright = [i for i in page if not i.printed.gedreht]
    above = [i for i in upright if not NOTE_START.match(i.text)] if page and page[0].printed.seite == 1 else upright
    note = min((i.printed.grundlinie for i in upright if i not in above), default=float("-inf"))
    large = [i.printed.grundlinie for i in above if i.reihe or i.printed.groesse > _SMALL * body]
    large = [height for height in large if height > note]
    if not large:
        return page, []
    lowest = min(large)
    below = [not i.printed.gedreht and i.printed.grundlinie < lowest for i in page]
    foot = [i for i, low in zip(page, below, strict=True) if low]
    return [i for i, low in zip(page, below, strict=True) if not low], foot


def _ordered(pages: Iterable[tuple[list[Item], list[Item]]], layout: Layout) -> list[tuple[Item, bool]]:
    """Items with whether each goes on in the next; feet wait until the paragraph over the page's end is over."""
    done: list[tuple[Item, bool]] = []
    waiting: list[Item] = []
    for text, foot in pages:
        for item in text:
            goes_on = bool(done) and layout.goes_on(done[-1][0], item)
            if done and done[-1][0] is not item:
                done[-1] = (done[-1][0], done[-1][1] or goes_on)
            if waiting and not goes_on:
                done.extend(_foot(waiting, layout))
                waiting = []
            done.append((item, False))
        waiting.extend(foot)
    return [*done, *_foot(waiting, layout)]


def _foot(items: list[Item], layout: Layout) -> list[tuple[Item, bool]]:
    if not items:
        return []
    return [*((a, layout.goes_on(a, b)) for a, b in pairwise(items)), (items[-1], False)]


def _joined(items: Sequence[tuple[Item, bool]], layout: Layout) -> list[Zeile]:
    """Put divided words and broken addresses together."""
    done: list[Zeile] = []
    n, text = 0, items[0][0].text if items else ""
    while n < len(items):
        item, rest = items[n][0], ""
        while items[n][1] and layout.divides(items[n][0].printed, text, items[n + 1][0].text):
            printed = items[n][0].printed
            n += 1
            text, rest = _mended(printed.divided, text, items[n][0].text, layout)
            if rest.strip():
                break
        goes_on = items[n][1]
        if rest.strip():  # of the line that was begun: the word that is broken takes its first part
            goes_on, following = True, rest.lstrip()
        else:
            text += items[n][0].printed.divided.strip(_SOFT)  # a hyphen that divides nothing is printed all the same
            n += 1
            following = items[n][0].text if n < len(items) else ""
        if item.reihe:
            done.append(_row(item, layout))
        elif text.strip():
            done.append(_zeile(item, text.rstrip(), goes_on))
        text = following
    return done


def _zeile(item: Item, text: str, umbruch: bool) -> Zeile:
    return Zeile(
        text=text,
        seite=item.printed.seite,
        groesse=item.printed.groesse,
        umbruch=umbruch,
    )


def _row(item: Item, layout: Layout) -> Zeile:
    cells = tuple(layout.hyphens.cell(cell) for cell in item.reihe)
    return Zeile(
        text=" ".join(cell for cell in cells if cell),
        seite=item.printed.seite,
        groesse=item.printed.groesse,
        umbruch=False,
        zellen=cells,
        tabellenanfang=item.tabellenanfang,
        tabellenkopf=item.tabellenkopf,
    )


def _mended(printed: str, text: str, following: str, layout: Layout) -> tuple[str, str]:
    """The line with the rest of its last word, and what is left of the following line."""
    found = re.match(r"\s*(\S+)", following)
    if found is None:
        return text, ""
    joint = layout.hyphens.hyphen(printed, text, found[1]) if printed else ""
    if joint == "- ":
        return text.rstrip() + "-", following
    return text.rstrip() + joint + found[1], following[found.end() :]
