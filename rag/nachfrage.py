"""A follow-up question to the government, drafted by rules from the official Frage and the kind of its answer. Pure.

Nothing is made up: a draft consists of the sentences below, the words of the Frage and of the answer, both as quotes,
and the place in the form of the house. What is asked for follows from the status: the content of what was only referred
to, the steps taken to find out, what can be said of a refused answer. The staff word it further.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.language.reasons import reason
from ingest.language.status import saying
from ingest.model import Antwort, Drucksache, Frage, Grund, Papierart, Status
from ingest.passages import folgen_of, fragen_of
from rag import citation as cite
from rag.text.official_questions import whole_texts

QUOTED = 500
"""Characters of the Fragen that are quoted whole; longer ones are named by their number. By hand: about six lines."""
SAID = 300
"""Characters of the government's sentence that is quoted; a longer one is left out. By hand: about four lines."""

_INNER = {ord("„"): "‚", ord("“"): "‘", ord("”"): "‘", ord("»"): "‚", ord("«"): "‘"}
_STRAIGHT = re.compile(r'"([^"]*)"')
_SENTENCE = re.compile(r"[A-ZÄÖÜ][^*\n]+\.")
"""What can be quoted as it stands; no row of a table, no mark of a foot note has slipped into it."""
_SAYS = {
    Status.VERWIESEN: (Status.VERWIESEN,),
    Status.KEINE_ERKENNTNISSE: (Status.KEINE_ERKENNTNISSE,),
    Status.ABGELEHNT: (Status.ABGELEHNT,),
    Status.EINGESTUFT: (Status.EINGESTUFT,),
    Status.TEILWEISE: (Status.ABGELEHNT, Status.KEINE_ERKENNTNISSE),
    Status.BEANTWORTET: (),
}
_NARROWER = "für einen engeren Zeitraum, etwa für das letzte abgeschlossene Kalenderjahr"


@dataclass(frozen=True, slots=True)
class _Named:
    """The Fragen of an answer as the object of a sentence: "die Frage „…?“", "der Frage …", "zu den Fragen …"."""

    whom: str
    whose: str
    to_whom: str


def reference(paper: Drucksache, antwort: Antwort) -> str:
    """The answer in the form of the house: "die Antwort der Bundesregierung zu Frage 4 auf Bundestagsdrucksache …"."""
    asked = cite.fragen(antwort.nummern, folgen_of(paper, antwort.nummern))
    if paper.papierart is Papierart.SCHRIFTLICHE_FRAGEN:
        many = len(antwort.nummern) > 1
        asked = f"auf die Schriftliche{'n' if many else ''} {asked.removeprefix('den ')}"
    else:
        asked = f"zu {asked}"
    number = cite.number(paper.nummer, neu=paper.neu)
    return f"die Antwort der Bundesregierung {asked} auf Bundestagsdrucksache {number}"


def draft(paper: Drucksache, antwort: Antwort) -> str:
    """A Frage that follows up this answer of the paper; it stands alone, without a number."""
    said = saying(antwort.bloecke, _SAYS[antwort.status])
    quote = next((_quotable(one) for one in said if len(one) <= SAID and _SENTENCE.fullmatch(one)), None)
    lead = f"Unter Bezugnahme auf {reference(paper, antwort)}" + (f" (dort: „{quote}“)" if quote else "")
    return f"{lead}: {_asks(antwort.status, reason(said), _named(paper, antwort))}"


def _asks(status: Status, why: Grund | None, fragen: _Named) -> str:
    """What is asked for, by the status and by why the answer was refused."""
    match status:
        case Status.VERWIESEN:
            return (
                f"Welche der Angaben, auf die dort verwiesen wird, beantworten {fragen.whom}, und wie lauten sie im "
                "Einzelnen (bitte in der Antwort selbst wiedergeben)?"
            )
        case Status.KEINE_ERKENNTNISSE:
            return (
                f"Welche Schritte hat die Bundesregierung unternommen, um {fragen.whom} beantworten zu können, welche "
                "Stellen verfügen nach ihrer Kenntnis über die dazu nötigen Angaben, und ab wann wird sie diese "
                "Angaben erheben oder erheben lassen (falls dies nicht vorgesehen ist, bitte begründen)?"
            )
        case Status.ABGELEHNT:
            return _refused(why, fragen)
        case Status.EINGESTUFT:
            return (
                f"Welche Angaben zu {fragen.to_whom} kann die Bundesregierung offen machen, etwa in zusammengefasster "
                "oder anonymisierter Form (bitte angeben), und aus welchen Gründen im Einzelnen können die übrigen "
                "nicht offen mitgeteilt werden?"
            )
        case Status.TEILWEISE:
            return f"Wie beantwortet die Bundesregierung die darin offengebliebenen Teile {fragen.whose}, {_rest(why)}"
        case Status.BEANTWORTET:
            return (
                f"Wie lautet die Antwort auf {fragen.whom} nach heutigem Stand, und was hat sich gegenüber der "
                "damaligen Antwort geändert?"
            )


