"""Typer speaks English: its help pages and usage errors, said in German."""

from __future__ import annotations

import re

import typer
from typer.core import TyperCommand, TyperGroup

# Typer's own words, each anchored to the place where Typer puts it, and the German for them. Typer has no hook for most
# of them and changes them with its releases: tests/ui/cli/test_german.py asks the installed one for all of them.
HELP = (
    (r"^Usage: ", "Aufruf: "),
    (r"\[OPTIONS\]", "[OPTIONEN]"),
    (r"COMMAND \[ARGS\]\.\.\.", "[BEFEHL] [ANGABEN]..."),
    (r" <[\w\[\]]+>", ""),
    (r"\{(\w+)\}", r"\1"),
    (r"^Arguments:$", "Angaben:"),
    (r"^Options:$", "Optionen:"),
    (r"^Commands:$", "Befehle:"),
    (r"Show this message and exit\.", "Diese Hilfe anzeigen."),
    (r"\[default: ", "[Vorgabe: "),
    (r"\[required\]", "[nötig]"),
)
ERRORS = (
    (r"Missing argument '([^']+)'\.", r"Es fehlt die Angabe \1."),
    (r"No such option: (\S+)(?: \(Possible options: .*\))?", r"Die Option \1 gibt es nicht."),
    (r"No such command '([^']+)'\.", r"Den Befehl „\1“ gibt es nicht."),
    (r"Option '([^']+)' requires an argument\.", r"Die Option \1 braucht einen Wert."),
    (r"Option '([^']+)' does not take a value\.", r"Die Option \1 nimmt keinen Wert."),
    (r"Got unexpected extra argument\(s\) \((.*)\)", r"Das ist zu viel: \1."),
    (r"Invalid value for '([^']+)': .*", r"Der Wert für \1 ist ungültig."),
    (r"Invalid value: (.*)", r"\1"),  # our own words
)


def help_in_german(text: str) -> str:
    """A help page as Typer writes it, its fixed words in German."""
    for pattern, german in HELP:
        text = re.sub(pattern, german, text, flags=re.MULTILINE)
    return text


def error_in_german(text: str) -> str:
    """A usage error as Typer writes it, in German; unchanged when it is one of ours."""
    for pattern, german in ERRORS:
        found = re.fullmatch(pattern, text, flags=re.DOTALL)
        if found:
            return found.expand(german)
    return text


class GermanCommand(TyperCommand):
    """A command whose help page is German."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # typer vendors its context class
        """The help page."""
        return help_in_german(super().get_help(ctx))


class GermanGroup(TyperGroup):
    """A group of commands whose help page is German."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # typer vendors its context class
        """The help page."""
        return help_in_german(super().get_help(ctx))
