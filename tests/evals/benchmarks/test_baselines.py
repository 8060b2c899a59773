"""The benchmark's own parts: which papers it takes, what building costs, what the systems bring."""

from __future__ import annotations

from pathlib import Path

from evals.benchmarks import baselines
from evals.benchmarks.table import NEW, System
from rag.engine import Engine
from tests.support.evalfakes import case
from tests.support.fakes import FakeEngine
from tests.support.paths import ROOT

PAPERS = ROOT / "corpus"


def test_only_the_papers_that_questions_name_are_taken(tmp_path):
    (tmp_path / "kein-papier.txt").write_text("Nichts.", encoding="utf-8")
    (tmp_path / "20-11166.txt").write_bytes((PAPERS / "20-11166.txt").read_bytes())
    named = case("a")
    other = named.model_copy(update={"drucksache": "20/1"})
    assert len(baselines._files(tmp_path, None)) == 2
    assert [path.name for path in baselines._files(tmp_path, [named])] == ["20-11166.txt"]
    assert baselines._files(tmp_path, [other]) == []
    assert [path.name for path in baselines._files(tmp_path, [other.model_copy(update={"near": "20/11166"})])] == [
        "20-11166.txt"
    ]


def test_a_few_papers_come_in_last_and_what_was_built_is_not_built_again(tmp_path, capsys):
    files, added, folder = [Path(f"{n:03}") for n in range(3 * NEW)], [], tmp_path / "index"
    folder.mkdir()
    (folder / "daten").write_bytes(bytes(2_500_000))
    cost = baselines._build(added.append, files, folder)
    first, last = added
    assert len(last) == NEW
    assert sorted([*first, *last]) == files
    assert cost.disk == 2.5
    assert 0 <= cost.new <= cost.wall
    assert baselines._build(added.append, files, folder) == cost
    assert len(added) == 2
    assert "index: Cost" in capsys.readouterr().err


def test_of_few_papers_none_is_held_back(tmp_path):
    added: list[list[Path]] = []
    baselines._build(added.append, [Path("a"), Path("b")], tmp_path / "index")
    assert added == [[Path("a"), Path("b")], []]


def test_what_is_asked_is_timed():
    system = System("eigen", baselines._engine(FakeEngine()), None)
    shown = baselines._asked(system, "Wie viele Leuchttürme gibt es?")
    assert shown.gefunden
    assert shown.read == "Es gibt 17 Leuchttürme."
    assert shown.cited == [shown.places[0]]
    assert (shown.places[0].drucksache, shown.places[0].fragen) == ("20/98765", ("1",))
    assert shown.ms > 0


def test_keywords_alone_bring_places_best_first(shipped: Engine):
    shown = baselines._keywords(shipped)("In welchen Sprachen finden die Formate statt?")
    assert len(shown.places) == len(set(shown.places)) <= 10
    assert shown.cited == shown.places[:4]
    assert any("Die Formate finden auf Englisch statt." in text for text in shown.texts)
    assert shown.gefunden  # it never refuses
