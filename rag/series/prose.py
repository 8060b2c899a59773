"""Figures that sentences of an answer tell: "Das Ministerium war an elf Verfahren beteiligt". Pure.

Only what is certain counts: a figure stands directly before what the Frage counts, before Euro or per cent where it
asks for those. Where several figures would do, and neither a time nor a total tells them apart, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ingest.language.joint import only_announces
from rag.model import Citation
from rag.series.certain import ABOUT, exact
from rag.series.choosing import PART, Found, Sentence, chosen, words
from rag.series.model import Told
from rag.series.wanted import Measure, Wanted, phrase
from rag.text.figures import figures, read_word
from rag.text.stemming import content, stem, stems
from rag.text.times import Time, times

_S = "[ \u00a0\u2002\u2007\u2009\u202f\n]"
_NUMBER = re.compile(
    rf"(?P<all>(?:\b{ABOUT}{_S})?(?:"
    rf"(?<![\w,./-])(?P<digits>\d{{1,3}}(?:[.\u00a0\u2002\u2007\u2009\u202f ]\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?)"
    rf"(?![\w/])(?!\.\d)"
    rf"(?:{_S}(?P<scale>Tsd\.|Tausend|Mio\.|Millionen|Million|Mrd\.|Milliarden?)(?!\w))?"
    rf"|(?<![\w-])(?P<none>[Kk]ein(?:e[nrms]?)?)(?!\w)"
    rf"|(?<![\w-])(?P<one>[Ee]ine?[nrm]?)(?!\w)"
    rf"|(?<![\w-])(?P<word>[A-ZÄÖÜ]?[a-zäöüß]{{3,40}})(?![\w-])))"
)
_EURO = re.compile(rf"{_S}?(?:Euro|EUR|€)(?!\w)")
_SHARE = re.compile(rf"{_S}?(?:%|Prozent(?!\w))")
# a figure behind these counts nothing: it is the number of a law, a paper, a Frage
_NUMBERED = re.compile(
    r"(?:§{1,2}|[Ss]chlüssel|\b(?:Absatz|Abs\.|Satz|Nummer|Nr\.|Artikel|Art\.|Buchstabe|Anlagen?|Tabelle|Fragen?|Kapitel|Titel|"
    r"Einzelplan|Referat\w*|Drucksachen?|Besoldungsgruppe|Entgeltgruppe))\s?(?:\d+\s?(?:bis|und|,)\s?)?$"
)
_ELSEWHERE = re.compile(
    r"\b(?:Bundestagsdrucksache|Drucksache|BT-Drs|Vorbemerkung|Antwort zu (?:den )?Frage|Plenarprotokoll)"
)
# a sentence that begins so tells a part: something besides, an example
_BESIDES = re.compile(
    r"(?:Dazu (?:gab|kamen|kommen)|Hinzu|Zudem|Zusätzlich|Daneben|Darüber hinaus|Beispielsweise)\b"
    r"|.{0,120}?\b(?:darüber hinaus|daneben|zusätzlich)\b"
)
_FURTHER = re.compile(r"\b(?:weiter|ander|übrig|restlich|zusätzlich)e[nrms]?\b")
_UNKNOWN = re.compile(
    r"\w(?:zahlen|daten|angaben)\b|\bbekannt\b|\bErkenntnis|(?<!nach )\bKenntnis\b|\bermittel|\bfeststell",
    re.IGNORECASE,
)
_NONE_AT_ALL = re.compile(r"(?:Nein[,.]\s)?(?:Keine[rns]?|Null|(?:Das\s\w+\smeldet\s)?Fehlanzeige)[.!]?", re.IGNORECASE)
_NOT = re.compile(r"\b(?:nicht|weder|ohne)\s(?:\w+\s)?$", re.IGNORECASE)
_WITH = re.compile(
    r"\b(?:mit|in|auf|für|von|aus|bei|zu|an|durch|pro|je|nach|über|unter|vor|als|um|ohne)\s$", re.IGNORECASE
)
_WHETHER = re.compile(r"\b(?:ob|wenn|falls|sofern|soweit|sobald|dass)\s$")
_TOTAL = re.compile(r"\b(?:insgesamt|zusammen|in Summe|Gesamtzahl|Gesamtbudget)\b[^.;]{0,40}$", re.IGNORECASE)
_MORE = re.compile(r"\s?(?:und|sowie|bzw\.|beziehungsweise|oder)\s")


def told(
    mine: Wanted, rivals: Sequence[Wanted], prose: Sequence[Sentence], frage: str, asked: Sequence[Time]
) -> list[Told]:
    """The figures that sentences tell of a quantity: one, one for each of several times, or none.

    `rivals`: other quantities that the same words answer; `prose`: the sentences, in order; `frage`: the whole text of
    the Frage; `asked`: the times that it names.
    """
    said = [one for one in prose if _counts(one[0].text[slice(*one[1])])]
    if len(said) == 1 and mine.measure is Measure.ANZAHL and _NONE_AT_ALL.fullmatch(words(said[0])):
        return [_none(mine, said[0])]
    found = [one for sentence in _as_asked(mine, said) for one in _found(mine, sentence)]
    left = chosen(mine, rivals, prose, frage, asked, found)
    return [] if not left or _more(mine, prose) else [_told(one) for one in left]


def _more(mine: Wanted, prose: Iterable[Sentence]) -> bool:
    """Whether a figure is told besides others ("Daneben waren zwei Verfahren anhängig", "76 weitere Verfahren")."""
    asked = _FURTHER.search(mine.clause) is not None
    return any(
        besides or (_FURTHER.match(found.einheit) and not asked)
        for one in prose
        for besides in [_BESIDES.match(words(one))]
        for found in _found(mine, one)
    )


def _as_asked(mine: Wanted, said: list[Sentence]) -> list[Sentence]:
    """Of the sentences those that end with a verb of the Frage, where some do: "festgenommen", not "ermittelt"."""
    asked = stems(mine.clause)
    ends = [(content(words(one)) or [""])[-1] for one in said]
    return [one for one, end in zip(said, ends, strict=True) if end[:1].islower() and stem(end) in asked] or said


def _counts(sentence: str) -> bool:
    """Whether figures of a sentence may be the answer: it does not only announce, nor speak of another paper."""
    return not only_announces(sentence) and not _ELSEWHERE.search(sentence) and not _BESIDES.match(sentence)


def _none(mine: Wanted, sentence: Sentence) -> Told:
    return Told(Decimal(0), words(sentence).rstrip(".!"), mine.nouns[0], "", "", _cited(sentence))


def _cited(sentence: Sentence) -> Citation:
    return Citation(sentence[0], *sentence[1])


def _found(mine: Wanted, sentence: Sentence) -> Iterator[Found]:
    """All figures of a sentence that count what is asked for."""
    text = sentence[0].text[slice(*sentence[1])]
    when = times(text)
    marks = [mark for mark in _NUMBER.finditer(text) if _value(mark) is not None and not _in_time(mark, when)]
    for n, mark in enumerate(marks):
        end = marks[n + 1].start() if n + 1 < len(marks) else len(text)
        unit = _unit(mine, text, mark, marks[n + 1 :])
        value = _value(mark)
        if unit is None or value is None or _NUMBERED.search(text, 0, mark.start()) or _denied(text, mark):
            continue
        if not exact(text, *_bare_span(mark)):
            continue
        if mark["one"] and any(other["digits"] for other in marks):  # "18 886 Personen wurde ein Titel erteilt"
            continue
        before = marks[n - 1].end() if n else 0
        yield Found(
            wert=value,
            zahl=" ".join(mark["all"].split()),
            einheit=unit,
            kind=_kind(mark),
            sentence=sentence,
            around=text[mark.start() if n else 0 : end],
            time=_time(when, before, mark.start(), end),
            total=_TOTAL.search(text, before, mark.start()) is not None,
            part=PART.search(text, before, mark.start()) is not None,
        )


def _kind(mark: re.Match[str]) -> str:
    """What a figure may be; "ein" behind a colon is no article ("Kiel: ein Verfahren")."""
    counted = mark["one"] and mark.string[: mark.start()].rstrip().endswith(":")
    return "none" if mark["none"] else "one" if mark["one"] and not counted else "number"


def _bare_span(mark: re.Match[str]) -> tuple[int, int]:
    """Where a figure stands, without "rund" before it."""
    kind = next(kind for kind in ("digits", "none", "one", "word") if mark[kind])
    return mark.start(kind), mark.end()


def _value(mark: re.Match[str]) -> Decimal | None:
    if mark["none"]:
        return Decimal(0)
    if mark["one"]:
        return Decimal(1)
    if mark["word"]:
        value = read_word(mark["word"].lower())
        return Decimal(value) if value is not None else None
    scale = f" {mark['scale']}" if mark["scale"] else ""
    found = figures(f"{mark['digits']}{scale}")
    return found[0].value if found else None


def _in_time(mark: re.Match[str], when: Iterable[Time]) -> bool:
    return any(
        time.span[0] <= mark.start("all") < time.span[1] or time.span[0] < mark.end() <= time.span[1] for time in when
    )


def _denied(text: str, mark: re.Match[str]) -> bool:
    """Whether no figure is told: "nicht in fünf Verfahren", "sind keine Verfahren bekannt", "mit einem Vertrag"."""
    if mark["one"] and (_WITH.search(text, 0, mark.start()) or _WHETHER.search(text, 0, mark.start())):
        return True
    if not mark.start() and len(mark["digits"] or "") == 1:  # "1 Kinder in Tagespflege ...": the mark of a footnote
        return True
    return _NOT.search(text, 0, mark.start()) is not None or (bool(mark["none"]) and _UNKNOWN.search(text) is not None)


def _unit(mine: Wanted, text: str, mark: re.Match[str], later: Sequence[re.Match[str]]) -> str | None:
    """What a figure counts, as printed, where it is what was asked for; else None."""
    if mine.measure is Measure.GELD:
        return "Euro" if (mark["digits"] or mark["word"]) and _EURO.match(text, mark.end()) else None
    if mine.measure is Measure.ANTEIL:
        return "%" if _SHARE.match(text, mark.end()) else None
    nouns, end = phrase(text, mark.end())
    if not nouns and later:  # "in keinem außergerichtlichen sowie in acht gerichtlichen Verfahren"
        joined = _MORE.search(text, mark.end(), later[0].start())
        nouns, end = (
            phrase(text, later[0].end()) if joined and not _stops(text[mark.end() : later[0].start()]) else ((), 0)
        )
        return " ".join(nouns) if mine.counts(nouns) else None
    return " ".join(text[mark.end() : end].split()).rstrip(".") if mine.counts(nouns) else None


def _stops(between: str) -> bool:
    return any(character in between for character in ".,;:()")


def _time(when: Sequence[Time], before: int, at: int, end: int) -> Time | None:
    """The time that a figure is told for: the last one between the figure before it and it, else the first behind."""
    earlier = [time for time in when if before <= time.span[0] and time.span[1] <= at]
    later = [time for time in when if at < time.span[0] and time.span[1] <= end]
    return earlier[-1] if earlier else later[0] if later else None


def _told(one: Found) -> Told:
    zeit = " ".join(one.time.said.split()) if one.time else ""
    return Told(one.wert, one.zahl, one.einheit, zeit, "", _cited(one.sentence))
