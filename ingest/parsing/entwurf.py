"""A draft of a Kleine Anfrage: its Fragen, with numbers or without. It has no number of its own yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.language.sentences import sentences
from ingest.model import Frage, Fragenummer, ParseError, Quelle
from ingest.parsing.anfrage import list_begins, numbered, unsigned
from ingest.text.cleaning import join
from ingest.text.lines import Line, split

MOST = 200
"""Fragen of a draft; each is searched for (about half a second). By hand, above what Kleine Anfragen have."""
LONGEST = 4000
"""Characters of a Frage; what is longer is no question. By hand."""


def parse_entwurf(quelle: Quelle) -> tuple[Frage, ...]:
    """The Fragen of a draft in their order, as it numbers them.

    Without numbers from 1 on each sentence that ends with a question mark is one; the line that announces the list
    ("Wir fragen die Bundesregierung") and what stands before it ask nothing. ParseError if there is no Frage, or too
    many, or an endless one.
    """
    lines = split(quelle.zeilen).lines
    first = list_begins(lines)
    asked = unsigned(lines[first:])
    rest = asked[1:] if first and len(asked) > 1 else asked
    fragen = tuple(numbered(rest)) or tuple(_sentences(rest))
    name = quelle.datei.name
    if not fragen:
        grund = "Darin steht keine Frage. Erwartet werden nummerierte Fragen oder Sätze mit Fragezeichen."
        raise ParseError(name, grund)
    if len(fragen) > MOST:
        raise ParseError(name, f"Darin stehen {len(fragen)} Fragen; geprüft werden höchstens {MOST} auf einmal.")
    endless = next((frage for frage in fragen if len(frage.text) > LONGEST), None)
    if endless is not None:
        grund = f"Die Frage {endless.nummer} hat {len(endless.text)} Zeichen, mehr als {LONGEST}; das ist keine Frage."
        raise ParseError(name, grund)
    return fragen


def _sentences(lines: Sequence[Line]) -> Iterator[Frage]:
    text = join(list(lines)).strip()
    asked = (text[start:end] for start, end in sentences(text) if text[:end].endswith("?"))
    return (Frage(Fragenummer(number), one) for number, one in enumerate(asked, 1))
