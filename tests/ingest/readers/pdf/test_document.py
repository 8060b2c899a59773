"""PDFs set as the Bundestag does are read like the text: pages, sizes, words divided, notes, footnotes, tables."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.model import Fragenummer, Seiten
from ingest.papers import load
from ingest.passages import passages
from ingest.readers.pdf.document import read_pdf
from tests.support.setzer import SCHRIFTEN, Absatz, Rolle, Setzer
from tests.support.vergleich import glatt, papiere, vergleiche

SATZ = "Die Bundesregierung fördert Grenzübergangsstellen und Bundesfernstraßen im Rahmen der Haushaltsmittel. "
VERMERK = [
    "Die Antwort wurde namens der Bundesregierung mit Schreiben des Bundesministeriums für Verkehr",
    "vom 2. Juni 2025 übermittelt.",
    "Die Drucksache enthält zusätzlich – in kleinerer Schrifttype – den Fragetext.",
]
KOPF = [
    Absatz(Rolle.KOPF, "Deutscher Bundestag", rechts="Drucksache 21/999"),
    Absatz(Rolle.KOPF, "21. Wahlperiode", rechts="03.06.2025"),
    Absatz(Rolle.KOPF, "Antwort"),
    Absatz(Rolle.KOPF, "der Bundesregierung"),
    Absatz(Rolle.KOPF, "auf die Kleine Anfrage der Abgeordneten Erika Muster und der Fraktion der SPD"),
    Absatz(Rolle.KOPF, "– Drucksache 21/888 –"),
    Absatz(Rolle.TITEL, "Ausbau der Brücken"),
    Absatz(Rolle.SPERRSATZ, "V o r b e m e r k u n g  d e r  F r a g e s t e l l e r"),
]


def frage(nummer: int, text: str) -> Absatz:
    return Absatz(Rolle.FRAGE, f"{nummer}. {text}")


@pytest.fixture
def papier(tmp_path: Path) -> Path:
    """Two and a half pages; the page's end cuts a sentence of the answer to Frage 1, which has a footnote."""
    absaetze = [
        *KOPF,
        Absatz(Rolle.TEXT, "Brücken sind wichtig. " * 10),
        frage(1, "Wie viele Brücken gibt es?"),
        Absatz(Rolle.TEXT, SATZ * 40, fussnote="* Von einer Drucklegung der Anlage wird abgesehen."),
        frage(2, "Wie viele davon sind gesperrt, und seit wann sind sie das?"),
        frage(3, "Und welche?"),
        Absatz(Rolle.TEXT, "Die Fragen 2 und 3 werden gemeinsam beantwortet."),
        Absatz(Rolle.TEXT, "Keine."),
    ]
    setzer = Setzer(tmp_path / "21-00999.pdf", "21/999", schrift=SCHRIFTEN[-1])
    return setzer.setze(absaetze, VERMERK).pfad


def test_lines_know_page_and_size(papier: Path):
    zeilen = read_pdf(papier).zeilen
    sizes = {z.text.strip(): z.groesse for z in zeilen}
    assert sizes["1. Wie viele Brücken gibt es?"] == 9.6
    assert sizes["Keine."] == 10.7
    assert {z.seite for z in zeilen} == {1, 2}


def test_running_heads_are_gone(papier: Path):
    text = "\n".join(z.text for z in read_pdf(papier).zeilen)
    assert "– 2 –" not in text
    assert text.count("Drucksache 21/999") == 1  # the Kopf


def test_the_paper_is_understood_with_pages(papier: Path):
    d = load(papier)
    assert (d.nummer, d.bezug, d.titel, d.ressort) == (
        "21/999",
        "21/888",
        "Ausbau der Brücken",
        "Bundesministerium für Verkehr",
    )
    assert [a.nummern for a in d.antworten] == [(Fragenummer(1),), (Fragenummer(2), Fragenummer(3))]
    assert [v.sprecher.value for v in d.vorbemerkungen] == ["fragesteller"]
    assert d.antworten[0].seiten == Seiten(1, 2)
    assert d.antworten[1].seiten == Seiten(2, 2)


def test_words_divided_at_line_ends_are_whole_and_the_note_cuts_no_sentence(papier: Path):
    antwort = load(papier).antworten[0]
    assert antwort.text.startswith((SATZ * 40).strip())


