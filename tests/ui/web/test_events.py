"""Calls of the page's events as Gradio would read them: who may call which, in whose session, with what files."""

from __future__ import annotations

import json

import pytest

from ui.web import events
from ui.web.access import Caller, Who
from ui.web.events import NO_FETCHING, NOT_JSON, NOT_PUBLIC, NOT_YOURS, Events

ANNA, BERT, PROGRAM = Caller("anna", Who.PERSON), Caller("bert", Who.PERSON), Caller("anna", Who.PROGRAM)


def problem(caller: Caller, over: Events | None = None, **given: object) -> str | None:
    """What is said against a call; number 7 alone is public."""
    return (over or Events(frozenset({7}))).problem(events.read(json.dumps(given).encode()), caller)


@pytest.mark.parametrize("number", [3, -1])
def test_a_program_calls_only_what_is_public(number):
    assert problem(PROGRAM, fn_index=number) == NOT_PUBLIC
    assert problem(ANNA, fn_index=number) is None  # the page calls all its events
    assert problem(PROGRAM, fn_index=7) is None


@pytest.mark.parametrize("number", ["7", "07", " 7", 7.0, True, [7], {"7": 7}])
@pytest.mark.parametrize("caller", [ANNA, PROGRAM])
def test_an_event_is_named_by_a_whole_number_or_not_at_all(caller, number):
    """Gradio takes "7" and 7.0 for 7; what is counted by its number would run uncounted, for people too."""
    assert problem(caller, fn_index=number) == NOT_JSON
    assert problem(caller, fn_index=7) is None
    assert problem(caller, fn_index=None) is None


def test_a_session_is_whose_who_named_it_first():
    over = Events(frozenset({7}))
    assert problem(ANNA, over, session_hash="s1") is None
    assert problem(ANNA, over, session_hash="s1") is None
    assert problem(BERT, over, session_hash="s1") == NOT_YOURS
    assert problem(PROGRAM, over, session_hash="s1") == NOT_YOURS  # her key is not her browser
    assert problem(BERT, over, session_hash="s2") is None
    assert problem(ANNA, over, session_hash=["s2"]) == NOT_YOURS


def test_sessions_fill_no_memory_and_those_in_use_stay(monkeypatch):
    monkeypatch.setattr(events, "MANY", 3)
    over = Events(frozenset())
    for session in ("alt", "neu", "neuer", "alt", "noch"):  # "neu" has not been used for longest
        assert over.owns(ANNA, session)
    assert not over.owns(BERT, "alt")
    assert over.owns(BERT, "neu")


@pytest.mark.parametrize("body", [b"", b"nein", b"[1]", b"7", b'{"fn_index": 7', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_object_is_refused(body):
    assert Events(frozenset({7})).problem(events.read(body), ANNA) == NOT_JSON


def test_no_file_is_named_by_an_address_however_deep():
    deep: object = {"path": "http://intern.example/geheim"}
    for _ in range(50):
        deep = {"data": [deep]}
    assert problem(ANNA, data=[deep]) == NO_FETCHING
    assert problem(ANNA, data=[{"path": "/tmp/hochgeladen.xlsx"}, "http://nur.text"]) is None
