"""A Chroma server in place of the index's own folder of vectors: where it is, and how long it is waited for.

Chroma's client is spoken to below its `Client`, whose first three requests wait for ever where a server hangs. Only the
setting says where vectors go: no proxy of the machine and no redirection of the server's has a say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
from chromadb.config import Settings as ChromaSettings
from chromadb.config import System
from pydantic import SecretStr

from rag.errors import IndexProblem
from rag.settings import Settings, secret

if TYPE_CHECKING:
    from chromadb.api.fastapi import FastAPI

ASKING = 5.0
"""Seconds that a question waits for the server; a search of 30,000 vectors takes it some hundredths, under load too."""
WRITING = 120.0
"""Seconds that all else waits: 5,000 new vectors took a server 21 s on two cores with a load of 15."""
_WRONG = (
    "ANTWORTFINDER_VECTORS ist keine Adresse eines Chroma-Servers. Abhilfe: so angeben: http://chroma:8000 oder "
    "https://chroma.haus.example, ohne Namen und Passwort darin, oder leer lassen: dann liegen die Vektoren im Ordner "
    "des Index."
)
_NO_TOKEN = "ANTWORTFINDER_VECTORS_TOKEN_FILE („{}“) lässt sich nicht lesen ({}). Abhilfe: Pfad und Rechte nachsehen."
_STRANGE = "Das Token für den Vektorserver enthält andere Zeichen als Buchstaben, Ziffern und Satzzeichen."


@dataclass(slots=True)
class VectorServer:
    """One server. `url` has no slash at its end; `token`: what is sent as a bearer's, "" for none.

    `crashes`: how often it went away in the middle of a trial, one after the other.
    """

    url: str
    token: SecretStr = field(default_factory=lambda: SecretStr(""))
    crashes: int = 0

    @classmethod
    def of(cls, settings: Settings) -> VectorServer | None:
        """The one that the settings name, None where the vectors lie in a folder; IndexProblem where it cannot be."""
        if not settings.vectors.strip():
            return None
        url = settings.vectors.strip().rstrip("/")
        try:
            parts = urlsplit(url)
            plain = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:  # a port that is none
            raise IndexProblem(_WRONG) from None
        if not plain or parts.username is not None or parts.query or parts.fragment:
            raise IndexProblem(_WRONG)
        return cls(url, _token(settings))

    def api(self, patience: float) -> FastAPI:
        """Chroma's own client for it, whose requests end after so many seconds; nothing is asked yet. Close it."""
        from chromadb.api.fastapi import FastAPI  # a third of all that is loaded for vectors, and most have no server

        settings = ChromaSettings(
            anonymized_telemetry=False,
            chroma_api_impl="chromadb.api.fastapi.FastAPI",
            chroma_server_host=self.url,
            chroma_server_http_port=0,  # the address has it
        )
        api = System(settings).instance(FastAPI)
        headers = dict(api._session.headers)
        if token := self.token.get_secret_value():
            headers["Authorization"] = f"Bearer {token}"
        api._session.close()
        api._session = httpx.Client(timeout=patience, trust_env=False, headers=headers)
        return api


def _token(settings: Settings) -> SecretStr:
    """The token that the settings name or hold; IndexProblem where it cannot be read or sent."""
    try:
        token = secret(settings.vectors_token, settings.vectors_token_file)
    except (OSError, ValueError) as error:
        raise IndexProblem(_NO_TOKEN.format(settings.vectors_token_file, type(error).__name__)) from error
    if not all("!" <= letter <= "~" for letter in token):
        raise IndexProblem(_STRANGE)
    return SecretStr(token)
