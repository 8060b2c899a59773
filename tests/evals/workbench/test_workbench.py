"""The workbench without its page: sets, their cases, drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.case_files import read_set, write_set
from evals.model import OPEN, CaseError
from evals.workbench.workbench import DRAFTS, Workbench, draft_case
from rag.model import Query, Reply
from tests.support.evalfakes import ENGLISCH, FakeEngine, case


def test_an_edited_set_becomes_ones_own_and_the_shipped_one_stays(bench: Workbench) -> None:
    bench.put("start.jsonl", case("a", fragen="4"))
    assert bench.cases("start.jsonl")[0].fragen == ("4",)
    assert read_set(bench.shipped / "start.jsonl")[0].fragen == ("2b",)


def test_an_edited_table_goes_on_as_json_lines(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id;question;answerable\nx;Wer?;nein\n", encoding="utf-8")
    name = bench.add_set(tmp_path / "t.csv", "meine.csv")
    assert bench.put(name, case("y")) == "meine.jsonl"
    assert [p.name for p in bench.own.iterdir()] == ["meine.jsonl"]
    assert [c.id for c in bench.cases("meine.jsonl")] == ["x", "y"]


def test_a_bad_upload_is_refused_by_its_own_name_and_leaves_nothing(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "tmp123").write_text("{", encoding="utf-8")
    with pytest.raises(CaseError, match=r"böse\.jsonl, Zeile 1: kein gültiges JSON"):
        bench.add_set(tmp_path / "tmp123", "böse.jsonl")
    assert list(bench.own.iterdir()) == []


@pytest.mark.parametrize("name", ["../../etc/x.jsonl", "..\\x.jsonl", ".x.jsonl", "/abs.jsonl", ""])
def test_an_uploaded_name_cannot_leave_the_folder(bench: Workbench, tmp_path: Path, name: str) -> None:
    write_set([case("a")], tmp_path / "up.jsonl")
    kept = bench.add_set(tmp_path / "up.jsonl", name)
    assert (bench.own / kept).is_file()
    assert (bench.own / kept).resolve().parent == bench.own.resolve()


def test_a_set_that_is_gone_and_a_run_that_is_none_are_said(bench: Workbench) -> None:
    with pytest.raises(CaseError, match="gibt es nicht mehr"):
        bench.cases("weg.jsonl")
    with pytest.raises(CaseError):
        bench.run("../shipped/start.jsonl")


def test_the_last_case_cannot_be_taken_out(bench: Workbench) -> None:
    assert [c.id for c in bench.cases(bench.drop("start.jsonl", "a"))] == ["b"]
    with pytest.raises(CaseError, match="letzte"):
        bench.drop("start.jsonl", "b")


def _reply(question: str) -> Reply:
    return FakeEngine({"Welche Sprache?": ENGLISCH}).ask(Query(question))


def test_a_thumbs_down_becomes_a_draft_whose_right_place_is_open(bench: Workbench) -> None:
    first = bench.draft("Welche Sprache?", _reply("Welche Sprache?"), "Unvollständig")
    second = bench.draft("Welche Sprache?", _reply("Welche Sprache?"), "Falsche Zahl: 7")
    shown = f"(gezeigt: {ENGLISCH.drucksache} 2b; richtige Stelle eintragen)"
    assert [(c.id, c.bemerkung) for c in bench.cases(DRAFTS)] == [
        ("e001", f"Unvollständig {shown}"),
        ("e002", f"Falsche Zahl: 7 {shown}"),
    ]
    for case_ in (first, second):  # the wrong answer is not what is expected of the next one
        assert (case_.drucksache, case_.fragen, case_.evidence) == (OPEN, (OPEN,), "")


def test_a_draft_that_should_have_been_refused_expects_no_answer() -> None:
    assert not draft_case("e1", "Welche Sprache?", _reply("Welche Sprache?"), "Hätte ablehnen sollen").answerable
    assert "gezeigt: nichts" in draft_case("e1", "Wer?", _reply("Wer?"), "Falsche Stelle").bemerkung
