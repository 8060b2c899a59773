"""What can go wrong with an index, in words for the user (German): what, where, what to do."""

import errno
import sqlite3

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_WORDS = ("disk is full", "no space left", "file too large", *(f"os error {number}" for number in _FULL))
FULL = "Die Festplatte, auf der der Index liegt, ist voll. Abhilfe: Platz schaffen und noch einmal einlesen."
NOT_REACHED = "Der Index kann gerade nichts aufnehmen."
"""Why a paper was not even tried: the reading stopped before it."""


class IndexProblem(RuntimeError):  # noqa: N818 - it is shown as a message
    """The index cannot be used as it is."""


class IndexBusy(IndexProblem):
    """Another process owns the index."""


class IndexFailed(IndexProblem):
    """Something could not be written into the index, and no paper is to blame; what was whole is whole."""


class VectorsAway(IndexFailed):
    """The server that keeps the vectors does not answer, or not as it should; it is asked again by itself."""


class TransferProblem(RuntimeError):  # noqa: N818 - it is shown as a message
    """The common stock was not exported, or nothing of a file was imported."""


def is_full(error: BaseException) -> bool:
    """Whether an error says that the disk is full: the operating system's, SQLite's, Chroma's, tantivy's."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        return True
    return any(word in str(error).lower() for word in _FULL_WORDS)


def writing_failed(error: BaseException) -> IndexFailed:
    """What to tell (and raise) where any error came up while the index was written: what, and what to do (German)."""
    if is_full(error):
        return IndexFailed(FULL)
    return IndexFailed(
        f"In den Index konnte nicht geschrieben werden ({type(error).__name__}: {str(error)[:200]}). "
        "Abhilfe: nachsehen, ob die Festplatte voll oder defekt ist, und noch einmal einlesen; hilft das nicht: "
        "antwortfinder reparieren."
    )
