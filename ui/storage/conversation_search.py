"""Search over a user's own conversations: words of questions and answers, whatever their case and accents.

The words lie in the conversations' own database (FTS5 of SQLite), beside the turns they are taken from; triggers keep
the two in step, whoever writes or deletes a turn. Words are found by how they begin; of an answer its statements are
searched, the titles and Fragen that it lists, and why there is none.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ui.storage import database
from ui.storage.database import Opener

MOST = 50
"""Turns that are found at most, those of the conversations used last."""
WORDS = 12
"""Words of a search; what is typed besides is passed over."""

_SAID = ("text", "titel", "grund")
_WORD = re.compile(r"[^\W_]+")
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS searchable (
    id INTEGER PRIMARY KEY, turn TEXT NOT NULL UNIQUE REFERENCES turns (key) ON DELETE CASCADE);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (question, answer, tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER IF NOT EXISTS turn_added AFTER INSERT ON turns BEGIN
    INSERT INTO searchable (turn) VALUES (new.key);
END;
CREATE TRIGGER IF NOT EXISTS searchable_added AFTER INSERT ON searchable BEGIN
    INSERT INTO words (rowid, question, answer)
    SELECT new.id, replace(t.question, 'ß', 'ss'), replace(COALESCE((
        SELECT group_concat(said.value, ' ')
        FROM json_tree(CASE WHEN json_valid(t.reply) THEN t.reply ELSE 'null' END) AS said
        WHERE said.type = 'text' AND said.key IN {_SAID}), ''), 'ß', 'ss')
    FROM turns t WHERE t.key = new.turn;
END;
CREATE TRIGGER IF NOT EXISTS searchable_gone AFTER DELETE ON searchable BEGIN
    DELETE FROM words WHERE rowid = old.id;
END;
INSERT INTO searchable (turn) SELECT key FROM turns WHERE key NOT IN (SELECT turn FROM searchable);
"""
_FOUND = """
SELECT c.key, c.title, c.changed, t.key, t.question, t.reply
FROM words JOIN searchable s ON s.id = words.rowid JOIN turns t ON t.key = s.turn
JOIN conversations c ON c.key = t.conversation
WHERE words MATCH ? AND c.user = ? ORDER BY c.changed DESC, t.position DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class FoundTurn:
    """A turn that holds all words that were looked for. `said`: what its answer says, line by line.

    `conversation`, `key`: keys of the store. `changed`: when the conversation was used last, in UTC.
    """

    conversation: str
    title: str
    changed: datetime
    key: str
    question: str
    said: tuple[str, ...]


class ConversationSearch:
    """The words of all turns, over the database that `Conversations` has begun."""

    def __init__(self, path: Path | Opener) -> None:
        self._open = database.begin(path, _SCHEMA)

    def find(self, user: str, text: str, most: int = MOST) -> list[FoundTurn]:
        """The user's turns that hold every word of a text; none for a text without words."""
        words = wanted(text)
        if not words:
            return []
        match = " ".join(f'"{word}"*' for word in words)  # words are letters and digits: no sign of FTS5's among them
        with self._open() as db:
            rows = db.execute(_FOUND, (match, user, most)).fetchall()
        return [
            FoundTurn(conversation, title, datetime.fromisoformat(changed), key, question, tuple(_said(reply)))
            for conversation, title, changed, key, question, reply in rows
        ]

    def forget_words(self) -> None:
        """Write the words anew without those of turns that were deleted; until then they would lie in the file."""
        with self._open() as db:
            db.execute("INSERT INTO words (words) VALUES ('optimize')")


def wanted(text: str) -> list[str]:
    """The words of a search, without case and accents."""
    return list(dict.fromkeys(folded(word) for word in _WORD.findall(text)))[:WORDS]


def folded(text: str) -> str:
    """A text in lower case without accents: "Straße" is "strasse", "Türme" is "turme"."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def hits(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where words of a text begin as one of those looked for does; whole words, as slices."""
    return [match.span() for match in _WORD.finditer(text) if folded(match[0]).startswith(tuple(words))]


def _said(reply: str) -> Iterator[str]:
    """What of a kept reply is searched, as it is written there."""
    try:
        told = json.loads(reply)
    except ValueError:
        return
    open_ = [told]
    while open_:
        one = open_.pop(0)
        if isinstance(one, dict):
            yield from (value for name, value in one.items() if name in _SAID and isinstance(value, str))
            open_ += [value for value in one.values() if isinstance(value, dict | list)]
        elif isinstance(one, list):
            open_ += one
