"""The Kopf of an answer (number, date, askers, title) and what the transmittal note says (Ressort)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.language.dates import PRINTED_MONTH, month_number
from ingest.language.ministries import nominative
from ingest.language.papernumbers import NEW, NUMBER
from ingest.language.parties import PRINTED, named
from ingest.text.cleaning import join
from ingest.text.headlines import is_head_piece
from ingest.text.lines import Line

_OWN = re.compile(rf"Drucksache\s+({NUMBER})")
_ALONE = re.compile(rf"^(?:zu\s+)?({NUMBER}){NEW}$", re.MULTILINE)  # where the pieces of the head are torn apart
_ANSWER = re.compile(r"(?<![^\W\d_])Antwort\b")  # also behind a date that is glued to it
_BLANKS = re.compile(r"\s")
_WAHLPERIODE = re.compile(r"(\d{1,2})\. ?Wahlperiode|Wahlperiode (\d{1,2})\b")
_DATE = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
ASKED = re.compile(r"(?:auf|zu) (?:die|der) (?:[Kk]leinen?|[Gg]roßen?) Anfragen?(?=\s|$)")
"""How a paper says what it answers."""
BEZUG = re.compile(
    rf"(?:[–—−-] ?|\()?(?<!\w)(?:BT-)?Drucksachen? (?P<bezug>{NUMBER}){NEW}"
    rf"(?:(?:,| und) {NUMBER}{NEW})*(?: ?[–—−)]| ?-(?!\w))?"
)
"""The Anfrage's number, usually between dashes; behind it the title begins."""
_LETTER = re.compile(rf"(?:BT-(?:Drucksache|Drs\.)|Bundestags-?[dD]rucksache) ({NUMBER})")
# who asks ends with a party where the Anfrage's number is missing
_ASKING = re.compile(
    rf"^.{{0,1500}}?(?:Fraktion(?:en)?|Gruppen?)\s+(?:der\s+)?(?:{PRINTED})"
    rf"(?:(?:,| und| sowie)(?: der)?(?: (?:Fraktion|Gruppe)(?: der)?)? (?:{PRINTED}))*+",
    re.DOTALL,
)
_FRAKTIONEN = re.compile(r"(?:Fraktion(?:en)?|Gruppe(?:n)?)\s+(?:der\s+)?(?P<namen>[A-ZÄÖÜ].*)$", re.DOTALL)
_NAMED_BY = re.compile(r",? (?:(?:und|sowie) der (?:Fraktion|Gruppe)|(?:der )?(?:Fraktion|Gruppe)\b)")
_MEMBERS = re.compile(r"\bAbge[a-zäöü]{4,9}n\b\s*")  # "Abgeordneten", with its misprints
_OTHERS = re.compile(r"(?:\b(?:und |sowie )?\w+ )?\bAbge[a-zäöü]{4,9}[rn]?\b.*$", re.DOTALL)  # "weiterer Abgeordneter"
_ARTICLE = re.compile(r"^(?:de[rsnm]|die)\s+")
_LONG_DATE = re.compile(rf"\b(\d{{1,2}})\.\s?({PRINTED_MONTH})\s(\d{{4}})\b")
_RESSORT = re.compile(
    r"(?:mit Schreiben|namens) de[sr] (?P<name>(?!Bundesregierung mit)[A-ZÄÖÜ].{0,300}?) (?:mit Schreiben )?vom \d"
)
# a record's title may begin with what the paper is and what it answers
_BEFORE_TITLE = re.compile(
    rf"^.{{0,400}}?\bauf die (?:Kleine|Große) Anfrage\b.{{0,1500}}?(?:{BEZUG.pattern})\s*", re.DOTALL
)


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
    neu: bool = False


