"""Runs as files: whole or not at all, newest first, and a damaged one hides no other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from evals.model import CaseError, Run
from evals.run import run_cases
from evals.workbench.run_files import FOLDER, kept, load, save
from tests.support.evalfakes import FakeEngine, case, passage, unanswerable


def _run(*cases: str) -> Run:
    engine = FakeEngine({"Frage a?": passage("2b", "Die Formate finden auf Englisch statt.")})
    return run_cases(engine, [case(id) for id in cases] + [unanswerable()], ["satz.jsonl"])


def test_a_run_is_kept_and_read_back_whole(tmp_path: Path) -> None:
    run = _run("a", "b")
    path = save(run, tmp_path)
    (path.parent / "zz.json").write_text("{}", encoding="utf-8")  # a damaged file hides no other
    assert load(path) == run
    assert [k.n for k in kept(tmp_path)] == [3]


def test_the_newest_comes_first_and_says_what_it_was(tmp_path: Path) -> None:
    old = _run("a").model_copy(update={"started": datetime(2026, 5, 31, 23, 59, 59, tzinfo=UTC)})
    new = old.model_copy(update={"started": datetime(2026, 6, 1, 12, 0, 0, 5, tzinfo=UTC), "stopped": True})
    paths = [save(old, tmp_path), save(new, tmp_path)]
    listed = kept(tmp_path)
    assert [one.path for one in listed] == paths[::-1]
    assert listed[0].title.endswith(f"{new.version} · satz.jsonl · 2 Fragen, abgebrochen")
    assert listed[0].title.startswith(f"{new.started.astimezone():%d.%m.%Y %H:%M} · ")
    assert not listed[1].title.endswith("abgebrochen")


def test_two_runs_of_one_second_are_two_files_and_no_draft_stays(tmp_path: Path) -> None:
    second = datetime(2026, 6, 1, 12, 0, 0, tzinfo=UTC)
    for micro in (1, 2):
        save(_run("a").model_copy(update={"started": second.replace(microsecond=micro)}), tmp_path)
    assert [path.suffix for path in (tmp_path / FOLDER).iterdir()] == [".json", ".json"]


def test_where_nothing_was_kept_nothing_is_listed(tmp_path: Path) -> None:
    assert kept(tmp_path / "gibt-es-nicht") == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "lässt sich nicht öffnen"),
        (b"{}", "ist kein gespeicherter Prüflauf"),
        (b'{"version": "\xff"}', "ist kein gespeicherter Prüflauf"),
        (b"", "ist kein gespeicherter Prüflauf"),
    ],
)
def test_what_is_no_run_is_refused_by_name(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "lauf.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CaseError, match=rf"^lauf\.json: {says}"):
        load(path)
