"""Stand-ins for tests: an invented paper in the agreed types, and an engine that knows only that paper."""

# ruff: noqa: D102  # the methods are the engine's, described there

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from copy import copy
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.model import (
    Antwort,
    Block,
    Blockart,
    Drucksache,
    Frage,
    Fragenummer,
    Grund,
    Passage,
    Passagenart,
    Seiten,
    Seitenmarke,
    Sprecher,
    Status,
    Vorbemerkung,
)
from ingest.spans import BlockSpan, Spanart, TableSpan
from ingest.tablerows import table_rows
from rag import asked_before
from rag.answering.answerer import Answerer
from rag.index.outlines import outline
from rag.index.versions import Version
from rag.model import (
    About,
    Citation,
    Counts,
    Edition,
    Filters,
    Hit,
    IngestReport,
    Outcome,
    Paper,
    Query,
    Reply,
    Statement,
    Turn,
)
from rag.requested import Gezaehlt, Je, Tafel, Told
from rag.retrieval.expansion import Lookup
from rag.retrieval.retriever import matches
from rag.routing import counting
from rag.routing.told import told
from rag.text.official_questions import whole_texts

NUMMER = "20/98765"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)> ![b](http://x/y.png) [k](javascript:alert(3)) {{x}} ${y}"
"""Text that must reach a page only as text."""


def nr(text: str) -> Fragenummer:
    return Fragenummer.read(text)


def answered_in(nummern: str, text: str, frage: str = "", **more: Any) -> Passage:
    """A Passage of the government's answer to the Fragen named ("3 3a"), the last of which asks what is given."""
    numbers = tuple(map(nr, nummern.split()))
    given: dict[str, Any] = {
        "id": f"21/1:{'-'.join(nummern.split())}",
        "drucksache": "21/1",
        "art": Passagenart.ANTWORT,
        "sprecher": Sprecher.BUNDESREGIERUNG,
        "nummern": numbers,
        "fragen": (Frage(numbers[-1], frage),) if frage else (),
        "text": text,
    }
    return Passage(**given | more)


def sample_paper(nummer: str = NUMMER, extra: str = "") -> Drucksache:
    """A small answer: a lone Frage, a joint answer, a table known by cells, a damaged one; `extra` joins every text."""
    return Drucksache(
        nummer=nummer,
        datei="20-98765.pdf",
        wahlperiode=20,
        datum=date(2024, 4, 24),
        titel="Leuchttürme an Nord- und Ostsee" + extra,
        fraktionen=("CDU/CSU",),
        ressort="Bundesministerium für Verkehr",
        bezug="20/98001",
        vorbemerkungen=(
            Vorbemerkung(Sprecher.FRAGESTELLER, "Die Fragesteller halten alle Leuchttürme für baufällig." + extra),
            Vorbemerkung(
                Sprecher.BUNDESREGIERUNG, "Der Bund betreibt die Leuchttürme an den Seewasserstraßen." + extra
            ),
        ),
        fragen=(
            Frage(nr("1"), "Wie viele Leuchttürme gibt es an den deutschen Küsten?" + extra),
            Frage(nr("2"), "Was kostete ihre Unterhaltung im Jahr 2023?" + extra),
            Frage(nr("2a"), "Was ist für das Jahr 2024 vorgesehen?" + extra),
            Frage(nr("3"), "Welche Leuchttürme werden abgeschaltet?" + extra),
        ),
        antworten=_antworten(extra),
    )


def _antworten(extra: str) -> tuple[Antwort, ...]:
    eins = "Es gibt 17 Leuchttürme. Davon stehen neun an der Nordsee. Acht stehen an der Ostsee." + extra
    zwei = (
        "Die Unterhaltung kostete im Jahr 2023 insgesamt 4 700 000 Euro. Für 2024 sind 5 Mio. Euro vorgesehen." + extra
    )
    zellen = (("Jahr", "Kosten in Euro" + extra), ("2022", "4 100 000"), ("2023", "4 700 000"))
    tabelle = "\n".join(" ".join(zeile) for zeile in zellen)
    return (
        Antwort((nr("1"),), (Block(Blockart.TEXT, eins),), Status.BEANTWORTET, seiten=Seiten(2, 2)),
        Antwort(
            (nr("2"), nr("2a")),
            (
                Block(Blockart.TEXT, zwei),
                Block(Blockart.TABELLE, tabelle, zellen=zellen),
                Block(Blockart.TABELLE, "Turm 1 1 1\nTurm 1 1 1" + extra, beschaedigt=True),
            ),
            Status.BEANTWORTET,
            seiten=Seiten(2, 3),
        ),
        Antwort(
            (nr("3"),),
            (Block(Blockart.TEXT, "Hierzu liegen der Bundesregierung keine Erkenntnisse vor." + extra),),
            Status.KEINE_ERKENNTNISSE,
        ),
    )


def sample_passages(paper: Drucksache) -> list[Passage]:
    """One Passage for each Antwort and its tables, one for each Vorbemerkung."""
    found = [_passage(paper, antwort) for antwort in paper.antworten]
    for antwort in paper.antworten:
        tables = (block for block in antwort.bloecke if block.art is Blockart.TABELLE)
        found += [_passage(paper, antwort, block, n) for n, block in enumerate(tables, start=1)]
    for vor in paper.vorbemerkungen:
        mark = "vf" if vor.sprecher is Sprecher.FRAGESTELLER else "v"
        found.append(
            Passage(
                id=f"{paper.nummer}:{mark}",
                drucksache=paper.nummer,
                art=Passagenart.VORBEMERKUNG,
                sprecher=vor.sprecher,
                nummern=(),
                text=vor.text,
            )
        )
    return found


def _passage(paper: Drucksache, antwort: Antwort, table: Block | None = None, n: int = 0) -> Passage:
    chosen = [(i, b) for i, b in enumerate(antwort.bloecke) if (b is table if table else b.art is Blockart.TEXT)]
    spans: list[BlockSpan] = []
    at = 0
    for number, block in chosen:
        rows = table_rows(block)
        cut = TableSpan(rows) if rows else None
        art = Spanart(block.art.value)
        spans.append(BlockSpan(art=art, start=at, end=at + len(block.text), block=number, tabelle=cut))
        at += len(block.text) + 1
    return Passage(
        id=f"{paper.nummer}:{'-'.join(map(str, antwort.nummern))}" + (f":t{n}" if table else ""),
        drucksache=paper.nummer,
        art=Passagenart.TABELLE if table else Passagenart.ANTWORT,
        sprecher=Sprecher.BUNDESREGIERUNG,
        nummern=antwort.nummern,
        fragen=tuple(frage for frage in paper.fragen if frage.nummer in antwort.nummern),
        text="\n".join(block.text for _, block in chosen),
        status=antwort.status,
        marken=(Seitenmarke(0, antwort.seiten.erste),) if antwort.seiten and not table else (),
        beschaedigt=bool(table and table.beschaedigt),
        bloecke=tuple(spans),
    )


def sample_reply(query: Query, passage: Passage, *spans: tuple[int, int], outcome: Outcome = Outcome.BELEGT) -> Reply:
    """A reply that quotes the passage at the spans."""
    citations = [Citation(passage, start, end) for start, end in spans]
    statements = tuple(Statement(citation.zitat, (citation,)) for citation in citations)
    return Reply(query, outcome, None, statements, (Hit(passage, 0.9),), ms=12.0)


def answered(engine: Lookup, text: str, hits: Sequence[Hit]) -> Reply:
    """The quoting answer over hits that are given, as the engine would hand it out."""
    return Reply.of(Turn(Query(text), text, hits=tuple(hits)), Answerer(engine).answer(text, hits))


class FakeEngine:
    """The engine's door over invented papers: finds the passage that shares most words with the question."""

    def __init__(self, *papers: Drucksache) -> None:
        self.stock = {paper.nummer: paper for paper in papers or (sample_paper(),)}
        self.asked: list[Query] = []
        self.ingested: list[Path] = []
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.files: dict[str, Path] = {}
        self.replaced: list[Version] = []
        self.owned: dict[tuple[str, str], Drucksache] = {}

    def __enter__(self) -> FakeEngine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.closed = True

    def seen_by(self, owner: str | None) -> FakeEngine:
        """As the real one: the stock, and what that user added; for None the stock as it grows."""
        seen = copy(self)
        if owner is not None:
            seen.stock = self.stock | {n: paper for (who, n), paper in self.owned.items() if who == owner}
        return seen

    def among(self, numbers: Iterable[str]) -> FakeEngine:
        """As the real one: these papers alone."""
        narrow = copy(self)
        narrow.stock = {nummer: self.stock[nummer] for nummer in numbers if nummer in self.stock}
        return narrow

    def fitting(self, filters: Filters) -> list[str]:
        return [paper.nummer for paper in self.papers() if matches(filters, paper)]

    def tafel(self, je: Je, filters: Filters, thema: str = "") -> Tafel:
        return counting.table(self._rows(filters, thema), je)

    def behind(
        self,
        filters: Filters,
        thema: str,
        status: frozenset[Status | None],
        grund: Grund | None = None,
        line: tuple[Je, str] | None = None,
    ) -> list[Gezaehlt]:
        return counting.behind(self._rows(filters, thema), status, grund, line)

    def said_to(self, frage: Gezaehlt) -> Told | None:
        paper = self.drucksache(frage.drucksache)
        return told(paper, frage.frage, frage.status) if paper else None

    def _rows(self, filters: Filters, thema: str) -> Iterator[counting.Row]:
        outlines = {nummer: outline(paper) for nummer, paper in self.stock.items()}
        return counting.rows(self.papers(), filters, thema, lambda _: outlines)

    def editions(self) -> dict[str, Edition]:
        return {nummer: Edition(str(zlib.crc32(repr(paper).encode())), "1") for nummer, paper in self.stock.items()}

    def add_private(self, path: Path, owner: str, *_: object, **__: object) -> IngestReport:
        self.ingested.append(path)
        if path.name.startswith("kaputt"):
            return IngestReport(refused=((path.name, "kein lesbarer Text"),))
        self.owned[owner, path.name] = sample_paper(path.name)
        self.files[path.name] = path
        return IngestReport((path.name,))

    def has_whole(self, path: Path, owner: str) -> bool:
        return path in self.private(owner).values()

    def private(self, owner: str) -> dict[str, Path]:
        return {nummer: self.files[nummer] for who, nummer in self.owned if who == owner}

    def remove_private(self, nummer: str, owner: str) -> None:
        del self.owned[owner, nummer]

    def ask(self, query: Query) -> Reply:
        self.asked.append(query)
        words = {word.strip("?.,").lower() for word in query.text.split() if len(word) > 4}
        ranked = sorted(self._answers(), key=lambda p: -len(words & set(_words(p))))
        hits = tuple(Hit(passage, 0.9 - 0.1 * rank) for rank, passage in enumerate(ranked[:10]))
        if not ranked or not words & set(_words(ranked[0])):
            reason = "Dazu steht nichts in den Papieren."
            return Reply(query, Outcome.NICHT_IM_BESTAND, reason, (), hits, ms=3.0)
        end = ranked[0].text.index(". ") + 1 if ". " in ranked[0].text else len(ranked[0].text)
        return Reply(query, Outcome.BELEGT, None, sample_reply(query, ranked[0], (0, end)).statements, hits, ms=5.0)

    on_disk = True
    reading = False
    away: str | None = None
    notes: tuple[str, ...] = ()
    still = staticmethod(nullcontext)
    needs_healing = False
    noticed = ""

    def take_up(self) -> bool:
        return False

    def notice(self) -> str:
        return self.noticed

    def prepare(self) -> None:
        self.ask(Query("Was hat die Bundesregierung geantwortet?"))

    def find(self, query: Query) -> tuple[Hit, ...]:
        return self.ask(query).hits

    def asked_before(self, fragen: Iterable[Frage]) -> Iterator[asked_before.Line]:
        for frage, text in whole_texts(fragen):
            hits = [replace(hit, score=0.1) for hit in self.find(Query(text))]  # none lies near but by its words
            yield asked_before.line(frage, text, hits, {}, self.drucksache, self.passages_of)

    def stream(self, query: Query) -> Iterator[Reply]:
        yield self.ask(query)

    def _answers(self) -> list[Passage]:
        every = [passage for nummer in self.stock for passage in self.passages_of(nummer)]
        return [passage for passage in every if passage.art is Passagenart.ANTWORT]

    def ingest(
        self, paths: Iterable[Path], progress: Callable[[int, int, str], None] | None = None, remove: bool = False
    ) -> IngestReport:
        self.removing = remove
        read, refused = list[str](), list[tuple[str, str]]()
        given = list(paths)
        for done, path in enumerate(given, start=1):
            self.ingested.append(path)
            if progress:
                progress(done, len(given), path.name)
            if path.name.startswith("kaputt"):
                refused.append((path.name, "kein lesbarer Text"))
            else:
                read.append(path.name)
        return IngestReport(tuple(read), refused=tuple(refused))

    def check(self) -> list[str]:
        return self.problems

    def checkup(self) -> list[str]:
        return self.problems

    def papers(self) -> list[Paper]:
        return [
            Paper(d.nummer, d.titel, d.datum, d.ressort, d.fraktionen, d.bezug, d.datei, len(d.fragen), d.wahlperiode)
            for d in self.stock.values()
        ]

    def size(self, filters: Filters | None = None) -> tuple[int, int]:
        left = self.fitting(filters or Filters())
        return len(left), sum(len(self.stock[nummer].fragen) for nummer in left)

    def paper(self, nummer: str) -> Paper | None:
        return next((paper for paper in self.papers() if paper.nummer == nummer), None)

    def versions(self, nummer: str) -> list[Version]:
        return [version for version in self.replaced if version.key == nummer and nummer in self.stock]

    def drucksache(self, nummer: str) -> Drucksache | None:
        return self.stock.get(nummer)

    def file(self, nummer: str) -> Path | None:
        return self.files.get(nummer)

    def passage(self, key: str) -> Passage | None:
        return next((p for nummer in self.stock for p in self.passages_of(nummer) if p.id == key), None)

    def former(self, _id: str) -> tuple[Passage, ...]:
        return ()

    def version(self, _id: str) -> None:
        return None

    def passages_of(self, nummer: str) -> list[Passage]:
        return sample_passages(self.stock[nummer]) if nummer in self.stock else []

    def remove(self, nummer: str) -> None:
        del self.stock[nummer]

    def about(self) -> About:
        return About("erfunden")

    def counts(self) -> Counts:
        return Counts(len(self.stock), sum(len(self.passages_of(n)) for n in self.stock), 0)


def _words(passage: Passage) -> list[str]:
    return [word.strip("?.,").lower() for word in f"{passage.frage} {passage.text}".split() if len(word) > 4]


class FakeEmbedder:
    """Vectors by hashed words: equal texts give equal vectors, shared words give nearness; no model."""

    name = "fake"
    dim = 64

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.embedded.extend(texts)
        return np.stack([self._vector(text) for text in texts]) if texts else np.zeros((0, self.dim), np.float32)

    def queries(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> npt.NDArray[np.float32]:
        vector = np.full(self.dim, 1e-3, dtype=np.float32)
        for word in re.findall(r"\w{4,}", text.lower()):
            vector[zlib.crc32(word.encode()) % self.dim] += 1
        return vector / np.float32(np.linalg.norm(vector))
