"""What is no paper, or no paper with answers, is refused alone: which file, why, in German; the rest goes on."""

import io
import os
import tracemalloc
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.model import ParseError
from ingest.papers import find, load
from tests.support.setzer import leer

MB = 1_000_000
HEAD = "Deutscher Bundestag Drucksache 21/777\n21. Wahlperiode 03.06.2025\n"


def pdf(encrypt: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    blatt = Canvas(buffer, encrypt=encrypt)
    for _ in range(3):
        blatt.drawString(80, 700, "Antwort der Bundesregierung auf die Kleine Anfrage")
        blatt.showPage()
    blatt.save()
    return buffer.getvalue()


HTML = b"<!DOCTYPE html><html><body>Antwort der Bundesregierung</body></html>"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("leer.txt", b"", "leer"),
        ("leer.pdf", b"", "leer"),
        ("blanks.txt", b" \n \n", "leer"),
        ("halb.pdf", pdf()[: len(pdf()) // 2], "abgeschnitten"),
        ("kopf.pdf", b"%PDF-1.7\nkaputt\n%%EOF", "beschädigt"),
        ("zu.pdf", pdf(StandardEncryption("geheim")), "verschlüsselt"),
        ("seite.html", HTML, "HTML"),
        ("seite.pdf", HTML, "HTML"),  # the content counts, not the name
        ("bild.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "Binärdaten"),
        ("rauschen.txt", bytes(range(1, 256)) * 300, "Binärdaten"),
        ("dip.json", b'{"text": "Antwort', "abgeschnitten"),
        ("dip.json", b'{"titel": "ohne Text"}', "text"),
        ("prosa.txt", b"Dies ist ein Brief und keine Drucksache.\n" * 20, "Nirgends steht"),
    ],
)
def test_broken_files(tmp_path: Path, name: str, content: bytes, says: str):
    datei = tmp_path / name
    datei.write_bytes(content)
    with pytest.raises(ParseError, match=says) as refused:
        load(datei)
    assert str(refused.value).startswith(name)


def test_a_scan_without_text_is_refused_with_its_page(tmp_path: Path):
    with pytest.raises(ParseError, match=r"scan\.pdf, Seite 1: .*eingescannt"):
        load(leer(tmp_path / "scan.pdf"))


@pytest.mark.parametrize("start", [b"", b"%PDF-1.7\n", b"Antwort der Bundesregierung\n"])
@pytest.mark.parametrize("noise", [os.urandom(MB), b"Antwort Frage 1. " * (MB // 17 + 1)])
def test_a_hundred_megabytes_are_refused_without_being_read(tmp_path: Path, start: bytes, noise: bytes):
    datei = tmp_path / "rauschen.txt"
    with datei.open("wb") as file:
        file.write(start + noise)
        file.truncate(100 * MB)  # sparse: what follows is never to be read
    tracemalloc.start()
    try:
        with pytest.raises(ParseError, match=r"rauschen\.txt"):
            load(datei)
        assert tracemalloc.get_traced_memory()[1] < 5 * MB
    finally:
        tracemalloc.stop()
        datei.unlink()


def kleine_anfrage(kopf: str) -> str:
    return (
        f"{HEAD}{kopf}\nder Abgeordneten Erika Muster und der Fraktion der SPD\nBrücken\n"
        "Die Antwort der Bundesregierung auf die Kleine Anfrage auf Bundestagsdrucksache 20/1 ließ Fragen offen.\n"
        "Wir fragen die Bundesregierung:\n1. Wie viele Brücken gibt es?\n2. Welche?\nBerlin, den 2. Juni 2025\n"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (kleine_anfrage("Kleine Anfrage"), "eine Kleine Anfrage, also Fragen ohne Antworten"),
        (kleine_anfrage("# Kleine Anfrage"), "eine Kleine Anfrage, also Fragen ohne Antworten"),  # Markdown
        (kleine_anfrage("Große Anfrage"), "eine Große Anfrage, also Fragen ohne Antworten"),
        ("Wir fragen die Bundesregierung:\n1. Wie viele Brücken gibt es?\n", "eine Kleine Anfrage"),
        (f"{HEAD}Gesetzentwurf\nder Bundesregierung\nEntwurf eines Gesetzes\nA. Problem und Ziel\n", "Gesetzentwurf"),
        (f"{HEAD}Beschlussempfehlung und Bericht\ndes Verkehrsausschusses\n", "eine Beschlussempfehlung"),
        (f"{HEAD}Antrag\nder Abgeordneten Erika Muster\nDer Bundestag wolle beschließen:\n1. Brücken\n", "ein Antrag"),
        (f"{HEAD}Unterrichtung\ndurch die Bundesregierung\n", "eine Unterrichtung"),
        ("Plenarprotokoll 21/9\nDeutscher Bundestag\nStenografischer Bericht\n9. Sitzung\n", "ein Plenarprotokoll"),
        ('{"dokumentnummer": "21/1", "drucksachetyp": "Antrag", "text": "1. Brücken?"}', "ein Antrag"),
    ],
)
def test_other_kinds_of_papers(tmp_path: Path, text: str, says: str):
    datei = tmp_path / ("papier.json" if text.startswith("{") else "papier.txt")
    datei.write_text(text, encoding="utf-8")
    with pytest.raises(ParseError, match=says):
        load(datei)


def test_a_refused_file_does_not_stop_the_others(tmp_path: Path, monkeypatch, capsys):
    from ui.cli import main as cli

    (tmp_path / "a.txt").write_text(kleine_anfrage("Kleine Anfrage"), encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(pdf()[:500])
    gut = f"{HEAD}Antwort\nder Bundesregierung\nauf die Kleine Anfrage der Fraktion der SPD\n– Drucksache 21/1 –\n"
    (tmp_path / "c.txt").write_text(gut + "Brücken\n1. Wie viele Brücken gibt es?\nKeine.\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["antwortfinder", "parse", "--jsonl", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    out, err = capsys.readouterr()
    assert ended.value.code == 1
    assert '"drucksache": "21/777"' in out
    assert out.count("\n") == 1
    assert "a.txt" in err
    assert "b.pdf" in err


@pytest.mark.parametrize("folder", ["kleine-anfragen", "grosse-anfragen"])
def test_every_anfrage_without_answers_is_refused_by_its_kind(shared: Path, folder: str):
    files = find([shared / "corpus" / folder])[:60]
    assert files
    for datei in files:
        with pytest.raises(ParseError, match="Fragen ohne Antworten"):
            load(datei)
