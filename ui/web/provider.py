"""Which OpenID provider settings name for the login, and what may go wrong there. Nothing is asked of it here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from rag.settings import Settings, secret
from ui.web.login import is_loopback
from ui.web.post import base_address

BACK = "oidc-zurueck"
"""Where the provider sends people back to, below the chat's address; it must be told to the provider."""
_CLAIM = re.compile(r"[\w:./-]{1,200}")


class OidcProblem(ValueError):  # noqa: N818 - it is shown as a message
    """Settings that name no provider one could ask (German, for who runs the program)."""


class Refused(Exception):  # noqa: N818 - it is shown as a message
    """Someone does not come in (German, for them); `status`: what HTTP says of it, `why`: for the log."""

    def __init__(self, says: str, status: int, why: str = "") -> None:
        super().__init__(says)
        self.status, self.why = status, why


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider as the settings name it. `base`: the chat's own address, with a slash at its end."""

    issuer: str
    client_id: str
    secret: str
    scope: str
    name: str
    groups: str
    group: str
    base: str

    @classmethod
    def of(cls, settings: Settings) -> Provider | None:
        """The one of the settings; None where they name none. OidcProblem where something lacks or does not fit."""
        issuer, client = settings.oidc_issuer.strip(), settings.oidc_client_id.strip()
        if not issuer and not client:
            return None
        if not issuer or not client:
            raise OidcProblem("ANTWORTFINDER_OIDC_ISSUER und ANTWORTFINDER_OIDC_CLIENT_ID gehören zusammen.")
        if not is_safe(issuer) or "?" in issuer or "#" in issuer:
            raise OidcProblem(
                f"ANTWORTFINDER_OIDC_ISSUER „{issuer[:200]}“ ist keine Adresse, unter der man sich sicher anmelden "
                "kann. Erwartet wird zum Beispiel https://login.haus.example/realms/haus."
            )
        base = base_address(settings)
        if not is_safe(base):
            raise OidcProblem(
                "Für die Anmeldung über OIDC muss ANTWORTFINDER_ADRESSE nennen, wie man den Chat aufruft, mit "
                f"https://. Dem Anmeldedienst ist dann diese Adresse mit {BACK} am Ende als Rückweg anzugeben."
            )
        for variable, claim in (("NAME", settings.oidc_name), ("GROUPS", settings.oidc_groups)):
            if not _CLAIM.fullmatch(claim):
                raise OidcProblem(
                    f"ANTWORTFINDER_OIDC_{variable} „{claim[:200]}“ ist keine Angabe (claim) eines Tokens."
                )
        if "openid" not in settings.oidc_scope.split():
            raise OidcProblem("In ANTWORTFINDER_OIDC_SCOPE fehlt „openid“.")
        scope, group = settings.oidc_scope, settings.oidc_group.strip()
        return cls(issuer, client, _secret(settings), scope, settings.oidc_name, settings.oidc_groups, group, base)


def _secret(settings: Settings) -> str:
    file = settings.oidc_secret_file
    try:
        given = secret(settings.oidc_secret, file)
    except (OSError, ValueError) as error:
        raise OidcProblem(f"Die Datei {file} aus ANTWORTFINDER_OIDC_SECRET_FILE lässt sich nicht lesen.") from error
    if not given:
        raise OidcProblem(
            "Für die Anmeldung über OIDC fehlt das Geheimnis, das der Anmeldedienst dem Antwortfinder gegeben hat: "
            "in ANTWORTFINDER_OIDC_SECRET_FILE eine Datei nennen, oder ANTWORTFINDER_OIDC_SECRET setzen."
        )
    return given


def is_safe(address: object) -> bool:
    """Whether an address is encrypted, or leads only to this machine."""
    if not isinstance(address, str) or not address.isascii() or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return (
        bool(host)
        and "@" not in parts.netloc
        and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host)))
    )
