"""The login by OpenID Connect against a provider of the tests: as it should be, under attack, and with it away."""

from __future__ import annotations

import base64
import hmac
import json
import logging
import threading
import time

import pytest
from joserfc.jwk import OctKey
from pydantic import SecretStr

from tests.support import openid
from tests.support.openid import BASE, Browser, refused
from tests.support.openid import browser as browser  # a fixture
from tests.support.openid import house as house  # a fixture
from ui.web import oidc as module
from ui.web.access import Who
from ui.web.login import COOKIE
from ui.web.oidc import AFRESH, AWAY, DENIED, NO_NAME, NOT_OF_GROUP, NOT_PROVEN


def test_whom_the_provider_lets_in_is_in_with_a_session_as_by_the_form(browser):
    answer = browser.comes()
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    (session,) = [
        one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{COOKIE}=") and "43200" in one
    ]
    for flag in ("HttpOnly", "Path=/akte", "SameSite=lax", "Secure", "Max-Age=43200"):
        assert flag in session, flag
    assert browser.name() == "anna"
    request = type("R", (), {"cookies": {COOKIE: session.split("=", 1)[1].split(";")[0]}, "headers": {}})
    assert browser.login.caller(request).who is Who.PERSON


def test_of_a_login_under_way_the_browser_keeps_nothing_that_it_can_read_and_nothing_stays(browser):
    answer = browser.get("/oidc")
    (kept,) = answer.headers.get_list("set-cookie")
    for flag in (f"{module.COOKIE}=", "HttpOnly", "Path=/akte", "SameSite=lax", "Secure", "Max-Age=600"):
        assert flag in kept, flag
    header, *_ = kept.partition("=")[2].split(".")
    assert b"A256GCM" in base64.urlsafe_b64decode(header + "==")
    assert len(kept) < 4_000
    back = browser.get(browser.house.let_in(answer.headers["location"]).removeprefix(BASE.rstrip("/")))
    assert f'{module.COOKIE}=""' in back.headers["set-cookie"]


def test_nothing_is_asked_before_someone_logs_in_and_then_only_once(browser):
    assert browser.house.asked == []
    assert "oidc" in browser.get("/anmelden").text
    assert browser.house.asked == []
    browser.comes()
    browser.comes()
    described, keys, tokens = "/.well-known/openid-configuration", "/keys", "/token"
    assert sorted(browser.house.asked) == sorted([described, keys, tokens, tokens])


def test_what_was_cached_is_asked_for_again_after_an_hour(browser, monkeypatch):
    browser.comes()
    later = time.monotonic() + module.KEPT + 1
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    browser.comes()
    assert browser.house.asked.count("/.well-known/openid-configuration") == 2


def test_a_new_key_of_the_provider_is_fetched(browser):
    browser.comes()
    browser.house.key = openid.a_key("zwei")
    assert browser.comes().status_code == 303


def other(house):
    return openid.a_key(house.key.kid, of="somebody else")


def by_public_key(house, claims):
    """Signed with the public key as if it were a secret, as a careless check would take it."""
    head, body, _ = house.signed(claims).split(".")
    head = base64.urlsafe_b64encode(json.dumps({"alg": "HS256", "kid": house.key.kid}).encode()).decode().rstrip("=")
    proof = hmac.digest(house.key.as_pem(private=False), f"{head}.{body}".encode(), "sha256")
    return f"{head}.{body}.{base64.urlsafe_b64encode(proof).decode().rstrip('=')}"


WRONG = {
    "another nonce": ("claims", lambda c: c | {"nonce": "anders"}),
    "no nonce": ("claims", lambda c: {k: v for k, v in c.items() if k != "nonce"}),
    "for another client": ("claims", lambda c: c | {"aud": "andere"}),
    "for another client, by us": ("claims", lambda c: c | {"aud": "andere", "azp": openid.CLIENT}),
    "for us and another, by another": ("claims", lambda c: c | {"aud": [openid.CLIENT, "x"], "azp": "x"}),
    "for nobody": ("claims", lambda c: {k: v for k, v in c.items() if k != "aud"}),
    "by another issuer": ("claims", lambda c: c | {"iss": "https://boese.example"}),
    "by no issuer": ("claims", lambda c: {k: v for k, v in c.items() if k != "iss"}),
    "expired": ("claims", lambda c: c | {"exp": c["iat"] - 400, "iat": c["iat"] - 800}),
    "without an end": ("claims", lambda c: {k: v for k, v in c.items() if k != "exp"}),
    "from the future": ("claims", lambda c: c | {"iat": c["iat"] + 4000}),
    "not signed": ("sign", lambda _, c: openid.unsigned(c)),
    "signed by another key": ("sign", lambda h, c: h.signed(c, other(h))),
    "signed by an unknown key": ("sign", lambda h, c: h.signed(c, other(h), kid="fremd")),
    "signed by a secret": ("sign", lambda h, c: by_public_key(h, c)),
    "no token": ("answer", lambda t: {k: v for k, v in t.items() if k != "id_token"}),
    "changed after it was signed": ("sign", lambda h, c: changed(h.signed(c))),
}


