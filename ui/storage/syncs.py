"""What the last fetching from the official interface did, kept beside the conversations: the page tells of it."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from rag.sync import Coverage, SyncReport

FILE = "abgleich.json"
_log = logging.getLogger(__name__)


class KeptSync(BaseModel):
    """When a run began and ended (with their zone), and its report; or why there is none (German).

    `bestand`: how much is held, as it was counted last (`gezaehlt`), perhaps by an earlier run.
    """

    model_config = ConfigDict(frozen=True)

    beginn: datetime
    ende: datetime
    bericht: SyncReport | None = None
    problem: str | None = None
    bestand: tuple[Coverage, ...] = ()
    gezaehlt: datetime | None = None


def save(data: Path, kept: KeptSync) -> None:
    """Keep it in place of the one before; it is there whole or not at all."""
    draft = data / f"{FILE}.neu"
    draft.write_text(kept.model_dump_json(), encoding="utf-8")
    draft.replace(data / FILE)


def load(data: Path) -> KeptSync | None:
    """The last one; None where there was none, or it cannot be read any more."""
    try:
        return KeptSync.model_validate_json((data / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, ValidationError) as error:
        _log.warning("%s: %s", FILE, error)
        return None
