"""The PDF of a paper and its text beside it are one paper: the text's words, the PDF's pages and cells."""

import json
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.model import Antwort, Block, Blockart, Drucksache, Frage, Fragenummer, Seiten, Seitenmarke, Status
from ingest.papers import find, load
from ingest.twin import merged, text_beside
from rag.index.index import Index
from tests.support.fakes import FakeEmbedder

KOPF = (
    "Deutscher Bundestag Drucksache 20/18",
    "20. Wahlperiode 03.03.2022",
    "Antwort",
    "der Bundesregierung",
    "auf die Kleine Anfrage der Fraktion der AfD",
    "– Drucksache 20/8 –",
    "Prüfung von Brücken",
)
ERSTE, ZWEITE = ("1. Wie viele Brücken wurden geprüft?", "Es wurden 12 Brücken geprüft."), ("2. Warum?", "Darum.")


def as_pdf(folder: Path, *seiten: tuple[str, ...]) -> Path:
    blatt = Canvas(str(folder / "20-00018.pdf"))
    for zeilen in seiten:
        for n, zeile in enumerate(zeilen):
            blatt.setFont("Times-Roman", 9.6 if zeile[:1].isdigit() else 10.7)
            blatt.drawString(80, 780 - 30 * n, zeile)
        blatt.showPage()
    blatt.save()
    return folder / "20-00018.pdf"


def as_dip(folder: Path, *zeilen: str, name: str = "20-00018.json") -> Path:
    record = {"dokumentnummer": "20/18", "drucksachetyp": "Antwort", "titel": "Brücken", "pdf_hash": "0" * 32}
    (folder / name).write_text(json.dumps(record | {"text": "\n".join((*KOPF, *zeilen))}), encoding="utf-8")
    return folder / name


def test_both_are_one_paper(tmp_path: Path):
    pdf = as_pdf(tmp_path, (*KOPF, *ERSTE), ("2. Warum?", "Da rum."))
    as_dip(tmp_path, *ERSTE, *ZWEITE)
    assert find([tmp_path]) == [pdf]
    paper = load(pdf)
    assert (paper.datei, paper.titel, paper.pdf_hash) == (pdf.name, "Brücken", "0" * 32)
    assert paper.antworten[1].text == "Darum."
    assert [f.seiten for f in paper.fragen] == [Seiten(1, 1), Seiten(2, 2)]
    assert [a.seiten for a in paper.antworten] == [Seiten(1, 1), Seiten(2, 2)]


def test_where_they_number_otherwise_the_text_is_shown_and_that_is_told(tmp_path: Path):
    pdf = as_pdf(tmp_path, (*KOPF, *ERSTE))
    as_dip(tmp_path, *ERSTE, *ZWEITE)
    paper = load(pdf)
    assert [str(f.nummer) for f in paper.fragen] == ["1", "2"]
    assert "verschiedene Fragen" in paper.hinweise[0]
    assert [a.seiten for a in paper.antworten] == [Seiten(1, 1), None]


def test_a_text_of_another_paper_is_told_and_left_alone(tmp_path: Path):
    pdf = as_pdf(tmp_path, (*KOPF, *ERSTE))
    (tmp_path / "20-00018.txt").write_text("Ein Vermerk.", encoding="utf-8")
    paper = load(pdf)
    assert (paper.titel, paper.pdf_hash) == ("Prüfung von Brücken", None)
    assert "20-00018.txt" in paper.hinweise[-1]


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("20-00018.json", True),
        ("2000018.txt", True),
        ("20-00019.json", False),
        ("20-00018.pdf", False),
        ("x.json", False),
    ],
)
def test_which_file_is_the_same_paper(tmp_path: Path, name: str, beside: bool):
    pdf, other = tmp_path / "2000018.pdf", tmp_path / name
    assert text_beside(pdf, {pdf, other}) == (other if beside else None)


def paper(text: str, *, marken: tuple[Seitenmarke, ...] = (), tabelle: str = "") -> Drucksache:
    nummer = Fragenummer(1)
    zellen = (("Land", tabelle),)
    blocks = (Block(Blockart.TEXT, text, marken=marken), Block(Blockart.TABELLE, f"Land {tabelle}", zellen=zellen))
    antwort = Antwort((nummer,), blocks if tabelle else blocks[:1], Status.BEANTWORTET)
    return Drucksache("20/18", "a", fragen=(Frage(nummer, "Warum?"),), antworten=(antwort,))


def test_words_pages_and_cells():
    pdf = paper("(Die so- wie so geprüften Brü cken)", marken=(Seitenmarke(0, 1), Seitenmarke(26, 2)), tabelle="12")
    found = merged(pdf, paper("(Die sowieso geprüften Brücken)\nLand 12")).antworten[0].bloecke
    assert found[0].text == "(Die sowieso geprüften Brücken)"
    assert [(m.start, m.seite) for m in found[0].marken] == [(0, 1), (23, 2)]
    assert found[1].zellen == (("Land", "12"),)


def test_other_words_stay_the_pdfs():
    assert merged(paper("Es waren 13."), paper("Es waren 12.")).antworten[0].text == "Es waren 13."


def test_the_index_has_it_once_and_reads_it_anew_when_the_text_changes(tmp_path: Path):
    folder = tmp_path / "papiere"
    folder.mkdir()
    dip = as_dip(folder, *ERSTE)
    with Index(tmp_path / "index", FakeEmbedder()) as index:
        assert index.update([folder]).read == ("20/18",)
        pdf = as_pdf(folder, (*KOPF, *ERSTE))
        report = index.update([folder])
        assert (report.read, report.refused, report.removed) == (("20/18",), (), ())
        assert list(index.store.files()) == [str(pdf)]
        assert index.update([folder]).read == ()
        dip.write_text(dip.read_text(encoding="utf-8").replace('"Br', '"Alle Br'), encoding="utf-8")
        assert index.update([folder]).read == ("20/18",)
        record = index.store.record("20/18")
        assert record is not None
        assert record.titel == "Alle Brücken"
