"""Values of a kind in a question (time, Land, other place, ministry or authority, party), and one put for another.

"Und 2021?" after a question about 2023 asks the same about 2021; "Und in Bayern?" after one about Hessen, about
Bayern. What is replaced must be of the same kind and be the only one of it: else nothing is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ingest.language import ministries, parties
from ingest.language.dates import MONTH, MONTHS, YEAR, month_number
from rag.query.abbreviations import FORMS
from rag.text.gazetteer import LAENDER, orte

_YEAR = rf"(?<![\w/.,-]){YEAR}(?![\w/])"
_WITHIN = (  # of a year, which may stand behind it
    rf"(?:\d{{1,2}}\.\s?)?\b(?:{MONTH})\b"
    r"|(?:\b(?:erste|zweite|dritte|vierte)[nsrm]?|(?<!\d)[1-4]\.)\s(?:Quartal|Halbjahr)s?\b|\bQ[1-4]\b"
)
_MOMENT = rf"(?:\b(?:Ende|Mitte|Anfang)\s)?(?:(?:{_WITHIN})(?:\s{_YEAR})?|{_YEAR})"
_TIME = re.compile(
    rf"(?:\b(?:im|in|zwischen|von)\s)?(?:\bJahre?n?\s)?{_MOMENT}(?:\s?(?:bis|und|[-–])\s?{_MOMENT})?", re.IGNORECASE
)
_A_YEAR, _A_MONTH = re.compile(_YEAR), re.compile(rf"\b(?:{MONTH})\b", re.I)
_LEAD = re.compile(r"^(?:im|in|zwischen|von)\s", re.IGNORECASE)
_BEHIND_A_PREPOSITION = re.compile(r"\b(?:seit|ab|bis|vor|nach|zum|zu|vom|am|für|stand)\s$", re.IGNORECASE)
_COUNTS = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn")
_EARLIER, _LATER = "davor|zuvor|vorher|früher|before", "danach|darauf|später|after"
_SHIFT = re.compile(
    rf"(?:\b(?:in|im|für|das|dem)\s){{0,3}}(?:\b(?P<many>(?:{'|'.join(_COUNTS)})(?:e[mn]?)?|\d{{1,2}})\s)?"
    rf"\b(?P<unit>jahre?n?|year|monate?n?)\s(?:(?P<earlier>{_EARLIER})|{_LATER})\b"
    r"|\b(?:im\s)?(?P<last>vorjahr(?:es)?|previous year)\b"
    r"|\b(?:im\s)?(?:folgejahr|(?:nächsten|folgenden) jahr|following year)\b",
    re.IGNORECASE,
)
_FRONT = (
    r"(?:\b(?P<prep>in|im|aus|bei|beim|für|mit|von|vom|nach|an|zu|zum|zur|gegen|über)\s)?(?:\b(?:de[rnms]|die|das)\s)?"
)
_ALSO_WORDS = frozenset({"essen", "siegen", "halle", "worms", "hamm", "gera"})  # towns, where written small


@dataclass(frozen=True, slots=True)
class Value:
    """A value where it stands in a text, with preposition and article; `name`: without them."""

    kind: str
    start: int
    end: int
    preposition: str
    name: str


def values(text: str) -> list[Value]:
    """All values of a text, in order."""
    found = [Value("time", m.start(), m.end(), "", m[0]) for m in _TIME.finditer(text)]
    for kind, pattern in _names():
        for m in pattern.finditer(text):
            apart = all(v.end <= m.start("name") or v.start >= m.end() for v in found)
            if apart and m["name"] not in _ALSO_WORDS:
                found.append(Value(kind, m.start(), m.end(), (m["prep"] or "").lower(), m["name"]))
    return sorted(found, key=lambda v: v.start)


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds whose values are known by name, in any case, each as a pattern."""
    lists = {
        "land": LAENDER,
        "place": [name for name in orte() if name not in LAENDER],
        "office": FORMS,
    }
    said = {kind: "|".join(sorted(map(re.escape, names), key=len, reverse=True)) for kind, names in lists.items()}
    said["office"] += f"|{ministries.TYPED}"
    said["party"] = parties.TYPED
    return tuple((k, re.compile(rf"{_FRONT}(?<![\w-])(?P<name>{s})(?![\w-])", re.I)) for k, s in said.items())


