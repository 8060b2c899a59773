"""Whether a sentence is proven by the source sentences it names; pure, no model.

Figures, dates, percentages must stand there, each with what it counts; sums only when shown as such, and they must come
out; every noun, name and telling word stands there; negation, modality, conditions and extent agree with the source
that is nearest; the government must be the one who says it. A sentence of another language is never proven: that cannot
be told word by word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.model import Sprecher
from rag.agree import attributed, denial, extent, modality, narrowed, tense
from rag.figures import SCALES, Figure, figures, read_word, sums, without_sums
from rag.order import grammar, ordered
from rag.pairs import paired
from rag.parameters import PARAMETERS, Matching, Parameters
from rag.proforms import takes_up
from rag.words import content, coverage, match, stem, stems, tokens, word_list

_ATTRIBUTED = re.compile(r"\b(?:Fragesteller\w*|Fragestellenden|askers|questioners|Fraktion)\b")
# who answers is known; the rest of the sentence must be proven
_SAYS = re.compile(
    r"^(?:(?:Laut|Nach (?:Angaben|Auskunft|Aussage)) (?:der )?Bundesregierung|"
    r"(?:Die )?Bundesregierung (?:teilt mit|erklärt|gibt an|antwortet|weist darauf hin|führt aus), dass|"
    r"Nach (?:Ansicht|Auffassung|Angaben|Darstellung) der Fragesteller\w*)\b,?\s*"
)
_YES_NO = re.compile(r"^\s*(ja|nein|yes|no)\b", re.IGNORECASE)

Meaning = Callable[[str, str], float]  # the cosine of two texts


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


def verify(
    sentence: str, sources: Sequence[Source], meaning: Meaning | None = None, numbers: Parameters = PARAMETERS
) -> Verdict:
    """Check a sentence against the sources it names; `meaning` is asked last, where nothing else speaks against it."""
    if not sources:
        return Verdict(("nennt keine Quelle",))
    if any(sentence == source.text and source.sprecher is Sprecher.BUNDESREGIERUNG for source in sources):
        return Verdict()  # verbatim
    said = _SAYS.sub("", sentence)
    nearest = _nearest(said, sources, numbers.matching)
    checks = (
        "eine Frage" if sentence.rstrip().endswith("?") else None,
        _figures(said, sources),
        paired(without_sums(said), [source.text for source in sources], numbers.verification),
        _words(said, sources, numbers),
        _agrees(said, nearest, numbers),
        _speaker(sentence, sources),
    )
    reasons = tuple(reason for reason in checks if reason)
    whole, least = " ".join(source.text for source in sources), numbers.verification.meaning
    if not reasons and meaning and meaning(sentence, whole) < least:
        reasons = ("die Quelle trägt den Satz inhaltlich nicht",)
    return Verdict(reasons)


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


@lru_cache(maxsize=1)
def _neutral() -> frozenset[str]:
    """Stems of verbs that need no proof: they say no more than that something is so."""
    return frozenset(stem(word) for word in word_list("neutral"))


def _words(sentence: str, sources: Sequence[Source], numbers: Parameters) -> str | None:
    """Every word that says something stands in a source, or in the Frage where the source takes that up."""
    there = stems(" ".join(s.text for s in sources))
    frage = stems(" ".join(s.frage for s in sources if _answers(sentence, s.text, numbers)))
    for place, word in enumerate(tokens(sentence)):
        if word[0].isdigit() or word.lower() in grammar() or word in SCALES or read_word(word.lower()) is not None:
            continue
        if (place == 0 or word[0].islower()) and stem(word) in _neutral():
            continue
        if not held(stem(word), there, noun=word[0].isupper(), numbers=numbers) and stem(word) not in frage:
            return f"„{word}“ steht nicht in der Quelle"
    return None


def _answers(sentence: str, source: str, numbers: Parameters) -> bool:
    """Whether a source is the short answer to its Frage, and a sentence adds to it and replaces nothing."""
    nouns = [w for w in content(source)[1:] if w[0].isupper()]
    said = stems(sentence)
    short = takes_up(source) or len(source.split()) <= numbers.verification.elliptic
    like = numbers.matching
    return short and all(match(stem(noun), said, like) >= like.compound for noun in nouns)


def held(wanted: str, there: frozenset[str], *, noun: bool = True, numbers: Parameters = PARAMETERS) -> bool:
    """Whether a word is the source's: itself, or what a compound names ("Mittel" of "Fördermittel").

    What only stands in front is another thing ("Informationen" and "Informationsrecht"), unless it is a verb's
    ("prüft" and "Prüfung"); "zulässig" is not in "unzulässig".
    """
    if wanted in there:
        return True
    opposite = {"un" + wanted, wanted.removeprefix("un")}
    least, ending = numbers.matching.shortest, numbers.verification.ending
    longer = (s for s in there if len(s) >= len(wanted) >= least and s not in opposite)
    return any(
        s.endswith(wanted) or (s.startswith(wanted) and (not noun or len(s) - len(wanted) <= ending)) for s in longer
    )


def _nearest(sentence: str, sources: Sequence[Source], like: Matching) -> str:
    wanted = [stem(w) for w in content(sentence)]
    return max((s.text for s in sources), key=lambda text: coverage(wanted, stems(text), like))


def _agrees(sentence: str, source: str, numbers: Parameters) -> str | None:
    """Yes, no, planned, if, all, some: as the source says it; the first thing that is not."""
    said, there = _YES_NO.match(sentence), _YES_NO.match(source)
    if said and not there:
        return "die Quelle sagt weder Ja noch Nein"
    return (
        denial(sentence, source, numbers)
        or modality(sentence, source)
        or narrowed(sentence, source, numbers)
        or extent(sentence, source, numbers)
        or tense(sentence, source, numbers)
        or attributed(sentence, source, numbers)
        or ordered(sentence, source, numbers)
    )


def _speaker(sentence: str, sources: Sequence[Source]) -> str | None:
    asked = any(source.sprecher is Sprecher.FRAGESTELLER for source in sources)
    return "Aussage der Fragesteller" if asked and not _ATTRIBUTED.search(sentence) else None
