"""The times that head the columns of a flattened table ("Land 2022 2023 2024"), where its rows have as many figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from rag.text.flatrows import FIGURE, count
from rag.text.tablelines import has_letters, is_head_of_quarters
from rag.text.times import Time, times

_NOTE = re.compile(r"\([^()]{1,60}\)")  # behind a year: "2025 (Stichtag 13.05.2025)"


def times_above(head: str, row: str) -> tuple[Time, ...]:
    """The times that head the columns of a row without cells; empty where it has fewer figures, or they tell nothing.

    That is the lowest line of the head that has any; else all its lines, where there is one for each figure and they
    follow one another ("Ist 2021 | (in Euro) | Ist 2022 | (in Euro)"). A time may head several columns.
    """
    lowest, every = lowest_times(head), times(head)
    if lowest and each_headed(lowest, row):
        return lowest
    if len(every) > 1 and _follow(every) and each_headed(every, row):
        return every
    apart = len({time.said for time in lowest}) == len(lowest) > 1
    return lowest if apart and count(row, 0) > len(lowest) else ()


def lowest_times(head: str) -> tuple[Time, ...]:
    """The times of the lowest line of a head that has any; quarters under years are quarters of those.

    Empty where that line has figures besides, notes in brackets aside: it is a row, or names no columns.
    """
    lines = [_NOTE.sub(lambda note: " " * len(note[0]), line) for line in head.split("\n")]
    for n in range(len(lines) - 1, -1, -1):
        years = times(lines[n])
        if years and n + 1 < len(lines) and is_head_of_quarters(lines[n + 1].strip()):
            return _quarters(lines[n + 1].split(), years)
        if years:
            return years if FIGURE.search(_without(lines[n], years)) is None else ()
    return ()


def each_headed(columns: Sequence[Time], row: str) -> bool:
    """Whether there is a column for each figure of a row, or for each but the first one, where that is its label."""
    figures = count(row, len(columns))
    return figures == len(columns) or (figures == len(columns) + 1 > 2 and not has_letters(row))


def _follow(columns: Sequence[Time]) -> bool:
    """Whether times are in order, each once, as the heads of columns are."""
    firsts = [time.first for time in columns]
    return len(set(firsts)) == len(firsts) and firsts in (sorted(firsts), sorted(firsts, reverse=True))


def _without(line: str, found: Sequence[Time]) -> str:
    """A line without the times found in it."""
    for time in reversed(found):
        line = line[: time.span[0]] + line[time.span[1] :]
    return line


def _quarters(names: Sequence[str], years: Sequence[Time]) -> tuple[Time, ...]:
    """Quarters in order, each of its year; nothing where the years are more or fewer than their quarters tell."""
    of = list(accumulate((new <= old for old, new in pairwise(names)), initial=0))
    if of[-1] + 1 != len(years):
        return ()
    return tuple(times(f"{name} {years[n].said}")[0] for name, n in zip(names, of, strict=True))
