"""How often a password may be tried, and for how long failures count."""

from __future__ import annotations

import pytest

from ui.web import attempts
from ui.web.attempts import Attempts


def test_attempts_are_forgotten_after_five_minutes(monkeypatch):
    now = 1000.0
    monkeypatch.setattr("ui.web.attempts.monotonic", lambda: now)
    tried = Attempts()
    assert [tried.begin("anna", "10.0.0.1") for _ in range(11)] == [0.0] * 10 + [300.0]
    now = 1299.0
    assert tried.begin("anna", "10.0.0.1") == 1.0
    now = 1300.0
    assert tried.begin("anna", "10.0.0.1") == 0.0


def test_of_ipv6_a_whole_network_is_one_address():
    tried = Attempts()
    assert all(tried.begin("anna", f"2001:db8::{n:x}") == 0.0 for n in range(10))
    assert tried.begin("anna", "2001:db8::ffff") > 0
    assert tried.begin("anna", "2001:db8:1::1") == 0.0


def test_invented_names_fill_no_memory(monkeypatch):
    monkeypatch.setattr("ui.web.attempts.MANY", 50)
    tried = Attempts()
    for n in range(500):
        tried.begin(f"n{n}", f"10.{n % 250}.0.1")
    assert len(tried._failed) <= 50


def test_a_right_attempt_takes_back_its_own_count_and_no_other():
    tried = Attempts()
    for _ in range(attempts.BOTH - 1):
        tried.begin("anna", "10.0.0.1")
    for _ in range(50):  # each counts while it is under way, and no more once it was right
        assert tried.begin("anna", "10.0.0.1") == 0.0
        tried.right("anna", "10.0.0.1")
    assert tried.begin("anna", "10.0.0.1") == 0.0
    assert tried.begin("anna", "10.0.0.1") > 0
    tried.right("bert", "10.0.0.9")  # nothing was begun: nothing happens


def test_a_refused_attempt_does_not_lengthen_the_wait(monkeypatch):
    now = 0.0
    monkeypatch.setattr("ui.web.attempts.monotonic", lambda: now)
    tried = Attempts()
    for _ in range(attempts.BOTH):
        tried.begin("anna", "10.0.0.1")
    for now in (100.0, 200.0, 299.0):
        assert tried.begin("anna", "10.0.0.1") == attempts.WINDOW - now
    now = attempts.WINDOW
    assert tried.begin("anna", "10.0.0.1") == 0.0


@pytest.mark.parametrize("address", ["testclient", "", "10.0.0.300"])
def test_what_is_no_address_counts_as_written(address):
    """Also none at all, as behind a socket file: it is not "from anywhere", where a name has a hundred attempts."""
    tried = Attempts()
    assert [tried.begin("anna", address) for _ in range(11)][-1] > 0
    assert tried.begin("anna", address + "x") == 0.0


def test_the_memory_forgets_the_oldest_first(monkeypatch):
    monkeypatch.setattr("ui.web.attempts.MANY", 3)
    tried = Attempts()
    tried.begin("anna", "10.0.0.1")
    tried.begin("bert", "10.0.0.2")
    assert list(tried._failed) == [("bert", "10.0.0.2"), (None, "10.0.0.2"), ("bert", None)]
