"""What a question asks for: the kinds of answer, its telling words, numbers and years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.language.dates import MONTH, PRINTED_MONTH, YEAR
from ingest.language.status import nothing_known
from ingest.language.wordings import NOT_THERE
from rag.parameters import PARAMETERS, Questions
from rag.query.sought import Sought, sought
from rag.text.figures import Figure, Month, figures, is_year, months
from rag.text.stemming import content, stem, tokens


class Kind(StrEnum):
    """What a right answer must contain."""

    BETRAG = "betrag"
    ZAHL = "zahl"
    DATUM = "datum"
    GRUND = "grund"
    WER = "wer"
    ORT = "ort"
    JANEIN = "janein"
    LISTE = "liste"
    ANDERES = "anderes"


# by hand, from the questions of the development sets: verbs that begin a question to be answered with yes or no
_VERBS = (
    "ist sind war waren hat haben hatte hatten gibt gab wird werden wurde wurden kann können könnte will wollen "
    "plant planen darf dürfen soll sollen sollte muss müssen liegt liegen kriegt kriegen bekommt bekommen fallen "
    "fällt gilt gelten kommt kommen macht prüft unterstützt fördert finanziert beteiligt untersucht sieht hält "
    "besteht bestehen findet führt nutzt weiß erhält erhalten nimmt teilt stimmt rechnet are were has have does "
    "do did can could"
)
_COUNTED = r"\d|\bkeine\w?\b|\b(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)(?:e|er|mal|hundert)?\b"
# German and English; a question may ask for several kinds
_ASKS: dict[Kind, tuple[str, ...]] = {
    Kind.JANEIN: (
        r"^(?!.*\b(?:wie\s?viele?|welch\w+|wofür|how m\w+)\b)"
        rf"(?:{_VERBS.replace(' ', '|')}|is|was (?:the|there|it|a))\b",
    ),
    Kind.BETRAG: (
        r"wie\s?viele?\s+(?:\w+\s+)?(?:geld|euro|milliarden|millionen|mittel)|wie teuer|was .*kostet\b",
        r"mit wie\s?viel\b|wie hoch .*(?:kosten|ausgaben|mittel|etat|summe|förder)|how much (?:money|funding)",
    ),
    Kind.ZAHL: (
        r"wie\s?viele?\b|wie (?:hoch|oft|häufig|lange|groß|alt|stark|heftig)\b|anzahl|prozent|anteil|um wie",
        r"zahlen\b|quote\b|how (?:many|much|long|often)",
    ),
    Kind.DATUM: (r"\bwann\b|welche[mnrs]? (?:jahr|monat|zeitraum|zeitpunkt|tag|datum)|\bwhen\b|frist\b",),
    Kind.GRUND: (
        r"\b(?:warum|weshalb|wieso|weswegen|why|woran liegt|womit erklärt|aus welch\w+ gr[uü]nd)|begründe|was spricht",
    ),
    Kind.WER: (
        r"(?:^|, |und )(?:\w+ )?(?:wer|wem|wen|wessen|who)\b|wie heißt|zuständig",
        r"welche[rsn]? (?:organisation|behörde|ministeri|stelle|ressort)",
    ),
    Kind.ORT: (r"^(?:wo|where)\b|in welche[nrm]? (?:land|länder|stadt|städten|bundesländer|ort)",),
    Kind.LISTE: (r"\b(?:welche[mnrs]?|which|what kind)\b",),
}
_HOLDS: dict[Kind, str] = {
    Kind.BETRAG: r"\d[\d.,\s]*(?:Euro|Mio|Mrd|Million|Milliard|Tsd|EUR|€|%|Prozent|T€)|Euro",
    Kind.ZAHL: _COUNTED,
    Kind.DATUM: rf"\b{YEAR}\b|\b(?:{PRINTED_MONTH})\b|\d\.\d+\.|Quartal|Halbjahr|\bEnde\b|\bAnfang\b|\bMitte\b",
    Kind.GRUND: r"\b(?:weil|da|daher|deshalb|denn|auf\s?grund|wegen|Gr[uü]nd\w*|um .* zu|dadurch|infolge|somit)\b",
    Kind.WER: r"[A-ZÄÖÜ]{2,}|\b(?:Bundes|Ministerium|Länder|Behörde|Kommission|Amt)\w*|(?:[A-ZÄÖÜ]\w+ ){2}",
    Kind.ORT: r"\b(?:in|aus|im) [A-ZÄÖÜ]\w+|[A-ZÄÖÜ]\w+, [A-ZÄÖÜ]\w+",
    Kind.JANEIN: r"\b(?:[Jj]a|[Nn]ein|[Nn]icht|[Kk]ein\w*|geplant|vorgesehen|beabsichtigt|bislang|derzeit|bereits)\b",
    Kind.LISTE: r",.*\bund\b|,.*,|^[–•-]|\bbeziehungsweise\b|insbesondere|folgende",
}
_OPEN = re.compile(
    rf"\b(?:seit|ab|nach|bis|vor|since|until|after|before)\s(?:(?:dem|zum|Ende|Mitte|Anfang|\d+\.)\s)*(?:{MONTH})",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\b(?:von|vom|zwischen|from|between)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart. `words` are the telling words as typed, `stems` theirs; `numbers` include years.

    `figures` are the values that tell (amounts, shares, days; no years, no small numbers). `months`, with years, are
    the only ones meant: of "seit April 2025" none, since later ones are meant too, and none where a date is asked for.
    `carried`: the stems that only an earlier question names, where a follow-up turn takes it up; `things`: where
    it may have changed the topic, the nouns and names that it names itself behind its first word, if written large.
    """

    text: str
    kinds: tuple[Kind, ...]
    words: tuple[str, ...]
    stems: tuple[str, ...]
    numbers: tuple[str, ...]
    figures: frozenset[Figure] = frozenset()
    months: frozenset[Month] = frozenset()
    carried: frozenset[str] = frozenset()
    things: tuple[str, ...] = ()
    sought: Sought | None = None


