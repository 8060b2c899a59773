"""Annexes: the pieces that follow the last answer or the imprint, and the Fragen they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.language.dates import MONTH
from ingest.language.fragenummern import LIST, read_list, resolve
from ingest.language.wordings import PRINTING
from ingest.model import Antwort, Block, Fragenummer
from ingest.text.blocks import blocks, is_sentence, paragraphs
from ingest.text.lines import Line

_NR = r"\d{1,2}(?:\s?[a-z](?![\w.]))?"  # "3", "4a", "1 b"
_HEAD = re.compile(rf"^(?:Anlagen?|Anhang|Tabellenanhang)(?:\s+{_NR})?\b(?!\s*\d).{{0,120}}$")
_ALONE = re.compile(
    r"^(?:Anlagen?|Anhang)(?:\s+\d{1,2})?(?:\s+(?:zu[rm]?\b|[-–]|KA\b)(?!.*(?:[Dd]rucksache|\))).{0,100}[^.\s])?\s*:?$"
)
# a label with what it belongs to; what stands behind the last answer begins so only where an annex does
_TIED = re.compile(
    rf"^(?:Anlage|Anhang)(?:\s+{_NR})?(?:\s?[,:(–-])?\s(?:(?:der|zu[rm]?|zu de[rmn]|\w{{2,8}}|\w{{2,8}} zu)\s)?\(?"
    r"(?:Antwort|Beantwortung|Kleinen? Anfrage|Fragen?)\b"
    rf"|^(?:Anlage|Anhang)\s+{_NR}\s?[:(–]\s?\S|^Tabellenanhang\b"
)
_LABEL = re.compile(rf"(?:Anlage|Anhang|Tabellenanhang)(?:\s+{_NR})?\b")
_PAGE = re.compile(r"Seite \d{1,3} von \d{1,3}")
_FIRST_PAGE = re.compile(rf"{_PAGE.pattern}|1")
_SHORT = 80  # characters of a line that is a label
_FOOT = 2  # lines of a page that may stand below a label at its end: a page number, a date
_LONG = 12  # lines from which on tables that no answer speaks of are an annex without a label
_AHEAD = 2  # paragraphs that are none of an answer's where tables begin; one alone may be a sentence that was broken
_FIGURES = 0.4  # share of words with figures from which on a paragraph is a row
_TO = re.compile(r"Fragen?\s+(?:Nr\.\s*)?(?=\d)")
# heads the part of an annex that belongs to other Fragen: "Zu 3:", "Zur Beantwortung der Frage 11 a):"
_PART = re.compile(
    rf"^(?:(?:[Zz]u(?: der| den)?|(?:Zur )?Beantwortung (?:der|zur)|Antwort (?:zu|auf)) Fragen? (?:Nr\. ?)?|Zu )"
    rf"(?P<liste>(?>{LIST.pattern}))[.:)]*$"
    rf"|^(?:Zu (?:Fragen? )?|Fragen? (?=.{{1,40}}:))(?P<vorn>(?>{LIST.pattern}))(?:(?<=[.)])|:) (?!{MONTH})"
)
_NAMED = re.compile(
    rf"\bAnlagen?\s+(?P<liste>{_NR}\*{{0,3}}(?:(?:\s(?:und|bis|sowie)|,)\s(?:Anlage )?{_NR}\*{{0,3}})*)"
)
_ANY = re.compile(r"\b(?:Anlage|Anhang|Tabellenanhang)\b")
_OWN_TABLE = re.compile(
    r"folgend|nachstehend|unten ?stehend|\bTabellen?\b|[Üü]bersicht|[Aa]ufstellung|[Aa]uflistung|[Aa]ufgeführt|:$"
)


def starts(lines: Sequence[Line]) -> int:
    """Index of the first line that heads an annex, the number of lines if there is none."""
    headed = (i for i, line in enumerate(lines) if i and _ALONE.match(line.text) and not _goes_on(lines, i))
    return next(headed, len(lines))


def _goes_on(lines: Sequence[Line], i: int) -> bool:
    """Whether line i stands in a sentence that the line before it wraps."""
    before = lines[i - 1]
    return not before.blank and bool(before.wraps) and _FIRST_PAGE.fullmatch(before.text) is None


def behind(lines: Sequence[Line], *, unprinted: bool = False) -> int:
    """Index of the first line of the annex that follows the last answer, their number if there is none.

    `lines`: of the last answer with all that follows it. There an annex also begins with any label, with the number of
    its page, and, where the paper says that it leaves an annex `unprinted`, with tables that nothing announces.
    """
    labelled = (
        i
        for i, line in enumerate(lines)
        if i
        and (_ALONE.match(line.text) or _TIED.match(line.text) or _PAGE.fullmatch(line.text))
        and not _goes_on(lines, i)
    )
    first = next(labelled, len(lines))
    first = _behind_page(lines, first) if first < len(lines) else first
    return _without_label(lines, first) if unprinted else first


def _behind_page(lines: Sequence[Line], at: int) -> int:
    """Where the page begins whose mark and blank lines stand right above a line."""
    top = at
    while top and (lines[top - 1].blank or _FIRST_PAGE.fullmatch(lines[top - 1].text)):
        top -= 1
    return top


def _without_label(lines: Sequence[Line], end: int) -> int:
    """Where among the first `end` lines tables begin that an answer's sentences do not announce; `end` if nowhere."""
    every = list(paragraphs(lines[:end]))
    stop = next((n for n in range(len(every)) if not any(map(_reads, every[n : n + _AHEAD]))), len(every))
    while 1 < stop < len(every) and every[stop - 1][0].text.startswith("Tabelle "):
        stop -= 1
    said = " ".join(line.text for paragraph in every[:stop] for line in paragraph if not PRINTING.search(line.text))
    if not 0 < stop < len(every) or _OWN_TABLE.search(said):
        return end
    at = next(i for i, line in enumerate(lines) if line is every[stop][0])
    return at if len(lines) - at >= _LONG else end


