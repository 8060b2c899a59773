"""A mail server on this machine: takes what is sent to it, with or without TLS and a login, or refuses it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from pydantic import SecretStr

from rag.settings import Settings

controller = pytest.importorskip("aiosmtpd.controller", reason="aiosmtpd fehlt")

BASE = "https://akte.example/af/"


class Box:
    """What has come; `refuses`: nothing is taken any more."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.to: list[list[str]] = []
        self.refuses = False
        self.logins: list[tuple[bytes, bytes]] = []
        self.secure: list[bool] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802
        """As aiosmtpd calls it."""
        if self.refuses:
            return "451 gerade nicht"
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append(message)
        self.to.append(envelope.rcpt_tos)
        self.secure.append(session.ssl is not None)
        return "250 OK"

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> Any:  # noqa: ARG002
        """Note a login; every one is right."""
        from aiosmtpd.smtp import AuthResult

        self.logins.append((data.login, data.password))
        return AuthResult(success=True)


@contextmanager
def mail_server(kind: str = "ohne", certificate: Any = None) -> Iterator[tuple[Box, Settings]]:
    """A running server, and the settings that lead to it. `kind` as in the settings; `certificate` of trustme."""
    box, more = Box(), dict[str, Any]()
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        certificate.configure_cert(context)
        more = {"tls_context": context, "require_starttls": True} if kind == "starttls" else {"ssl_context": context}
        more |= {"authenticator": box.authenticate, "auth_require_tls": kind == "starttls"}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = controller.Controller(box, hostname="localhost", port=port, **more)
    running.start()
    try:
        yield box, settings(f"localhost:{port}", kind)
    finally:
        running.stop()


def settings(smtp: str, kind: str = "ohne", **more: Any) -> Settings:
    """Settings for mails by a server."""
    given = {"smtp": smtp, "smtp_tls": kind, "smtp_from": "af@akte.example", "adresse": BASE}
    login = {"smtp_user": "af", "smtp_password": SecretStr("geheim")} if kind != "ohne" else {}
    return Settings().model_copy(update=given | login | more)
