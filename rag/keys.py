"""Under what a paper lies in the index: its number, or for a private one its number and whose it is.

Two versions of one number, the common one and a user's own, lie side by side without touching each other:
"21/259" and "21/259~6a0f…". Ids of Passages and windows begin with the key ("21/259~6a0f…:2b"), so that every id
tells what it belongs to; a Passage's `drucksache` stays the number as printed.
"""

from __future__ import annotations

import hashlib

_PRIVATE = "~"
_TAG = 16  # hex digits of the owner's name in a key: enough that no two users ever meet


def paper_key(nummer: str, owner: str | None) -> str:
    """The key of a paper; `owner` None is the common stock. The owner's name itself stands in the store alone."""
    if owner is None:
        return nummer
    return nummer + _PRIVATE + hashlib.sha256(owner.encode("utf-8", "surrogatepass")).hexdigest()[:_TAG]


def key_of(id_: str) -> str:
    """The key of the paper that a Passage or window (by its id) belongs to."""
    return id_.split(":", 1)[0]


def is_private(id_: str) -> bool:
    """Whether a Passage or window (by its id) is of a user's own paper."""
    return _PRIVATE in key_of(id_)
