"""A log says what failed and where, not whose words it failed at."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from datetime import datetime

import pytest

from ui import console, logs
from ui.service.metrics import Metrics

_log = logging.getLogger(__name__)
QUESTION = "Wer ist Müllerin?"


def _fails(question):
    raise ValueError(f"cannot read {question!r}")


def _logged(caplog):
    try:
        _fails(QUESTION)
    except ValueError:
        logs.failed(_log, "question")
    return caplog.text


def test_an_errors_own_words_are_left_out(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(logs.DEBUG, raising=False)
    said = _logged(caplog)
    assert "Müllerin" not in said
    assert "question: ValueError" in said
    assert "in _fails" in said  # where it came up


def test_who_wants_to_see_them_does(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(logs.DEBUG, "1")
    assert "Müllerin" in _logged(caplog)


@pytest.fixture
def lines() -> Iterator[None]:
    """All is said in lines of JSON; afterwards as before."""
    root, own = logging.getLogger(), [logging.getLogger(name) for name in ("antwortfinder", "ui.service.metrics")]
    before, level = list(root.handlers), root.level
    logs.as_lines()
    yield
    root.handlers[:], root.level = before, level
    for one in own:
        one.setLevel(logging.NOTSET)


@pytest.mark.usefixtures("lines")
def test_in_lines_each_record_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    handler = logging.getLogger().handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(sys.stderr)
    _log.warning("zwei\nZeilen %r", "ä")
    _log.info("geht niemanden an")
    console.complain("\nBeendet.")
    Metrics().answered("seite", None, 1.2345)
    try:
        _fails(QUESTION)
    except ValueError:
        logs.failed(_log, "question")
        _log.exception("ein Grund")
    said = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(one["stufe"], one["text"].splitlines()[0]) for one in said] == [
        ("WARNING", "zwei"),
        ("INFO", "Beendet."),
        ("INFO", "Frage beantwortet"),
        ("ERROR", "question: ValueError"),
        ("ERROR", "ein Grund"),
    ]
    assert said[0]["text"] == "zwei\nZeilen 'ä'"
    assert {name: said[2][name] for name in logs.FIELDS} == {
        "weg": "seite",
        "art": "",
        "ergebnis": "fehler",
        "ms": 1234,
    }
    assert "Müllerin" not in json.dumps(said[3], ensure_ascii=False)
    assert "Traceback" in said[4]["fehler"]
    assert datetime.fromisoformat(said[0]["zeit"]).tzinfo is not None


def test_without_the_setting_a_word_is_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    console.complain("Antwortfinder läuft")
    assert capsys.readouterr().err == "Antwortfinder läuft\n"
