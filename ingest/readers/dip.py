"""The JSON of the Bundestag's DIP interface: one record, a list of them, or the envelope in which they are delivered.

Fields as in the interface's description (OpenAPI 1.4: DrucksacheText, Fundstelle, Ressort, Urheber).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ingest.errors import ParseError, whole
from ingest.model import Quelle, zeilen

_PLAIN = ("dokumentnummer", "titel", "datum", "wahlperiode", "dokumentart", "drucksachetyp", "typ", "herausgeber")
_KNOWN = {"text", "documents", *_PLAIN}
_HASH = re.compile(r"[0-9a-f]{32}")  # MD5
# what is kept as the paper's address must be the Bundestag's: it may be shown as a link
_PDF = re.compile(r"https://(?:[a-z0-9-]+\.)?bundestag\.de/[\w./%-]+\.pdf")
_MOST = 1000  # records that a file may hold; the interface delivers ten texts at a time


def read_dip(path: Path, text: str) -> tuple[Quelle | ParseError, ...]:
    """Each record of the file as a Quelle, or why it cannot be one; ParseError where the file is no such JSON."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise ParseError(path.name, "Die JSON-Datei ist beschädigt oder abgeschnitten.") from error
    records = _records(data)
    if records is None:
        raise ParseError(path.name, "Die JSON-Datei enthält keinen Drucksachentext (Feld „text“ fehlt).")
    if not records:
        raise ParseError(path.name, "Die JSON-Datei enthält kein Papier; die Suche hatte keinen Treffer.")
    if len(records) > _MOST:
        raise ParseError(path.name, f"Die JSON-Datei enthält mehr als {_MOST} Papiere. Abhilfe: sie aufteilen.")
    return tuple(_quelle(path, record, i if len(records) > 1 else None) for i, record in enumerate(records, 1))


def _records(data: object) -> list[object] | None:
    """The records that the JSON holds; None where it holds something else."""
    if isinstance(data, dict) and isinstance(data.get("documents"), list):
        return list(data["documents"])
    if isinstance(data, dict):
        return [data] if data.keys() & _KNOWN else None
    return data if isinstance(data, list) else None


def _quelle(path: Path, record: object, place: int | None) -> Quelle | ParseError:
    fields: Mapping[str, object] = record if isinstance(record, dict) else {}
    number = fields.get("dokumentnummer")
    where = f"Eintrag {place}{f' (Drucksache {number:.20})' if isinstance(number, str) else ''}: " if place else ""
    body = fields.get("text")
    if not isinstance(body, str) or not body.strip():
        there = "nur die Angaben zu einem Papier, nicht seinen" if number else "keinen"
        return ParseError(
            path.name,
            f"{where}Die JSON-Datei enthält {there} Drucksachentext (Feld „text“ fehlt). "
            "Abhilfe: bei DIP den Volltext (drucksache-text) abrufen.",
        )
    return Quelle(path, "dip", zeilen(whole(body)), angaben=dict(_angaben(fields)), stelle=where)


def _angaben(fields: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What the record says of the paper, by the interface's own names; lists as lines."""
    for name in _PLAIN:
        value = fields.get(name)
        if isinstance(value, str | int):
            yield name, whole(str(value))
    source = fields.get("fundstelle")
    address = source.get("pdf_url") if isinstance(source, dict) else None
    if isinstance(address, str) and _PDF.fullmatch(address):
        yield "pdf_url", address
    mark = fields.get("pdf_hash")
    if isinstance(mark, str) and _HASH.fullmatch(mark):
        yield "pdf_hash", mark
    authors = [name for name, _ in _named(fields.get("urheber"))]
    if authors:
        yield "urheber", "\n".join(authors)
    offices = sorted(_named(fields.get("ressort")), key=lambda office: office[1].get("federfuehrend") is not True)
    if offices:
        yield "ressort", offices[0][0]


def _named(value: object) -> list[tuple[str, dict[str, object]]]:
    """The objects of a list that have a title, each with that, in one line."""
    found: list[tuple[str, dict[str, object]]] = []
    for one in value if isinstance(value, list) else []:
        title = one.get("titel") if isinstance(one, dict) else None
        if isinstance(title, str) and title.strip():
            found.append((whole(" ".join(title.split())), one))
    return found
