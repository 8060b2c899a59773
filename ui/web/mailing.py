"""Mails about news: an address agrees first, then gets one mail a day at most, and none where nothing is new."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from ui.storage.channels import Mail
from ui.storage.news import News
from ui.views import letters
from ui.web.post import FAILED, Post, is_address

HOUR = 7
"""Of the day, where the server stands: before it no mail is sent."""
AGAIN = timedelta(hours=1)
"""After the mail server has failed it is left alone for so long."""

_log = logging.getLogger(__name__)


class NotSent(ValueError):  # noqa: N818 - it is shown as a message
    """Why no mail goes to an address (German, for the user)."""


class Mailing:
    """Mails of the news. `base`: the chat's address with a slash at its end; `known`: whether a user still is one."""

    def __init__(self, news: News, post: Post, base: str, known: Callable[[str], bool]) -> None:
        self._news, self._post, self._base, self._known = news, post, base, known
        self._rest: datetime | None = None

    def ask(self, user: str, address: str) -> None:
        """Send the question whether mails shall come; NotSent where it cannot be asked."""
        if not is_address(address):
            raise NotSent("Das ist keine Mailadresse, an die etwas gehen kann.")
        mail = self._news.channels.ask(user, address)
        if mail is None:
            raise NotSent("Bitte warten Sie zehn Minuten, bis Sie es noch einmal versuchen.")
        agree, leave = self._at("bestaetigen", mail), self._at("abbestellen", mail)
        try:
            self._post.send(address, letters.consent(self._base, agree, leave))
        except FAILED as error:
            _log.error("mail server: %s", error)
            self._news.channels.end_mails(user)
            raise NotSent("Der Mailserver nimmt gerade nichts an. Bitte versuchen Sie es später wieder.") from error

    def send_due(self, now: datetime) -> None:
        """Send what is new to all who have not had today's mail; `now`: where the server stands, without a zone."""
        if now.hour < HOUR or (self._rest is not None and now < self._rest):
            return
        today = now.date()
        for mail in self._news.channels.mails():
            due = mail.confirmed and mail.day != today and self._known(mail.user)
            if due and not self._send(mail, today):
                self._rest = now + AGAIN
                return

    def _send(self, mail: Mail, today: date) -> bool:
        """Send one user's mail if anything is new; False where the server fails.

        It is noted before it is sent: killed in between, the program rather loses a mail than sends it twice. What it
        would have named stands on the page.
        """
        items = self._news.items(mail.user, unread=True, unmailed=True)
        if not items:
            return True
        keys = [item.told.key for item in items]
        self._news.store.mark_mailed(mail.user, keys)
        self._news.channels.sent(mail.user, today)
        try:
            self._post.send(mail.address, letters.daily(items, self._base, self._at("abbestellen", mail)))
        except FAILED as error:
            _log.error("mail server: %s", error)
            self._news.store.mark_mailed(mail.user, keys, mailed=False)
            self._news.channels.sent(mail.user, mail.day)
            return False
        return True

    def _at(self, what: str, mail: Mail) -> str:
        return f"{self._base}neues/{what}/{mail.token}"
