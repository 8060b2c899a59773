"""What a paper becomes: Drucksache, Frage, Antwort, and the Passages that are searched and quoted.

Words follow the printed papers and the Bundestag's DIP interface (German); everything here is plain data.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ingest.errors import ParseError as ParseError
from ingest.numbers import Fragenummer as Fragenummer
from ingest.numbers import canonical as canonical
from ingest.numbers import nummern_text as nummern_text
from ingest.quelle import Quelle as Quelle
from ingest.quelle import Zeile as Zeile
from ingest.quelle import zeilen as zeilen
from ingest.spans import BlockSpan


class Sprecher(StrEnum):
    """Who speaks. What the askers claim is never shown as what the government says."""

    FRAGESTELLER = "fragesteller"
    BUNDESREGIERUNG = "bundesregierung"


class Papierart(StrEnum):
    """Kinds of papers; only the Bundestag's ANTWORT and SCHRIFTLICHE_FRAGEN hold answers of the government.

    LANDTAG, BUNDESRAT: a paper of that house, whatever it is; ANLAGE: the annex of an answer without the answer.
    """

    ANTWORT = "antwort"
    SCHRIFTLICHE_FRAGEN = "schriftliche_fragen"
    KLEINE_ANFRAGE = "kleine_anfrage"
    GROSSE_ANFRAGE = "grosse_anfrage"
    GESETZENTWURF = "gesetzentwurf"
    BESCHLUSSEMPFEHLUNG = "beschlussempfehlung"
    BERICHT = "bericht"
    UNTERRICHTUNG = "unterrichtung"
    ANTRAG = "antrag"
    VERORDNUNG = "verordnung"
    WAHLVORSCHLAG = "wahlvorschlag"
    PLENARPROTOKOLL = "plenarprotokoll"
    FRAGESTUNDE = "fragestunde"
    LANDTAG = "landtag"
    BUNDESRAT = "bundesrat"
    BERICHTIGUNG = "berichtigung"
    ANLAGE = "anlage"


class Status(StrEnum):
    """What kind of answer the government gave, judged from its words."""

    BEANTWORTET = "beantwortet"
    TEILWEISE = "teilweise"
    VERWIESEN = "verwiesen"
    KEINE_ERKENNTNISSE = "keine_erkenntnisse"
    ABGELEHNT = "abgelehnt"
    EINGESTUFT = "eingestuft"


class Grund(StrEnum):
    """Why the government refused an answer, judged from its words (`ingest.language.reasons`)."""

    STAATSWOHL = "staatswohl"
    KERNBEREICH = "kernbereich"
    AUFWAND = "aufwand"
    VERFAHREN = "verfahren"
    RECHTE_DRITTER = "rechte_dritter"
    KEINE_BEWERTUNG = "keine_bewertung"
    ZUSTAENDIGKEIT = "zustaendigkeit"


@dataclass(frozen=True, slots=True)
class Seiten:
    """First and last PDF page, counted from 1."""

    erste: int
    letzte: int


@dataclass(frozen=True, slots=True)
class Seitenmarke:
    """From this offset of a text on, the text stands on this PDF page."""

    start: int
    seite: int


class Blockart(StrEnum):
    """What a piece of an answer is."""

    TEXT = "text"
    TABELLE = "tabelle"
    FUSSNOTE = "fussnote"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an answer, of a Vorbemerkung or of an annex: a paragraph, a table, a footnote.

    `text` has line breaks and hyphenation undone in paragraphs; tables keep their lines. `zellen`: the rows of a
    table whose cells the file keeps apart, one a line of the text, a line without cells as one; else empty.
    `anfaenge`, `koepfe`: with which rows, from 0, ruled tables begin, and which of them are heads (as a Zeile's).
    `beschaedigt`: the source garbles this table (rows repeated, values lost).
    `marken`: where in `text` each page begins, empty where the file knew no pages.
    `nummern`: the Fragen that a piece of an annex belongs to ("Anlage zu Frage 4"); empty for all others.
    `anlage`: what that annex is called ("Anlage 3"); empty for all others, and where no label says so.
    """

    art: Blockart
    text: str
    seiten: Seiten | None = None
    zellen: tuple[tuple[str, ...], ...] = ()
    beschaedigt: bool = False
    marken: tuple[Seitenmarke, ...] = ()
    nummern: tuple[Fragenummer, ...] = ()
    anfaenge: tuple[int, ...] = ()
    koepfe: tuple[int, ...] = ()
    anlage: str = ""


class Verweisart(StrEnum):
    """Where an answer points."""

    FRAGE = "frage"
    DRUCKSACHE = "drucksache"
    VORBEMERKUNG = "vorbemerkung"
    PLENARPROTOKOLL = "plenarprotokoll"


@dataclass(frozen=True, slots=True)
class Verweis:
    """A pointer out of an answer: to Fragen of this paper, or to another paper (and Fragen of it).

    `start`, `end` mark the pointer's words in the answer's text. `ziel` is the chain's end: the Fragen that in
    the end answer, loops cut; empty where it leaves the paper or cannot be followed.
    """

    art: Verweisart
    start: int
    end: int
    nummern: tuple[Fragenummer, ...] = ()
    drucksache: str | None = None
    ziel: tuple[Fragenummer, ...] = ()


