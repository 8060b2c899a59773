"""All that is kept of one user, counted and deleted: who left, or wants it so. While no service runs over the data."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ui.storage.conversation_search import ConversationSearch
from ui.storage.conversations import FILE, Conversations
from ui.storage.drafts import FILE as DRAFTS
from ui.storage.drafts import Drafts
from ui.storage.news import News
from ui.storage.shares import FILE as SHARES
from ui.storage.shares import Shares
from ui.storage.temporary import FOLDER as TEMPORARY
from ui.storage.uploads import OwnPapers

if TYPE_CHECKING:
    from rag.engine import Engine


class Counted(NamedTuple):
    """How much there is of a user: conversations, things kept to be told of, shares by and with them, draft, papers."""

    gespraeche: int
    gemerkt: int
    geteilt: int
    nachfragen: int
    papiere: int


class Forgetting:
    """Over all stores of a data folder; `engine` owns the index."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.folder = folder
        self.conversations, self.search = Conversations(folder / FILE), ConversationSearch(folder / FILE)
        self.news, self.shares = News(engine, folder, self.conversations), Shares(folder / SHARES)
        self.drafts, self.own = Drafts(folder / DRAFTS), OwnPapers(engine, folder)

    def count(self, user: str) -> Counted:
        """How much there is."""
        return Counted(
            len(self.conversations.listed(user)),
            sum(kept.user == user for kept in self.news.store.kept()),
            len(self.shares.mine(user)) + len(self.shares.for_me(user)),
            len(self.drafts.fragen(user)),
            max(len(self.own.numbers(user)), len(self.own.folders(user))),
        )

    def forget(self, user: str) -> None:
        """Delete it; ValueError for no name: that would be all who use the program without a login."""
        if not user:
            raise ValueError("a user without a name")
        self.news.store.delete(user)
        self.news.channels.delete(user)
        self.shares.keep_only(lambda name: name != user)
        self.drafts.clear(user)
        for conversation in self.conversations.listed(user):
            self.conversations.delete(user, conversation.key)
        self.search.forget_words()
        self.own.forget(user)
        shutil.rmtree(self.folder / TEMPORARY, ignore_errors=True)  # of a service that was killed, whose it is unknown

    def set_aside(self) -> list[Path]:
        """Damaged files that lie aside: something of the user may be in them, which nothing here can read."""
        return sorted(self.folder.glob("*.beschaedigt-*"))
