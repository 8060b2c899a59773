"""What the page does, without the page: questions into conversations, sources to show, own papers in and out."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

from evals.workbench.workbench import Workbench
from ingest.ids import is_private
from ingest.model import Fragenummer, Passage, Passagenart
from rag.model import Filters, Query, Reply
from ui import logs
from ui.service.metrics import Metrics
from ui.storage import database, filter_query, replies
from ui.storage.conversation_search import ConversationSearch
from ui.storage.conversations import FILE, Conversations, KeptTurn
from ui.storage.news import News
from ui.storage.shares import FILE as SHARES
from ui.storage.shares import Shares
from ui.storage.uploads import OwnPapers
from ui.views import pdf_page
from ui.views import reply as render
from ui.views.markup import Span, in_address
from ui.views.paper import WholePaper
from ui.views.pdf_page import Sheet
from ui.views.reply import CitedPaper, Turn
from ui.views.source import Source
from ui.web.examples import Examples

if TYPE_CHECKING:
    from rag.engine import Engine

LONGEST_QUESTION = 2000
LASTS = timedelta(hours=12)
"""That a conversation which is not kept stays in memory after it was used last: as long as a login lasts."""
BAD = "schlecht"
COALESCE = 0.1
"""Seconds between two states of a growing answer: more would only load the line."""
PROBLEM = "Die Frage ließ sich gerade nicht beantworten. Bitte noch einmal versuchen; den Grund nennt das Protokoll."
UNREADABLE = "Diese Antwort lässt sich nicht mehr lesen. Stellen Sie die Frage bitte noch einmal."

_log = logging.getLogger(__name__)


class Desk:
    """The engine, the conversations and the users' own papers.

    The engine itself is not kept here: whoever asks goes through `seen(user)`, which knows what they may see, and what
    all see together (examples, evaluations) through `shared`.
    """

    def __init__(self, engine: Engine, folder: Path, *, alone: bool = False, keep: bool = True) -> None:
        """`folder`: of what cannot be made again. `alone`: there is no login, one person uses the program.

        `keep`: conversations are kept there; else they stay in memory for LASTS at most, and no question is written.

        In all that follows, `user` is the name that the login knows, "" without one.
        """
        place = folder / FILE if keep else database.in_memory()
        self.conversations = Conversations(place, None if keep else LASTS)
        self.search = ConversationSearch(place)
        self.workbench = Workbench(folder)
        self.shares = Shares(folder / SHARES)
        self.folder = folder
        self.metrics = Metrics()
        self.own = OwnPapers(engine, folder)
        self.seen = self.own.seen
        self.shared = engine.seen_by("" if alone else None)
        self.examples = Examples(self.shared)
        self.news = News(engine, folder, self.conversations)
        self._one = Lock()  # writes a draft, or reads a PDF: pdfium is not made for two threads

    def ask(self, user: str, conversation: str, question: str, chosen: Filters) -> Iterator[Turn]:
        """The turn as it grows: waiting, then sentence by sentence, then finished and kept; a problem is not kept.

        `conversation`: a key of the user's own, KeyError at the end for any other; `chosen`: the filters of the page.
        """
        key, reply, began = secrets.token_urlsafe(12), None, monotonic()
        shown = began
        yield Turn(key, question, None)
        query = Query(question, chosen, self._before(user, conversation))
        try:
            for reply in self.seen(user).stream(query):
                if _just_found(reply) or monotonic() - shown > COALESCE:
                    shown = monotonic()
                    yield Turn(key, question, reply, growing=True)
        except Exception:  # whatever fails below: the user gets words, the log the rest
            logs.failed(_log, "question")
            reply = None
        self.metrics.answered("seite", reply, monotonic() - began)
        if reply is None:
            yield Turn(key, question, None, problem=PROBLEM)
            return
        kept = KeptTurn(key, conversation, question, filter_query.write(chosen), replies.dump(reply))
        self.conversations.add(user, kept)
        searched = self.searched(user, reply.filters or chosen)
        yield Turn(key, question, reply, searched=searched, cited=self.cited(user, reply))

    def _before(self, user: str, conversation: str) -> Query | None:
        """The turns before, each pointing to the one before it."""
        query = None
        for kept in self.conversations.turns(user, conversation):
            query = Query(kept.question, filter_query.read(kept.filters), query)
        return query

    def turns(self, user: str, conversation: str) -> list[Turn]:
        """The kept turns of a conversation, ready to be shown; none where it is not the user's."""
        watched = self.news.store.turns(user)
        return [self._shown(user, kept, watched) for kept in self.conversations.turns(user, conversation)]

    def turn(self, user: str, key: str) -> Turn | None:
        """One kept turn, None where it is not the user's."""
        kept = self.conversations.turn(user, key)
        return self._shown(user, kept, self.news.store.turns(user)) if kept else None

    def _shown(self, user: str, kept: KeptTurn, watched: Mapping[str, str]) -> Turn:
        """`watched`: the keys under which the user keeps questions, by their turns."""
        try:
            reply = self._reply(user, kept)
        except replies.KeptReplyError:
            _log.warning("kept turn %s", kept.key, exc_info=True)
            return Turn(kept.key, kept.question, None, problem=UNREADABLE)
        searched, cited = self.searched(user, reply.filters), self.cited(user, reply)
        key = watched.get(kept.key, "")
        return Turn(kept.key, kept.question, reply, False, searched, kept.rating, watched=key, cited=cited)

    def _reply(self, user: str, kept: KeptTurn) -> Reply:
        engine, query = self.seen(user), Query(kept.question, filter_query.read(kept.filters))
        return replies.load(kept.reply, query, engine.passage, engine.former)

    def addressed(self, user: str, address: str) -> tuple[str, list[Turn]]:
        """What an address names: a conversation with its turns, or one answer of it alone; ("", []) for neither."""
        given = parse_qs(address.lstrip("?"))
        one = self.conversations.turn(user, given.get("antwort", [""])[0])
        if one is not None:
            return one.conversation, [self._shown(user, one, self.news.store.turns(user))]
        key = given.get("gespraech", [""])[0]
        turns = self.turns(user, key)
        return (key, turns) if turns else ("", [])

    def rate(self, user: str, key: str, rating: str, reason: str) -> None:
        """Keep what the user thinks of an answer; the same thumb again takes it back, a new bad one drafts a case.

        Drafts are seen by all, so none is made of an answer over the user's own papers.
        """
        kept = self.conversations.turn(user, key)
        if kept is None:
            return
        again = kept.rating == rating
        self.conversations.rate(user, key, None if again else rating, None if again else reason)
        if rating == BAD and not again and self.conversations.kept and not self._is_private(user, kept):
            with self._one:
                self.workbench.draft(kept.question, self._reply(user, kept), reason)

    def delete(self, user: str, key: str) -> None:
        """Delete one of the user's conversations, with its words in what is searched."""
        self.conversations.delete(user, key)
        self.search.forget_words()

    def _is_private(self, user: str, kept: KeptTurn) -> bool:
        """Whether a reply names a user's own paper, or may do so: it cannot be read."""
        try:
            listed = replies.listed(kept.reply) & set(self.own.numbers(user))
            return bool(listed) or any(map(is_private, replies.passages(kept.reply)))
        except replies.KeptReplyError:
            return True

    def searched(self, user: str, chosen: Filters) -> str:
        """What a question with these filters was searched in, as a sentence."""
        return render.searched(*self.seen(user).size(chosen), chosen)

    def source(self, user: str, passage_id: str, marks: tuple[Span, ...], ueber: str = "") -> Source | None:
        """What the panel shows for a Passage, None where the user sees none of this id.

        `marks`: parts of its text, cut to where it ends, without empty ones. `ueber`: the Passage that led to it.
        """
        engine = self.seen(user)
        passage = engine.passage(passage_id)
        if passage is None:
            return None
        inside = tuple((max(0, a), min(b, len(passage.text))) for a, b in marks if a < min(b, len(passage.text)))
        version = engine.version(passage_id)
        if version is not None:  # its file shows another version now, its Fragen may be others
            return Source(passage, inside, version.paper)
        paper = engine.drucksache(passage.drucksache)
        pdf = self._sheet_address(passage, inside) if self.pdf(user, passage.drucksache) else None
        via = engine.passage(ueber) if ueber else None
        return Source(passage, inside, paper, self.answers_of(user, passage.drucksache), pdf, via)

    def paper(self, user: str, nummer: str, asked: str = "", fassung: int = 0) -> WholePaper | None:
        """A whole paper, the Frage `asked` for open in it; None where the user sees none of this number.

        `fassung`: the version of this number that was replaced, 0 for the paper as it is.
        """
        engine = self.seen(user)
        paper, versions = engine.drucksache(nummer), engine.versions(nummer)
        earlier = [(version.number, version.ersetzt) for version in versions]
        if fassung:
            of = next((version for version in versions if version.number == fassung), None)
            return WholePaper(of.paper, list(of.passages()), {}, earlier, fassung, asked) if of else None
        if paper is None:
            return None
        passages = engine.passages_of(nummer)
        sheets = {p.id: self._sheet_address(p, ()) for p in passages} if self.pdf(user, nummer) else {}
        return WholePaper(paper, passages, {k: v for k, v in sheets.items() if v}, earlier, asked=asked)

    def cited(self, user: str, reply: Reply) -> dict[str, CitedPaper]:
        """What is said under an answer of each paper it cites, by the ids of the cited Passages; those there are."""
        engine, found = self.seen(user), dict[str, CitedPaper]()
        for passage in {c.passage.id: c.passage for part in (reply, *reply.teile) for c in part.citations}.values():
            version = engine.version(passage.id)
            paper = version.paper if version else engine.paper(passage.drucksache)
            if paper is not None:
                number = version.number if version else 0
                found[passage.id] = CitedPaper(
                    paper.titel, paper.datum, paper.ressort, number, paper.bezug, paper.fraktionen
                )
        return found

    def pdf(self, user: str, nummer: str) -> Path | None:
        """The PDF that a paper was read from; None for other files. Only files of the index are ever served."""
        path = self.seen(user).file(nummer)
        return path if path is not None and path.suffix.lower() == ".pdf" and path.is_file() else None

    def _sheet_address(self, passage: Passage, marks: tuple[Span, ...]) -> str | None:
        start, end = marks[0] if marks else (0, 1)
        seiten = passage.seiten(start, end)
        return sheet_address("blatt", passage.id, marks, seiten.erste) if seiten else None

    def sheet(self, user: str, passage_id: str, marks: tuple[Span, ...], seite: int) -> Sheet | None:
        """Page `seite` (from 1) of the PDF that a Passage stands in; None where there is no such file.

        PageError for a PDF that cannot be opened.
        """
        passage = self.seen(user).passage(passage_id)
        path = self.pdf(user, passage.drucksache) if passage and not passage.ersetzt else None
        if passage is None or path is None:
            return None
        with self._one:
            last = pdf_page.pages(path)
        before, after = (sheet_address("blatt", passage_id, marks, n) for n in (seite - 1, seite + 1))
        return Sheet(
            passage.drucksache,
            seite,
            last,
            picture=sheet_address("seite", passage_id, marks, seite),
            file="pdf?" + urlencode({"nummer": passage.drucksache}) + f"#page={seite}",
            before=before if seite > 1 else None,
            after=after if seite < last else None,
        )

    def picture(self, user: str, passage_id: str, marks: tuple[Span, ...], seite: int) -> bytes | None:
        """That page as PNG with the marked parts of the Passage; PageError if the file has no such page."""
        passage = self.seen(user).passage(passage_id)
        path = self.pdf(user, passage.drucksache) if passage and not passage.ersetzt else None
        if passage is None or path is None:
            return None
        with self._one:
            return pdf_page.picture(path, seite, [passage.text[start:end] for start, end in marks])

    def answers_of(self, user: str, nummer: str) -> dict[Fragenummer, str]:
        """For each answered Frage of a paper the id of the first Passage that answers it."""
        found: dict[Fragenummer, str] = {}
        for passage in self.seen(user).passages_of(nummer):
            if passage.art is Passagenart.ANTWORT:
                found |= {number: passage.id for number in passage.nummern if number not in found}
        return found


def _just_found(reply: Reply) -> bool:
    """Whether a language model is still silent: what it reads is shown at once."""
    return reply.model is not None and not reply.statements


def sheet_address(route: str, passage_id: str, marks: tuple[Span, ...], seite: int) -> str:
    """The address of a `route` ("blatt" or "seite") for page `seite` of a Passage's PDF, with its marks."""
    return f"{route}?" + urlencode({"passage": passage_id, "marken": in_address(marks), "nr": seite})
