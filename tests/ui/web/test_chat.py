"""The events of the chat without a browser, each with its user; and nothing dials out."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from types import SimpleNamespace

import gradio as gr
import pytest

import rag
from tests.support.fakes import NUMMER, FakeEngine
from tests.support.paths import ROOT
from ui.web import questions
from ui.web.chat import Handlers
from ui.web.desk import PROBLEM, Desk


@pytest.mark.parametrize(("given", "kept"), [(None, "1"), ("0", "0")])
def test_the_network_is_closed_before_gradio_comes_and_a_switch_of_the_user_stays(given, kept):
    code = "import os, sys, ui; print(os.environ['HF_HUB_OFFLINE'], 'gradio' in sys.modules)"
    env = {"PYTHONPATH": str(ROOT), **({"HF_HUB_OFFLINE": given} if given else {})}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert done.stdout.split() == [kept, "False"]


def test_the_switches_stand_in_one_place():
    names = "|".join(rag.CLOSED_NETWORK)
    files = [path for package in ("ui", "evals", "rag", "ingest") for path in (ROOT / package).rglob("*.py")]
    naming = [path.relative_to(ROOT).as_posix() for path in files if re.search(names, path.read_text("utf-8"))]
    assert naming == ["rag/__init__.py"]


def request(user: str = "anna") -> SimpleNamespace:
    """What Gradio tells of who sends an event."""
    return SimpleNamespace(username=user)


def event(tun: str, key: str = "", text: str = "") -> SimpleNamespace:
    """A button of the page."""
    return SimpleNamespace(tun=tun, key=key, text=text)


@pytest.fixture
def chat(tmp_path):
    return Handlers(Desk(FakeEngine(), tmp_path), questions.Line())


def asked(chat, question="Wie viele Leuchttürme gibt es?", current="", user="anna", address=""):
    """All states of the page while a question is answered: (thread, conversation, list)."""

    async def states():
        return [shown async for shown in chat.ask(question, current, address, request(user))]

    return asyncio.run(states())


def skipped(value):
    return value == gr.skip()


def test_a_question_is_shown_at_once_and_its_conversation_before_it_is_answered(chat):
    first, *_, last = asked(chat)
    assert "Die Papiere werden durchsucht" in first[0]
    assert "Wie viele Leuchttürme gibt es?" in first[2]
    assert "17 Leuchttürme" in last[0]
    assert chat.desk.conversations.title("anna", last[1]) == "Wie viele Leuchttürme gibt es?"


def test_an_empty_question_changes_nothing(chat):
    (only,) = asked(chat, "  \n ")
    assert all(map(skipped, only))
    assert chat.desk.conversations.listed("anna", 9) == []


def test_the_next_question_joins_the_conversation_but_not_a_strangers(chat):
    key = asked(chat)[-1][1]
    again = asked(chat, "Was kostete ihre Unterhaltung?", key)
    assert again[-1][1] == key
    assert again[-1][0].count("af-turn") == 2
    other = asked(chat, "Was kostete ihre Unterhaltung?", key, user="bert")[-1]
    assert other[1] != key
    assert other[0].count("af-turn") == 1
    assert [item.key for item in chat.desk.conversations.listed("bert", 9)] == [other[1]]


def test_what_goes_wrong_is_said_and_not_kept(chat, monkeypatch):
    monkeypatch.setattr(FakeEngine, "stream", lambda *_: 1 / 0)
    last = asked(chat)[-1]
    assert PROBLEM in last[0]
    assert chat.desk.turns("anna", last[1]) == []


def test_buttons_open_rename_begin_and_delete_conversations(chat):
    one = asked(chat)[-1][1]
    two = asked(chat, "Was kostete ihre Unterhaltung?")[-1][1]
    thread, current, listed = chat.act(two, event("oeffnen", one), request())
    assert (current, "17 Leuchttürme" in thread) == (one, True)
    assert f'data-key="{two}"' in listed
    _, current, listed = chat.act(one, event("umbenennen", one, "Türme"), request())
    assert (current, "Türme" in listed) == (one, True)
    thread, current, _ = chat.act(one, event("neu"), request())
    assert (current, "af-welcome" in thread) == ("", True)
    _, current, listed = chat.act(one, event("loeschen", two), request())
    assert (current, two in listed) == (one, False)
    thread, current, _ = chat.act(one, event("loeschen", one), request())
    assert (current, "af-welcome" in thread) == ("", True)


def test_no_button_reaches_a_strangers_conversation(chat):
    key = asked(chat)[-1][1]
    answer = chat.desk.turns("anna", key)[0].key
    for what in ("umbenennen", "loeschen"):
        chat.act("", event(what, key, "fremd"), request("bert"))
    chat.act("", event("gut", answer), request("bert"))
    thread, _, listed = chat.act("", event("oeffnen", key), request("bert"))
    assert "af-turn" not in thread
    assert key not in listed
    assert chat.desk.conversations.title("anna", key) == "Wie viele Leuchttürme gibt es?"
    assert chat.desk.turns("anna", key)[0].rating is None


def test_a_thumb_is_kept_and_taken_back(chat):
    key = asked(chat)[-1][1]
    answer = chat.desk.turns("anna", key)[0].key
    thread, _, _ = chat.act(key, event("gut", answer), request())
    assert 'data-tun="gut" data-key="' + answer + '" aria-pressed="true"' in thread
    thread, _, _ = chat.act(key, event("gut", answer), request())
    assert 'aria-pressed="true"' not in thread


def test_an_address_opens_a_conversation_or_the_welcome(chat):
    key = asked(chat)[-1][1]
    thread, current, listed, bar = chat.open(f"?gespraech={key}", request())
    assert (current, "17 Leuchttürme" in thread) == (key, True)
    assert 'aria-current="true"' in listed
    assert f'name="drs" value="{NUMMER}"' in bar
    thread, current, _, _ = chat.open(f"?gespraech={key}", request("bert"))
    assert (current, "af-welcome" in thread) == ("", True)


def test_after_a_restart_the_address_leads_back_to_the_conversation(chat):
    key = asked(chat)[-1][1]
    again = asked(chat, "Was kostete ihre Unterhaltung?", "", address=f"?gespraech={key}")
    assert again[-1][1] == key
    other = asked(chat, "Was kostete ihre Unterhaltung?", "", user="bert", address=f"?gespraech={key}")
    assert other[-1][1] != key
