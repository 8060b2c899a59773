"""Reading lists of Fragenummern as papers print them: "die Fragen 2 und 7 bis 19b", "1) bis 10)", "3, 3a und b"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.model import Fragenummer

_NUMBER = r"\d{1,3}(?:\s?\.(?!\d))?\s?(?:[a-z](?![a-zäöüß]))?\s?\)?"
_LETTER = r"(?<![a-zäöüß])[a-z]\s?\)?(?![a-zäöüß])"
_ITEM = rf"(?:(?:Fragen?|Teilfragen?)\s+)?(?:{_NUMBER}|{_LETTER})"
_RANGE_WORD = r"(?:bis(?:\s+einschließlich)?|[-–])"
_LIST_WORD = r"(?:[,;/]\s*+)?(?:und|sowie|bzw\.|beziehungsweise|oder|u\.|auch|,|;|/|&)"
_JOINER = rf"\s*+(?:,\s*+)?(?:{_RANGE_WORD}|{_LIST_WORD})\s*+"
LIST = re.compile(rf"{_NUMBER}(?:{_JOINER}{_ITEM})*")
_TOKEN = re.compile(rf"(?P<nr>\d{{1,3}})|(?P<bis>{_RANGE_WORD})|(?P<teil>(?<![a-zäöüß])[a-z](?![a-zäöüß]))")


@dataclass(frozen=True, slots=True)
class Span:
    """One item of a list: a number or a range, as printed ("7 bis 19b")."""

    erste: Fragenummer
    letzte: Fragenummer

    def holds(self, nummer: Fragenummer) -> bool:
        """Whether the Frage lies in the range; "1 bis 7" takes in 7a, "3 bis 3b" does not take in 3c."""
        letzte = self.letzte
        if self.erste != letzte and not letzte.teil:
            letzte = Fragenummer(letzte.zahl, "zz")
        return self.erste <= nummer <= letzte


def read_list(text: str) -> tuple[Span, ...]:
    """Read the number list at the start of a text ("2 und 7 bis 19b ..."); empty when there is none."""
    found = LIST.match(text)
    return _spans(found[0]) if found else ()


def _spans(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    last: Fragenummer | None = None
    ranged = False
    for number, is_range in _numbers(text):
        if is_range:
            ranged = True
            continue
        nummer = number if number is not None else last
        if nummer is None:
            continue
        if ranged and spans:
            spans[-1] = _range(spans[-1].erste, nummer)
        else:
            spans.append(Span(nummer, nummer))
        last, ranged = nummer, False
    return tuple(spans)


def _numbers(text: str) -> Iterable[tuple[Fragenummer | None, bool]]:
    """The numbers and range words of a list, in order; a bare letter takes the number before it."""
    zahl = 0
    tokens = list(_TOKEN.finditer(text))
    for i, token in enumerate(tokens):
        if token["bis"]:
            yield None, True
        elif token["nr"]:
            zahl = int(token["nr"])
            after = tokens[i + 1] if i + 1 < len(tokens) else None
            if after is None or not after["teil"] or not _adjacent(text, token.end(), after.start()):
                yield Fragenummer(zahl), False
        else:
            yield Fragenummer(zahl, token["teil"]), False


def _adjacent(text: str, end: int, start: int) -> bool:
    """Whether number and letter are one: "2c", "2 c)", "2. c)"."""
    return text[end:start].strip(" .") == ""


def _range(erste: Fragenummer, letzte: Fragenummer) -> Span:
    """A range; "12 bis 2b" is a misprint of "12 bis 12b"."""
    if letzte < erste and letzte.teil:
        letzte = Fragenummer(erste.zahl, letzte.teil)
    return Span(erste, max(erste, letzte))


def resolve(spans: Iterable[Span], known: Sequence[Fragenummer]) -> tuple[Fragenummer, ...]:
    """The known Fragen that the spans name, in the paper's order, each once; "Frage 9" means 9a and 9b without a 9."""
    wanted = tuple(spans)
    whole = {n for n in known if not n.teil}
    return tuple(n for n in known if any(s.holds(n) or _means_letter(s, n, whole) for s in wanted))


def _means_letter(span: Span, nummer: Fragenummer, whole: set[Fragenummer]) -> bool:
    return span.erste == span.letzte == Fragenummer(nummer.zahl) and span.erste not in whole
