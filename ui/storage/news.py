"""What is new for a user: what they keep is compared with the papers that come, whoever reads these and when.

Only the common stock is looked at: a user's own papers are nobody's news. A kept question is asked as in the chat, but
of the new papers alone, and each of these must answer it by itself and be quoted.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ingest.model import canonical
from rag import giving_way
from rag.errors import VectorsAway
from rag.model import Edition, Paper, Query, Reply
from ui import logs
from ui.storage import filter_query, replies
from ui.storage.channels import Channels
from ui.storage.conversations import Conversations
from ui.storage.watchlist import FILE, Arrival, Found, Kept, Kind, Told, Watchlist

if TYPE_CHECKING:
    from rag.engine import Engine

MOST = 100
"""Things that one user may keep: each is compared with every new paper."""
AT_A_TIME = 20
"""New papers that a question is put to at a time: a search gives ten answers at most."""
TURNS = 20
"""Questions of a conversation that are kept, the last ones: further back none is taken up (rag.query.followup)."""

NOTHING_KEPT = (
    "Fragen werden hier nicht aufbewahrt, also auch nicht gemerkt. Merken lässt sich eine Auswahl von Papieren."
)

_NUMBER = re.compile(r"(?<![\d/])\d{1,2}/\d{1,6}(?![\d/])")
_log = logging.getLogger(__name__)


class NotKept(ValueError):  # noqa: N818 - it is shown as a message
    """Why a thing cannot be kept (German, for the user)."""


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of news as it stands today. `reply` quotes the paper; None where the paper alone is the news."""

    told: Told
    paper: Paper
    reply: Reply | None


