"""What one user may do in a stretch of time: every way of the list, at the gate, until it is too much and after it."""

from __future__ import annotations

import asyncio
import json
import re

import pytest

from tests.support.paths import ROOT
from tests.support.routes import PASSED, ask, passed, sample
from ui.web import limits, questions
from ui.web.access import RULES, Who, rule_for
from ui.web.fair import Full
from ui.web.gate import Gate
from ui.web.limits import Counter, Limit
from ui.web.login import COOKIE, Login, hashed_key

TEXT = (ROOT / "docs" / "zugriff.md").read_text(encoding="utf-8")
WAYS = re.findall(r"(?m)^\| (GET|POST) \| `([^`]+)` \| (?:Mensch|Programm)", TEXT)
LIMITS = [one for one in vars(limits).values() if isinstance(one, Limit)]
RUN = 7
FREE = {
    "/abmelden": "ends what there is",
    "/teilen/(?:pruefen|zuruecknehmen)": "shows, or takes away",
    "/nachfragen/(?:vorziehen|entfernen)": "of at most 200 Fragen that are there",
    "/nachfragen/aendern": "writes over what is there, while someone types",
    "/papiere/entfernen": "takes away",
    "/papiere/abgleich": "ten minutes after the last one, whoever began it",
    "/neues/(?:vergessen|feed|post)": "takes away, or in place of the last one; a mail each ten minutes",
    "/gradio_api/run/predict": "events, of which EVENTS names those that are counted",
    "/gradio_api/queue/join": "events, of which EVENTS names those that are counted",
}
"""What is sent and not counted, and why not; all else that people send has a limit."""


class Door:
    """The gate with anna and bert, and nothing behind it."""

    def __init__(self):
        login = Login([("anna", hashed_key("lang")), ("bert", hashed_key("kurz"))])
        self.asking = questions.Line()
        self.gate = Gate(passed, login, frozenset({1}), {RUN: limits.RUNS}, self.asking)
        self.anna, self.bert = ({"cookie": f"{COOKIE}={login._begin(name)}"} for name in ("anna", "bert"))

    async def sends(self, method, path, headers=None, body=b"{}"):
        """What is answered, to anna where no headers say who it is."""
        return await ask(self.gate, method, path, headers or self.anna, (body,) if method == "POST" else ())


@pytest.fixture
def door():
    return Door()


@pytest.fixture
def clock(monkeypatch):
    """The time, which the tests move."""
    now = [1_000.0]
    monkeypatch.setattr(limits, "monotonic", lambda: now[0])
    return now


def ways(limit):
    return [(method, path) for method, path in WAYS if rule_for(method, sample(path)).limit is limit]


def test_whatever_people_send_has_a_limit_or_a_reason_why_not():
    sent = {
        rule.path for rule in RULES if rule.method == "POST" and Who.PERSON in rule.who and Who.STRANGER not in rule.who
    }
    mcp_and_questions = {rule.path for rule in RULES if rule.asks or "mcp" in rule.path or "call" in rule.path}
    counted = {rule.path for rule in RULES if rule.limit}
    assert sent - counted - mcp_and_questions == FREE.keys()


def test_whatever_is_handed_out_as_a_file_has_a_limit():
    files = [(method, path) for method, path in WAYS if path.endswith((".docx", ".md", ".xlsx", ".csv"))]
    assert len(files) >= 8
    assert {rule_for(method, sample(path)).limit for method, path in files} == {limits.FILES}


@pytest.mark.parametrize("limit", LIMITS, ids=lambda one: one.what)
def test_the_page_of_limits_says_each(limit):
    assert f"| {limit.what} | {limit.most} | {limit.minutes} Minuten |" in TEXT


@pytest.mark.parametrize("limit", [one for one in LIMITS if ways(one)], ids=lambda one: one.what)
def test_by_every_way_it_is_told_when_it_is_too_much_and_goes_on_later(door, clock, limit):
    async def work():
        every = ways(limit)
        method, path = every[0]
        for _ in range(limit.most):
            assert (await door.sends(method, sample(path))).status == PASSED
        clock[0] += limit.minutes * 60 - 119
        for method, path in every:
            refused = await door.sends(method, sample(path))
            assert refused.status == 429, path
            assert refused.headers["retry-after"] == "119"
            told = json.loads(refused.body)["detail"]
            assert told == f"{limits.said(limit)} Weiter geht es in 2 Minuten."
            assert (await door.sends(method, sample(path), door.bert)).status == PASSED
        clock[0] += 120
        assert (await door.sends(method, sample(path))).status == PASSED

    asyncio.run(work())