def shifts(text: str) -> bool:
    """Whether a text names a year or month by its distance: "im Jahr davor", "zwei Monate später"."""
    return _SHIFT.search(text) is not None


def without(text: str) -> str:
    """What a text says besides its values and shifts of time."""
    text = _SHIFT.sub(" ", text)
    for value in reversed(values(text)):
        text = f"{text[: value.start]} {text[value.end :]}"
    return text


def replaced(turn: str, before: str) -> tuple[str, bool]:
    """The question before with the turn's values in the place of its own, and whether each one found its place."""
    whole, placed = before, True
    shift = _SHIFT.search(turn)
    if shift:
        moved = _shifted(shift, before)
        whole, placed = moved or before, moved is not None
        turn = _SHIFT.sub(" ", turn)
    found = values(turn)
    for new in found:
        if sum(other.kind == new.kind for other in found) > 1:
            return before, False
        put = _timed(new.name, whole) if new.kind == "time" else _named(new, turn, whole)
        whole, placed = put or whole, placed and put is not None
    return whole, placed


def _only(kind: str, text: str) -> list[Value]:
    """Where the one value of a kind stands, perhaps several times; nothing where the text names several."""
    found = [v for v in values(text) if v.kind == kind]
    return found if len({_bare(v.name) for v in found}) == 1 else []


def _bare(time: str) -> str:
    """A time without what leads to it: "im Jahr 2023" is "2023"."""
    return re.sub(r"^(?:(?:im|in|zwischen|von)\s)?(?:Jahre?n?\s)?", "", time, flags=re.IGNORECASE)


def _named(new: Value, turn: str, before: str) -> str | None:
    """A name in the place of the only one of its kind; without a preposition of its own it takes the old one's."""
    same = _only(new.kind, before)
    if len(same) != 1:
        return None
    old = same[0]
    phrase = turn[new.start : new.end]
    if old.preposition and not new.preposition:
        phrase = f"{old.preposition} {new.name}"
    return before[: old.start] + phrase + before[old.end :]


def _timed(new: str, before: str) -> str | None:
    """A time in the place of the only one; a month or quarter without a year stays in the year asked about."""
    same = _only("time", before)
    if not same:
        return None
    years = set(_A_YEAR.findall(same[0].name))
    if re.fullmatch(YEAR, _bare(new)):
        return _in_year(same, _bare(new), before)
    if not _A_YEAR.search(new):
        if len(years) != 1:
            return None
        new = f"{new} {years.pop()}"
    return _put(same, before, lambda _: new)


def _in_year(same: list[Value], year: str, before: str) -> str:
    """Another year for the time asked about: "Ende 2023" becomes "Ende 2021", a span of years the one year."""
    one = len(set(_A_YEAR.findall(same[0].name))) == 1
    return _put(same, before, lambda old: _A_YEAR.sub(year, old) if one else year)


def _put(same: list[Value], before: str, made: Callable[[str], str]) -> str:
    """What is made of each old value in its place; a preposition is not said twice ("seit im Juni")."""
    for old in reversed(same):
        front, new = before[: old.start], made(old.name)
        if _BEHIND_A_PREPOSITION.search(front):
            new = _LEAD.sub("", new)
        before = f"{front}{new}{before[old.end :]}"
    return before


def _shifted(shift: re.Match[str], before: str) -> str | None:
    """The question before at so many years or months from the time it asks about; None where that is not one."""
    many = (shift["many"] or "ein").lower()
    count = int(many) if many.isdigit() else _COUNTS.index(re.sub(r"^(ein)e?[mn]?$", r"\1", many)) + 1
    step = -count if shift["earlier"] or shift["last"] else count
    same = _only("time", before)
    if not same:
        return None
    years, months = sorted(set(_A_YEAR.findall(same[0].name))), _A_MONTH.findall(same[0].name)
    if not years:
        return None
    if not (shift["unit"] or "jahr").lower().startswith("monat"):
        return _in_year(same, str(int(years[0 if step < 0 else -1]) + step), before)
    if len(years) != 1 or len(months) != 1:
        return None
    year, month = divmod(12 * int(years[0]) + month_number(months[0]) - 1 + step, 12)
    return _put(same, before, lambda old: _A_YEAR.sub(str(year), _A_MONTH.sub(MONTHS[month], old)))
