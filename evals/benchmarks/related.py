"""How well the papers are found that are about a topic without having its words.

usage: python -m evals.benchmarks.related INDEX

evals/training/themen.jsonl has a line for each topic: "ja" the papers that are about it, "offen" those of which one
may think so or so, both judged over the titles of 470 papers. The numbers of rag/parameters.py (`Related`) were set on
every other line, from the first on. Printed for that half and for the other one: how many papers are named besides
those that have the words, how many of them are about the topic or arguable, and how many there would have been to name.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from rag.engine import Engine
from rag.model import Query
from rag.requested import Art
from rag.settings import Settings

SET = Path(__file__).parents[1] / "training" / "themen.jsonl"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, the papers that are about it, and those that are arguable, by their numbers."""

    thema: str
    ja: frozenset[str]
    offen: frozenset[str]


Listed = Callable[[str], tuple[set[str], set[str]]]
"""A topic to the papers that have its words, and those that are named besides."""


def read_set(path: Path = SET) -> list[Topic]:
    """The topics of the set."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Topic(row["thema"], frozenset(row["ja"]), frozenset(row["offen"])) for row in rows]


def figures(topics: Iterable[Topic], listed: Listed) -> str:
    """The counts in a line, over all these topics."""
    named = right = arguable = missing = 0
    for topic in topics:
        counted, meant = listed(topic.thema)
        named += len(meant)
        right += len(meant & topic.ja)
        arguable += len(meant & topic.offen)
        missing += len(topic.ja - counted)
    return f"{named} named: {right} right, {arguable} arguable; {missing} without the words in all"


def main(index: str) -> None:
    """Ask for a list of each topic and print the counts."""
    topics = read_set()
    with Engine.open(Settings(index=Path(index))) as engine:

        def listed(thema: str) -> tuple[set[str], set[str]]:
            shown = engine.ask(Query(f"Alle Anfragen zum Thema {thema}")).anliegen
            if shown is None or shown.art is not Art.LISTE:
                raise ValueError(f"{thema} was not taken as the topic of a list")
            return {p.drucksache for p in shown.papiere}, {p.drucksache for p in shown.sinnverwandt}

        for name, half in (("set on", topics[::2]), ("held out", topics[1::2])):
            print(f"{name}:", figures(half, listed))


if __name__ == "__main__":
    main(*sys.argv[1:])
