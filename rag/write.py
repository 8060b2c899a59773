"""From a quoting answer to a written one: draft, verify, cite. No sentence is shown that its sources do not prove.

The model writes; this code finds and checks the place. Whatever goes wrong with the model, the quotes are shown, with
a word why.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING

from langchain_core.output_parsers import StrOutputParser
from langchain_core.runnables import RunnableLambda

from rag import draft
from rag.draft import Drafted
from rag.model import Citation, Hit, Outcome, Reply, Statement
from rag.parts import parts
from rag.places import Lookup, place
from rag.question import read
from rag.select import Candidate, candidates, choose
from rag.verify import Source, Verdict, verify
from rag.words import content, coverage, english, stem, stems

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

PLACES = 5  # answers that the model gets sentences of
SENTENCES = 6  # most sentences of each
WIDE = 2.0  # how far below the best a sentence may be and still be given
BEHIND = 120  # characters before a sentence that are looked at for orders
LONGEST = 6000  # characters of a draft after which the model is stopped
NEAREST = 3  # sources tried besides those that the model names
WORDS = 4  # least words of a statement

DOWN = "Das Sprachmodell ist nicht erreichbar oder hat nicht geantwortet; gezeigt wird der Wortlaut."
SLOW = "Das Sprachmodell war zu langsam; gezeigt wird der Wortlaut."
UNPROVEN = "Was das Sprachmodell schrieb, ließ sich nicht belegen; gezeigt wird der Wortlaut."
NO_ANSWER = "Das Sprachmodell fand in den Fundstellen keine Antwort; gezeigt wird der Wortlaut."

_log = logging.getLogger(__name__)

Meaning = Callable[[str, str], float]
Given = tuple[str, tuple[Citation, ...], str]  # question, numbered sentences, language of the answer


def _prompt(given: Given) -> list[BaseMessage]:
    return draft.messages(*given)


@dataclass(slots=True)
class Progress:
    """A draft on its way: what is proven, what was dropped and why."""

    sources: tuple[Citation, ...]
    statements: list[Statement] = field(default_factory=list)
    dropped: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    problem: str | None = None


class Writer:
    """Lets a chat model write over the hits of a quoting Reply; `meaning` gives the cosine of two texts, if set."""

    def __init__(
        self,
        model: BaseChatModel,
        name: str,
        lookup: Lookup,
        context: int,
        timeout: float,
        meaning: Meaning | None = None,
    ) -> None:
        self.name, self.lookup, self.timeout, self.meaning = name, lookup, timeout, meaning
        self.room = draft.room(context)
        prompt = RunnableLambda(_prompt)
        self.drafting: Runnable[Given, str] = prompt | model | StrOutputParser()

    def write(self, quoted: Reply) -> Reply:
        """The written answer, or the quotes with a word why."""
        last = quoted
        for reply in self.stream(quoted):
            last = reply
        return last

    def stream(self, quoted: Reply) -> Iterator[Reply]:
        """Replies that grow by proven sentences; the last one counts. What is not proven is never in any of them."""
        if quoted.outcome is Outcome.NICHT_IM_BESTAND:
            yield quoted
            return
        progress = Progress(self.material(quoted.gefragt or quoted.query.text, quoted.hits))
        for _ in self.steps(quoted, progress):
            yield replace(quoted, statements=tuple(progress.statements), model=self.name, grund=None)
        if not progress.statements:
            yield replace(quoted, grund=progress.problem or UNPROVEN)
        elif progress.problem:
            yield replace(quoted, statements=tuple(progress.statements), model=self.name, grund=progress.problem)

    def steps(self, quoted: Reply, progress: Progress) -> Iterator[Statement]:
        """Draft and verify, one sentence after the other; fills `progress`."""
        question = quoted.gefragt or quoted.query.text
        sprache = "Englisch" if english(question) else "Deutsch"
        done = 0
        try:
            for text, final in self._drafted((question, progress.sources, sprache), progress):
                found = draft.read(text, len(progress.sources))
                ready = found if final else found[:-1]
                for sentence in ready[done:]:
                    yield from self._proven(sentence, progress)
                done = max(done, len(ready))
        except Exception as error:  # a server's faults are many, and none may reach the user as an error page
            _log.warning("Sprachmodell: %s: %s", type(error).__name__, error)
            progress.problem = DOWN

    def _drafted(self, given: Given, progress: Progress) -> Iterator[tuple[str, bool]]:
        """The draft so far, again and again, and whether it is whole; stopped when too slow or too long."""
        text, start = "", monotonic()
        for chunk in self.drafting.stream(given):
            text += chunk
            if monotonic() - start > self.timeout:
                progress.problem = SLOW
                break
            if len(text) > LONGEST:
                break
            yield text, False
        if not text.strip():
            progress.problem = progress.problem or DOWN
        elif draft.NOTHING in text:
            progress.problem = NO_ANSWER
        yield text, progress.problem is None and len(text) <= LONGEST

    def material(self, question: str, hits: Sequence[Hit]) -> tuple[Citation, ...]:
        """The numbered sentences: the best of the best places, in the order printed, as many as the context takes."""
        asked, found = read(question), list[Citation]()
        room = self.room
        for hit in hits[:PLACES]:
            where = place(hit, self.lookup)
            pool = [c for p in parts(where.own) for c in candidates(asked, p, hit.window)]
            pool += [c for p in parts(where.followed) for c in candidates(asked, p, ueber=hit.passage)]
            best = sorted(
                (c.candidate for c in choose(asked, pool, SENTENCES, drop=WIDE)), key=lambda c: (c.passage.id, c.span)
            )
            for candidate in (c for c in best if not _ordered(c)):
                room -= min(len(candidate.text), draft.LONGEST) + 8
                if room < 0:
                    return tuple(found)
                found.append(Citation(candidate.passage, *candidate.span, candidate.ueber))
        return tuple(dict.fromkeys(found))

    def _proven(self, sentence: Drafted, progress: Progress) -> Iterator[Statement]:
        """A statement with the fewest sources that prove it, or nothing and an entry among the dropped."""
        if draft.NOTHING in sentence.text or len(sentence.text.split()) < WORDS:
            return
        reasons: tuple[str, ...] = ("nennt keine Quelle",)
        for sources in _choices(sentence, progress.sources):
            verdict = self.verdict(sentence.text, sources)
            if verdict.proven:
                statement = Statement(sentence.text, tuple(sources))
                progress.statements.append(statement)
                yield statement
                return
            reasons = verdict.reasons
        progress.dropped.append((sentence.text, reasons))

    def verdict(self, sentence: str, sources: Sequence[Citation]) -> Verdict:
        """Whether these sources prove a sentence."""
        texts = [
            Source(s.zitat, s.passage.sprecher, "" if draft.orders(s.passage.frage) else s.passage.frage)
            for s in sources
        ]
        meaning = self.meaning(sentence, " ".join(t.text for t in texts)) if self.meaning else None
        return verify(sentence, texts, meaning)


def _ordered(candidate: Candidate) -> bool:
    """Whether a sentence gives orders to a model, or stands right behind one that does (what is to be said)."""
    before = candidate.passage.text[max(0, candidate.span[0] - BEHIND) : candidate.span[0]]
    return draft.orders(candidate.text) or draft.orders(before)


def _choices(sentence: Drafted, sources: Sequence[Citation]) -> list[list[Citation]]:
    """Sets of sources to try, the likeliest and smallest first: named ones, then those with most words in common."""
    wanted = [stem(w) for w in content(sentence.text)]
    named = [sources[n - 1] for n in sentence.numbers]
    near = sorted(sources, key=lambda s: -coverage(wanted, stems(s.zitat)))[:NEAREST]
    named.sort(key=lambda s: -coverage(wanted, stems(s.zitat)))
    single = list(dict.fromkeys([*named, *near]))
    pairs = [[a, b] for i, a in enumerate(single[:4]) for b in single[i + 1 : 4]]
    return [[s] for s in single] + pairs + ([named] if len(named) > 2 else [])
