"""The measures: pure functions of a Case and what happened to it, each defined where it stands.

A value is between 0 and 1 (1 is best), or None where the measure does not apply to the case. A case without
result counts as zero wherever it applies (as in ir_measures), so nothing is gained by leaving questions out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TypeAlias

from evals.model import Case, CaseResult, Figure, Scorecard
from evals.stats import mean_interval, percentile, percentile_interval
from evals.support import supported

Value: TypeAlias = Callable[[Case, CaseResult], float | None]
Pair: TypeAlias = tuple[Case, CaseResult | None]
_NOISE = re.compile(r"[\s\u00a0\u202f.,]")


def states(text: str, spellings: Sequence[str]) -> bool:
    """Whether a text states a fact in one of its spellings.

    Case, spaces, dots and commas are ignored ("36 563" is "36.563"); a number of up to three digits must stand
    alone, so that "13" is not found in "2013".
    """
    bare = _NOISE.sub("", text).lower()
    return any(
        re.search(rf"(?<!\d){spelling}(?!\d)", text) is not None
        if re.fullmatch(r"\d{1,3}", spelling)
        else _NOISE.sub("", spelling).lower() in bare
        for spelling in spellings
    )


def rank(case: Case, result: CaseResult) -> int:
    """The place, from 1, at which the ten best hits have brought the Frage wanted; 0 if they have not."""
    hits = result.treffer[:10]
    return next((k for k in range(1, len(hits) + 1) if case.met_by(hits[:k])), 0)


def _recall(depth: int) -> Value:
    def recall(case: Case, result: CaseResult) -> float | None:
        """Whether the right Frage of the right paper is among the first hits (recall@k, TREC)."""
        return float(0 < rank(case, result) <= depth) if case.answerable else None

    return recall


def reciprocal_rank(case: Case, result: CaseResult) -> float | None:
    """1 / rank of the right Frage among the ten best hits, 0 beyond; its mean is the MRR (Voorhees, TREC-8, 1999)."""
    if not case.answerable:
        return None
    place = rank(case, result)
    return 1 / place if place else 0.0


def kept(case: Case, result: CaseResult) -> float | None:
    """Whether an answerable question was answered at all."""
    return float(result.gefunden) if case.answerable else None


def facts_stated(case: Case, result: CaseResult) -> float | None:
    """Share of the facts wanted that are stated in the reply or in a quote shown (nuggets, TREC QA 2003)."""
    if not case.answerable or not case.facts:
        return None
    text = " ".join([result.antwort, *(beleg.zitat for beleg in result.belege)])
    return sum(states(text, fact) for fact in case.facts) / len(case.facts)


def cited(case: Case, result: CaseResult) -> float | None:
    """Whether at least one citation names a right Frage of the right paper."""
    return float(any(case.accepts(beleg) for beleg in result.belege)) if case.answerable else None


def citations_right(case: Case, result: CaseResult) -> float | None:
    """Share of the citations shown that name a right Frage; none shown: does not apply."""
    if not case.answerable or not result.belege:
        return None
    return sum(case.accepts(beleg) for beleg in result.belege) / len(result.belege)


def citation_recall(case: Case, result: CaseResult) -> float | None:
    """Share of the reply's sentences that their citations support wholly (ALCE, arXiv 2305.14627, section 4).

    ALCE asks an entailment model; `support.supported` asks for words and figures instead, so that two runs agree.
    """
    del case
    if not result.saetze:
        return None
    return sum(supported(satz.text, _quotes(result, satz.belege)) for satz in result.saetze) / len(result.saetze)


def citation_precision(case: Case, result: CaseResult) -> float | None:
    """Share of citations that their sentence needs (ALCE, arXiv 2305.14627, section 4).

    A citation is needed if the sentence is supported, and this citation supports it alone or the others do not.
    """
    del case
    needed = [_needed(result, satz.text, satz.belege, n) for satz in result.saetze for n in satz.belege]
    return sum(needed) / len(needed) if needed else None


def _needed(result: CaseResult, text: str, belege: Sequence[int], one: int) -> bool:
    if not supported(text, _quotes(result, belege)):
        return False
    others = [n for n in belege if n != one]
    return supported(text, _quotes(result, [one])) or not supported(text, _quotes(result, others))


def _quotes(result: CaseResult, belege: Iterable[int]) -> list[str]:
    return [result.belege[n].zitat for n in belege]


def verbatim(case: Case, result: CaseResult) -> float | None:
    """Share of quotes that stand word for word in their passage, looked up anew in the index."""
    del case
    return sum(b.wortgetreu for b in result.belege) / len(result.belege) if result.belege else None


def government_only(case: Case, result: CaseResult) -> float | None:
    """Whether nothing that only the askers say was cited (who speaks: DESIGN, Sprecher)."""
    del case
    return float(not any(b.fragesteller for b in result.belege)) if result.belege else None


def refusal_recall(case: Case, result: CaseResult) -> float | None:
    """Of the questions without answer, the share refused."""
    return None if case.answerable else float(not result.gefunden)


def refusal_precision(case: Case, result: CaseResult) -> float | None:
    """Of the questions refused, the share that has no answer in the papers."""
    return None if result.gefunden else float(not case.answerable)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its `name` in figures, German `title` and `definition` for the page, `source`: who defined it.

    `value`: of a case that was answered without an error, None where the measure does not apply. `answerable_only`:
    it never applies to questions without answer.
    """

    name: str
    title: str
    definition: str
    source: str
    value: Value
    answerable_only: bool = True

    def of(self, case: Case, result: CaseResult | None) -> float | None:
        """The value of one case, 0..1; without a result, or with an error, zero wherever the measure applies."""
        if result is None or result.fehler is not None:
            return 0.0 if case.answerable or not self.answerable_only else None
        return self.value(case, result)