def test_a_footnote_that_a_page_s_end_puts_among_fragen_answers_none(tmp_path: Path):
    note = "* Von einer Drucklegung der Anlage wird abgesehen."
    absaetze = [
        *KOPF,
        frage(1, "Wie viele Brücken gibt es?"),
        Absatz(Rolle.TEXT, "Die Zahl steht in der Anlage*.", fussnote=note),
        *(frage(n, "Wie viele davon sind gesperrt, und seit wann sind sie das?") for n in range(2, 50)),
        Absatz(Rolle.TEXT, "Die Fragen 2 bis 49 werden gemeinsam beantwortet."),
        Absatz(Rolle.TEXT, "Keine."),
    ]
    pfad = Setzer(tmp_path / "21-00999.pdf", "21/999", schrift=SCHRIFTEN[-1]).setze(absaetze, VERMERK).pfad
    texts = [z.text.strip() for z in read_pdf(pfad).zeilen]
    assert texts[texts.index(note) + 1].split(". ")[0].isdigit()
    first, second = load(pfad).antworten
    assert [b.text for b in first.bloecke] == ["Die Zahl steht in der Anlage*.", note]
    assert second.nummern == tuple(Fragenummer(n) for n in range(2, 50))
    assert note not in second.text


def test_a_footnote_stands_after_the_paragraph_that_the_page_cuts(papier: Path):
    texts = [z.text.strip() for z in read_pdf(papier).zeilen]
    foot = texts.index(VERMERK[0])
    assert texts[foot - 1].endswith("Haushaltsmittel.")
    assert texts[foot + len(VERMERK)] == "* Von einer Drucklegung der Anlage wird abgesehen."
    assert texts[foot + len(VERMERK) + 1].startswith("2. Wie viele davon")


def test_plain_hyphens_are_undone_by_the_papers_own_words(tmp_path: Path):
    setzer = Setzer(tmp_path / "21-00998.pdf", "21/998", schrift=SCHRIFTEN[-1], hart=True)
    worte = "sozial-ökologische Bundesfernstraßen und EU-weite Grenzübergangsstellen sowie Vor- und Nachteile "
    setzer.setze([Absatz(Rolle.TEXT, worte * 12)])
    text = " ".join(z.text.strip() for z in read_pdf(setzer.pfad).zeilen)
    assert glatt(text) == glatt(worte * 12)


