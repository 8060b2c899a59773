"""`python -m ui` is the command line."""

from __future__ import annotations

import runpy
import sys

import pytest


@pytest.mark.filterwarnings("ignore:'ui.__main__' found in sys.modules")
def test_the_package_runs_as_the_command_line(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["ui", "--help"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("ui", run_name="__main__")
    assert ended.value.code == 0
    assert "Aufruf:" in capsys.readouterr().out