def _reads(paragraph: Sequence[Line]) -> bool:
    """Whether a paragraph is no line of a table: it ends like a sentence, and does not consist of figures."""
    text = " ".join(line.text for line in paragraph).rstrip("*")
    words = text.split()
    figures = sum(any(c.isdigit() for c in word) for word in words)
    noted = text.startswith(("*", "http", "www."))
    return noted or (figures < _FIGURES * len(words) and (is_sentence(paragraph) or text.endswith((".", "?", "!"))))


def annexes(lines: Sequence[Line], antworten: Sequence[Antwort]) -> tuple[Block, ...]:
    """The annex as Blocks, each with the label that it stands under and the Fragen that this belongs to.

    `antworten`: all of the paper; they tell which Frage names which annex.
    """
    known = tuple(n for a in antworten for n in a.nummern)
    found: list[Block] = []
    for head, piece in _pieces(lines):
        label = _LABEL.match(head[0])
        nummern = _belongs(" ".join(head), label[0] if label else "", antworten, known)
        for own, part in _parts(piece, known):
            nummern = own or nummern
            found.extend(replace(b, nummern=nummern, anlage=label[0] if label else "") for b in blocks(part))
    return tuple(found)


def _pieces(lines: Sequence[Line]) -> Iterator[tuple[Sequence[str], Sequence[Line]]]:
    """The annex cut at its labels "Anlage 1", "Anlage 2 zu Frage 4", each piece with the label that it stands under.

    A label that a page ends with heads that page. Where pages are not known it does so if the whole annex ends with
    one: then each label ends a page. What stands before the first one is a piece of its own, headed by its beginning.
    A label printed again on the next page begins nothing new, unless it has neither number nor name.
    """
    heads = [i for i in range(len(lines)) if _is_head(lines, i)]
    if heads and lines[heads[-1]].seite is None and not any(line.text for line in lines[heads[-1] + 1 :]):
        starts = [0, *(i + 1 for i in heads)]
        yield from ((_words(lines, i), lines[start : i + 1]) for start, i in zip(starts, heads, strict=False))
        return
    heads = [i for n, i in enumerate(heads) if not n or not _is_printed_again(lines[i].text, lines[heads[n - 1]].text)]
    borders = [_border(lines, i) for i in heads]
    for first, stop, at in zip([0, *borders], [*borders, len(lines)], [0, *heads], strict=True):
        if stop > first:
            yield _words(lines, at, stop), lines[first:stop]


def _is_head(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is a label; the plural alone is one at the beginning, and a word of a table elsewhere."""
    text = lines[i].text
    if _TIED.match(text):
        return True
    return _HEAD.match(text) is not None and len(text) < _SHORT and not (i and re.match(r"Anlagen(?!\s+\d)", text))


def _is_printed_again(label: str, before: str) -> bool:
    return label == before and re.fullmatch(r"Anlage|Anhang", label) is None


def _words(lines: Sequence[Line], at: int, stop: int | None = None) -> Sequence[str]:
    """A label with the two lines behind it, which may say what it belongs to."""
    return [line.text for line in lines[at : min(at + 3, len(lines) if stop is None else max(stop, at + 1))]]


def _border(lines: Sequence[Line], label: int) -> int:
    """Where the piece begins that a label heads: at the label, or at the top of the page that ends with it.

    Where pages are not known, the mark of a page right above the label is the page's.
    """
    page = lines[label].seite
    if page is None:
        return _behind_page(lines, label)
    below = sum(1 for line in lines[label + 1 :] if line.seite == page and line.text)
    if below > _FOOT:
        return label
    top = label
    while top and lines[top - 1].seite == page and not _HEAD.match(lines[top - 1].text):
        top -= 1
    return top


def _parts(
    lines: Sequence[Line], known: Sequence[Fragenummer]
) -> Iterator[tuple[tuple[Fragenummer, ...], Sequence[Line]]]:
    """A piece cut where it says that what follows belongs to other Fragen; these, () for what stands before."""
    start, nummern = 0, tuple[Fragenummer, ...]()
    for i, line in enumerate(lines):
        head = _PART.match(line.text)
        own = resolve(read_list(head["liste"] or head["vorn"]), known) if head else ()
        if own:
            if i > start:
                yield nummern, lines[start:i]
            start, nummern = i, own
    yield nummern, lines[start:]


def _belongs(
    head: str, label: str, antworten: Sequence[Antwort], known: Sequence[Fragenummer]
) -> tuple[Fragenummer, ...]:
    """The Fragen that a heading names, else those of the one answer that names the annex."""
    head = re.sub(r"(?<=\b[a-z])\.", "", head)  # "7 b./7 c."
    spans = [span for named in _TO.finditer(head) for span in read_list(head[named.end() :])]
    found = resolve(spans, known)
    if found:
        return found
    number = re.search(r"\d.*", label)
    wanted = Fragenummer.read(number[0]) if number else None
    pointing = [a for a in antworten if _names(a.text, wanted)]
    return pointing[0].nummern if len(pointing) == 1 else ()


def _names(text: str, number: Fragenummer | None) -> bool:
    """Whether an answer names an annex, by its number if it has one: "den Anlagen 2 und 3", "Anlage 1" for 1a."""
    if number is None:
        return _ANY.search(text) is not None
    spans = [span for named in _NAMED.finditer(text) for span in read_list(named["liste"].replace("*", ""))]
    return any(span.holds(number) or (span.erste == span.letzte == Fragenummer(number.zahl)) for span in spans)