def test_a_ruled_table_over_two_pages_is_one_table_with_its_cells(tmp_path: Path):
    zellen = [["Jahr", "Brücken", "gesperrt"], *([str(2000 + n), f"{n} Brücken", str(n // 3)] for n in range(60))]
    kopf = Absatz(Rolle.TEXT, "Antwort der Bundesregierung")
    absaetze = [kopf, Absatz(Rolle.TEXT, SATZ * 8), Absatz(Rolle.TABELLE, "", zellen=zellen), Absatz(Rolle.TEXT, SATZ)]
    satz = Setzer(tmp_path / "t.pdf", "21/997", schrift=SCHRIFTEN[-1]).setze(absaetze)
    quelle = read_pdf(satz.pfad)
    assert satz.seiten == 2
    rows = [n for n, zeile in enumerate(quelle.zeilen) if zeile.zellen]
    assert [list(quelle.zeilen[n].zellen or ()) for n in rows] == zellen
    assert quelle.zeilen[rows[1]].text == "2000 0 Brücken 0"
    assert [n for n in rows if quelle.zeilen[n].tabellenkopf] == rows[:1]  # page 2 prints it again
    assert rows == list(range(rows[0], rows[0] + len(zellen)))
    assert quelle.zeilen[rows[-1] + 1].text.startswith("Die Bundesregierung fördert")


def test_the_cells_of_a_ruled_table_reach_the_answer(tmp_path: Path):
    zellen = [["Jahr", "Brücken"], ["2023", "17"], ["2024", "18 davon neu"]]
    absaetze = [
        *KOPF[:-1],
        frage(1, "Wie viele Brücken gibt es?"),
        Absatz(Rolle.TEXT, "Die Zahlen stehen in der Tabelle."),
        Absatz(Rolle.TABELLE, "", zellen=zellen),
        Absatz(Rolle.TEXT, SATZ),
    ]
    pfad = Setzer(tmp_path / "21-00999.pdf", "21/999", schrift=SCHRIFTEN[-1]).setze(absaetze).pfad
    paper = load(pfad)
    bloecke = paper.antworten[0].bloecke
    assert [b.art.value for b in bloecke] == ["text", "tabelle", "text"]
    assert bloecke[1].zellen == tuple(map(tuple, zellen))
    assert bloecke[1].text.splitlines()[2] == "2024 18 davon neu"
    assert (bloecke[1].anfaenge, bloecke[1].koepfe) == ((0,), ())
    (passage,) = (p for p in passages(paper) if p.nummern)
    table = passage.bloecke[1].tabelle
    assert table is not None
    assert [[passage.text[a:b] for a, b in row.zellen] for row in table.zeilen] == zellen


def test_empty_cells_and_rows_of_single_characters_stay_what_they_are(tmp_path: Path):
    """Cells at a line's end were cut off with the blanks; a row of figures was closed up like letter-spacing."""
    zellen = [["Land", *"abcdefgh"], ["Bayern", *[""] * 8], ["X", *"12345678"]]
    absaetze = [*KOPF[:-1], frage(1, "Wie viele Brücken gibt es?"), Absatz(Rolle.TABELLE, "", zellen=zellen)]
    pfad = Setzer(tmp_path / "21-00999.pdf", "21/999", schrift=SCHRIFTEN[-1]).setze(absaetze).pfad
    (block,) = load(pfad).antworten[0].bloecke
    assert block.zellen == tuple(map(tuple, zellen))
    assert block.text.splitlines() == ["Land a b c d e f g h", "Bayern", "X 1 2 3 4 5 6 7 8"]


def test_a_sentence_right_above_a_table_is_none_of_its_rows(tmp_path: Path):
    zellen = [["Jahr", "Brücken"], ["2023", "17"]]
    absaetze = [
        *KOPF[:-1],
        frage(1, "Wie viele?"),
        Absatz(Rolle.TEXT, SATZ * 3),
        Absatz(Rolle.TABELLE, "", zellen=zellen),
    ]
    pfad = Setzer(tmp_path / "21-00999.pdf", "21/999", schrift=SCHRIFTEN[-1]).setze(absaetze).pfad
    bloecke = load(pfad).antworten[0].bloecke
    assert [(b.art.value, b.zellen) for b in bloecke] == [("text", ()), ("tabelle", tuple(map(tuple, zellen)))]
    assert bloecke[0].text == (SATZ * 3).strip()


def test_a_draft_says_so_up_its_margin(tmp_path: Path):
    blatt = Canvas(str(tmp_path / "v.pdf"), pagesize=A4)
    blatt.drawString(80, 700, "Deutscher Bundestag Drucksache 21/996 und einiges mehr")
    blatt.rotate(90)
    blatt.drawString(100, -30, "Vorabfassung - wird durch die lektorierte Version ersetzt.")
    blatt.save()
    quelle = read_pdf(tmp_path / "v.pdf")
    assert [z.text for z in quelle.zeilen] == ["Deutscher Bundestag Drucksache 21/996 und einiges mehr"]
    assert quelle.vorabfassung


def test_a_paper_that_is_no_draft_does_not_say_so(papier: Path):
    assert not load(papier).vorabfassung


@pytest.mark.parametrize("hart", [False, True])
@pytest.mark.parametrize("index", range(3))
def test_a_real_paper_set_as_pdf_parses_like_its_text(shared: Path, tmp_path: Path, index: int, hart: bool):
    result = vergleiche(papiere(shared, 30)[index], tmp_path, shared, hart=hart, schrift=SCHRIFTEN[-1])
    assert result.faults == []
    assert result.seiten > 1
    assert result.fragen > 0


@pytest.mark.parametrize(("size", "rise"), [(7, 3.5), (6, 5.5)])
def test_a_raised_footnote_mark_cuts_no_line(tmp_path: Path, size: float, rise: float):
    blatt = Canvas(str(tmp_path / "f.pdf"), pagesize=A4)
    for n in range(3):
        line = blatt.beginText(80, 700 - 13 * n)
        for text, points, up in (
            ("Die Zahl ist gestiegen.", 10.7, 0),
            ("1", size, rise),
            (" Sie steigt und ", 10.7, 0),
        ):
            line.setFont("Times-Roman", points)
            line.setRise(up)
            line.textOut(text)
        blatt.drawText(line)
    blatt.save()
    zeilen = read_pdf(tmp_path / "f.pdf").zeilen
    assert [z.text for z in zeilen] == ["Die Zahl ist gestiegen.1 Sie steigt und"] * 3
    assert [z.umbruch for z in zeilen] == [True, True, False]
    assert {z.groesse for z in zeilen} == {10.7}


def test_askers_beside_their_questions_are_read_before_them(tmp_path: Path):
    blatt = Canvas(str(tmp_path / "s.pdf"), pagesize=A4)
    blatt.setFont("Times-Roman", 10.7)
    spalten = [
        (80, 700, ["1. Abgeordneter", "Max von Muster", "(AfD)"]),
        (230, 700, ["Wie hoch sind die Brücken, die der Bund", "gebaut hat, und wie lang sind sie", "in Metern?"]),
        (80, 640, ["Antwort des Staatssekretärs Paul Probe", "vom 7. Mai 2025"]),
        (80, 610, ["Fünf Meter.", "Berlin, den 9. Mai 2025"]),
    ]
    kopf = ["Drucksache 21/555", "Schriftliche Fragen", "mit eingegangenen Antworten der Bundesregierung"]
    for x, y, zeilen in [(80, 780, kopf), *spalten]:
        for n, zeile in enumerate(zeilen):
            blatt.drawString(x, y - 13 * n, zeile)
    blatt.save()
    d = load(tmp_path / "s.pdf")
    assert d.fragen[0].fragesteller == "Max von Muster"
    assert d.fragen[0].text == "Wie hoch sind die Brücken, die der Bund gebaut hat, und wie lang sind sie in Metern?"
    assert d.antworten[0].text == "Fünf Meter."
    assert d.antworten[0].seiten == Seiten(1, 1)
