"""`antwortfinder sicherung` and `wiederherstellen`, and the word on whether what was put back is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ui import console
from ui.cli import stock
from ui.storage import backup, restoring
from ui.storage.private import keep_private

if TYPE_CHECKING:
    import typer

    from rag.settings import Settings

UNSTEADY = "Nicht gesichert, weil noch daran geschrieben wurde: {}. Abhilfe: danach noch einmal sichern."
_MB = 1_000_000


def back_up(context: typer.Context, settings: Settings, target: Path, *, papers: bool) -> bool:
    """Make a backup; whether it is one."""
    with stock.opened(settings, update=False, context=context) as engine:
        progress = console.Progress("Wird gesichert")
        try:
            made, unsteady = backup.make(engine, settings, target, progress, papers=papers)
        except backup.BackupProblem as problem:
            progress.close()
            console.complain(str(problem))
            return False
        progress.close()
        if unsteady:
            console.complain(UNSTEADY.format(", ".join(f"„{path.name}“" for path in unsteady)))
        size = sum(int(one.split("-")[0]) for one in made.dateien.values())
        console.say(f"Gesichert: {len(engine.papers())} Drucksachen, {len(made.dateien)} Dateien, {size // _MB} MB.")
        return True


def restore(settings: Settings, source: Path) -> bool:
    """Put a backup back and look whether it is whole; whether it is."""
    from rag.engine import Engine
    from rag.errors import IndexProblem

    copying, making = console.Progress("Wird zurückkopiert"), console.Progress("Der Index wird hergerichtet")
    try:
        manifest = restoring.read(source)
        keep_private()
        restoring.copy_back(source, manifest, settings, copying)
        copying.close()
        with Engine.open(settings, progress=making) as engine:
            making.close()
            for name, before in manifest.ordner.items():
                engine.move_files(Path(before), backup.folders(settings)[name])
            problems, papers = engine.check(), len(engine.papers())
    except (backup.BackupProblem, IndexProblem) as problem:
        console.complain(str(problem))
        return False
    for one in problems:
        console.complain(one)
    restoring.finish(settings)
    console.say(f"Wiederhergestellt, Stand {manifest.erstellt}: {papers} Drucksachen, {len(manifest.dateien)} Dateien.")
    return not problems
