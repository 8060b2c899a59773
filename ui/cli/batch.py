"""Many questions from a file: one JSON line in, one JSON line out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from rag.model import Query
from rag.reply_json import as_json
from ui import console

if TYPE_CHECKING:
    from rag.engine import Engine


class LineError(ValueError):
    """A line of a batch that is no question (German, for the user)."""


def run(engine: Engine, path: Path) -> bool:
    """Answer the questions of a file in order, each as a line of JSON on stdout; empty lines are passed over.

    A bad line is refused on stderr, by its number, and the next one is answered. True if none was bad.
    """
    asked: dict[str, Query] = {}
    whole = True
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            key, query = read_line(line, asked)
        except LineError as error:
            console.complain(f"{path}, Zeile {number}: {error}")
            whole = False
            continue
        asked[key] = query
        console.write_json({"id": key, **as_json(engine.ask(query))})
    return whole


def read_line(line: bytes, asked: dict[str, Query]) -> tuple[str, Query]:
    """Id and Query of a line, {"id", "question", "nach"} as JSON in UTF-8; LineError where it is none.

    `nach` is optional: the id of the turn before it, which must be among those `asked` so far (Query by id).
    """
    try:
        record = json.loads(line)
    except ValueError as error:
        raise LineError("kein JSON in UTF-8") from error
    except RecursionError as error:
        raise LineError("zu tief verschachtelt") from error
    if not isinstance(record, dict):
        raise LineError("kein JSON-Objekt")
    key, question, before = (record.get(name) for name in ("id", "question", "nach"))
    if not isinstance(key, str) or not isinstance(question, str):
        raise LineError("„id“ und „question“ müssen Texte sein")
    if before is not None and not (isinstance(before, str) and before in asked):
        raise LineError(f"„nach“ nennt {before!r}, diese Frage stand nicht davor")
    return key, Query(question, vorher=asked[before] if before is not None else None)