MEASURES: tuple[Measure, ...] = (
    Measure("r1", "Treffer auf Platz 1", "Die richtige Frage der richtigen Drucksache steht auf Platz 1 der Treffer.",
            "Recall@1, TREC", _recall(1)),
    Measure("r3", "Treffer unter den ersten 3", "Die richtige Frage steht unter den ersten drei Treffern.",
            "Recall@3, TREC", _recall(3)),
    Measure("r10", "Treffer unter den ersten 10", "Die richtige Frage steht unter den ersten zehn Treffern.",
            "Recall@10, TREC", _recall(10)),
    Measure("mrr", "Mittlerer Kehrwert des Platzes (MRR)", "Mittel aus 1 / Platz der richtigen Frage; 0 ab Platz 11.",
            "Voorhees, TREC-8 (1999)", reciprocal_rank),
    Measure("kept", "Beantwortet", "Anteil der beantwortbaren Fragen, auf die eine Antwort gegeben wurde.",
            "Selbst festgelegt", kept),
    Measure("facts", "Fakten genannt", "Anteil der erwarteten Fakten, die in der Antwort oder einem Zitat stehen.",
            "Nuggets, TREC QA (2003)", facts_stated),
    Measure("cited", "Richtiger Beleg dabei", "Mindestens ein Beleg nennt eine richtige Frage.",
            "Selbst festgelegt", cited),
    Measure("prec", "Belege richtig", "Anteil der gezeigten Belege, die eine richtige Frage nennen.",
            "Precision, TREC", citations_right),
    Measure("alce_recall", "Sätze belegt", "Anteil der Sätze, die ihre Belege vollständig tragen (Wörter und Zahlen).",
            "ALCE, arXiv 2305.14627; ohne Sprachmodell gerechnet", citation_recall),
    Measure("alce_prec", "Belege nötig",
            "Anteil der Belege, die ihren Satz allein tragen oder ohne die er nicht belegt wäre.",
            "ALCE, arXiv 2305.14627; ohne Sprachmodell gerechnet", citation_precision),
    Measure("verbatim", "Zitate wortgetreu", "Anteil der Zitate, die Wort für Wort an der genannten Stelle stehen.",
            "Selbst festgelegt", verbatim),
    Measure("speaker", "Nur die Bundesregierung zitiert", "Kein Beleg gibt aus, was nur die Fragesteller behaupten.",
            "Selbst festgelegt", government_only),
    Measure("refusal_recall", "Unbeantwortbares abgelehnt",
            "Anteil der Fragen ohne Antwort im Bestand, die abgelehnt wurden.",
            "Recall der Klasse „abgelehnt“", refusal_recall, answerable_only=False),
    Measure("refusal_prec", "Ablehnungen berechtigt",
            "Anteil der abgelehnten Fragen, die wirklich keine Antwort haben.",
            "Precision der Klasse „abgelehnt“", refusal_precision, answerable_only=False),
)  # fmt: skip
"""All measures whose figure is the mean of their values; `ms_p50` and `ms_p95` are the two others."""

