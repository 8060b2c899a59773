"""From a file to a Quelle: plain text, Markdown, DIP `drucksache-text` JSON, PDF; told apart by content."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ingest.errors import whole
from ingest.model import ParseError, Quelle, Zeile

_LARGEST = 20_000_000  # bytes; the largest answer of the Wahlperiode has 3 MB of text
_LONGEST_WORD = 10_000  # characters; real papers have none of more than 150
_PROBE = 65_536  # bytes in which noise shows
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}
_NOISE = 0.01  # share of control characters from which a file is no text
# "In den \n" goes on, "hat.\n" ends: DIP texts keep the blank where a line only wraps. Below this share of
# lines with such a blank the file does not know the difference.
_WRAP_SHARE = 0.05
_HTML = ("<!doctype", "<html", "<?xml", "<head", "<body", "<div", "<!--")
_ANGABEN = ("dokumentnummer", "titel", "datum", "wahlperiode", "dokumentart", "drucksachetyp", "typ")


def read(path: Path) -> Quelle:
    """Read a file as its content says; ParseError (German) if it cannot be a paper."""
    quelle = _read(path)
    _check_words(quelle)
    return quelle


def _read(path: Path) -> Quelle:
    try:
        if path.exists() and not path.is_file():
            raise ParseError(path.name, "Das ist keine gewöhnliche Datei.")
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise ParseError(path.name, f"Die Datei lässt sich nicht lesen ({error.strerror}).") from error
    if size == 0:
        raise ParseError(path.name, "Die Datei ist leer.")
    if b"%PDF-" in head:
        from ingest.pdf import read_pdf

        return read_pdf(path)
    if size > _LARGEST:
        raise ParseError(path.name, f"Die Datei ist mit {size // 1_000_000} MB zu groß für eine Drucksache.")
    return _read_text(path)


def _check_words(quelle: Quelle) -> None:
    """ParseError for a word that no paper has: what looks at words would look at it for long."""
    for number, zeile in enumerate(quelle.zeilen, 1):
        longest = max(map(len, zeile.text.split()), default=0) if len(zeile.text) > _LONGEST_WORD else 0
        if longest > _LONGEST_WORD:
            raise ParseError(
                quelle.datei.name,
                f"Hier steht ein Wort mit {longest} Zeichen; das ist keine Drucksache.",
                seite=zeile.seite,
                zeile=None if quelle.art == "pdf" else number,
            )


def _read_text(path: Path) -> Quelle:
    text = _decode(path)
    start = text.lstrip("\ufeff \r\n\t")[:200].lower()
    if start.startswith(_HTML):
        raise ParseError(
            path.name, "Das ist eine Webseite (HTML), keine Drucksache. Bitte das PDF oder den Text laden."
        )
    if start.startswith("{"):
        return _read_dip(path, text)
    art = "md" if path.suffix.lower() in (".md", ".markdown") else "txt"
    return Quelle(path, art, zeilen(text))


def _decode(path: Path) -> str:
    with path.open("rb") as file:
        probe = file.read(_PROBE)
    if b"\x00" in probe or sum(byte in _CONTROLS for byte in probe) > _NOISE * len(probe):
        raise ParseError(path.name, "Die Datei enthält keinen Text (Binärdaten).")
    data = path.read_bytes()
    if not data.strip():
        raise ParseError(path.name, "Die Datei ist leer (nur Leerraum).")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def zeilen(text: str) -> tuple[Zeile, ...]:
    """The lines of a text; a form feed begins a new page, and pages are known only where there is one.

    Tabs keep the cells of a row apart.
    """
    pages = [page.split("\n") for page in text.replace("\r\n", "\n").replace("\r", "\n").split("\f")]
    wraps = _knows_wraps(line for page in pages for line in page)
    done: list[Zeile] = []
    for number, page in enumerate(pages, start=1):
        seite = number if len(pages) > 1 else None
        for line in page:
            cells = tuple(line.split("\t")) if "\t" in line.strip(" ") else None
            done.append(Zeile(line, seite, umbruch=line.endswith(" ") if wraps else None, zellen=cells))
    return tuple(done)


def _knows_wraps(lines: Iterable[str]) -> bool:
    """Whether a text tells by blanks at lines' ends where its sentences go on."""
    filled = [line for line in lines if line.strip()]
    return sum(line[-1] == " " for line in filled) > _WRAP_SHARE * max(1, len(filled))


def _read_dip(path: Path, text: str) -> Quelle:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise ParseError(path.name, "Die JSON-Datei ist beschädigt oder abgeschnitten.") from error
    body = data.get("text") if isinstance(data, dict) else None
    if not isinstance(body, str) or not body.strip():
        raise ParseError(path.name, "Die JSON-Datei enthält keinen Drucksachentext (Feld „text“ fehlt).")
    angaben = {k: whole(str(data[k])) for k in _ANGABEN if isinstance(data.get(k), str | int)}
    return Quelle(path, "dip", zeilen(whole(body)), angaben=angaben)