def changed(token):
    head, body, signature = token.split(".")
    return ".".join([head, body[:-2] + ("A" if body[-2] != "A" else "B") + body[-1], signature])


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_proof_lets_nobody_in(browser, wrong):
    setattr(browser.house, *wrong)
    refused(browser.comes(), NOT_PROVEN)
    assert browser.name() is None


@pytest.mark.parametrize("supported", [["none"], ["HS256"], ["none", "HS256"], [], "none"])
def test_what_the_provider_calls_a_signature_does_not_let_an_unsigned_token_in(browser, supported):
    browser.house.metadata = lambda given: given | {"id_token_signing_alg_values_supported": supported}
    browser.house.sign = lambda _, claims: openid.unsigned(claims)
    refused(browser.comes(), NOT_PROVEN)


def test_a_code_is_good_once(browser):
    path = browser.back()
    kept = {one.name: one.value for one in browser.client.cookies.jar}
    assert browser.get(path).status_code == 303
    assert browser.house.asked.count("/token") == 1
    for name, value in kept.items():  # also for who has kept the cookie
        browser.client.cookies.set(name, value)
    refused(browser.get(path), AFRESH)
    assert browser.house.asked.count("/token") == 1


def test_a_code_of_another_login_is_refused_by_the_provider(browser):
    code = browser.back().partition("code=")[2].partition("&")[0]  # someone else's, or one that was used
    state = browser.sent().partition("state=")[2].partition("&")[0]
    refused(browser.get(f"/oidc-zurueck?code={code}&state={state}"), NOT_PROVEN)  # its verifier is another


def test_only_the_browser_that_began_a_login_ends_it(browser):
    path, another = browser.back(), browser.another()
    refused(browser.get(path, another), AFRESH)
    browser.get("/oidc", another)  # it has a login of its own under way
    refused(browser.get(path, another), AFRESH)
    assert "/token" not in browser.house.asked


@pytest.mark.parametrize(
    "state", ["", "&state=", "&state=erfunden", "&state=a&state=b", "&state=%00", "&state=" + "x" * 3000]
)
def test_a_wrong_state_lets_nobody_in(browser, state):
    code = browser.back().partition("code=")[2].partition("&")[0]
    refused(browser.get(f"/oidc-zurueck?code={code}{state}"), AFRESH)
    assert "/token" not in browser.house.asked


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c.d.e", "....", "e30.e30.e30.e30.e30", "x" * 4000, "\xe4"])
def test_a_cookie_that_is_not_ours_is_none(browser, cookie):
    answer = browser.client.get(browser.back(), headers={"cookie": f"{module.COOKIE}={cookie}".encode("latin-1")})
    refused(answer, AFRESH)


def test_a_login_may_not_take_longer_than_ten_minutes(browser, monkeypatch):
    path = browser.back()
    later = time.time() + module.LOGS_IN + 5
    monkeypatch.setattr(time, "time", lambda: later)
    refused(browser.get(path), AFRESH)


def test_with_the_program_logins_under_way_end(browser):
    path = browser.back()
    browser.login.oidc._key = OctKey.generate_key(256)
    refused(browser.get(path), AFRESH)


def test_another_provider_may_not_answer_in_its_place(browser):
    refused(browser.get(f"{browser.back()}&iss=https%3A%2F%2Fboese.example"), NOT_PROVEN)
    assert browser.get(f"{browser.back()}&iss={browser.house.issuer}").status_code == 303


def test_who_gives_up_at_the_provider_is_told_in_our_words(browser):
    browser.sent()
    answer = browser.get("/oidc-zurueck?error=access_denied&error_description=<script>alert(1)</script>&state=x")
    refused(answer, DENIED)
    assert "script" not in answer.text.partition("<main>")[2]


@pytest.mark.parametrize(
    "aim",
    ["https://boese.example", "//boese.example", "/geteilt/../x", "/\\boese.example", "javascript:alert(1)", "x" * 190],
)
def test_nobody_is_sent_elsewhere_after_it(browser, aim):
    assert browser.comes(f"/oidc?ziel={aim}").headers["location"] == "/"


def test_a_login_leads_on_to_what_is_shared(browser):
    aim = f"/geteilt/{'a' * 43}"
    assert f'href="oidc?ziel={aim}"' in browser.get(f"/anmelden?ziel={aim}").text
    assert browser.comes(f"/oidc?ziel={aim}").headers["location"] == aim
    assert browser.sent().count("haus.example") == 1  # the address of the settings, whatever Host says


