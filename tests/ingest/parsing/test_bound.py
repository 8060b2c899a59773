"""Anfrage and answer bound in one file: the answer is read, and the Anfrage confirms it."""

from pathlib import Path

import pytest

from ingest.papers import load, load_all

ANFRAGE = (
    "Kleine Anfrage\nder Abgeordneten Anna Beispiel und der Fraktion Die Linke\nPrüfung von Brücken\n"
    "Wir fragen die Bundesregierung:\n1. Wie viele Brücken wurden geprüft?\nBerlin, den 20. Juli 2026\n"
)
ANTWORT = (
    "Antwort\nder Bundesregierung\nauf die Kleine Anfrage der Fraktion Die Linke\n– Drucksache 21/16 –\n"
    "Prüfung von Brücken\n1. Wie viele Brücken wurden geprüft?\nEs wurden 12 Brücken geprüft.\n"
)


def head(nummer: int) -> str:
    return f"Deutscher Bundestag Drucksache 21/{nummer}\n21. Wahlperiode 03.08.2026\n"


@pytest.mark.parametrize("trenner", ["", "\n\n", "\f"])
@pytest.mark.parametrize("turned", [False, True])
def test_the_answer_is_read(tmp_path: Path, trenner: str, turned: bool):
    pieces = [head(16) + ANFRAGE, head(17) + ANTWORT]
    (tmp_path / "a.txt").write_text(trenner.join(reversed(pieces) if turned else pieces), encoding="utf-8")
    loaded = load_all(tmp_path / "a.txt")
    assert ([d.nummer for d in loaded.papers], loaded.refused) == (["21/17"], ())
    assert [a.text for a in loaded.papers[0].antworten] == ["Es wurden 12 Brücken geprüft."]
    assert loaded.papers[0].bestaetigt is True


def test_an_answer_without_a_head_of_its_own(tmp_path: Path):
    (tmp_path / "21-00017.txt").write_text(ANFRAGE + ANTWORT, encoding="utf-8")
    assert [a.text for a in load(tmp_path / "21-00017.txt").antworten] == ["Es wurden 12 Brücken geprüft."]


def test_several_answers_are_several_papers(tmp_path: Path):
    (tmp_path / "a.txt").write_text(head(17) + ANTWORT + head(19) + ANTWORT, encoding="utf-8")
    assert [d.nummer for d in load_all(tmp_path / "a.txt").papers] == ["21/17", "21/19"]


def test_a_quoted_head_begins_no_paper(tmp_path: Path):
    (tmp_path / "a.txt").write_text(head(17) + ANTWORT + "Zu lesen ist:\n" + ANTWORT, encoding="utf-8")
    assert len(load_all(tmp_path / "a.txt").papers) == 1
