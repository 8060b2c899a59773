"""News over HTTP: to each their own, the feed to who has its address, the links of mails to who has their token."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import feedparser
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from rag.model import Filters
from tests.support.fakes import EVIL, NUMMER, FakeEngine, sample_paper
from tests.support.mailserver import BASE, mail_server
from tests.support.routes import named
from ui.web import news_routes, server
from ui.web.desk import Desk
from ui.web.login import COOKIE, Login, hashed
from ui.web.mailing import Mailing
from ui.web.post import Post

OURS = {"x-antwortfinder": "1"}
USERS = {"anna", "bert"}
ASKED = "Wie viele Leuchttürme gibt es?"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(FakeEngine(), tmp_path)


@pytest.fixture
def users() -> set[str]:
    return set(USERS)


@pytest.fixture
def client(desk: Desk, users: set[str]) -> Any:
    app = FastAPI()
    news_routes.add(app, desk, named, users.__contains__, None, "")
    with TestClient(app, base_url="https://akte.example") as opened:
        yield opened


def get(client: Any, path: str, user: str = "anna") -> Any:
    return client.get(path, headers={"user": user})


def post(client: Any, path: str, user: str = "anna", **fields: str) -> Any:
    return client.post(f"/neues/{path}", data=fields, headers=OURS | {"user": user}).json()


def asked(desk: Desk, user: str = "anna", question: str = ASKED) -> str:
    talk = desk.conversations.begin(user, question)
    return list(desk.ask(user, talk, question, Filters()))[-1].key


def new_paper(desk: Desk, nummer: str = "21/2", extra: str = "") -> None:
    desk.own.engine.stock[nummer] = sample_paper(nummer, extra)
    desk.news.look()


def feed_of(client: Any, user: str = "anna") -> str:
    post(client, "feed", user, feed="neu")
    page = get(client, "/neues", user).text
    return page.split('readonly value="')[1].split('"')[0].removeprefix("https://akte.example")


def test_a_question_is_kept_and_its_news_counted_until_they_are_read(client: Any, desk: Desk) -> None:
    key = post(client, "merken", antwort=asked(desk))["gemerkt"]
    new_paper(desk)
    assert get(client, "/neues/zahl").json() == {"zahl": 1}
    page = get(client, "/neues").text
    assert "Neue Antwort auf Ihre Frage" in page
    assert 'data-passage="21/2:1"' in page
    assert "af-frisch" in page
    assert get(client, "/neues/zahl").json() == {"zahl": 0}
    assert "af-frisch" not in get(client, "/neues").text
    assert post(client, "vergessen", gemerkt=key) == {"vergessen": True}
    assert "Sie haben noch nichts gemerkt." in get(client, "/neues").text


def test_the_turn_says_that_its_question_is_kept(client: Any, desk: Desk) -> None:
    turn = asked(desk)
    assert desk.turn("anna", turn).watched == ""
    key = post(client, "merken", antwort=turn)["gemerkt"]
    assert desk.turn("anna", turn).watched == key
    post(client, "vergessen", gemerkt=key)
    assert desk.turn("anna", turn).watched == ""


def test_filters_and_an_anfrage_are_kept_in_words(client: Any) -> None:
    post(client, "merken", auswahl="gespraech=x&wp=20&von=2024-01-01")
    post(client, "merken", anfrage="BT-Drs. 21/0077")
    page = get(client, "/neues").text
    assert "20. Wahlperiode, ab 01.01.2024" in page
    assert "Drucksache 21/77" in page


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"auswahl": "gespraech=x"}, "Eingrenzen"),
        ({"anfrage": "bald"}, "zum Beispiel 21/1234"),
        ({}, "zum Beispiel 21/1234"),
        ({"antwort": "erfunden"}, "gibt es nicht mehr"),
    ],
)
def test_what_cannot_be_kept_is_said(client: Any, fields: dict[str, str], says: str) -> None:
    assert says in post(client, "merken", **fields)["grund"]


def test_nobody_reaches_what_is_anothers(client: Any, desk: Desk) -> None:
    turn = asked(desk)
    assert "grund" in post(client, "merken", "bert", antwort=turn)
    key = post(client, "merken", antwort=turn)["gemerkt"]
    new_paper(desk)
    post(client, "vergessen", "bert", gemerkt=key)
    assert "21/2" not in get(client, "/neues", "bert").text
    assert get(client, "/neues/zahl", "bert").json() == {"zahl": 0}
    assert get(client, "/neues/zahl", "anna").json() == {"zahl": 1}


@pytest.mark.parametrize("path", ["merken", "vergessen", "feed", "post"])
def test_only_our_own_page_may_change_something(client: Any, path: str) -> None:
    refused = client.post(f"/neues/{path}", data={"gemerkt": "x", "anfrage": "21/1"}, headers={"user": "anna"})
    assert refused.status_code == 403


# the feed
def test_the_feed_is_read_without_a_login_by_its_address_alone(client: Any, desk: Desk) -> None:
    post(client, "merken", antwort=asked(desk))
    address = feed_of(client)
    new_paper(desk, extra=EVIL)
    answer = client.get(address)  # no user
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    assert [entry.link for entry in parsed.entries] == ["https://akte.example/?stelle=21%2F2%3A1&marken=0-23"]
    assert get(client, "/neues/zahl").json() == {"zahl": 1}  # a reader that fetches has not read


def test_a_feed_holds_its_users_news_and_no_private_paper_not_even_their_own(client: Any, desk: Desk) -> None:
    for user in USERS:
        post(client, "merken", user, auswahl="wp=20")
        desk.own.engine.owned[user, f"21/{user}"] = sample_paper(f"21/{user}", f" Geheim {user}")
    post(client, "merken", "bert", anfrage="20/98001")
    addresses = {user: feed_of(client, user) for user in USERS}
    new_paper(desk)
    texts = {user: client.get(address).text for user, address in addresses.items()}
    assert "Geheim" not in texts["anna"] + texts["bert"]
    assert texts["anna"].count("<entry>") == 1
    assert "Antwort auf 20/98001 ist da" in texts["bert"]
    assert "98001" not in texts["anna"]


def test_a_closed_an_old_and_an_invented_address_give_nothing(client: Any, users: set[str]) -> None:
    first = feed_of(client)
    second = feed_of(client)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    users.discard("anna")  # who has no login any more
    assert client.get(second).status_code == 404
    users.add("anna")
    post(client, "feed", feed="zu")
    assert client.get(second).status_code == 404
    for invented in ("x", "%25", "a" * 43):
        assert client.get(f"/neues/feed/{invented}.atom").status_code == 404


def test_a_removed_paper_leaves_the_feed(client: Any, desk: Desk) -> None:
    post(client, "merken", anfrage="20/98001")
    address = feed_of(client)
    assert "<entry>" in client.get(address).text
    desk.own.engine.remove(NUMMER)
    assert "<entry>" not in client.get(address).text


# behind the gate
def test_with_a_login_the_feeds_address_opens_the_feed_and_nothing_else(tmp_path: Path) -> None:
    login = Login([("anna", hashed("richtig"))])
    desk = Desk(FakeEngine(), tmp_path)
    with TestClient(server.assemble(desk, login), base_url="http://akte.example") as client:
        desk.news.channels.new_feed("anna")
        path = f"/neues/feed/{desk.news.channels.feed('anna')}.atom"
        answer = client.get(path)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert "set-cookie" not in answer.headers
        for closed in ("/neues", "/neues/zahl", "/papier?nummer=20/98765"):
            assert client.get(closed).status_code == 401
        assert client.post(path).status_code == 401
        client.cookies.set(COOKIE, login.enter("anna", "richtig"))
        assert client.get("/neues").status_code == 200


# mails
@pytest.fixture
def mailed(desk: Desk, users: set[str]) -> Any:
    with mail_server() as (box, given):
        app = FastAPI()
        sender = Post.of(given)
        assert sender is not None
        mailing = Mailing(desk.news, sender, BASE, users.__contains__)
        news_routes.add(app, desk, named, users.__contains__, mailing, BASE)
        with TestClient(app) as opened:
            yield opened, box


def path_in(box: Any, what: str) -> str:
    (mail,) = box.mails
    line = next(line for line in mail.get_content().split() if f"neues/{what}/" in line)
    return line.removeprefix(BASE.rstrip("/"))


def test_an_address_agrees_by_a_button_and_not_by_a_link_that_is_only_opened(mailed: Any, desk: Desk) -> None:
    client, box = mailed
    assert post(client, "post", adresse=" anna@haus.example ") == {"getan": True}
    agree = path_in(box, "bestaetigen")
    page = client.get(agree)
    assert "anna@haus.example" in page.text
    assert not desk.news.channels.mail("anna").confirmed
    assert "Mails sind bestellt" in client.post(agree).text
    assert desk.news.channels.mail("anna").confirmed


def test_mails_end_by_the_button_of_their_link_or_by_the_mail_programs_own(mailed: Any, desk: Desk) -> None:
    client, box = mailed
    post(client, "post", adresse="anna@haus.example")
    leave = path_in(box, "abbestellen")
    assert box.mails[0]["List-Unsubscribe"] == f"<{BASE.rstrip('/')}{leave}>"
    assert "Ja, abbestellen" in client.get(leave).text
    assert desk.news.channels.mail("anna") is not None
    assert client.post(leave, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert desk.news.channels.mail("anna") is None
    assert "keine Mails mehr" in client.get(leave).text
    assert client.post(leave).status_code == 200


def test_mails_end_on_the_page_too_and_a_bad_address_is_said(mailed: Any, desk: Desk) -> None:
    client, box = mailed
    assert "keine Mailadresse" in post(client, "post", adresse="anna")["grund"]
    post(client, "post", adresse="anna@haus.example")
    post(client, "post", adresse="")
    assert desk.news.channels.mail("anna") is None
    assert client.get(path_in(box, "bestaetigen")).status_code == 404


def test_without_a_mail_server_nobody_is_offered_mails(client: Any) -> None:
    assert "nicht eingerichtet" in get(client, "/neues").text
    assert post(client, "post", adresse="anna@haus.example") == {"grund": "Mails sind hier nicht eingerichtet."}
