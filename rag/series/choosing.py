"""Which of the figures that sentences of an answer tell is the one asked for: one, one for each time, or none. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.language.sentences import Span
from ingest.model import Passage
from rag.parameters import PARAMETERS
from rag.series.certain import whole
from rag.series.twins import bare
from rag.series.wanted import Measure, Wanted
from rag.text.matching import match as likeness
from rag.text.stemming import content, stem, stems
from rag.text.times import Time

PART = re.compile(r"\b(?:davon|darunter|hiervon|dabei|von diesen|in diesen)\b", re.IGNORECASE)
_ALL_TIMES = re.compile(r"zeitr[aä]um", re.IGNORECASE)
_MANY = 3
"""Figures of an answer of which one alone, picked by its words, is not certain to be all that is asked for. By hand."""
_ALIKE = PARAMETERS.matching.compound

Sentence = tuple[Passage, Span]


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of a sentence that counts what was asked for.

    `kind`: "number", "one" ("ein"), "none" ("keine"). `around`: the words up to the next figure; `total`, `part`:
    whether it is told as a sum ("insgesamt") or of one ("davon").
    """

    wert: Decimal
    zahl: str
    einheit: str
    kind: str
    sentence: Sentence
    around: str
    time: Time | None
    total: bool
    part: bool

    @property
    def words(self) -> str:
        """Its sentence on one line."""
        return words(self.sentence)


def words(sentence: Sentence) -> str:
    """A sentence on one line."""
    return " ".join(sentence[0].text[slice(*sentence[1])].split())


def chosen(
    mine: Wanted,
    rivals: Sequence[Wanted],
    prose: Sequence[Sentence],
    frage: str,
    asked: Sequence[Time],
    found: list[Found],
) -> list[Found]:
    """Of the figures found those that are certainly told of what is asked, of nothing else and of all of it.

    `rivals`: other quantities that the same words answer; `prose`: all sentences of the answer; `frage`: the whole text
    of the Frage, `asked` the times that it names.
    """
    found = [one for one in found if one.time is None or not asked or one.time.touches(map(_whole_years, asked))]
    found = [one for one in found if one.kind != "one" or not _article(one, found)]
    if mine.of_whole and any(one.part for one in found):  # whole and part: which of them is asked for?
        return []
    of_mine = [one for one in found if _is_of(mine, rivals, one)]
    if len(of_mine) == 1 and len(found) > _MANY:  # one item of a list of many
        return []
    left = _told_apart(_of_one_kind(mine, of_mine))
    return left if _certain(mine, prose, frage, asked, left) else []


def _certain(mine: Wanted, prose: Sequence[Sentence], frage: str, asked: Sequence[Time], left: Sequence[Found]) -> bool:
    """Whether each figure is told of all that is asked; where several times are, each must have one."""
    answer, several = list(map(words, prose)), len({(time.first, time.last) for time in asked}) > 1
    return all(
        whole(mine, frage, answer, prose.index(one.sentence), none=one.kind == "none", timely=_timely(one, asked))
        and not (several and _timeless(one))
        and (not one.part or PART.search(mine.clause) or any(not other.part for other in left))
        for one in left
    )


def _timely(one: Found, asked: Sequence[Time]) -> bool:
    return one.time is not None and one.time.touches(asked)


def _timeless(one: Found) -> bool:
    """Whether a figure is told for no time; none at all may be for all of them ("in den genannten Zeiträumen")."""
    return one.time is None and not (one.kind == "none" and _ALL_TIMES.search(one.words))


def _whole_years(time: Time) -> Time:
    """The years of a time: "im ersten und zweiten Quartal 2025" is not read whole."""
    return replace(time, first=time.first // 10_000 * 10_000, last=time.last // 10_000 * 10_000 + 9_999)


def _article(one: Found, found: Iterable[Found]) -> bool:
    """Whether "ein" is only an article: other figures count the same."""
    return any(other.kind == "number" and other.wert != one.wert for other in found)


def _is_of(mine: Wanted, rivals: Sequence[Wanted], one: Found) -> bool:
    """Whether a figure is told of the quantity, and not of another one that the same words answer.

    Where both are counted in the same words, the words around the figure must be those of the one alone; that there is
    none is said of all.
    """
    alike = [other for other in rivals if other.measure is mine.measure and _same_count(mine, other, one)]
    if not alike or one.kind == "none":
        return True
    own, others = (
        _stems(mine.clause) - frozenset(mine.stems),
        frozenset[str]().union(*(_stems(other.clause) for other in alike)),
    )
    there = stems(one.around)
    return bool((own - others) & there) and not any(_like(word, one) for word in others - own for one in there)


def _same_count(mine: Wanted, other: Wanted, one: Found) -> bool:
    return mine.measure is not Measure.ANZAHL or other.counts(one.einheit.split())


def _stems(clause: str) -> frozenset[str]:
    """The stems of the nouns of a question: verbs ("beteiligt") tell too little."""
    return frozenset(stem(word) for word in content(bare(clause)) if word[0].isupper())


def _like(word: str, other: str) -> bool:
    """Whether two stems may be the same word: "Kläger" and "Klägerin", with a typing error; not "Beklagter"."""
    if min(len(word), len(other)) >= PARAMETERS.matching.shortest and (
        word.startswith(other) or other.startswith(word)
    ):
        return True
    return 0 < likeness(word, frozenset({other})) != _ALIKE


def _of_one_kind(mine: Wanted, found: list[Found]) -> list[Found]:
    """Of figures whose sentences end otherwise ("anhängig", "abgeschlossen") those that end as the Frage has it."""
    if len({one.wert for one in found if one.time}) <= 1 or len({one.sentence for one in found}) == 1:
        return found
    ends = [content(one.words)[-1] for one in found]
    asked = stems(mine.clause)
    if len(set(map(stem, ends))) == 1:
        return found
    return [one for one, end in zip(found, ends, strict=True) if end[:1].islower() and stem(end) in asked]


def _told_apart(found: Sequence[Found]) -> list[Found]:
    """One figure, or one for each time; none where they cannot be told apart."""
    if len({one.wert for one in found}) <= 1:
        return list(found[:1])
    dated = {(one.time.first, one.time.last) for one in found if one.time}
    if len(dated) == len(found):
        return list(found)
    totals = [one for one in found if one.total]
    if len({one.wert for one in totals}) == 1 and _is_sum(totals[0], found):
        return totals[:1]
    first, *rest = found
    parts = all(one.part or one.sentence != first.sentence for one in rest)
    if (
        parts
        and first.kind == "number"
        and (all(one.part for one in rest) or sum(one.wert for one in rest) == first.wert)
    ):
        return [first]
    return []


def _is_sum(total: Found, found: Sequence[Found]) -> bool:
    """Whether a total may be that of all figures: none is higher, and it comes first or is what the others make."""
    others = [one.wert for one in found if one.wert != total.wert]
    return total.wert > max(others) and (found[0].wert == total.wert or sum(others) == total.wert)
