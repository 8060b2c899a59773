"""The Kopf of an answer (number, date, askers, title) and what the transmittal note says (Ressort)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.clean import join
from ingest.dates import PRINTED_MONTH, month_number
from ingest.lines import Line
from ingest.ministries import nominative
from ingest.papernumbers import NEW, NUMBER
from ingest.parties import named

_OWN = re.compile(rf"Drucksache\s+({NUMBER})")
_WAHLPERIODE = re.compile(r"(\d{1,2})\. Wahlperiode")
_DATE = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
_ASKED = re.compile(r"auf die (?:Kleine|Große) Anfrage ")
_BEZUG = re.compile(rf"[–-] ?Drucksache (?P<bezug>{NUMBER}){NEW} ?[–-]? ?(?P<titel>.*)$", re.DOTALL)
_FRAKTIONEN = re.compile(r"(?:Fraktion(?:en)?|Gruppe(?:n)?)\s+(?:der\s+)?(?P<namen>[A-ZÄÖÜ].*)$", re.DOTALL)
_NAMED_BY = re.compile(r",? (?:und der (?:Fraktion|Gruppe)|(?:der )?(?:Fraktion|Gruppe)\b)")
_LONG_DATE = re.compile(rf"\b(\d{{1,2}})\.\s?({PRINTED_MONTH})\s(\d{{4}})\b")
_RESSORT = re.compile(
    r"(?:mit Schreiben|namens) de[sr] (?P<name>(?!Bundesregierung mit)[A-ZÄÖÜ].{0,300}?) (?:mit Schreiben )?vom \d"
)
_OTHERS = re.compile(r"^(?:weitere[rn]?|und weitere[rn]?) Abgeordnete[rn]?")


@dataclass(frozen=True, slots=True)
class Kopf:
    """What the head of the paper and its transmittal note say; unknown is None or empty."""

    nummer: str | None
    wahlperiode: int | None
    datum: date | None
    titel: str | None
    fragesteller: tuple[str, ...]
    fraktionen: tuple[str, ...]
    bezug: str | None
    ressort: str | None
    vorabfassung: bool


def read_kopf(lines: Sequence[Line], note: Sequence[Line], angaben: Mapping[str, str]) -> Kopf:
    """Read the Kopf from the lines before the first Vorbemerkung; `angaben` (DIP) fill what is not printed."""
    text = "\n".join(line.text for line in lines)
    joined = join(list(lines))
    wer, bezug, titel = _asked(joined)
    note_text = join(list(note))
    return Kopf(
        nummer=_own_number(text) or _number(angaben.get("dokumentnummer")),
        wahlperiode=_wahlperiode(text),
        datum=_datum(text) or _iso(angaben.get("datum")) or long_date(note_text),
        titel=titel or angaben.get("titel"),
        fragesteller=_fragesteller(wer),
        fraktionen=fraktionen(wer),
        bezug=bezug,
        ressort=ressort(note_text),
        vorabfassung="Vorabfassung" in text,
    )


def _number(said: str | None) -> str | None:
    """What a container says, where that is a paper's number."""
    return said if said and re.fullmatch(NUMBER, said) else None


def _own_number(text: str) -> str | None:
    """The paper's own number: in the Kopf before "Antwort", never the one between dashes."""
    head = re.split(r"\bAntwort\b", text, maxsplit=1)[0]
    found = _OWN.search(head)
    return found[1] if found else None


def _wahlperiode(text: str) -> int | None:
    found = _WAHLPERIODE.search(text)
    return int(found[1]) if found else None


def _asked(joined: str) -> tuple[str, str | None, str | None]:
    asked = _ASKED.search(joined)
    found = _BEZUG.search(joined, asked.end()) if asked else None
    if asked is None or found is None:
        return "", None, None
    return joined[asked.end() : found.start()].rstrip(), found["bezug"], found["titel"] or None


def _datum(text: str) -> date | None:
    found = _DATE.search(re.split(r"\bAntwort\b", text, maxsplit=1)[0])
    return _date(int(found[3]), int(found[2]), int(found[1])) if found else None


def long_date(text: str) -> date | None:
    """The first date written out ("2. Juni 2025"), None if there is none."""
    found = _LONG_DATE.search(text)
    return _date(int(found[3]), month_number(found[2]), int(found[1])) if found else None


def _iso(text: str | None) -> date | None:
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2}).*", text or "")
    return _date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fragesteller(wer: str) -> tuple[str, ...]:
    """The names of the askers; "weiterer Abgeordneter" is none."""
    found = re.match(r"de[rs] Abgeordneten\s+(.*)$", wer, re.DOTALL)
    if found is None:
        return ()
    names = _NAMED_BY.split(found[1], maxsplit=1)[0]
    parts = (part.strip() for part in re.split(r", ?| und ", names))
    return tuple(p for p in parts if p and not _OTHERS.match(p))


def fraktionen(wer: str) -> tuple[str, ...]:
    """The Fraktionen (or Gruppen) named after "der Fraktion", as printed, in printed order."""
    found = _FRAKTIONEN.search(wer)
    return named(found["namen"]) if found else ()


def ressort(note: str) -> str | None:
    """The Ressort that signed, in the nominative ("Bundesministerium des Innern")."""
    found = _RESSORT.search(note)
    if found is None:
        return None
    return nominative(found["name"])
