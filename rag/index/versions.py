"""Versions of papers that others have replaced: the store's table `versions`, a row for each.

They are kept for citations that were made of them: no search finds them, no list shows them, nothing counts them. Their
Passages are made from the record when one is asked for, under ids of their own: "21/123@1:7" is what "21/123:7" was in
the first version that was replaced. Who may see the paper may see what it replaced; where it leaves, they leave too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ingest.ids import PassageId, key_of
from ingest.model import Block, Drucksache, Passage
from ingest.passages import passages
from rag.index.seals import seal
from rag.index.stored import dump_paper, load_paper

MOST = 10  # versions of one paper that are kept, the newest ones
AT = "@"
_DAY = "%d.%m.%Y"
_ROWS = "select paper, number, words, record, seal from versions"


@dataclass(frozen=True, slots=True)
class Version:
    """A replaced version: the paper's key, the version's number from 1, what replaced it (German), its record."""

    key: str
    number: int
    ersetzt: str
    paper: Drucksache

    def passages(self) -> Iterator[Passage]:
        """Its Passages in the order printed, each under the version's id and marked as replaced."""
        for passage in passages(self.paper):
            own = str(replace(PassageId.parse(passage.id), key=self.key))
            yield replace(passage, id=version_id(own, self.number), ersetzt=self.ersetzt)


def version_id(id_: str, number: int) -> str:
    """What the Passage of an id is called in a version: "21/123:7" -> "21/123@1:7"."""
    return f"{key_of(id_)}{AT}{number}{id_.removeprefix(key_of(id_))}"


def named(id_: str) -> tuple[str, int] | None:
    """The key and the number of the version that a Passage (by its id) is of; None where it is of a paper as it is."""
    key, mark, number = key_of(id_).partition(AT)
    return (key, int(number)) if mark and number.isdecimal() and len(number) < 10 else None


def differs(old: Drucksache, new: Drucksache, *, read_anew: bool | None) -> bool:
    """Whether a reading of a number is another version of the paper, whose citations may no longer hold.

    `read_anew`: whether it was read from the same bytes, None where nobody knows: then only what the paper says of
    itself counts, for a newer program may read the same paper otherwise.
    """
    if read_anew:
        return False
    if read_anew is None and (old.vorabfassung, old.neu) == (new.vorabfassung, new.neu):
        return False
    return _letters(old) != _letters(new)


def is_newer(old: Drucksache, new: Drucksache) -> bool:
    """Whether a paper says of itself that it takes the place of another of its number."""
    return (old.vorabfassung and not new.vorabfassung) or (new.neu and not old.neu)


def words(old: Drucksache, new: Drucksache, today: date) -> str:
    """What is said of a version that was replaced: "ersetzt durch die lektorierte Fassung vom 3.5.2025"."""
    if old.vorabfassung and not new.vorabfassung:
        what = "die lektorierte Fassung"
    elif new.neu and not old.neu:
        what = "die Fassung „(neu)“"
    else:
        what = "eine neuere Fassung"
    printed = new.datum if new.datum and new.datum != old.datum else None
    return f"ersetzt durch {what}" + (f" vom {printed:{_DAY}}" if printed else f", eingelesen am {today:{_DAY}}")


def _letters(paper: Drucksache) -> str:
    """What a paper says, letters and figures alone: where lines break and words are parted does not count."""

    def texts() -> Iterator[str]:
        yield from (frage.text for frage in paper.fragen)
        for antwort in paper.antworten:
            yield from _texts(antwort.bloecke)
        yield from (vorbemerkung.text for vorbemerkung in paper.vorbemerkungen)
        yield from _texts(paper.anlagen)

    return "".join(letter for text in texts() for letter in text if letter.isalnum())


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    return (block.text for block in blocks)


def keep(db: sqlite3.Connection, key: str, paper: Drucksache, ersetzt: str) -> None:
    """Keep a paper (by its key) as the newest of its replaced versions; to be called in a transaction."""
    (last,) = db.execute("select max(number) from versions where paper = ?", (key,)).fetchone()
    row = (key, (last or 0) + 1, ersetzt, dump_paper(paper))
    db.execute("insert into versions values (?, ?, ?, ?, ?)", (*row, seal([row])))
    db.execute("delete from versions where paper = ? and number <= ?", (key, row[1] - MOST))


def kept(db: sqlite3.Connection, key: str) -> Iterator[Version]:
    """The replaced versions of a paper (by its key), newest first; one that is damaged is left out."""
    rows = db.execute(f"{_ROWS} where paper = ? order by number desc", (key,)).fetchall()
    for *row, sealed in rows:
        if seal([row]) == sealed:
            yield Version(row[0], row[1], row[2], load_paper(row[3]))


def forget(db: sqlite3.Connection, key: str) -> None:
    """Forget all replaced versions of a paper (by its key)."""
    db.execute("delete from versions where paper = ?", (key,))
