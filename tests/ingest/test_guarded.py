"""Files are read in a process of their own: it has limits, it may die, and it does not outlive us."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from ingest import guarded, worker
from ingest.guarded import Exceeded, within
from ingest.model import ParseError
from tests.support.alone import read_guarded
from tests.support.paths import ROOT

ROOT = ROOT
PAPER = ROOT / "corpus" / "20-11166.txt"


def test_a_paper_comes_as_if_it_were_read_here() -> None:
    from ingest.papers import load

    assert read_guarded(PAPER) == load(PAPER)


def test_a_refusal_comes_with_file_and_place(tmp_path: Path) -> None:
    bad = tmp_path / "wort.txt"
    bad.write_text("Antwort\n" + "a" * 25_000, encoding="utf-8")
    with pytest.raises(ParseError, match=r"wort\.txt, Zeile 2: .* 25000 Zeichen") as refused:
        read_guarded(bad)
    assert (refused.value.datei, refused.value.zeile) == ("wort.txt", 2)
    with pytest.raises(ParseError, match=r"fehlt\.txt: Die Datei lässt sich nicht lesen"):
        read_guarded(tmp_path / "fehlt.txt")


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """Where the tests run in the background, the shell has them and all that they start ignore Ctrl+C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    guarded.close()
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(
    ("function", "argument", "says"),
    [
        (re.match, r"(?:a|aa)+$", "mehr als 1 Sekunden Rechenzeit"),  # in C, where no other thread of Python runs
        (bytearray, 3 * worker.MEMORY, "mehr als 500 MB Arbeitsspeicher"),
        (signal.raise_signal, signal.SIGABRT, "mehr als 500 MB Arbeitsspeicher"),  # as pdfium ends without memory
        (signal.raise_signal, signal.SIGSEGV, "abgestürzt"),
        (signal.raise_signal, signal.SIGINT, "abgebrochen"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="nur Linux begrenzt Zeit und Speicher")
def test_what_goes_over_a_limit_is_ended_and_the_next_job_done(function, argument, says: str, monkeypatch) -> None:
    monkeypatch.setattr(guarded, "_PATIENCE", 60.0)  # other work on the machine shall not make time the first limit
    more = ["a" * 60 + "b"] if function is re.match else []
    with pytest.raises(Exceeded, match=says):
        within(1, function, argument, *more)
    assert within(30, len, "vier") == 4


def test_what_sleeps_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "_PATIENCE", 1.0)
    with pytest.raises(Exceeded, match="nach 1 Sekunden noch nicht gelesen"):
        within(1, time.sleep, 60)


def test_a_second_job_does_not_wait_for_one_that_reaches_its_limit() -> None:
    first = Thread(target=_ended, args=(time.sleep, 120))
    first.start()
    try:
        assert within(30, len, "vier") == 4
        assert first.is_alive()
    finally:
        _end_children()
        first.join(20)
    assert not first.is_alive()


def _ended(function: Callable[..., object], *arguments: object) -> None:
    with pytest.raises(Exceeded):
        within(30, function, *arguments)


def _end_children() -> None:
    for child in _children(os.getpid()):
        os.kill(child, signal.SIGKILL)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread may end meanwhile
            found += map(int, (task / "children").read_text().split())
    return found


def test_the_process_that_reads_knows_only_what_it_reads_with() -> None:
    guarded.close()
    read_guarded(PAPER)
    loaded = within(30, eval, "sorted(__import__('sys').modules)")
    assert not {"torch", "gradio", "pydantic", "numpy", "rag", "ui"} & set(loaded)


def test_a_job_that_took_much_memory_leaves_a_fresh_process() -> None:
    before = within(30, os.getpid)
    within(30, exec, "import sys; sys.kept = bytearray(300_000_000)")
    assert within(30, os.getpid) != before


@pytest.fixture
def started() -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Starts a program in a group of its own; what is left of it is ended."""
    programs: list[subprocess.Popen[str]] = []

    def start(code: str) -> subprocess.Popen[str]:
        program = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        programs.append(program)
        return program

    yield start
    for program in programs:
        program.kill()
        program.communicate()


BUSY = "import time; from ingest.guarded import within; print(within(9, __import__('os').getpid), flush=True)\n"


@pytest.mark.parametrize(
    "job", ["time.sleep(60)", "within(60, time.sleep, 60)", "within(60, exec, 'while True: pass')"]
)
def test_it_does_not_outlive_a_program_that_is_killed(started, job: str) -> None:
    program = started(BUSY + job)
    child = int(program.stdout.readline())
    time.sleep(0.3)
    program.kill()
    until = time.monotonic() + 20
    while _runs(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def test_ctrl_c_ends_both_without_a_traceback(started) -> None:
    program = started(BUSY + "try: within(60, time.sleep, 60)\nexcept KeyboardInterrupt: print('Ende')")
    child = int(program.stdout.readline())
    time.sleep(0.3)
    os.killpg(program.pid, signal.SIGINT)
    out, err = program.communicate(timeout=20)
    assert (out, err) == ("Ende\n", "")
    assert not _runs(child)


def test_ctrl_c_ends_the_command_line_with_a_word(started, tmp_path: Path) -> None:
    for n in range(1, 200):
        (tmp_path / f"20-{n}.txt").write_bytes(PAPER.read_bytes())
    program = started(
        f"import sys; sys.argv = ['antwortfinder', 'parse', '--jsonl', {str(tmp_path)!r}]\n"
        "import ui.cli.main; ui.cli.main.main()"
    )
    program.stdout.readline()
    os.killpg(program.pid, signal.SIGINT)
    _, err = program.communicate(timeout=20)
    assert (program.returncode, err) == (130, "\nAbgebrochen.\n")
