"""From the lines of a file to a Drucksache."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.fields.kopf import Kopf, read_kopf
from ingest.fields.verweise import linked, verweise
from ingest.language.fragenummern import read_list, resolve
from ingest.language.status import status
from ingest.model import Antwort, Blockart, Drucksache, Frage, Fragenummer, ParseError, Quelle, Vorbemerkung
from ingest.segmentation.annexes import annexes
from ingest.segmentation.cut import cut
from ingest.segmentation.number_marks import mark
from ingest.segmentation.parts import Part, Rolle
from ingest.sources import dserver_number, number_in_name, number_of
from ingest.text.blocks import blocks, pages
from ingest.text.cleaning import join
from ingest.text.lines import Line, split
from ingest.weights import WEIGHTS, Weights

_FIRST_LINES = 12  # lines of a file among which a paper's number is printed
_TO = re.compile(r"Fragen?\s+(?=\d)")
_BOLD = r"(?:\*\*|__)?"
_MARK = re.compile(
    rf"^[-–—•*#>\s_]*(?:(?:Frage )?\d{{1,3}}(?:\s?\\?[.):]|(?=\s?[a-z]\))){_BOLD}\s*)?(?:[a-z]\s?\\?\){_BOLD}\s*)?"
)


def parse(quelle: Quelle, weights: Weights = WEIGHTS) -> Drucksache:
    """Understand a paper; ParseError if it is no answer."""
    page = split(quelle.zeilen)
    parts = cut(page, weights)
    kopf = read_kopf(_lines(parts, Rolle.KOPF), page.note, quelle.angaben)
    own = own_number(kopf, quelle.datei)
    if own is None:
        raise ParseError(
            quelle.datei.name,
            "Die Nummer der Drucksache steht weder im Text noch im Dateinamen. "
            "Abhilfe: die Datei nach ihr benennen, zum Beispiel 20-11166.txt.",
        )
    if not any(p.rolle is Rolle.FRAGE for p in parts):
        raise ParseError(
            quelle.datei.name, "Es wurden keine Fragen gefunden; ist das eine Antwort auf eine Kleine Anfrage?"
        )
    return _drucksache(own, quelle, kopf, parts, draft=page.draft or quelle.vorabfassung)


def _lines(parts: Sequence[Part], rolle: Rolle) -> list[Line]:
    return [line for part in parts if part.rolle is rolle for line in part.lines]


def own_number(kopf: Kopf, datei: Path) -> str | None:
    """The paper's number: as printed, else as SOURCES.toml says, else as its file is named."""
    return kopf.nummer or number_of(datei) or number_in_name(datei) or _dserver_number(kopf, datei)


def _dserver_number(kopf: Kopf, datei: Path) -> str | None:
    """The number in a name of the Bundestag's server ("1712345.pdf"); the paper must name the same Wahlperiode."""
    number = dserver_number(datei)
    said = kopf.wahlperiode or int((kopf.bezug or "0").split("/")[0])
    return number if number and int(number.split("/")[0]) == said else None


def prints_number(quelle: Quelle) -> str | None:
    """The number that a paper of whatever kind prints in its first lines; None if it prints none."""
    return read_kopf(split(quelle.zeilen[:_FIRST_LINES]).lines, (), quelle.angaben).nummer


