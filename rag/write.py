"""From a quoting answer to a written one: draft, verify, cite. No sentence is shown that its sources do not prove.

The model writes over what the quoting answer quotes; this code finds and checks the place. A sentence that is not
proven is dropped, or its source is quoted in its place. Whatever goes wrong with the model, the quotes are shown, with
a word why.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING

from ingest.sentences import sentences
from rag import draft
from rag.agree import negated
from rag.draft import Drafted
from rag.model import Answer, Citation, Judged, Outcome, Statement
from rag.parameters import PARAMETERS, Matching, Parameters
from rag.places import key
from rag.proforms import leans
from rag.tables import is_row
from rag.verify import Meaning, Source, Verdict, verify
from rag.words import content, coverage, stem, stems

if TYPE_CHECKING:
    from rag.llm import Drafter

LONGEST = 6000  # characters of a draft after which the model is stopped
MARK = 8  # characters that the number in front of a sentence takes, generously

DOWN = "Das Sprachmodell ist nicht erreichbar oder hat nicht geantwortet; gezeigt wird der Wortlaut."
SLOW = "Das Sprachmodell war zu langsam; gezeigt wird der Wortlaut."
UNPROVEN = "Was das Sprachmodell schrieb, ließ sich nicht belegen; gezeigt wird der Wortlaut."
NO_ANSWER = "Das Sprachmodell fand in den Fundstellen keine Antwort; gezeigt wird der Wortlaut."

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Progress:
    """A draft on its way: the numbered sentences, what became of each sentence drafted, what went wrong."""

    sources: tuple[Citation, ...]
    judged: list[Judged] = field(default_factory=list)
    problem: str | None = None

    @property
    def statements(self) -> list[Statement]:
        """What may be shown, in order, nothing twice."""
        return list(dict.fromkeys(j.shown for j in self.judged if j.shown))

    @property
    def written(self) -> bool:
        """Whether any sentence of the model's own is proven."""
        return any(j.shown and not j.reasons for j in self.judged)

    @property
    def cited(self) -> list[Citation]:
        """The places shown so far."""
        return [citation for statement in self.statements for citation in statement.citations]


class Writer:
    """Lets a chat model write over the quotes of an Answer; `meaning` gives the cosine of two texts, if set."""

    def __init__(
        self,
        drafter: Drafter,
        name: str,
        context: int,
        timeout: float,
        meaning: Meaning | None = None,
        numbers: Parameters = PARAMETERS,
    ) -> None:
        self.drafter, self.name, self.timeout, self.meaning = drafter, name, timeout, meaning
        self.room, self.numbers = draft.room(context), numbers

    def write(self, question: str, quoted: Answer) -> Answer:
        """The written answer, or the quotes with a word why."""
        return list(self.stream(question, quoted))[-1]

    def stream(self, question: str, quoted: Answer) -> Iterator[Answer]:
        """Answers that grow by proven sentences, the last one counts; or the quotes.

        Where the papers do not answer, no model is asked: what lies nearest is quoted and said to be no more.
        """
        sources = self.material(quoted)
        if quoted.outcome is not Outcome.BELEGT or not sources:
            yield quoted
            return
        progress = Progress(sources)
        for _ in self.steps(question, progress):
            if progress.written:
                yield self._written(quoted, progress)
        if progress.written:
            yield self._whole(quoted, progress)
        else:
            yield replace(quoted, grund=progress.problem or UNPROVEN, draft=tuple(progress.judged))

    def _written(self, quoted: Answer, progress: Progress) -> Answer:
        grund = progress.problem or quoted.grund
        shown, judged = tuple(progress.statements), tuple(progress.judged)
        return replace(quoted, statements=shown, model=self.name, grund=grund, draft=judged)

    def _whole(self, quoted: Answer, progress: Progress) -> Answer:
        """With what the model left out and must not: every denial of the first place, or something of it at all."""
        written = self._written(quoted, progress)
        first = key(quoted.statements[0].citations[0].passage)
        shown = [c for c in written.citations if key(c.passage) == first]
        own = [c for s in quoted.statements for c in s.citations if key(c.passage) == first]
        left = [one for c in own for one in (_apart(c) if shown else [c]) if not _touches(one, shown)]
        kept = [Statement(c.zitat, (c,)) for c in left if negated(c.zitat) or not shown]
        return replace(written, statements=(*written.statements, *kept))

    def steps(self, question: str, progress: Progress) -> Iterator[Judged]:
        """Draft and verify, one sentence after the other; fills `progress`."""
        done = 0
        try:
            for text, final in self._drafted(question, progress):
                found = draft.read(text, len(progress.sources))
                ready = found if final else found[:-1]
                for sentence in ready[done:]:
                    yield from self._judge(sentence, progress)
                done = max(done, len(ready))
        except Exception as error:  # a server's faults are many, and none may reach the user as an error page
            _log.warning("Sprachmodell: %s: %s", type(error).__name__, error)
            progress.problem = DOWN

    def _drafted(self, question: str, progress: Progress) -> Iterator[tuple[str, bool]]:
        """The draft so far, again and again, and whether it is whole; stopped when too slow or too long."""
        text, start = "", monotonic()
        for chunk in self.drafter.stream(question, progress.sources):
            text += chunk
            if monotonic() - start > self.timeout:
                progress.problem = SLOW
                break
            if len(text) > LONGEST:
                break
            yield text, False
        if not text.strip():
            progress.problem = progress.problem or DOWN
        elif draft.nothing(text):
            progress.problem = NO_ANSWER
        yield text[:LONGEST], progress.problem is None and len(text) <= LONGEST

    def material(self, quoted: Answer) -> tuple[Citation, ...]:
        """The numbered sentences: what is quoted, sentence by sentence, tables whole; as many as the context takes."""
        room, found = self.room, list[Citation]()
        for citation in dict.fromkeys(c for s in quoted.statements for c in s.citations):
            for one in _apart(citation):
                room -= min(len(one.zitat), draft.LONGEST) + MARK
                if room < 0:
                    return tuple(found)
                if not _ordered(one, self.numbers.drafting.behind):
                    found.append(one)
        return tuple(found)

    def _judge(self, sentence: Drafted, progress: Progress) -> Iterator[Judged]:
        """What becomes of a sentence; nothing of one that says nothing."""
        named = tuple(progress.sources[n - 1] for n in sentence.numbers)
        if draft.nothing(sentence.text) or not (sentence.text or named):
            return
        judged = self._proof(sentence, named, progress)
        if judged.reasons:
            quote = _quote(sentence, named or progress.sources, progress.cited, self.numbers)
            judged = replace(judged, shown=quote)
        _log.info("Entwurf: %r: %s", judged.text, "; ".join(judged.reasons) or "belegt")
        progress.judged.append(judged)
        yield judged

    def _proof(self, sentence: Drafted, named: tuple[Citation, ...], progress: Progress) -> Judged:
        """The sentence with the fewest sources that prove it, or what speaks against it."""
        before = progress.judged[-1] if progress.judged else None
        if len(sentence.text.split()) < self.numbers.drafting.words:
            return Judged(sentence.text, named, ("kein ganzer Satz",))
        if leans(sentence.text) and (before is None or before.reasons):
            return Judged(sentence.text, named, ("der Satz, an den er anknüpft, fehlt",))
        reasons: tuple[str, ...] = ("nennt keine Quelle",)
        for n, sources in enumerate(_choices(sentence, progress.sources, self.numbers)):
            verdict = self.verdict(sentence.text, sources)
            if verdict.proven:
                return Judged(sentence.text, named, shown=Statement(sentence.text, tuple(sources)))
            reasons = verdict.reasons if n == 0 else reasons
        return Judged(sentence.text, named, reasons)

    def verdict(self, sentence: str, sources: Sequence[Citation]) -> Verdict:
        """Whether these sources prove a sentence."""
        texts = [
            Source(s.zitat, s.passage.sprecher, "" if draft.orders(s.passage.frage) else s.passage.frage)
            for s in sources
        ]
        return verify(sentence, texts, self.meaning, self.numbers)


