"""Word files: paragraphs, tables as cells, the numbers of lists that stand nowhere in the text."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement

from ingest.model import Blockart
from ingest.paper_json import as_json
from ingest.papers import find, load
from ingest.readers.files import read
from tests.support.wordlists import a_list, numbered

KOPF = (
    "Deutscher Bundestag Drucksache 21/700",
    "21. Wahlperiode 05.09.2025",
    "Antwort",
    "der Bundesregierung",
    "auf die Kleine Anfrage der Abgeordneten Anna Beispiel und der Fraktion der SPD",
    "– Drucksache 21/600 –",
    "Prüfung von Brücken",
)


@pytest.fixture
def datei(tmp_path: Path) -> Path:
    """A paper with a list of Word's, a table, and a line break inside a paragraph."""
    document = docx.Document()
    for zeile in KOPF:
        document.add_paragraph(zeile)
    fragen = a_list(document)
    numbered(document.add_paragraph("Wie viele Brücken wurden geprüft?"), fragen)
    document.add_paragraph("Die Angaben stehen in der Tabelle.")
    tabelle = document.add_table(3, 3)
    for reihe, werte in zip(
        tabelle.rows, (("Land", "2020", ""), ("Bayern", "12", "14"), ("Berlin", "3", "2")), strict=True
    ):
        for zelle, wert in zip(reihe.cells, werte, strict=True):
            zelle.text = wert
    tabelle.cell(0, 1).merge(tabelle.cell(0, 2))
    numbered(document.add_paragraph("Welche Folgerungen"), fragen)
    numbered(document.add_paragraph("zieht die Bundesregierung,"), fragen, 1)
    numbered(document.add_paragraph("ziehen die Länder?"), fragen, 1)
    document.add_paragraph("Keine.").add_run().add_break()
    numbered(document.add_paragraph("Welche Kosten entstanden?"), fragen)
    document.add_paragraph("3 000 Euro.")
    document.save(tmp_path / "antwort.docx")
    return tmp_path / "antwort.docx"


def test_a_paper_with_lists_and_a_table(datei: Path):
    paper = load(datei)
    assert (paper.nummer, paper.titel, paper.bezug) == ("21/700", "Prüfung von Brücken", "21/600")
    fragen = [(f["nr"], f["frage"], f["gruppe"], f["antwort"]) for f in as_json(paper)["fragen"]]
    assert [nr for nr, *_ in fragen] == ["1", "2", "2a", "2b", "3"]
    assert fragen[1][1:3] == ("Welche Folgerungen", ["2", "2a", "2b"])
    assert fragen[4][1:] == ("Welche Kosten entstanden?", ["3"], "3 000 Euro.")
    tabelle = next(b for b in paper.antworten[0].bloecke if b.art is Blockart.TABELLE)
    assert tabelle.zellen == (("Land", "2020", ""), ("Bayern", "12", "14"), ("Berlin", "3", "2"))


def test_word_files_are_found_in_folders(datei: Path):
    assert find([datei.parent]) == [datei]


def test_a_table_of_one_cell_only_frames_text(tmp_path: Path):
    document = docx.Document()
    zelle = document.add_table(1, 1).cell(0, 0)
    zelle.text = KOPF[0]
    zelle.add_paragraph(KOPF[1])
    document.save(tmp_path / "a.docx")
    assert [z.text for z in read(tmp_path / "a.docx").zeilen if z.text] == list(KOPF[:2])


def test_what_was_deleted_is_no_text_and_footnotes_are_told(tmp_path: Path):
    document = docx.Document()
    absatz = document.add_paragraph("Es wurden 12 Brücken geprüft.")
    for name, inhalt in (("w:del", "alt"), ("w:ins", " Neu.")):
        rahmen, lauf, text = OxmlElement(name), OxmlElement("w:r"), OxmlElement("w:t")
        text.text = inhalt
        lauf.append(text)
        rahmen.append(lauf)
        absatz._p.append(rahmen)
    lauf = OxmlElement("w:r")
    lauf.append(OxmlElement("w:footnoteReference"))
    absatz._p.append(lauf)
    document.save(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx", "a") as teile:
        teile.writestr("word/footnotes.xml", "<x/>")
    quelle = read(tmp_path / "a.docx")
    assert [z.text for z in quelle.zeilen] == ["Es wurden 12 Brücken geprüft. Neu."]
    assert "Fußnoten" in quelle.hinweise[0]
