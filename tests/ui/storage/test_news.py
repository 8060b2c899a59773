"""What is kept is compared with the papers that come: told once, of the common stock alone, and only what is quoted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rag.engine import Engine
from rag.errors import VectorsAway
from rag.model import Filters
from rag.settings import Settings
from tests.support.fakes import EVIL, NUMMER, FakeEmbedder, FakeEngine, sample_paper
from ui.storage import filter_query, news, replies
from ui.storage.conversations import FILE, Conversations
from ui.storage.news import News, NotKept
from ui.web.desk import Desk

ASKED = "Wie viele Leuchttürme gibt es an den Küsten?"
NO_FILTERS = Filters()


class Chat:
    """A desk with its news; `paper` adds one to the common stock."""

    def __init__(self, folder: Path, engine: FakeEngine) -> None:
        self.engine = engine
        self.desk = Desk(engine, folder)
        self.news: News = self.desk.news

    def ask(self, question: str = ASKED, user: str = "anna", chosen: Filters = NO_FILTERS, talk: str = "") -> str:
        """Ask, and give the key of the turn."""
        talk = talk or self.desk.conversations.begin(user, question)
        return list(self.desk.ask(user, talk, question, chosen))[-1].key

    def paper(self, nummer: str, extra: str = "") -> None:
        """A paper for everyone."""
        self.engine.stock[nummer] = sample_paper(nummer, extra)

    def told(self, user: str = "anna") -> list[str]:
        """The papers that a user is told of."""
        return sorted(item.paper.nummer for item in self.news.items(user))


@pytest.fixture
def chat(tmp_path: Path) -> Chat:
    return Chat(tmp_path, FakeEngine())


def test_a_kept_question_is_told_of_a_new_paper_that_answers_it_with_its_words(chat: Chat) -> None:
    chat.news.keep_turn("anna", chat.ask())
    chat.news.look()
    assert chat.told() == []  # what was there is not new
    chat.paper("21/2")
    chat.news.look()
    (item,) = chat.news.items("anna")
    assert (item.paper.nummer, item.told.again, item.told.kept.label) == ("21/2", False, ASKED)
    assert [c.zitat for c in item.reply.citations] == ["Es gibt 17 Leuchttürme."]
    assert chat.told("bert") == []


def test_nothing_is_told_twice_not_even_after_a_restart_or_a_kill(chat: Chat, tmp_path: Path) -> None:
    chat.news.keep_turn("anna", chat.ask())
    chat.paper("21/2")
    chat.news.look()
    chat.news.look()
    again = Chat(tmp_path, chat.engine)
    again.news.look()
    assert len(again.news.items("anna")) == 1
    assert len(again.news.store.told("anna")) == 1


def test_papers_that_come_while_the_chat_is_not_running_are_told_at_the_next_start(chat: Chat, tmp_path: Path) -> None:
    chat.news.keep_turn("anna", chat.ask())
    chat.paper("21/2")
    again = Chat(tmp_path, chat.engine)
    again.news.look()
    assert again.told() == ["21/2"]


def test_what_came_before_the_question_was_kept_is_not_new_though_nobody_had_looked(chat: Chat) -> None:
    turn = chat.ask()
    chat.paper("21/2")
    chat.news.keep_turn("anna", turn)
    chat.news.look()
    assert chat.told() == []


def test_a_paper_that_does_not_answer_is_not_told(chat: Chat) -> None:
    chat.news.keep_turn("anna", chat.ask("Wie steht es um Fußball?"))
    chat.paper("21/2")
    chat.news.look()
    assert chat.told() == []


def test_each_of_many_new_papers_is_asked_for_itself(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "AT_A_TIME", 2)
    chat.news.keep_turn("anna", chat.ask())
    for n in range(5):
        chat.paper(f"21/{n + 1}")
    chat.news.look()
    assert chat.told() == [f"21/{n + 1}" for n in range(5)]
    for item in chat.news.items("anna"):
        assert {c.passage.drucksache for c in item.reply.citations} == {item.paper.nummer}


def test_a_users_own_papers_are_nobodys_news(chat: Chat) -> None:
    for user in ("anna", "bert"):
        chat.news.keep_turn(user, chat.ask(user=user))
        chat.news.keep_filters(user, "wp=20", str)
    chat.engine.owned["anna", "21/7"] = sample_paper("21/7")
    chat.news.look()
    assert (chat.told("anna"), chat.told("bert")) == ([], [])


def test_a_removed_paper_leaves_the_news_and_is_told_no_second_time_when_it_comes_back(chat: Chat) -> None:
    chat.news.keep_turn("anna", chat.ask())
    chat.paper("21/2")
    chat.news.look()
    chat.news.store.mark_read("anna", [item.told.key for item in chat.news.items("anna")])
    gone = chat.engine.stock.pop("21/2")
    chat.news.look()
    assert chat.told() == []
    chat.engine.stock["21/2"] = gone
    chat.news.look()
    (item,) = chat.news.items("anna")
    assert item.told.read


def test_a_new_version_is_told_as_one_and_only_where_its_words_are_others(chat: Chat) -> None:
    chat.news.keep_turn("anna", chat.ask())
    chat.paper("21/2")
    chat.news.look()
    first = chat.news.items("anna")[0].told
    paper = chat.engine.stock["21/2"]
    chat.engine.stock["21/2"] = replace(paper, titel="Leuchttürme, berichtigt")
    chat.news.look()
    assert chat.news.items("anna")[0].told.key == first.key  # another title, the same words
    words = paper.antworten[0].bloecke[0]
    block = replace(words, text=words.text.replace("17", "18"))
    chat.engine.stock["21/2"] = replace(paper, antworten=(replace(paper.antworten[0], bloecke=(block,)),))
    assert chat.told() == []  # not yet compared: but the old words are shown no more
    chat.news.look()
    (item,) = chat.news.items("anna")
    assert item.told.again
    assert [c.zitat for c in item.reply.citations] == ["Es gibt 18 Leuchttürme."]


def test_a_follow_up_is_kept_with_what_it_takes_up(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = chat.desk.conversations.begin("anna", "Leuchttürme")
    chat.ask(talk=talk)
    answered = FakeEngine.ask
    monkeypatch.setattr(FakeEngine, "ask", lambda self, q: replace(answered(self, q), gefragt="Und 2023? (Türme)"))
    turn = chat.ask("Und Unterhaltung 2023?", talk=talk, chosen=Filters(wahlperioden=frozenset({20})))
    chat.ask("Und danach?", talk=talk)
    kept = chat.news.keep_turn("anna", turn)
    assert kept.label == "Und 2023? (Türme)"
    chat.paper("21/2")
    chat.engine.asked.clear()
    chat.news.look()
    query = chat.engine.asked[-1]
    assert (query.text, query.filters.wahlperioden) == ("Und Unterhaltung 2023?", {20})
    assert query.vorher.text == ASKED
    assert query.vorher.vorher is None


def test_kept_filters_are_told_of_new_papers_that_fit(chat: Chat) -> None:
    chosen = Filters(fraktionen=frozenset({"SPD"}))
    chat.news.keep_filters("anna", filter_query.write(chosen), lambda address: f"({address})")
    chat.paper("21/2")
    chat.engine.stock["21/3"] = replace(sample_paper("21/3"), fraktionen=("SPD", "FDP"))
    chat.news.look()
    (item,) = chat.news.items("anna")
    assert (item.paper.nummer, item.reply, item.told.kept.label) == ("21/3", None, "(fraktion=SPD)")
    with pytest.raises(NotKept):
        chat.news.keep_filters("anna", "antwort=x", str)


@pytest.mark.parametrize("typed", ["21/1234", " BT-Drs. 21/01234", "Drucksache 21/1234, bitte"])
def test_the_answer_to_a_kept_anfrage_is_told_when_it_comes(chat: Chat, typed: str) -> None:
    assert chat.news.keep_anfrage("anna", typed).label == "Drucksache 21/1234"
    chat.paper("21/1500")
    chat.news.look()
    assert chat.told() == []
    chat.engine.stock["21/1501"] = replace(sample_paper("21/1501"), bezug="21/1234")
    chat.news.look()
    (item,) = chat.news.items("anna")
    assert (item.paper.nummer, item.told.again) == ("21/1501", False)


def test_an_answer_that_is_there_already_is_told_at_once(chat: Chat) -> None:
    chat.news.keep_anfrage("anna", "20/98001")
    (item,) = chat.news.items("anna")
    assert (item.paper.nummer, item.told.again) == (NUMMER, False)
    chat.news.look()
    assert len(chat.news.items("anna")) == 1


@pytest.mark.parametrize("typed", ["", "zwei", "21-1234", "1/2/3", "123/4", "21/1234567", "http://x/21/1/"])
def test_what_is_no_number_of_an_anfrage_is_refused(chat: Chat, typed: str) -> None:
    with pytest.raises(NotKept, match="zum Beispiel"):
        chat.news.keep_anfrage("anna", typed)


def test_another_users_turn_cannot_be_kept(chat: Chat) -> None:
    turn = chat.ask()
    with pytest.raises(NotKept):
        chat.news.keep_turn("bert", turn)
    assert chat.news.store.kept() == []


def test_nobody_keeps_more_than_can_be_compared(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "MOST", 2)
    for number in ("21/1", "21/2"):
        chat.news.keep_anfrage("anna", number)
    with pytest.raises(NotKept, match="Sie haben schon 2"):
        chat.news.keep_anfrage("anna", "21/3")
    chat.news.keep_anfrage("bert", "21/3")


def test_one_thing_that_cannot_be_compared_keeps_no_other_from_it(
    chat: Chat, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = chat.ask()
    chat.news.keep_turn("anna", turn)
    chat.news.keep_filters("anna", "wp=20", str)
    find = FakeEngine.find

    def broken(*_: object) -> None:
        raise RuntimeError("kaputt")

    monkeypatch.setattr(FakeEngine, "find", broken)
    chat.paper("21/2")
    chat.news.look()
    chat.news.look()
    assert caplog.text.count(": RuntimeError\n") == 1  # said once, not at every look
    assert chat.told() == ["21/2"]
    monkeypatch.setattr(FakeEngine, "find", find)
    chat.paper("21/3")
    chat.news.look()
    assert chat.told() == ["21/2", "21/2", "21/3", "21/3"]  # it was not passed over


def test_without_new_papers_a_look_asks_nothing(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    chat.news.keep_turn("anna", chat.ask())
    chat.news.look()
    chat.engine.asked.clear()
    monkeypatch.setattr(chat.news.store, "note", lambda _: pytest.fail("compared for nothing"))
    chat.news.look()
    assert chat.engine.asked == []


def test_what_a_user_keeps_goes_with_the_user(chat: Chat) -> None:
    for user in ("anna", "bert", ""):
        chat.news.keep_anfrage(user, "20/98001")
        chat.news.channels.new_feed(user)
    token = chat.news.channels.feed("anna")
    chat.news.keep_only({"bert"}.__contains__)
    assert (chat.told("anna"), chat.news.store.kept("anna")) == ([], [])
    assert chat.news.channels.reader_of(token) is None
    assert (chat.told("bert"), chat.told("")) == ([NUMMER], [NUMMER])


def test_texts_stay_texts(chat: Chat) -> None:
    chat.news.keep_turn("anna", chat.ask(f"Leuchttürme {EVIL}"))
    chat.paper("21/2", EVIL)
    chat.news.look()
    (item,) = chat.news.items("anna")
    assert EVIL in item.told.kept.label
    assert EVIL in item.paper.titel


def test_with_a_real_index_a_paper_read_in_later_is_told_once(tmp_path: Path) -> None:
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine:
        engine.index.put(sample_paper())
        watch = News(engine, tmp_path, Conversations(tmp_path / FILE))
        watch.keep_filters("anna", "wp=20", str)
        watch.keep_anfrage("anna", "20/98001")
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine:
        engine.index.put(sample_paper("20/5"))
        engine.index.put(sample_paper("20/6"), "anna")
        watch = News(engine, tmp_path, Conversations(tmp_path / FILE))
        for _ in range(2):
            watch.look()
            told = sorted((item.told.kept.kind, item.paper.nummer) for item in watch.items("anna"))
            assert told == [("anfrage", "20/5"), ("anfrage", NUMMER), ("filter", "20/5")]
        engine.remove("20/5")
        assert [item.paper.nummer for item in watch.items("anna")] == [NUMMER]


def test_counting_what_is_unread_reads_nothing_of_what_was_seen(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    chat.news.keep_turn("anna", chat.ask())
    for nummer in ("21/2", "21/3"):
        chat.paper(nummer)
        chat.news.look()
    seen, other = chat.news.items("anna")
    chat.news.store.mark_read("anna", [seen.told.key])
    read, load = list[str](), replies.load
    monkeypatch.setattr(replies, "load", lambda text, *others: read.append(text) or load(text, *others))
    assert chat.news.unread("anna") == 1
    assert read == [other.told.reply]


def test_while_the_vectors_are_away_nothing_is_compared_and_nothing_is_missed(chat: Chat, monkeypatch) -> None:
    def away(*_: object) -> object:
        raise VectorsAway("weg")

    chat.news.keep_turn("anna", chat.ask())
    chat.paper("21/2")
    with monkeypatch.context() as patch:
        patch.setattr(FakeEngine, "find", away)
        chat.news.look()
    assert chat.told() == []
    chat.news.look()  # no other paper has come since
    assert chat.told() == ["21/2"]