def _apart(citation: Citation) -> list[Citation]:
    """A quote sentence by sentence; a table stays whole, with its head. What is cut off in a bracket is left out."""
    if any(is_row(line) for line in citation.zitat.splitlines()):
        return [citation]
    at, spans = citation.start, list[tuple[int, int]]()
    for start, end in sentences(citation.zitat):
        before = citation.zitat[slice(*spans[-1])] if spans else ""
        opened = before.count("(") > before.count(")")  # "(BGBl. I S. 12)" ends no sentence
        spans = [*spans[:-1], (spans[-1][0], end)] if opened else [*spans, (start, end)]
    whole = [(a, b) for a, b in spans if citation.zitat.count("(", a, b) <= citation.zitat.count(")", a, b)]
    return [Citation(citation.passage, at + a, at + b, citation.ueber) for a, b in whole]


def _touches(citation: Citation, others: Sequence[Citation]) -> bool:
    """Whether a quote is, in part, among others of its passage."""
    same = (other for other in others if other.passage.id == citation.passage.id)
    return any(citation.start < other.end and other.start < citation.end for other in same)


def _ordered(citation: Citation, behind: int) -> bool:
    """Whether a sentence gives orders to a model, or stands right behind one that does (what is to be said)."""
    before = citation.passage.text[max(0, citation.start - behind) : citation.start]
    return draft.orders(citation.zitat) or draft.orders(before)


def _shares(text: str, sources: Sequence[Citation], like: Matching) -> list[tuple[float, Citation]]:
    """The sources with the share of a text's telling words that each holds, most first."""
    wanted = [stem(w) for w in content(text)]
    return sorted(((coverage(wanted, stems(s.zitat), like), s) for s in sources), key=lambda pair: -pair[0])


def _quote(
    sentence: Drafted, sources: Sequence[Citation], cited: Sequence[Citation], numbers: Parameters
) -> Statement | None:
    """The source that a failed sentence meant, verbatim; None where it meant none of them, or that is cited already."""
    share, source = _shares(sentence.text, sources, numbers.matching)[0]
    meant = share >= numbers.drafting.meant or not sentence.text
    return Statement(source.zitat, (source,)) if meant and not _touches(source, cited) else None


def _choices(sentence: Drafted, sources: Sequence[Citation], numbers: Parameters) -> list[list[Citation]]:
    """Sets of sources to try, the likeliest and smallest first: named ones, then those with most words in common."""
    like, most = numbers.matching, numbers.drafting
    named = [source for _, source in _shares(sentence.text, [sources[n - 1] for n in sentence.numbers], like)]
    near = [source for _, source in _shares(sentence.text, sources, like)[: most.nearest]]
    single = list(dict.fromkeys([*named, *near]))
    pairs = [[a, b] for i, a in enumerate(single[: most.paired]) for b in single[i + 1 : most.paired]]
    return [[s] for s in single] + pairs + ([named] if len(named) > 2 else [])
