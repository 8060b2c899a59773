"""`antwortfinder export` and `import`: what is said, and how they end; alone, and inside the running service."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rag.engine import Engine
from rag.settings import Settings
from tests.support.fakes import FakeEmbedder, sample_paper
from ui.cli import main as cli
from ui.cli import stock, transfers
from ui.cli.remote import COMMANDS


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The command line with stand-in vectors, over an index in a folder; gives the folder."""
    monkeypatch.setattr("rag.engine.load_embedder", lambda _: FakeEmbedder())
    monkeypatch.setenv("ANTWORTFINDER_CORPUS", str(tmp_path / "fehlt"))
    monkeypatch.chdir(tmp_path)
    with Engine.open(Settings(index=tmp_path / "dort")) as engine:
        for number in (1, 2, 3):
            engine.index.put(sample_paper(f"21/{number}"))
        engine.index.put(sample_paper("21/4"), "")  # of the one who uses the chat here
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *args: str) -> int:
    monkeypatch.setattr(sys, "argv", ["antwortfinder", *args])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_a_stock_goes_from_one_index_into_another(monkeypatch, capsys):
    assert run(monkeypatch, "export", "bestand", "--index", "dort") == 0
    assert capsys.readouterr() == ("Exportiert: 3 Drucksachen, 0,0 MB, nach „bestand“.\n", "")
    assert run(monkeypatch, "import", "bestand", "--index", "hier") == 0
    assert capsys.readouterr() == ("3 neu, 0 ersetzt, 0 unverändert, 0 behalten\n", "")
    assert run(monkeypatch, "import", "bestand", "--index", "hier") == 0
    assert capsys.readouterr() == ("0 neu, 0 ersetzt, 3 unverändert, 0 behalten\n", "")
    assert run(monkeypatch, "check", "--index", "hier") == 0
    assert capsys.readouterr().out == "Der Index ist heil, er enthält 3 Drucksachen.\n"


def test_what_goes_wrong_is_said_in_a_sentence(monkeypatch, capsys, machine):
    (machine / "kaputt").write_bytes(b"kein Bestand")
    for args, says in (
        (("export", "kaputt", "--index", "dort"), "„kaputt“ gibt es schon. Abhilfe: "),
        (("export", "bestand", "--index", "leer"), "Der Index enthält keine gemeinsamen Drucksachen"),
        (("import", "kaputt", "--index", "dort"), "„kaputt“ ist kein Bestand, beschädigt oder nicht vollständig. "),
        (("import", "fehlt", "--index", "dort"), "Die Datei „fehlt“ gibt es nicht. Es wurde nichts aufgenommen."),
    ):
        assert run(monkeypatch, *args) == 1
        out, err = capsys.readouterr()
        assert not out
        assert err.startswith(says)
        assert len(err.splitlines()) == 1
    assert run(monkeypatch, "import") == 2


def test_the_running_service_does_both_while_it_answers(capsys, machine):
    """`inside` is where commands are run that were handed over."""
    assert {"export", "import"} <= set(COMMANDS)
    settings = Settings(index=machine / "dort")
    with Engine.open(settings) as engine, stock.inside(stock.Running(engine, settings, None)):  # type: ignore[arg-type]
        assert cli.run(["export", "bestand"]) == 0
        engine.remove("21/1")
        assert cli.run(["import", "bestand"]) == 0
        assert capsys.readouterr().out.splitlines()[1] == "1 neu, 0 ersetzt, 2 unverändert, 0 behalten"
        assert engine.paper("21/1") is not None


def test_what_stays_and_what_is_refused_is_named_up_to_twenty(capsys):
    from rag.transfer import Imported

    many = [f"21/{number}" for number in range(1, 26)]
    transfers._say(Imported(kept=many, refused=[(nummer, "kaputt") for nummer in many], stopped="Es hielt an."))
    out, err = capsys.readouterr()
    assert out == "0 neu, 0 ersetzt, 0 unverändert, 25 behalten\n"
    assert err.count("kaputt") == 20
    assert "Nicht aufgenommen: 5 weitere." in err
    assert "21/19, 21/20 und 5 weitere" in err
    assert err.endswith("Es hielt an.\n")
