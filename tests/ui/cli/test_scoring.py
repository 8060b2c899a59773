"""The command `eval` over an engine that answers from a dictionary."""

from __future__ import annotations

import json

import pytest

from evals.case_files import write_set
from evals.model import CaseError
from evals.run import SHIPPED, SHIPPED_LLM
from evals.workbench.run_files import FOLDER
from tests.support.evalfakes import FakeEngine, case, passage, unanswerable
from ui.cli import scoring

ENGINE = FakeEngine({"Frage a?": passage("2b", "Die Formate finden auf Englisch statt.")})


@pytest.fixture
def satz(tmp_path):
    path = tmp_path / "satz.jsonl"
    write_set([case("a"), case("b"), unanswerable()], path)
    return path


def test_without_a_set_the_shipped_one_is_asked(tmp_path):
    assert scoring.sets_for(None, llm=False) == [SHIPPED]
    assert scoring.sets_for([], llm=True) == [SHIPPED_LLM]
    assert scoring.sets_for([tmp_path], llm=True) == [tmp_path]


def test_without_a_baseline_nothing_is_too_low(satz, tmp_path, capsys):
    assert scoring.baseline(None) == {}
    assert scoring.score(ENGINE, [satz], {}, tmp_path, as_json=False)
    out, err = capsys.readouterr()
    assert "Prüfung: satz.jsonl – 3 Fragen" in out
    assert "Mindestwert" not in err


def test_figures_below_the_baseline_are_named_and_the_run_is_kept_all_the_same(satz, tmp_path, capsys):
    file = tmp_path / "mindestens.json"
    file.write_text(json.dumps({"r1": 0.9, "refusal_recall": 0.5}), encoding="utf-8")
    assert not scoring.score(ENGINE, [satz], scoring.baseline(file), tmp_path, as_json=True)
    out, err = capsys.readouterr()
    assert json.loads(out)["masse"]["r1"]["value"] == 0.5  # nothing but the object stands on stdout
    assert "Unter dem Mindestwert: r1: 0.5 statt mindestens 0.9." in err
    assert "refusal_recall" not in err
    assert len(list((tmp_path / FOLDER).iterdir())) == 1


def test_a_baseline_that_is_none_is_refused(tmp_path):
    with pytest.raises(CaseError, match="gibt es die Datei"):
        scoring.baseline(tmp_path / "fehlt.json")
