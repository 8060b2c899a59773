"""Several papers of a file: each is read on its own, also where a text lies beside their PDF."""

from __future__ import annotations

import json
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ingest.model import Seiten
from ingest.papers import load_all

TEXT = """Deutscher Bundestag Drucksache 20/{0}
20. Wahlperiode 03.03.2022
Antwort
der Bundesregierung
auf die Kleine Anfrage der Fraktion der AfD
- Drucksache 20/8 -
Brücken {0}
1. Wie viele Brücken wurden geprüft?
Es wurden {0} Brücken geprüft.
"""


def bound(*numbers: int) -> list[str]:
    return [TEXT.format(number) for number in numbers]


def as_pdf(path: Path, *papers: str) -> Path:
    """A page for each paper; blanks in "geprüft" are lost, as in poor PDFs."""
    drawn = Canvas(str(path))
    for paper in papers:
        for n, line in enumerate(paper.splitlines()):
            drawn.drawString(80, 780 - 30 * n, line.replace("Brücken geprüft.", "Brückengeprüft."))
        drawn.showPage()
    drawn.save()
    return path


def as_dip(path: Path, *numbers: int) -> Path:
    records = [
        {"dokumentnummer": f"20/{n}", "drucksachetyp": "Antwort", "titel": f"Brücken {n}", "text": TEXT.format(n)}
        for n in numbers
    ]
    path.write_text(json.dumps({"documents": records}), encoding="utf-8")
    return path


def test_of_bound_papers_one_that_cannot_be_read_is_refused_alone(tmp_path: Path) -> None:
    papers = bound(17, 18, 19)
    papers[1] = papers[1].replace("1. Wie viele Brücken wurden geprüft?\n", "")
    (tmp_path / "a.txt").write_text("\n".join(papers), encoding="utf-8")
    loaded = load_all(tmp_path / "a.txt")
    assert [d.nummer for d in loaded.papers] == ["20/17", "20/19"]
    assert [error.grund[:10] for error in loaded.refused] == ["Papier 2: "]


def test_each_paper_of_a_bound_pdf_has_its_text_beside_it(tmp_path: Path) -> None:
    pdf = as_pdf(tmp_path / "gebunden.pdf", *bound(17, 18))
    as_dip(tmp_path / "gebunden.json", 18, 17)
    loaded = load_all(pdf)
    assert loaded.refused == ()
    assert [(d.nummer, d.datei) for d in loaded.papers] == [("20/17", pdf.name), ("20/18", pdf.name)]
    for paper in loaded.papers:
        assert [a.text for a in paper.antworten] == [f"Es wurden {paper.nummer[3:]} Brücken geprüft."]
    assert [d.fragen[0].seiten for d in loaded.papers] == [Seiten(1, 1), Seiten(2, 2)]


def test_what_else_a_text_beside_a_pdf_holds_is_told(tmp_path: Path) -> None:
    """The text alone is not looked at: it counts as the PDF's."""
    pdf = as_pdf(tmp_path / "20-00018.pdf", *bound(18))
    as_dip(tmp_path / "20-00018.json", 18, 19)
    loaded = load_all(pdf)
    assert [d.nummer for d in loaded.papers] == ["20/18"]
    (told,) = loaded.refused
    assert "20-00018.json daneben enthält auch andere Papiere (20/19). Abhilfe:" in str(told)
