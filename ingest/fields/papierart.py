"""Which kind of paper a file is, told from its Kopf, and why only two kinds can be used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.language.papernumbers import PROTOCOL
from ingest.model import Papierart, ParseError, Quelle
from ingest.text.cleaning import plain, unspace

_HEAD = 60  # printed lines in which a paper says what it is
_LEAD = re.compile(r"[#*_>\s-]*")
_TAIL = re.compile(r"(?<![*_\s:])[*_\s:]++$")
_PLENUM = re.compile(rf"Plenarprotokoll {PROTOCOL}|Stenografischer Bericht$")
_WEEK = re.compile(r"eingegangenen? Antworten? der Bundesregierung")
_ANSWER = re.compile(r"^Antwort(?: der Bundesregierung\b| auf die (?:Kleine|Große) Anfrage\b|$)")
_ASKED = re.compile(r"\bWir fragen (?:daher |deshalb |hiermit )?die Bundesregierung\b")
_NAMES = {
    "Kleine Anfrage": Papierart.KLEINE_ANFRAGE,
    "Große Anfrage": Papierart.GROSSE_ANFRAGE,
    "Gesetzentwurf": Papierart.GESETZENTWURF,
    "Beschlussempfehlung": Papierart.BESCHLUSSEMPFEHLUNG,
    "Beschlussempfehlung und Bericht": Papierart.BESCHLUSSEMPFEHLUNG,
    "Bericht": Papierart.BERICHT,
    "Unterrichtung": Papierart.UNTERRICHTUNG,
    "Antrag": Papierart.ANTRAG,
    "Entschließungsantrag": Papierart.ANTRAG,
    "Änderungsantrag": Papierart.ANTRAG,
    "Verordnung": Papierart.VERORDNUNG,
    "Wahlvorschlag": Papierart.WAHLVORSCHLAG,
    "Schriftliche Fragen": Papierart.SCHRIFTLICHE_FRAGEN,
    "Antwort": Papierart.ANTWORT,
    "Plenarprotokoll": Papierart.PLENARPROTOKOLL,
}
_SAID = {
    Papierart.KLEINE_ANFRAGE: "eine Kleine Anfrage, also Fragen ohne Antworten",
    Papierart.GROSSE_ANFRAGE: "eine Große Anfrage, also Fragen ohne Antworten",
    Papierart.GESETZENTWURF: "ein Gesetzentwurf",
    Papierart.BESCHLUSSEMPFEHLUNG: "eine Beschlussempfehlung",
    Papierart.BERICHT: "ein Bericht",
    Papierart.UNTERRICHTUNG: "eine Unterrichtung",
    Papierart.ANTRAG: "ein Antrag",
    Papierart.VERORDNUNG: "eine Verordnung",
    Papierart.WAHLVORSCHLAG: "ein Wahlvorschlag",
    Papierart.PLENARPROTOKOLL: "ein Plenarprotokoll",
}


def art_of(quelle: Quelle) -> Papierart | None:
    """The kind of paper: what the container says, else the first line of the Kopf that names one; None if unknown."""
    for key in ("drucksachetyp", "dokumentart", "typ"):
        named = _NAMES.get(quelle.angaben.get(key, ""))
        if named is not None:
            return named
    head = list(_head(quelle))
    found = next((art for i in range(len(head)) if (art := _named(head, i)) is not None), None)
    return found or (Papierart.KLEINE_ANFRAGE if _only_asks(quelle) else None)


def refuse_others(quelle: Quelle, art: Papierart | None) -> None:
    """ParseError for a paper of a kind that answers no parliamentary questions."""
    if art in _SAID:
        raise ParseError(
            quelle.datei.name, f"Das ist {_SAID[art]}; gebraucht wird eine Antwort der Bundesregierung auf Fragen."
        )


def _head(quelle: Quelle) -> Iterator[str]:
    printed = (text for zeile in quelle.zeilen if (text := _bare(zeile.text)))
    for _, text in zip(range(_HEAD), printed, strict=False):
        yield text


def _bare(line: str) -> str:
    text = plain(unspace(line))
    return _TAIL.sub("", _LEAD.sub("", text, count=1))


def _named(head: list[str], i: int) -> Papierart | None:
    """The kind that line i names; "Antwort" counts only where the government or an Anfrage follows."""
    line, following = head[i], " ".join(head[i + 1 : i + 4])
    if _PLENUM.match(line):
        return Papierart.PLENARPROTOKOLL
    if _ANSWER.match(line):
        known = line != "Antwort" or re.search(r"der Bundesregierung|auf die (?:Kleine|Große) Anfrage", following)
        return Papierart.ANTWORT if known else None
    if line == "Schriftliche Fragen":
        return Papierart.SCHRIFTLICHE_FRAGEN if _WEEK.search(following) else None
    return _NAMES.get(line)


def _only_asks(quelle: Quelle) -> bool:
    """A list of questions without Kopf: it asks the government, and nothing is answered in its name."""
    text = "\n".join(zeile.text for zeile in quelle.zeilen)
    return _ASKED.search(text) is not None and "namens der Bundesregierung" not in text
