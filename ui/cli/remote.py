"""A command handed over to the running service, which owns the index: it is run there, and what it prints is shown.

The service is asked to prove first that it knows the secret of the file beside the lock: what an earlier one left, or
another program at its port, is passed over.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from typing import TYPE_CHECKING

from ui import console
from ui.console import FAILED, Progress, Terminal
from ui.storage import endpoint as noted

if TYPE_CHECKING:
    import typer

    from rag.settings import Settings
    from ui.storage.endpoint import Endpoint

COMMANDS = ("ingest", "sync", "ask", "schon-gefragt", "eval", "check", "export", "import", "sicherung")
"""The commands that the service runs for others."""
PATIENCE = 5.0
"""Seconds that a service has to say that it lives; a busy computer is slow."""
SETTINGS = ("index", "corpus")
"""Options that are settings: the service has its own index, the corpus is said as it holds here."""
GONE = "Der laufende Antwortfinder hat nicht zu Ende geantwortet. Abhilfe: nachsehen, ob er läuft, und noch einmal."


def hand_over(context: typer.Context, settings: Settings) -> int | None:
    """Have the service that owns the index run the command of this context; its exit code, None where there is none."""
    endpoint = noted.read(settings.index)
    if endpoint is None or not _alive(endpoint):
        return None
    return _run(endpoint, arguments(context, settings))


def arguments(context: typer.Context, settings: Settings) -> list[str]:
    """The command with its options and arguments as they were understood, paths absolute."""
    options, rest = list[str](), list[str]()
    for param in context.command.params:
        given = context.params.get(str(param.name))
        if given is None or given is False or param.name in SETTINGS:
            continue
        values = [_said(one) for one in (given if isinstance(given, list | tuple) else [given])]
        if param.param_type_name == "argument":
            rest += values
        elif given is True:
            options.append(param.opts[0])
        else:
            options += [part for value in values for part in (param.opts[0], value)]
    if "corpus" in settings.model_fields_set:
        options += ["--corpus", str(settings.corpus.absolute())]
    return [str(context.command.name), *options, "--", *rest]


def _said(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"  # options take days
    return str(value.absolute() if isinstance(value, Path) else value)


def _alive(endpoint: Endpoint) -> bool:
    """Whether who listens there knows the secret."""
    nonce = secrets.token_hex(16)
    try:
        with closing(HTTPConnection("127.0.0.1", endpoint.port, timeout=PATIENCE)) as connection:
            connection.request("GET", f"/lebt?nonce={nonce}")
            answer = connection.getresponse().read(200)
    except (OSError, HTTPException, OverflowError):
        return False
    return hmac.compare_digest(answer, endpoint.proof(nonce).encode())


def _run(endpoint: Endpoint, args: Sequence[str]) -> int:
    body = json.dumps({"args": args, "terminal": Terminal.here()})
    shown: dict[str, Progress] = {}
    try:
        with closing(HTTPConnection("127.0.0.1", endpoint.port)) as connection:
            connection.request("POST", "/befehl", body, {"Authorization": f"Bearer {endpoint.secret}"})
            for event in _events(connection.getresponse()):
                if "end" in event:
                    return int(event["end"])
                console.replay(event, shown)
    except BrokenPipeError:  # of our own output
        raise
    except (OSError, HTTPException, ValueError):
        pass
    console.complain(GONE)
    return FAILED


def _events(response: HTTPResponse) -> Iterator[console.Event]:
    if response.status == 200:
        yield from map(json.loads, response)
