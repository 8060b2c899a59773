"""Whether a sentence is proven by the source sentences it names; pure, no model.

Figures, dates, percentages and names must stand there; sums only when shown as such, and they must come out;
negation and modality must agree with the source that is nearest; the government must be the one who says it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Sprecher
from rag.figures import Figure, figures, sums
from rag.words import content, coverage, english, match, rarity, stem, stems, tokens

SUPPORT = 0.45  # least share of a sentence's words (by rarity) that its sources hold, when no vectors are at hand
# least cosine (e5) of sentence and sources: of 250 sentences cut to six tenths 0.99 reach it with their own source,
# 0.24 with a neighbouring sentence of the same answer; the other checks must hold besides
MEANING = 0.88
RARE = 0.75  # rarity from which on a capitalised word counts as a name

_NEGATION = re.compile(
    r"\b(?:nicht|kein\w*|nie(?:mals)?|niemand|weder|ohne|nein|nirgends|unbekannt|Fehlanzeige|not|no|never|none|without|\w+n't)\b",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(r"\bnicht (?:nur|zuletzt|allein)\b|\bnot only\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:geplant|plant|planen|soll\w*|beabsichtig\w+|prüf\w*|geprüft|vorgesehen|erwartet\w*|voraussichtlich|dürft\w*|"
    r"könn(?:t|e)\w*|möglicherweise|angestrebt|strebt|vorbehaltlich|werden? derzeit|künftig|will|wollen|schätz\w*|"
    r"geschätzt\w*|planned|plans?|intend\w*|review\w*|expected|may|might|could|should|will|estimated)\b",
    re.IGNORECASE,
)
_ATTRIBUTED = re.compile(r"\b(?:Fragesteller\w*|Fragestellenden|askers|questioners|Fraktion)\b")


@dataclass(frozen=True, slots=True)
class Source:
    """A source sentence and who says it; `frage`: the official question that it answers, whose names it takes up."""

    text: str
    sprecher: Sprecher = Sprecher.BUNDESREGIERUNG
    frage: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be shown, and what speaks against it (German, for the log and the eval)."""

    reasons: tuple[str, ...] = ()

    @property
    def proven(self) -> bool:
        """Nothing speaks against it."""
        return not self.reasons


def verify(sentence: str, sources: Sequence[Source], meaning: float | None = None) -> Verdict:
    """Check a sentence against the sources it names; `meaning`: cosine of both where vectors are at hand."""
    if not sources:
        return Verdict(("nennt keine Quelle",))
    checks = (
        _figures(sentence, sources),
        _names(sentence, sources),
        _polarity(sentence, sources),
        _speaker(sentence, sources),
        _support(sentence, sources, meaning),
    )
    return Verdict(tuple(reason for reason in checks if reason))


def _figures(sentence: str, sources: Sequence[Source]) -> str | None:
    """Every figure stands in a source; what a sum shows as its result is computed, not believed."""
    there = {f for source in sources for f in figures(source.text)}
    computed: set[Figure] = set()
    for addends, result in sums(sentence):
        if sum(a.value for a in addends) != result.value:
            return f"die Summe {result.value:f} stimmt nicht"
        computed.add(result)
    missing = [f for f in figures(sentence) if f not in there and f not in computed]
    return f"die Zahl {missing[0].value.normalize():f} steht nicht in der Quelle" if missing else None


def _names(sentence: str, sources: Sequence[Source]) -> str | None:
    """Abbreviations, and rare words written as names, stand in a source or in the question that it answers."""
    there = stems(" ".join(f"{source.text} {source.frage}" for source in sources))
    words = tokens(sentence)
    for place, word in enumerate(words):
        short = len(word) > 1 and sum(c.isupper() for c in word) > 1
        rare = place > 0 and word[0].isupper() and rarity(stem(word)) >= RARE
        if (short or rare) and match(stem(word), there) < 0.7:
            return f"„{word}“ steht nicht in der Quelle"
    return None


def _nearest(sentence: str, sources: Sequence[Source]) -> str:
    wanted = [stem(w) for w in content(sentence)]
    return max((s.text for s in sources), key=lambda text: coverage(wanted, stems(text)))


def _negated(text: str) -> bool:
    return _NEGATION.search(_NOT_ONLY.sub("", text)) is not None


def _polarity(sentence: str, sources: Sequence[Source]) -> str | None:
    """A denial stays a denial, what is planned stays planned."""
    nearest = _nearest(sentence, sources)
    if _negated(sentence) != _negated(nearest):
        return "Verneinung weicht von der Quelle ab"
    if _OPEN.search(nearest) and not _OPEN.search(sentence):
        return "die Quelle stellt es nicht als Tatsache fest"
    return None


def _speaker(sentence: str, sources: Sequence[Source]) -> str | None:
    asked = any(source.sprecher is Sprecher.FRAGESTELLER for source in sources)
    return "Aussage der Fragesteller" if asked and not _ATTRIBUTED.search(sentence) else None


def _support(sentence: str, sources: Sequence[Source], meaning: float | None) -> str | None:
    """The sources hold most telling words (not asked of English), and the meaning where vectors are there."""
    wanted = [stem(w) for w in content(sentence)]
    held = coverage(wanted, stems(" ".join(source.text for source in sources)))
    strange = english(sentence) and meaning is not None
    if (held >= SUPPORT or strange) and (meaning is None or meaning >= MEANING):
        return None
    return "die Quelle trägt den Satz inhaltlich nicht"
