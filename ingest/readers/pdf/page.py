"""The printed words and lines of a PDF page, put together from its characters by where these stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.readers.pdf.glyphs import Glyph

# all in type sizes
_BLANK = 0.15  # a gap not wider than that is none
_APART = 0.9  # what stands farther apart is not one piece of text
_BACK = 0.5  # how far a character may stand before the end of the one before it (kerning, italics)
_LEVEL = 0.12  # how far base lines of one line may lie apart
_RAISED = 0.7  # how far a footnote mark may be raised or lowered
_SMALLER = 0.85  # how large it is at most
_PROSE = 28  # characters of a line, on average, from which it is running text
_COLUMN, _MOSTLY = 3, 0.8  # least lines of a column of cells, and the share of them that stand level with others
_RUNS = 200  # stretches of lines from top to bottom; a page with more is drawn in no order at all
_SIGNS, _RAISED_SIGNS = "0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"
_SOFT = "\u00ad"
_DIVIDED = re.compile(rf"(?:(?<=[^\W\d_])[-\u2010]|{_SOFT})$")


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a blank between them; `hoehe`: the height of its line's base, in points.

    `stueck` counts the pieces of text between wide gaps: words with the same number stand in one.
    """

    glyphs: tuple[Glyph, ...]
    hoehe: float
    stueck: int

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(g.zeichen for g in self.glyphs)

    @property
    def links(self) -> float:
        """Where it begins along its line, in points."""
        return self.glyphs[0].links

    @property
    def rechts(self) -> float:
        """Where it ends along its line, in points."""
        return self.glyphs[-1].rechts

    @property
    def gedreht(self) -> int:
        """Quarter turns to the left from how the page is held."""
        return self.glyphs[0].gedreht


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as printed; coordinates in points from the page's lower left corner, size in points.

    `divided`: the hyphen at its end (taken off the text) that divides a word, U+00AD or "-", else empty.
    `word`: width of its first word. `stuecke`: from where to where each piece of text between wide gaps reaches.
    `gedreht`: quarter turns to the left from how the page is held.
    """

    text: str
    seite: int
    groesse: float
    links: float
    rechts: float
    grundlinie: float
    word: float
    divided: str = ""
    gedreht: int = 0
    stuecke: tuple[tuple[float, float, str], ...] = ()


Cell = tuple[Printed, ...]
"""The lines of a table's cell, top to bottom."""


def words(glyphs: Iterable[Glyph]) -> Iterator[Word]:
    """The words of a page in the order in which the file draws them."""
    run: list[Glyph] = []
    base: Glyph | None = None
    stueck, blank = 0, False
    for glyph in glyphs:
        if glyph.zeichen.isspace():
            blank = True
            continue
        if not glyph.zeichen:
            continue
        goes_on = bool(run) and base is not None and _goes_on(base, run[-1], glyph)
        if run and base is not None and (blank or not goes_on or glyph.links - run[-1].rechts > _BLANK * base.groesse):
            yield Word(tuple(run), base.hoehe, stueck)
            run = []
        if not goes_on:
            stueck, base = stueck + 1, glyph
        elif base is not None and glyph.groesse * _SMALLER > base.groesse:
            base = glyph  # the line began with a footnote mark
        run.append(_marked(run, base or glyph, glyph))
        blank = False
    if run and base is not None:
        yield Word(tuple(run), base.hoehe, stueck)


def _marked(run: Sequence[Glyph], base: Glyph, glyph: Glyph) -> Glyph:
    """The character; a raised figure behind a figure is no part of the number but a footnote's mark."""
    raised = glyph.groesse <= _SMALLER * base.groesse and glyph.hoehe > base.hoehe + _LEVEL * base.groesse
    if (
        not run
        or not raised
        or glyph.zeichen not in _SIGNS
        or not (run[-1].zeichen.isdigit() or run[-1].zeichen in ",)")
    ):
        return glyph
    return replace(glyph, zeichen=_RAISED_SIGNS[_SIGNS.index(glyph.zeichen)])


def _goes_on(base: Glyph, last: Glyph, glyph: Glyph) -> bool:
    """Whether a character stands on the same line as those before it, and near them."""
    size = max(base.groesse, glyph.groesse)
    off = abs(glyph.hoehe - base.hoehe)
    small = min(base.groesse, glyph.groesse) <= _SMALLER * size
    level = off <= _LEVEL * size or (small and off <= _RAISED * size)
    return glyph.gedreht == base.gedreht and level and -_BACK * size < glyph.links - last.rechts < _APART * size


def printed_lines(every: Iterable[Word], seite: int) -> list[Printed]:
    """The lines that the words of page `seite` (from 1) make up, in the words' order.

    Pieces of text beside each other are one line.
    """
    done: list[list[Word]] = []
    for word in every:
        if done and _same_line(done[-1], word):
            done[-1].append(word)
        else:
            done.append([word])
    return [line(run, seite) for run in done]


