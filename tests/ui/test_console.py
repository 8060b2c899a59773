"""The terminal: what is printed where, whatever it can show, and progress that does not flood a log."""

from __future__ import annotations

import io
import json
import os
import sys
import threading

import pytest

from ui import console


def test_a_bar_is_drawn_on_a_terminal(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    progress = console.Progress("Lesen")
    progress(1, 2, "a.txt")
    progress.close()
    assert "1/2 a.txt" in capsys.readouterr().err


def test_a_bar_is_as_long_as_the_work_done_and_its_line_is_ended_once(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    progress = console.Progress("Lesen")
    progress(0, 0, "")  # nothing to do: nothing is drawn
    progress.close()
    assert capsys.readouterr().err == ""
    progress(1, 4, "x" * 99)
    progress.close()
    bar = capsys.readouterr().err
    assert (bar.count("█"), bar.count("░"), bar.count("x")) == (6, 18, 40)
    assert bar.startswith("\r")
    assert bar.count("\n") == 1


@pytest.mark.parametrize(("total", "lines"), [(9, 0), (10, 10), (1000, 10)])
def test_where_nobody_watches_a_long_work_says_ten_times_how_far_it_is(capsys, total, lines):
    progress = console.Progress("Lesen")
    for done in range(total + 1):
        progress(done, total, "a.txt")
    progress.close()
    said = capsys.readouterr().err.splitlines()
    assert len(said) == lines
    assert said[-1:] == ([f"Lesen: {total} von {total}"] if lines else [])


@pytest.mark.parametrize(
    ("encoding", "written"),
    [("utf-8", '{"ä": "€"}\n'), ("UTF8", '{"ä": "€"}\n'), ("iso-8859-1", '{"\\u00e4": "\\u20ac"}\n')],
)
def test_json_stays_json_where_the_terminal_is_not_utf8(monkeypatch, encoding, written):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    console.write_json({"ä": "€"})
    assert raw.getvalue().decode(encoding) == written
    assert json.loads(written) == {"ä": "€"}


def test_a_character_that_the_terminal_does_not_know_ends_nothing(monkeypatch):
    out, err = io.BytesIO(), io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="ascii"))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding="ascii"))
    console.prepare()
    console.say("für €")
    console.complain("Öl")
    assert (out.getvalue(), err.getvalue()) == (b"f?r ?\n", b"?l\n")


def test_after_the_reader_has_gone_nothing_more_reaches_the_pipe(monkeypatch):
    reading, writing = os.pipe()
    monkeypatch.setattr(sys, "stdout", os.fdopen(writing, "w"))
    console.say("vorher")
    console.leave_pipe()
    os.close(reading)
    console.say("nachher")  # would be a BrokenPipeError
    sys.stdout.close()


TERMINAL = console.Terminal(60, watched=False, colours=None, encoding="utf-8")


def table():
    from rich.table import Table

    made = Table(title="Maße", box=None)
    made.add_column("Maß")
    made.add_row("Trefferquote ä € " * 9)
    return made


def print_all():
    console.say("für")
    console.complain("Öl")
    console.write_json({"ä": [1, None]})
    console.say_table(table())
    progress = console.Progress("Lesen")
    for done in range(21):
        progress(done, 20, "a.txt")
    progress.close()


def test_what_is_printed_for_another_process_is_printed_there_as_it_would_be_here(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "60")
    print_all()
    here = capsys.readouterr()
    sent = []
    with console.elsewhere(sent.append, TERMINAL):
        print_all()
    assert capsys.readouterr() == ("", "")
    shown = {}
    for event in json.loads(json.dumps(sent)):
        console.replay(event, shown)
    assert capsys.readouterr() == here
    assert shown == {}


def test_a_table_is_drawn_for_the_terminal_that_shows_it():
    drawn = {}
    for name, terminal in {
        "narrow": TERMINAL,
        "wide": console.Terminal(120, watched=False, colours=None, encoding="utf-8"),
        "coloured": console.Terminal(60, watched=True, colours="standard", encoding="utf-8"),
        "plain": console.Terminal(60, watched=False, colours=None, encoding="ascii"),
    }.items():
        sent = []
        with console.elsewhere(sent.append, terminal):
            console.say_table(table())
        drawn[name] = sent[0]["say"]
    assert max(map(len, drawn["narrow"].splitlines())) <= 60 < max(map(len, drawn["wide"].splitlines()))
    assert "\x1b[" in drawn["coloured"]
    assert "\x1b[" not in drawn["narrow"]
    assert drawn["plain"].isascii()


def test_only_the_thread_that_works_for_another_process_prints_there(capsys):
    with console.elsewhere(lambda _: pytest.fail("sent"), TERMINAL):
        other = threading.Thread(target=console.say, args=("hier",))
        other.start()
        other.join()
    assert capsys.readouterr().out == "hier\n"


def test_the_terminal_here_can_be_told_to_another_process():
    told = json.loads(json.dumps(console.Terminal.here()))
    assert console.Terminal(**told).width > 0
