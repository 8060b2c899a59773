"""Where the running service can be spoken to, and its secret: a file beside the lock of the index, its owner's alone.

The folder is private already (ui.storage.private); the file is too, from its first moment. Whoever takes the lock
removes what an earlier service left, so that a file found while the lock is held is the holder's.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = ".dienst.json"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The port on this machine's own address, and what both sides know and nobody else."""

    port: int
    secret: str

    def proof(self, nonce: str) -> str:
        """That one knows the secret, without telling it: for a nonce of the other side's choice (hex)."""
        return hmac.new(self.secret.encode(), nonce.encode(), hashlib.sha256).hexdigest()

    def opened_by(self, given: str) -> bool:
        """Whether what was given is the secret."""
        return hmac.compare_digest(given.encode(), self.secret.encode())


def new(port: int) -> Endpoint:
    """One at this port, with a secret that nobody has seen."""
    return Endpoint(port, secrets.token_urlsafe(32))


def write(folder: Path, endpoint: Endpoint) -> None:
    """Tell this user's other processes; OSError where the file cannot be written."""
    forget(folder)
    file = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as opened:
        json.dump(asdict(endpoint), opened)


def read(folder: Path) -> Endpoint | None:
    """What the file says; None where there is none, or it is no such file."""
    try:
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Endpoint(int(data["port"]), str(data["secret"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(folder: Path) -> None:
    """Remove the file."""
    with suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)