def _same_line(run: Sequence[Word], word: Word) -> bool:
    last = run[-1]
    if word.stueck == last.stueck:
        return True
    level = abs(word.hoehe - last.hoehe) <= _LEVEL * _size(word.glyphs)
    return level and word.gedreht == last.gedreht and word.links > last.rechts - 1.0


def line(run: Sequence[Word], seite: int) -> Printed:
    """The line that words on one base line make up; `run`: at least one, from left to right; `seite` from 1."""
    text = " ".join(word.text for word in run)
    divided = _DIVIDED.search(text)
    pieces: list[list[Word]] = []
    for word in run:
        if pieces and pieces[-1][0].stueck == word.stueck:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return Printed(
        text=text[: divided.start()] if divided else text,
        seite=seite,
        groesse=_size([g for word in run for g in word.glyphs]),
        links=run[0].links,
        rechts=run[-1].rechts,
        grundlinie=max(run, key=lambda word: len(word.glyphs)).hoehe,  # it may begin with a raised footnote mark
        word=run[0].rechts - run[0].links,
        divided=divided[0] if divided else "",
        gedreht=run[0].gedreht,
        stuecke=tuple((p[0].links, p[-1].rechts, " ".join(w.text for w in p)) for p in pieces),
    )


def _size(glyphs: Sequence[Glyph]) -> float:
    """The size that most characters have."""
    sizes = Counter(g.groesse for g in glyphs)
    return max(sizes, key=lambda size: (sizes[size], size))


def in_order(lines: Sequence[Printed]) -> list[Printed]:
    """Lines as read: the file's order where columns stand beside each other, else from top to bottom.

    A file may draw the head of its first page last, or the foot first.
    """
    runs: list[list[Printed]] = []
    for item in lines:
        if runs and runs[-1][-1].grundlinie >= item.grundlinie - 1.0 and runs[-1][-1].gedreht == item.gedreht:
            runs[-1].append(item)
        else:
            runs.append([item])
    if len(runs) > _RUNS:
        return _level(sorted(lines, key=lambda p: (p.gedreht, -p.grundlinie)))
    merged = _merged(runs)
    done: list[list[Printed]] = []
    for run in merged:
        at = next((n for n, other in enumerate(done) if _above(run, other)), len(done))
        done.insert(at, run)
    return [item for run in done for item in run]


def _above(run: Sequence[Printed], other: Sequence[Printed]) -> bool:
    return run[0].gedreht == other[0].gedreht and run[-1].grundlinie > other[0].grundlinie


def _merged(runs: list[list[Printed]]) -> list[list[Printed]]:
    """Runs that interleave, one over the other, sorted into one."""
    done: list[list[Printed]] = []
    for run in runs:
        current = run
        for n in reversed(range(len(done))):
            if _interleave(done[n], current):
                current = _level(sorted([*done.pop(n), *current], key=lambda p: -p.grundlinie))
        done.append(current)
    return done


def _interleave(a: Sequence[Printed], b: Sequence[Printed]) -> bool:
    """Whether lines of both stand at the same height, one over the other."""
    top, bottom = min(a[0].grundlinie, b[0].grundlinie), max(a[-1].grundlinie, b[-1].grundlinie)
    if a[0].gedreht != b[0].gedreht or bottom > top:
        return False
    left, right = ([p for p in run if bottom - 1.0 <= p.grundlinie <= top + 1.0] for run in (a, b))
    if not left or not right:  # one has a gap where the other stands
        return True
    if _beside(left, right):
        return True
    return max(min(p.links for p in run) for run in (left, right)) < min(
        max(p.rechts for p in run) for run in (left, right)
    )


def _beside(left: Sequence[Printed], right: Sequence[Printed]) -> bool:
    """Whether lines drawn one column after the other are rows of short cells, not two columns of text."""
    fewer, more = sorted((left, right), key=len)
    heights = [p.grundlinie for p in more]
    level = sum(any(abs(p.grundlinie - y) <= _LEVEL * p.groesse for y in heights) for p in fewer)
    prose = any(is_prose([p.text for p in run]) for run in (left, right))
    return not prose and len(fewer) >= _COLUMN and level >= _MOSTLY * len(fewer)


def is_prose(lines: Sequence[str]) -> bool:
    """Whether the texts of lines are as long as those of running text, the last one apart."""
    return sum(map(len, lines[:-1])) >= _PROSE * max(1, len(lines) - 1)


def _level(lines: Sequence[Printed]) -> list[Printed]:
    """Sorted lines with those on one base line put together, from left to right."""
    done: list[Printed] = []
    for item in lines:
        last = done[-1] if done else None
        if (
            last is None
            or not (last.text and item.text)
            or abs(last.grundlinie - item.grundlinie) > _LEVEL * item.groesse
        ):
            done.append(item)
            continue
        left, right = (last, item) if last.links <= item.links else (item, last)
        done[-1] = replace(
            left if len(left.text) >= len(right.text) else right,
            text=f"{left.text}{left.divided} {right.text}",
            links=left.links,
            rechts=max(left.rechts, right.rechts),
            word=left.word,
            divided=right.divided,
            stuecke=left.stuecke + right.stuecke,
        )
    return done
