"""What the events of the tab "Prüfung" return.

The fields are named as the tab's components that show them, and the tab takes an event's outputs from these names:
neither side can have a place too many, too few or in another order.
"""

from __future__ import annotations

from typing import NamedTuple


class Start(NamedTuple):
    """The page as it is loaded."""

    chosen_set: object
    chosen_run: object
    before: object
    after: object
    progress: object
    stop: object


class View(NamedTuple):
    """A run, or the questions of a set that has not been run."""

    chosen_set: object
    figures: object
    kinds: object
    filter: object
    table: object
    detail: object
    excel: object


class Running(NamedTuple):
    """How far a run is, and which of the buttons can be pressed."""

    progress: object
    start: object
    stop: object


class Runs(NamedTuple):
    """The three choices of a run."""

    chosen_run: object
    before: object
    after: object


class Uploaded(NamedTuple):
    """A set that was uploaded, chosen; or why it was not."""

    chosen_set: object
    chosen_run: object
    progress: object


class Kept(NamedTuple):
    """A set after a case of it was changed; or why it was not."""

    said: object
    chosen_set: object
    table: object


class SideBySide(NamedTuple):
    """Two runs: their figures, and the cases won and lost."""

    compared: object
    changes: object
