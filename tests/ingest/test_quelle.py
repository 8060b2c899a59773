"""What a text file tells of its lines: pages, where sentences go on, cells."""

from __future__ import annotations

import pytest

from ingest.readers.files import zeilen
from ingest.text.lines import split

WRAPPED = "In den \nJahren 2023 und \n2024 war das so.\nEnde."


def test_blanks_at_lines_ends_tell_where_a_sentence_goes_on() -> None:
    assert [z.umbruch for z in zeilen(WRAPPED)] == [True, True, False, False]
    assert [z.text for z in zeilen(WRAPPED)] == WRAPPED.split("\n")
    assert [line.wraps for line in split(zeilen(WRAPPED)).lines] == [True, True, False, False]
    assert [z.umbruch for z in zeilen(WRAPPED.replace("\n", "\r\n"))] == [True, True, False, False]


def test_a_file_with_hardly_any_such_blank_does_not_tell() -> None:
    text = "\n".join(["Das ist eine ganze Zeile."] * 40 + ["Diese auch. "])
    assert {z.umbruch for z in zeilen(text)} == {None}


def test_pages_are_known_where_there_are_form_feeds() -> None:
    assert [z.seite for z in zeilen("eins\n\fzwei\r\ndrei")] == [1, 1, 2, 2]
    assert {z.seite for z in zeilen("eins\nzwei")} == {None}


@pytest.mark.parametrize(
    ("line", "cells", "text"),
    [
        ("Jahr\tZahl", ("Jahr", "Zahl"), "Jahr Zahl"),
        ("darunter\t\t", ("darunter", "", ""), "darunter"),
        ("a\t1\t2\t3\t4\t5\t6\t7", ("a", *"1234567"), "a 1 2 3 4 5 6 7"),
        ("Jahr Zahl", None, "Jahr Zahl"),
        ("V o r b e m e r k u n g", None, "Vorbemerkung"),
    ],
)
def test_tabs_keep_cells_apart(line: str, cells: tuple[str, ...] | None, text: str) -> None:
    (zeile,) = zeilen(line)
    assert zeile.zellen == cells
    (known,) = split([zeile]).lines
    assert (known.zellen, known.text) == (cells, text)


def test_a_line_of_tabs_is_no_row_of_thousands_of_cells() -> None:
    (line,) = split(zeilen("a" + "\t" * 5000 + "b")).lines
    assert (line.zellen, line.text) == (None, "a b")
