"""What is kept and told: in step with the papers that come, nothing twice, nothing lost, to each user their own."""

import sqlite3

import pytest

from rag.model import Edition
from ui.storage.watchlist import FILE, Arrival, Found, Kind, Watchlist


@pytest.fixture
def store(tmp_path):
    return Watchlist(tmp_path / FILE)


def v(mark, form="1"):
    return Edition(mark, form)


def keep(store, user="anna", what="a", seen=0):
    return store.keep(user, Kind.FILTER, what, f"Wort {what}", seen=seen)


def test_papers_are_numbered_as_they_come_and_what_is_there_is_not_new_again(store):
    store.note({"21/1": v("a"), "21/2": v("b")})
    assert store.latest() == 1
    store.note({"21/1": v("a"), "21/2": v("b")})
    assert store.latest() == 1
    store.note({"21/1": v("a"), "21/2": v("b"), "21/3": v("c")})
    assert store.arrivals(1, 2) == [Arrival("21/3", again=False)]
    assert store.arrivals(0, 1) == [Arrival("21/1", again=False), Arrival("21/2", again=False)]


def test_another_version_comes_again_but_not_one_that_was_only_read_otherwise(store):
    store.note({"21/1": v("a"), "21/2": v("b")})
    store.note({"21/1": v("a2", form="2"), "21/2": v("b2")})
    assert store.arrivals(1, 2) == [Arrival("21/2", again=True)]
    store.note({"21/1": v("a3", form="2"), "21/2": v("b2")})
    assert store.arrivals(2, 3) == [Arrival("21/1", again=True)]
    assert Arrival("21/1", again=False) in store.arrivals(0, 3)  # to who has heard of none of its versions


def test_a_paper_that_was_away_for_a_while_is_no_news(store):
    store.note({"21/1": v("a"), "21/2": v("b")})
    store.note({})  # the index is made again
    store.note({"21/1": v("a"), "21/2": v("b")})
    assert store.latest() == 1


def test_what_is_told_moves_the_mark_in_the_same_transaction(store):
    kept = keep(store)
    store.tell(kept, 3, [Found("21/1", again=False)])
    (again,) = store.kept("anna")
    assert again.seen == 3
    store.tell(kept, 3, [Found("21/2", again=False)])  # another look was faster
    assert [told.nummer for told in store.told("anna")] == ["21/1"]


def test_a_kill_while_telling_leaves_nothing_half_told(store):
    kept = keep(store)

    class Killed(BaseException):
        pass

    def broken():
        yield Found("21/1", again=False)
        raise Killed

    with pytest.raises(Killed):
        store.tell(kept, 3, broken())
    assert store.told("anna") == []
    assert store.kept("anna")[0].seen == 0
    store.tell(kept, 3, [Found("21/1", again=False)])
    assert len(store.told("anna")) == 1


def test_a_newer_version_takes_the_place_of_the_older_and_is_unread(store):
    kept = keep(store)
    store.tell(kept, 1, [Found("21/1", again=False, reply="alt")])
    (told,) = store.told("anna")
    store.mark_read("anna", [told.key])
    store.mark_mailed("anna", [told.key])
    store.tell(kept, 2, [Found("21/1", again=True, reply="neu")])
    (now,) = store.told("anna")
    assert (now.again, now.reply, now.read, now.mailed) == (True, "neu", False, False)


def test_the_same_words_are_not_told_again_only_where_they_stand(store):
    kept = keep(store)
    store.tell(kept, 1, [Found("21/1", again=False, reply="alt")])
    (told,) = store.told("anna")
    store.mark_read("anna", [told.key])
    store.tell(kept, 2, [Found("21/1", again=True, reply="neu", same=True)])
    (now,) = store.told("anna")
    assert (now.key, now.again, now.reply, now.read) == (told.key, False, "neu", True)
    assert store.reply_told(kept, "21/1") == "neu"


def test_keeping_twice_keeps_the_first_mark(store):
    first = keep(store, seen=4)
    assert keep(store, seen=9) == first
    assert len(store.kept("anna")) == 1


def test_users_reach_only_their_own(store):
    kept = store.keep("anna", Kind.FRAGE, "x", "x", turn="t", seen=0)
    store.tell(kept, 1, [Found("21/1", again=False)])
    (told,) = store.told("anna")
    store.forget("bert", kept.key)
    store.mark_read("bert", [told.key])
    store.mark_mailed("bert", [told.key])
    store.delete("bert")
    assert (store.kept("bert"), store.told("bert"), store.turns("bert")) == ([], [], {})
    assert store.told("anna") == [told]
    assert store.turns("anna") == {"t": kept.key}


def test_forgetting_takes_along_what_was_told(store, tmp_path):
    kept = keep(store)
    store.tell(kept, 1, [Found("21/1", again=False)])
    store.forget("anna", kept.key)
    store.tell(kept, 2, [Found("21/2", again=False)])  # it was compared meanwhile
    assert store.told("anna") == []
    with sqlite3.connect(tmp_path / FILE) as db:
        assert db.execute("SELECT count(*) FROM told").fetchone() == (0,)


def test_what_a_mail_has_named_is_not_unmailed_until_it_could_not_be_sent(store):
    store.tell(keep(store), 1, [Found("21/1", again=False), Found("21/2", again=False)])
    first, second = store.told("anna")
    store.mark_mailed("anna", [first.key])
    assert [told.key for told in store.told("anna", unmailed=True)] == [second.key]
    store.mark_mailed("anna", [first.key], mailed=False)
    assert len(store.told("anna", unmailed=True)) == 2


def test_it_survives_a_restart_and_begins_anew_where_the_file_is_damaged(store, tmp_path):
    keep(store)
    assert len(Watchlist(tmp_path / FILE).kept()) == 1
    (tmp_path / FILE).write_bytes(b"kein SQLite" * 500)
    assert Watchlist(tmp_path / FILE).kept() == []
    assert list(tmp_path.glob(f"{FILE}.beschaedigt-*"))
