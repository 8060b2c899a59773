"""What a text tells of its lines: pages, where sentences go on, cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.quelle import Quelle, zeilen

WRAPPED = "In den \nJahren 2023 und \n2024 war das so.\nEnde."


def test_blanks_at_lines_ends_tell_where_a_sentence_goes_on() -> None:
    assert [z.umbruch for z in zeilen(WRAPPED)] == [True, True, False, False]
    assert [z.text for z in zeilen(WRAPPED)] == WRAPPED.split("\n")
    assert [z.umbruch for z in zeilen(WRAPPED.replace("\n", "\r\n"))] == [True, True, False, False]


def test_a_file_with_hardly_any_such_blank_does_not_tell() -> None:
    text = "\n".join(["Das ist eine ganze Zeile."] * 40 + ["Diese auch. "])
    assert {z.umbruch for z in zeilen(text)} == {None}


def test_pages_are_known_where_there_are_form_feeds() -> None:
    assert [z.seite for z in zeilen("eins\n\fzwei\r\ndrei")] == [1, 1, 2, 2]
    assert {z.seite for z in zeilen("eins\nzwei")} == {None}


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("Jahr\tZahl", ("Jahr", "Zahl")),
        ("darunter\t\t", ("darunter", "", "")),
        ("  ", None),
        ("Jahr Zahl", None),
    ],
)
def test_tabs_keep_cells_apart(line: str, cells: tuple[str, ...] | None) -> None:
    (zeile,) = zeilen(line)
    assert (zeile.text, zeile.zellen) == (line, cells)


def test_a_text_of_nothing_is_one_empty_line() -> None:
    assert [(z.text, z.seite, z.umbruch) for z in zeilen("")] == [("", None, None)]


def test_a_quelle_says_nothing_that_it_is_not_told() -> None:
    one, other = (Quelle(Path("a.txt"), "txt", zeilen("eins")) for _ in range(2))
    assert one == other
    assert (one.angaben, one.hinweise, one.stelle, one.vorabfassung) == ({}, (), "", False)
    assert one.angaben is not other.angaben
