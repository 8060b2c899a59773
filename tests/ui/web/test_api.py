"""What other programs may call, called as Gradio would: each knows who asks, and says what is not there."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import gradio as gr
import pytest

from tests.support.fakes import NUMMER, FakeEngine, sample_paper
from ui.web import api, questions
from ui.web.access import PUBLIC
from ui.web.desk import LONGEST_QUESTION, Desk


@pytest.fixture
def engine():
    made = FakeEngine()
    made.owned["anna", "21/7"] = sample_paper("21/7")
    return made


@pytest.fixture
def calls(engine, tmp_path, monkeypatch):
    """The public functions by name; the user is whom a request's header names."""
    found: dict[str, object] = {}
    monkeypatch.setattr(api, "api", lambda function, **given: found.update({given["api_name"]: function}))
    with gr.Blocks():
        api.publish(Desk(engine, tmp_path), lambda request: request.headers["user"], questions.Line())
    return found


def by_api(user="bert"):
    """A request as Gradio wraps it."""
    return SimpleNamespace(request=SimpleNamespace(headers={"user": user}))


def by_mcp(user="bert"):
    """A request as it comes through MCP: the server's own."""
    return SimpleNamespace(headers={"user": user})


def test_the_public_functions_are_those_that_the_gate_lets_through(calls):
    assert set(calls) == set(PUBLIC)
    assert all(function.__doc__ for function in calls.values())  # MCP shows it to a language model


@pytest.mark.parametrize("request_of", [by_api, by_mcp])
def test_own_papers_are_found_by_their_owner_alone(calls, request_of):
    def listed(user):
        return [paper["drucksache"] for paper in calls["papers"](request_of(user))]

    assert listed("anna") == [NUMMER, "21/7"]
    assert listed("bert") == [NUMMER]
    assert calls["read"]("21/7", "1", request_of("anna"))["antwort"].startswith("Es gibt 17 Leuchttürme.")
    assert "nicht im Bestand" in calls["read"]("21/7", "1", request_of("bert"))["fehler"]
    found = {hit["drucksache"] for hit in asyncio.run(calls["find"]("Leuchttürme", request_of("bert")))}
    assert found == {NUMMER}


def test_an_answer_comes_with_its_places(calls, engine):
    reply = asyncio.run(calls["ask"]("Wie viele Leuchttürme gibt es? " + "x" * LONGEST_QUESTION, by_api()))
    assert reply["belege"][0]["drucksache"] == NUMMER
    assert len(engine.asked[-1].text) == LONGEST_QUESTION


def test_a_frage_is_read_with_all_that_it_was_answered_with(calls):
    read = calls["read"](f" {NUMMER} ", "2a", by_api())
    assert (read["nr"], read["gruppe"], read["status"]) == ("2a", ["2", "2a"], "beantwortet")
    assert read["frage"] == "Was ist für das Jahr 2024 vorgesehen?"
    assert "4 700 000 Euro" in read["antwort"]


@pytest.mark.parametrize(
    ("nummer", "frage", "says"),
    [
        ("20/1", "1", "Die Drucksache 20/1 ist nicht im Bestand."),
        (NUMMER, "zwei", "'zwei' ist keine Fragenummer."),
        (NUMMER, "9", f"Die Drucksache {NUMMER} hat keine Frage 9."),
    ],
)
def test_what_is_not_there_is_said(calls, nummer, frage, says):
    assert calls["read"](nummer, frage, by_api()) == {"fehler": says}