def read(text: str, numbers: Questions = PARAMETERS.questions, own: str = "", *, unsure: bool = False) -> Asked:
    """Take a question apart; `numbers` says which values in it tell; `own`: what the last turn says of it, if not all.

    What kind of thing is asked for is read from the last turn, what it is about from all; `unsure`: whether that turn
    may have changed the topic.
    """
    words = tuple(content(text))
    stems = tuple(dict.fromkeys(stem(w) for w in words))
    named = tuple(w for w in tokens(text) if w[0].isdigit())
    telling = frozenset(figure for figure in figures(text) if _tells(figure, numbers.whole_number))
    kinds = _kinds((own or text).strip())
    others = Kind.DATUM in kinds or (_OPEN.search(text) and not _SPAN.search(text))
    return Asked(
        text=text,
        kinds=kinds,
        words=words,
        stems=stems,
        numbers=named,
        figures=telling,
        months=frozenset() if others else months(text),
        carried=frozenset(stems) - {stem(w) for w in content(own)} if own else frozenset(),
        things=things(own) if unsure else (),
        sought=sought(own or text),
    )


def things(text: str) -> tuple[str, ...]:
    """The nouns and names behind the first word of a turn, where they are written large."""
    return tuple(word for word in content(text.strip().partition(" ")[2]) if word[0].isupper())


def _tells(figure: Figure, least: int) -> bool:
    """Whether a value is more than a year or a small whole number."""
    whole = figure.value == int(figure.value)
    return bool(figure.unit) or not whole or (figure.value >= least and not is_year(figure))


def _kinds(text: str) -> tuple[Kind, ...]:
    """All kinds asked for; who asks for an amount does not ask for a number besides."""
    found = tuple(kind for kind, asks in _ASKS.items() if any(re.search(a, text, re.IGNORECASE) for a in asks))
    if Kind.BETRAG in found:
        found = tuple(kind for kind in found if kind is not Kind.ZAHL)
    return found or (Kind.ANDERES,)


def no_knowledge(sentence: str) -> bool:
    """Whether a sentence says that what is asked is not known or not there: an answer, though no number.

    Who is in charge instead, or that it is classified, is no such answer: one that tells something goes first.
    """
    return NOT_THERE.search(sentence) is not None or nothing_known(sentence)


def holds(kind: Kind, sentence: str) -> bool:
    """Whether a sentence contains the kind of thing asked for: an amount, a date, a reason; of ANDERES any does."""
    pattern = _HOLDS.get(kind)
    return pattern is None or re.search(pattern, sentence) is not None
