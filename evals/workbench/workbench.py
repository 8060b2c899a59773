"""What the workbench does, without its page: sets to choose, edit and upload, drafts from the chat, runs to compare."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from evals.case_files import ENDINGS, read_set, write_set
from evals.model import OPEN, Case, CaseError, Run
from evals.run import SHIPPED, place_of
from evals.workbench import run_files
from rag.model import Reply

DRAFTS = "entwuerfe.jsonl"
_FOLDER = Path(run_files.FOLDER) / "fragensaetze"


class Workbench:
    """Sets and runs in the data folder, by their file names.

    Sets of `shipped` are never written: an edited one is kept as one's own copy.
    """

    def __init__(self, data: Path, shipped: Path = SHIPPED.parent) -> None:
        self.data, self.shipped, self.own = data, shipped, data / _FOLDER

    def sets(self) -> dict[str, Path]:
        """All sets by file name; one's own go before shipped ones of the same name."""
        found = {path.name: path for path in _files(self.shipped)}
        return found | {path.name: path for path in _files(self.own)}

    def add_set(self, file: Path, name: str) -> str:
        """Keep an uploaded `file` under a safe form of the `name` that it had; gives the name under which it is kept.

        CaseError, in that name, if it cannot be read whole: then nothing is kept.
        """
        kept = _safe(name)
        self.own.mkdir(parents=True, exist_ok=True)
        draft = self.own / f".neu-{kept}"
        shutil.copyfile(file, draft)
        try:
            read_set(draft)
        except CaseError as error:
            draft.unlink()
            raise CaseError(name, error.grund, zeile=error.zeile) from None
        draft.replace(self.own / kept)
        return kept

    def cases(self, name: str) -> list[Case]:
        """The cases of a set; CaseError if there is no such set or it cannot be read."""
        path = self.sets().get(name)
        if path is None:
            raise CaseError(name, "diesen Fragensatz gibt es nicht mehr")
        return read_set(path)

    def put(self, name: str, case: Case) -> str:
        """Add or change a case (by its id) and keep the set as one's own, as JSON lines; gives its name."""
        known = {c.id: c for c in self.cases(name)} if name in self.sets() else {}
        return self._write(name, (known | {case.id: case}).values())

    def drop(self, name: str, key: str) -> str:
        """Take the case of this id out of a set and keep the rest as one's own; gives its name.

        CaseError for the last one: a set without a question cannot be read.
        """
        rest = [case for case in self.cases(name) if case.id != key]
        if not rest:
            raise CaseError(name, "die letzte Frage lässt sich nicht löschen")
        return self._write(name, rest)

    def _write(self, name: str, cases: Iterable[Case]) -> str:
        kept = Path(_safe(name)).with_suffix(".jsonl").name
        self.own.mkdir(parents=True, exist_ok=True)
        write_set(cases, self.own / kept)
        if name != kept:  # a table that was edited goes on as JSON lines
            (self.own / name).unlink(missing_ok=True)
        return kept

    def draft(self, question: str, reply: Reply, reason: str) -> Case:
        """Add a case to the set DRAFTS, made by `draft_case` of an answer in the chat that a user found wrong."""
        known = {case.id for case in self.cases(DRAFTS)} if DRAFTS in self.sets() else set()
        number = next(n for n in range(1, len(known) + 2) if f"e{n:03d}" not in known)
        case = draft_case(f"e{number:03d}", question, reply, reason)
        self.put(DRAFTS, case)
        return case

    def save(self, run: Run) -> Path:
        """Keep a run."""
        return run_files.save(run, self.data)

    def kept(self) -> list[run_files.Kept]:
        """The runs kept, newest first."""
        return run_files.kept(self.data)

    def run(self, name: str) -> Run:
        """A kept run by its file name; CaseError if there is none."""
        return run_files.load(self.data / run_files.FOLDER / Path(name).name)


def draft_case(key: str, question: str, reply: Reply, reason: str) -> Case:
    """A case whose right place is still OPEN: what was shown was found wrong, so it stands in the remark alone.

    It expects a refusal where the user's `reason` says that it should have been refused.
    """
    if "ablehnen" in reason.lower():
        return Case(id=key, question=question, answerable=False, kind="entwurf", bemerkung=reason)
    shown = "; ".join(dict.fromkeys(str(place_of(citation.passage)) for citation in reply.citations)) or "nichts"
    said = f"{reason} (gezeigt: {shown}; richtige Stelle eintragen)"
    return Case(
        id=key, question=question, answerable=True, drucksache=OPEN, fragen=(OPEN,), kind="entwurf", bemerkung=said
    )


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix in ENDINGS and not path.name.startswith("."))


def _safe(name: str) -> str:
    """A file name that stays in its folder and keeps a known ending."""
    plain = re.sub(r"[^\w.\- ]", "_", Path(name.replace("\\", "/")).name).lstrip(".") or "fragen.jsonl"
    path = Path(plain[-100:])
    return path.name if path.suffix in ENDINGS else path.with_suffix(".jsonl").name
