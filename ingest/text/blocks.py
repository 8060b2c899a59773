"""The lines of an answer as Blocks: paragraphs, tables that the text format flattened, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from ingest.language.sentences import is_item
from ingest.model import Block, Blockart, Seiten, Seitenmarke
from ingest.text.cleaning import join_offsets
from ingest.text.lines import Line

_FULL = 58  # characters from which a line is as wide as running text is set
_FOOTNOTE = re.compile(r"^\*{1,3}\)?\s+[A-ZÄÖÜ]")
_SENTENCE_END = re.compile(r"[.!?:;][“\"”«)\]]{0,2}$")
_NUMERIC = re.compile(r"^[-–+]?[\d.,/%:*()\-–]+$|^[-–]$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAST_ROWS = 3  # lines; fewer are no table
_SHINGLE = 4  # words
_REPEATED = 0.35  # share of repeated word sequences from which a table counts as damaged
_LONG = 200  # characters of a line that garbled tables have, at least two of them
_ROW_OF_ALL = 400  # characters of a line that is a table by itself
_FIGURES = 0.4  # share of words with figures from which on a paragraph does not read like running text
_NUMERIC_WORDS, _NUMERIC_SHARE = 3, 0.5  # least words of a row, and the share of bare numbers among them


def blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Cut the lines of an answer, a preamble or an annex into Blocks, in order; no letter is lost."""
    return tuple(_block(art, run) for art, run in _runs(lines))


def pages(lines: Sequence[Line]) -> Seiten | None:
    """First and last page of the lines, None where the file knows no pages."""
    known = [line.seite for line in lines if line.seite is not None]
    return Seiten(min(known), max(known)) if known else None  # a page's foot may stand after the next page's text


def _block(art: Blockart, lines: list[Line]) -> Block:
    if art is Blockart.TABELLE:
        text = "\n".join(line.text for line in lines)
        offsets = list(accumulate((len(line.text) + 1 for line in lines[:-1]), initial=0))
        known = any(line.zellen is not None for line in lines)
        # of a PDF's ruled tables each cell is read where it stands; that their heads are printed again is no damage
        ruled = any(line.tabellenanfang for line in lines)
        return Block(
            art=art,
            text=text,
            seiten=pages(lines),
            zellen=tuple(line.zellen or (line.text,) for line in lines) if known else (),
            beschaedigt=not all(line.groesse for line in lines)
            and _damaged([line.text for line in lines if not ruled or line.zellen is None]),
            marken=_marken(lines, offsets),
            anfaenge=tuple(i for i, line in enumerate(lines) if line.tabellenanfang),
            koepfe=tuple(i for i, line in enumerate(lines) if line.tabellenkopf),
        )
    text, offsets = join_offsets(lines)
    return Block(art=art, text=text, seiten=pages(lines), marken=_marken(lines, offsets))


def _marken(lines: Sequence[Line], offsets: Sequence[int]) -> tuple[Seitenmarke, ...]:
    """Where each page begins, among lines of which `offsets` are the beginnings."""
    found: list[Seitenmarke] = []
    for line, offset in zip(lines, offsets, strict=True):
        if line.seite is not None and (not found or found[-1].seite != line.seite):
            found.append(Seitenmarke(offset, line.seite))
    return tuple(found)


def _damaged(lines: Sequence[str]) -> bool:
    """Whether the source garbles these lines of a table: the same word sequences come again and again."""
    words = _WORD.findall("\n".join(lines))
    shingles = Counter(tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))
    total = sum(shingles.values())
    long_lines = sum(len(line) > _LONG for line in lines)
    return long_lines >= 2 and total > 0 and 1 - len(shingles) / total > _REPEATED


def _runs(lines: Sequence[Line]) -> Iterator[tuple[Blockart, list[Line]]]:
    """Paragraphs one by one; neighbouring paragraphs of table lines put together."""
    every = list(paragraphs(lines))
    table: list[Line] = []
    for paragraph, tabular in zip(every, _in_tables(every), strict=True):
        if tabular:
            table.extend(paragraph)
            continue
        yield from _flush(table)
        table = []
        art = Blockart.FUSSNOTE if _FOOTNOTE.match(paragraph[0].text) else Blockart.TEXT
        yield art, paragraph
    yield from _flush(table)


