"""Print undone, and nothing else: wrapped lines, hyphenation, letter-spacing, broken URLs, odd blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

# No-break, en, em, figure, thin and all other blanks become one; the zero-width ones vanish.
_BLANKS = re.compile(r"\s+")
_NOTHING = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff\x00]")
# "Kom-" + "munen" is one word, "Haupt-" + "und Nebenamt" is two, "EU-" + "Kommission" keeps its hyphen.
_HYPHEN = re.compile(r"[^\W\d_]-$")
_ABBREVIATION = re.compile(r"(?:[A-ZÄÖÜ]{2}|\d)-$")  # "EU-" + "rechtlich" keeps its hyphen too
_CONJUNCTION = re.compile(r"(?:und|oder|sowie|als|bis|beziehungsweise|noch|statt|wie)\b|bzw\.")
_URL = re.compile(r"https?://|www\.|[\w-]\.(?:de|eu|com|org|net|int|info|gov|at|ch)/")
_REACH = 2000  # characters of a word over several lines that are looked at: no address is longer
_URL_GOES_ON = re.compile(r"[^\sA-ZÄÖÜ(„\"]\S*|[A-Z]\S*[/_.%=?&-]\S*")
# "Vorbe me rkung de r Frag e ste lle r": letter-spacing of which a converter keeps some gaps
_TORN = re.compile(
    r"(Vorbemerkung(?:en)?)(de[rs])(Fragesteller(?:innen)?|Fragestellenden|Antragsteller(?:innen)?|Bundesregierung)"
    r"(?:(und)(der)?(Fragesteller(?:innen)?|Antragsteller(?:innen)?))?"
)
_TORN_PIECES = 60
_URL_DONE = re.compile(r"[).,;:“]$")


class Wrapped(Protocol):
    """What `join` needs to know of a line."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def wraps(self) -> bool | None:
        """Whether the sentence goes on after a blank; None if unknown."""

    @property
    def glued(self) -> bool:
        """Whether the next line goes on inside the word."""


def plain(raw: str) -> str:
    """Even out blanks, drop soft hyphens and zero-width characters."""
    return _BLANKS.sub(" ", _NOTHING.sub("", raw).replace("\ufffe", "")).strip()


def unspace(raw: str) -> str:
    """Undo letter-spacing ("V o r b e m e r k u n g  d e r ...") where a whole line is set so."""
    tokens = raw.split()
    torn = _TORN.fullmatch("".join(tokens)) if 3 < len(tokens) <= _TORN_PIECES else None
    if torn is not None:
        return " ".join(piece for piece in torn.groups() if piece)
    if len(tokens) < 8 or not letter_spaced(tokens):
        return raw
    words = re.split(r"\s{2,}", raw.strip())
    if len(words) > 1:
        return " ".join("".join(w.split()) for w in words)
    return _respace("".join(tokens))


def letter_spaced(tokens: Sequence[str]) -> bool:
    """Whether pieces of a line are letters set apart; dashes and figures so are cells of a table."""
    return sum(len(piece) == 1 and piece.isalpha() for piece in tokens) > 0.8 * len(tokens)


def _respace(joined: str) -> str:
    """Put back the blanks between words where letter-spacing left all gaps alike (headings only)."""
    joined = re.sub(r"(?<=Vorbemerkung)(?=de[rs])", " ", joined)
    joined = re.sub(r"(?<= de[rs])(?=[A-Z])", " ", joined)
    return re.sub(r"(?<=[a-zß])(?=[A-ZÄÖÜ])", " ", joined)


def join(lines: Iterable[Wrapped]) -> str:
    """Make one paragraph of wrapped lines: divided words and addresses whole, else a blank between two lines."""
    return join_offsets(lines)[0]


def join_offsets(lines: Iterable[Wrapped]) -> tuple[str, list[int]]:
    """The paragraph that `join` makes, and the character of it with which each line begins that is not empty."""
    pieces: list[str] = []
    offsets: list[int] = []
    length = 0
    before: Wrapped | None = None
    word = ""  # the last word so far; an address may be broken over several lines
    for line in lines:
        if not line.text:
            continue
        if before is not None:
            seam = _seam(pieces[-1], word, line.text, before)
            length += sum(map(len, seam)) - len(pieces[-1])
            pieces[-1:] = seam
            word = "" if seam[-1] == " " else word
        pieces.append(line.text)
        word = (line.text.rsplit(" ", 1)[-1] if " " in line.text else word + line.text)[-_REACH:]
        offsets.append(length)
        length += len(line.text)
        before = line
    return "".join(pieces), offsets


def _seam(text: str, word: str, more: str, before: Wrapped) -> tuple[str, ...]:
    """The line before as it stands in the paragraph, and what comes between it and the next line."""
    if before.glued or breaks_url(word, more, before.wraps):
        return (text,)
    if _HYPHEN.search(text[-2:]) and not before.wraps and not _CONJUNCTION.match(more):
        return (text[:-1],) if more[0].islower() and not _ABBREVIATION.search(text) else (text,)
    return (text, " ")


def breaks_url(last: str, more: str, wraps: bool | None) -> bool:
    """Whether a URL at a line's end (its last word) goes on in the next line; `wraps` as of a Line."""
    if wraps or not _URL.search(last):
        return False
    if last[-1] in "/_=&?-%":
        return True
    if wraps is None and not re.match(r"\S*[/_.%=-]\S", more):
        return False
    return not _URL_DONE.search(last) and _URL_GOES_ON.match(more) is not None
