"""Why a file cannot be read can be shown, sent and kept, whatever the file is called."""

import os
import pickle

import pytest

from ingest.errors import ParseError, readable, whole


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ({}, "a.pdf: Kaputt."),
        ({"seite": 3}, "a.pdf, Seite 3: Kaputt."),
        ({"seite": 3, "zeile": 7}, "a.pdf, Seite 3, Zeile 7: Kaputt."),
    ],
)
def test_file_place_and_reason_in_one_line(place: dict[str, int], text: str):
    assert str(ParseError("a.pdf", "Kaputt.", **place)) == text


def test_it_comes_from_another_process_as_it_was():
    error = ParseError("a.pdf", "Kaputt.", seite=3, zeile=7)
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, ParseError)
    assert (again.datei, again.grund, again.seite, again.zeile) == ("a.pdf", "Kaputt.", 3, 7)
    assert str(again) == str(error)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_files_name_is_text(encoding: str):
    name = os.fsdecode("Brücken.txt".encode(encoding))
    assert readable(name) == "Brücken.txt"
    assert ParseError(name, "Kaputt.").datei == "Brücken.txt"


@pytest.mark.parametrize("odd", ["\ud800a", "a\udfff", "\x81"])
def test_whatever_a_name_or_reason_holds_it_can_be_sent(odd: str):
    str(ParseError(odd, odd)).encode()
    readable(odd).encode()


def test_halves_of_characters_become_question_marks():
    assert whole("Ni\udc00ts \ud83d") == "Ni?ts ?"
    assert whole("Brücken 😀") == "Brücken 😀"
