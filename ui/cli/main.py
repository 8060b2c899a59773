"""The command line `antwortfinder`. Heavy imports wait until a command needs them: `--help` answers at once."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from ui import console
from ui.cli import fetching, stock
from ui.cli.german import GermanCommand, GermanGroup, error_in_german
from ui.console import DONE, FAILED, INTERRUPTED, WRONG_USAGE

if TYPE_CHECKING:
    from rag.settings import Settings

LOCAL = ""  # whose own papers count here: of the one who uses the chat on this machine without a login

app = typer.Typer(
    cls=GermanGroup,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Index = Annotated[
    Path | None,
    typer.Option("--index", metavar="ORDNER", help="Ordner des Index (oder ANTWORTFINDER_INDEX; sonst index)"),
]
Corpus = Annotated[
    Path | None,
    typer.Option("--corpus", metavar="ORDNER", help="Ordner der Papiere (oder ANTWORTFINDER_CORPUS; sonst corpus)"),
]
AsJson = Annotated[bool, typer.Option("--json", help="nur JSON ausgeben")]


def _merged(context: typer.Context, index: Path | None, corpus: Path | None) -> Settings:
    """The settings: options after the command, then those before it, then the environment."""
    from rag.settings import Settings

    running = stock.running()
    before = context.obj or {}
    given = {"index": index or before.get("index"), "corpus": corpus or before.get("corpus")}
    base = running.settings if running else Settings()
    return base.model_copy(update={name: path for name, path in given.items() if path is not None})


def _missing(paths: list[Path]) -> list[Path]:
    """The paths that do not exist, after saying so."""
    missing = [path for path in paths if not path.exists()]
    for path in missing:
        console.complain(f"{path}: Diese Datei oder diesen Ordner gibt es nicht.")
    return missing


@app.callback(invoke_without_command=True)
def antwortfinder(
    context: typer.Context,
    index: Index = None,
    corpus: Corpus = None,
    version: Annotated[bool, typer.Option("--version", help="Version anzeigen")] = False,
) -> None:
    """Findet in den Antworten der Bundesregierung auf Kleine Anfragen die Stelle, die eine Frage beantwortet.

    Ohne Befehl startet der Chat.
    """
    context.obj = {"index": index, "corpus": corpus}
    if version:
        console.say(metadata.version("antwortfinder"))
    elif context.invoked_subcommand is None:
        chat(context)


@app.command(cls=GermanCommand)
def chat(
    context: typer.Context,
    host: Annotated[
        str, typer.Option("--host", metavar="ADRESSE", help="Adresse, an der der Chat lauscht")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="ZAHL", help="Port des Chats, 1 bis 65535", min=1, max=65535)
    ] = 7860,
    index: Index = None,
    corpus: Corpus = None,
) -> None:
    """Den Chat im Browser anbieten."""
    from ui.cli import serving

    settings = _merged(context, index, corpus)
    serving.leave(serving.serve(settings, host, port, run))


@app.command(cls=GermanCommand)
def parse(
    paths: Annotated[list[Path], typer.Argument(metavar="PFAD", help="Dateien oder Ordner")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="ein JSON-Objekt je Papier ausgeben")] = False,
) -> None:
    """Papiere zerlegen und zeigen, was darin steht."""
    from ingest import guarded, paper_json, papers
    from ui.views.plain_text import paper_text

    refused = len(_missing(paths))
    found = papers.find(path for path in paths if path.exists())
    if not found and not refused:
        console.complain(stock.NO_PAPERS)
    for path in found:
        loaded = guarded.load_all(path)
        for reason in loaded.refused:
            console.complain(f"Nicht gelesen: {reason}")
        refused += len(loaded.refused)
        for paper in loaded.papers:
            if jsonl:
                console.write_json(paper_json.as_json(paper))
            else:
                console.say(paper_text(paper) + "\n")
    raise typer.Exit(FAILED if refused else DONE)


@app.command(cls=GermanCommand)
def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PFAD", help="Dateien oder Ordner")],
    entfernen: Annotated[
        bool, typer.Option("--entfernen", help="Papiere ohne Datei auch dann entfernen, wenn es viele sind")
    ] = False,
    index: Index = None,
    corpus: Corpus = None,
) -> None:
    """Papiere aufnehmen; unveränderte werden übergangen."""
    with stock.opened(_merged(context, index, corpus), update=False, context=context) as engine:
        missing = [] if entfernen else _missing(paths)
        present = [path for path in paths if path not in missing]
        whole = stock.read_in(engine, present, tell=True, remove=entfernen)
    raise typer.Exit(DONE if whole and not missing else FAILED)


@app.command(cls=GermanCommand)
def sync(
    context: typer.Context,
    seit: Annotated[datetime | None, fetching.day("--seit", "nur Papiere von diesem Tag an")] = None,
    bis: Annotated[datetime | None, fetching.day("--bis", "nur Papiere bis zu diesem Tag")] = None,
    wahlperiode: Annotated[list[int] | None, fetching.WAHLPERIODE] = None,
    ohne_pdf: Annotated[bool, typer.Option("--ohne-pdf", help="nur die Texte abrufen, ohne die PDF")] = False,
    as_json: AsJson = False,
    index: Index = None,
    corpus: Corpus = None,
) -> None:
    """Neue und geänderte Papiere bei der DIP-Schnittstelle des Bundestages abrufen und aufnehmen."""
    wanted = fetching.Wanted(seit, bis, tuple(wahlperiode or ()), mit_pdf=not ohne_pdf)
    whole = fetching.run(context, _merged(context, index, corpus), wanted, as_json=as_json)
    raise typer.Exit(DONE if whole else FAILED)


@app.command(cls=GermanCommand)
def export(
    context: typer.Context,
    ziel: Annotated[Path, typer.Argument(metavar="ZIEL", help="eine neue Datei")],
    index: Index = None,
    corpus: Corpus = None,
) -> None:
    """Den gemeinsamen Bestand in eine Datei schreiben, für andere Rechner."""
    from ui.cli import transfers

    raise typer.Exit(DONE if transfers.export(context, _merged(context, index, corpus), ziel) else FAILED)


@app.command(cls=GermanCommand, name="import")
def import_(
    context: typer.Context,
    quelle: Annotated[Path, typer.Argument(metavar="QUELLE", help="eine Datei von antwortfinder export")],
    index: Index = None,
    corpus: Corpus = None,
) -> None:
    """Einen Bestand aufnehmen, den ein anderer Rechner exportiert hat."""
    from ui.cli import transfers

    raise typer.Exit(DONE if transfers.import_(context, _merged(context, index, corpus), quelle) else FAILED)


@app.command(cls=GermanCommand)
def ask(
    context: typer.Context,
    frage: Annotated[str | None, typer.Argument(metavar="FRAGE", help="die Frage, in Anführungszeichen")] = None,
    batch: Annotated[
        Path | None,
        typer.Option("--batch", metavar="DATEI", help='JSON-Zeilen {"id", "question", "nach"} aus einer Datei'),
    ] = None,
    as_json: AsJson = False,
    index: Index = None,
    corpus: Corpus = None,
) -> None:
    """Eine Frage stellen, oder mit --batch viele."""
    if (frage is None) == (batch is None):
        raise typer.BadParameter("Entweder eine Frage oder --batch mit einer Datei angeben.")
    if frage is not None and not frage.strip():
        raise typer.BadParameter("Die Frage ist leer.")
    if batch and not batch.is_file():
        raise typer.BadParameter(f"Die Datei {batch} gibt es nicht.")
    from rag.model import Query
    from rag.reply_json import as_json as reply_json
    from ui.cli import batch as batches
    from ui.views.plain_text import reply_text

    with stock.opened(_merged(context, index, corpus), update=True, context=context) as opened:
        engine = opened.seen_by(LOCAL)
        if batch is not None:
            raise typer.Exit(DONE if batches.run(engine, batch) else FAILED)
        reply = engine.ask(Query(str(frage)))
        if as_json:
            console.write_json(reply_json(reply))
        else:
            console.say(reply_text(reply))


@app.command(cls=GermanCommand, name="schon-gefragt")
def asked_before(
    context: typer.Context,
    datei: Annotated[Path, typer.Argument(metavar="DATEI", help="Entwurf (Text, Word, PDF); - für die Eingabe")],
    as_json: AsJson = False,
    index: Index = None,
    corpus: Corpus = None,
) -> None:
    """Für jede Frage eines Entwurfs sagen, ob sie schon gestellt wurde, von wem, und was geantwortet wurde."""
    from ui.cli import drafts

    settings = _merged(context, index, corpus)
    with drafts.file(datei) as path:
        fragen = drafts.read(path)
        context.params["datei"] = path  # whoever it is handed over to cannot read this process's input
        with stock.opened(settings, update=True, context=context) as engine:
            drafts.tell(engine.seen_by(LOCAL), fragen, as_json=as_json)


@app.command(cls=GermanCommand, name="eval")
def evaluate(
    context: typer.Context,
    sets: Annotated[
        list[Path] | None,
        typer.Argument(metavar="DATEI", help="Fragensätze (.jsonl, .csv, .xlsx); sonst der beigelegte"),
    ] = None,
    as_json: AsJson = False,
    fail_under: Annotated[
        Path | None, typer.Option("--fail-under", metavar="DATEI", help="Mindestwerte; wer darunter liegt, endet mit 1")
    ] = None,
    llm: Annotated[bool, typer.Option("--llm", help="mit dem Sprachmodell aus ANTWORTFINDER_LLM")] = False,
    index: Index = None,
    corpus: Corpus = None,
) -> None:
    """Fragensätze stellen und messen, wie gut die Antworten sind."""
    from evals.model import CaseError
    from ui.cli import scoring

    settings = _merged(context, index, corpus)
    if llm and not settings.llm:
        raise typer.BadParameter("Für --llm muss ANTWORTFINDER_LLM ein Sprachmodell nennen, z. B. ollama:NAME.")
    try:
        wanted = scoring.baseline(fail_under)
        asking = settings if llm else settings.model_copy(update={"llm": ""})
        with stock.opened(asking, update=True, context=context) as engine:
            asked, data = engine.seen_by(LOCAL), settings.data_folder
            whole = scoring.score(asked, scoring.sets_for(sets, llm=llm), wanted, data, as_json=as_json)
    except CaseError as error:
        console.complain(str(error))
        raise typer.Exit(FAILED) from error
    raise typer.Exit(DONE if whole else FAILED)


@app.command(cls=GermanCommand, name="check")
def check_index(context: typer.Context, index: Index = None, corpus: Corpus = None) -> None:
    """Prüfen, ob der Index heil ist."""
    _check(_merged(context, index, corpus), context)


@app.command(cls=GermanCommand)
def reparieren(context: typer.Context, index: Index = None, corpus: Corpus = None) -> None:
    """Den Index aus dem Bestand und den Papieren neu machen; was beschädigt ist, wird nicht gelöscht."""
    _check(_merged(context, index, corpus), mend=True)


def _check(settings: Settings, context: typer.Context | None = None, *, mend: bool = False) -> None:
    """Say whether the index is whole, after mending what can be mended, and end the program."""
    with stock.opened(settings, update=mend, afresh=mend, context=context) as engine:
        problems, papers = engine.checkup(), len(engine.papers())
    for problem in problems:
        console.complain(problem)
    if not problems:
        console.say(f"Der Index ist heil, er enthält {papers} Drucksachen." if papers else "Der Index ist noch leer.")
    raise typer.Exit(FAILED if problems else DONE)


@app.command(cls=GermanCommand)
def sicherung(
    context: typer.Context,
    ziel: Annotated[Path, typer.Argument(metavar="ZIEL", help="ein neuer oder leerer Ordner")],
    ohne_papiere: Annotated[
        bool, typer.Option("--ohne-papiere", help="ohne den Ordner der Papiere; was in ihnen steht, wird gesichert")
    ] = False,
    index: Index = None,
    corpus: Corpus = None,
) -> None:
    """Alles sichern, auch während der Chat läuft."""
    from ui.cli import backups

    whole = backups.back_up(context, _merged(context, index, corpus), ziel, papers=not ohne_papiere)
    raise typer.Exit(DONE if whole else FAILED)


@app.command(cls=GermanCommand)
def wiederherstellen(
    context: typer.Context,
    quelle: Annotated[Path, typer.Argument(metavar="QUELLE", help="Ordner einer Sicherung")],
    index: Index = None,
    corpus: Corpus = None,
) -> None:
    """Eine Sicherung zurückholen, dorthin, wo noch nichts liegt."""
    from ui.cli import backups

    raise typer.Exit(DONE if backups.restore(_merged(context, index, corpus), quelle) else FAILED)


@app.command(cls=GermanCommand)
def vergessen(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="wie sich der Mensch anmeldet")],
    ja: Annotated[bool, typer.Option("--ja", help="wirklich löschen")] = False,
    index: Index = None,
    corpus: Corpus = None,
) -> None:
    """Sagen, was über einen Nutzer gespeichert ist, und es löschen; der Chat muss dafür beendet sein."""
    from ui.cli import forgetting

    if not name.strip():
        raise typer.BadParameter("Der Name ist leer.")
    raise typer.Exit(DONE if forgetting.run(_merged(context, index, corpus), name, sure=ja) else FAILED)


@app.command(cls=GermanCommand)
def passwort(name: Annotated[str, typer.Argument(metavar="NAME", help="Name zum Anmelden")]) -> None:
    """Ein Passwort verschlüsseln, als Zeile für ANTWORTFINDER_AUTH."""
    from ui.cli.accounts import password_line

    console.say(password_line(name))


@app.command(cls=GermanCommand)
def schluessel(name: Annotated[str, typer.Argument(metavar="NAME", help="wessen Programm")]) -> None:
    """Einen Schlüssel für Programme erzeugen (API, MCP)."""
    from ui.cli.accounts import key_line

    console.say(key_line(name))


def run(args: list[str]) -> int:
    """Run a command, here or for another process; its exit code. What goes wrong is said."""
    try:
        return int(app(args, standalone_mode=False) or DONE)
    except TyperException as error:
        console.complain(f"{error_in_german(error.format_message())}\nHilfe: antwortfinder --help")
        return WRONG_USAGE
    except BrokenPipeError:
        raise
    except Exception as error:
        if os.environ.get("ANTWORTFINDER_DEBUG"):
            raise
        console.complain(f"Unerwarteter Fehler: {type(error).__name__}: {error}\nMehr mit ANTWORTFINDER_DEBUG=1.")
        return FAILED


def main() -> None:
    """Run the command line and end the process with its exit code."""
    console.prepare()
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        console.leave_pipe()
        code = DONE
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code == INTERRUPTED:
        console.complain("\nAbgebrochen.")
    sys.exit(code)
