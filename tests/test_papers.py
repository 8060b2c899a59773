"""Finding files, reading them by content, and the number that SOURCES.toml gives."""

import json

import pytest

from ingest.model import ParseError
from ingest.papers import find, load
from ingest.read import read

TEXT = "Antwort\nder Bundesregierung\nauf die Kleine Anfrage der Fraktion der AfD\n– Drucksache 21/8 –\nTitel\n"
TEXT += "1. Was kostet das?\nNichts.\n2. Warum?\nDarum.\n"


def test_find_takes_papers_and_leaves_the_rest(tmp_path):
    for name in ("b.txt", "a.PDF", "SOURCES.toml", "bild.png", "unter/c.json", ".git/d.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x", encoding="utf-8")
    found = find([tmp_path, tmp_path / "b.txt"])
    assert [f.name for f in found] == ["a.PDF", "b.txt", "c.json"]


def test_a_number_comes_from_the_text_then_sources_then_the_name(tmp_path):
    file = tmp_path / "21-00007.txt"
    file.write_text("Deutscher Bundestag Drucksache 21/5\n" + TEXT, encoding="utf-8")
    (tmp_path / "SOURCES.toml").write_text('["21-00007.txt"]\nnummer = "21/6"\n', encoding="utf-8")
    assert load(file).nummer == "21/5"
    file.write_text(TEXT, encoding="utf-8")
    assert load(file).nummer == "21/6"
    (tmp_path / "SOURCES.toml").unlink()
    assert load(file).nummer == "21/7"


def test_a_paper_without_any_number_is_refused(tmp_path):
    file = tmp_path / "antwort.txt"
    file.write_text(TEXT, encoding="utf-8")
    with pytest.raises(ParseError, match="Nummer der Drucksache"):
        load(file)


def test_dip_json_is_read_by_its_content(tmp_path):
    file = tmp_path / "download"
    data = {"dokumentnummer": "21/9", "titel": "T", "datum": "2025-06-03", "text": TEXT, "autoren": []}
    file.write_text(json.dumps(data), encoding="utf-8")
    found = load(file)
    assert (found.nummer, found.bezug, str(found.datum)) == ("21/9", "21/8", "2025-06-03")
    assert [str(f.nummer) for f in found.fragen] == ["1", "2"]


def test_form_feeds_are_pages(tmp_path):
    file = tmp_path / "x.txt"
    file.write_text("eins\n\fzwei\n", encoding="utf-8")
    assert [(z.text, z.seite) for z in read(file).zeilen if z.text] == [("eins", 1), ("zwei", 2)]


def test_markdown_marks_are_no_text(tmp_path):
    file = tmp_path / "21-00009.md"
    file.write_text(TEXT.replace("1. Was", "**1.** Was").replace("2. Warum", "- 2. Warum"), encoding="utf-8")
    assert [f.text for f in load(file).fragen] == ["Was kostet das?", "Warum?"]
