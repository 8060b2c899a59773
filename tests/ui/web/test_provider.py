"""Which settings name a provider that one can ask, and what is said of those that do not."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from rag.settings import Settings
from ui.web.provider import OidcProblem, Provider, is_safe

GIVEN = {
    "oidc_issuer": "https://login.haus.example/realms/haus",
    "oidc_client_id": "antwortfinder",
    "oidc_secret": SecretStr("geheim"),
    "adresse": "https://haus.example/akte",
}


def of(**more):
    return Provider.of(Settings(**(GIVEN | more)))


def test_nothing_set_names_none():
    assert Provider.of(Settings()) is None
    assert of().base == "https://haus.example/akte/"
    assert of().name == "preferred_username"


def test_the_secret_may_stand_in_a_file(tmp_path):
    file = tmp_path / "geheim"
    file.write_text("aus der Datei\n", encoding="utf-8")
    assert of(oidc_secret_file=file).secret == "aus der Datei"
    assert "geheim" not in repr(Settings(**GIVEN))
    file.write_bytes(b"\xff")
    with pytest.raises(OidcProblem, match="lässt sich nicht lesen"):
        of(oidc_secret_file=file)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"oidc_client_id": " "}, "gehören zusammen"),
        ({"oidc_issuer": ""}, "gehören zusammen"),
        ({"oidc_issuer": "http://login.haus.example"}, "ist keine Adresse"),
        ({"oidc_issuer": "https://a@login.haus.example"}, "ist keine Adresse"),
        ({"oidc_issuer": "https://login.haus.example/?x=1"}, "ist keine Adresse"),
        ({"oidc_issuer": "https://[login"}, "ist keine Adresse"),
        ({"oidc_issuer": "login.haus.example"}, "ist keine Adresse"),
        ({"adresse": ""}, "ANTWORTFINDER_ADRESSE"),
        ({"adresse": "http://haus.example/"}, "ANTWORTFINDER_ADRESSE"),
        ({"oidc_secret": SecretStr("")}, "fehlt das Geheimnis"),
        ({"oidc_secret_file": "/gibt/es/nicht"}, "lässt sich nicht lesen"),
        ({"oidc_scope": "profile"}, "fehlt „openid“"),
        ({"oidc_name": ""}, "ist keine Angabe"),
        ({"oidc_groups": "a b"}, "ist keine Angabe"),
    ],
)
def test_settings_that_name_half_a_provider_are_refused(given, says):
    with pytest.raises(OidcProblem, match=says):
        of(**given)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8080", "http://localhost/x", "http://[::1]:1/", "https://a.example"]
)
def test_safe_is_what_is_encrypted_or_stays_here(address):
    assert is_safe(address)


@pytest.mark.parametrize(
    "address",
    [None, 7, "", "http://a.example", "https://", "https://a b", "https://ä.example", "file:///etc/passwd",
     "http://localhost@a.example", "http://127.0.0.1.a.example"],
)  # fmt: skip
def test_all_else_is_not(address):
    assert not is_safe(address)
