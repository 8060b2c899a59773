"""The one door for the chat, the command line and the evaluation."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from ingest.ids import paper_key
from ingest.model import Frage, canonical
from ingest.weights import WEIGHTS
from rag import asked_before, giving_way
from rag.answerability.topic import changes_topic
from rag.answering.answerer import Answerer
from rag.data import DATA
from rag.embedding.embedder import Embedder, load_embedder
from rag.errors import IndexBusy, IndexProblem
from rag.generation.factory import load_writer
from rag.holdings import Holdings
from rag.index.healing import AWAY
from rag.index.index import Index
from rag.index.opening import owned
from rag.index.overviews import Papers
from rag.index.rebuild import Progress
from rag.index.vector_server import VectorServer
from rag.intact import check_data
from rag.langchain_edge import as_chain
from rag.model import About, Filters, Hit, IngestReport, Outcome, Query, Reply, Turn
from rag.parameters import PARAMETERS, Parameters, digest
from rag.query.filters import read_filters
from rag.query.followup import Understood, understood
from rag.reading.reader import load_reader
from rag.retrieval.expansion import place
from rag.retrieval.retriever import HITS, Retriever
from rag.routing.requests import Requests
from rag.settings import Settings
from rag.text.official_questions import questions, whole_texts
from rag.text.proforms import needs_more

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

__all__ = ["Engine", "IndexBusy", "IndexProblem"]

FIRST = "Was hat die Bundesregierung geantwortet?"
"""A question that any papers have places for."""


class Engine(Holdings):
    """An open index that answers; use it in a `with` statement."""

    def __init__(self, index: Index, settings: Settings | None = None, numbers: Parameters = PARAMETERS) -> None:
        """Without `settings` no language model is looked for.

        `numbers`: the fitted ones that are ranked, chosen and verified by; but which windows there are was decided
        when the papers were read in.
        """
        super().__init__(index)
        self.numbers = numbers
        self.retriever = Retriever(index, numbers.ranking)
        self.answerer = Answerer(self, numbers, load_reader(index.embedder))
        self.only: frozenset[str] | None = None
        self.writer = load_writer(settings, index.embedder, numbers) if settings else None

    @classmethod
    def open(
        cls,
        settings: Settings,
        embedder: Embedder | None = None,
        progress: Progress | None = None,
        *,
        afresh: bool = False,
        later: bool = False,
    ) -> Engine:
        """Open (or begin) the index in the folder that the settings name.

        `embedder` in place of the one that they name; `progress(done, all, name)` while something is mended or made
        again, which `notes` then tell of; `later`: that is left to `heal`; `afresh`: all that can be is made again.
        IndexBusy if another process owns
        the folder, NotIntact or WeightsError where files that come with the program are not its own, IndexProblem if
        no index can lie there or it cannot be used (all of them German, to be shown).
        """
        check_data()
        server = VectorServer.of(settings)
        lock = owned(settings.index)  # before the model is loaded: whoever comes second is told at once
        try:
            model = embedder or load_embedder(settings)
        except BaseException:
            lock.release()
            raise
        return cls(Index(settings.index, model, lock, progress, afresh=afresh, later=later, server=server), settings)

    def without_writer(self) -> Engine:
        """The same engine without a language model: it answers with quotes alone."""
        return self if self.writer is None else self._copied(writer=None)

    def seen_by(self, owner: str | None) -> Engine:
        """The same engine as one user may use it: over the common stock and what they added; None: the stock alone.

        Nothing is copied that could grow old: what is visible is asked of the store at every question.
        """
        return self._copied(owner=owner)

    def among(self, numbers: Iterable[str]) -> Engine:
        """The same engine, answering only from the papers of these numbers, and quoting: no language model writes.

        All else is as over all papers: what a question takes up, and how near a place is; and an answer may lead on
        into other papers.
        """
        return self._copied(only=frozenset(map(canonical, numbers)), writer=None)

    def _copied(self, **other: object) -> Engine:
        """A copy that differs in these fields."""
        seen = copy(self)
        seen.__dict__.update(other)
        seen.answerer = Answerer(seen, self.numbers, self.answerer.reader)  # the writer writes over what that quotes
        for made in ("chain", "finding", "requests"):  # they lead to the engine that they were made for
            seen.__dict__.pop(made, None)
        return seen

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    # every question goes this way: the chat's, the command line's, the evaluation's, other programs'
    def ask(self, query: Query) -> Reply:
        """Search and quote; where a language model is set, let it write what can be proven."""
        return list(self.stream(query))[-1]

    def stream(self, query: Query) -> Iterator[Reply]:
        """Replies that grow by proven sentences, the last one counts; a single one without a language model.

        With one the first Reply has no sentence yet, but the hits are there: models are slow. As long as the index
        may hide what stands in the papers, each says so.
        """
        with giving_way.asking():
            before, hidden = self.away, self.index.healing.hidden()
            for reply in self.requests.stream(query):
                away = bool(before or self.away) and reply.durchsucht
                note = " ".join(filter(None, (AWAY if away else "", hidden)))
                yield replace(reply, nur_stichworte=away).noted(note) if note else reply

    def answered(self, query: Query) -> Iterator[Reply]:
        """The Replies to a question of substance: what `stream` gives for one, without asking whether it is one."""
        yield from self.chain.stream(query)

    def prepare(self) -> None:
        """Load what answering needs, and answer a first question: nobody has to wait for that then."""
        self.index.embedder.queries([FIRST])  # without papers no question would come as far as the model
        self.ask(Query(FIRST))

    def find(self, query: Query) -> tuple[Hit, ...]:
        """What the question would be answered from, best first; nothing is judged or written."""
        with giving_way.asking():
            return self.finding.invoke(query).hits

    def asked_before(self, fragen: Iterable[Frage]) -> Iterator[asked_before.Line]:
        """For each Frage of a draft, in order, what this user's papers say was asked before; half a second each."""
        numbers = self.numbers.before
        for frage, text in whole_texts(fragen):
            with giving_way.asking():
                hits, near = self.retriever.before(text, numbers.searched, self.owner, self.only)
                yield asked_before.line(frage, text, hits, near, self.drucksache, self.passages_of, numbers)

    @cached_property
    def requests(self) -> Requests:
        """What tells requests for papers, lists, comparisons from questions, and answers them."""
        return Requests(self)

    @cached_property
    def finding(self) -> Runnable[Query, Turn]:
        """The steps rewrite and retrieve, as LangChain has it."""
        return as_chain(rewrite=self.rewrite, retrieve=self.retrieve)

    @cached_property
    def chain(self) -> Runnable[Query, Reply]:
        """The steps rewrite, retrieve and answer, as LangChain has it: a Query in, Replies out; the last one counts.

        What a language model drafts is verified and cited inside `answer`: no sentence leaves it before it is proven.
        """
        return as_chain(rewrite=self.rewrite, retrieve=self.retrieve, answer=self.answer)

    def rewrite(self, query: Query) -> Turn:
        """A whole question from a follow-up turn; filters that were set go before those that the question names."""
        began = perf_counter()
        meant = understood(self.requests.question(query), self._takes_up, self.numbers.questions)
        text, filters = self._searched(meant)
        own = meant.text if meant.topics else ""
        return Turn(query, text, filters, meant.shown if meant.changed else None, own, unsure=meant.unsure, began=began)

    def _searched(self, meant: Understood) -> tuple[str, Filters]:
        """What is searched for, without the words that narrow it, and what they narrow it to."""
        filters, text = (meant.filters, meant.whole) if meant.filters else read_filters(meant.whole, Papers(self._seen))
        return text, filters

    def _takes_up(self, alone: Understood, joined: Understood) -> bool:
        """Whether the papers hold more for a turn with its topic than for the turn alone."""
        one, both = (self.near(*self._searched(m), most=1) for m in (alone, joined))
        if not one or not both:
            return bool(both)
        better = both[0].score - one[0].score >= self.numbers.questions.better
        return better and not changes_topic(alone.text, place(one[0], self), place(both[0], self), self.numbers)

    def retrieve(self, turn: Turn) -> Turn:
        """The hits, best first; where only a Frage was named, its own text is what is asked."""
        hits = self.near(turn.text, turn.filters, only=self.only)
        if hits and turn.filters.fragen and not turn.text:
            text = next(iter(questions(hits[0].passage)), "")
            hits = self.near(text, turn.filters, only=self.only)
            return replace(turn, text=text, hits=hits, gefragt=text or None)
        return replace(turn, hits=hits)

    def answer(self, turn: Turn) -> Iterator[Reply]:
        """The quoting answer; or what was found, and then what a language model writes over the quotes."""
        text = turn.text or turn.query.text  # "Drucksache 20/11166" alone: the place that was named is the question
        quoted = self.answerer.answer(text, turn.hits, turn.own, unsure=turn.unsure)
        if self.writer is None:
            yield Reply.of(turn, quoted)
            return
        if quoted.outcome is not Outcome.NICHT_IM_BESTAND:
            yield Reply.of(turn, replace(quoted, statements=(), model=self.writer.name, grund=None))
        for written in self.writer.stream(text, quoted):
            yield Reply.of(turn, written)

    def ingest(self, paths: Iterable[Path], progress: Progress | None = None, remove: bool = False) -> IngestReport:
        """Bring the index in step with files and folders; `progress(done, all, file)` is called before each.

        `remove`: papers whose files are gone leave also where they are many at once; else those are kept, for a share
        may only be away. What one file does wrong is told in the report and stops nothing.
        """
        return self.index.update(paths, progress, remove=remove)

    @property
    def reading(self) -> bool:
        """Whether files and folders are being read in."""
        return self.index.updates.locked()

    def remove(self, nummer: str) -> None:
        """Take a paper out of the common stock."""
        self.index.remove(paper_key(nummer, None))

    # what a user adds for themselves
    def add_private(
        self, path: Path, owner: str, without: Container[str] = (), most: int | None = None
    ) -> IngestReport:
        """Read a file's papers in for one user alone; the report says which, and why not the others.

        `without`: numbers that are passed over; `most`: how many it may be at most; of a file with more none is
        taken. IndexFailed (German) where the index cannot take them: nothing is taken then either.
        """
        return self.index.add_private(path, owner, without, most)

    def remove_private(self, nummer: str, owner: str) -> None:
        """Take a user's own paper out; the common stock is not touched."""
        self.index.remove(paper_key(nummer, owner))

    def today(self) -> date:
        """The day from which "seit Juli" and "letzte Woche" are told."""
        return date.today()

    def near(
        self, text: str, filters: Filters | None = None, most: int = HITS, only: frozenset[str] | None = None
    ) -> tuple[Hit, ...]:
        """What lies nearest to a text in the papers that this user sees; `find` without reading the text first.

        `only`: as in Retriever.search. VectorsAway where the vectors are away, for an engine `among` some papers: what
        that finds nobody asks a second time, as people do.
        """
        return self.retriever.search(text, filters, most, self.owner, only, whole=self.only is not None)

    def related(self, thema: str) -> frozenset[str]:
        """The numbers of the papers that are about a topic by their meaning, whatever their words."""
        near = self.retriever.related(thema, self.owner, self.numbers.related, whole=self.only is not None)
        least = self.numbers.related.share
        return frozenset(nummer for nummer, stored in self._seen.items() if near.get(stored.key, 0.0) >= least)

    def asking(self, text: str, most: int) -> tuple[Hit, ...]:
        """What lies nearest to a Frage in all papers, at most so many answers."""
        return self.near(text, most=most, only=self.only)

    def about(self) -> About:
        """What results depend on besides the papers, for those who compare them."""
        writer = self.writer.name if self.writer else None
        return About(self.index.embedder.name, writer, digest([self.numbers, WEIGHTS], DATA))


def stands_alone(question: str) -> bool:
    """Whether an official question can be read without its paper: it points to nothing before it."""
    return not needs_more(question)
