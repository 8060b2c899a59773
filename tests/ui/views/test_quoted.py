"""A quote in paragraphs and tables: nothing is added, nothing left out, and no head comes to stand over other rows."""

from __future__ import annotations

from ingest.model import Block, Blockart, Passage
from ingest.spans import BlockSpan, Spanart, TableSpan
from ingest.tablerows import table_rows
from rag.model import Citation, Statement
from tests.support.fakes import answered_in
from ui.views.quoted import QuotedTable, QuotedText, quoted

ROWS = (("Jahr", "Fälle"), ("2022", "41"), ("2023", "47"))
LEAD = "Die Fälle zeigt die Tabelle:"


def passage(*tables: tuple[tuple[str, ...], ...], damaged: bool = False) -> Passage:
    """A Passage of a sentence and tables, each a Block of its own."""
    text, spans = LEAD, [BlockSpan(art=Spanart.TEXT, start=0, end=len(LEAD), block=0)]
    for number, rows in enumerate(tables, 1):
        block = Block(Blockart.TABELLE, "\n".join(" ".join(row) for row in rows), zellen=rows)
        span = BlockSpan(
            art=Spanart.TABELLE, start=0, end=len(block.text), block=number, tabelle=TableSpan(table_rows(block)),
            beschaedigt=damaged,
        )  # fmt: skip
        spans.append(span.moved(len(text) + 1))
        text += "\n" + block.text
    return answered_in("4", text, bloecke=tuple(spans))


def of(passage: Passage, *words: str) -> list[QuotedText | QuotedTable]:
    """What becomes of quotes of these words, one after the other."""
    cited = [Citation(passage, at := passage.text.index(one), at + len(one)) for one in words]
    return quoted([Statement(citation.zitat, (citation,)) for citation in cited])


def test_a_sentence_and_the_table_behind_it_come_apart() -> None:
    whole = passage(ROWS)
    text, table = of(whole, whole.text)
    assert (text.text, table.heads, table.rows) == (LEAD, ROWS[:1], ROWS[1:])
    assert text.citations == table.citations != ()


def test_head_and_row_that_were_quoted_apart_are_one_table() -> None:
    (table,) = of(passage(ROWS), "Jahr Fälle", "2023 47")
    assert (table.heads, table.rows, len(table.citations)) == (ROWS[:1], ROWS[2:], 2)


def test_rows_of_another_table_get_no_head_of_this_one() -> None:
    other = (("Land", "Orte"), ("Bayern", "12"))
    first, second = of(passage(ROWS, other), "Jahr Fälle", "Bayern 12")
    assert (first.heads, first.rows, second.heads, second.rows) == (ROWS[:1], (), (), other[1:])
    again, head = of(passage(ROWS), "2023 47", "Jahr Fälle")  # a head behind rows begins anew
    assert (again.rows, head.heads) == (ROWS[2:], ROWS[:1])


def test_what_has_no_cells_or_is_no_quote_stays_text() -> None:
    damaged = passage(ROWS, damaged=True)
    assert of(damaged, damaged.text)[0].text == damaged.text
    citation = Citation(damaged, 0, 10)
    assert quoted([Statement("Anders gesagt.", (citation,))]) == [QuotedText("Anders gesagt.", (citation,))]