@pytest.mark.usefixtures("clock")
def test_a_browser_is_shown_a_page(door):
    async def work():
        for _ in range(limits.FILES.most):
            await door.sends("GET", "/export/a.docx")
        return await door.sends("GET", "/export/a.docx", door.anna | {"accept": "text/html"})

    refused = asyncio.run(work())
    assert refused.status == 429
    assert "höchstens 120 Dateien zum Herunterladen" in refused.body.decode()
    assert refused.headers["content-type"].startswith("text/html")


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("path", ["/gradio_api/run/predict", "/gradio_api/queue/join"])
def test_runs_of_sets_are_counted_among_the_events_and_others_are_not(door, path):
    async def work():
        run, other = (b'{"data": [], "fn_index": %d}' % number for number in (RUN, RUN + 1))
        statuses = [(await door.sends("POST", path, body=run)).status for _ in range(limits.RUNS.most + 1)]
        return statuses, (await door.sends("POST", path, body=other)).status

    statuses, other = asyncio.run(work())
    assert statuses == [PASSED] * limits.RUNS.most + [429]
    assert other == PASSED


@pytest.mark.usefixtures("clock")
def test_a_program_that_asks_too_much_is_told_before_it_waits(door):
    key = {"authorization": "Bearer lang"}

    async def work():
        for _ in range(limits.QUESTIONS.most):
            async with door.asking.taken("anna"):  # as ask, find, the chat and MCP do
                pass
        with pytest.raises(Full, match="600 Fragen"):
            async with door.asking.taken("anna"):
                pass
        asked = [
            await door.sends("POST", f"/gradio_api/call/{name}", key) for name in ("ask", "find", "read", "papers")
        ]
        bert = await door.sends("POST", "/gradio_api/call/ask", {"authorization": "Bearer kurz"})
        return asked, bert

    (asked, found, read, papers), bert = asyncio.run(work())
    for refused in (asked, found):
        assert refused.status == 429
        assert refused.headers["retry-after"] == "600"
        assert "Weiter geht es in 10 Minuten" in json.loads(refused.body)["detail"]
    assert read.status == papers.status == bert.status == PASSED


def test_a_program_with_too_many_questions_under_way_is_told_too(door):
    async def work():
        holding = [door.asking.taken("anna") for _ in range(questions.UNDER_WAY)]
        for one in holding[: questions.EACH]:
            await one.__aenter__()
        waiting = [asyncio.create_task(one.__aenter__()) for one in holding[questions.EACH :]]
        await asyncio.sleep(0)
        answer = await door.sends("POST", "/gradio_api/call/ask", {"authorization": "Bearer lang"})
        for one in waiting:
            one.cancel()
        return answer

    refused = asyncio.run(work())
    assert refused.status == 429
    assert refused.headers["retry-after"] == "5"
    assert questions.TOO_MANY in refused.body.decode()


def test_what_is_too_much_does_not_count_and_holds_no_place(clock):
    async def work():
        line = questions.Line()
        for _ in range(limits.QUESTIONS.most + 50):
            try:
                async with line.taken("anna"):
                    pass
            except Full:
                clock[0] += 1
        assert not line._taken
        clock[0] += limits.QUESTIONS.minutes * 60 - 50
        async with line.taken("anna"):
            pass

    asyncio.run(work())


@pytest.mark.usefixtures("clock")
def test_those_that_were_idle_the_longest_are_forgotten(monkeypatch):
    monkeypatch.setattr(limits, "MANY", 3)
    counter, once = Counter(), Limit("Dinge", 1, 1)
    for who in "abcd":
        counter.take(once, who)
    counter.check(once, "a")
    with pytest.raises(Full):
        counter.check(once, "d")
    assert len(counter._done) == 3
