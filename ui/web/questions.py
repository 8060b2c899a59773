"""Whose question is answered next: in the chat, by the API and by MCP alike."""

from __future__ import annotations

from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

import gradio as gr

from ui.web.fair import Full, Places
from ui.web.limits import QUESTIONS, Counter

AT_ONCE, EACH, UNDER_WAY = 8, 4, 10
"""Questions answered at the same time: of all users, of one; and how many one may have under way, waiting ones too."""
TOO_MANY = f"Es sind schon {UNDER_WAY} Ihrer Fragen unterwegs. Bitte warten Sie, bis eine beantwortet ist."


class Line(Places):
    """The places of one server's questions, and how many each user has asked lately."""

    def __init__(self) -> None:
        super().__init__(AT_ONCE, EACH, UNDER_WAY, TOO_MANY)
        self._asked = Counter()

    def check(self, who: Hashable) -> None:
        """As of other places; also where someone has asked too much lately."""
        super().check(who)
        self._asked.check(QUESTIONS, who)

    def _admit(self, who: Hashable) -> None:
        super().check(who)
        self._asked.take(QUESTIONS, who)


@asynccontextmanager
async def turn(places: Places, user: str) -> AsyncIterator[None]:
    """Wait for a user's turn and hold it; who has too many questions under way is told so, by Gradio's error."""
    try:
        async with places.taken(user):
            yield
    except Full as full:
        raise gr.Error(str(full), title="Zu viele Fragen", print_exception=False) from full
