"""One mail a day, to addresses that agreed, of what is new and unread; none twice, none lost where the server fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.support.fakes import FakeEngine, sample_paper
from tests.support.mailserver import BASE, Box, mail_server
from ui.storage.conversations import FILE, Conversations
from ui.storage.news import News
from ui.web.mailing import AGAIN, Mailing, NotSent
from ui.web.post import Post

MORNING, EVENING, NEXT = datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 20), datetime(2026, 3, 3, 8)


class Office:
    """News, mails about them, and the box where they arrive."""

    def __init__(self, folder: Path, box: Box, post: Post) -> None:
        self.engine, self.box, self.users = FakeEngine(), box, {"anna", "bert"}
        self.news = News(self.engine, folder, Conversations(folder / FILE))
        self.mailing = Mailing(self.news, post, BASE, self.users.__contains__)

    def agreed(self, user: str = "anna") -> None:
        """The user's address has agreed; the mail that asked it is put away."""
        self.mailing.ask(user, f"{user}@haus.example")
        self.news.channels.confirm(self.news.channels.mail(user).token)
        self.box.mails.clear()

    def paper(self, nummer: str) -> None:
        """A paper that answers the Anfrage that is waited for."""
        self.engine.stock[nummer] = sample_paper(nummer)
        self.news.look()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with mail_server() as (box, given):
        post = Post.of(given)
        assert post is not None
        made = Office(tmp_path, box, post)
        made.news.keep_filters("anna", "wp=20", str)
        yield made


def text(box: Box) -> str:
    (mail,) = box.mails
    return mail.get_content()


def test_an_address_is_asked_first_and_gets_nothing_before_it_agrees(office: Office) -> None:
    office.mailing.ask("anna", "anna@haus.example")
    token = office.news.channels.mail("anna").token
    assert re.findall(r"https://\S+/bestaetigen/\S+", text(office.box)) == [f"{BASE}neues/bestaetigen/{token}"]
    office.box.mails.clear()
    office.paper("21/2")
    office.mailing.send_due(MORNING)
    assert office.box.mails == []
    office.news.channels.confirm(token)
    office.mailing.send_due(MORNING)
    assert "BT-Drs. 21/2" in text(office.box)


def test_one_mail_a_day_names_what_is_new_once(office: Office) -> None:
    office.agreed()
    office.paper("21/2")
    office.mailing.send_due(MORNING)
    assert f"{BASE}neues/abbestellen/{office.news.channels.mail('anna').token}" in text(office.box)
    office.paper("21/3")
    office.mailing.send_due(EVENING)
    assert len(office.box.mails) == 1
    office.box.mails.clear()
    office.mailing.send_due(NEXT)
    assert "21/3" in text(office.box)
    assert "21/2" not in text(office.box)


def test_nothing_is_sent_before_the_hour_where_nothing_is_new_or_what_is_new_was_read(office: Office) -> None:
    office.agreed()
    office.mailing.send_due(MORNING)
    office.paper("21/2")
    office.mailing.send_due(datetime(2026, 3, 2, 3))
    office.news.store.mark_read("anna", [item.told.key for item in office.news.items("anna")])
    office.mailing.send_due(MORNING)
    assert office.box.mails == []


def test_where_the_server_fails_it_is_left_alone_for_a_while_and_then_gets_all_of_it(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.agreed()
    office.paper("21/2")
    office.box.refuses = True
    office.mailing.send_due(MORNING)
    assert "451" in caplog.text
    office.box.refuses = False
    office.mailing.send_due(MORNING + AGAIN / 2)
    assert office.box.mails == []
    office.mailing.send_due(MORNING + AGAIN)
    assert "21/2" in text(office.box)


def test_a_kill_while_a_mail_is_sent_sends_it_no_second_time(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    office.agreed()
    office.paper("21/2")
    sending = Post.send
    monkeypatch.setattr(Post, "send", killed)
    with pytest.raises(Killed):
        office.mailing.send_due(MORNING)
    monkeypatch.setattr(Post, "send", sending)
    office.mailing.send_due(EVENING)
    office.mailing.send_due(NEXT)
    assert office.box.mails == []
    assert [item.paper.nummer for item in office.news.items("anna")] == ["21/2"]  # it stands on the page


def test_who_has_left_the_house_or_the_list_gets_nothing(office: Office) -> None:
    office.agreed()
    office.news.keep_filters("bert", "wp=20", str)
    office.agreed("bert")
    office.paper("21/2")
    office.users.discard("anna")
    office.news.channels.end_mails("bert")
    office.mailing.send_due(MORNING)
    assert office.box.mails == []


@pytest.mark.parametrize("address", ["anna", "a@b.example\nBcc: x@y.example", "a@b.example,c@d.example"])
def test_what_is_no_address_is_refused(office: Office, address: str) -> None:
    with pytest.raises(NotSent, match="keine Mailadresse"):
        office.mailing.ask("anna", address)
    assert office.news.channels.mail("anna") is None


def test_asking_again_at_once_and_a_server_that_fails_are_said(office: Office) -> None:
    office.box.refuses = True
    with pytest.raises(NotSent, match="Mailserver"):
        office.mailing.ask("anna", "anna@haus.example")
    assert office.news.channels.mail("anna") is None
    with pytest.raises(NotSent, match="zehn Minuten"):
        office.mailing.ask("anna", "anna@haus.example")
