"""The comparison over time as a table, a picture, text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rag.model import Query, Reply
from tests.support.fakes import EVIL
from tests.support.reihen import ASKED, Comparing, paper, yearly
from ui.views.plain_text import reply_text
from ui.views.reply import answer


def compared(text: str = "21/102 Frage 1 im Zeitvergleich", *papers) -> Reply:
    return Comparing(*(papers or yearly())).ask(Query(text))


def test_each_row_has_its_figure_its_words_and_the_button_to_its_place() -> None:
    page = answer(compared())
    assert page.count("<tr>") == 4
    assert "<b>elf</b> Leuchttürme" in page
    assert "<b>rund 20</b>" in page
    assert "Im Jahr 2023 wurden 30 Leuchttürme beschädigt." in page
    assert page.count("af-chip") >= 3
    assert 'data-papier="21/103" data-nr="2"' in page
    assert "vergleich.xlsx?nummer=21/102&amp;frage=1" in page


def test_what_differs_is_marked_and_stands_below_with_both_quotes() -> None:
    page = answer(compared())
    below = page[page.index("Was sich unterscheidet") :]
    assert below.count("af-quote") == 4
    assert "Widerspruch" in below
    assert "geändert" in below


def test_lines_for_several_times_bars_else() -> None:
    assert "af-verlaufsbild" in answer(compared())
    laender = [
        replace(one, fragen=tuple(replace(f, text=ASKED.format(f"2023 in {land}")) for f in one.fragen[:1]))
        for one, land in zip(yearly()[:2], ("Bayern", "Hessen"), strict=True)
    ]
    page = answer(compared("21/101 Frage 1 im Zeitvergleich", *laender))
    assert "af-verlaufsbild" not in page
    assert "Bayern" in page
    assert "af-balken" in page


def test_a_line_joins_stretches_of_the_same_length_and_hides_no_contradiction() -> None:
    assert "steht im Bild nur eine" in answer(compared())  # 20 and 30 for 2023
    early, late, _ = yearly()
    half = paper(
        "21/104", date(2025, 9, 1), (ASKED.format("im ersten Halbjahr 2024"), "Es wurden drei Leuchttürme beschädigt.")
    )
    page = answer(compared("21/102 Frage 1 im Zeitvergleich", early, late, half))
    assert "<b>drei</b>" in page
    assert "Nicht im Bild: 1 Zahl für einen Zeitraum anderer Länge" in page
    assert "steht im Bild nur eine" not in page


def test_texts_of_papers_stay_text() -> None:
    day = yearly()[0].datum
    assert day
    frage = ASKED.format("2023") + EVIL
    papers = [paper(n, day, (frage, f"Es wurden 20 Leuchttürme{EVIL} beschädigt.")) for n in ("21/111", "21/112")]
    page = answer(compared("21/111 Frage 1 im Zeitvergleich", *papers))
    assert "af-zeitvergleich" in page
    assert "<script" not in page


def test_as_text_each_row_has_the_mark_of_its_quote() -> None:
    lines = reply_text(compared())
    assert "10.01.2025  21/101, Frage 1 (2022): elf Leuchttürme (geändert) [1]" in lines
    assert "[3] BT-Drs. 21/103, Antwort zu Frage 2" in lines


def test_a_row_whose_quote_is_gone_has_no_mark_and_the_others_keep_theirs() -> None:
    reply = compared()
    first, *others = reply.statements
    lines = reply_text(replace(reply, statements=(replace(first, citations=()), *others)))
    assert "10.01.2025  21/101, Frage 1 (2022): elf Leuchttürme (geändert)\n" in lines
    assert "10.02.2025  21/102, Frage 1 (2023): rund 20 Leuchttürme (geändert) (Widerspruch) [1]" in lines
    assert "[1] BT-Drs. 21/102, Antwort zu Frage 1" in lines


def test_an_answer_leads_to_the_comparison() -> None:
    engine = Comparing(*yearly())
    reply = engine.ask(Query("Leuchttürme beschädigt Blitze?"))
    from ui.views.reply import CitedPaper

    cited = {c.passage.id: CitedPaper("Leuchttürme", None, None) for c in reply.citations}
    assert 'data-frage="Frage 1 aus 21/10' in answer(reply, cited=cited)
