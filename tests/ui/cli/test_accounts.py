"""The lines for the login's file: what they let in, and what they refuse to write."""

from __future__ import annotations

import re

import pytest
import typer

from ui.cli import accounts
from ui.web.login import Login, matches, read_file


@pytest.fixture
def typed(monkeypatch):
    """What is typed at the prompts for a password, one after the other."""
    words: list[str] = []
    monkeypatch.setattr("getpass.getpass", lambda _prompt: words.pop(0))
    return words


def test_the_lines_let_a_person_in_by_password_and_a_program_by_key(typed, tmp_path, capsys):
    typed += ["lang genug!", "lang genug!"]
    lines = [accounts.password_line(" anna "), accounts.key_line("anna")]
    key = re.search(r"zu sehen: (\S+)", capsys.readouterr().err)[1]
    file = tmp_path / "leute"
    file.write_text("\n".join(lines), encoding="utf-8")
    (name, password), (owner, hashed) = read_file(file)
    assert (name, owner) == ("anna", "anna")
    assert matches("lang genug!", password)
    assert Login([(name, password)]).enter("anna", "lang genug!") is not None
    assert Login([(name, password)]).enter("anna", "lang genug?") is None
    assert key not in hashed
    assert "lang genug!" not in lines[0]


def test_no_two_lines_of_one_password_are_alike(typed):
    typed += ["lang genug!"] * 4
    assert accounts.password_line("anna") != accounts.password_line("anna")


@pytest.mark.usefixtures("typed")
@pytest.mark.parametrize("name", ["", "  ", "a:b"])
@pytest.mark.parametrize("line", [accounts.password_line, accounts.key_line])
def test_a_name_that_the_file_could_not_hold_is_refused_before_anything_is_asked(line, name, capsys):
    with pytest.raises(typer.BadParameter, match="Doppelpunkt"):
        line(name)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "why"), [(["zu kurz"], "mindestens 10 Zeichen"), (["lang genug!", "x"], "verschieden")]
)
def test_a_password_that_is_short_or_mistyped_is_refused(words, why, typed):
    typed += words
    with pytest.raises(typer.BadParameter, match=why):
        accounts.password_line("anna")
    assert typed == []  # a short one is not asked for again
