"""Citations as staff write them: numbers, joint answers, references, pages, preambles, styles, addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ingest.model import Drucksache, Frage, Fragenummer, Papierart, Passage, Passagenart, Seitenmarke, Sprecher
from rag.citation import VORABFASSUNG, Style, enumerated, fragen, label, paper_url, styled, url
from rag.model import Citation


def passage(nummern: str, *, art: Passagenart = Passagenart.ANTWORT, seite: int | None = None) -> Passage:
    zahlen = tuple(Fragenummer.read(n) for n in nummern.split())
    marken = () if seite is None else (Seitenmarke(0, seite), Seitenmarke(12, seite + 1))
    return Passage(
        id="x",
        drucksache="20/11166",
        art=art,
        sprecher=Sprecher.BUNDESREGIERUNG,
        nummern=zahlen,
        text="Das ist so. Und das auch.",
        marken=marken,
    )


PAPER = Drucksache(
    nummer="20/11166", datei="x", titel="Engagement & Städte {neu}", datum=date(2024, 4, 24), bezug="20/10944"
)


def test_words_in_a_row() -> None:
    assert [enumerated(words) for words in ([], ["AfD"], ["AfD", "SPD"], ["AfD", "Die Linke", "SPD"])] == [
        "", "AfD", "AfD und SPD", "AfD, Die Linke und SPD"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("nummern", "text"),
    [
        ("2c", "Frage 2c"),
        ("3 3a 3b", "den Fragen 3 bis 3b"),
        ("2 7 8 9 12", "den Fragen 2, 7 bis 9 und 12"),
        ("6 8", "den Fragen 6 und 8"),
        ("8 7", "den Fragen 7 und 8"),  # printed out of order
        ("9a 9b 9c", "den Fragen 9a bis 9c"),  # no 9 of its own
        ("4a 4c", "den Fragen 4a und 4c"),
        ("3 3a 3b 4", "den Fragen 3 bis 3b und 4"),  # 3c may exist and not be meant
    ],
)
def test_fragen(nummern: str, text: str) -> None:
    assert fragen(Fragenummer.read(n) for n in nummern.split()) == text


def test_runs_by_the_papers_own_numbers() -> None:
    numbers = [Fragenummer.read(n) for n in ["3", "4", "4a", "4b", "5", "6", "9"]]
    assert fragen(numbers) == "den Fragen 3 bis 4b, 5, 6 und 9"  # a 4c may exist and not be meant
    runs = ((numbers[0], numbers[5]), (numbers[6], numbers[6]))
    assert fragen(numbers, runs) == "den Fragen 3 bis 6 und 9"
    assert label(Citation(replace(passage("3 4 4a 4b 5 6 9"), folgen=runs), 0, 5)).endswith("Fragen 3 bis 6 und 9")
    assert fragen(numbers[:1], ((numbers[0], numbers[0]),)) == "Frage 3"


def test_label_names_a_page_only_when_known() -> None:
    assert label(Citation(passage("2c"), 0, 11)) == "BT-Drs. 20/11166, Antwort zu Frage 2c"
    assert label(Citation(passage("2c", seite=5), 0, 11)) == "BT-Drs. 20/11166, S. 5, Antwort zu Frage 2c"
    assert label(Citation(passage("2c", seite=5), 0, 25)) == "BT-Drs. 20/11166, S. 5–6, Antwort zu Frage 2c"


def test_label_names_joint_answers_and_followed_references() -> None:
    assert label(Citation(passage("3 3a 3b"), 0, 5)).endswith("Antwort zu den Fragen 3 bis 3b")
    followed = Citation(passage("2c", seite=5), 0, 5, ueber=passage("2g"))
    assert label(followed) == "BT-Drs. 20/11166, S. 5, Antwort zu Frage 2g i. V. m. Frage 2c"


def test_the_askers_preamble_is_never_the_governments() -> None:
    vor = passage("", art=Passagenart.VORBEMERKUNG)
    asked = replace(vor, drucksache="21/1", sprecher=Sprecher.FRAGESTELLER)
    assert label(Citation(vor, 0, 5)) == "BT-Drs. 20/11166, Vorbemerkung der Bundesregierung"
    assert label(Citation(asked, 0, 5)) == "BT-Drs. 21/1, Vorbemerkung der Fragesteller"
    some = passage("1 2 3 4", art=Passagenart.VORBEMERKUNG)
    assert label(Citation(some, 0, 5)).endswith("Vorbemerkung der Bundesregierung zu den Fragen 1 bis 4")


def test_a_vorabfassung_says_so() -> None:
    early = replace(passage("1"), vorabfassung=True)
    assert label(Citation(early, 0, 5)).endswith(f"Antwort zu Frage 1 ({VORABFASSUNG})")
    assert VORABFASSUNG not in label(Citation(passage("1"), 0, 5))
    assert VORABFASSUNG in styled(Citation(early, 0, 5), Style.BIBTEX)


@pytest.mark.parametrize(
    ("nummer", "address"),
    [
        ("20/11166", "https://dserver.bundestag.de/btd/20/111/2011166.pdf"),
        ("20/1915", "https://dserver.bundestag.de/btd/20/019/2001915.pdf"),
        ("21/7", "https://dserver.bundestag.de/btd/21/000/2100007.pdf"),
        ("mein-entwurf", ""),  # an own paper without a number
    ],
)
def test_address(nummer: str, address: str) -> None:
    assert paper_url(nummer) == address


def test_address_opens_the_page_of_the_quote() -> None:
    assert url(Citation(passage("1", seite=5), 12, 20)).endswith("2011166.pdf#page=6")
    assert url(Citation(passage("1"), 12, 20)).endswith("2011166.pdf")


def test_the_four_styles() -> None:
    quote = Citation(passage("4", seite=5), 0, 5)
    assert styled(quote, Style.ANFRAGE) == "Antwort zu Frage 4 auf Bundestagsdrucksache 20/11166"
    assert styled(quote, Style.FUSSNOTE) == "BT-Drs. 20/11166, S. 5, Antwort zu Frage 4"
    assert styled(quote, Style.PRESSE, PAPER) == "Antwort (20/11166) auf die Kleine Anfrage (20/10944)"
    assert styled(quote, Style.PRESSE) == "Antwort (20/11166) auf eine Kleine Anfrage"
    asked = replace(PAPER, fraktionen=("CDU/CSU", "FDP"))
    assert styled(quote, Style.PRESSE, asked).endswith("auf die Kleine Anfrage (20/10944) von CDU/CSU und FDP")
    assert styled(quote, Style.PRESSE, replace(PAPER, fraktionen=("SPD",))).endswith("(20/10944) von SPD")
    entry = styled(quote, Style.BIBTEX, PAPER)
    assert entry.startswith("@techreport{btdrs-20-11166,\n")
    assert "title = {Engagement \\& Städte neu}" in entry
    assert "year = {2024}" in entry
    assert entry.count("{") == entry.count("}")


def test_a_schriftliche_frage_is_named_as_such() -> None:
    asked = replace(passage("20"), drucksache="18/7842", papierart=Papierart.SCHRIFTLICHE_FRAGEN)
    assert styled(Citation(asked, 0, 5), Style.ANFRAGE) == "Schriftliche Frage 20 auf Bundestagsdrucksache 18/7842"
    assert label(Citation(asked, 0, 5)) == "BT-Drs. 18/7842, Schriftliche Frage 20"
    assert "Kleine Anfrage" not in styled(Citation(asked, 0, 5), Style.PRESSE)


def test_neu_is_part_of_the_number_in_every_form() -> None:
    quote = Citation(replace(passage("4", seite=3), neu=True), 0, 5)
    assert label(quote) == "BT-Drs. 20/11166 (neu), S. 3, Antwort zu Frage 4"
    assert styled(quote, Style.ANFRAGE) == "Antwort zu Frage 4 auf Bundestagsdrucksache 20/11166 (neu)"
    assert styled(quote, Style.PRESSE).startswith("Antwort (20/11166 neu) auf ")
    assert "number = {20/11166 (neu)}" in styled(quote, Style.BIBTEX)
    assert url(quote).endswith("/2011166.pdf#page=3")


def test_the_press_form_of_a_schriftliche_frage_names_the_asker_with_the_fraktion() -> None:
    frage = Frage(Fragenummer(20), "Wie?", fragesteller="Clara Muster", fraktion="Die Linke")
    asked = replace(passage("20"), papierart=Papierart.SCHRIFTLICHE_FRAGEN, fragen=(frage,))
    said = styled(Citation(asked, 0, 5), Style.PRESSE)
    assert said == "Schriftliche Frage 20 (20/11166) von Clara Muster (Die Linke)"
    both = replace(asked, fragen=(frage, replace(frage, fragesteller="Max Muster")))
    assert styled(Citation(both, 0, 5), Style.PRESSE) == "Schriftliche Frage 20 (20/11166)"
