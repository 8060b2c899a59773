"""The register of askers before a collection of Schriftliche Fragen: a second, independent witness of its numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.language.parties import spelled
from ingest.text.lines import Line

_START = re.compile(r"^Verzeichnis der Fragenden$")
_END = re.compile(r"^Verzeichnis der Fragen nach")
_HEADS = re.compile(r"^(?:Abgeordnete Nummer|Abgeordnete|Nummer|der Frage)$")
_LEADERS = re.compile(r"(?:\s?\.){3,}")  # ". . . . ." between the asker and the numbers
_ENTRY = re.compile(r"\((?P<fraktion>[^)]{1,80})\)\s*(?P<zahlen>\d[\d,\s]*)")  # behind the asker's name
_BEFORE_NAME = re.compile(r"[()\d]")
_LETTERS = re.compile(r"[^\w]")


@dataclass(frozen=True, slots=True)
class Fragende:
    """Who asks: name ("Dr. Marlon Bröhr") and Fraktion as printed, line breaks undone."""

    name: str
    fraktion: str


def read_verzeichnis(lines: Sequence[Line]) -> dict[int, Fragende]:
    """The askers by the number of their Frage as the register lists them; empty where a collection has no register."""
    texts = [line.text for line in lines]
    start = next((i for i, t in enumerate(texts) if _START.match(t)), None)
    stop = next((i for i, t in enumerate(texts) if _END.match(t)), None)
    if start is None or stop is None:
        return {}
    register = _LEADERS.sub(" ", " ".join(t for t in texts[start + 1 : stop] if not _HEADS.match(t)))
    found: dict[int, Fragende] = {}
    start = 0
    for entry in _ENTRY.finditer(register):
        name = _BEFORE_NAME.split(register[start : entry.start()])[-1]
        start = entry.end()
        if name:
            fragende = Fragende(_in_order(name), spelled(entry["fraktion"]))
            found.update({int(n): fragende for n in re.findall(r"\b\d{1,4}\b", entry["zahlen"])})
    return found


def confirms(register: Mapping[int, Fragende], fragen: Mapping[int, Fragende]) -> bool | None:
    """Whether the register names the same asker for every number; None without a register."""
    return agreement(register, fragen) == (len(register), len(register)) if register else None


def agreement(register: Mapping[int, Fragende], fragen: Mapping[int, Fragende]) -> tuple[int, int]:
    """How many numbers have the same asker in both, and how many there are in either."""
    same = sum(n in fragen and _key(fragen[n]) == _key(f) for n, f in register.items())
    return same, len(register.keys() | fragen.keys())


def _in_order(listed: str) -> str:
    """Undo the register's order: "Bröhr, Marlon, Dr." is Dr. Marlon Bröhr."""
    surname, *rest = (part.strip() for part in listed.strip().split(","))
    return " ".join([*rest[1:], *rest[:1], surname])


def _key(fragende: Fragende) -> tuple[str, str]:
    return _LETTERS.sub("", fragende.name).lower(), _LETTERS.sub("", fragende.fraktion).lower()
