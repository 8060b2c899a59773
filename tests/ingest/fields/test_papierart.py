"""Every paper of the corpus is told by its kind."""

from pathlib import Path

import pytest

from ingest.fields.papierart import art_of
from ingest.model import Papierart
from ingest.papers import find
from ingest.readers.files import read


@pytest.mark.parametrize(
    ("folder", "art", "step"),
    [
        ("antworten", Papierart.ANTWORT, 8),
        ("saatgut", Papierart.ANTWORT, 1),
        ("schriftliche-fragen", Papierart.SCHRIFTLICHE_FRAGEN, 4),
        ("kleine-anfragen", Papierart.KLEINE_ANFRAGE, 8),
        ("grosse-anfragen", Papierart.GROSSE_ANFRAGE, 1),
    ],
)
def test_the_kind_of_real_papers(shared: Path, folder: str, art: Papierart, step: int):
    files = find([shared / "corpus" / folder])[::step]
    assert files
    assert {art_of(read(f)) for f in files} == {art}


def test_an_answer_set_in_one_line_is_one(tmp_path: Path):
    datei = tmp_path / "a.md"
    datei.write_text("# Antwort der Bundesregierung auf die Kleine Anfrage der Fraktion der SPD\n", encoding="utf-8")
    assert art_of(read(datei)) is Papierart.ANTWORT


def test_the_word_antwort_alone_names_no_kind(tmp_path: Path):
    datei = tmp_path / "brief.txt"
    datei.write_text("Antwort\nvon Herrn Muster an Frau Beispiel\n", encoding="utf-8")
    assert art_of(read(datei)) is None
