"""A week's collection of Schriftliche Fragen with their answers.

Each Frage has a number, an asker, and an answer that a member of the government signs; the collection begins
with two registers, by asker (`ingest.fields.fragende`) and by Ressort.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.fields.fragende import Fragende, confirms, read_verzeichnis
from ingest.fields.kopf import long_date, read_kopf
from ingest.fields.verweise import linked, verweise
from ingest.language.ministries import nominative
from ingest.language.parties import PRINTED, spelled
from ingest.language.status import status
from ingest.model import Antwort, Block, Blockart, Drucksache, Frage, Fragenummer, Papierart, ParseError, Quelle, Seiten
from ingest.parsing.kleine_anfrage import own_number
from ingest.text.blocks import blocks, pages
from ingest.text.cleaning import join
from ingest.text.footnotes import take_footnotes
from ingest.text.lines import Line, split

_ENTRY = re.compile(r"^(?P<zahl>\d{1,3})\.\s*Abg(?:eordnete[rn]?\b|\.)\s*")
_ASKER = re.compile(rf"^(?P<name>[^()]{{3,80}}?)\s*\((?P<fraktion>{PRINTED}|(?i:fraktionslos))\.?\)")
_ASKER_LINES = 6  # that a name with its party may be printed on
_ANSWER = re.compile(r"^Antwort de[rs] (?=[A-ZÄÖÜ])")
_SIGNED = re.compile(
    r"^Antwort de[rs] (?P<wer>.*?) vom (?P<tag>\d{1,2})\.?\s?(?P<monat>[A-ZÄÖÜ]\w+) (?P<jahr>20 ?\d ?\d)$"
)
_SIGNED_LINES = 5  # that the head of an answer may be printed on
_OFFICE = re.compile(
    r"(?P<amt>(?:(?:Parlamentarischen|Stellvertretenden)\s)?(?:Staatssekretär(?:s|in)|Staatsminister(?:s|in)|"
    r"Bundesminister(?:s|in)|Bundeskanzler(?:s|in)|Bundesbeauftragten|Beauftragten|Chef(?:s|in))"
    r"(?:\sde[rs]\s(?:Bundes\w+|Presse- und Informationsamt\w*)(?:\sder\sBundesregierung)?)?)\s(?P<name>.+)"
)
_ADJECTIVE = re.compile(r"(?<=^Parlamentarisch)en |(?<=^Stellvertretend)en ")
_RESSORT = re.compile(r"^Geschäftsbereich de[rs] (?=Bundes|Auswärtigen|Beauftragten)")
_RESSORT_LINES = 5  # that the heading of a Ressort may be printed on
_CLOSING = re.compile(r"^Berlin, den \d{1,2}\. \w+ \d{4}$")


@dataclass(frozen=True, slots=True)
class SchriftlicheFrage:
    """One Schriftliche Frage and its answer; `gruppe`: the numbers that the same text answers.

    `amt` and `name` of who signs, as printed ("Parlamentarischen Staatssekretärs", "Johann Saathoff").
    """

    nummer: int
    fragende: Fragende
    frage: str
    gruppe: tuple[int, ...]
    bloecke: tuple[Block, ...]
    amt: str | None = None
    name: str | None = None
    datum: date | None = None
    ressort: str | None = None
    seiten: Seiten | None = None
    antwort_seiten: Seiten | None = None

    @property
    def antwort(self) -> str:
        """The answer's text."""
        return "\n".join(block.text for block in self.bloecke)


@dataclass(frozen=True, slots=True)
class Sammlung:
    """A collection; `bestaetigt`: every number has the asker that the register names, None without a register."""

    nummer: str
    datei: str
    wahlperiode: int | None
    datum: date | None
    titel: str
    fragen: tuple[SchriftlicheFrage, ...]
    vorabfassung: bool = False
    bestaetigt: bool | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """The lines of one Frage, up to the next one; the Ressort holds from its heading on."""

    zahl: int
    fragende: Fragende
    frage: tuple[Line, ...]
    signed: tuple[Line, ...]
    antwort: tuple[Line, ...]
    fussnoten: tuple[tuple[Line, ...], ...]
    ressort: str | None


