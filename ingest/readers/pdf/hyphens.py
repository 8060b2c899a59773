"""Words and addresses that a PDF divides at the ends of its lines, put together again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.readers.pdf.page import Printed

_SURE = 5  # times as many soft hyphens as plain ones show that a file knows the difference
_ADJECTIVES = re.compile(r"(?:\w*isch|deutsch|sozial|\w+lich)-\w{3,}(?:isch|lich|al)(?:e[nmrs]?)?", re.IGNORECASE)
_CONJUNCTION = re.compile(r"(?:und|oder|bzw\.|sowie|als|bis|beziehungsweise|noch|statt|wie)$")
# words that end like a conjunction, or may seem to
_WHOLE = frozenset(("sowie", "irgendwie", "dennoch", "anstatt", "werkstatt", "ersatzwerkstatt"))
_SOFT = "\u00ad"
_URL = re.compile(r"https?://|www\.|\w\.[a-z]{2,4}/")
_URL_BREAK = re.compile(r"[/_=&?%.-]$")
_URL_MORE = re.compile(r"[/_=%?]|\w[.-]\w")
_REACH = 2000  # characters before a line's end that are looked at: lines put together may grow long
_ENDING = 2  # letters that German endings change ("-ische", "-ischen")
_STEM = 80  # letters that a stem may have: all stems of one longer "word" would fill the memory; real ones have half
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class Hyphens:
    """What the whole paper says about its divided words: `lines` in order, and those in cells of tables."""

    def __init__(self, lines: Sequence[Printed], cells: Iterable[Printed]) -> None:
        words = set(_whole_words(lines)) | set(_whole_words(list(cells)))
        self._words = frozenset(words)
        self._stems = Counter(w[:n] for w in words for n in range(3, min(len(w), _STEM) + 1))
        self._knows_soft = _knows_soft(lines)

    def hyphen(self, printed: str, head: str, tail: str, *, in_cell: bool = False) -> str:
        """What stands between the halves of a word divided at a line's end: nothing, "-" or "- ".

        `printed` is the hyphen that the file has; where it has but one kind, the paper's other words decide, and in
        cells, where authors divide words by hand. `tail` is what follows up to the next blank.
        """
        if printed == _SOFT:
            return ""
        last, first = _WORD.findall(head[-_REACH:])[-1:], _WORD.findall(tail)[:1]
        whole = f"{last[0]}{first[0]}".lower() if last and first else ""
        if _CONJUNCTION.match(tail) and whole not in _WHOLE and whole not in self._words:
            return "- "
        if ends_in_address(head):  # "(www.medien-" + "dienst-x.de)" is divided, "www.x.de/a-" + "b.html" is not
            part = f"{last[0].rsplit('-', 1)[-1]}{first[0].split('-', 1)[0]}".lower() if whole else ""
            return "" if part in self._words else "-"
        if self._knows_soft and not in_cell and whole not in self._words:
            return "-"
        if (
            whole and last[0].isupper() and first[0].isupper() and len(last[0]) > 2
        ):  # "GRÜ-" + "NEN", not "BND-" + "NSA"
            known = last[0].lower() in self._words or first[0].lower() in self._words
            return "" if whole in self._words or not known else "-"
        if not last or not first or not tail[0].islower():
            return "-"
        piece = last[0].rsplit("-", 1)[-1]
        if piece[-1].isdigit() or (piece.isupper() and len(piece) > 1):
            return "-"
        apart = f"{last[0]}-{first[0]}".lower()
        seen, seen_whole = self._stems[apart[:-_ENDING]], self._stems[whole[:-_ENDING]]
        if seen == seen_whole:
            return "-" if _ADJECTIVES.fullmatch(f"{piece}-{first[0]}") else ""
        return "-" if seen > seen_whole else ""

    def cell(self, lines: Iterable[Printed]) -> str:
        """The words of a cell's lines, given from top to bottom, on one line, divided ones put together."""
        text = divided = ""
        for line in lines:
            joint = " " if text else ""
            if divided and line.text:
                joint = self.hyphen(divided, text, line.text.split(" ", 1)[0], in_cell=True)
            elif address_goes_on(text, line.text):
                joint = ""
            text, divided = f"{text}{joint}{line.text}", line.divided
        return text + ("" if divided == _SOFT else divided)


def ends_in_address(text: str) -> bool:
    """Whether an address stands at a line's end, with no blank behind it."""
    last = text[-_REACH:].rsplit(None, 1)[-1:]
    return bool(last) and not text[-1].isspace() and _URL.search(last[0]) is not None


def address_goes_on(text: str, following: str) -> bool:
    """Whether an address at a line's end goes on in the next line."""
    if not ends_in_address(text):
        return False
    first = following.split(None, 1)[:1]
    return _URL_BREAK.search(text) is not None or (bool(first) and _URL_MORE.search(first[0]) is not None)


def _whole_words(lines: Sequence[Printed]) -> Iterator[str]:
    """The words of lines in order, lower case, without the halves of divided ones."""
    before = ""
    for line in lines:
        words = _WORD.findall(line.text.lower())
        yield from words[1 if before else 0 : -1 if line.divided else None]
        before = line.divided


def _knows_soft(lines: Sequence[Printed]) -> bool:
    """Whether the file divides words with soft hyphens only, so that a plain one belongs to its word."""
    divided = Counter(a.divided for a, b in pairwise(lines) if a.divided and b.text[:1].islower())
    return divided[_SOFT] > _SURE * (divided.total() - divided[_SOFT])
