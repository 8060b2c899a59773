"""`antwortfinder export` and `import`: the common stock in one file, for other machines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui import console
from ui.cli import stock

if TYPE_CHECKING:
    import typer

    from rag.settings import Settings
    from rag.transfer import Imported

_NAMED = 20  # papers that are named; the others are counted
_MB = 1_000_000


def export(context: typer.Context, settings: Settings, target: Path) -> bool:
    """Write the common stock into a new file; whether that was done. What went wrong is said on stderr."""
    from rag import transfer

    with stock.opened(settings, update=False, context=context) as engine:
        progress = console.Progress("Wird exportiert")
        try:
            count = transfer.export(engine, target, progress)
        except transfer.TransferProblem as problem:
            progress.close()
            console.complain(str(problem))
            return False
        progress.close()
    size = target.stat().st_size / _MB
    console.say(f"Exportiert: {count} Drucksachen, {size:.1f} MB, nach „{target}“.".replace(".", ",", 1))
    return True


def import_(context: typer.Context, settings: Settings, source: Path) -> bool:
    """Take such a file in; True if none of its papers was refused and all were tried. What went wrong is said."""
    from rag import transfer

    with stock.opened(settings, update=False, context=context) as engine:
        if stock.running() is not None and engine.reading:
            console.complain(stock.WAITS)
        progress = console.Progress("Wird eingespielt")
        try:
            done = transfer.import_(engine, source, progress)
        except transfer.TransferProblem as problem:
            progress.close()
            console.complain(f"{problem} Es wurde nichts aufgenommen.")
            return False
        progress.close()
    _say(done)
    return not (done.refused or done.stopped)


def _say(done: Imported) -> None:
    for nummer, grund in done.refused[:_NAMED]:
        console.complain(f"Nicht aufgenommen: Drucksache {nummer}: {grund}")
    if len(done.refused) > _NAMED:
        console.complain(f"Nicht aufgenommen: {len(done.refused) - _NAMED} weitere.")
    if done.kept:
        console.complain(f"Bleiben, wie sie hier sind (neuer, oder aus einer Datei hier): {_named(done.kept)}")
    if done.stopped:
        console.complain(done.stopped)
    counts = ((done.new, "neu"), (done.replaced, "ersetzt"), (done.same, "unverändert"), (done.kept, "behalten"))
    console.say(", ".join(f"{len(numbers)} {name}" for numbers, name in counts))


def _named(numbers: Sequence[str]) -> str:
    more = f" und {len(numbers) - _NAMED} weitere" if len(numbers) > _NAMED else ""
    return ", ".join(numbers[:_NAMED]) + more