class News:
    """What all users keep and are told, over an engine. `folder`: of what cannot be made again."""

    def __init__(self, engine: Engine, folder: Path, conversations: Conversations) -> None:
        self._engine, self._conversations = engine.seen_by(None), conversations
        self.store = Watchlist(folder / FILE)
        self.channels = Channels(folder / FILE)
        self._looking, self._noted = Lock(), dict[str, Edition]()
        self._failed: set[tuple[str, int]] = set()

    # keeping
    def keep_turn(self, user: str, key: str) -> Kept:
        """Keep the question of one of the user's turns, with those that it may take up; NotKept where it has gone."""
        if not self._conversations.kept:
            raise NotKept(NOTHING_KEPT)
        turn = self._conversations.turn(user, key)
        if turn is None:
            raise NotKept("Diese Frage gibt es nicht mehr.")
        every = self._conversations.turns(user, turn.conversation)
        before = every[: [kept.key for kept in every].index(key)]
        try:
            whole = replies.whole_question(turn.reply)
        except replies.KeptReplyError:
            whole = None
        asked = [(one.question, one.filters) for one in (*(before if whole else ()), turn)]
        return self._keep(user, Kind.FRAGE, json.dumps(asked[-TURNS:]), whole or turn.question, key)

    def keep_filters(self, user: str, address: str, words: Callable[[str], str]) -> Kept:
        """Keep a choice of papers as the page's address has it; NotKept where it leaves all.

        `words`: says such an address in words for the user.
        """
        what = filter_query.write(filter_query.read(address))
        if not what:
            raise NotKept("Bitte wählen Sie erst unter „Eingrenzen“, welche Papiere Sie meinen.")
        return self._keep(user, Kind.FILTER, what, words(what))

    def keep_anfrage(self, user: str, text: str) -> Kept:
        """Keep the number of a Kleine Anfrage; NotKept where the text names none. An answer that is there is told."""
        number = _NUMBER.search(text)
        if number is None:
            raise NotKept("Bitte die Nummer der Anfrage angeben, zum Beispiel 21/1234.")
        nummer = canonical(number[0])
        kept = self._keep(user, Kind.ANFRAGE, nummer, f"Drucksache {nummer}")
        self._compare(kept, self.store.latest())
        return kept

    def _keep(self, user: str, kind: Kind, what: str, label: str, turn: str | None = None) -> Kept:
        if len(self.store.kept(user)) >= MOST:
            raise NotKept(f"Sie haben schon {MOST} Dinge gemerkt. Bitte entfernen Sie unter „Neu für Sie“ erst etwas.")
        self._note()  # what has come until now is not new
        seen = 0 if kind is Kind.ANFRAGE else self.store.latest()
        return self.store.keep(user, kind, what, label, turn=turn, seen=seen)

    def keep_only(self, known: Callable[[str], bool]) -> None:
        """Forget what users keep who are not known any more; without a login the user is "", who always is."""
        for user in self.store.users() | self.channels.users():
            if user and not known(user):
                self.store.delete(user)
                self.channels.delete(user)
                _log.warning("%r has no login any more: what this user kept is deleted", user)

    # comparing
    @property
    def waits(self) -> bool:
        """Whether to wait with a look: an index that is being mended hides papers, which would be news afterwards."""
        return bool(self._engine.notice())

    def look(self) -> None:
        """Compare all that is kept with the papers that have come; cheap where none has.

        What fails is logged, and tried again when the next papers come or at the next start. giving_way.Ended where it
        is over; what was told until then stays told.
        """
        with self._looking:
            self._note()
            latest = self.store.latest()
            for kept in self.store.kept():
                giving_way.check()
                if kept.seen < latest and (kept.key, latest) not in self._failed:
                    try:
                        self._compare(kept, latest)
                    except VectorsAway as away:  # the next look goes on from here
                        _log.warning("news: %s", away)
                        return
                    except Exception:  # one thing that cannot be compared keeps no other from it
                        logs.failed(_log, f"kept {kept.key}")
                        self._failed.add((kept.key, latest))

    def _note(self) -> None:
        versions = self._engine.editions()
        if versions != self._noted:
            self.store.note(versions)
            self._noted = versions

    def _compare(self, kept: Kept, latest: int) -> None:
        """Tell what has come since the thing was compared last."""
        arrived = [(one, self._engine.paper(one.nummer)) for one in self.store.arrivals(kept.seen, latest)]
        come = {one.nummer: (one, paper) for one, paper in arrived if paper is not None}
        self.store.tell(kept, latest, self._found(kept, come) if come else ())

    def _found(self, kept: Kept, come: Mapping[str, tuple[Arrival, Paper]]) -> list[Found]:
        match kept.kind:
            case Kind.FRAGE:
                answering = self._answering(_query(kept.what), list(come))
                return [self._answer(kept, come[nummer][0], replies.dump(reply)) for nummer, reply in answering]
            case Kind.FILTER:
                fitting = self._engine.fitting(filter_query.read(kept.what))
            case Kind.ANFRAGE:
                fitting = [nummer for nummer, (_, paper) in come.items() if canonical(paper.bezug or "") == kept.what]
        return [Found(nummer, come[nummer][0].again) for nummer in fitting if nummer in come]

    def _answer(self, kept: Kept, come: Arrival, reply: str) -> Found:
        before = self.store.reply_told(kept, come.nummer)
        same = bool(before) and replies.quotes(before or "") == replies.quotes(reply)
        return Found(come.nummer, come.again, reply, same)

    def _answering(self, query: Query, numbers: Sequence[str]) -> Iterator[tuple[str, Reply]]:
        """Those of the papers that answer a question, each with the reply that quotes it."""
        for start in range(0, len(numbers), AT_A_TIME):
            giving_way.check()
            hits = self._engine.among(numbers[start : start + AT_A_TIME]).find(query)
            for nummer in dict.fromkeys(hit.passage.drucksache for hit in hits):
                reply = self._engine.among((nummer,)).ask(query)
                if reply.gefunden and _cites(reply, nummer):
                    yield nummer, reply

    # telling
    def items(self, user: str, *, unread: bool = False, unmailed: bool = False) -> list[Item]:
        """What is new for a user, newest first; of papers that have gone, and words that stand no longer, nothing.

        `unread`, `unmailed`: only what the user has not seen, what no mail has named.
        """
        told = [one for one in self.store.told(user, unmailed=unmailed) if not (unread and one.read)]
        return [item for item in map(self._item, told) if item is not None]

    def unread(self, user: str) -> int:
        """How many of them the user has not seen."""
        return len(self.items(user, unread=True))

    def _item(self, told: Told) -> Item | None:
        paper = self._engine.paper(told.nummer)
        if paper is None or not told.reply:
            return None if paper is None else Item(told, paper, None)
        try:
            reply = replies.load(told.reply, Query(told.kept.label), self._engine.passage)
        except replies.KeptReplyError:
            _log.warning("told %s", told.key, exc_info=True)
            return None
        standing = replace(reply, statements=tuple(one for one in reply.statements if one.citations))
        return Item(told, paper, standing) if _cites(standing, told.nummer) else None


def _query(what: str) -> Query:
    """The question that `keep_turn` wrote, with those before it."""
    query = None
    for text, filters in json.loads(what):
        query = Query(text, filter_query.read(filters), query)
    if query is None:
        raise ValueError(what)
    return query


def _cites(reply: Reply, nummer: str) -> bool:
    return any(citation.passage.drucksache == nummer for citation in reply.citations)
