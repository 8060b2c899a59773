"""How staff name a place in a paper: footnote, question to the government, press, BibTeX; and its address.

A page that is not known is not named. What the askers wrote is always named as theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol

from ingest.language.dates import ENGLISH
from ingest.language.papernumbers import LAUFEND, WAHLPERIODE
from ingest.model import Fragenummer, Papierart, Passage, Passagenart, Seiten, Sprecher
from rag.model import Citation

SERVER = "https://dserver.bundestag.de/btd"
VORABFASSUNG = "Vorabfassung – wird durch die lektorierte Version ersetzt"

_NUMMER = re.compile(rf"({WAHLPERIODE})/({LAUFEND})")


class Angaben(Protocol):
    """What a style needs to know of the paper; a Drucksache knows it."""

    @property
    def titel(self) -> str | None:
        """The paper's title."""

    @property
    def datum(self) -> date | None:
        """The date printed on the paper."""

    @property
    def bezug(self) -> str | None:
        """The number of the Anfrage that is answered."""

    @property
    def fraktionen(self) -> tuple[str, ...]:
        """The Fraktionen or Gruppen that asked."""


class Style(StrEnum):
    """The four ways to copy a citation."""

    ANFRAGE = "anfrage"
    FUSSNOTE = "fussnote"
    PRESSE = "presse"
    BIBTEX = "bibtex"


def label(citation: Citation) -> str:
    """The footnote: "BT-Drs. 20/11166, S. 5, Antwort zu Frage 2c", whether it is a Vorabfassung or was replaced."""
    passage = citation.passage
    parts = [f"BT-Drs. {_number(passage)}", *_page(citation.seiten), place(citation)]
    return ", ".join(parts) + _vorab(passage)


def number(nummer: str, *, neu: bool) -> str:
    """A paper's number as it is printed: "20/11166", "20/11166 (neu)"."""
    return f"{nummer} (neu)" if neu else nummer


def note(citation: Citation, paper: Angaben | None = None) -> str:
    """The footnote of a text that stands alone: what `label` says, when it was answered, and who had asked."""
    said = label(citation)
    if citation.passage.papierart is Papierart.SCHRIFTLICHE_FRAGEN:
        return said + _asker(citation.passage)
    if paper is None:
        return said
    return f"{said}; Antwort" + (f" vom {paper.datum:%d.%m.%Y}" if paper.datum else "") + f" auf {anfrage(paper)}"


def place(citation: Citation) -> str:
    """Where in the paper a quote stands: "Antwort zu Frage 2c", "Vorbemerkung der Bundesregierung".

    Where a reference led there, both are named: "Antwort zu Frage 2g i. V. m. Frage 2c".
    """
    passage, ueber = citation.passage, citation.ueber
    if ueber is None:
        return part(passage)
    if ueber.drucksache != passage.drucksache:
        return f"{part(passage)} (über BT-Drs. {ueber.drucksache}, {part(ueber)})"
    if passage.art is Passagenart.VORBEMERKUNG or not passage.nummern:
        return f"{part(ueber)} i. V. m. {part(passage)}"
    return f"{part(ueber)} i. V. m. {fragen(passage.nummern, passage.folgen)}"


def part(passage: Passage) -> str:
    """The part of the paper that a Passage is cut from: "Antwort zu den Fragen 3 bis 3b"."""
    if passage.art is Passagenart.VORBEMERKUNG:
        wer = "der Fragesteller" if passage.sprecher is Sprecher.FRAGESTELLER else "der Bundesregierung"
        return f"Vorbemerkung {wer}" + (f" zu {fragen(passage.nummern, passage.folgen)}" if passage.nummern else "")
    anlage = passage.anlage or "Anlage"
    if not passage.nummern:
        return anlage if passage.art is Passagenart.ANLAGE else "Antwort"
    if passage.papierart is Papierart.SCHRIFTLICHE_FRAGEN:
        return "Schriftliche " + fragen(passage.nummern, passage.folgen).removeprefix("den ")
    of = f"{anlage} zur " if passage.art is Passagenart.ANLAGE else ""
    return f"{of}Antwort zu {fragen(passage.nummern, passage.folgen)}"


def fragen(nummern: Iterable[Fragenummer], folgen: Sequence[tuple[Fragenummer, Fragenummer]] = ()) -> str:
    """Say "Frage 2c", "den Fragen 2, 7 bis 9 und 12": runs of three and more are drawn together, gaps are kept.

    `folgen`: the runs by the paper's own numbers, first and last of each, where they are known.
    """
    numbers = sorted(set(nummern))
    runs = [[n for n in numbers if first <= n <= last] for first, last in folgen] or list(_runs(numbers))
    parts = [text for run in runs for text in _run_text(run)]
    if len(numbers) == 1:
        return f"Frage {parts[0]}"
    return f"den Fragen {enumerated(parts)}"


def enumerated(words: Sequence[str]) -> str:
    """Words in a row: "AfD", "AfD, Die Linke und SPD"; "" where there are none."""
    *first, last = words or ("",)
    return f"{', '.join(first)} und {last}" if first else last


def _runs(nummern: list[Fragenummer]) -> Iterator[list[Fragenummer]]:
    """Numbers that follow each other without doubt: 7 8 9; 3 3a 3b. After 3b could come 3c: 4 begins a new run."""
    run: list[Fragenummer] = []
    for nummer in nummern:
        if run and not _follows(run[-1], nummer):
            yield run
            run = []
        run.append(nummer)
    if run:
        yield run


