"""Only the Bundestag's hosts are asked for PDFs, and no key is sent that cannot be one."""

from __future__ import annotations

import pytest

from rag.fetching.addresses import SyncProblem, endpoint, may_have_pdf

OFFICIAL = "https://search.dip.bundestag.de/api/v1"
LOCAL = "http://127.0.0.1:8123/api/v1"


@pytest.mark.parametrize(
    ("address", "interface", "may"),
    [
        ("https://dserver.bundestag.de/btd/21/001/2100124.pdf", OFFICIAL, True),
        ("https://bundestag.de/a.pdf", OFFICIAL, True),
        ("http://dserver.bundestag.de/a.pdf", OFFICIAL, False),  # not sealed
        ("https://dserver.bundestag.de:8443/a.pdf", OFFICIAL, False),
        ("https://dserver.bundestag.de@evil.example/a.pdf", OFFICIAL, False),
        ("https://anna:geheim@dserver.bundestag.de/a.pdf", OFFICIAL, False),
        ("https://evilbundestag.de/a.pdf", OFFICIAL, False),
        ("https://bundestag.de.evil.example/a.pdf", OFFICIAL, False),
        ("https://evil.example/#.bundestag.de", OFFICIAL, False),
        ("https://evil.example\\.bundestag.de/a.pdf", OFFICIAL, False),
        ("http://127.0.0.1/a.pdf", OFFICIAL, False),
        ("http://169.254.169.254/latest/meta-data", OFFICIAL, False),
        ("file:///etc/passwd", OFFICIAL, False),
        ("", OFFICIAL, False),
        ("https://[", OFFICIAL, False),
        ("http://127.0.0.1:8123/btd/1.pdf", LOCAL, True),
        ("http://127.0.0.1:8124/btd/1.pdf", LOCAL, False),
        ("http://localhost:8123/btd/1.pdf", LOCAL, False),
    ],
)
def test_who_is_asked_for_a_pdf(address: str, interface: str, may: bool) -> None:
    assert may_have_pdf(address, interface) is may


@pytest.mark.parametrize("key", ["abc.DEF123", " abc.DEF123\n", "ApiKey abc.DEF123"])
def test_a_key_may_be_copied_with_what_stands_around_it(key: str) -> None:
    assert endpoint(OFFICIAL + "/", key) == (OFFICIAL, "abc.DEF123")


@pytest.mark.parametrize(
    ("address", "key", "said"),
    [
        (OFFICIAL, "", "fehlt ein Schlüssel"),
        (OFFICIAL, "  ", "fehlt ein Schlüssel"),
        (OFFICIAL, "a\r\nHost: evil", "nimmt den Schlüssel"),
        (OFFICIAL, "schlüssel", "nimmt den Schlüssel"),
        ("dip", "abc", "keine Adresse"),
        ("ftp://dip", "abc", "keine Adresse"),
        ("https://", "abc", "keine Adresse"),
        ("https://[", "abc", "keine Adresse"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_sentence(address: str, key: str, said: str) -> None:
    with pytest.raises(SyncProblem, match=said) as told:
        endpoint(address, key)
    assert key.strip() == "" or key not in str(told.value)
    assert str(told.value).endswith((".", "/api/v1."))
