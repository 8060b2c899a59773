"""Sharing a conversation or an answer: what would be seen by whom, and what is seen. Only from the common stock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rag.model import Query
from ui.storage import filter_query, replies
from ui.storage.conversations import KeptTurn, short_title
from ui.storage.shares import MOST, Share
from ui.views.sharing import Listed, SharedTurn
from ui.web.desk import Desk

GONE = "Dieses Gespräch oder diese Antwort gibt es nicht mehr."
UNKNOWN = "„{name}“ kennt die Anmeldung nicht. Bitte schreiben Sie den Namen so, wie er bei der Anmeldung heißt."
YOURSELF = "Das sind Sie selbst. Bitte nennen Sie einen anderen Namen."
NO_OTHERS = (
    "Ohne Anmeldung gibt es hier keine anderen Nutzer. Namen gibt es, wo sich alle anmelden (ANTWORTFINDER_AUTH); "
    "sonst hilft die Word-Datei des Gesprächs."
)
NOTHING_KEPT = (
    "Gespräche werden hier nicht aufbewahrt und lassen sich deshalb nicht teilen. "
    "Abhilfe: die Word-Datei des Gesprächs weitergeben."
)
TOO_MANY = f"Sie teilen schon {MOST} Gespräche oder Antworten. Bitte nehmen Sie unter „Geteiltes“ erst etwas zurück."


class NotShared(ValueError):  # noqa: N818 - it is shown as a message
    """Why something cannot be shared or seen (German, for the user); `status` as HTTP has it."""

    def __init__(self, reason: str, status: int = 422) -> None:
        super().__init__(reason)
        self.status = status


class Wanted(NamedTuple):
    """What a user wants to share: a conversation or one answer, by its key, with a name or, "", by link.

    `until`: the key of the last turn that the user has seen to be shared, "" for the last one there is.
    """

    conversation: str = ""
    turn: str = ""
    name: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What would be shared: its title, its turns as others would see them, for whom (None: by link)."""

    title: str
    recipient: str | None
    keys: tuple[str, ...]
    turns: Sequence[SharedTurn]


class Sharing:
    """Over a desk. `known`: whether a name is a user's; `alone`: nobody logs in here."""

    def __init__(self, desk: Desk, known: Callable[[str], bool], *, alone: bool) -> None:
        self._desk, self._known, self.alone = desk, known, alone
        self._stock = desk.own.engine.seen_by(None)

    def offer(self, user: str, wanted: Wanted) -> Offer:
        """What a user would share; NotShared where they have no such thing, or may not share it so."""
        if not self._desk.conversations.kept:
            raise NotShared(NOTHING_KEPT)
        recipient = self._recipient(user, wanted.name.strip())
        kept, title = self._kept(user, wanted)
        if wanted.until:
            keys = [one.key for one in kept]
            kept = kept[: keys.index(wanted.until) + 1] if wanted.until in keys else []
        if not kept:
            raise NotShared(GONE, 404)
        if len(self._desk.shares.mine(user)) >= MOST:
            raise NotShared(TOO_MANY)
        return Offer(title, recipient, tuple(one.key for one in kept), [self._shown(one) for one in kept])

    def _recipient(self, user: str, name: str) -> str | None:
        if not name:
            return None
        if self.alone:
            raise NotShared(NO_OTHERS)
        if name == user:
            raise NotShared(YOURSELF)
        if not self._known(name):
            raise NotShared(UNKNOWN.format(name=name))
        return name

    def _kept(self, user: str, wanted: Wanted) -> tuple[list[KeptTurn], str]:
        store = self._desk.conversations
        if wanted.turn:
            one = store.turn(user, wanted.turn)
            return ([one], short_title(one.question)) if one else ([], "")
        return store.turns(user, wanted.conversation), store.title(user, wanted.conversation) or ""

    def share(self, user: str, wanted: Wanted) -> Share:
        """Share it; NotShared as `offer`."""
        offer = self.offer(user, wanted)
        return self._desk.shares.add(user, offer.recipient, offer.title, offer.keys)

    def seen(self, user: str, token: str) -> tuple[Share, list[SharedTurn]]:
        """What a user sees under a token; NotShared where there is nothing, or not for them."""
        share = self._desk.shares.get(token)
        if share is None:
            raise NotShared("Diese Freigabe gibt es nicht. Bitte prüfen Sie, ob der Link vollständig ist.", 404)
        if not share.is_for(user):
            raise NotShared(
                f"Das wurde mit jemand anderem geteilt. Sie sind als „{user}“ angemeldet; bitten Sie die Person, "
                "von der der Link kommt, es auch mit Ihnen zu teilen.",
                403,
            )
        if share.ended or not self._known(share.owner):
            day = f" am {share.ended.astimezone():%d.%m.%Y}" if share.ended else ""
            raise NotShared(f"Diese Freigabe wurde{day} zurückgenommen. Hier ist nichts mehr zu sehen.", 410)
        turns = [self._shown(one) for one in self._turns(share)]
        if not turns:
            raise NotShared("Was hier geteilt war, wurde gelöscht.", 410)
        return share, turns

    def _turns(self, share: Share) -> Iterator[KeptTurn]:
        """The turns that are still there, read one after the other."""
        found = (self._desk.conversations.turn(share.owner, key) for key in share.turns)
        return (one for one in found if one is not None)

    def _shown(self, kept: KeptTurn) -> SharedTurn:
        query = Query(kept.question, filter_query.read(kept.filters))
        try:
            reply, left_out = replies.for_others(kept.reply, query, self._stock)
        except replies.KeptReplyError:
            return SharedTurn(kept.question, None, 0)
        return SharedTurn(kept.question, reply, left_out)

    def end(self, user: str, token: str) -> bool:
        """Take a share of a user back; False where they share nothing under this token."""
        return self._desk.shares.end(user, token)

    def listed(self, user: str) -> Listed:
        """What a user shares, and what is shared with them by name; nothing of which the turns have gone."""
        shares = self._desk.shares
        mine = [one for one in shares.mine(user) if any(self._turns(one))]
        return Listed(mine, [one for one in shares.for_me(user) if self._known(one.owner) and any(self._turns(one))])
