"""Where requests come from: this machine alone without a login, and never another page."""

from __future__ import annotations

import pytest

from ui.web.origin import FOREIGN_HOST, FOREIGN_PAGE, FORWARDED, problem

HERE = {"host": "127.0.0.1:7860"}
LINK = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10:80", True),
        ("LOCALHOST:7860", True),
        ("[::1]:7860", True),
        ("", False),
        ("akte.example", False),
        ("localhost.example", False),
        ("127.0.0.1.example", False),
        ("user@127.0.0.1", False),
        ("[::1", False),
        ("192.168.1.7:7860", False),
    ],
)
def test_without_a_login_only_names_that_nobody_else_can_give_out_are_answered(host, answered):
    assert problem("GET", {"host": host}, login=False) == (None if answered else FOREIGN_HOST)
    assert problem("GET", {"host": host}, login=True) is None


@pytest.mark.parametrize("name", ["via", "forwarded", "x-forwarded-for", "x-original-host", "x-real-ip"])
def test_what_was_passed_on_by_a_proxy_needs_a_login(name):
    assert problem("GET", HERE | {name: "x"}, login=False) == FORWARDED
    assert problem("GET", HERE | {name: "x"}, login=True) is None


@pytest.mark.parametrize("header", ["origin", "referer"])
def test_a_browser_that_believes_to_be_elsewhere_came_through_a_proxy(header):
    assert problem("GET", HERE | {header: "https://fragen.example/x"}, login=False) == FORWARDED
    assert problem("GET", HERE | {header: "http://localhost:7860/x"} | {"host": "localhost:7860"}, login=False) is None
    assert problem("GET", HERE | {header: "https://wiki.example/"} | LINK, login=False) is None  # a link leads here


@pytest.mark.parametrize(
    ("method", "headers", "answered"),
    [
        ("POST", {}, True),  # a program
        ("POST", {"sec-fetch-site": "same-origin"}, True),
        ("GET", {"sec-fetch-site": "none"}, True),  # typed into the address bar
        ("POST", {"sec-fetch-site": "same-site"}, False),
        ("GET", {"sec-fetch-site": "cross-site"}, False),  # a picture or script of another page
        ("GET", LINK, True),
        ("POST", LINK, False),  # a form of another page
        ("GET", LINK | {"sec-fetch-dest": "iframe"}, False),
        ("POST", {"origin": "https://akte.example"}, True),  # a browser that says no more
        ("POST", {"origin": "https://AKTE.example"}, True),
        ("POST", {"origin": "https://akte.example.boese"}, False),
        ("POST", {"origin": "null"}, False),
        ("POST", {"origin": "https://boese.example", "sec-fetch-site": "same-origin"}, True),  # the browser knows best
    ],
)
def test_no_page_but_our_own_sends_anything(method, headers, answered):
    given = {"host": "akte.example"} | headers
    assert problem(method, given, login=True) == (None if answered else FOREIGN_PAGE)
