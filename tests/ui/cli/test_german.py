"""Every help page and usage error of the installed Typer is said in German; a release with other words fails here."""

from __future__ import annotations

import re
from functools import cache

import pytest
from typer.exceptions import TyperException
from typer.main import get_command

from ui.cli import german
from ui.cli import main as cli

COMMANDS = ("", *get_command(cli.app).commands)  # type: ignore[attr-defined]
WRONG = {
    ("gibtsnicht",): "Den Befehl „gibtsnicht“ gibt es nicht.",
    ("parse",): "Es fehlt die Angabe PFAD.",
    ("passwort",): "Es fehlt die Angabe NAME.",
    ("passwort", "anna", "bert"): "Das ist zu viel: bert.",
    ("check", "x", "y"): "Das ist zu viel: x y.",
    ("parse", "--jsonl=3", "x"): "Die Option --jsonl nimmt keinen Wert.",
    ("chat", "--port"): "Die Option --port braucht einen Wert.",
    ("chat", "--port", "abc"): "Der Wert für --port ist ungültig.",
    ("chat", "--port", "70000"): "Der Wert für --port ist ungültig.",
    ("chat", "--prt", "1"): "Die Option --prt gibt es nicht.",
    ("--quatsch",): "Die Option --quatsch gibt es nicht.",
    ("-x",): "Die Option -x gibt es nicht.",
    ("ask", "Frage?", "--batch", "x"): "Entweder eine Frage oder --batch mit einer Datei angeben.",
}
TAKES = r"( \[BEFEHL\] \[ANGABEN\]\.\.\.| [A-Z]+(\.\.\.)?| \[[A-Z]+\](\.\.\.)?)?"
USAGE = re.compile(r"Aufruf: antwortfinder( [a-z-]+)? \[OPTIONEN\]" + TAKES)
ADDED = re.compile(r"\[(nötig|Vorgabe: [^;\]]+(; [\d<=x]+)?)\]")


@cache
def english(command: str) -> str:
    """A help page as Typer writes it."""
    whole = get_command(cli.app)
    with whole.make_context("antwortfinder", [], resilient_parsing=True) as context:
        if not command:
            return super(german.GermanGroup, whole).get_help(context)  # type: ignore[arg-type]
        one = whole.commands[command]  # type: ignore[attr-defined]
        with one.make_context(command, [], parent=context, resilient_parsing=True) as inner:
            return super(german.GermanCommand, one).get_help(inner)


@cache
def problem(args: tuple[str, ...]) -> str:
    """A usage error as Typer words it."""
    with pytest.raises(TyperException) as raised:
        cli.app(list(args), standalone_mode=False)
    return raised.value.format_message()


@pytest.mark.parametrize("command", COMMANDS)
def test_of_a_help_page_nothing_stays_english(command, capsys):
    with pytest.raises(SystemExit):
        cli.app([*([command] if command else []), "--help"], prog_name="antwortfinder")
    usage, *lines = capsys.readouterr().out.rstrip().splitlines()
    assert USAGE.fullmatch(usage)
    assert {line for line in lines if line and not line.startswith(" ")} <= {"Angaben:", "Optionen:", "Befehle:"}
    page = "\n".join(lines)
    assert "-h, --help" in page
    assert "Diese Hilfe anzeigen." in page
    assert "[" not in ADDED.sub("", page)  # what Typer adds to a line: necessary, or what else is taken
    assert not re.search(r"<\w+>|\{\w+\}", page)  # types, and names as Typer sets them


@pytest.mark.parametrize("args", WRONG)
def test_a_usage_error_is_said_in_german(args):
    assert german.error_in_german(problem(args)) == WRONG[args]


def test_our_own_words_stay():
    assert german.error_in_german("Unsere eigenen Worte (s).") == "Unsere eigenen Worte (s)."


@pytest.mark.parametrize(("words", "said"), [(german.HELP, english), (german.ERRORS, problem)])
def test_no_translation_waits_for_words_that_typer_no_longer_says(words, said):
    texts = [said(key) for key in (COMMANDS if said is english else WRONG)]
    for pattern, _ in words:
        assert any(re.search(pattern, text, re.MULTILINE) for text in texts), pattern
