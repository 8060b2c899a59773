"""Which Blocks the panel of a source shows, and which of their words and rows are marked."""

from __future__ import annotations

from dataclasses import replace

from ingest.model import Antwort, Block, Blockart, Drucksache, Frage, Passage, Passagenart, Status
from ingest.passages import passages
from tests.support.fakes import nr
from ui.views.context import Shown, shown, whole

TABLE = Block(Blockart.TABELLE, "Jahr Zahl\n2023 5", zellen=(("Jahr", "Zahl"), ("2023", "5")))


def paper(*bloecke: Block, anlagen: tuple[Block, ...] = ()) -> Drucksache:
    antwort = Antwort((nr("1"),), bloecke, Status.BEANTWORTET)
    return Drucksache("21/9", "x", fragen=(Frage(nr("1"), "Was?"),), antworten=(antwort,), anlagen=anlagen)


def text(words: str, art: Blockart = Blockart.TEXT) -> Block:
    return Block(art, words)


def marked(block: Shown) -> list[str]:
    return [block.text[start:end] for start, end in block.marks]


def passage(d: Drucksache, id_: str) -> Passage:
    return next(p for p in passages(d) if p.id == id_)


def test_of_two_blocks_that_say_the_same_the_cited_one_is_marked() -> None:
    d = paper(text("Ja."), text("Nein."), text("Ja."))
    found = passage(d, "21/9:1")
    at = found.text.rindex("Ja.")
    assert [marked(block) for block in shown(found, d, [(at, at + 3)])] == [[], [], ["Ja."]]


def test_a_whole_answer_is_all_its_blocks_with_nothing_marked() -> None:
    d = paper(text("Ja."), TABLE)
    assert whole(d.antworten[0]) == [
        Shown(Blockart.TEXT, "Ja."),
        Shown(Blockart.TABELLE, TABLE.text, zellen=TABLE.zellen),
    ]


def test_a_mark_over_two_blocks_is_cut_where_they_meet() -> None:
    d = paper(text("Erstens."), text("Zweitens."))
    found = passage(d, "21/9:1")
    assert [marked(block) for block in shown(found, d, [(3, 12)])] == [["tens."], ["Zwe"]]


def test_rows_that_a_mark_touches_are_lit_in_the_whole_antwort() -> None:
    d = paper(text("Davor."), TABLE)
    found = passage(d, "21/9:1")
    at = found.text.index("2023")
    assert [(b.art, b.lit) for b in shown(found, d, [(at, at + 4)])] == [
        (Blockart.TEXT, frozenset()),
        (Blockart.TABELLE, frozenset({1})),
    ]


def test_the_piece_of_a_long_paragraph_is_marked_in_it() -> None:
    long = text("Der Bund fördert viele Brücken. " * 600 + "Ende.")
    d = paper(text("Davor."), long)
    last = [p for p in passages(d) if p.art is Passagenart.ANTWORT][-1]
    at = last.text.index("Ende.")
    first = passage(d, "21/9:1")  # holds the short Block whole
    assert [block.text for block in shown(first, d, ())] == ["Davor.", long.text]
    assert shown(last, d, [(at, at + 5)]) == []  # no Block whole: the Passage's own text is shown


def test_a_piece_of_a_long_table_is_shown_by_its_cells() -> None:
    rows = (("Ort", "Zahl"), *((f"Kreis {i}", str(i)) for i in range(600)))
    d = paper(text("Wie folgt:"), Block(Blockart.TABELLE, "\n".join(map(" ".join, rows)), zellen=rows))
    piece = passage(d, "21/9:1:t2")
    at = piece.text.index("\n") + 1
    (block,) = shown(piece, d, [(at, at + 3)])
    assert block.zellen[0][0].startswith("Kreis")
    assert block.lit == {1}
    assert (block.art, block.annex) == (Blockart.TABELLE, False)


def test_an_annex_shows_all_that_the_passage_holds_and_nothing_else() -> None:
    """What a long Block leaves to the next Passage was missing; a Block that said the same elsewhere came in."""
    long = text("\n".join(f"Zeile {i} der Anlage mit einigem Text" for i in range(140)), Blockart.TABELLE)
    d = paper(text("Ja."), anlagen=(long, text("Zeile"), TABLE))
    every = [p for p in passages(d) if p.art is Passagenart.ANLAGE]
    piece, rest = every
    assert shown(piece, d, ()) == []
    assert "\n".join(block.text for block in shown(rest, d, ())) == rest.text
    assert all(block.annex for block in shown(rest, d, ()))
    assert shown(rest, d, ())[-1].zellen == TABLE.zellen


def test_what_the_paper_says_otherwise_now_is_not_shown_around_it() -> None:
    d = paper(text("Ja."), text("Vielleicht."))
    found = passage(d, "21/9:1")
    assert shown(found, paper(text("Ja."), text("Niemals.")), ()) == []
    assert shown(found, paper(text("Ja.")), ()) == []
    assert shown(found, None, ()) == []
    assert shown(replace(found, nummern=(nr("7"),)), d, ()) == []
