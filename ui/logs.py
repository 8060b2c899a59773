"""What is logged, and that nobody's words are: a log lies on a disk, is kept and is read by others."""

from __future__ import annotations

import logging
import os
import sys
from traceback import format_tb

DEBUG = "ANTWORTFINDER_DEBUG"


def failed(log: logging.Logger, what: str) -> None:
    """Log the error being handled where a user's words are at work: its kind and where it came up, not what it says.

    An error's text may be the question that it failed at. Who set DEBUG wants to see it.
    """
    if os.environ.get(DEBUG):
        log.exception(what)
        return
    kind, _, at = sys.exc_info()
    log.error("%s: %s\n%s", what, kind.__name__ if kind else "", "".join(format_tb(at)).rstrip())