def parse_sammlung(quelle: Quelle) -> Sammlung:
    """Understand a collection; ParseError where it has no Fragen."""
    page = split(quelle.zeilen)
    lines = [line for line in page.lines if not line.blank]
    entries = _entries(lines)
    if not entries:
        raise ParseError(quelle.datei.name, "In der Sammlung Schriftlicher Fragen wurden keine Fragen gefunden.")
    kopf = read_kopf(lines[:5], (), quelle.angaben)
    own = own_number(kopf, quelle.datei)
    if own is None:
        raise ParseError(quelle.datei.name, "Die Nummer der Drucksache steht weder im Text noch im Dateinamen.")
    fragen = tuple(_fragen(entries))
    return Sammlung(
        nummer=own,
        datei=quelle.datei.name,
        wahlperiode=kopf.wahlperiode,
        datum=kopf.datum,
        titel=_titel(lines),
        fragen=fragen,
        vorabfassung=page.draft or quelle.vorabfassung,
        bestaetigt=confirms(read_verzeichnis(lines), {f.nummer: f.fragende for f in fragen}),
    )


def as_drucksache(sammlung: Sammlung) -> Drucksache:
    """The collection as a paper like any other: searched, quoted and cited, its kind named."""
    return Drucksache(
        nummer=sammlung.nummer,
        datei=sammlung.datei,
        wahlperiode=sammlung.wahlperiode or int(sammlung.nummer.split("/")[0]),
        datum=sammlung.datum,
        titel=sammlung.titel,
        vorabfassung=sammlung.vorabfassung,
        bestaetigt=sammlung.bestaetigt,
        fragen=tuple(_as_frage(f) for f in sammlung.fragen),
        antworten=_antworten(sammlung.fragen),
        papierart=Papierart.SCHRIFTLICHE_FRAGEN,
    )


def _as_frage(f: SchriftlicheFrage) -> Frage:
    return Frage(
        nummer=Fragenummer(f.nummer),
        text=f.frage,
        seiten=f.seiten,
        fragesteller=f.fragende.name,
        fraktion=f.fragende.fraktion,
    )


def _antworten(fragen: Sequence[SchriftlicheFrage]) -> tuple[Antwort, ...]:
    known = tuple(Fragenummer(f.nummer) for f in fragen)
    asked = {f.nummer: f.frage for f in fragen}
    return linked(tuple(_antwort(f, known, asked) for f in fragen if f.bloecke and f.nummer == f.gruppe[-1]))


def _antwort(f: SchriftlicheFrage, known: Sequence[Fragenummer], asked: Mapping[int, str]) -> Antwort:
    return Antwort(
        nummern=tuple(map(Fragenummer, f.gruppe)),
        bloecke=f.bloecke,
        status=status(f.bloecke, [asked[n] for n in f.gruppe if n in asked]),
        verweise=verweise(f.antwort, known),
        seiten=f.antwort_seiten,
        unterzeichner=_unterzeichner(f),
        datum=f.datum,
        ressort=f.ressort,
    )


def _unterzeichner(f: SchriftlicheFrage) -> str | None:
    """Who signs, in the nominative."""
    if f.amt is None or f.name is None:
        return None
    amt = re.sub(r"(?<=sekretär)s|(?<=minister)s|(?<=kanzler)s|(?<=Chef)s", "", f.amt)
    ending = "e " if amt.endswith("in") else "er "
    return f"{_ADJECTIVE.sub(ending, amt)} {f.name}"


def _titel(lines: Sequence[Line]) -> str:
    """The heading, which names the week: "Schriftliche Fragen mit den in der Woche vom 5. Mai 2025 ..."."""
    start = next((i for i, line in enumerate(lines) if line.text == "Schriftliche Fragen"), None)
    if start is None:
        return "Schriftliche Fragen"
    stop = next((i for i in range(start, start + 5) if "Bundesregierung" in lines[i].text), start)
    return join(lines[start : stop + 1])


def _entries(lines: Sequence[Line]) -> list[_Entry]:
    """The Fragen in order; a number counts when it follows the one before and an asker stands behind it."""
    starts: list[tuple[int, Fragende, int]] = []
    for i, line in enumerate(lines):
        found = _ENTRY.match(line.text)
        if found is None or int(found["zahl"]) != len(starts) + 1:
            continue
        asker = _asker(lines, i, found.end())
        if asker is not None:
            starts.append((i, *asker))
    return list(_cut(lines, starts)) if starts else []