def _in_tables(every: Sequence[list[Line]]) -> list[bool]:
    """Which paragraphs are table lines: by themselves, or as no sentences between such ones (heads, sums, sources)."""
    found = [_tabular(p) for p in every]
    for i, paragraph in enumerate(every):
        if not found[i] and i and found[i - 1]:
            found[i] = not is_sentence(paragraph)
    for i in range(len(every) - 2, -1, -1):
        if not found[i] and found[i + 1]:
            found[i] = not is_sentence(every[i]) and _mean_length(every[i]) < _FULL
    return found


def is_sentence(paragraph: Sequence[Line]) -> bool:
    """Whether a paragraph reads like running text: it ends like a sentence and does not consist of figures."""
    text = " ".join(line.text for line in paragraph)
    if _FOOTNOTE.match(text) or is_item(text):
        return True
    tokens = text.split()
    figures = sum(any(c.isdigit() for c in t) for t in tokens)
    return _SENTENCE_END.search(text) is not None and figures < _FIGURES * len(tokens) and not text.startswith("Quelle")


def _mean_length(paragraph: Sequence[Line]) -> float:
    return sum(len(line.text) for line in paragraph) / len(paragraph)


def _flush(table: list[Line]) -> Iterator[tuple[Blockart, list[Line]]]:
    """A run of table lines; too short a run is just text, unless its cells are known."""
    known = any(line.zellen is not None for line in table)
    if known or len(table) >= _LEAST_ROWS or any(len(line.text) > _ROW_OF_ALL for line in table):
        yield Blockart.TABELLE, table
    else:
        yield from ((Blockart.TEXT, [line]) for line in table)


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Cut lines where a paragraph ends: at blank lines, list marks, and lines that are not filled.

    Blank lines are in no paragraph. A row of a table whose cells are known is one by itself.
    """
    current: list[Line] = []
    gap = False
    for line in lines:
        if line.blank:
            gap = True
            continue
        if current and (_gap_ends(current[-1], line) if gap else _breaks(current[-1], line)):
            yield current
            current = []
        current.append(line)
        gap = False
    if current:
        yield current


def _gap_ends(before: Line, line: Line) -> bool:
    """Whether a blank line ends the paragraph: not where a page's end cut a sentence."""
    return not line.text[0].islower() or _SENTENCE_END.search(before.text) is not None


def _breaks(before: Line, line: Line) -> bool:
    """Whether a new paragraph begins at `line`; a row of a table is never in one with anything else."""
    if before.zellen is not None or line.zellen is not None:
        return True
    if before.glued or before.wraps:
        return False
    if before.wraps is False and before.groesse is not None:
        return True  # a PDF tells from where its lines stand
    if before.wraps is None and before.groesse is None:
        return not _goes_on(before.text)
    if before.text.endswith("-") and line.text[:1].islower():
        return False
    first = line.text.split(" ", 1)[0]
    fits = len(before.text) + 1 + len(first) <= _FULL
    if fits or is_item(line.text):
        return True
    ended = _SENTENCE_END.search(before.text) is not None
    return ended and (line.text[0].isupper() or not line.text[0].isalpha())


def _goes_on(text: str) -> bool:
    """In files without wrap marks a line is a paragraph, unless a page break cut it inside a word."""
    return re.search(r"[^\W\d_]-$", text) is not None


def _tabular(paragraph: list[Line]) -> bool:
    """Whether a paragraph looks like rows of a table: short or numeric lines that are no sentence."""
    text = " ".join(line.text for line in paragraph)
    tokens = text.split()
    numeric = sum(_NUMERIC.match(t) is not None for t in tokens)
    if len(tokens) >= _NUMERIC_WORDS and numeric >= _NUMERIC_SHARE * len(tokens):
        return True
    if any(line.zellen is not None for line in paragraph):
        return True
    if _SENTENCE_END.search(text) or is_item(text) or len(text) >= _FULL * 2:
        return False
    return all(len(line.text) < _FULL for line in paragraph)