def read_kopf(lines: Sequence[Line], note: Sequence[Line], angaben: Mapping[str, str]) -> Kopf:
    """Read the Kopf from the lines before the first Vorbemerkung, and the Ressort from the transmittal note's lines.

    What the container says (`angaben`, as of a Quelle) is believed rather than what is printed.
    """
    text = "\n".join(line.text for line in lines)
    head = _ANSWER.split(text, maxsplit=1)[0]
    wer, bezug, titel = _asked(join(list(lines)))
    note_text = join(list(note))
    nummer = _number(angaben.get("dokumentnummer")) or _own_number(head)
    return Kopf(
        nummer=nummer,
        neu=nummer is not None and f"{nummer}(neu)" in _BLANKS.sub("", angaben.get("dokumentnummer", "") + "\n" + head),
        wahlperiode=_wahlperiode(text),
        datum=_iso(angaben.get("datum")) or _datum(head) or long_date(head) or long_date(note_text),
        titel=_said_titel(angaben.get("titel", "")) or titel,
        fragesteller=_fragesteller(wer),
        fraktionen=fraktionen(wer),
        bezug=bezug,
        ressort=angaben.get("ressort") or ressort(note_text),
        vorabfassung="Vorabfassung" in text,
    )


def askers(head: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who asks, and their Fraktionen, of the head of an Anfrage in one line; empty where it names none."""
    behind = head.partition("Anfrage ")[2]
    named_by = _ASKING.match(behind)
    return (_fragesteller(named_by[0]), fraktionen(named_by[0])) if named_by else ((), ())


def _number(said: str | None) -> str | None:
    """What a container says, where that is a paper's number."""
    found = re.fullmatch(rf"(?:zu\s?)?({NUMBER}){NEW}", said or "")
    return found[1] if found else None


def _own_number(head: str) -> str | None:
    """The paper's own number, which stands before "Antwort" with nothing but other pieces of the head.

    A letter's subject names the Anfrage there ("BT-Drucksache 21/600"), and that is never the paper's own.
    """
    pieces = [bare for line in head.split("\n") if is_head_piece(bare := line.strip("#*_> "))]
    found = _OWN.search("\n".join(pieces)) or _ALONE.search("\n".join(pieces))
    return found[1] if found else None


def _wahlperiode(text: str) -> int | None:
    found = _WAHLPERIODE.search(text)
    return int(found[1] or found[2]) if found else None


def _asked(joined: str) -> tuple[str, str | None, str | None]:
    """Who asks, the Anfrage's number and the title, of the Kopf in one line."""
    asked = ASKED.search(joined)
    if asked is None:  # a letter
        found = _LETTER.search(joined)
        return "", found and found[1], None
    rest = joined[asked.end() :].lstrip()
    found = BEZUG.search(rest)
    if found is not None:
        return rest[: found.start()].rstrip(), found["bezug"], rest[found.end() :].strip() or None
    named_by = _ASKING.match(rest)
    return (named_by[0], None, rest[named_by.end() :].strip() or None) if named_by else ("", None, None)


def _said_titel(said: str) -> str:
    """A record's title in one line, without "auf die Kleine Anfrage - Drucksache 20/1 -" before it."""
    return _BEFORE_TITLE.sub("", " ".join(said.split()), count=1).strip()


def _datum(head: str) -> date | None:
    found = _DATE.search(head)
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
    """The names of the askers, of one group after the other; "weiterer Abgeordneter" is none."""
    found: list[str] = []
    for group in _MEMBERS.split(wer)[1:]:
        names = _OTHERS.sub("", _NAMED_BY.split(group, maxsplit=1)[0])
        for part in re.split(r",|\s(?:und|sowie)\s", f"{names} "):
            name = _ARTICLE.sub("", part.strip())
            if name[:1].isupper():
                found.append(name)
    return tuple(found)


def fraktionen(wer: str) -> tuple[str, ...]:
    """The Fraktionen (or Gruppen) among who asks, as papers spell them, in printed order; `wer` is printed text."""
    found = _FRAKTIONEN.search(wer)
    return named(found["namen"]) if found else ()


def ressort(note: str) -> str | None:
    """The Ressort that a transmittal note names, in the nominative ("Bundesministerium des Innern"); None without."""
    found = _RESSORT.search(note)
    if found is None:
        return None
    return nominative(found["name"])
