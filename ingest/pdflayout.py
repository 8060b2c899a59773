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
from ingest.pdfpage import Printed
from ingest.running import is_running_head, is_running_piece

_EDGE = 3.0  # points from the page's first or last line within which running heads stand
_SMALL = 0.85  # of the answer's type size: footnotes and the transmittal note are set smaller than this
_LEADING = 1.7  # times the size: lines of one paragraph are not farther apart
_BLANKS = 0.05  # share of lines with a blank at the end from which the file is taken to know where lines wrap
_CONJUNCTION = re.compile(r"(?:und|oder|bzw\.|sowie|als|bis|beziehungsweise|noch|statt|wie)$")
_SOFT = "\u00ad"
_URL = re.compile(r"https?://|www\.|\w\.[a-z]{2,4}/")
_LONG_WORD = 30  # characters without a blank that may be an address
_REACH = 2000  # characters before a line's end that are looked at: lines put together may grow long
_ENDING = 2  # letters that German endings change ("-ische", "-ischen")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Item:
    """A line on its way: printed, or the row of a ruled table (`zellen`; the others as a Zeile's)."""

    printed: Printed
    zellen: tuple[str, ...] = ()
    tabellenanfang: bool = False
    tabellenkopf: bool = False

    @property
    def text(self) -> str:
        """The words."""
        return " ".join(cell for cell in self.zellen if cell) if self.zellen else self.printed.text


class Layout:
    """What the whole paper says about its lines: type sizes, right margins, its words."""

    def __init__(self, pages: Sequence[Sequence[Item]]) -> None:
        lines = [item.printed for page in pages for item in page if not item.zellen]
        self.body = _body_size(lines)
        self._right = _right_margins(lines)
        self._stems = Counter(w[:n] for w in _words(lines) for n in range(3, len(w) + 1))
        self._knows_soft = any(line.divided == _SOFT for line in lines)
        self._blanks = sum(line.text.endswith(" ") for line in lines) > _BLANKS * max(1, len(lines))

    def goes_on(self, line: Item, following: Item) -> bool:
        """Whether the paragraph goes on in the following line (both of the running text)."""
        a, b = line.printed, following.printed
        if line.zellen or following.zellen or abs(a.groesse - b.groesse) > 0.3:
            return False
        if a.divided:
            return True
        if self._blanks and not _may_be_broken(a.text):
            return a.text.endswith(" ")
        near = a.seite != b.seite or 0 < a.grundlinie - b.grundlinie < _LEADING * a.groesse
        fits = a.rechts + 0.2 * a.groesse + b.word <= self._right.get(a.groesse, a.rechts)
        return near and not fits

    def divides(self, line: Printed, text: str) -> bool:
        """Whether a line that goes on does so inside a word or an address; `text` is the line with its beginning."""
        return bool(line.divided) or (not line.text.endswith(" ") and _ends_in_address(text))

    def hyphen(self, printed: str, head: str, tail: str) -> str:
        """What stands between the halves of a word divided at a line's end: nothing, "-" or "- ".

        `printed` is the hyphen that the file has; where it has but one kind, the paper's other words decide.
        """
        if printed == _SOFT:
            return ""
        if _CONJUNCTION.match(tail):
            return "- "
        if self._knows_soft or _ends_in_address(head):
            return "-"
        last, first = _WORD.findall(head[-_REACH:])[-1:], _WORD.findall(tail)[:1]
        if not last or not first or not tail[0].islower():
            return "-"
        piece = last[0].rsplit("-", 1)[-1]
        if piece[-1].isdigit() or (piece.isupper() and len(piece) > 1):
            return "-"
        whole, apart = f"{last[0]}{first[0]}".lower(), f"{last[0]}-{first[0]}".lower()
        return "-" if self._stems[apart[:-_ENDING]] > self._stems[whole[:-_ENDING]] else ""


