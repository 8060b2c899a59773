"""A typesetter for tests: sets a paper as the Bundestag does, since no original PDFs may be kept here.

A4, running heads, questions 9.6 pt and indented, answers 10.7 pt, the transmittal note at the foot of page 1 in
the middle of whatever sentence stands there, hyphenated and justified lines, footnotes, ruled tables that go on
over a page break, two-column heads, letter-spaced headings. It remembers the page of every paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import pyphen
import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

SCHRIFTEN = (  # serifs as the Bundestag's where the system has them; Vera comes with reportlab
    Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"),
    Path(reportlab.__file__).parent / "fonts" / "Vera.ttf",
)
_ERSATZ = {0x2010: "-", 0x2011: "-", 0x2012: "–", 0x25CF: "•", 0x207E: ")", 0x2BC: "’", 0x2BE: "’"}
_SILBEN = pyphen.Pyphen(lang="de_DE", left=3, right=3)
_LINKS, _RECHTS, _OBEN, _UNTEN = 85.0, 510.0, 770.0, 75.0
_WEICH = "\u00ad"


class Rolle(Enum):
    """How a paragraph is set: size in points, indent, space before."""

    KOPF = (10.7, 0.0, 2.0)
    TITEL = (12.0, 0.0, 14.0)
    SPERRSATZ = (10.7, 0.0, 12.0)
    FRAGE = (9.6, 26.0, 6.0)
    TEXT = (10.7, 0.0, 6.0)
    ZEILE = (9.6, 0.0, 0.0)
    VERMERK = (8.0, 0.0, 0.0)
    FUSSNOTE = (8.0, 0.0, 1.0)
    TABELLE = (9.0, 0.0, 6.0)


@dataclass
class Absatz:
    """A paragraph, or a table (`zellen`); `fussnote` is set at the foot of the page where it begins."""

    rolle: Rolle
    text: str
    fussnote: str | None = None
    zellen: Sequence[Sequence[str]] = ()
    rechts: str | None = None  # second column of a head line


@dataclass
class Satz:
    """What was set: where, how many pages, and every line of the text with its page."""

    pfad: Path
    seiten: int
    zeilen: list[tuple[str, int]] = field(default_factory=list)


class Setzer:
    """Sets one paper; `hart`: plain hyphens and no blanks at line ends, as poor producers do."""

    def __init__(self, pfad: Path, nummer: str, *, wahlperiode: int = 21, schrift: Path | None = None,
                 hart: bool = False) -> None:  # fmt: skip
        self.pfad, self.nummer, self.wahlperiode = pfad, nummer, wahlperiode
        datei = schrift or next(p for p in SCHRIFTEN if p.exists())
        self.schrift = datei.stem
        if self.schrift not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(self.schrift, str(datei)))
        self.glyphen = pdfmetrics.getFont(self.schrift).face.charToGlyph
        self.trennstrich, self.leerzeichen = ("-", "") if hart else (_WEICH, " ")
        self.blatt = Canvas(str(pfad), pagesize=A4, invariant=1)
        self.seite, self.y, self.fuss = 1, _OBEN, _UNTEN
        self.noten: list[tuple[Rolle, str]] = []
        self.gesetzt: list[tuple[str, int]] = []

    def setze(self, absaetze: Iterable[Absatz], vermerk: Sequence[str] = (), impressum: Sequence[str] = ()) -> Satz:
        """Set it all; `vermerk` (the transmittal note's lines) goes to the foot of page 1, `impressum` to the end."""
        for zeile in vermerk:
            self._merke(Rolle.VERMERK, zeile)
        for absatz in absaetze:
            if absatz.fussnote:
                self._merke(Rolle.FUSSNOTE, absatz.fussnote)
            if absatz.zellen:
                self._tabelle(absatz)
            else:
                self._absatz(absatz)
        if impressum:
            self._platz(len(impressum) * 3 * 9.6)  # it may take more lines than it has
        for zeile in impressum:
            self._merke(Rolle.VERMERK, zeile)
        self._seitenende()
        self.blatt.save()
        return Satz(self.pfad, self.seite, self.gesetzt)

    def druckbar(self, text: str) -> str:
        """The text in characters that the font has, so that both sides of a comparison are the same."""
        return "".join(self._zeichen(c) for c in text)

    def _zeichen(self, zeichen: str) -> str:
        if ord(zeichen) in self.glyphen and zeichen not in "\u00a0\t":
            return zeichen
        return " " if zeichen.isspace() else _ERSATZ.get(ord(zeichen), "?")

    def _merke(self, rolle: Rolle, text: str) -> None:
        for zeile in self._umbrechen(text, rolle.value[0], _RECHTS - _LINKS):
            self.noten.append((rolle, zeile))
            self.fuss += rolle.value[0] * 1.2

    def _absatz(self, absatz: Absatz) -> None:
        groesse, einzug, abstand = absatz.rolle.value
        self.y -= abstand
        breite = _RECHTS - _LINKS - einzug
        sperren = 2.4 if absatz.rolle is Rolle.SPERRSATZ else 0.0
        text = re.sub(r"(?<=\S) (?=\S\b)", "", absatz.text) if sperren else absatz.text
        zeilen = [text] if sperren or absatz.rechts else self._umbrechen(text, groesse, breite)
        for nummer, zeile in enumerate(zeilen):
            self._platz(groesse * 1.2)
            self.gesetzt.append((zeile, self.seite))
            blocksatz = nummer + 1 < len(zeilen) and absatz.rolle in (Rolle.TEXT, Rolle.FRAGE)
            self._zeile(zeile, _LINKS + einzug, groesse, breite if blocksatz else None, sperren)
            if absatz.rechts:
                self._zeile(absatz.rechts, _RECHTS - 130, groesse)

    def _zeile(self, text: str, x: float, groesse: float, breite: float | None = None, sperren: float = 0.0) -> None:
        self.blatt.setFont(self.schrift, groesse)
        text = self.druckbar(text)
        if breite is None:
            self.blatt.drawString(x, self.y, text, charSpace=sperren)
            return
        worte = text.rstrip().split(" ")
        frei = (breite - self._breite(text.rstrip(), groesse)) / max(1, len(worte) - 1)
        for nummer, wort in enumerate(worte):
            ganz = wort + (" " if nummer + 1 < len(worte) else text[len(text.rstrip()) :])
            self.blatt.drawString(x, self.y, ganz)
            x += self._breite(ganz, groesse) + frei

    def _platz(self, hoehe: float) -> None:
        if self.y - hoehe < self.fuss:
            self._seitenende()
            self.blatt.showPage()
            self.seite += 1
            self._kolumnentitel()
        self.y -= hoehe

    def _kolumnentitel(self) -> None:
        haus, papier = f"Deutscher Bundestag – {self.wahlperiode}. Wahlperiode", f"Drucksache {self.nummer}"
        links, rechts = (papier, haus) if self.seite % 2 == 0 else (haus, papier)
        self.y = _OBEN + 22
        self._zeile(links, _LINKS, 9.6)
        self._zeile(f"– {self.seite} –", (_LINKS + _RECHTS) / 2 - 10, 9.6)
        self._zeile(rechts, _RECHTS - self._breite(self.druckbar(rechts), 9.6), 9.6)
        self.y = _OBEN

    def _seitenende(self) -> None:
        self.y = self.fuss
        for rolle, text in self.noten:
            self.y -= rolle.value[0] * 1.2
            self._zeile(text, _LINKS, rolle.value[0])
        self.noten, self.fuss = [], _UNTEN

    def _tabelle(self, absatz: Absatz) -> None:
        """A ruled table; its first row is repeated where it goes on over a page."""
        spalten = len(absatz.zellen[0])
        breite = (_RECHTS - _LINKS) / spalten
        self.y -= absatz.rolle.value[2]
        for nummer, zellen in enumerate(absatz.zellen):
            vorher = self.seite
            self._platz(self._hoehe(zellen, breite))
            if nummer and self.seite != vorher:
                self.y += self._hoehe(zellen, breite) - self._hoehe(absatz.zellen[0], breite)
                self._reihe(absatz.zellen[0], breite)
                self.y -= self._hoehe(zellen, breite)
            self.gesetzt.append((" ".join(zellen), self.seite))
            self._reihe(zellen, breite)

    def _hoehe(self, zellen: Sequence[str], breite: float) -> float:
        return max(len(self._umbrechen(z, 9.0, breite - 8)) for z in zellen) * 10.8 + 5

    def _reihe(self, zellen: Sequence[str], breite: float) -> None:
        unten, hoehe = self.y, self._hoehe(zellen, breite)
        for spalte, zelle in enumerate(zellen):
            x = _LINKS + spalte * breite
            self.blatt.rect(x, unten, breite, hoehe)
            for nummer, zeile in enumerate(self._umbrechen(zelle, 9.0, breite - 8)):
                self.y = unten + hoehe - 10.8 * (nummer + 1)
                self._zeile(zeile, x + 4, 9.0)
        self.y = unten

    def _breite(self, text: str, groesse: float) -> float:
        return float(pdfmetrics.stringWidth(text, self.schrift, groesse))

    def _umbrechen(self, text: str, groesse: float, breite: float) -> list[str]:
        """The lines; the last word of a line may be divided."""
        zeilen, offen = [], ""
        for wort in self.druckbar(text).split():
            rest = wort
            while self._breite(f"{offen} {rest}".strip(), groesse) > breite:
                kopf, rest = self._trennen(rest, groesse, breite - self._breite(offen + " ", groesse), not offen)
                zeilen.append(f"{offen} {kopf}".strip() if kopf else offen + self.leerzeichen)
                offen = ""
            offen = f"{offen} {rest}".strip()
        return [*zeilen, offen] if offen else zeilen

    def _trennen(self, wort: str, groesse: float, platz: float, muss: bool) -> tuple[str, str]:
        """What of the word goes on this line, and the rest; "" and all of it where it cannot be divided."""
        for stelle, strich in reversed(list(self._stellen(wort))):
            kopf = wort[:stelle] + strich
            if self._breite(kopf, groesse) <= platz:
                return kopf, wort[stelle:]
        if not muss:
            return "", wort
        passt = (n for n in range(len(wort), 1, -1) if self._breite(wort[:n], groesse) <= platz)
        stelle = next(passt, 1)
        return wort[:stelle], wort[stelle:]

    def _stellen(self, wort: str) -> Iterable[tuple[int, str]]:
        """Where a word may be divided and by what; addresses without any mark, as printed."""
        if "://" in wort or "www." in wort:
            return [(n, "") for n in range(12, len(wort) - 3)]
        kern = re.search(r"[A-Za-zÄÖÜäöüß]{6,}", wort)
        weich = [(kern.start() + p, self.trennstrich) for p in _SILBEN.positions(kern[0])] if kern else []
        hart = [(m.end(), "") for m in re.finditer(r"(?<=\w)-(?=\w)", wort)]
        return sorted(weich + hart)


def leer(pfad: Path, seiten: int = 2) -> Path:
    """A PDF of pictures only, as a scanner makes it: pages without any text."""
    blatt = Canvas(str(pfad), pagesize=A4)
    for _ in range(seiten):
        blatt.rect(60, 60, 470, 700, fill=1)
        blatt.showPage()
    blatt.save()
    return pfad
