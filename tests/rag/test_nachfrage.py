"""Drafts of follow-up questions: by status, in the words of the papers, with the place in the form of the house."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.language.status import status
from ingest.model import Antwort, Block, Blockart, Drucksache, Frage, Papierart, Status
from ingest.papers import load
from rag.nachfrage import QUOTED, draft, reference
from tests.support.fakes import nr

UNKNOWN = "Hierzu liegen der Bundesregierung keine Erkenntnisse vor."
LEAD = "Unter Bezugnahme auf die Antwort der Bundesregierung zu Frage 4 auf Bundestagsdrucksache 21/7"


def paper(answer: str, *fragen: tuple[str, str], nummern: str = "4", **more: object) -> Drucksache:
    """A paper with one answer to the Fragen named, by default to Frage 4, "Wie viele „Fälle“ gab es?"."""
    asked = tuple(Frage(nr(n), text) for n, text in fragen or (("4", "Wie viele „Fälle“ gab es?"),))
    blocks = (Block(Blockart.TEXT, answer),)
    antwort = Antwort(tuple(map(nr, nummern.split())), blocks, status(blocks))
    return Drucksache(nummer="21/7", datei="x", fragen=asked, antworten=(antwort,), **more)


def drafted(answer: str, *fragen: tuple[str, str], nummern: str = "4", **more: object) -> str:
    found = paper(answer, *fragen, nummern=nummern, **more)
    return draft(found, found.antworten[0])


@pytest.mark.parametrize(
    ("answer", "kind", "asks"),
    [
        ("Auf die Antwort zu Frage 2 wird verwiesen.", Status.VERWIESEN, "Welche der Angaben, auf die dort verwiesen"),
        (UNKNOWN, Status.KEINE_ERKENNTNISSE, "Welche Schritte hat die Bundesregierung unternommen, um die Frage „"),
        ("Das wäre ein unverhältnismäßiger Aufwand.", Status.ABGELEHNT, "für einen engeren Zeitraum"),
        ("Das fällt in die Zuständigkeit der Länder.", Status.ABGELEHNT, "unabhängig von der Zuständigkeit"),
        ("Die Bundesregierung kommentiert Berichte nicht.", Status.ABGELEHNT, "welche Tatsachen sind ihr hierzu"),
        ("Dem steht das Steuergeheimnis entgegen.", Status.ABGELEHNT, "zusammengefasster oder eingestufter Form"),
        ("Die Antwort ist als VS eingestuft.", Status.EINGESTUFT, "kann die Bundesregierung offen machen"),
        (
            f"{UNKNOWN} Im Jahr 2024 gab es 14 Fälle in Bayern, 9 in Hessen, 3 in Bremen und 12 in Sachsen; davon "
            "wurden 20 im Norden gezählt und 18 im Süden, wie die Statistik zeigt.",
            Status.TEILWEISE,
            "die darin offengebliebenen Teile der Frage „",
        ),
        ("Es gab 14 Fälle.", Status.BEANTWORTET, "Wie lautet die Antwort auf die Frage „Wie viele ‚Fälle‘ gab es?“"),
    ],
)
def test_what_is_asked_follows_from_the_status(answer: str, kind: Status, asks: str) -> None:
    found = paper(answer)
    assert found.antworten[0].status is kind
    text = draft(found, found.antworten[0])
    assert text.startswith(LEAD)
    assert asks in text
    assert text.endswith("?")
    assert "„Wie viele ‚Fälle‘ gab es?“" in text
    assert text.count("„") == text.count("“")


def test_the_governments_own_sentence_is_quoted_where_it_is_one_that_can_be() -> None:
    assert f"(dort: „{UNKNOWN}“): Welche Schritte" in drafted(f"Die Lage ist ernst. {UNKNOWN}")
    assert drafted(f"3 Bayern: {UNKNOWN[0].lower()}{UNKNOWN[1:]}").startswith(f"{LEAD}: Welche Schritte")
    long = f"Hierzu liegen der Bundesregierung{', wie gesagt,' * 30} keine Erkenntnisse vor."
    assert "dort:" not in drafted(long)


def test_a_joint_answer_names_all_its_fragen() -> None:
    two = (("4", "Was kostet es?"), ("5", "Wer zahlt es?"))
    text = drafted(UNKNOWN, *two, nummern="4 5")
    assert "zu den Fragen 4 und 5 auf Bundestagsdrucksache 21/7" in text
    assert "um die Fragen „Was kostet es?“ und „Wer zahlt es?“ beantworten zu können" in text
    long = (("4", f"Was kostet {'es ' * QUOTED}?"), two[1])
    assert "um die dortigen Fragen 4 und 5 beantworten zu können" in drafted(UNKNOWN, *long, nummern="4 5")
    assert "zu der dortigen Frage 4 kann" in drafted("Die Antwort ist als VS eingestuft.", long[0])


def test_a_lettered_frage_is_quoted_with_its_stem_and_what_is_left_out_between_is_marked() -> None:
    fragen = (("4", "Wie viele Fälle gab es in"), ("4a", "Bayern,"), ("4b", "Hessen?"))
    assert "„Wie viele Fälle gab es in Bayern“" in drafted(UNKNOWN, *fragen, nummern="4a")
    assert "„Wie viele Fälle gab es in […] Hessen?“" in drafted(UNKNOWN, *fragen, nummern="4b")
    both = drafted(UNKNOWN, *fragen, nummern="4 4a")
    assert "die Frage „Wie viele Fälle gab es in Bayern“ beantworten" in both


def test_other_papers_are_named_as_they_are_printed() -> None:
    assert "auf Bundestagsdrucksache 21/7 (neu)" in drafted(UNKNOWN, neu=True)
    found = paper(UNKNOWN, papierart=Papierart.SCHRIFTLICHE_FRAGEN)
    said = "die Antwort der Bundesregierung auf die Schriftliche Frage 4 auf Bundestagsdrucksache 21/7"
    assert reference(found, found.antworten[0]) == said


def test_every_answer_of_real_papers_gives_one_sentence_with_its_quotes_closed(shared: Path) -> None:
    files = sorted((shared / "corpus" / "antworten").glob("21-*.txt"))[:25]
    papers = [load(path) for path in files]
    drafts = [draft(found, one) for found in papers for one in found.antworten if one.nummern]
    assert len(drafts) > 100
    for text in drafts:
        assert re.match(r"Unter Bezugnahme auf die Antwort der Bundesregierung (?:zu|auf die) ", text)
        assert re.search(r"\n|  ", text) is None
        assert text.endswith("?")
        assert text.count("„") == text.count("“")
