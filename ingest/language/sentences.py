"""Where sentences begin and end in a German official text: rules, no model.

Abbreviations, ordinals, initials and numbers do not end a sentence; list items and table rows (lines) are units of
their own. What is ambiguous ("45 Mio. Die ...") is decided by the next word: only words that begin sentences split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.language.dates import MONTH, PRINTED_MONTH, SHORT_MONTH

Span = tuple[int, int]

_END = re.compile(r"(?<![.!?…])[.!?…]+[\"“”«»‘’)\]]*(?=\s)|(?=\s[•▪·‣◦]\s)|(?<=[a-zäöüß]{3})\.(?=[A-ZÄÖÜ][a-zäöü]+\s)")
_NEXT_WORD = re.compile(r"\s*[\"„“»(\[–-]*\s*([^\s,;:.!?)\"“]+)")
# "** Stand: Mai" is a footnote, "161. Sitzung" an ordinal
_LIST_MARK = re.compile(r"\s*(?:[•▪●·‣◦]|(?:[-–—*]|\(?\d{1,2}[.)]|\(?[a-z]{1,2}\))\s)")
_NUMBER = re.compile(r"\s*\(?\d{1,3}\.")  # of a Frage; a week's Schriftliche Fragen come to three digits
_DATE_WORDS = re.compile(
    rf"(?:{MONTH}|{SHORT_MONTH})s?|jahrhundert\w*|quartal\w*|halbjahr\w*|"
    r"(?:legislatur|wahl)periode|bundestag\w*|auflage|tag\w*|sitzung\w*|lebens\w*|geburtstag\w*|änderung\w*",
    re.IGNORECASE,
)
_NEAR = 200  # characters before an end that decide on it; with all of them, long texts would take for ever
_DAY_END = re.compile(r"(?:^|[\s–/-])(?:[12]?\d|3[01])\.$")
_MONTH = re.compile(rf"(?:{PRINTED_MONTH})\b")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# by hand, abbreviations of the papers and of law: never the end, whatever follows
_INSIDE = _words(
    """abs art nr nrn ziff lit kap tit ggf bzw vgl sog inkl exkl zzgl dr prof dipl ing str tel hrsg bspw evtl gem
    entspr einschl ca max min mind st rn rdnr s sp bd u.a z.b d.h i.v.m i.d.r i.h.v i.s.d v.a o.g o.ä z.t
    u.ä a.a.o insb insbes allg verf fn drs bt br betr mdb chr geb verh ver rd abt ref anm anl buchst"""
)
# the same that are mostly inside, but a sentence may end with them
_EITHER = _words("mio mrd tsd usw etc ff f jh jhd gmbh co std")
# by hand: words with which sentences of the papers begin, in lower case; most are function words
_STARTERS = _words(
    """aber ab alle allerdings als also am an andere andererseits angaben auch auf aufgrund aus außerdem bei beide
    bereits bis bislang dabei dadurch dafür dagegen daher damit danach daneben dann daraus darauf darin darunter
    darüber das dass davon dazu dem den denn der deren derartige derzeit des deshalb dessen deswegen die dies diese
    diesem diesen dieser dieses dort durch ebenso ein eine einem einen einer eines einige einzelne entsprechend
    entsprechende er erst es etwa falls ferner folgende für gegen gegenwärtig gemäß gleiches gleichzeitig
    grundsätzlich hier hierbei hierdurch hierfür hiermit hiervon hierzu hierüber hinsichtlich hinzu ihr ihre im in
    infolge insbesondere insgesamt insofern insoweit inwieweit ist je jede jeder jedes jedoch keine können laut mit
    mithin mittels nach nachdem nachfolgend neben nein nicht nur ob obwohl oder ohne oft rund schließlich sehr seit
    seitdem seitens sie sind so sobald sofern sollte solche somit sowohl statt stattdessen trotz um und unabhängig
    unter viele vielmehr vom von vor vorbehaltlich wann warum was weder wegen weil weiter weitere weiterhin welche
    wenn wer werden wie wir wird wurde wurden während zu zudem zugleich zuletzt zum zur zuständig zusätzlich zwar
    zwischen über überdies übrigens"""
)


def sentences(text: str) -> list[Span]:
    """Offsets (start, end) of the sentences in order; every character that is not white space is in exactly one."""
    spans: list[Span] = []
    for start, end in _units(text):
        spans.extend(_split(text, start, end))
    return spans


def is_item(text: str) -> bool:
    """Whether a text begins with the mark of a list's item: "– ", "• ", "a) ", "1. "; white space may stand before."""
    return _LIST_MARK.match(text) is not None


def _units(text: str) -> Iterator[Span]:
    """Lines; a line that goes on in the middle of a sentence is one unit with the next."""
    start = position = 0
    for line in text.splitlines(keepends=True):
        if position > start and not _goes_on(text[max(start, position - _NEAR) : position], line):
            yield start, position
            start = position
        position += len(line)
    yield start, position


def _goes_on(before: str, line: str) -> bool:
    """Whether the line continues the prose before it: lower case after a long line without an end; "28. | Januar"."""
    head = before.rstrip()
    if _DAY_END.search(head) and _MONTH.match(line):
        return True
    return (
        len(head) > 60
        and head[-1] not in ".!?:;"
        and not before.endswith("\n\n")
        and line[:1].islower()
        and _LIST_MARK.match(line) is None
    )


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of one unit."""
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if stop > begin and _ends(text[max(begin, stop - _NEAR) : stop], text[stop : stop + 40]):
            yield from _trimmed(text, begin, stop)
            begin = stop
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without white space around it; nothing if nothing is left."""
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _ends(before: str, after: str) -> bool:
    """Whether a sentence ends between these two."""
    following = _NEXT_WORD.match(after)
    if not before.strip() or following is None:
        return False
    if before[-1] in "“”»" and after.lstrip().startswith("("):  # „Demokratie leben!“ (2025)
        return False
    word = following[1]
    if word[0].islower():
        return False
    closed = before.rstrip('"“”«»‘’)]')
    if not closed.endswith("."):  # another mark, or before a bullet
        return True
    token = re.split(r"\s", closed.rstrip(".!?…"))[-1]
    return not token or _dot_ends(before, token.lstrip('(„"»['), word)


def _dot_ends(before: str, token: str, word: str) -> bool:
    """Whether the full stop after this token ends a sentence that would go on with this word."""
    starter = word.lower() in _STARTERS
    bare = token.lower().rstrip(".")
    if _NUMBER.fullmatch(before) or bare in _INSIDE or bare.rsplit("-", 1)[-1] in _INSIDE:
        return False  # "BT-Drs." is as much inside as "Drs."
    if re.fullmatch(r"(?:\d+\.?[–/-])?\d+", bare):
        return starter or (len(bare) > 2 and not _DATE_WORDS.fullmatch(word))
    if len(bare) == 1 and bare.isalpha():
        return starter and token[0].isupper() and not re.search(r"\b\w\.\s?\w\.$", before)
    if bare in _EITHER or re.fullmatch(r"(?:\w\.)+\w", bare) or re.fullmatch(r"[ivxlcm]+", bare):
        return starter
    return True
