"""The ways of a login by OpenID Connect: what the pages say, and what is written down."""

from __future__ import annotations

import logging

from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.support import openid
from tests.support.openid import Browser, refused
from tests.support.openid import browser as browser  # a fixture
from tests.support.openid import house as house  # a fixture
from ui.web import oidc_routes
from ui.web.login import COOKIE, Login, hashed
from ui.web.oidc import NO_LEAVING


def test_where_no_provider_is_set_up_its_ways_lead_nowhere():
    app, login = FastAPI(), Login([("anna", hashed("richtig"))])
    login.add(app)
    oidc_routes.add(app, login)
    with TestClient(app, follow_redirects=False) as client:
        for path in ("/oidc", "/oidc-zurueck?code=x&state=y", "/oidc-ende"):
            answer = client.get(path)
            assert answer.status_code == 404
            assert oidc_routes.NOT_SET_UP in answer.text
        assert "oidc" not in client.get("/anmelden").text


def test_logging_out_ends_the_session_and_says_the_way_out_of_the_provider(browser):
    session = browser.login._begin("anna")
    answer = browser.client.post("/abmelden", headers={"cookie": f"{COOKIE}={session}"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/anmelden?ab=1")
    assert browser.name() is None
    assert 'href="oidc-ende"' in browser.get("/anmelden?ab=1").text
    left = browser.get("/oidc-ende")
    assert left.headers["location"].startswith(f"{browser.house.issuer}/ende?")
    assert "post_logout_redirect_uri=https%3A%2F%2Fhaus.example%2Fakte%2Fanmelden" in left.headers["location"]


def test_where_the_provider_knows_no_logging_out_it_is_said(browser):
    browser.house.metadata = lambda given: {
        name: value for name, value in given.items() if name != "end_session_endpoint"
    }
    refused(browser.get("/oidc-ende"), NO_LEAVING, 404)


def test_who_is_refused_is_written_down_in_one_line_without_what_is_secret(browser, caplog):
    path = browser.back()
    browser.house.claims = lambda given: given | {"nonce": "anders"}
    with caplog.at_level(logging.WARNING):
        browser.get(path)
    (line,) = [record.getMessage() for record in caplog.records if "OIDC" in record.getMessage()]
    assert "nonce" not in line or "anders" not in line
    assert openid.SECRET not in line
    assert path.partition("code=")[2].partition("&")[0] not in line
    assert line.isprintable()


def test_beside_it_the_form_stands_only_where_someone_has_a_password(house):
    assert 'name="passwort"' not in Browser(house).get("/anmelden").text
    assert 'name="passwort"' in Browser(house, [("anna", hashed("richtig"))]).get("/anmelden").text


def test_what_users_keep_stays_since_only_the_provider_knows_who_there_is(browser):
    assert browser.login.knows("wer auch immer")