def _asker(lines: Sequence[Line], start: int, skip: int) -> tuple[Fragende, int] | None:
    """The asker after the number, and the line on which the question begins."""
    for count in range(1, _ASKER_LINES + 1):
        text = join(lines[start : start + count])[skip:]
        found = _ASKER.match(text)
        if found is not None:
            return Fragende(_name(found["name"]), spelled(found["fraktion"])), start + count
    return None


def _name(printed: str) -> str:
    return " ".join(printed.split())


def _cut(lines: Sequence[Line], starts: Sequence[tuple[int, Fragende, int]]) -> Iterator[_Entry]:
    ressort: str | None = None
    stops = [*(s for s, _, _ in starts[1:]), len(lines)]
    heading = _ressort_before(lines, starts[0][0])
    for zahl, ((_, asker, begin), stop) in enumerate(zip(starts, stops, strict=True), 1):
        ressort = heading[1] if heading else ressort
        heading = _ressort_before(lines, stop)
        end = heading[0] if heading else _without_closing(lines, stop)
        body, notes = take_footnotes(lines[begin:end])
        cut = next((i for i, line in enumerate(body) if _signed(body, i)), len(body))
        length = _signed(body, cut) if cut < len(body) else 0
        parts = tuple(body[:cut]), tuple(body[cut : cut + length]), tuple(body[cut + length :])
        yield _Entry(zahl, asker, *parts, notes, ressort)


def _signed(lines: Sequence[Line], i: int) -> int:
    """How many lines "Antwort des Staatssekretärs ... vom ..." takes at line i; 0 if it does not stand there."""
    if not _ANSWER.match(lines[i].text):
        return 0
    joins = (join(lines[i : i + n]) for n in range(1, _SIGNED_LINES + 1))
    return next((n for n, text in enumerate(joins, 1) if (m := _SIGNED.match(text)) and _OFFICE.match(m["wer"])), 0)


def _ressort_before(lines: Sequence[Line], stop: int) -> tuple[int, str] | None:
    """The heading "Geschäftsbereich des ..." that ends right before a Frage: its first line and the Ressort."""
    for i in range(stop - 1, max(-1, stop - 1 - _RESSORT_LINES), -1):
        found = _RESSORT.match(lines[i].text)
        name = join(lines[i:stop])[found.end() :] if found and stop < len(lines) else "."
        if not re.search(r"[.:;?]", name):
            return i, nominative(name.split(" und des ")[-1] if name.startswith("Bundeskanzlers") else name)
    return None


def _without_closing(lines: Sequence[Line], stop: int) -> int:
    """Where the last answer ends: before "Berlin, den ..."."""
    if stop < len(lines):
        return stop
    return next((i for i in range(stop - 1, max(0, stop - 10), -1) if _CLOSING.match(lines[i].text)), stop)


def _fragen(entries: Sequence[_Entry]) -> Iterator[SchriftlicheFrage]:
    """Fragen without an answer of their own are answered together with the next one that has one."""
    group: list[_Entry] = []
    for entry in entries:
        group.append(entry)
        if entry.signed:
            yield from _answered(group)
            group = []
    yield from _answered(group)


def _footnote(lines: Sequence[Line]) -> Block:
    return Block(Blockart.FUSSNOTE, join(lines), pages(lines))


def _datum(signed: re.Match[str]) -> date | None:
    """The date of the signature; "vom 17 Juni 2025" and "vom 8. Oktober 20 25" are misprints that occur."""
    return long_date(f"{signed['tag']}. {signed['monat']} {signed['jahr'].replace(' ', '')}")


def _answered(group: Sequence[_Entry]) -> Iterator[SchriftlicheFrage]:
    if not group:
        return
    last = group[-1]
    signed = _SIGNED.match(join(last.signed)) if last.signed else None
    office = _OFFICE.match(signed["wer"]) if signed else None
    whole = SchriftlicheFrage(
        nummer=last.zahl,
        fragende=last.fragende,
        frage="",
        gruppe=tuple(e.zahl for e in group),
        bloecke=(*blocks(last.antwort), *(_footnote(n) for e in group for n in e.fussnoten)),
        amt=office["amt"] if office else None,
        name=office["name"] if office else None,
        datum=_datum(signed) if signed else None,
        antwort_seiten=pages(last.antwort),
    )
    for entry in group:
        yield replace(
            whole,
            nummer=entry.zahl,
            fragende=entry.fragende,
            frage=join(entry.frage),
            seiten=pages(entry.frage),
            ressort=entry.ressort,
        )
