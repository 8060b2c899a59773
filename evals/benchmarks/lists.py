"""Whether lists of papers and of Fragen are as long as they should be, counted a second time by other means.

usage: python -m evals.benchmarks.lists INDEX PAPERS [PARSED.jsonl]

INDEX holds the papers of the folder PAPERS (texts as "21-00124.txt"). Of each text only the printed head is read here,
with patterns of its own: number and day, who asks, the transmittal note's ministry. What a list of papers should hold
follows from these; what one about a topic, or a list of Fragen by status, from the JSON that `parse` prints (PARSED:
`antwortfinder parse --jsonl PAPERS`), with a pattern for each topic. Nothing of rag.routing is
used for the counting. Printed are the requests whose list differs, with what is missing and what is too
much; then how many of how many are right.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from rag.engine import Engine
from rag.model import Query, Reply
from rag.settings import Settings

Parsed = dict[str, Any]
"""A paper as `antwortfinder parse --jsonl` prints it."""
_NAMED = 8  # papers that a line of the report names
_NUMBER = re.compile(r"Drucksache (\d{2}/\d+)")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_PARTIES = {
    "AfD": r"\bAfD\b",
    "Die Linke": r"\bDie Linke\b",
    "BÜNDNIS 90/DIE GRÜNEN": r"BÜNDNIS 90/[\s-]*DIE GRÜNEN",
    "CDU/CSU": r"\bCDU/CSU\b",
    "SPD": r"\bSPD\b",
}
_NOTE = re.compile(r"Bundesregierung\s+mit\s+Schreiben\s+(de[sr]\s+[A-ZÄÖÜ].{0,300}?)\s+vom\s+\d", re.DOTALL)
_OFFICES = {  # what is typed -> what the note must have
    "BMI": "Bundesministeriums des Innern",
    "BMF": "Bundesministeriums der Finanzen",
    "BMAS": "Bundesministeriums für Arbeit und Soziales",
    "BMG": "Bundesministeriums für Gesundheit",
    "Verkehrsministerium": "Verkehr",
    "Auswärtigen Amts": "Auswärtigen Amts",
    "Verteidigungsministerium": "Bundesministeriums der Verteidigung",
}


@dataclass(frozen=True, slots=True)
class Head:
    """What a paper prints of itself. `note`: the ministry as the transmittal note has it, blanks evened out."""

    nummer: str
    day: date
    parties: frozenset[str]
    note: str


_TOPICS = {
    "Mindestlohn": r"\bmindestl[oö]hn|mindestlohn\b",
    "Bürgergeld": r"\bbürgergeld|bürgergeld\b",
    "Cannabis": r"\bcannabis|cannabis\b",
    "Geldwäsche": r"\bgeldwäsche|geldwäsche\b",
    "Windkraft": r"\bwindkraft|windkraft\b",
    "Grundsteuer": r"\bgrundsteuer|grundsteuer\b",
    "Kindergeld": r"\bkindergeld|kindergeld\b",
    "Photovoltaik": r"\bphotovoltaik|photovoltaik\b",
}
_STANDS = {
    "nicht beantwortet": ("keine_erkenntnisse", "abgelehnt", "eingestuft", None),
    "abgelehnt": ("abgelehnt",),
    "als Verschlusssache eingestuft": ("eingestuft",),
    "nur teilweise beantwortet": ("teilweise",),
}


class Wanted(NamedTuple):
    """A request in words, and which papers its list holds."""

    text: str
    fits: Callable[[Head], bool]


def read_head(text: str) -> Head | None:
    """The head of a paper's text; None where it prints no number or day."""
    number, day = _NUMBER.search(text[:400]), _DAY.search(text[:400])
    if number is None or day is None:
        return None
    asked = re.split(r"[–—-]\s*Drucksache", text[:4000].partition("Kleine Anfrage")[2], maxsplit=1)[0]
    asked = " ".join(asked.split())
    who = frozenset(name for name, pattern in _PARTIES.items() if re.search(pattern, asked))
    note = _NOTE.search(text)
    office = " ".join(note[1].replace("-\n", "").split()) if note else ""
    return Head(number[1], date(int(day[3]), int(day[2]), int(day[1])), who, office)