def _drucksache(nummer: str, quelle: Quelle, kopf: Kopf, parts: Sequence[Part], *, draft: bool) -> Drucksache:
    fragen = tuple(_frage(p) for p in parts if p.rolle is Rolle.FRAGE)
    known = tuple(f.nummer for f in fragen)
    antworten = linked(tuple(_antwort(p, fragen) for p in parts if p.rolle is Rolle.ANTWORT))
    return Drucksache(
        nummer=nummer,
        datei=quelle.datei.name,
        wahlperiode=kopf.wahlperiode or int(nummer.split("/")[0]),
        datum=kopf.datum,
        titel=kopf.titel,
        fragesteller=kopf.fragesteller,
        fraktionen=kopf.fraktionen,
        ressort=kopf.ressort,
        bezug=kopf.bezug,
        urheber=tuple(quelle.angaben.get("urheber", "").splitlines()),
        pdf_url=quelle.angaben.get("pdf_url"),
        pdf_hash=quelle.angaben.get("pdf_hash"),
        vorabfassung=draft or kopf.vorabfassung,
        neu=kopf.neu,
        vorbemerkungen=tuple(v for p in parts if p.rolle is Rolle.VORBEMERKUNG and (v := _vorbemerkung(p, known)).text),
        fragen=fragen,
        antworten=antworten,
        anlagen=annexes(_lines(parts, Rolle.ANLAGE), antworten),
        hinweise=tuple(_hinweise(known, antworten)),
    )


def _hinweise(known: Sequence[Fragenummer], antworten: Sequence[Antwort]) -> Iterator[str]:
    """What a reader should know of the paper (German): numbers that are missing, tables that the source garbles."""
    missing = _missing(known)
    if missing:
        names = ", ".join(missing)
        told = f"Frage {names} fehlt" if len(missing) == 1 else f"Fragen {names} fehlen"
        yield f"In der Zählung fehlen die Fragen {names}: {told} in der Folge; bitte im PDF nachsehen."
    for antwort in antworten:
        for text in _like_fragen(antwort, set(known)):
            yield f"In der Antwort zu Frage {antwort.nummern[-1]} steht „{text:.60}“; das kann eine weitere Frage sein."
        if any(b.beschaedigt for b in antwort.bloecke):
            yield f"Antwort zu Frage {antwort.nummern[-1]}: Tabelle in der Vorlage beschädigt, siehe PDF."


def _missing(known: Sequence[Fragenummer]) -> list[str]:
    """The numbers left out below the highest, and the letters left out below a number's highest, as printed."""
    found: list[str] = []
    for zahl in range(1, max(n.zahl for n in known) + 1):
        letters = {n.teil for n in known if n.zahl == zahl}
        if not letters:
            found.append(str(zahl))
        last = max((ord(teil) for teil in letters if len(teil) == 1), default=0)
        found += [f"{zahl}{chr(c)}" for c in range(ord("a"), last) if chr(c) not in letters]
    return found


def _like_fragen(antwort: Antwort, known: set[Fragenummer]) -> Iterator[str]:
    """The paragraphs of an answer that are numbered and ask like a Frage that the paper does not have."""
    for block in antwort.bloecke:
        found = mark(0, block.text) if block.art is Blockart.TEXT and block.text.endswith("?") else None
        if found is None:
            continue
        last = antwort.nummern[-1]
        nummer = Fragenummer(found.zahl or last.zahl, found.teil)
        if nummer not in known and (found.zahl is not None or last.teil):
            yield block.text


def _frage(part: Part) -> Frage:
    text = join(part.lines)
    return Frage(part.nummern[0], _MARK.sub("", text, count=1), pages(part.lines))


def _antwort(part: Part, fragen: Sequence[Frage]) -> Antwort:
    pieces = blocks(part.lines)
    asked = [frage.text for frage in fragen if frage.nummer in part.nummern]
    antwort = Antwort(part.nummern, pieces, status(pieces, asked), seiten=pages(part.lines))
    return replace(antwort, verweise=verweise(antwort.text, [f.nummer for f in fragen], part.nummern))


def _vorbemerkung(part: Part, known: Sequence[Fragenummer]) -> Vorbemerkung:
    assert part.sprecher is not None
    pieces = blocks(part.lines[1:] if part.titel else part.lines)
    to = _TO.search(part.titel)
    nummern = resolve(read_list(part.titel[to.end() :]), known) if to else ()
    return Vorbemerkung(part.sprecher, "\n".join(b.text for b in pieces), pages(part.lines), nummern, pieces)
