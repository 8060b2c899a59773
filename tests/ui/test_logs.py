"""A log says what failed and where, not whose words it failed at."""

from __future__ import annotations

import logging

import pytest

from ui import logs

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
