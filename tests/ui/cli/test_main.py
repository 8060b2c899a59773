"""The command line: exit codes, what goes to stdout and what to stderr, batches, broken input."""

import json
import re
import shutil
import signal
import subprocess
import sys

import pytest

from rag.errors import IndexBusy
from rag.model import IngestReport
from tests.support.fakes import NUMMER, FakeEmbedder, FakeEngine
from tests.support.paths import ROOT
from ui.cli import main as cli
from ui.web.login import hashed_key, matches

PAPER = ROOT / "corpus" / "20-11166.txt"


@pytest.fixture
def engine(monkeypatch, tmp_path):
    """The command line over an invented paper; no model is loaded."""
    fake = FakeEngine()
    monkeypatch.setattr("rag.engine.Engine.open", lambda settings, **_: _seen(fake, settings))
    monkeypatch.setenv("ANTWORTFINDER_CORPUS", str(tmp_path / "no-such-folder"))
    monkeypatch.setenv("ANTWORTFINDER_INDEX", str(tmp_path / "index"))
    return fake


def _seen(fake, settings):
    fake.settings = settings
    return fake


def run(monkeypatch, *args):
    """Run `antwortfinder ARGS` in this process; gives its exit code."""
    monkeypatch.setattr(sys, "argv", ["antwortfinder", *args])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


def test_help_is_german_and_loads_nothing_heavy():
    code = (
        "import sys; sys.argv = ['antwortfinder', '--help']\n"
        "import ui.cli.main\n"
        "try: ui.cli.main.main()\n"
        "except SystemExit: print([m for m in ('torch', 'gradio', 'chromadb', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Aufruf:" in done.stdout
    assert "Befehle:" in done.stdout
    assert "Usage" not in done.stdout
    assert done.stdout.rstrip().endswith("[]")


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["gibtsnicht"], "Den Befehl „gibtsnicht“ gibt es nicht."),
        (["ask"], "Entweder eine Frage oder --batch"),
        (["ask", "Frage?", "--batch", "x"], "Entweder eine Frage oder --batch"),
        (["ask", "  "], "Die Frage ist leer."),
        (["ask", "--batch", "fehlt.jsonl"], "Die Datei fehlt.jsonl gibt es nicht."),
        (["parse"], "Es fehlt die Angabe PFAD."),
        (["chat", "--port", "70000"], "Der Wert für --port ist ungültig."),
        (["check", "--wie"], "Die Option --wie gibt es nicht."),
    ],
)
def test_wrong_usage_ends_with_2_and_says_so_on_stderr(monkeypatch, capsys, args, says):
    assert run(monkeypatch, *args) == 2
    out, err = capsys.readouterr()
    assert says in err
    assert not out


@pytest.mark.usefixtures("engine")
def test_ask_prints_the_quote_and_how_to_cite_it(monkeypatch, capsys):
    assert run(monkeypatch, "ask", "Wie viele Leuchttürme gibt es an den Küsten?") == 0
    out = capsys.readouterr().out
    assert "Es gibt 17 Leuchttürme. [1]" in out
    assert f"[1] BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1" in out
    assert "https://dserver.bundestag.de/btd/20/987/2098765.pdf#page=2" in out


@pytest.mark.usefixtures("engine")
def test_ask_json_has_nothing_else_on_stdout(monkeypatch, capsys):
    assert run(monkeypatch, "ask", "Wie viele Leuchttürme gibt es?", "--json") == 0
    reply = json.loads(capsys.readouterr().out)
    assert reply["gefunden"] is True
    assert reply["belege"][0]["gruppe"] == ["1"]
    assert reply["belege"][0]["seiten"] == [2, 2]


@pytest.mark.usefixtures("engine")
def test_not_found_says_why_and_names_nothing_far_fetched(monkeypatch, capsys):
    assert run(monkeypatch, "ask", "Bundesliga") == 0
    out = capsys.readouterr().out
    assert "Dazu steht nichts in den Papieren." in out
    assert "Wie viele Leuchttürme gibt es an den deutschen Küsten?" not in out


def test_options_hold_before_and_after_the_command(engine, monkeypatch, tmp_path):
    run(monkeypatch, "--index", str(tmp_path / "a"), "ask", "Leuchttürme")
    assert engine.settings.index == tmp_path / "a"
    run(monkeypatch, "--index", str(tmp_path / "a"), "ask", "Leuchttürme", "--index", str(tmp_path / "b"))
    assert engine.settings.index == tmp_path / "b"
    run(monkeypatch, "ask", "Leuchttürme")
    assert engine.settings.index == tmp_path / "index"  # the environment


