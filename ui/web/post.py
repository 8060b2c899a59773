"""The way of a mail to the mail server of the house, by SMTP with TLS."""

from __future__ import annotations

import re
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import TYPE_CHECKING

from ui.views.letters import Letter

if TYPE_CHECKING:
    from rag.settings import Settings

TIMEOUT = 30.0
"""Seconds that the mail server may take for a step."""
LONGEST = 200
"""Characters of an address."""
FAILED = (OSError, smtplib.SMTPException)
"""What `Post.send` may raise."""

# as browsers check a field of type "email"; nothing that could end a line of a head or begin another address
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_SERVER = re.compile(r"([A-Za-z0-9.-]+):(\d{1,5})")


class PostProblem(RuntimeError):  # noqa: N818 - it is shown as a message
    """Mails cannot be sent as they are set up (German, for who runs the program)."""


def is_address(text: str) -> bool:
    """Whether a text is one address for mails, and nothing besides."""
    return len(text) <= LONGEST and _ADDRESS.fullmatch(text) is not None


def base_address(settings: Settings) -> str:
    """The chat's address as users call it, with a slash at its end; "" where none is set. PostProblem for a bad one."""
    given = settings.adresse.strip()
    if given and not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[\w./~-]*)?", given):
        raise PostProblem(
            f"ANTWORTFINDER_ADRESSE „{given}“ ist keine Adresse des Chats. Erwartet wird zum Beispiel "
            "https://antwortfinder.haus.example/."
        )
    return f"{given.rstrip('/')}/" if given else ""


@dataclass(frozen=True, slots=True)
class Post:
    """The mail server, and from whom mails come."""

    host: str
    port: int
    tls: str
    user: str
    password: str
    sender: str

    @classmethod
    def of(cls, settings: Settings) -> Post | None:
        """As the settings say; None where they name no server. PostProblem where something lacks or does not fit."""
        if not settings.smtp.strip():
            return None
        server = _SERVER.fullmatch(settings.smtp.strip())
        if server is None:
            raise PostProblem(
                f"ANTWORTFINDER_SMTP „{settings.smtp}“: Erwartet wird Server:Port, z. B. mail.example:587."
            )
        if not is_address(settings.smtp_from):
            raise PostProblem("Für Mails muss ANTWORTFINDER_SMTP_FROM die Adresse nennen, von der sie kommen.")
        if not base_address(settings):
            raise PostProblem("Für Mails muss ANTWORTFINDER_ADRESSE nennen, wie man den Chat aufruft.")
        password = settings.smtp_password.get_secret_value()
        return cls(server[1], int(server[2]), settings.smtp_tls, settings.smtp_user, password, settings.smtp_from)

    def send(self, to: str, letter: Letter) -> None:
        """Hand a mail over to the server; one of FAILED where it does not take it, ValueError for a bad address."""
        if not is_address(to):
            raise ValueError(f"no address: {to!r}")
        with self._connected() as server:
            server.send_message(self._message(to, letter), self.sender, [to])

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.tls == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        try:
            if self.tls == "starttls":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def _message(self, to: str, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, to, letter.subject
        message["Date"] = formatdate(localtime=True)
        message["Message-ID"] = make_msgid(domain=self.sender.rpartition("@")[2])  # not this machine's name
        message["Auto-Submitted"] = "auto-generated"
        message["List-Unsubscribe"] = f"<{letter.leave}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
        message.set_content(letter.text)
        return message
