"""Mails reach the server as they are set up, encrypted and by the right name; nothing in them is a head of its own."""

from __future__ import annotations

import smtplib
from typing import Any

import pytest

from tests.support.mailserver import BASE, mail_server, settings
from ui.views.letters import Letter
from ui.web.post import FAILED, Post, PostProblem, base_address, is_address

trustme = pytest.importorskip("trustme", reason="trustme fehlt")

TEXT = "Grüße\n.\nBcc: x@y.example\n" + "lang " * 400 + "\n"
LETTER = Letter("Antwortfinder: 1 Meldung für Sie", TEXT, f"{BASE}neues/abbestellen/t")


@pytest.fixture(scope="module")
def authority() -> Any:
    return trustme.CA()


@pytest.fixture
def trusted(authority: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The machine trusts the house's own authority."""
    file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return authority


def post(given: Any) -> Post:
    made = Post.of(given)
    assert made is not None
    return made


@pytest.mark.parametrize("kind", ["starttls", "tls"])
def test_a_mail_goes_encrypted_after_a_login(trusted: Any, kind: str) -> None:
    with mail_server(kind, trusted.issue_cert("localhost")) as (box, given):
        post(given).send("anna@haus.example", LETTER)
    (mail,) = box.mails
    assert (box.to, box.logins) == ([["anna@haus.example"]], [(b"af", b"geheim")])
    assert box.secure == [kind == "starttls"]  # the other kind's server speaks nothing but TLS
    assert (mail["From"], mail["To"], mail["Subject"]) == ("af@akte.example", "anna@haus.example", LETTER.subject)
    assert mail.get_content().replace("\r\n", "\n") == LETTER.text


def test_how_to_end_them_stands_in_the_head_and_nothing_of_this_machine() -> None:
    with mail_server() as (box, given):
        post(given).send("anna@haus.example", LETTER)
    (mail,) = box.mails
    assert mail["List-Unsubscribe"] == f"<{LETTER.leave}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@akte.example>")
    assert mail["Bcc"] is None


@pytest.mark.parametrize("kind", ["starttls", "tls"])
def test_a_server_that_is_not_the_houses_gets_neither_mail_nor_password(kind: str) -> None:
    with mail_server(kind, trustme.CA().issue_cert("localhost")) as (box, given):
        with pytest.raises(FAILED):
            post(given).send("anna@haus.example", LETTER)
        assert (box.mails, box.logins) == ([], [])


def test_a_server_without_tls_gets_nothing_where_tls_is_asked_for() -> None:
    with mail_server() as (box, given):
        with pytest.raises(smtplib.SMTPNotSupportedError):
            post(given.model_copy(update={"smtp_tls": "starttls"})).send("anna@haus.example", LETTER)
        assert box.mails == []


@pytest.mark.parametrize("subject", ["Neu\nBcc: x@y.example", "Neu\r\nX: y"])
def test_no_text_makes_a_head_of_its_own(subject: str) -> None:
    with mail_server() as (box, given):
        with pytest.raises(ValueError, match="linefeed"):
            post(given).send("anna@haus.example", Letter(subject, "x", BASE))
        assert box.mails == []


BAD = (
    "",
    "anna",
    "a@b@c",
    "a@b.example, c@d.example",
    "a@b.example\nBcc: x@y.example",
    "Anna <a@b.example>",
    "a b@c.example",
    "ä@b.example",
    "a@b.example\n",
    "a" * 300 + "@b.example",
)


@pytest.mark.parametrize("address", BAD)
def test_what_is_not_one_address_gets_nothing(address: str) -> None:
    assert not is_address(address)
    with mail_server() as (box, given):
        with pytest.raises(ValueError, match="no address"):
            post(given).send(address, LETTER)
        assert box.mails == []


def test_addresses_are_taken_as_browsers_take_them() -> None:
    for address in ("a@b", "anna.o'neill+af@mail.haus.example", "x_1@sub.b-c.example"):
        assert is_address(address)


def test_without_a_server_there_are_no_mails() -> None:
    assert Post.of(settings("")) is None


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"smtp": "mail.haus.example"}, "Server:Port"),
        ({"smtp_from": "Antwortfinder"}, "ANTWORTFINDER_SMTP_FROM"),
        ({"adresse": ""}, "ANTWORTFINDER_ADRESSE"),
        ({"adresse": "akte.example"}, "https://"),
        ({"adresse": "javascript:alert(1)"}, "https://"),
    ],
)
def test_what_does_not_fit_is_said_with_what_to_do(more: dict[str, str], says: str) -> None:
    with pytest.raises(PostProblem, match=says):
        Post.of(settings("mail.haus.example:25").model_copy(update=more))


def test_the_chats_address_ends_with_a_slash() -> None:
    for given in ("https://akte.example", "https://akte.example/"):
        assert base_address(settings("", adresse=given)) == "https://akte.example/"
    assert base_address(settings("", adresse="http://akte.example:8080/af")) == "http://akte.example:8080/af/"
    assert base_address(settings("", adresse="")) == ""
