"""Keeps runs as files, to compare them: one JSON each, in the data folder (never in git)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from evals.model import CaseError, Run

FOLDER = "pruefungen"


@dataclass(frozen=True, slots=True)
class Kept:
    """A run that is kept: where, and enough to choose it from a list. `n`: how many questions its sets have."""

    path: Path
    started: datetime
    version: str
    sets: tuple[str, ...]
    n: int
    stopped: bool

    @property
    def title(self) -> str:
        """As the list shows it: when it began (in this machine's time), version, sets, questions."""
        when = f"{self.started.astimezone():%d.%m.%Y %H:%M}"
        parts = [when, self.version, ", ".join(self.sets), f"{self.n} Fragen"]
        return " · ".join(parts) + (", abgebrochen" if self.stopped else "")


def save(run: Run, data: Path) -> Path:
    """Keep a run as JSON under the data folder and give its path; a file is there whole or not at all.

    It is named by the microsecond in which the run began, so that names sort as runs do. OSError where it cannot be
    written.
    """
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run.started:%Y%m%dT%H%M%S%f}.json"
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(run.model_dump_json(indent=1), encoding="utf-8")
    draft.replace(path)
    return path


def load(path: Path) -> Run:
    """The run of a file that `save` wrote; CaseError if it is none."""
    try:
        return Run.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError:
        raise CaseError(path.name, "lässt sich nicht öffnen; gibt es die Datei?") from None
    except (UnicodeDecodeError, ValidationError):
        raise CaseError(path.name, "ist kein gespeicherter Prüflauf") from None


def kept(data: Path) -> list[Kept]:
    """The runs kept under the data folder, newest first; a damaged file is left out."""
    found = []
    for path in sorted((data / FOLDER).glob("*.json"), reverse=True):
        try:
            run = load(path)
        except CaseError:
            continue
        found.append(Kept(path, run.started, run.version, run.sets, len(run.cases), run.stopped))
    return found
