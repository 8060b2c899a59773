"""Shares: tokens nobody guesses, taken back by their owner alone, kept over a restart."""

from pathlib import Path

import pytest

from ui.storage.shares import Shares


@pytest.fixture
def store(tmp_path: Path) -> Shares:
    return Shares(tmp_path / "a" / "geteilt.sqlite3")


def test_a_share_survives_a_restart_and_names_whom_it_is_for(store: Shares, tmp_path: Path) -> None:
    named, link = store.add("anna", "bert", "T", ["t1", "t2"]), store.add("anna", None, "L", ["t1"])
    again = Shares(tmp_path / "a" / "geteilt.sqlite3")
    assert again.get(named.token) == named
    assert [one.title for one in again.mine("anna")] == ["L", "T"]
    assert again.for_me("bert") == [named]
    assert [named.is_for(user) for user in ("anna", "bert", "carla", "")] == [True, True, False, False]
    assert link.is_for("carla")
    assert again.for_me("carla") == []


def test_tokens_are_long_and_never_the_same(store: Shares) -> None:
    tokens = {store.add("anna", None, "T", []).token for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) == 43 for token in tokens)  # 32 bytes


def test_only_its_owner_takes_a_share_back_and_only_once(store: Shares) -> None:
    share = store.add("anna", "bert", "T", ["t"])
    assert [store.end(user, share.token) for user in ("bert", "", "anna", "anna")] == [False, False, True, False]
    assert not store.end("anna", "x' OR 1=1 --")
    assert (store.mine("anna"), store.for_me("bert")) == ([], [])
    assert store.get(share.token).ended is not None


def test_of_users_who_are_not_known_any_more_nothing_is_kept(store: Shares) -> None:
    gone = [store.add("weg", None, "T", []), store.add("anna", "weg", "T", [])]
    kept = [store.add("anna", "bert", "T", []), store.add("", None, "T", [])]
    store.keep_only({"anna", "bert"}.__contains__)
    assert [store.get(one.token) for one in gone] == [None, None]
    assert [store.get(one.token) for one in kept] == kept