def flow(pages: Sequence[Sequence[Item]]) -> list[Zeile]:
    """The lines in reading order."""
    cleaned = [_without_running(page) for page in pages]
    layout = Layout(cleaned)
    ordered = _ordered([_split_foot(page, layout.body) for page in cleaned], layout)
    return _joined(ordered, layout)


def _ends_in_address(text: str) -> bool:
    """Whether an address stands at a line's end, with no blank behind it."""
    last = text[-_REACH:].rsplit(None, 1)[-1:]
    return bool(last) and not text[-1].isspace() and _URL.search(last[0]) is not None


def _may_be_broken(text: str) -> bool:
    """Whether a line may be, or end in, an address that goes on in the next line."""
    return _ends_in_address(text) or (len(text) >= _LONG_WORD and not any(map(str.isspace, text)))


def _words(lines: Iterable[Printed]) -> set[str]:
    """The words of the paper that stand whole on one line."""
    return {w for line in lines for w in _WORD.findall(line.text.lower())}


def _body_size(lines: Iterable[Printed]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.groesse] += len(line.text)
    return max(sizes, key=lambda s: (sizes[s], s), default=0.0)


def _right_margins(lines: Iterable[Printed]) -> dict[float, float]:
    """How far to the right text of each size is set; a few lines may stick out."""
    ends: dict[float, list[float]] = {}
    for line in lines:
        ends.setdefault(line.groesse, []).append(line.rechts)
    return {size: sorted(e)[int(0.98 * (len(e) - 1))] for size, e in ends.items()}


def _without_running(page: Sequence[Item]) -> list[Item]:
    """The page without running heads and page numbers; the Kopf of page 1 stays."""
    if not page:
        return []
    top = max(i.printed.grundlinie for i in page) - _EDGE
    bottom = min(i.printed.grundlinie for i in page) + _EDGE
    return [i for i in page if not _runs(i, top, bottom)]


def _runs(item: Item, top: float, bottom: float) -> bool:
    line = item.printed
    at_edge = line.grundlinie <= bottom or (line.grundlinie >= top and line.seite > 1)
    return not item.zellen and (is_running_head(line.text) or (at_edge and is_running_piece(line.text, line.seite)))


def _split_foot(page: list[Item], body: float) -> tuple[list[Item], list[Item]]:
    """Text and foot of a page: small lines below everything else are its foot."""
    large = [i.printed.grundlinie for i in page if i.zellen or i.printed.groesse > _SMALL * body]
    if not large:
        return page, []
    lowest = min(large)
    foot = [i for i in page if i.printed.grundlinie < lowest]
    return [i for i in page if i.printed.grundlinie >= lowest], foot


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
        while items[n][1] and layout.divides(items[n][0].printed, text):
            printed = items[n][0].printed
            n += 1
            text, rest = _mended(printed.divided, text, items[n][0].text, layout)
            if rest.strip():
                break
        goes_on = items[n][1]
        if rest.strip():  # of the line that was begun: the word that is broken takes its first part
            goes_on, following = True, rest.lstrip()
        else:
            n += 1
            following = items[n][0].text if n < len(items) else ""
        if text.strip():
            done.append(_zeile(item, text.rstrip(), goes_on))
        text = following
    return done


def _zeile(item: Item, text: str, umbruch: bool) -> Zeile:
    return Zeile(
        text=text,
        seite=item.printed.seite,
        groesse=item.printed.groesse,
        umbruch=umbruch,
        zellen=item.zellen or None,
        tabellenanfang=item.tabellenanfang,
        tabellenkopf=item.tabellenkopf,
    )


def _mended(printed: str, text: str, following: str, layout: Layout) -> tuple[str, str]:
    """The line with the rest of its last word, and what is left of the following line."""
    found = re.match(r"\s*(\S+)", following)
    if found is None:
        return text, ""
    joint = layout.hyphen(printed, text, found[1]) if printed else ""
    if joint == "- ":
        return text.rstrip() + "-", following
    return text.rstrip() + joint + found[1], following[found.end() :]