@pytest.mark.parametrize("name", [None, "", "  ", " anna", "anna,bert", "anna\n", "x" * 201, 7, ["anna"], "\u202eanna"])
def test_a_name_must_be_one(browser, name):
    browser.house.user = {"sub": "u1"} | ({} if name is None else {"preferred_username": name})
    refused(browser.comes(), NO_NAME)


def test_another_claim_may_be_the_name_an_address_only_where_it_was_verified(house):
    browser = Browser(house, oidc_name="email")
    for verified in (None, False, "true"):
        house.user = {"sub": "u1", "email": "anna@haus.example", "email_verified": verified}
        refused(browser.comes(), NO_NAME)
    house.user["email_verified"] = True
    assert browser.comes().status_code == 303
    assert browser.name() == "anna@haus.example"


@pytest.mark.parametrize(
    ("groups", "status"),
    [
        *((groups, 303) for groups in (["x", "akte"], "akte")),
        *((groups, 403) for groups in (["Akte"], [["akte"]], None, "meine akte", {"akte": 1}, [])),
    ],
)
def test_only_a_group_may_come_in_where_one_is_named(house, groups, status):
    house.user["rollen"] = groups
    answer = Browser(house, oidc_groups="rollen", oidc_group="akte").comes()
    assert answer.status_code == status
    assert (NOT_OF_GROUP in answer.text) == (status == 403)


def test_with_basic_authentication_where_the_provider_knows_no_other(house):
    house.metadata = lambda given: given | {"token_endpoint_auth_methods_supported": ["client_secret_basic"]}
    assert Browser(house, oidc_secret=SecretStr(openid.PLAIN)).comes().status_code == 303


AWAY_BY = {
    "down": ("down", True),
    "no JSON": ("metadata", lambda _: b"<html>"),
    "a list": ("metadata", lambda _: []),
    "nothing": ("metadata", lambda _: {}),
    "another issuer": ("metadata", lambda given: given | {"issuer": "https://boese.example"}),
    "a token address without TLS": ("metadata", lambda given: given | {"token_endpoint": "http://boese.example/"}),
    "keys in a file": ("metadata", lambda given: given | {"jwks_uri": "file:///etc/passwd"}),
    "no way to log in": ("metadata", lambda given: given | {"authorization_endpoint": None}),
}


@pytest.mark.parametrize("away", AWAY_BY.values(), ids=AWAY_BY)
def test_a_provider_that_cannot_be_asked_is_said_plainly_and_asked_again_only_later(browser, away, caplog, monkeypatch):
    before = dict(vars(browser.house))
    setattr(browser.house, *away)
    answer = browser.get("/oidc")
    refused(answer, AWAY, 503)
    assert answer.headers["retry-after"] == "60"
    asked = len(browser.house.asked)
    refused(browser.get("/oidc"), AWAY, 503)
    assert len(browser.house.asked) == asked
    assert all(
        record.levelno == logging.WARNING and not record.exc_info for record in caplog.records if "OIDC" in record.msg
    )
    browser.house.down, browser.house.metadata = before["down"], before["metadata"]
    later = time.monotonic() + module.AGAIN + 1
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    assert browser.comes().status_code == 303


def test_a_provider_that_goes_away_between_the_steps(browser):
    path = browser.back()
    browser.house.down = True
    refused(browser.get(path), AWAY, 503)


@pytest.mark.parametrize("answer", [b"", b"[]", b"null", b'"x"', b"{}", b'{"id_token": 7}', b'{"id_token": "x"}'])
def test_garbage_in_place_of_a_token_lets_nobody_in(browser, answer):
    browser.house.answer = lambda _: answer
    said = browser.comes()
    assert said.status_code in (403, 503)
    assert browser.name() is None
    assert NOT_PROVEN in said.text or AWAY in said.text


def test_a_provider_that_is_slow_is_not_waited_for(browser, monkeypatch):
    monkeypatch.setattr(module, "LONGEST_WAIT", 0.2)
    monkeypatch.setattr(module, "TIMEOUT", 60.0)
    over = threading.Event()
    browser.house.metadata = lambda given: over.wait(50) and given
    began = time.monotonic()
    refused(browser.get("/oidc"), AWAY, 503)
    assert time.monotonic() - began < 40
    over.set()


def test_metadata_cannot_change_how_it_is_asked(browser):
    """Authlib hands what stands there on to its HTTP client."""
    more = {"verify": False, "proxy": "http://boese.example", "follow_redirects": True, "jwks": {"keys": []}}
    browser.house.metadata = lambda given: given | more
    assert browser.comes().status_code == 303
