"""What goes wrong with an index, in words: a full disk is told from other faults, whoever speaks of it."""

from __future__ import annotations

import errno
import sqlite3

import pytest

from rag.errors import FULL, IndexBusy, IndexFailed, IndexProblem, is_full, writing_failed


def sqlite_error(code: int, words: str = "x") -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "x"),
        OSError(errno.EDQUOT, "x"),  # one's own share of the disk
        OSError(errno.EFBIG, "x"),
        sqlite_error(sqlite3.SQLITE_FULL),
        sqlite3.OperationalError("database or disk is FULL"),
        ValueError("An IO error occurred: 'No space left on device (os error 28)'"),  # tantivy's
        RuntimeError("Failed to write: File too large"),  # Chroma's
    ],
)
def test_a_full_disk_is_known_and_told(error: Exception) -> None:
    assert is_full(error)
    assert str(writing_failed(error)) == FULL


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.EIO, "Input/output error"),
        PermissionError(errno.EACCES, "Permission denied"),
        sqlite_error(sqlite3.SQLITE_CORRUPT, "database disk image is malformed"),
        MemoryError(),
    ],
)
def test_another_fault_is_told_by_its_name_and_what_to_do(error: Exception) -> None:
    assert not is_full(error)
    told = str(writing_failed(error))
    assert type(error).__name__ in told
    assert "Abhilfe" in told


def test_a_long_message_is_cut() -> None:
    assert len(str(writing_failed(ValueError("x" * 100_000)))) < 600


def test_whoever_shows_problems_shows_all_of_them() -> None:
    assert issubclass(IndexBusy, IndexProblem)
    assert isinstance(writing_failed(MemoryError()), IndexFailed)
    assert issubclass(IndexFailed, IndexProblem)
