"""The second count of lists: what it reads of a paper's head, and that it finds a wrong list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evals.benchmarks import lists
from rag.model import Outcome, Query, Reply
from rag.requested import Art, Listed, Requested

TEXT = """Deutscher Bundestag Drucksache 21/9
21. Wahlperiode 22.05.2025
Antwort
der Bundesregierung
auf die Kleine Anfrage der Abgeordneten A. B. und der Fraktion Die
Linke
– Drucksache 21/8 –
Züge der AfD
Die Antwort wurde namens der Bundesregierung mit Schreiben des Bundesministeriums des Innern
vom 21. Mai 2025 übermittelt.
"""


@dataclass
class Listing:
    """Answers every request with the same list."""

    numbers: tuple[str, ...]

    def ask(self, query: Query) -> Reply:
        """The same list, whatever is asked."""
        papers = tuple(Listed(nummer, None, None, None, ()) for nummer in self.numbers)
        return Reply(query, Outcome.BELEGT, None, (), (), 1.0, anliegen=Requested(Art.LISTE, "", "", papers))


def test_the_head_of_a_paper() -> None:
    head = lists.read_head(TEXT)
    assert head == lists.Head("21/9", date(2025, 5, 22), frozenset({"Die Linke"}), "des Bundesministeriums des Innern")
    assert lists.read_head("Kein Papier") is None


def test_a_wrong_list_is_told(tmp_path: Path) -> None:
    (tmp_path / "21-00009.txt").write_text(TEXT, encoding="utf-8")
    always, total = lists.wrong(Listing(("21/9", "20/1")), tmp_path, ())  # type: ignore[arg-type]
    never, _ = lists.wrong(Listing(()), tmp_path, ())  # type: ignore[arg-type]
    assert total >= 60
    assert len(always) + len(never) == total
    assert any(line.startswith("Anfragen der AfD [liste]: 1 for 0") for line in always)
    assert any(line.startswith("Antworten des BMI [liste]: 0 for 1") for line in never)


def test_all_papers_have_a_head(shared: Path) -> None:
    known = lists.heads(shared / "corpus" / "antworten")
    assert len(known) == 469
    assert all(head.parties for head in known.values())
    assert sum(bool(head.note) for head in known.values()) == 466  # three have no transmittal note