def heads(folder: Path) -> dict[str, Head]:
    """The heads of all texts of a folder, by number."""
    found = (read_head(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.txt")))
    return {head.nummer: head for head in found if head}


def requests() -> Iterator[Wanted]:
    """Sixty and more requests for lists of papers: by party, ministry, days, and two or three of them together."""
    months = {"Mai": 5, "Juni": 6, "Juli": 7, "August": 8, "September": 9, "Oktober": 10}
    typed = {"AfD": "AfD", "Linken": "Die Linke", "Grünen": "BÜNDNIS 90/DIE GRÜNEN"}
    for said, party in typed.items():
        yield Wanted(f"Anfragen der {said}", _fits(party))
    for office, note in _OFFICES.items():
        yield Wanted(f"Antworten des {office}", _fits(note=note))
    for month, number in months.items():
        yield Wanted(f"Alle Anfragen im {month} 2025", _fits(month=number))
        yield Wanted(f"Alle Anfragen seit {month} 2025", _fits(since=date(2025, number, 1)))
        for said, party in typed.items():
            yield Wanted(f"Welche Anfragen der {said} gab es im {month} 2025?", _fits(party, month=number))
    for office, note in _OFFICES.items():
        for said, party in typed.items():
            answered = f"Welche Anfragen der {said} hat das {office} beantwortet?"
            listed = f"Anfragen der {said}, Antworten des {office}"
            yield Wanted(listed if office.endswith("Amts") else answered, _fits(party, note))


def _fits(party: str = "", note: str = "", month: int = 0, since: date = date.min) -> Callable[[Head], bool]:
    def fits(head: Head) -> bool:
        asked = not party or party in head.parties
        printed = not month or (head.day.year, head.day.month) == (2025, month)
        return asked and printed and note in head.note and head.day >= since

    return fits


def lists(known: Mapping[str, Head], parsed: Sequence[Parsed]) -> Iterator[tuple[str, set[str]]]:
    """Each request, and what its list should hold: papers ("21/124"), or Fragen ("21/124:3")."""
    for wanted in requests():
        yield wanted.text, {head.nummer for head in known.values() if wanted.fits(head)}
    for topic, pattern in _TOPICS.items() if parsed else ():
        said = re.compile(pattern, re.IGNORECASE)
        yield f"Alle Anfragen zum Thema {topic}", {p["drucksache"] for p in parsed if said.search(_words(p))}
    for words, stands in _STANDS.items() if parsed else ():
        for office in ("BMI", "BMF", "BMG"):
            held = [p for p in parsed if p["drucksache"] in known and _OFFICES[office] in known[p["drucksache"]].note]
            meant = {f"{p['drucksache']}:{f['nr']}" for p in held for f in p["fragen"] if f["status"] in stands}
            yield f"Welche Fragen hat das {office} {words}?", meant


def _words(paper: Parsed) -> str:
    return "\n".join([paper["titel"] or "", *(frage["frage"] for frage in paper["fragen"])])


def shown(reply: Reply) -> set[str]:
    """The papers that a reply lists, or the Fragen."""
    listed = reply.anliegen
    if listed is None:
        return set()
    return {p.drucksache for p in listed.papiere} | {f"{f.drucksache}:{f.frage}" for f in listed.fragen}


def wrong(engine: Engine, folder: Path, parsed: Sequence[Parsed]) -> tuple[list[str], int]:
    """The requests whose list differs, with how, and how many were asked."""
    known, told, total = heads(folder), list[str](), 0
    for text, meant in lists(known, parsed):
        reply, total = engine.ask(Query(text)), total + 1
        listed = {one for one in shown(reply) if one.partition(":")[0] in known}  # others lie elsewhere
        if listed != meant:
            less, more = sorted(meant - listed)[:_NAMED], sorted(listed - meant)[:_NAMED]
            told.append(f"{text} [{reply.art.value}]: {len(listed)} for {len(meant)}; missing {less}, too much {more}")
    return told, total


def main(index: str, folder: str, parsed: str = "") -> None:
    """Ask all and print which lists are wrong."""
    given = [json.loads(line) for line in Path(parsed).read_text(encoding="utf-8").splitlines()] if parsed else []
    with Engine.open(Settings(index=Path(index))) as engine:
        told, total = wrong(engine, Path(folder), given)
    print("\n".join([*told, f"{total - len(told)} of {total} lists are right"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
