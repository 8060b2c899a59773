"""The parts of an answer as units that can be quoted: sentences, and rows of tables with what holds for them.

What a row does not repeat stands in the Frage, in the head of its table, and in the sentence that announces the table
("Die nachstehende Tabelle enthält die Fallzahlen für 2024"). The head may stand in the part before, where a table was
too long for one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.language.sentences import Span, is_item, sentences
from ingest.model import Passage, Passagenart
from ingest.spans import BlockSpan
from rag.text.stemming import stems
from rag.text.tablelines import has_letters, is_of_times
from rag.text.tables import LABEL_LINES, Table, is_fragment, tables

LIST = 600  # characters of a list or table that is quoted with what leads to it
ENOUGH = 300  # characters in which a sentence says so
_TABLES = (Passagenart.TABELLE, Passagenart.ANLAGE)
_THING = r"(?:Tabelle|Übersicht|Aufstellung|Auflistung|Liste|Aufschlüsselung|Anlage|Anhang)\w*"
_ANNOUNCES = re.compile(
    rf"\b(?:(?:nach)?folgend|nachstehend|unten ?stehend|beigefügt|anliegend)\w* (?:[\w-]+ ){{0,3}}{_THING}"
    rf"|{_THING}\b.{{0,120}}(?:entnommen|entnehmen|dargestellt|aufgeführt|enthält|zeigt|ergeb|ersichtlich|aufgelistet|"
    r"ausgewiesen|zu finden|abgebildet)|wie folgt\b|^Tabelle \d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of a Passage, the head that its rows are shown with, and the stems that hold for each row.

    `group`: what stands above these rows besides the head ("Männlich"), perhaps in the Passage before.
    """

    table: Table
    head: tuple[Passage, Span] | None
    known: frozenset[str]
    group: tuple[Passage, Span] | None = None

    @property
    def above(self) -> tuple[tuple[Passage, Span], ...]:
        """What is shown above its rows, in the order printed."""
        return tuple(one for one in (self.head, self.group) if one)

    @property
    def head_text(self) -> str:
        """The words of its head, as printed; "" where it has none."""
        return self.head[0].text[slice(*self.head[1])] if self.head else ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or a row of `rows`; `known`: stems that it need not repeat; `announces`: of a table that is there.

    `until`: where the list or table ends that a sentence leads to ("Gefördert werden:"), as far as that is short.
    `above`: what holds for it, the nearest first: the head of its table, the sentence that leads to table or list.
    """

    span: Span
    known: frozenset[str] = frozenset()
    above: tuple[str, ...] = ()
    rows: Rows | None = None
    announces: bool = False
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A Passage with its units in the order printed; a damaged one has none."""

    passage: Passage
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class _Before:
    """What is left for the next part: the table at the end of the one before, what was announced last."""

    table: Rows | None = None
    said: str = ""


def announces(sentence: str) -> bool:
    """Whether a sentence only says that a table or list follows."""
    return _ANNOUNCES.search(sentence, 0, ENOUGH) is not None


def parts(passages: Sequence[Passage]) -> list[Part]:
    """The Passages of one answer in sentences and rows of tables; they must come in the order printed.

    The head of a table holds on for the rows of the next Passage, if the table goes on there.
    """
    done: list[Part] = []
    before = _Before()
    for passage in passages:
        if passage.beschaedigt:
            done.append(Part(passage, ()))
            before = replace(before, table=None)
            continue
        units, before = _units(passage, before)
        before = before if passage.art in _TABLES else replace(before, table=None)
        done.append(Part(passage, tuple(units)))
    return done if any(unit.rows for part in done for unit in part.units) else [_promising(part) for part in done]


def _promising(part: Part) -> Part:
    """The part where no table is there: what announces one is all that is said."""
    return Part(part.passage, tuple(replace(unit, announces=False) for unit in part.units))


def _units(passage: Passage, before: _Before) -> tuple[list[Unit], _Before]:
    """The units of a Passage, and what it leaves for the next one."""
    last, said = before.table, before.said
    text, found = passage.text, tables(passage.text, passage.bloecke)
    prose = [s for s in sentences(text) if not any(t.span[0] <= s[0] < t.span[1] for t in found)]
    units: list[Unit] = []
    frage = stems(passage.frage)
    open_ = list(found)
    goes_on = passage.art in _TABLES
    leads = ""  # the sentence with a colon that the items below it stand under
    for span in [*prose, (len(text), len(text))]:
        while open_ and open_[0].span[0] < span[0]:
            table = open_.pop(0)
            last = _rows(passage, table, last if goes_on else None, frage | stems(said))
            below = (text[slice(*table.below)],) if table.below else ()
            over = (*below, *(one.text[slice(*where)] for one, where in reversed(last.above)))
            units += [Unit(row, last.known, above=(*over, said), rows=last) for row in last.table.rows]
        sentence = text[slice(*span)]
        said = sentence if announces(sentence) else said
        if sentence:
            last, goes_on = None, False
            leads = sentence if sentence.endswith(":") else leads if is_item(sentence) else ""
            above = (leads,) if leads and leads is not sentence else ()
            units.append(Unit(span, above=above, announces=announces(sentence)))
    return [replace(unit, until=_until(passage, units[i:])) for i, unit in enumerate(units)], _Before(last, said)


def _rows(passage: Passage, table: Table, last: Rows | None, known: frozenset[str]) -> Rows:
    """A table with its head, or where it only goes on with that of the `last` one."""
    if last and table.head and _only_labels(passage.text, table):
        table = replace(table, head=None, rows=((table.head[0], table.rows[0][1]), *table.rows[1:]))
    head = (passage, table.head) if table.head else last.head if last else None
    group = (passage, table.group) if table.group else last.group if last and not table.head else None
    over = Rows(table, head, known, group)
    return replace(over, known=known.union(*(stems(one.text[slice(*where)]) for one, where in over.above)))


def _only_labels(text: str, table: Table) -> bool:
    """Whether what stands above a table that goes on is the label of its first row, which has figures alone."""
    above = text[slice(*table.head)] if table.head else ""
    bare = not has_letters(text[slice(*table.rows[0])])
    return bare and above.count("\n") < LABEL_LINES and not any(map(is_of_times, above.split("\n")))


def _until(passage: Passage, units: Sequence[Unit]) -> int | None:
    """Where what the first unit leads to ends: the Blocks that it leads to, items, rows, lines that are no sentences.

    Blocks alone do not do: what the source garbles ("am 6. | November") is cut in the middle of a list.
    """
    text, span, end = passage.text, units[0].span, None
    sentence = text[slice(*span)]
    if units[0].rows or not (announces(sentence) or sentence.endswith(":")):
        return None
    first, last = _led(passage.bloecke, span[1])
    for unit in units[1:]:
        line = text[slice(*unit.span)]
        led = first <= unit.span[0] < last or unit.rows or is_item(line) or is_fragment(line)
        if unit.span[1] - span[1] > LIST or not led:
            break
        end = unit.span[1]
    return end


def _led(bloecke: Sequence[BlockSpan], end: int) -> Span:
    """Where the items and tables stand to which the paragraph leads that ends there; empty where there are none."""
    led = [block for block in bloecke if block.einleitung is not None and bloecke[block.einleitung].end == end]
    return (led[0].start, led[-1].end) if led else (end, end)
