"""What the page of the papers tells of fetching from the official interface: how it stands, what came, what failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from markupsafe import Markup

from ingest.sources import named_number
from ui.labels import thousands
from ui.service.syncing import Going
from ui.storage.syncs import KeptSync
from ui.views.markup import render

SHOWN = 200
"""Failed papers and files named at most; the log has all."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is told. `going`: the run at work; `last`: the one before; `due`: when the next begins, in local time.

    `unread`: (file, reason) of the corpus folder; `possible`: there is a key for the interface.
    """

    possible: bool
    going: Going | None = None
    last: KeptSync | None = None
    due: datetime | None = None
    unread: Sequence[tuple[str, str]] = ()


def standing(it: Standing) -> Markup:
    """The section over the list of papers."""
    last = it.last.bericht if it.last else None
    withdrawn = last.zurueckgezogen if last else ()
    failed = [(one.drucksache, one.grund) for one in last.abgelehnt] if last else []
    unread = [(Path(file).name, grund) for file, grund in it.unread if (named_number(Path(file)), grund) not in failed]
    return render(
        "sync.html",
        it=it,
        coverage=_coverage(it.last) if it.last else [],
        when=_moment(it.last.ende.astimezone()) if it.last else "",
        came=_came(it.last) if it.last else "",
        due=_moment(it.due) if it.due else "",
        going=_going(it.going) if it.going else "",
        failed=failed[:SHOWN],
        failed_count=len(failed),
        withdrawn=[(nummer, "") for nummer in withdrawn[:SHOWN]],
        withdrawn_count=len(withdrawn),
        unread=unread[:SHOWN],
        unread_count=len(unread),
    )


def _coverage(last: KeptSync) -> list[str]:
    """How much is held, a sentence for each Wahlperiode."""
    day = f" bis {last.gezaehlt.astimezone():%d.%m.%Y}" if last.gezaehlt else ""
    return [
        f"Antworten der {one.wahlperiode}. Wahlperiode{day}: {thousands(one.vorhanden)} von {thousands(one.gesamt)}"
        for one in last.bestand
    ]


def _moment(at: datetime) -> str:
    return f"{at:%d.%m.%Y, %H:%M} Uhr"


def _going(it: Going) -> str:
    done = f"{thousands(it.done)} von {thousands(it.total)} Papieren" if it.total else "es wird nachgesehen"
    return f"{done} ({it.name})" if it.name else done


def _came(last: KeptSync) -> str:
    """What the last run brought, or why it did not."""
    if last.bericht is None:
        return last.problem or ""
    it = last.bericht
    counts = (
        (it.neu, "neu"),
        (it.geaendert, "geändert"),
        (it.unveraendert, "unverändert"),
        (len(it.abgelehnt), "abgelehnt"),
        (it.fehlt_noch, "fehlen noch"),
        (it.pdf_fehlt, "ohne PDF"),
    )
    said = ", ".join(f"{thousands(count)} {name}" for count, name in counts if count) or "nichts Neues"
    return f"{said}. {it.abgebrochen}" if it.abgebrochen else f"{said}."
