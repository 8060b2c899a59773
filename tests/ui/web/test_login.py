"""The login under attack: guesses are few, cost the others nothing, and are written down."""

from __future__ import annotations

import asyncio
import logging
import threading
import time

import pytest
from fastapi import FastAPI

from tests.support.routes import ask
from ui.web import attempts
from ui.web.gate import Gate
from ui.web.login import LASTS, Login, hashed, hashed_key

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr("ui.web.login.PAUSE", 0)


@pytest.fixture
def app():
    """The gate and the login, without the chat behind them."""
    login, alone = Login([("anna", hashed("richtig")), ("bert", hashed("auch richtig"))]), FastAPI()
    login.add(alone)
    alone.add_middleware(Gate, login=login, public=frozenset())
    return alone


async def enter(app, name, password, client="10.0.0.7"):
    return await ask(app, "POST", "/anmelden", FORM, (f"name={name}&passwort={password}".encode(),), client)


def test_a_name_can_be_tried_ten_times_from_one_address(app):
    async def guesses():
        wrong = [await enter(app, "anna", f"x{n}") for n in range(12)]
        return wrong, await enter(app, "anna", "richtig"), await enter(app, "anna", "richtig", "10.0.0.8")

    wrong, here, elsewhere = asyncio.run(guesses())
    assert [answer.status for answer in wrong] == [403] * 10 + [429] * 2
    assert here.status == 429  # the right one too: else it could be guessed on
    assert "Zu viele Versuche. Bitte warten Sie 5 Minuten" in here.body.decode()
    assert 0 < int(here.headers["retry-after"]) <= attempts.WINDOW
    assert elsewhere.status == 303  # who sits elsewhere is not kept out by it


def test_an_address_can_try_thirty_times_and_a_name_a_hundred_times(app, monkeypatch):
    monkeypatch.setattr("ui.web.login.matches", lambda *_: False)

    async def guesses():
        many = [await enter(app, f"n{n}", "x") for n in range(31)]
        spread = [await enter(app, "bert", "x", f"10.0.1.{n}") for n in range(101)]
        return many, spread

    many, spread = asyncio.run(guesses())
    assert [answer.status for answer in many].count(403) == 30
    assert many[-1].status == 429
    assert [answer.status for answer in spread].count(403) == 100
    assert spread[-1].status == 429


def test_two_hundred_guesses_at_once_are_not_hashed(app, monkeypatch):
    hashes = []
    monkeypatch.setattr("ui.web.login.matches", lambda *_: hashes.append(time.sleep(0.01)))

    async def flood():
        return await asyncio.gather(*(enter(app, "anna", f"x{n}") for n in range(200)))

    statuses = [answer.status for answer in asyncio.run(flood())]
    assert len(hashes) == 10
    assert statuses.count(429) == 190


def test_guesses_hold_no_thread_that_answers_others(app, monkeypatch):
    monkeypatch.setattr("ui.web.login.PAUSE", 5)
    begun, over = threading.Event(), threading.Event()
    monkeypatch.setattr("ui.web.login.matches", lambda *_: begun.set() or over.wait(60))

    async def flood():
        guesses = [asyncio.create_task(enter(app, f"n{n}", "x", f"10.0.2.{n}")) for n in range(30)]
        try:
            while not begun.is_set():
                await asyncio.sleep(0.01)
            # answered by a thread of the shared ones, while every guess still holds the one that it has
            return await asyncio.wait_for(ask(app, "GET", "/anmelden"), 30)
        finally:
            over.set()
            for guess in guesses:
                guess.cancel()

    assert asyncio.run(flood()).status == 200


def test_where_too_many_wait_they_are_told_and_nothing_is_counted(app, monkeypatch):
    monkeypatch.setattr("ui.web.login.WAITING", 0)

    async def guesses():
        return [await enter(app, "anna", "richtig") for _ in range(20)]

    answers = asyncio.run(guesses())
    assert {answer.status for answer in answers} == {503}
    assert "zu viele" in answers[0].body.decode()


def test_a_right_password_does_not_count(app, monkeypatch):
    monkeypatch.setattr("ui.web.login.matches", lambda *_: True)

    async def enters():
        return [(await enter(app, "anna", "richtig")).status for _ in range(40)]

    assert asyncio.run(enters()) == [303] * 40


def test_a_refused_login_is_written_down_in_one_line(app, caplog):
    with caplog.at_level(logging.WARNING, "ui.web.login"):
        asyncio.run(enter(app, "anna%0AAnmeldung angenommen%1b[31m%E2%80%AE", "falsch"))
    (line,) = [record.getMessage() for record in caplog.records if record.name == "ui.web.login"]
    assert "10.0.0.7" in line
    assert "anna" in line
    assert line.isprintable()  # no line break, no colour, no turned direction of writing
    assert "falsch" not in line


def test_of_one_persons_sessions_the_oldest_ends_where_they_are_too_many(monkeypatch):
    monkeypatch.setattr("ui.web.login.matches", lambda *_: True)
    monkeypatch.setattr("ui.web.login.SESSIONS", 3)
    login = Login([("anna", hashed("x")), ("bert", hashed("x"))])
    other = login.enter("bert", "x")
    mine = [login.enter("anna", "x") for _ in range(5)]
    assert list(login._sessions) == [other, *mine[-3:]]


def test_sessions_that_are_over_are_forgotten(monkeypatch):
    login = Login([("anna", hashed("richtig"))])
    first = login.enter("anna", "richtig")
    later = time.time() + LASTS + 1
    monkeypatch.setattr("ui.web.login.time.time", lambda: later)
    second = login.enter("anna", "richtig")
    assert set(login._sessions) == {second}
    assert first != second


def test_the_login_knows_who_its_file_names_by_password_or_key():
    login = Login([("anna", hashed("richtig")), ("programm", hashed_key("lang"))])
    assert login.knows("anna")
    assert login.knows("programm")
    assert not login.knows("bert")
    assert not login.knows("")
