"""Reading gives way to people: while a question is being answered it rests, and it ends when it is told to.

One machine answers and reads, so this is one for the process. A question says `asking`; whoever reads calls `give_way`
between two pieces of work, and `ended_by` says for a thread's work when that is to end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Condition

REST = 2.0
"""Times the work just done that reading rests at most while people ask: then it has a third of one core."""


class Ended(KeyboardInterrupt):
    """Work was told to end; as after Ctrl+C, what was whole is whole, and the rest is done the next time."""


_questions = 0
_changed = Condition()
_over: ContextVar[Callable[[], bool] | None] = ContextVar("over", default=None)


@contextmanager
def asking() -> Iterator[None]:
    """A question is being answered."""
    global _questions
    with _changed:
        _questions += 1
    try:
        yield
    finally:
        with _changed:
            _questions -= 1
            _changed.notify_all()


def asked() -> bool:
    """Whether any question is being answered."""
    return _questions > 0


def give_way(worked: float) -> None:
    """Rest while questions are being answered, at most REST times the seconds just `worked`; Ended where it is over."""
    check()
    with _changed:
        _changed.wait_for(lambda: not _questions, REST * worked)
    check()


@contextmanager
def ended_by(over: Callable[[], bool]) -> Iterator[None]:
    """What is done inside, in this thread, ends with Ended at the next piece of work once `over` says so."""
    token = _over.set(over)
    try:
        yield
    finally:
        _over.reset(token)


def check() -> None:
    """Ended where this thread's work is over."""
    over = _over.get()
    if over is not None and over():
        raise Ended