def test_ask_first_brings_the_corpus_into_the_index(engine, monkeypatch, tmp_path, capsys):
    assert run(monkeypatch, "ask", "Leuchttürme", "--json", "--corpus", str(tmp_path)) == 0
    assert engine.ingested == [tmp_path]
    json.loads(capsys.readouterr().out)


@pytest.mark.usefixtures("engine")
def test_ingest_counts_and_refuses_alone(monkeypatch, tmp_path, capsys):
    good, bad = tmp_path / "gut.txt", tmp_path / "kaputt.pdf"
    for path in (good, bad):
        path.touch()
    assert run(monkeypatch, "ingest", str(good), str(bad), str(tmp_path / "fehlt.txt")) == 1
    out, err = capsys.readouterr()
    assert "1 gelesen" in out
    assert "kaputt.pdf: kein lesbarer Text" in err
    assert "fehlt.txt: Diese Datei oder diesen Ordner gibt es nicht." in err


@pytest.mark.parametrize("command", ["parse", "ingest"])
def test_a_folder_without_papers_is_named(engine, monkeypatch, tmp_path, capsys, command):
    monkeypatch.setattr(engine, "ingest", lambda *_: IngestReport())
    (tmp_path / "bild.png").touch()
    assert run(monkeypatch, command, str(tmp_path)) == 0
    assert "Dort liegen keine Papiere." in capsys.readouterr().err


def test_check_ends_with_1_where_something_is_wrong(engine, monkeypatch, capsys):
    assert run(monkeypatch, "check") == 0
    assert "Der Index ist heil" in capsys.readouterr().out
    engine.problems = ["Vektoren: 3 Einträge fehlen"]
    assert run(monkeypatch, "check") == 1
    assert "Vektoren: 3 Einträge fehlen" in capsys.readouterr().err


def test_entfernen_reaches_the_index_also_for_a_folder_that_is_gone(engine, monkeypatch, tmp_path, capsys):
    report = IngestReport(refused=((str(tmp_path / "weg"), "gibt es nicht"),), removed=("20/1",))
    seen = []
    monkeypatch.setattr(engine, "ingest", lambda *given: seen.append(given[2]) or report)
    assert run(monkeypatch, "ingest", "--entfernen", str(tmp_path / "weg")) == 0
    assert "1 entfernt: 20/1" in capsys.readouterr().out
    assert seen == [True]


