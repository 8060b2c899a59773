"""From a file to its papers, each a Quelle: plain text, Markdown, DIP's JSON, Word, PDF; told apart by content."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from ingest.model import ParseError
from ingest.quelle import Quelle, zeilen
from ingest.readers.dip import read_dip
from ingest.readers.word import DOCUMENT, read_docx

_LARGEST = 20_000_000  # bytes; the largest answer of the Wahlperiode has 3 MB of text
_LONGEST_WORD = 10_000  # characters; real papers have none of more than 150
_PROBE = 65_536  # bytes in which noise shows
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}
_NOISE = 0.01  # share of control characters from which a file is no text
_HTML = ("<!doctype", "<html", "<?xml", "<head", "<body", "<div", "<!--")
_JSON = re.compile(r"\{|\[\s*+[{\]]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# what the first bytes say a file is; that it is none of those read here is all that is asked of them
_OTHERS = (
    (b"{\\rtf", "eine RTF-Datei"),
    (b"\x89PNG", "ein Bild (PNG)"),
    (b"\xff\xd8\xff", "ein Bild (JPEG)"),
    (b"GIF8", "ein Bild (GIF)"),
    (b"II*\x00", "ein Bild (TIFF)"),
    (b"MM\x00*", "ein Bild (TIFF)"),
    (b"7z\xbc\xaf", "ein Archiv (7z)"),
    (b"Rar!", "ein Archiv (RAR)"),
    (b"\x1f\x8b", "ein Archiv (gzip)"),
    (_OLE, "eine Office-Datei des alten Formats (.doc, .xls, .msg) oder eine verschlüsselte"),
)
_INSIDE = (
    ("xl/workbook.xml", "eine Excel-Arbeitsmappe (.xlsx)"),
    ("ppt/presentation.xml", "eine PowerPoint-Datei (.pptx)"),
    ("content.xml", "eine OpenDocument-Datei (.odt, .ods)"),
    ("META-INF/container.xml", "ein E-Book (.epub)"),
)
_READABLE = "Gelesen werden PDF, Word (.docx), Text, Markdown und das JSON der DIP-Schnittstelle."


def read(path: Path) -> Quelle:
    """The one paper that a file holds; ParseError (German) if there is none, or more than one."""
    found = read_all(path)
    if len(found) > 1:
        raise ParseError(path.name, f"Die Datei enthält {len(found)} Papiere.")
    if isinstance(found[0], ParseError):
        raise found[0]
    return found[0]


def read_all(path: Path) -> tuple[Quelle | ParseError, ...]:
    """Read a file as its content says: each of its papers, at least one, or why that one cannot be read.

    ParseError (German) where the file is no paper at all.
    """
    return tuple((_endless_word(one) or one) if isinstance(one, Quelle) else one for one in _read(path))


def _read(path: Path) -> tuple[Quelle | ParseError, ...]:
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
        from ingest.readers.pdf.document import read_pdf

        return (read_pdf(path),)
    if size > _LARGEST:
        raise ParseError(path.name, f"Die Datei ist mit {size // 1_000_000} MB zu groß für eine Drucksache.")
    if head.startswith(_ZIP):
        return (_read_zip(path),)
    for start, kind in _OTHERS:
        if head.startswith(start):
            raise ParseError(path.name, f"Das ist {kind}, kein lesbarer Text (Binärdaten). {_READABLE}")
    return _read_text(path)


def _read_zip(path: Path) -> Quelle:
    """A Word file; ParseError names what else is packed so."""
    try:
        with zipfile.ZipFile(path) as parts:
            names = set(parts.namelist())
    except Exception as error:  # the library raises whatever a broken file leads it into
        raise ParseError(path.name, "Die Datei ist beschädigt oder abgeschnitten (Word-Datei oder Archiv).") from error
    if DOCUMENT in names:
        return read_docx(path)
    kind = next((kind for name, kind in _INSIDE if name in names), "ein Archiv (ZIP)")
    raise ParseError(path.name, f"Das ist {kind}. {_READABLE}")


def _endless_word(quelle: Quelle) -> ParseError | None:
    """Why a paper is not read that has a word as no paper has: what looks at words would look at it for long."""
    for number, zeile in enumerate(quelle.zeilen, 1):
        longest = max(map(len, zeile.text.split()), default=0) if len(zeile.text) > _LONGEST_WORD else 0
        if longest > _LONGEST_WORD:
            return ParseError(
                quelle.datei.name,
                f"{quelle.stelle}Hier steht ein Wort mit {longest} Zeichen; das ist keine Drucksache.",
                seite=zeile.seite,
                zeile=number if quelle.art in ("txt", "md") else None,
            )
    return None


def _read_text(path: Path) -> tuple[Quelle | ParseError, ...]:
    text = _decode(path)
    start = text.lstrip("\ufeff \r\n\t")[:200].lower()
    if start.startswith(_HTML):
        raise ParseError(
            path.name, "Das ist eine Webseite (HTML), keine Drucksache. Bitte das PDF oder den Text laden."
        )
    if _JSON.match(start):
        return read_dip(path, text.lstrip("\ufeff"))
    art = "md" if path.suffix.lower() in (".md", ".markdown") else "txt"
    return (Quelle(path, art, zeilen(text)),)


def _decode(path: Path) -> str:
    with path.open("rb") as file:
        probe = file.read(_PROBE)
    if probe.startswith(_UTF16):
        return path.read_bytes().decode("utf-16", errors="replace")
    if b"\x00" in probe or sum(byte in _CONTROLS for byte in probe) > _NOISE * len(probe):
        raise ParseError(path.name, "Die Datei enthält keinen Text (Binärdaten).")
    data = path.read_bytes()
    if not data.strip():
        raise ParseError(path.name, "Die Datei ist leer (nur Leerraum).")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