def _follows(before: Fragenummer, after: Fragenummer) -> bool:
    if before.zahl == after.zahl:
        return after.teil == (chr(ord(before.teil[-1]) + 1) if before.teil else "a")
    return after.zahl == before.zahl + 1 and not before.teil and not after.teil


def _run_text(run: list[Fragenummer]) -> list[str]:
    return [f"{run[0]} bis {run[-1]}"] if len(run) > 2 else [str(n) for n in run]


def _page(seiten: Seiten | None) -> list[str]:
    if seiten is None:
        return []
    return [f"S. {seiten.erste}" + (f"–{seiten.letzte}" if seiten.letzte > seiten.erste else "")]


def _vorab(passage: Passage) -> str:
    said = _version(passage)
    return f" ({said})" if said else ""


def _version(passage: Passage) -> str:
    """What is to be known of the version that a Passage is of; "" where nothing is."""
    if passage.ersetzt:
        return f"Vorabfassung, {passage.ersetzt}" if passage.vorabfassung else passage.ersetzt
    return VORABFASSUNG if passage.vorabfassung else ""


def url(citation: Citation) -> str:
    """The Bundestag's PDF, at the page where it is known; "" for a paper without an official number."""
    address = paper_url(citation.passage.drucksache)
    seiten = citation.seiten
    return f"{address}#page={seiten.erste}" if address and seiten else address


def paper_url(nummer: str) -> str:
    """The address of a paper's PDF: 20/1915 -> .../btd/20/019/2001915.pdf; "" if this is no paper's number."""
    match = _NUMMER.fullmatch(nummer)
    if match is None:
        return ""
    laufend = match[2].zfill(5)
    return f"{SERVER}/{match[1]}/{laufend[:3]}/{match[1]}{laufend}.pdf"


def styled(citation: Citation, style: Style, paper: Angaben | None = None) -> str:
    """The citation in one of the four styles, on several lines for BibTeX.

    `paper` gives title, date and the Anfrage's number; what is not known is left out.
    """
    match style:
        case Style.FUSSNOTE:
            return label(citation)
        case Style.ANFRAGE:
            return f"{place(citation)} auf Bundestagsdrucksache {_number(citation.passage)}"
        case Style.PRESSE:
            return _press(citation, paper)
        case Style.BIBTEX:
            return _bibtex(citation, paper)


def _press(citation: Citation, paper: Angaben | None) -> str:
    printed = _number(citation.passage).replace(" (neu)", " neu")  # "(21/124 neu)": no bracket within a bracket
    if citation.passage.papierart is Papierart.SCHRIFTLICHE_FRAGEN:
        return f"{place(citation)} ({printed}){_asker(citation.passage)}"
    return f"Antwort ({printed}) auf {anfrage(paper)}"


def anfrage(paper: Angaben | None) -> str:
    """What was answered, in the accusative: "die Kleine Anfrage (20/14539) von Die Linke", as far as it is known."""
    bezug = paper.bezug if paper else None
    return (f"die Kleine Anfrage ({bezug})" if bezug else "eine Kleine Anfrage") + _askers(paper)


def _number(passage: Passage) -> str:
    return number(passage.drucksache, neu=passage.neu)


def _askers(paper: Angaben | None) -> str:
    """Who asked, with "von" before it; whether one is a Fraktion or a Gruppe is not known, and not said."""
    names = enumerated(paper.fraktionen) if paper else ""
    return f" von {names}" if names else ""


def _asker(passage: Passage) -> str:
    """Who asked a Schriftliche Frage, with "von" before the name; "" where several did, or nobody is known."""
    names = {(frage.fragesteller, frage.fraktion) for frage in passage.fragen if frage.fragesteller}
    name, fraktion = names.pop() if len(names) == 1 else (None, None)
    return (f" von {name}" if name else "") + (f" ({fraktion})" if fraktion else "")


def _bibtex(citation: Citation, paper: Angaben | None) -> str:
    nummer = citation.passage.drucksache
    datum = paper.datum if paper else None
    wahlperiode = nummer.partition("/")[0]
    note = [f"{wahlperiode}. Wahlperiode", *_page(citation.seiten), place(citation)]
    if said := _version(citation.passage):
        note.append(said)
    fields = {
        "author": "{Bundesregierung}",
        "title": _tex((paper.titel if paper else None) or f"Bundestagsdrucksache {_number(citation.passage)}"),
        "institution": "Deutscher Bundestag",
        "type": "Bundestagsdrucksache",
        "number": _number(citation.passage),
        "year": str(datum.year) if datum else "",
        "month": ENGLISH[datum.month - 1][:3].lower() if datum else "",  # BibTeX's own words for them
        "note": _tex(", ".join(note)),
        "url": url(citation),
    }
    lines = [f"  {key} = {{{value}}}" for key, value in fields.items() if value]
    return f"@techreport{{btdrs-{nummer.replace('/', '-')},\n" + ",\n".join(lines) + "\n}"


def _tex(text: str) -> str:
    """Text that TeX takes as it is; braces could end the field."""
    return re.sub(r"([&%$#_])", r"\\\1", re.sub(r"[{}\\]", "", text))
