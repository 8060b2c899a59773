"""Lines for the file of the login: a name with the hash of a password, or of a program's key."""

from __future__ import annotations

import getpass
from secrets import token_urlsafe

import typer

from ui import console
from ui.web.login import hashed, hashed_key

SHORTEST_PASSWORD = 10


def password_line(name: str) -> str:
    """The line "name:hash" for a person, whose password is asked for twice on the terminal.

    BadParameter (German) for a name that the file cannot hold, a password that is too short, or two different ones.
    """
    name = _checked(name)
    password = getpass.getpass("Passwort: ")
    if len(password) < SHORTEST_PASSWORD:
        raise typer.BadParameter(f"Das Passwort braucht mindestens {SHORTEST_PASSWORD} Zeichen.")
    if password != getpass.getpass("Noch einmal: "):
        raise typer.BadParameter("Die beiden Eingaben sind verschieden.")
    return f"{name}:{hashed(password)}"


def key_line(name: str) -> str:
    """The line "name:hash" for a program of that person; its key is made here and shown on stderr, this once.

    BadParameter (German) for a name that the file cannot hold.
    """
    name, key = _checked(name), token_urlsafe(32)
    console.complain(f"Schlüssel, nur jetzt zu sehen: {key}\nIn die Datei aus ANTWORTFINDER_AUTH gehört die Zeile:")
    return f"{name}:{hashed_key(key)}"


def _checked(name: str) -> str:
    if not name.strip() or ":" in name:
        raise typer.BadParameter("Ein Name darf nicht leer sein und keinen Doppelpunkt enthalten.")
    return name.strip()
