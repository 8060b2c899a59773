"""Whether a Frage asks only how many or how much, and whether a sentence tells a count; tables for maintaining."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.language.dates import PRINTED_MONTH

# how a Frage begins that asks for a count: "In wie vielen Fällen", "Welche Kosten", "Wie hoch ist"
_HOW_MANY = re.compile(
    r"^(?:(?:Und|Zu|In|Mit|Auf|An|Aus|Bei|Von|Für|Gegen|Über|Um|Nach)\s){0,2}"
    r"(?:wie\s?(?:viel|hoch|oft|häufig|groß)"
    r"|welche[nr]?\s(?:\w+\s){0,3}(?:Anzahl|Zahl|Höhe|Kosten|Ausgaben|Summe|Anteil|Menge)\b)",
    re.IGNORECASE,
)
# what else it asks
_MORE = re.compile(
    r"\bwelche|(?:[,;?]\s(?:und\s|sowie\s|oder\s|bzw\.\s)?|\bund\s)(?:(?:in|aus|mit|auf|an|bei|von|für|zu|nach)\s)?"
    r"(?:warum|wieso|weshalb|wann|wer\b|wem\b|was\b|wo\b|wodurch|wozu|inwie|wie\s(?!viel|hoch|oft|häufig|groß))",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]{0,600}\)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_NO_COUNT = re.compile(  # days, years, spans of time, paragraphs of laws, numbers of papers and Fragen
    rf"\b\d{{1,2}}\.\s(?:{PRINTED_MONTH})(?:\s\d{{4}})?|\b(?:19|20)\d\d\b|\b\d+/\d+\b"
    r"|\b\w+\s(?:Jahre|Monate|Wochen|Tage)n?\b"
    r"|(?:§§?|\bAbsatz|\bAbs\.|\bArtikel|\bArt\.|\bSatz|\bNummern?|\bNr\.|\bFragen?|\bKapitel|\bTitel|\bSeite|\bS\.)\s\d+\w?\b"
)
_COUNT = re.compile(
    r"(?<![\w.])\d|stellig|\b(?:Hälfte|Drittel|Viertel|kein\w{0,2}|eine[mn] Fall|vereinzelt\w*|Einzelf[aä]ll\w*)\b"
    r"|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|null|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn)\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"\bein(?:e[mnrs]?)?\s(?:[a-zäöüß]+\s)?(?P<thing>[A-ZÄÖÜ]\w{4,5})")


def asks_how_many(frage: str) -> bool:
    """Whether a Frage asks for counts, amounts or shares and for nothing else."""
    text = _ASIDE.sub(" ", frage).strip()
    begins = _HOW_MANY.search(text)
    return begins is not None and _MORE.search(text, begins.end()) is None


def tells_count(sentence: str, fragen: Sequence[str]) -> bool:
    """Whether a sentence holds a number that counts something; none of a day, a law, a paper.

    "ein Bescheid" is one where the Fragen ask for Bescheide.
    """
    text = _NO_COUNT.sub(" ", _ADDRESS.sub(" ", sentence))
    one = [match["thing"].lower() for match in _ONE.finditer(text)]
    return _COUNT.search(text) is not None or any(thing in frage.lower() for thing in one for frage in fragen)
