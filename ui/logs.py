"""What is logged, and that nobody's words are: a log lies on a disk, is kept and is read by others."""

from __future__ import annotations

import json
import logging
import os
import sys
from datetime import UTC, datetime
from traceback import format_exception, format_tb

DEBUG = "ANTWORTFINDER_DEBUG"

FIELDS = ("weg", "art", "ergebnis", "ms")
"""What a record may say besides its text (logging's `extra`): how a question came and ended; no word, no name."""
_said = logging.getLogger("antwortfinder")


class Lines(logging.Formatter):
    """Each record as one JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """When (UTC), how grave, from where, what; an error with its traceback."""
        line: dict[str, object] = {
            "zeit": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "stufe": record.levelname,
            "wo": record.name,
            "text": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["fehler"] = "".join(format_exception(*record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def as_lines() -> None:
    """From now on all that this process says on stderr is JSON, a line each; also what `console.complain` says."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in ("antwortfinder", "ui.service.metrics"):
        logging.getLogger(name).setLevel(logging.INFO)


def said(text: str) -> bool:
    """Say something in a line of its own, where lines are wanted; else False."""
    if not _said.isEnabledFor(logging.INFO):
        return False
    _said.info(text)
    return True


def failed(log: logging.Logger, what: str) -> None:
    """Log the error being handled where a user's words are at work: its kind and where it came up, not what it says.

    An error's text may be the question that it failed at. Who set DEBUG wants to see it.
    """
    if os.environ.get(DEBUG):
        log.exception(what)
        return
    kind, _, at = sys.exc_info()
    log.error("%s: %s\n%s", what, kind.__name__ if kind else "", "".join(format_tb(at)).rstrip())
