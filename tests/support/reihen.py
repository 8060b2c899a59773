"""Invented papers of several years and Länder that ask the same, and an engine over them that compares."""

from __future__ import annotations

from datetime import date

from ingest.model import Antwort, Block, Blockart, Drucksache, Frage, Passage, Status
from ingest.passages import passages
from rag.model import Filters, Hit, Query, Reply
from rag.requested import Art
from rag.routing.over_time import read_over_time, replies
from rag.routing.request import Request
from rag.routing.skeleton import PAPER, skeleton
from rag.series.twins import Asking, askings
from tests.support.fakes import FakeEngine, nr

ASKED = "Wie viele Leuchttürme an der Küste wurden {} durch Blitze beschädigt?"


def paper(nummer: str, day: date, *asked: tuple[str, str], titel: str = "Leuchttürme") -> Drucksache:
    """A paper of Fragen 1, 2, … with their answers; lines of an answer are lines of a table or sentences."""
    return Drucksache(
        nummer,
        f"{nummer.replace('/', '-')}.txt",
        datum=day,
        titel=titel,
        fraktionen=("AfD",),
        ressort="Bundesministerium für Verkehr",
        fragen=tuple(Frage(nr(str(n)), frage) for n, (frage, _) in enumerate(asked, 1)),
        antworten=tuple(
            Antwort(
                (nr(str(n)),), (Block(Blockart.TABELLE if "\n" in said else Blockart.TEXT, said),), Status.BEANTWORTET
            )
            for n, (_, said) in enumerate(asked, 1)
        ),
    )


def yearly() -> list[Drucksache]:
    """Three papers: 2022 eleven, 2023 "rund 20", 2023 again but 30."""
    return [
        paper(
            "21/101",
            date(2025, 1, 10),
            (ASKED.format("im Jahr 2022"), "Im Jahr 2022 wurden elf Leuchttürme beschädigt."),
        ),
        paper(
            "21/102",
            date(2025, 2, 10),
            (ASKED.format("im Jahr 2023"), "Im Jahr 2023 wurden rund 20 Leuchttürme beschädigt."),
        ),
        paper(
            "21/103",
            date(2025, 3, 10),
            ("Was kostet ein Leuchtturm?", "Er kostet 5 Euro."),
            (ASKED.format("im Jahr 2023"), "Im Jahr 2023 wurden 30 Leuchttürme beschädigt."),
        ),
    ]


def asking(of: Drucksache, frage: str) -> Asking:
    """One Frage of a paper."""
    return next(one for one in askings(of.nummer, of.fragen) if one.nummer == nr(frage))


def answers(*papers: tuple[Drucksache, str]) -> list[tuple[Asking, Drucksache, list[Passage]]]:
    """Fragen with their papers and Passages, as comparisons take them."""
    return [(asking(one, frage), one, list(passages(one))) for one, frage in papers]


class Comparing(FakeEngine):
    """The engine's door over these papers: it compares where that is asked for, and finds every answer."""

    def asking(self, _text: str, most: int) -> tuple[Hit, ...]:
        """Every answer, whatever the text."""
        return tuple(Hit(passage, 0.9) for passage in self._answers())[:most]

    def near(self, text: str, _filters: Filters) -> tuple[Hit, ...]:
        """The same."""
        return self.asking(text, 10)

    def answered(self, query: Query):
        """As any question."""
        yield super().ask(query)

    def ask(self, query: Query) -> Reply:
        """A comparison where one is asked for, else as any question."""
        shape = skeleton(query.text)
        wanted = read_over_time(shape) if shape else None
        if shape is None or wanted is None:
            return super().ask(query)
        numbers = tuple(one.value for one in shape.of(PAPER))
        request = Request(Art.VERGLEICH, numbers, (wanted.frage,), thema=wanted.thema, zeitlich=True)
        return list(replies(self, query, request))[-1]