_ANSWERED = ("r1", "r3", "r10", "kept", "facts", "cited", "prec")
GROUPS: Mapping[str, tuple[str, Callable[[Case], bool], tuple[str, ...]]] = {
    "ganz": ("Ganze Fragen", lambda case: case.answerable and case.nach is None, _ANSWERED),
    "folge": ("Folgefragen", lambda case: case.answerable and case.nach is not None, _ANSWERED),
    "nah": ("Nahe Fragen", lambda case: case.is_near and case.nach is None, ("refusal_recall",)),
    "nah_folge": ("Nahe Folgefragen", lambda case: case.is_near and case.nach is not None, ("refusal_recall",)),
    "fern": ("Ferne Fragen", lambda case: case.is_far, ("refusal_recall",)),
}
"""Questions that are told apart: German title, which cases belong there, the measures that say something of them."""

SPEED = {"ms_p50": ("Antwortzeit, Median (ms)", 50), "ms_p95": ("Antwortzeit, 95 von 100 (ms)", 95)}
"""Figures of speed: name -> (German title, percentile of the milliseconds of all results)."""


def scorecard(cases: Sequence[Case], results: Mapping[str, CaseResult]) -> Scorecard:
    """The sum over a set; `results` by id of the case: one that lacks counts as zero, one of another id is left out.

    Figures are rounded to four digits, milliseconds to one.
    """
    pairs: list[Pair] = [(case, results.get(case.id)) for case in cases]
    figures = {m.name: _mean_figure([m.of(*pair) for pair in pairs]) for m in MEASURES}
    times = [r.ms for _, r in pairs if r is not None and r.ms is not None]
    figures |= {name: _speed_figure(times, share) for name, (_, share) in SPEED.items()}
    return Scorecard(
        n=len(pairs),
        answered=sum(r is not None for _, r in pairs),
        figures=figures,
        refused=_by_kind(pairs),
        groups=_groups(pairs),
    )


def _groups(pairs: Sequence[Pair]) -> dict[str, dict[str, Figure]]:
    measures, found = {m.name: m for m in MEASURES}, dict[str, dict[str, Figure]]()
    for name, (_, belongs, wanted) in GROUPS.items():
        those = [pair for pair in pairs if belongs(pair[0])]
        if those:
            found[name] = {m: _mean_figure([measures[m].of(*pair) for pair in those]) for m in wanted}
    return found


def _by_kind(pairs: Sequence[Pair]) -> dict[str, Figure]:
    recall = next(m for m in MEASURES if m.name == "refusal_recall")
    kinds = sorted({case.kind for case, _ in pairs if not case.answerable})
    return {kind: _mean_figure([recall.of(*pair) for pair in pairs if pair[0].kind == kind]) for kind in kinds}


def _mean_figure(values: Sequence[float | None]) -> Figure:
    """Mean of the values that apply, with its interval."""
    known = [v for v in values if v is not None]
    if not known:
        return Figure(value=None, low=None, high=None, n=0)
    return _figure(fmean(known), mean_interval(known), len(known), 4)


def _speed_figure(times: Sequence[float], share: int) -> Figure:
    """A percentile of milliseconds, with its interval."""
    if not times:
        return Figure(value=None, low=None, high=None, n=0)
    return _figure(percentile(times, share), percentile_interval(times, share), len(times), 1)


def _figure(value: float, interval: tuple[float, float], n: int, digits: int) -> Figure:
    low, high = interval
    return Figure(value=round(value, digits), low=round(low, digits), high=round(high, digits), n=n)
