"""The list of ways in, by itself: what is not on it is closed, and no way is on it twice."""

from __future__ import annotations

import pytest

from ui.web import access
from ui.web.access import BOTH, CLOSED, EVERYONE, PUBLIC, RULES, Who, rule_for


@pytest.mark.parametrize(
    ("method", "path", "who"),
    [
        ("GET", "/anmelden", EVERYONE),
        ("POST", "/abmelden", Who.PERSON),
        ("GET", "/", Who.PERSON),
        ("GET", "/export/a_B-9.docx", Who.PERSON),
        ("POST", "/gradio_api/call/ask", BOTH),
        ("GET", "/gradio_api/mcp", BOTH),
        ("DELETE", "/gradio_api/mcp/http/", BOTH),
    ],
)
def test_a_way_is_for_those_that_the_list_names(method, path, who):
    assert rule_for(method, path).who == who


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/quelle"),
        ("get", "/quelle"),
        ("HEAD", "/anmelden"),
        ("GET", "/anmelden\n"),
        ("GET", "/quelle/x"),
        ("GET", "/xquelle"),
        ("GET", "/themeXcss"),
        ("GET", "/export/../x.md"),
        ("GET", "/export/" + "a" * 65 + ".md"),
        ("GET", "/export/x.html"),
        ("POST", "/gradio_api/call/chat"),
        ("POST", "/gradio_api/call/asks"),
        ("GET", "/gradio_api/file=https://example.org/x"),
        ("GET", ""),
        ("", ""),
    ],
)
def test_what_is_not_on_the_list_is_closed_to_everyone(method, path):
    rule = rule_for(method, path)
    assert rule == CLOSED
    assert not rule.who & EVERYONE
    assert rule.body == 0


def test_a_stranger_reaches_the_login_and_what_a_secret_address_names_and_nothing_else():
    open_ = {rule.path for rule in RULES if Who.STRANGER in rule.who}
    assert {path.replace("[A-Za-z0-9_-]{1,64}", "TOKEN") for path in open_} == {
        "/anmelden",
        "/oidc(?:-zurueck|-ende)?",
        "/gesund",
        r"/neues/feed/TOKEN\.atom",
        "/neues/(?:bestaetigen|abbestellen)/TOKEN",
    }


def test_a_program_calls_each_public_function_and_no_event_is_open_without_being_looked_into():
    for name in PUBLIC:
        rule = rule_for("POST", f"/gradio_api/call/{name}")
        assert (rule.who, rule.event, rule.body) == (BOTH, True, access.JSON)
        assert rule_for("GET", f"/gradio_api/call/{name}/e1").stream
    inside = ("/gradio_api/queue/join", "/gradio_api/run/predict")
    assert all(rule_for("POST", path).event for path in inside)


def test_only_what_is_sent_may_carry_something_and_an_upload_most():
    assert {rule.method for rule in RULES if rule.body} == {"POST"}
    assert all(rule.body for rule in RULES if rule.method == "POST")
    assert access.FORM < access.JSON < access.LARGEST_UPLOAD < access.UPLOAD
    large = {rule.path for rule in RULES if rule.body > access.JSON}
    assert large == {"/papiere", "/schon-gefragt", "/gradio_api/upload"}


def test_a_browser_keeps_only_what_changes_its_name_with_its_content():
    assert rule_for("GET", "/af/0123456789ab/chat.css").keep
    assert rule_for("GET", "/af/0123456789AB/chat.css") == CLOSED
    assert {rule.path.split("/")[1] for rule in RULES if rule.keep} == {"af", "assets"}