def _refused(why: Grund | None, fragen: _Named) -> str:
    """What is asked where an answer was refused: by what it was refused for."""
    if why is Grund.AUFWAND:
        return (
            f"Welche Angaben zu {fragen.to_whom} liegen der Bundesregierung ohne gesonderte Auswertung vor (bitte die "
            f"vorhandenen Teilangaben nennen), und welche Angaben kann sie {_NARROWER}, mit zumutbarem Aufwand machen "
            "(bitte angeben)?"
        )
    if why is Grund.ZUSTAENDIGKEIT:
        return (
            f"Welche Kenntnisse hat die Bundesregierung unabhängig von der Zuständigkeit zu {fragen.to_whom} (bitte "
            "angeben), und welche Stellen sind nach ihrer Auffassung dafür zuständig?"
        )
    if why is Grund.KEINE_BEWERTUNG:
        return (
            f"Aus welchen Gründen äußert sich die Bundesregierung nicht zu {fragen.to_whom}, und welche Tatsachen sind "
            "ihr hierzu bekannt (bitte angeben)?"
        )
    return (
        f"Aus welchen Gründen im Einzelnen hat die Bundesregierung {fragen.whom} nicht beantwortet, und welche Angaben "
        "kann sie hierzu, gegebenenfalls in zusammengefasster oder eingestufter Form, machen (bitte angeben)?"
    )


def _rest(why: Grund | None) -> str:
    """What is asked besides of an answer that leaves something open."""
    if why is Grund.AUFWAND:
        return f"und welche der fehlenden Angaben kann sie {_NARROWER}, machen (bitte angeben)?"
    if why in (Grund.ZUSTAENDIGKEIT, Grund.KEINE_BEWERTUNG):
        return "und welche Tatsachen sind ihr hierzu bekannt (bitte angeben)?"
    return "und welche Schritte hat sie unternommen, um die fehlenden Angaben machen zu können?"


def _named(paper: Drucksache, antwort: Antwort) -> _Named:
    """The Fragen of an answer by their words where these are short enough, else by their numbers."""
    # a letter is quoted with its stem, which needs no quote of its own then
    lettered = {number.zahl for number in antwort.nummern if number.teil}
    asked = [number for number in antwort.nummern if number.teil or number.zahl not in lettered]
    texts = [_whole(frage, text) for frage, text in whole_texts(fragen_of(paper, asked)) if frage.nummer in asked]
    quotes = [f"„{text}“" for text in map(_quotable, texts) if text]
    if len(quotes) == len(asked) and sum(map(len, quotes)) <= QUOTED:
        many, there, words = len(quotes) > 1, "", cite.enumerated(quotes)
    else:
        many = len(antwort.nummern) > 1
        numbers = cite.fragen(antwort.nummern, folgen_of(paper, antwort.nummern))
        words = numbers.removeprefix("den Fragen ").removeprefix("Frage ")
        there = "dortigen " if many else "dortige "
    if many:
        return _Named(f"die {there}Fragen {words}", f"der {there}Fragen {words}", f"den {there}Fragen {words}")
    of = f"der {'dortigen ' if there else ''}Frage {words}"
    return _Named(f"die {there}Frage {words}", of, of)


def _whole(frage: Frage, text: str) -> str:
    """The text of a lettered Frage with a mark where letters between it and its stem are left out."""
    if frage.nummer.teil in ("", "a") or not text.endswith(f" {frage.text}"):
        return text
    return f"{text.removesuffix(f' {frage.text}')} […] {frage.text}"


def _quotable(text: str) -> str:
    """A text to stand between quotation marks: on one line, its own marks single ones, no comma at its end."""
    line = _STRAIGHT.sub(r"‚\1‘", " ".join(text.split()).translate(_INNER))
    return re.sub(r"(?:[,;]|,? (?:und|sowie|oder))$", "", line)
