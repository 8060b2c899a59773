"""What asks for a count alone, and what tells one."""

from __future__ import annotations

import pytest

from ingest.language.counts import asks_how_many, tells_count


@pytest.mark.parametrize(
    ("frage", "alone"),
    [
        ("Wie viele Strafanträge wurden gestellt (bitte nach Datum und Gericht aufschlüsseln)?", True),
        ("In wie vielen Fällen wurde das geahndet, und wie hoch waren die Geldbußen?", True),
        ("Welche Kosten sind dafür seit 2021 angefallen?", True),
        ("Und wie hoch ist der Anteil?", True),
        ("Wie viele Anträge gab es, und welche Gründe nennt die Bundesregierung?", False),
        ("Wie viele Anträge gab es? Warum wurden sie abgelehnt?", False),
        ("Wie bewertet die Bundesregierung die Zahl der Anträge?", False),
        ("Welche Maßnahmen plant die Bundesregierung?", False),
    ],
)
def test_a_frage_asks_for_counts_alone(frage: str, alone: bool) -> None:
    assert asks_how_many(frage) is alone


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Es waren 1 826 Teilnehmende.", True),
        ("Das Amt hat elf Verfahren geführt.", True),
        ("Dem Bund sind keine Kosten entstanden.", True),
        ("Das geschah in einem Fall.", True),
        ("Im ersten Quartal wurde ein Strafantrag gestellt.", True),
        ("Dafür ist ein Ministerium zuständig.", False),
        ("Das gilt nach § 20a AufenthG seit dem 1. März 2024 für zwölf Monate.", False),
        ("Dazu steht Näheres auf Bundestagsdrucksache 20/13455, Frage 7 (www.bund.de/2024/3).", False),
    ],
)
def test_a_sentence_tells_a_count(sentence: str, told: bool) -> None:
    assert tells_count(sentence, ["Wie viele Strafanträge wurden gestellt?"]) is told
