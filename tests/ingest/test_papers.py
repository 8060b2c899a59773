"""Finding files, and understanding the papers in them, or saying why not."""

import json
import os
import sys

import pytest

from ingest.model import ParseError
from ingest.paper_json import as_json
from ingest.papers import find, load

TEXT = "Antwort\nder Bundesregierung\nauf die Kleine Anfrage der Fraktion der AfD\n– Drucksache 21/8 –\nTitel\n"
TEXT += "1. Was kostet das?\nNichts.\n2. Warum?\nDarum.\n"


def test_find_takes_papers_and_leaves_the_rest(tmp_path):
    for name in ("b.txt", "a.PDF", "SOURCES.toml", "bild.png", "unter/c.json", ".git/d.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x", encoding="utf-8")
    found = find([tmp_path, tmp_path / "b.txt"])
    assert [f.name for f in found] == ["a.PDF", "b.txt", "c.json"]


def test_a_paper_without_any_number_is_refused(tmp_path):
    file = tmp_path / "antwort.txt"
    file.write_text(TEXT, encoding="utf-8")
    with pytest.raises(ParseError, match="Nummer der Drucksache"):
        load(file)


@pytest.mark.skipif(sys.platform != "linux", reason="andere Systeme haben keine solchen Namen")
def test_a_file_name_of_an_old_system_can_be_printed_and_kept(tmp_path):
    from rag.index.store import Store

    file = tmp_path / os.fsdecode("Brücken 21-00007.txt".encode("latin-1"))
    file.write_text(TEXT, encoding="utf-8")
    paper = load(file)
    assert paper.datei == "Brücken 21-00007.txt"
    assert "Brücken" in json.dumps(as_json(paper), ensure_ascii=False).encode().decode()
    store = Store(tmp_path / "store.sqlite")
    store.put(paper, (), (), ())
    assert store.record("21/7") == paper
    store.close()
    file.write_text("kurz", encoding="utf-8")
    with pytest.raises(ParseError, match=r"^Brücken 21-00007\.txt: ") as refused:
        load(file)
    str(refused.value).encode()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows kennt keine solchen Dateien")
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "rohr.txt")
    with pytest.raises(ParseError, match="keine gewöhnliche Datei"):
        load(tmp_path / "rohr.txt")


@pytest.mark.parametrize("number", ["abc", "21", "", "21/1/2", "99999/1"])
def test_what_dip_calls_a_number_counts_only_if_it_is_one(tmp_path, number):
    file = tmp_path / "21-00009.json"
    file.write_text(json.dumps({"dokumentnummer": number, "text": TEXT}), encoding="utf-8")
    assert load(file).nummer == "21/9"


def test_halves_of_characters_become_question_marks(tmp_path):
    file = tmp_path / "21-00009.json"
    text = json.dumps({"titel": "A \ud800", "text": TEXT.replace("Nichts", "Ni\udc00ts")})
    file.write_text(text, encoding="utf-8")
    assert load(file).antworten[0].text == "Ni?ts."


def test_a_broken_anfrage_is_no_reason_to_refuse_its_answer(tmp_path, monkeypatch):
    file = tmp_path / "21-00009.txt"
    file.write_text(TEXT, encoding="utf-8")
    (tmp_path / "21-00008.txt").write_text("x", encoding="utf-8")
    monkeypatch.setattr("ingest.papers.confirm", lambda *_: 1 / 0)
    assert load(file).bestaetigt is None


def test_dip_json_is_read_by_its_content(tmp_path):
    file = tmp_path / "download"
    data = {"dokumentnummer": "21/9", "titel": "T", "datum": "2025-06-03", "text": TEXT, "autoren": []}
    file.write_text(json.dumps(data), encoding="utf-8")
    found = load(file)
    assert (found.nummer, found.bezug, str(found.datum)) == ("21/9", "21/8", "2025-06-03")
    assert [str(f.nummer) for f in found.fragen] == ["1", "2"]


def test_markdown_marks_are_no_text(tmp_path):
    file = tmp_path / "21-00009.md"
    file.write_text(TEXT.replace("1. Was", "**1.** Was").replace("2. Warum", "- 2. Warum"), encoding="utf-8")
    assert [f.text for f in load(file).fragen] == ["Was kostet das?", "Warum?"]
