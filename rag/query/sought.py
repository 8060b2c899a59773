"""The kind of thing that a question wants told: a length of time, a day, an amount, a share, a count, who pays.

Told apart are only kinds that words show for certain, and only where the question begins by asking for one: "Wovon
hängt ab, wie lange ..." asks for no length of time. A clock time ("um 04:18 Uhr") is no length of time, "Dauer (h) ...
04:18" is one. Reasons are no such kind: of 30 sentences that give one, 8 have no word that says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.language.dates import PRINTED_MONTH, YEAR


class Sought(StrEnum):
    """A kind of thing, as the object of a German sentence."""

    DAUER = "Eine Dauer"
    DATUM = "Ein Datum"
    LAENGE = "Eine Länge oder Fläche"
    BETRAG = "Einen Betrag"
    ANTEIL = "Einen Anteil"
    ZAHLER = "Wer bezahlt,"
    ANZAHL = "Eine Anzahl"
    ZAHL = "Eine Zahl"

    @property
    def subject(self) -> str:
        """The same as the subject of a sentence."""
        return self.replace("Einen ", "Ein ")


@dataclass(frozen=True, slots=True)
class _Sort:
    """How a kind is told apart: by what `asks` for it, and by words that are one (`holds`).

    `unit`: what above a row says that its figures are of the kind, None where they need no such word; `other`: what
    holds figures of another kind.
    """

    asks: re.Pattern[str]
    holds: re.Pattern[str]
    unit: re.Pattern[str] | None = None
    other: re.Pattern[str] | None = None


# a question begins with these words, behind a conjunction or preposition at most
_BEGINS = r"^\W{0,3}(?:(?:und|aber|also|oder|nur|für|auf|mit|zu|um|bei|an|in|ab|bis|seit|von|über|nach)\s{1,3}){0,2}"
_NUMBER = (
    r"(?:\d|\b(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|mehrere|wenige|einige"
    r"|halbe|anderthalb|viele)\w{0,2}\b)"
)
_SPAN = r"(?:Sekunde|Minute|Stunde|Std|Tag|Werktag|Woche|Monat|Quartal|Jahr|Jahrzehnt|Legislaturperiode)"
_MONEY = r"(?:€|\bEuro\b|\bEUR\b|\bCent\b|US-Dollar)"
_AMOUNT = rf"\d[\d.,\s]{{0,20}}(?:(?:Tsd|Mio|Mrd|Millionen|Milliarden)\b\.?\s?)?{_MONEY}"
_SUMS = (
    "kosten|ausgabe|budget|etat|haushalt|bußgeld|geldbuße|strafe|schaden|schäden|summe|betr[aä]g|gehalt|gehälter|miete"
    "|zuschuss|zuschüsse|zuschlag|förderung|mittel|prämie|stipendi|entschädigung|vergütung|honorar|forderung|gebühr"
    "|umsatz|umsätze|erlös|einnahme|rente|beihilfe|kredit|streitwert|volumen|preis"
)
# days, years, places in laws and papers count nothing
_NO_COUNT = (
    rf"\b(?:\d{{1,2}}\.\s?(?:\d{{1,2}}\.(?:\s?\d{{2,4}})?|(?:{PRINTED_MONTH})(?:\s\d{{4}})?)|{YEAR}"
    r"|(?:Absatz|Artikel|Nummer|Fragen?|Satz|\w{0,9}[Dd]rucksache|Kapitel|Titel|Anlage|Tabelle)\s\d[\d/]*)|§{1,2}\s?\d+"
)
_COUNT = (
    rf"(?<![\w.,/§-])\d|{_NUMBER}|\b(?:[Kk]ein\w{{0,2}}|[Bb]eide\w?|[Hh]älfte|[Dd]rittel|[Ee]inzelne\w?|\w{{3,8}}mal(?:ig)?"
    r"|Dutzend\w?|Hunderte|Tausende|Million\w{0,2}|\w+stellige\w?|[Rr]egelmäßig|[Jj]ährlich|[Mm]onatlich|[Ww]öchentlich"
    r"|[Tt]äglich)\b"
)
_SORTS = {
    Sought.DAUER: _Sort(
        asks=re.compile(
            _BEGINS + r"(?:wie lang(?:e\b|\b(?=.{0,30}\b(?:dauer|brauch|warte|fähr|läuft|gilt)))"
            r"|wie\s?viele? (?:stunden|minuten|wochen)\b)",
            re.IGNORECASE,
        ),
        holds=re.compile(
            rf"{_NUMBER}[\s-]?(?:[\w-]{{1,25}}\s)?{_SPAN}|(?:tägig|wöchig|monatig|jährig|stündig|minütig)"
            rf"|\bbis (?:zum|zur|Ende|Mitte|Anfang|einschließlich|voraussichtlich|spätestens|\d|{PRINTED_MONTH})"
            r"|\bseit\b|befristet|dauerhaft|\b[Ss]olange\b|auf Dauer"
        ),
        unit=re.compile(rf"[Dd]auer|[Ll]aufzeit|zeit(?:en)?\b|\b{_SPAN}|\(h\)|\bin h\b"),
        other=re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:(?:bis|und|[-–])\s\d{1,2}(?:[:.]\d\d)?\s)?Uhr\b"),
    ),
    Sought.DATUM: _Sort(
        asks=re.compile(_BEGINS + r"(?:wann\b|welche[mnrs]? (?:tag|datum|jahr|monat)\b)", re.IGNORECASE),
        holds=re.compile(
            rf"\b{YEAR}\b|\b(?:{PRINTED_MONTH})\b|\d\.\s?\d+\.|Quartal|Halbjahr|Jahreshälfte|\bEnde\b|\bAnfang\b|\bMitte\b"
            r"|\b(?:[Ww]enn|[Ss]obald|[Ss]oweit|[Ff]alls|[Nn]ach|[Mm]it|[Bb]ei|[Bb]ereits|[Dd]erzeit|[Bb]islang|[Nn]och"
            r"|[Ff]ortlaufend|[Rr]egelmäßig|[Ww]eiterhin|zeitnah|kurzfristig|Sommer|Herbst|Winter|Frühjahr)\b"
        ),
        unit=re.compile(r"Datum|Stichtag|\bam\b"),
    ),
    Sought.LAENGE: _Sort(
        asks=re.compile(
            _BEGINS + r"(?:wie (?:lang|breit|tief) (?:ist|sind|war|waren|wird|werden|soll)\b"
            r"|wie\s?viele? (?:km|kilometer|meter|hektar|quadrat\w+)\b)",
            re.IGNORECASE,
        ),
        holds=re.compile(
            rf"{_NUMBER}[\s-]?(?:Mio\. |Millionen )?(?:Quadrat)?(?:km|[Kk]ilometer|m|[Mm]eter|ha|Hektar)"
            r"(?:[²2n])?(?![\w/])"
        ),
        unit=re.compile(r"\bkm\b|[Kk]ilometer|[Mm]eter\b|\(m\)|\bha\b|Hektar|[Ll]änge|[Ff]läche|Entfernung"),
        other=re.compile(r"\d\s?(?:km/h|km/Std|(?:Kilometer|km|Meter|m)[n]? (?:pro|je|in der) (?:Std|Stunde|Sekunde))"),
    ),
    Sought.BETRAG: _Sort(
        asks=re.compile(
            _BEGINS + r"(?:was (?:(?:hat|haben|hatte|wird|werden|würde|soll|sollen)\b.{0,120}\b)?(?:ge)?kost\w+"
            r"|wie teuer\b|wie\s?viele? (?:geld\b|euro\b|kost(?:et|en|ete|eten)\b)|welche (?:kosten|ausgaben)\b"
            r"|wie hoch (?:ist|sind|war|waren|wird|werden|lag|lagen)\b"
            r"(?!(?: \S{1,40}){0,3}(?:quote|anteil|satz|sätze|ziffer|zahl|stufe)\b)"
            rf".{{0,40}}(?:{_SUMS}))",
            re.IGNORECASE,
        ),
        holds=re.compile(
            rf"{_AMOUNT}"
            r"|\d\s?(?:T€|Tsd|Mio|Mrd|Million|Milliard)"
            r"|kostenlos|kostenfrei|kostenneutral|unentgeltlich|befreit|\bKosten\b|gebührenfrei"
        ),
        unit=re.compile(
            rf"{_MONEY}|[Kk]osten|[Aa]usgabe|[Bb]etr[aä]g|[Mm]ittel|[Ss]umme|\bMio\b|\bMrd\b|\bSoll\b|\bIst\b"
        ),
    ),
    Sought.ANTEIL: _Sort(
        asks=re.compile(
            _BEGINS + r"(?:wie\s?viele? (?:%|prozent)|welche[mnrs]? (?:prozentuale[nrs]? )?anteil"
            r"|wie (?:hoch|groß) (?:ist|war) der (?:[\w-]+ )?(?:[\w-]{0,20}anteil|prozent))",
            re.IGNORECASE,
        ),
        holds=re.compile(
            r"%|[Pp]rozent|[Hh]älfte|(?:[Dd]rittel|[Vv]iertel|[Ff]ünftel|[Zz]ehntel)\b|\d von (?:\d|zehn)"
            r"|\b[Aa]nteil\w{0,3}\b[^\d]{0,80}\d"
        ),
        unit=re.compile(r"%|[Pp]rozent|[Aa]nteil|[Qq]uote"),
    ),
    Sought.ZAHLER: _Sort(
        asks=re.compile(
            _BEGINS
            + r"(?:(?:wer|welche[mnrs]? [\w-]+) (?:(?:be)?zahlt|finanziert|(?:trägt|übernimmt)(?= [^?]{0,60}kosten)"
            r"|kommt(?= [^?]{0,60}kosten)))",
            re.IGNORECASE,
        ),
        holds=re.compile(
            r"[Kk]osten|[Zz]ahl|[Ff]inanz|\bEuro\b|[Tt]rag|[Tt]räg|[Mm]ittel|[Hh]aushalt|[Üü]bern[ia]|[Ee]rstatt|[Ff]örder"
            r"|Titel|[Ee]tat|[Bb]ezuschuss"
        ),
    ),
    Sought.ANZAHL: _Sort(
        asks=re.compile(
            _BEGINS + r"(?:wie\s?(?:oft\b|häufig\b"
            r"|viele (?!(?:\w{0,20}mittel|\w{0,20}gelder|millionen|milliarden|prozent)\b)))",
            re.IGNORECASE,
        ),
        holds=re.compile(_COUNT),
        other=re.compile(rf"{_NO_COUNT}|{_AMOUNT}"),
    ),
    Sought.ZAHL: _Sort(
        asks=re.compile(_BEGINS + r"(?:wie\s?viele?\b)", re.IGNORECASE),
        holds=re.compile(_COUNT),
        other=re.compile(_NO_COUNT),
    ),
}
_FIGURE = re.compile(r"\d")


def sought(question: str) -> Sought | None:
    """The kind that a question asks for, the most telling one; None where words do not show it."""
    return next((kind for kind, sort in _SORTS.items() if sort.asks.search(question)), None)


def tells(kind: Sought, own: str, above: Sequence[str] = ()) -> bool:
    """Whether a sentence or row tells something of a kind: by its own words, or a figure of it by what stands above."""
    sort = _SORTS[kind]
    left = sort.other.sub("", own) if sort.other else own
    if sort.holds.search(left):
        return True
    return sort.unit is not None and _FIGURE.search(left) is not None and any(map(sort.unit.search, above))