@dataclass(frozen=True, slots=True)
class Vorbemerkung:
    """A preamble by its speaker; `nummern` where it is "zu den Fragen 5 bis 8"."""

    sprecher: Sprecher
    text: str
    seiten: Seiten | None = None
    nummern: tuple[Fragenummer, ...] = ()
    bloecke: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Frage:
    """A question as the government's paper reprints it; each Schriftliche Frage has an asker of its own."""

    nummer: Fragenummer
    text: str
    seiten: Seiten | None = None
    fragesteller: str | None = None
    fraktion: str | None = None

    @property
    def mit_nummer(self) -> str:
        """The text with the number before it: "7. Wie ...", "2b) In welchen ..."."""
        return f"{self.nummer}{')' if self.nummer.teil else '.'} {self.text}"


@dataclass(frozen=True, slots=True)
class Antwort:
    """The government's answer to one or more Fragen (joint answer); `nummern` in the order printed.

    `unterzeichner` (as printed: "Staatssekretär Bernhard Kluttig"), `datum` and `ressort` are known of answers to
    Schriftliche Fragen; answers to a Kleine Anfrage share those of the paper.
    """

    nummern: tuple[Fragenummer, ...]
    bloecke: tuple[Block, ...]
    status: Status
    verweise: tuple[Verweis, ...] = ()
    seiten: Seiten | None = None
    unterzeichner: str | None = None
    datum: date | None = None
    ressort: str | None = None

    @property
    def text(self) -> str:
        """All blocks, in order, a line break between them; offsets of Verweis count in this text."""
        return "\n".join(block.text for block in self.bloecke)


@dataclass(frozen=True, slots=True)
class Drucksache:
    """An answer of the government, understood. Unknown is None or empty, never guessed.

    `urheber`, `pdf_url` and `pdf_hash` (MD5 of the PDF) are what DIP says of the paper; nothing else knows them.
    `angefragt`: the day of the Anfrage that it answers, where that lies beside it.
    `neu`: behind its number stands "(neu)", it takes the place of an earlier paper of that number.
    """

    nummer: str
    datei: str
    wahlperiode: int | None = None
    datum: date | None = None
    titel: str | None = None
    fragesteller: tuple[str, ...] = ()
    fraktionen: tuple[str, ...] = ()
    ressort: str | None = None
    bezug: str | None = None
    vorabfassung: bool = False
    bestaetigt: bool | None = None
    vorbemerkungen: tuple[Vorbemerkung, ...] = ()
    fragen: tuple[Frage, ...] = ()
    antworten: tuple[Antwort, ...] = ()
    anlagen: tuple[Block, ...] = ()
    hinweise: tuple[str, ...] = ()
    papierart: Papierart = Papierart.ANTWORT
    urheber: tuple[str, ...] = ()
    pdf_url: str | None = None
    pdf_hash: str | None = None
    neu: bool = False
    angefragt: date | None = None

    def __post_init__(self) -> None:
        # "21/09605" and "21/9605" are one paper: it lies under one number, whoever writes it how
        object.__setattr__(self, "nummer", canonical(self.nummer))

    def antwort_auf(self, nummer: Fragenummer) -> Antwort | None:
        """The Antwort that answers this Frage, alone or jointly."""
        return next((a for a in self.antworten if nummer in a.nummern), None)

    def frage(self, nummer: Fragenummer) -> Frage | None:
        """The Frage of this number."""
        return next((f for f in self.fragen if f.nummer == nummer), None)


class Passagenart(StrEnum):
    """What part of a paper a Passage is cut from."""

    ANTWORT = "antwort"
    TABELLE = "tabelle"
    VORBEMERKUNG = "vorbemerkung"
    ANLAGE = "anlage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What is searched and quoted: one part of an answer with the Fragen that it answers.

    `id` is stable over re-ingests (`ingest.ids`). `nummern` is empty for preambles. `text` is as printed, line breaks
    and hyphenation undone, nothing else. `fragen` are the Fragen that are answered, in the order printed, the stem of
    a lettered one before it: it may have an answer of its own and then is not among `nummern`. `folgen` are the runs
    of `nummern` that follow each other in the paper, first and last of each: of a paper without a 4e, 4d and 5 do.
    Empty where that is not known. `vorabfassung`: a proofread version will replace the paper, pages can move.
    `bloecke`: the Blocks or pieces of Blocks that `text` is made of, in order, a line break between them.
    `anlage`: what the annex is called that it is cut from ("Anlage 3"), as far as that is known.
    `ersetzt`: of a version that was replaced, what by ("ersetzt durch die lektorierte Fassung …"); else empty.
    `neu`: its paper's number is printed with "(neu)" behind it.
    """

    id: str
    drucksache: str
    art: Passagenart
    sprecher: Sprecher
    nummern: tuple[Fragenummer, ...]
    text: str
    fragen: tuple[Frage, ...] = ()
    status: Status | None = None
    marken: tuple[Seitenmarke, ...] = ()
    beschaedigt: bool = False
    papierart: Papierart = Papierart.ANTWORT
    folgen: tuple[tuple[Fragenummer, Fragenummer], ...] = ()
    vorabfassung: bool = False
    bloecke: tuple[BlockSpan, ...] = field(default=(), hash=False)
    anlage: str = ""
    ersetzt: str = ""
    neu: bool = False

    @property
    def frage(self) -> str:
        """The official text of the Fragen, one a line, each with its number; empty where there are none."""
        return "\n".join(frage.mit_nummer for frage in self.fragen)

    def seiten(self, start: int = 0, end: int | None = None) -> Seiten | None:
        """The PDF pages on which text[start:end] stands, or None where the file knew no pages."""
        if not self.marken:
            return None
        stop = len(self.text) if end is None else end
        davor = [m.seite for m in self.marken if m.start <= start]
        drin = [m.seite for m in self.marken if start < m.start < stop]
        gefunden = davor[-1:] + drin or [self.marken[0].seite]
        return Seiten(gefunden[0], gefunden[-1])
