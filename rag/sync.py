"""Fetch what the official interface of the Bundestag (DIP) has, and read it into the index: the door for others.

`sync(SyncRequest.of(settings), engine, progress)` may be called as often as one likes, and be cut off anywhere;
`asked(request.ordner)` lists the Kleine and Große Anfragen, answered or not.
"""

from __future__ import annotations

from rag.fetching.anfragen import Asked, asked
from rag.fetching.model import Coverage, Progress, Refusal, Stock, SyncProblem, SyncReport, SyncRequest
from rag.fetching.run import run

__all__ = [
    "Asked",
    "Coverage",
    "Progress",
    "Refusal",
    "Stock",
    "SyncProblem",
    "SyncReport",
    "SyncRequest",
    "asked",
    "sync",
]


def sync(request: SyncRequest, index: Stock, progress: Progress | None = None) -> SyncReport:
    """Fetch what is new or changed, and read it in; what was wrong stands in the report.

    SyncProblem where nothing can be asked: no key, a wrong one, an address that is none.
    """
    return run(request, index, progress or _unseen)


def _unseen(_done: int, _total: int, _name: str) -> None:
    """Nobody watches."""
