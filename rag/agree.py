"""Whether a sentence says what its source says, no more and no less: denied or not, planned or done, all or some.

Clause by clause, because one half of a sentence may be denied and the other not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.figures import WRITTEN_YEAR
from rag.orte import orte
from rag.parameters import PARAMETERS, Parameters
from rag.words import content, coverage, stem, stems

_NEGATION = re.compile(
    r"\b(?:nicht|kein\w*|nie(?:mals)?|niemand|weder|ohne|nein|nirgends|unbekannt|Fehlanzeige|not|no|never|none|without|\w+n't)\b",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(r"\bnicht (?:nur|zuletzt|allein)\b|\bnot only\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:geplant\w*|plan(?:t|te|ten|en|et|ung\w*)|soll\w*|beabsichtig\w+|absicht|prüft|prüfen|geprüft|prüfung|vorgesehen|"
    r"erwartet\w*|voraussichtlich|dürft\w*|könn(?:t|e)\w*|möglicherweise|angestrebt|strebt|vorbehaltlich|"
    r"werden? derzeit|künftig|will|wollen|schätz\w*|geschätzt\w*|planned|plans?|intend\w*|review\w*|expected|may|"
    r"might|could|should|will|estimated)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:wenn|falls|sofern|soweit|vorbehaltlich|vorausgesetzt|if|unless|provided)\b", re.I)
ABOUT = "etwa"  # may be added to what is exact, and not be left out
# how much is meant: what one side says the other must say too
_LIMITS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for name, words in {
        "höchstens": r"bis zu (?=\d|\w+ (?:Mio|Mrd|Prozent|Euro))|höchstens\b|"
        r"maximal\w*|weniger als\b|unter (?=\d)|knapp\b",
        "mindestens": r"mindestens\b|wenigstens\b|mehr als\b|über (?=\d)",
        ABOUT: r"rund\b|etwa\b|circa\b|ca\.|ungefähr\b|annähernd\b|schätzungsweise\b",
        "teilweise": r"teilweise\b|teils\b|zum Teil\b|einige[rsn]?\b|einzelne[rsn]?\b|vereinzelt\w*|manche\w*|"
        r"grundsätzlich\b|in der Regel\b|überwiegend\w*|größtenteils\b|meist(?:ens)?\b",
        "alle": r"alle[rsn]?\b|sämtliche\w*|jede[rsn]?\b|ausschließlich\b|vollständig\b|"
        r"nur\b|lediglich\b|stets\b|immer\b",
        "kann": r"kann\b|können\b|konnten?\b|könnten?\b|möglich\w*|in der Lage\b",
        "muss": r"muss\b|müssen\b|mussten?\b|müssten?\b|verpflicht\w*|erforderlich\w*|notwendig\w*|zwingend\w*",
        "darf": r"darf\b|dürfen\b|durften?\b|zulässig\w*|erlaub\w*",
    }.items()
}
_FUTURE = re.compile(r"\b(?:wird|werden|würden?|will|wollen|soll\w*|plan\w+|künftig|zukünftig)\b", re.I)
_PAST = re.compile(r"\b(?:war|waren|wurden?|hatten?|worden)\b", re.I)
_PERFECT = re.compile(r"\b(?:hat|haben|habe|sei|seien)\b", re.I)
_PRESENT = re.compile(r"\b(?:ist|sind|wird|werden)\b", re.I)
# others whom the government quotes; that it speaks itself need not be said
_OTHERS = re.compile(
    r"\b(?:laut|zufolge|nach (?:eigenen )?(?:Angaben?|Auskunft|Einschätzung\w*|Schätzung\w*|Aussagen?|Mitteilung|"
    r"Darstellung|"
    r"Auffassung|Ansicht|Berichten|Medienberichten))\b(?! der Bundesregierung)",
    re.IGNORECASE,
)
_HOLDS_OVER = re.compile(r"\bverfüg(?:en|te?n?)\b[^.;]*?\büber\b")  # "verfügt über 451 Planstellen" is no limit
_CLAUSE = re.compile(
    r"[;:–]|,(?!\d)|\((?=[^\W\d])|\)|\b(?:und|aber|jedoch|sondern|während|wohingegen|and|but)\b(?=\s+\w+\s+\w+)"
)


def negated(text: str) -> bool:
    """Whether a text denies something."""
    return _NEGATION.search(_NOT_ONLY.sub("", text)) is not None


def _denials(text: str) -> tuple[int, int]:
    """How often a text denies, and how often it says "nicht nur"."""
    return len(_NEGATION.findall(_NOT_ONLY.sub("", text))), len(_NOT_ONLY.findall(text))


def clauses(text: str) -> list[str]:
    """The parts of a sentence that may be denied each for itself."""
    return [part for part in _CLAUSE.split(text) if content(part)]


def denial(sentence: str, source: str, numbers: Parameters = PARAMETERS) -> str | None:
    """What was denied stays denied, what was not does not become so; None if both agree."""
    if _denials(sentence) not in (_denials(source), _denials(_about(sentence, source, numbers))):
        return "Verneinung weicht von der Quelle ab"
    parts = clauses(source)
    mixed = len({negated(part) for part in parts}) > 1
    if not mixed and negated(sentence) != negated(source):
        return "Verneinung weicht von der Quelle ab"
    for clause in clauses(sentence) if mixed else ():
        same = [negated(part) for part in rendered(clause, parts, numbers)]
        if same and negated(clause) not in same:
            return "Verneinung weicht von der Quelle ab"
        if not same and negated(clause) != negated(source):
            return "Verneinung weicht von der Quelle ab"
    return None


def rendered(clause: str, parts: Sequence[str], numbers: Parameters = PARAMETERS) -> list[str]:
    """The source's clauses that a clause renders: most of their telling words are in it, and the best of those.

    Figures do not count: one that was left out is what is looked for.
    """
    there = stems(clause)
    wanted = ([stem(w) for w in content(part) if not w[0].isdigit()] for part in parts)
    held = [(coverage(words, there, numbers.matching), part) for words, part in zip(wanted, parts, strict=True)]
    best = max((share for share, _ in held), default=0.0)
    least, behind = numbers.verification.rendered, numbers.verification.rendered_behind
    return [part for share, part in held if share >= least and share > best - behind]


def modality(sentence: str, source: str) -> str | None:
    """What is planned, examined or expected is not told as done, nor the other way; conditions are kept."""
    if _OPEN.search(source) and not _OPEN.search(sentence):
        return "die Quelle stellt es nicht als Tatsache fest"
    if _OPEN.search(sentence) and not _OPEN.search(source):
        return "die Quelle stellt es als Tatsache fest"
    if len(_CONDITION.findall(source)) > len(_CONDITION.findall(sentence)):
        return "die Bedingung der Quelle fehlt"
    return None


def narrowed(sentence: str, source: str, numbers: Parameters = PARAMETERS) -> str | None:
    """Years and places for which the source says it are not left out: else it would be said of all."""
    about, places = _about(sentence, source, numbers), orte(numbers.matching)
    missing = set(WRITTEN_YEAR.findall(about)) - set(WRITTEN_YEAR.findall(sentence))
    if missing and "\n" not in source:
        return f"„{min(missing)}“ der Quelle fehlt"
    said = re.sub(r"[^\w-]+", " ", f" {sentence.lower()}")
    lost = [w for w in content(about) if w in places and not any(f" {form}" in said for form in places[w])]
    return f"„{lost[0]}“ der Quelle fehlt" if lost else None


def tense(sentence: str, source: str, numbers: Parameters = PARAMETERS) -> str | None:
    """What will be is not told as being, what was not as still being."""
    about = _about(sentence, source, numbers)
    if re.search(r"\b(?:wird|werden)\b", about) and not (_FUTURE.search(sentence) or _PAST.search(sentence)):
        return "die Quelle spricht von dem, was wird"
    past = _PAST.search(about) and not _PRESENT.search(about) and not _PERFECT.search(about)
    if past and _PRESENT.search(sentence) and not (_PAST.search(sentence) or _PERFECT.search(sentence)):
        return "die Quelle spricht von dem, was war"
    return None


def attributed(sentence: str, source: str, numbers: Parameters = PARAMETERS) -> str | None:
    """What the government reports of others stays theirs."""
    if _OTHERS.search(_about(sentence, source, numbers)) and not _OTHERS.search(sentence):
        return "wen die Bundesregierung wiedergibt, fehlt"
    return None


def _about(sentence: str, source: str, numbers: Parameters) -> str:
    """The clauses of a source that a sentence renders; all if none is."""
    return " ".join(part for part in clauses(source) if rendered(sentence, [part], numbers)) or source


def extent(sentence: str, source: str, numbers: Parameters = PARAMETERS) -> str | None:
    """All stays all, some stays some, "bis zu" stays "bis zu", in what of the source is rendered."""
    sentence, source = (_HOLDS_OVER.sub(" ", text) for text in (sentence, source))
    about = _about(sentence, source, numbers)
    for name, words in _LIMITS.items():
        if len(words.findall(about)) > len(words.findall(sentence)):
            return f"„{name}“ der Quelle fehlt"
        if name != ABOUT and words.search(sentence) and not words.search(source):
            return f"„{name}“ steht nicht in der Quelle"
    return None
