"""What is read out of what a language model writes: sentences, and the numbers of the sentences that they name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json

from ingest.language.sentences import sentences

NOTHING = "KEINE ANTWORT"
_REFERENCE = re.compile(r"\[((?:\s*+(?:(?:Satz|Nr\.?)\s*+)?\d++\s*+[,;]?)++)\]")
_REFERENCES = re.compile(r"\s*+(?:\[[\d\s,;SatzNr.]++\]\s*+)++")
_LEAD = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_MARKUP = re.compile(r"\*\*|__|^#+\s*|</?[a-z]+>", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")  # a longer one names no sentence
_CONTROLS = re.compile(r"[\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence as the model wrote it, without marks, and the numbers of the sentences that it names.

    Without text the numbers alone were written: the model points at sentences and says nothing itself.
    """

    text: str
    numbers: tuple[int, ...]


def nothing(text: str) -> bool:
    """Whether a draft says in the words agreed on (NOTHING) that the sentences given do not answer."""
    return NOTHING.lower() in text.lower()


def read(text: str, most: int) -> list[Drafted]:
    """The sentences of a draft, plain text or JSON, with the numbers that each names, each once.

    `most`: how many sentences the model was given; numbers beyond are left out. A draft that is still being written
    or broken off may be read too: of JSON only what is whole is given.
    """
    found = list(_objects(text) if text.lstrip().startswith("{") else _lines(text))
    rows = [Drafted(t, tuple(n for n in dict.fromkeys(ns) if 1 <= n <= most)) for t, ns in found]
    return [row for row in rows if row.text or row.numbers]


def _objects(text: str) -> Iterator[tuple[str, list[int]]]:
    """The whole sentences of a structured draft, {"saetze": [{"text": ..., "quellen": [1]}]}, while it is written."""
    for row in _rows(_whole(_CONTROLS.sub(" ", text).lstrip())):
        yield _clean(row["text"]), [n for n in row["quellen"] if type(n) is int]


def _whole(text: str) -> object:
    """The JSON up to where it breaks off or goes wrong, without what was begun there; None if nothing can be read."""
    try:
        return json.JSONDecoder().raw_decode(text)[0]
    except json.JSONDecodeError as error:
        given = text[: error.pos]
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets by the thousand
        return None
    closed = given.rstrip(" ,").endswith(("}", "]"))  # else the last list of numbers may go on
    try:
        return from_json(given if closed else given[: given.rfind("{")], allow_partial=True)
    except ValueError:
        return None


def _rows(value: object, deep: int = 3) -> Iterator[dict[str, Any]]:
    """The sentences in what was read: alone, in a list, or in the object that is asked for."""
    if isinstance(value, dict) and isinstance(value.get("text"), str) and isinstance(value.get("quellen"), list):
        yield value
    elif deep and isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _rows(part, deep - 1)


def _lines(text: str) -> Iterator[tuple[str, list[int]]]:
    """Sentences of plain text; a reference belongs to the sentence before it."""
    for line in text.splitlines():
        bare = _LEAD.sub("", line)
        start = 0
        for end in _ends(bare):
            piece = bare[start:end]
            start = end
            yield _clean(_REFERENCE.sub("", piece)), _numbers(piece)
        if not start:
            yield "", _numbers(bare)


def _numbers(piece: str) -> list[int]:
    return [int(n) for m in _REFERENCE.finditer(piece) for n in _NUMBER.findall(m[1])]


def _ends(line: str) -> list[int]:
    """Where sentences with the references behind them end."""
    hidden = _REFERENCE.sub(lambda m: " " * len(m[0]), line)
    starts = [start for start, _ in sentences(hidden)]
    ends = [*starts[1:], len(line)] if starts else []
    return [_behind(line, end) for end in ends]


def _behind(line: str, end: int) -> int:
    match = _REFERENCES.match(line, end)
    return match.end() if match else end


def _clean(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode()  # JSON can name halves of characters
    return re.sub(r" ([.,;])", r"\1", re.sub(r"\s+", " ", _MARKUP.sub("", whole))).strip()
