"""From a Query to the request that it is, and to its Reply; what is none goes the way of questions (rag.engine)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from time import perf_counter
from typing import Protocol

from rag import citation as cite
from rag.index.outlines import Outline
from rag.model import Filters, Hit, Outcome, Paper, Query, Reply, Statement
from rag.query.followup import FURTHEST
from rag.requested import Art, Je, Listed, Rated, Requested, Tafel, Teil
from rag.routing import answers, counting, listing, over_time, radar_words, several, wording
from rag.routing.comparing import side_query
from rag.routing.request import AS_QUESTION, Request, as_question
from rag.routing.texts import joined_apart, sentences_apart
from rag.routing.turns import Known, Turns
from rag.text.official_questions import questions


class Door(Known, over_time.Door, Protocol):
    """What requests are answered from: an open Engine as one user sees it."""

    def fitting(self, filters: Filters) -> list[str]:
        """The numbers of the papers that the filters leave."""

    def outlines(self, numbers: Iterable[str]) -> dict[str, Outline]:
        """Title and Fragen of these papers, by number; where they were not read yet that takes milliseconds each."""

    def related(self, thema: str) -> frozenset[str]:
        """The numbers of the papers that are about a topic by their meaning, whatever their words."""

    def tafel(self, je: Je, filters: Filters, thema: str) -> Tafel:
        """How the Fragen were answered that the filters leave and that are about a topic ("" for any), counted."""

    def paper(self, nummer: str) -> Paper | None:
        """What lists need of a paper; None where there is no such paper."""


class Requests:
    """Tells requests from questions, and answers them."""

    def __init__(self, door: Door) -> None:
        self._door, self._turns = door, Turns(door)

    def question(self, query: Query) -> Query:
        """A question of substance without the requests before it; one that may lean on it takes up their topic."""
        return self._turns.question(query)

    def stream(self, query: Query) -> Iterator[Reply]:
        """The Replies to whatever was typed; the last one counts."""
        request = self._turns.read(query)
        if request is not None and request.zeitlich:
            yield from over_time.replies(self._door, query, request)
        elif request is not None:
            yield self._reply(query, request)
        elif replies := self._apart(query):
            yield several.together(query, replies)
        else:
            yield from self._door.answered(query)

    # several questions in one text
    def _apart(self, query: Query) -> Sequence[Reply]:
        """The Replies to each question of a text that is no request; () where it is one matter.

        Apart are they where one is a request, or where the papers answer each of them by itself.
        """
        if as_question(query.text) is not None:
            return ()
        parts = several.chained(query, sentences_apart(query.text))
        wanted = [self._turns.read(part) for part in parts]
        if any(wanted):
            said = [p for p, r in zip(parts, wanted, strict=True) if not (r and r.begruessung)]
            return self._each(said)
        if len(parts) > 1 and not any(several.takes_up(part.text) for part in parts[1:]):
            replies = self._each([replace(part, vorher=query.vorher) for part in parts])
            return replies if several.answered_apart(replies) else ()
        parts = several.chained(query, joined_apart(query.text))
        return self._each(parts) if len(parts) > 1 and all(self._turns.read(part) for part in parts) else ()

    def _each(self, parts: Sequence[Query]) -> Sequence[Reply]:
        """The Reply to each of several questions; () where there is one alone."""
        return [self._last(part) for part in parts] if len(parts) > 1 else ()

    def _last(self, query: Query) -> Reply:
        *_, last = self.stream(query)
        return last

    # answering
    def _reply(self, query: Query, request: Request) -> Reply:
        began = perf_counter()
        match request.art:
            case Art.HILFE:
                reply = self._said(query, request, wording.help_text(self._door.papers()))
            case Art.UNBEKANNT:
                reply = self._unknown(query, request)
            case Art.LISTE:
                reply = self._list(query, request)
            case Art.STATUS:
                reply = self._status(query, request)
            case Art.RADAR:
                reply = self._radar(query, request)
            case Art.VERGLEICH:
                reply = self._comparison(query, request)
            case _:
                reply = self._of_paper(query, request)
        return replace(reply, ms=1000 * (perf_counter() - began))

    def _said(
        self,
        query: Query,
        request: Request,
        text: str,
        numbers: Sequence[str] = (),
        *,
        found: bool = False,
        statements: tuple[Statement, ...] = (),
    ) -> Reply:
        """A Reply to a request; `text` is also the reason where nothing was `found`."""
        shown = Requested(
            request.art, wording.understood(request, numbers), text, als_frage=AS_QUESTION + query.text.strip()
        )
        outcome = Outcome.BELEGT if found else Outcome.NICHT_IM_BESTAND
        return Reply(
            query, outcome, None if found else text, statements, (), 0.0, filters=request.filters, anliegen=shown
        )

    def _unknown(self, query: Query, request: Request) -> Reply:
        nummer = request.drucksachen[0]
        reply = self._said(query, request, wording.not_held(nummer), request.drucksachen)
        return _with(reply, url=cite.paper_url(nummer))

    def _list(self, query: Query, request: Request) -> Reply:
        request = replace(request, filters=_both(request.filters, query.filters))
        outlines = self._door.outlines(self._door.fitting(request.filters)) if request.thema else {}
        stock, filters, thema = self._door.papers(), request.filters, request.thema
        found = listing.papers(stock, filters, thema, outlines)
        meant = self._door.related(thema) - {paper.nummer for paper in found} if thema else frozenset()
        also = [paper for paper in listing.papers(stock, filters, "", {}) if paper.nummer in meant]
        reply = self._said(
            query, request, wording.list_text(len(found), filters, thema, len(also)), found=bool(found or also)
        )
        named, near = tuple(map(listing.listed, found)), tuple(map(listing.listed, also))
        reply = _with(reply, papiere=named, sinnverwandt=near, thema=thema)
        hits = self._door.near(request.thema, request.filters) if request.thema else ()
        return replace(reply, hits=hits)

    def _status(self, query: Query, request: Request) -> Reply:
        request = replace(request, filters=_both(request.filters, query.filters))
        numbers = request.drucksachen or (_papers_of(self._reply_before(query)) if request.before else ())
        filters = replace(request.filters, drucksachen=frozenset(numbers)) if numbers else request.filters
        every = counting.rows(self._door.papers(), filters, request.thema, self._door.outlines)
        found = counting.fragen(every, request.status, self._door.outlines)
        text = wording.status_text(found, request, numbers)
        return _with(self._said(query, request, text, numbers, found=bool(found)), fragen=tuple(found))

    def _radar(self, query: Query, request: Request) -> Reply:
        request = replace(request, filters=_both(request.filters, query.filters))
        table = self._door.tafel(request.je, request.filters, request.thema)
        text = radar_words.radar_text(table, request)
        reply = self._said(query, request, text, found=bool(table.gesamt.fragen))
        return _with(reply, tafel=table, thema=request.thema)

    def _comparison(self, query: Query, request: Request) -> Reply:
        if request.drucksachen:
            sides = [Query(f"Drucksache {nummer}", query.filters) for nummer in request.drucksachen]
        elif request.thema or query.vorher:
            before = self.question(query).vorher  # the question of substance before it, or what its topic was
            sides = [side_query(side, request.thema, query.filters, before) for side in request.seiten]
        else:
            return self._said(query, request, wording.COMPARE_WHAT)
        replies = tuple(map(self._last, sides))
        shown = Requested(request.art, wording.understood(request, ()), "", als_frage=AS_QUESTION + query.text.strip())
        return several.summed(query, replies, replace(shown, seiten=request.seiten))

    def _of_paper(self, query: Query, request: Request) -> Reply:
        """A Frage whole, or what is asked of one paper or of several."""
        before = None if request.drucksachen else self._reply_before(query)
        numbers = request.drucksachen or _papers_of(before)
        papers = [paper for nummer in numbers if (paper := self._door.drucksache(nummer))]
        if not papers:
            return self._said(query, replace(request, art=Art.HILFE), wording.WHICH_PAPER)
        if request.art is Art.FRAGE:
            return self._frage(query, request, numbers[0])
        sums = request.teil is Teil.ZUSAMMENFASSUNG
        statements = tuple(s for p in papers for s in answers.summary(p, self._door)) if sums else ()
        text = "\n".join(wording.head(paper, request.teil) for paper in papers)
        if request.teil is Teil.QUELLE and before:
            text = "\n".join((text, *(f"{cite.label(c)} – {cite.url(c)}" for c in before.citations)))
        reply = self._said(query, request, text, numbers, found=True, statements=statements)
        told = papers if request.teil is Teil.UEBERBLICK else ()
        outlines = self._door.outlines(paper.nummer for paper in told)
        fragen = tuple(f for outline in outlines.values() for f in outline.fragen)
        shown = (self._door.paper(paper.nummer) for paper in papers)
        return _with(reply, papiere=tuple(listing.listed(paper) for paper in shown if paper), fragen=fragen)

    def _frage(self, query: Query, request: Request, nummer: str) -> Reply:
        paper = self._door.drucksache(nummer)
        meant = answers.named(paper, request.fragen) if paper else ()
        if paper is None or not meant:
            text = wording.no_such_question(paper, request.fragen) if paper else wording.WHICH_PAPER
            return self._said(query, request, text, (nummer,))
        statements = answers.whole(paper, meant, self._door)
        rated = tuple(f for f in self._door.outlines([nummer])[nummer].fragen if f.frage in set(map(str, meant)))
        text = "" if statements else "Das Papier enthält zu dieser Frage keine Antwort."
        reply = self._said(query, request, text, (nummer,), found=bool(statements), statements=statements)
        quoted = list(dict.fromkeys(c.passage for s in statements for c in s.citations))
        asked = next((text for passage in quoted for text in questions(passage)), None)
        hits = tuple(Hit(passage, 1.0) for passage in quoted)
        return replace(_with(reply, fragen=rated), gefragt=asked, hits=hits)

    # what stood there before
    def _reply_before(self, query: Query) -> Reply | None:
        """The Reply of the turn before, made again; of head lines and help the one before those."""
        before = query.vorher
        for _ in range(FURTHEST):
            if before is None:
                return None
            request = self._turns.read(before)
            if request is None or not (
                (request.before and request.teil is not Teil.UEBERBLICK) or request.art is Art.HILFE
            ):
                return self._last(before)
            before = before.vorher
        return None


def _papers_of(reply: Reply | None) -> tuple[str, ...]:
    """The papers that a Reply was given from: those it named, else the first one it cited."""
    if reply is None:
        return ()
    named = reply.anliegen.papiere if reply.art is Art.PAPIER and reply.anliegen else ()
    cited = [c.passage.drucksache for c in reply.citations]
    return tuple(paper.drucksache for paper in named) or tuple(cited[:1])


def _both(read_out: Filters, chosen: Filters) -> Filters:
    """What the text names, and what is chosen on the page where the text names nothing of the kind."""
    names = ("drucksachen", "wahlperioden", "ressorts", "fraktionen", "von", "bis")
    return Filters(**{name: getattr(read_out, name) or getattr(chosen, name) for name in names})


def _with(
    reply: Reply,
    *,
    url: str = "",
    papiere: tuple[Listed, ...] = (),
    sinnverwandt: tuple[Listed, ...] = (),
    fragen: tuple[Rated, ...] = (),
    tafel: Tafel | None = None,
    thema: str = "",
) -> Reply:
    """The Reply of `_said` with what else the request came to."""
    shown = reply.anliegen
    more = shown and replace(
        shown, url=url, papiere=papiere, sinnverwandt=sinnverwandt, fragen=fragen, tafel=tafel, thema=thema
    )
    return replace(reply, anliegen=more)
