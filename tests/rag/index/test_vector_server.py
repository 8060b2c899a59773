"""Which server has the vectors, as the settings say it; what cannot be one is refused with what to do."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from rag.errors import IndexProblem
from rag.index.vector_server import VectorServer
from rag.settings import Settings


def of(**given: object) -> VectorServer | None:
    return VectorServer.of(Settings(**given))  # type: ignore[arg-type]


def test_without_a_setting_the_vectors_lie_in_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANTWORTFINDER_VECTORS", raising=False)
    assert of() is None
    assert of(vectors="  ") is None


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("http://chroma:8000", "http://chroma:8000/api/v2"),
        ("http://chroma:8000/", "http://chroma:8000/api/v2"),
        ("https://chroma.haus.example", "https://chroma.haus.example/api/v2"),
        ("https://haus.example:8443/chroma", "https://haus.example:8443/chroma/api/v2"),
        ("http://[fd00::5]:8000", "http://[fd00::5]:8000/api/v2"),
    ],
)
def test_an_address_is_asked_as_it_stands_there(said: str, asked: str) -> None:
    server = of(vectors=said)
    assert server is not None
    assert server.api(1.0).get_api_url() == asked


@pytest.mark.parametrize(
    "said",
    ["chroma:8000", "chroma", "ftp://chroma", "http://", "http://:8000", "http://a:99999", "http://a:x",
     "http://name:geheim@chroma:8000", "http://chroma:8000?x=1", "postgresql://chroma/x"],
)  # fmt: skip
def test_what_is_no_address_is_refused_and_not_repeated(said: str) -> None:
    with pytest.raises(IndexProblem, match=r"keine Adresse eines Chroma-Servers.*Abhilfe") as told:
        of(vectors=said)
    assert "geheim" not in str(told.value)


def test_a_token_comes_from_the_setting_or_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("aus-der-Datei\n", encoding="utf-8")
    one, other = (
        of(vectors="http://a", vectors_token=SecretStr("t")),
        of(vectors="http://a", vectors_token_file=tmp_path / "token"),
    )
    assert one is not None
    assert other is not None
    assert (one.token.get_secret_value(), other.token.get_secret_value()) == ("t", "aus-der-Datei")
    assert "aus-der-Datei" not in repr(other)
    with pytest.raises(IndexProblem, match=r"lässt sich nicht lesen \(FileNotFoundError\).*Abhilfe"):
        of(vectors="http://a", vectors_token_file=tmp_path / "fehlt")
    with pytest.raises(IndexProblem, match="andere Zeichen"):
        of(vectors="http://a", vectors_token=SecretStr("zwei\nZeilen"))


class Elsewhere(BaseHTTPRequestHandler):
    """Sends whoever asks somewhere else, and remembers what it was sent."""

    seen: list[tuple[str, str | None]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        """As http.server names it."""
        self.seen.append((self.path, self.headers["Authorization"]))
        self.send_response(302)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/anderswo")  # type: ignore[attr-defined]
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_no_redirection_and_no_proxy_of_the_machine_gets_the_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    with HTTPServer(("127.0.0.1", 0), Elsewhere) as there:
        threading.Thread(target=there.serve_forever, daemon=True).start()
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        server = of(vectors=f"http://127.0.0.1:{there.server_port}", vectors_token=SecretStr("t"))
        assert server is not None
        with pytest.raises(Exception) as error:  # noqa: PT011 - Chroma's client raises a bare one
            server.api(5.0).heartbeat()
        there.shutdown()
    assert not isinstance(error.value, httpx.TransportError)
    assert Elsewhere.seen == [("/api/v2/heartbeat", "Bearer t")]
