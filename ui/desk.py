"""What the page does, without the page: questions into conversations, sources to show, own papers in and out."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

from evals.workbench import Workbench
from ingest.model import Drucksache, Fragenummer, Passage, Passagenart
from rag.model import Filters, IngestReport, Query, Reply
from ui import filters, pdfview, records, render
from ui.conversations import FILE, Conversations, KeptTurn
from ui.markup import Span
from ui.pdfview import Sheet
from ui.render import Turn
from ui.render_source import Source

if TYPE_CHECKING:
    from rag.engine import Engine

LONGEST_QUESTION = 2000
EXAMPLES = 4
BAD = "schlecht"
COALESCE = 0.1
"""Seconds between two states of a growing answer: more would only load the line."""
PROBLEM = "Die Frage ließ sich gerade nicht beantworten. Bitte noch einmal versuchen; den Grund nennt das Protokoll."

_log = logging.getLogger(__name__)
_LEANS = re.compile(
    r"\b(?:dies\w*|jene\w*|genannt\w*|oben|hier\w*|dabei|davon|dazu|darin|daraus|dort|ihre[nmrs]?|deren|falls|wenn|"
    r"s(?:ie|olche\w*)|vorgenannt\w*|Frage[n]?\s+\d+\w?|jeweilig\w*)\b",
    re.IGNORECASE,
)


class Desk:
    """The engine, the conversations and the users' own papers."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self.conversations = Conversations(folder / FILE)
        self.workbench = Workbench(folder)
        self.folder, self.own = folder, folder / "eigene"
        self._examples: dict[tuple[str, ...], list[str]] = {}
        self.writing = Lock()  # one paper goes into the index at a time

    def ask(self, user: str, conversation: str, question: str, chosen: Filters) -> Iterator[Turn]:
        """The turn as it grows: waiting, then sentence by sentence, then finished and kept; a problem is not kept."""
        key, reply, shown = secrets.token_urlsafe(12), None, monotonic()
        yield Turn(key, question, None)
        query = Query(question, chosen, self._before(user, conversation))
        try:
            for reply in self.engine.stream(query):
                if monotonic() - shown > COALESCE:
                    shown = monotonic()
                    yield Turn(key, question, reply, growing=True)
        except Exception:  # whatever fails below: the user gets words, the log the rest
            _log.exception("question %r", question)
            reply = None
        if reply is None:
            yield Turn(key, question, None, problem=PROBLEM)
            return
        kept = KeptTurn(key, conversation, question, filters.write(chosen), records.dump(reply))
        self.conversations.add(user, kept)
        yield Turn(key, question, reply, searched=self.searched(reply.filters or chosen))

    def _before(self, user: str, conversation: str) -> Query | None:
        """The turns before, each pointing to the one before it."""
        query = None
        for kept in self.conversations.turns(user, conversation):
            query = Query(kept.question, filters.read(kept.filters), query)
        return query

    def turns(self, user: str, conversation: str) -> list[Turn]:
        """The kept turns of a conversation, ready to be shown."""
        return [self._shown(kept) for kept in self.conversations.turns(user, conversation)]

    def turn(self, user: str, key: str) -> Turn | None:
        """One kept turn."""
        kept = self.conversations.turn(user, key)
        return self._shown(kept) if kept else None

    def _shown(self, kept: KeptTurn) -> Turn:
        reply = self._reply(kept)
        return Turn(kept.key, kept.question, reply, searched=self.searched(reply.filters), rating=kept.rating)

    def _reply(self, kept: KeptTurn) -> Reply:
        return records.load(kept.reply, Query(kept.question, filters.read(kept.filters)), self.engine.passage)

    def addressed(self, user: str, address: str) -> tuple[str, list[Turn]]:
        """What an address names: a conversation with its turns, or one answer of it alone; ("", []) for neither."""
        given = parse_qs(address.lstrip("?"))
        one = self.conversations.turn(user, given.get("antwort", [""])[0])
        if one is not None:
            return one.conversation, [self._shown(one)]
        key = given.get("gespraech", [""])[0]
        turns = self.turns(user, key)
        return (key, turns) if turns else ("", [])

    def rate(self, user: str, key: str, rating: str, reason: str) -> None:
        """Keep what the user thinks of an answer; the same thumb again takes it back, a new bad one drafts a case."""
        kept = self.conversations.turn(user, key)
        if kept is None:
            return
        again = kept.rating == rating
        self.conversations.rate(user, key, None if again else rating, None if again else reason)
        if rating == BAD and not again:
            with self.writing:
                self.workbench.draft(kept.question, self._reply(kept), reason)

    def own_numbers(self) -> frozenset[str]:
        """The numbers of the papers that users added."""
        return frozenset(self.conversations.own_papers())

    def add_paper(self, name: str, content: bytes) -> IngestReport:
        """Read a user's own paper into the index; a refused one is not kept."""
        folder = self.own / secrets.token_hex(8)  # the name stays: it may tell the paper's number
        folder.mkdir(parents=True)
        path = folder / safe_name(name)
        path.write_bytes(content)
        with self.writing:
            report = self.engine.ingest([path])
        for nummer in report.read:
            self.conversations.keep_paper(nummer, path)
        if not report.read:
            path.unlink()
            folder.rmdir()
        return report

    def remove_paper(self, nummer: str) -> bool:
        """Take a user's own paper out again; False for papers that are not users' own."""
        path = self.conversations.own_papers().get(nummer)
        if path is None:
            return False
        with self.writing:
            self.engine.remove(nummer)
        self.conversations.drop_paper(nummer)
        path.unlink(missing_ok=True)
        return True

    def searched(self, chosen: Filters) -> str:
        """What a question was searched in."""
        papers = self.engine.papers()
        return render.searched(len(papers), sum(paper.fragen for paper in papers), chosen)

    def source(self, passage_id: str, marks: tuple[Span, ...]) -> Source | None:
        """What the panel shows for a Passage, or None if there is no such Passage."""
        passage = self.engine.passage(passage_id)
        if passage is None:
            return None
        inside = tuple((max(0, a), min(b, len(passage.text))) for a, b in marks if a < min(b, len(passage.text)))
        paper = self.engine.drucksache(passage.drucksache)
        pdf = self._sheet_address(passage, inside) if self.pdf(passage.drucksache) else None
        return Source(passage, inside, paper, self.answers_of(passage.drucksache), pdf)

    def pdf(self, nummer: str) -> Path | None:
        """The PDF that a paper was read from; None for other files. Only files of the index are ever served."""
        path = self.engine.file(nummer)
        return path if path is not None and path.suffix.lower() == ".pdf" and path.is_file() else None

    def _sheet_address(self, passage: Passage, marks: tuple[Span, ...]) -> str | None:
        start, end = marks[0] if marks else (0, 1)
        seiten = passage.seiten(start, end)
        return sheet_address("blatt", passage.id, marks, seiten.erste) if seiten else None

    def sheet(self, passage_id: str, marks: tuple[Span, ...], seite: int) -> Sheet | None:
        """A page of the PDF that a Passage stands in; None if there is no such file."""
        passage = self.engine.passage(passage_id)
        path = self.pdf(passage.drucksache) if passage else None
        if passage is None or path is None:
            return None
        with self.writing:  # pdfium is not made for two threads
            last = pdfview.pages(path)
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

    def picture(self, passage_id: str, marks: tuple[Span, ...], seite: int) -> bytes | None:
        """That page as PNG with the marked parts of the Passage; PageError if the file has no such page."""
        passage = self.engine.passage(passage_id)
        path = self.pdf(passage.drucksache) if passage else None
        if passage is None or path is None:
            return None
        with self.writing:
            return pdfview.picture(path, seite, [passage.text[start:end] for start, end in marks])

    def answers_of(self, nummer: str) -> dict[Fragenummer, str]:
        """For each Frage of a paper the id of the Passage that answers it."""
        found: dict[Fragenummer, str] = {}
        for passage in self.engine.passages_of(nummer):
            if passage.art is Passagenart.ANTWORT:
                found |= {number: passage.id for number in passage.nummern if number not in found}
        return found

    def preambles(self, nummer: str) -> list[Passage]:
        """A paper's Vorbemerkungen."""
        return [p for p in self.engine.passages_of(nummer) if p.art is Passagenart.VORBEMERKUNG]

    def examples(self) -> list[str]:
        """Fragen of the papers in hand that can be understood alone, one of each paper before a second of any."""
        numbers = tuple(paper.nummer for paper in self.engine.papers()[: 5 * EXAMPLES])
        if numbers not in self._examples:
            each = [self._alone(paper) for paper in map(self.engine.drucksache, numbers) if paper]
            rounds = [questions[n] for n in range(EXAMPLES) for questions in each if n < len(questions)]
            self._examples = {numbers: rounds[:EXAMPLES]}
        return self._examples[numbers]

    def _alone(self, paper: Drucksache) -> list[str]:
        """Short Fragen of a paper that lean on nothing before them, those that name its topic first."""
        topic = {word.lower() for word in re.findall(r"\w{5,}", paper.titel or "")}
        texts = [" ".join(frage.text.split()) for frage in paper.fragen]
        fit = [text for text in texts if 40 <= len(text) <= 120 and text.endswith("?") and not _LEANS.search(text)]
        return sorted(fit, key=lambda text: -sum(word in text.lower() for word in topic))


def sheet_address(route: str, passage_id: str, marks: tuple[Span, ...], seite: int) -> str:
    """The address of a page with its marks."""
    words = " ".join(f"{start}-{end}" for start, end in marks)
    return f"{route}?" + urlencode({"passage": passage_id, "marken": words, "nr": seite})


def safe_name(name: str) -> str:
    """A file name that stays in its folder and keeps its ending."""
    plain = re.sub(r"[^\w.\- ]", "_", Path(name.replace("\\", "/")).name).lstrip(".")
    return plain[-120:] or "papier.txt"
