"""Files are read as their content says, whatever they are called; what is none of the kinds that are read is named."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from ingest.model import ParseError, Quelle
from ingest.papers import load
from ingest.readers.files import read, read_all


def written(folder: Path, content: bytes | str, name: str = "a.txt") -> Path:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / name


@pytest.mark.parametrize(
    ("name", "content", "art"),
    [
        ("a.md", "# Antwort", "md"),
        ("a", "Antwort", "txt"),
        ("a.pdf", "Antwort", "txt"),
        ("a.txt", '{"text": "Antwort"}', "dip"),
        ("a.txt", '[{"text": "Antwort"}]', "dip"),
        ("a.txt", "[1] Antwort", "txt"),  # a note, no JSON
        ("a.json", "\ufeff" + '{"text": "Antwort"}', "dip"),
    ],
)
def test_the_content_counts(tmp_path: Path, name: str, content: str, art: str):
    assert read(written(tmp_path, content, name)).art == art


def test_form_feeds_are_pages(tmp_path: Path):
    quelle = read(written(tmp_path, "eins\n\fzwei\n"))
    assert [(z.text, z.seite) for z in quelle.zeilen if z.text] == [("eins", 1), ("zwei", 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_of_old_windows_editors(tmp_path: Path, encoding: str):
    quelle = read(written(tmp_path, "Prüfung\r\nvon Brücken – und".encode(encoding)))
    assert [z.text for z in quelle.zeilen] == ["Prüfung", "von Brücken – und"]


def test_several_papers_are_read_by_read_all_alone(tmp_path: Path):
    records = [{"text": "eins"}, {"dokumentnummer": "21/7"}, {"text": "a" * 10_001}]
    datei = written(tmp_path, json.dumps(records))
    with pytest.raises(ParseError, match="enthält 3 Papiere"):
        read(datei)
    one, *others = read_all(datei)
    assert isinstance(one, Quelle)
    assert [z.text for z in one.zeilen] == ["eins"]
    assert [isinstance(other, ParseError) and other.grund[:10] for other in others] == ["Eintrag 2 ", "Eintrag 3:"]


def test_a_word_that_no_paper_has_is_named_with_its_line(tmp_path: Path):
    assert read(written(tmp_path, "Antwort\n" + "a" * 10_000)).zeilen[1].text == "a" * 10_000
    with pytest.raises(ParseError, match=r"a\.txt, Zeile 2: Hier steht ein Wort mit 10001 Zeichen"):
        read(written(tmp_path, "Antwort\n" + "a" * 10_001))


def packed(*names: str, size: int = 0) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as teile:
        for name in names:
            teile.writestr(name, b"\0" * size)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xlsx", packed("xl/workbook.xml"), "Excel"),
        ("a.pptx", packed("ppt/presentation.xml"), "PowerPoint"),
        ("a.odt", packed("content.xml"), "OpenDocument"),
        ("a.zip", packed("a.txt"), "ZIP"),
        ("a.docx", packed("word/document.xml"), "Word-Datei ist beschädigt"),
        ("a.docx", packed("word/document.xml", size=200_000_000), "entpackt 200 MB"),
        ("a.docx", packed("word/document.xml")[:40], "beschädigt oder abgeschnitten"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"alten Formats \(.doc"),
        ("a.rtf", b"{\\rtf1 Antwort der Bundesregierung}", "RTF"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 600, "Bild"),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else None,  # a container's bytes name the time
)
def test_other_kinds_are_named(tmp_path: Path, name: str, content: bytes, says: str):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ParseError, match=says) as refused:
        load(tmp_path / name)
    assert ".docx" in refused.value.grund or "Word" in refused.value.grund  # what to do instead
