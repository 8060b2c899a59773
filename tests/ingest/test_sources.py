"""Numbers that do not stand in a paper's text: SOURCES.toml beside it, the name of its file."""

from pathlib import Path

import pytest

from ingest.model import ParseError
from ingest.papers import load
from ingest.sources import file_stems, named_number, number_in_name, number_of

TEXT = "Antwort\nder Bundesregierung\nauf die Kleine Anfrage der Fraktion der AfD\n– Drucksache 21/8 –\nTitel\n"
TEXT += "1. Was kostet das?\nNichts.\n2. Warum?\nDarum.\n"


@pytest.mark.parametrize(
    ("name", "nummer"),
    [
        ("20-11166.txt", "20/11166"),
        ("21-00007.pdf", "21/7"),
        ("antwort_21_184_neu.docx", "21/184"),
        ("2024-05-12.txt", None),  # a date was read as 05/12
        ("Antwort 12-05-2024.txt", None),
        ("21-00007-2.pdf", "21/7"),
        ("21-123456.txt", None),
        ("antwort.txt", None),
    ],
)
def test_the_number_in_a_name(name: str, nummer: str | None):
    assert number_in_name(Path(name)) == nummer


def test_without_sources_or_entry_there_is_no_number(tmp_path: Path):
    assert number_of(tmp_path / "a.txt") is None
    (tmp_path / "SOURCES.toml").write_text('["b.txt"]\nnummer = "21/6"\n', encoding="utf-8")
    assert number_of(tmp_path / "a.txt") is None
    assert number_of(tmp_path / "b.txt") == "21/6"
    assert number_of(tmp_path / "b.txt" / "c.txt") is None


def test_a_number_comes_from_the_text_then_sources_then_the_name(tmp_path):
    file = tmp_path / "21-00007.txt"
    file.write_text("Deutscher Bundestag Drucksache 21/5\n" + TEXT, encoding="utf-8")
    (tmp_path / "SOURCES.toml").write_text('["21-00007.txt"]\nnummer = "21/6"\n', encoding="utf-8")
    assert load(file).nummer == "21/5"
    file.write_text(TEXT, encoding="utf-8")
    assert load(file).nummer == "21/6"
    (tmp_path / "SOURCES.toml").unlink()
    assert load(file).nummer == "21/7"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('nummer = "abc"', "in SOURCES.toml steht keine richtige: 'abc'"),
        ("nummer = 5", "in SOURCES.toml steht keine richtige: 5"),
        ("nummer = 9" + "9" * 5000, "SOURCES.toml lässt sich nicht lesen"),
        ("nummer = [[[" * 2000, "SOURCES.toml lässt sich nicht lesen"),
        ("nummer 21/6", r"SOURCES.toml lässt sich nicht lesen \(Zeile 2\)"),
    ],
)
def test_an_odd_sources_file_is_named_where_its_number_is_needed(tmp_path, line, says):
    file, other = tmp_path / "21-00007.txt", tmp_path / "21-00005.txt"
    file.write_text(TEXT, encoding="utf-8")
    other.write_text("Deutscher Bundestag Drucksache 21/5\n" + TEXT, encoding="utf-8")
    (tmp_path / "SOURCES.toml").write_text(f'["21-00007.txt"]\n{line}\n', encoding="utf-8")
    with pytest.raises(ParseError, match=r"21-00007\.txt: .*" + says):
        load(file)
    assert load(other).nummer == "21/5"  # it prints its number itself


@pytest.mark.parametrize(
    ("name", "number"),
    [("20-00018.txt", "20/18"), ("2000018.pdf", "20/18"), ("antwort.pdf", None), ("9900018.pdf", None)],
)
def test_a_name_tells_the_number_as_we_and_as_the_bundestag_write_it(name: str, number: str | None):
    assert named_number(Path(name)) == number


def test_a_number_and_the_names_of_its_files_say_the_same():
    assert file_stems("20/18") == ("20-00018", "2000018")
    assert [named_number(Path(f"{stem}.pdf")) for stem in file_stems("20/18")] == ["20/18", "20/18"]
