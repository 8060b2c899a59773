"""Which kind of paper a file is, told from its Kopf, and why only two kinds can be used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.language.papernumbers import PROTOCOL
from ingest.model import Papierart, ParseError, Quelle
from ingest.text.cleaning import plain, unspace
from ingest.text.headlines import Haus, house, is_head_piece
from ingest.text.running_heads import is_running_head

_HEAD = 60  # printed lines in which a paper says what it is
_LEAD = re.compile(r"[#*_>\s-]*")
_TAIL = re.compile(r"(?<![*_\s:])[*_\s:]++$")
_PLENUM = re.compile(rf"Plenarprotokoll {PROTOCOL}|Stenografischer Bericht$")
_WEEK = re.compile(r"eingegangenen? Antworten? der Bundesregierung")
_QUESTION_TIME = re.compile(r"(?:Dringliche |Mündliche )?Fragen?(?: gemäß Nummer \d.{0,60})? für die Fragestunde\b")
_GLUED = re.compile(r"^.{0,60}\d{4}\s?(?=Antwort$)")  # "18. Wahlperiode 06.06.2014Antwort"
_ANSWER = re.compile(r"^Antwort(?: der Bundesregierung\b| auf die (?:Kleine|Große) Anfrage\b|$)")
_ANSWERS = re.compile(r"der Bundesregierung\b|auf die (?:Kleine|Große) Anfrage\b")
_ASKED = re.compile(r"\bWir fragen (?:daher |deshalb |hiermit )?die Bundesregierung\b")
# what a paper prints, wherever it does, when the government answers in it
_IN_ITS_NAME = re.compile(
    r"\b[Nn]amens (?:der Bundesregierung|des Bundes\w+)|\b[Ii]m Namen der Bundesregierung|"
    r"^[#*_\s]*+(?:Vorbemerkung|Antwort) der Bundesregierung\b[^.]{0,80}$",
    re.MULTILINE,
)
_OF_A_LAND = re.compile(
    r"\b(?:Landesregierung|Staatsregierung|Landtag\w*|Staatsministeriums?|Staatskanzlei|Abgeordnetenhaus\w*|"
    r"Senatsverwaltung|Bürgerschaft|Senats? (?:von|der Freien)|de[rsn] Senats?)\b"
)
# "und / Antwort / des Thüringer Ministeriums für Inneres": a ministry of a Land, or its government
_LAND_ANSWERS = re.compile(
    r"(?i:(?:und )?Antwort)\b(?: vom \d{1,2}\. ?\w{2,9} \d{4})?(?: (?:de[rs]|durch))?(?: [A-ZÄÖÜ]\w+er)? "
    r"(?:Landesregierung|Staatsregierung|Senats?\b|Senatsverwaltung|(?:Staatsm|M)inister)"
)
_ANNEX = re.compile(r"(?:Anlagen?|Anhang|Tabellenanhang)\b(?!.*[.!?]$).{0,100}")
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
    "Berichtigung": Papierart.BERICHTIGUNG,
    "Korrektur": Papierart.BERICHTIGUNG,
    "Mündliche Fragen": Papierart.FRAGESTUNDE,
    "Dringliche Fragen": Papierart.FRAGESTUNDE,
    "Fragen für die Fragestunde": Papierart.FRAGESTUNDE,
}
_SAID = {
    Papierart.KLEINE_ANFRAGE: "Das ist eine Kleine Anfrage, also Fragen ohne Antworten",
    Papierart.GROSSE_ANFRAGE: "Das ist eine Große Anfrage, also Fragen ohne Antworten",
    Papierart.GESETZENTWURF: "Das ist ein Gesetzentwurf",
    Papierart.BESCHLUSSEMPFEHLUNG: "Das ist eine Beschlussempfehlung",
    Papierart.BERICHT: "Das ist ein Bericht",
    Papierart.UNTERRICHTUNG: "Das ist eine Unterrichtung",
    Papierart.ANTRAG: "Das ist ein Antrag",
    Papierart.VERORDNUNG: "Das ist eine Verordnung",
    Papierart.WAHLVORSCHLAG: "Das ist ein Wahlvorschlag",
    Papierart.PLENARPROTOKOLL: "Das ist ein Plenarprotokoll",
    Papierart.FRAGESTUNDE: (
        "Das sind Fragen für die Fragestunde, ohne Antworten; diese stehen im Plenarprotokoll der Sitzung"
    ),
    Papierart.LANDTAG: (
        "Das ist ein Papier aus einem Landesparlament (Landtag, Abgeordnetenhaus oder Bürgerschaft), "
        "nicht aus dem Deutschen Bundestag"
    ),
    Papierart.BUNDESRAT: "Das ist ein Papier des Bundesrates, nicht des Deutschen Bundestages",
    Papierart.BERICHTIGUNG: "Das ist die Berichtigung eines anderen Papiers; sie enthält nur, was darin zu ändern ist",
    Papierart.ANLAGE: "Das ist nur eine Anlage; die Antwort, zu der sie gehört, steht nicht in der Datei",
}
_WANTED = "; gebraucht wird eine Antwort der Bundesregierung auf Fragen."


def art_of(quelle: Quelle) -> Papierart | None:
    """The kind of paper: what the container says, else what the Kopf and the text say; None if nothing says it.

    An answer is only what says that it is one, and the government's.
    """
    named = _in_container(quelle)
    if named is not None:
        return named
    head = list(_head(quelle))
    elsewhere = _other_house(head)
    if elsewhere is not None:
        return elsewhere
    found = next((art for i in range(len(head)) if (art := _named(head, i)) is not None), None)
    if found is not None:
        return found
    text = "\n".join(plain(unspace(zeile.text)) for zeile in quelle.zeilen)
    if _IN_ITS_NAME.search(text):
        return Papierart.ANTWORT
    if _ASKED.search(text):
        return Papierart.KLEINE_ANFRAGE
    if any(map(_OF_A_LAND.search, head)):
        return Papierart.LANDTAG
    first = next((line for line in head if not is_head_piece(line) and not is_running_head(line)), "")
    return Papierart.ANLAGE if _ANNEX.fullmatch(first) else None


def refuse_others(quelle: Quelle, art: Papierart | None) -> None:
    """ParseError for a paper of a kind that answers no parliamentary questions."""
    if art in _SAID:
        raise ParseError(quelle.datei.name, _SAID[art] + _WANTED)
    if art is None:
        said = quelle.angaben.get("drucksachetyp", "")
        if said:
            raise ParseError(quelle.datei.name, f"Die Angaben zu dem Papier nennen es „{said:.60}“{_WANTED}")
        raise ParseError(
            quelle.datei.name,
            "Nirgends steht, dass das eine Antwort der Bundesregierung auf Fragen ist; nur diese zählt.",
        )


def _in_container(quelle: Quelle) -> Papierart | None:
    if quelle.angaben.get("herausgeber") == "BR":
        return Papierart.BUNDESRAT
    for key in ("drucksachetyp", "dokumentart", "typ"):
        named = _NAMES.get(quelle.angaben.get(key, ""))
        if named is not None:
            return named
    return None


def _head(quelle: Quelle) -> Iterator[str]:
    printed = (text for zeile in quelle.zeilen if (text := _bare(zeile.text)))
    for _, text in zip(range(_HEAD), printed, strict=False):
        yield text


def _bare(line: str) -> str:
    text = plain(unspace(line))
    return _TAIL.sub("", _LEAD.sub("", text, count=1))


def _other_house(head: Sequence[str]) -> Papierart | None:
    """The kind of paper that another house than the Bundestag prints; the first house that is named counts."""
    for i, line in enumerate(head):
        haus = house(line)
        if haus is Haus.BUNDESTAG or _answered(head, i):
            return None
        if _LAND_ANSWERS.match(" ".join(head[i : i + 2])):
            return Papierart.LANDTAG
        if haus is not None:
            return Papierart.BUNDESRAT if haus is Haus.BUNDESRAT else Papierart.LANDTAG
    return None


def _answered(head: Sequence[str], i: int) -> bool:
    """Whether line i says, with the next one, that the government answers."""
    line = _GLUED.sub("", head[i])
    if not _ANSWER.match(line):
        return False
    following = head[i + 1] if i + 1 < len(head) else ""
    return line != "Antwort" or _ANSWERS.match(following) is not None


def _named(head: Sequence[str], i: int) -> Papierart | None:
    """The kind that line i names; "Antwort" counts only where the government or an Anfrage follows."""
    line, following = head[i], " ".join(head[i + 1 : i + 4])
    if _PLENUM.match(line):
        return Papierart.PLENARPROTOKOLL
    if _QUESTION_TIME.match(f"{line} {following}"):
        return Papierart.FRAGESTUNDE
    if _answered(head, i):
        return Papierart.ANTWORT
    if line == "Antwort":
        return None
    if line == "Schriftliche Fragen":
        return Papierart.SCHRIFTLICHE_FRAGEN if _WEEK.search(following) else None
    return _NAMES.get(line)
