"""Annexes: where one begins, what it is called, and how a place in it is cited."""

from __future__ import annotations

from ingest.model import Antwort, Block, Blockart, Drucksache, Frage, Fragenummer, Status
from ingest.passages import passages
from ingest.segmentation.annexes import annexes
from ingest.text.lines import Line
from rag.citation import part

FIVE = Fragenummer(5)
ANTWORT = Antwort((FIVE,), (Block(Blockart.TEXT, "Die Zahlen sind der Anlage 3 zu entnehmen."),), Status.BEANTWORTET)


def lines(*texts: str, seiten: tuple[int, ...] = ()) -> list[Line]:
    pages = seiten or (None,) * len(texts)
    return [
        Line(zeile=n, start=0, raw=text, seite=seite) for n, (text, seite) in enumerate(zip(texts, pages, strict=True))
    ]


def called(*texts: str, seiten: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    """The label and the words of each annex."""
    found: dict[str, list[str]] = {}
    for block in annexes(lines(*texts, seiten=seiten), (ANTWORT,)):
        found.setdefault(block.anlage, []).append(block.text.replace("\n", " "))
    return [(label, " ".join(words)) for label, words in found.items()]


def test_a_label_heads_what_follows_it() -> None:
    assert called("Anlage 1", "Bayern 12", "Anlage 2", "Hessen 4") == [
        ("Anlage 1", "Anlage 1 Bayern 12"),
        ("Anlage 2", "Anlage 2 Hessen 4"),
    ]


def test_a_label_at_the_end_of_a_page_heads_that_page() -> None:
    """It was taken for the label of the page behind it, so a quote was cited with its neighbour's number."""
    texts = ("Bayern 12", "Hessen 4", "Anlage 1", "Sachsen 6", "Saarland 7", "Anlage 2")
    wanted = [("Anlage 1", "Bayern 12 Hessen 4 Anlage 1"), ("Anlage 2", "Sachsen 6 Saarland 7 Anlage 2")]
    assert called(*texts, seiten=(9, 9, 9, 10, 10, 10)) == wanted
    assert called(*texts) == wanted  # the file knows no pages, but ends with a label


def test_a_label_in_the_middle_of_a_page_begins_there() -> None:
    texts = ("Anlage 1", "Bayern 12", "Anlage 2", "Hessen 4", "Sachsen 6", "Saarland 7")
    assert called(*texts, seiten=(9,) * 6)[0] == ("Anlage 1", "Anlage 1 Bayern 12")


def test_it_is_cited_by_its_number_and_the_frage_that_points_to_it() -> None:
    blocks = annexes(lines("Anlage 2", "Bayern 12", "Anlage 3", "Hessen 4"), (ANTWORT,))
    paper = Drucksache("21/9", "x", fragen=(Frage(FIVE, "Wie viele?"),), antworten=(ANTWORT,), anlagen=blocks)
    assert [part(p) for p in passages(paper)][1:] == ["Anlage 2", "Anlage 3 zur Antwort zu Frage 5"]