def test_reading_that_stopped_is_told_and_asking_goes_on(engine, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(engine, "ingest", lambda *_: IngestReport(stopped="Das Einlesen hielt an. Abhilfe: Platz."))
    assert run(monkeypatch, "ask", "Leuchttürme", "--corpus", str(tmp_path)) == 0
    out, err = capsys.readouterr()
    assert err == "Das Einlesen hielt an. Abhilfe: Platz.\n"
    assert "17 Leuchttürme" in out
    assert run(monkeypatch, "ingest", str(tmp_path)) == 1


def test_reparieren_makes_all_anew_and_tells_how_it_is(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("ANTWORTFINDER_INDEX", str(tmp_path / "index"))
    monkeypatch.setattr("rag.engine.load_embedder", lambda _: FakeEmbedder())
    assert run(monkeypatch, "reparieren", "--corpus", str(PAPER.parent)) == 0
    assert capsys.readouterr().out == "Der Index ist heil, er enthält 1 Drucksachen.\n"
    (tmp_path / "index" / "store.sqlite").write_text("kaputt", encoding="utf-8")
    shutil.rmtree(tmp_path / "index" / "vectors")
    assert run(monkeypatch, "reparieren", "--corpus", str(PAPER.parent)) == 0
    out, err = capsys.readouterr()
    assert out == "Der Index ist heil, er enthält 1 Drucksachen.\n"
    assert "liegt als „store.sqlite.beschaedigt-1“ daneben" in err
    assert run(monkeypatch, "check") == 0


@pytest.mark.usefixtures("engine")
def test_a_busy_index_is_a_message_not_a_traceback(monkeypatch, capsys):
    def busy(_settings, **_):
        raise IndexBusy("Der Index wird gerade benutzt.")

    monkeypatch.setattr("rag.engine.Engine.open", busy)
    assert run(monkeypatch, "ask", "Leuchttürme") == 1
    assert capsys.readouterr().err == "Der Index wird gerade benutzt.\n"


def test_the_unforeseen_is_a_message_too(engine, monkeypatch, capsys):
    monkeypatch.setattr(engine, "ask", lambda _query: 1 / 0)
    assert run(monkeypatch, "ask", "Leuchttürme") == 1
    assert capsys.readouterr().err.startswith("Unerwarteter Fehler: ZeroDivisionError")


@pytest.mark.usefixtures("engine")
def test_a_batch_ends_with_1_only_where_a_line_was_refused(monkeypatch, tmp_path):
    file = tmp_path / "fragen.jsonl"
    for more, code in (("", 0), ("kein json", 1)):
        file.write_text('{"id": "a", "question": "Leuchttürme"}\n' + more, encoding="utf-8")
        assert run(monkeypatch, "ask", "--batch", str(file)) == code


def test_parse_writes_json_lines_and_goes_on_after_a_refusal(monkeypatch, tmp_path, capsys):
    bad = tmp_path / "leer.txt"
    bad.touch()
    assert run(monkeypatch, "parse", str(bad), str(PAPER), "--jsonl") == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["drucksache"] for line in out.splitlines()] == ["20/11166"]
    assert "leer.txt" in err


def test_parse_overview_names_every_frage(monkeypatch, capsys):
    assert run(monkeypatch, "parse", str(PAPER)) == 0
    out = capsys.readouterr().out
    assert "20/11166" in out
    assert "21 Fragen" in out
    assert " 2g " in out


def test_output_survives_a_reader_that_leaves():
    command = f"{sys.executable} -m ui parse {PAPER} {PAPER} --jsonl | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout
    assert done.stderr == ""


def test_output_survives_a_terminal_that_knows_no_umlauts():
    env = {"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin"}
    text = subprocess.run([sys.executable, "-m", "ui", "parse", str(PAPER)], capture_output=True, env=env, check=True)
    assert b"20/11166" in text.stdout
    command = [sys.executable, "-m", "ui", "parse", str(PAPER), "--jsonl"]
    lines = subprocess.run(command, capture_output=True, env=env, check=True)
    assert "für" in json.dumps(json.loads(lines.stdout.decode("ascii")), ensure_ascii=False)


def test_interruption_ends_with_a_word(engine, monkeypatch, capsys):
    # where the tests themselves run in the background, the shell has them ignore the signal
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setattr(engine, "ask", lambda _query: signal.raise_signal(signal.SIGINT))
    try:
        assert run(monkeypatch, "ask", "Leuchttürme") == 130
    finally:
        signal.signal(signal.SIGINT, before)
    assert "Abgebrochen." in capsys.readouterr().err


def test_passwort_writes_a_line_for_the_login_file(monkeypatch, capsys):
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "lang genug!")
    assert run(monkeypatch, "passwort", "anna") == 0
    name, _, kept = capsys.readouterr().out.strip().partition(":")
    assert name == "anna"
    assert matches("lang genug!", kept)


@pytest.mark.parametrize(
    ("name", "words"), [("a:b", ["lang genug!"] * 2), ("anna", ["kurz"] * 2), ("anna", ["lang genug!", "lang genug?"])]
)
def test_passwort_refuses_what_cannot_work(monkeypatch, capsys, name, words):
    said = iter(words)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(said))
    assert run(monkeypatch, "passwort", name) == 2
    assert capsys.readouterr().out == ""


def test_schluessel_shows_the_key_once_and_writes_its_hash(monkeypatch, capsys):
    assert run(monkeypatch, "schluessel", "anna") == 0
    said = capsys.readouterr()
    key = re.search(r"zu sehen: (\S+)", said.err)[1]
    assert said.out == f"anna:{hashed_key(key)}\n"
    assert run(monkeypatch, "schluessel", "a:b") == 2


@pytest.mark.parametrize("device", ["cuda", "gpu"])
@pytest.mark.parametrize("command", [["check"], ["ask", "Wie viele?"], ["chat", "--port", "7999"]])
def test_a_device_that_is_not_there_is_said_in_a_plain_sentence(monkeypatch, capsys, tmp_path, command, device):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    monkeypatch.setattr("ui.cli.serving.leave", sys.exit)
    monkeypatch.setenv("ANTWORTFINDER_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("ANTWORTFINDER_DEVICE", device)
    assert run(monkeypatch, *command) == 1
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith("ANTWORTFINDER_DEVICE=")
    assert "Abhilfe: " in err
    assert len(err.splitlines()) == 1
