"""Kleine Anfragen: head, askers, and the official list of Fragen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.model import ParseError
from ingest.papers import Anfrage, load_anfrage

HEAD = """Deutscher Bundestag Drucksache 21/113
21. Wahlperiode 07.05.2025
Kleine Anfrage
der Abgeordneten Ates Gürpinar, Dr. Fabian
Fahl und der Fraktion Die Linke
Stand des Pakts
"""


def read(folder: Path, text: str) -> Anfrage:
    file = folder / "21-00113.txt"
    file.write_text(HEAD + text, encoding="utf-8")
    return load_anfrage(file)


def numbers(anfrage: Anfrage) -> str:
    return " ".join(str(frage.nummer) for frage in anfrage.fragen)


def test_head_and_list_are_read(tmp_path: Path) -> None:
    anfrage = read(
        tmp_path,
        "Im Jahr\n2020 begann der Pakt.\nWir fragen die Bundesregierung:\n 1. Wie viel Geld\nwurde abgerufen?\n"
        "2. Wofür\na) in Bayern,\nb) in Hessen?\n3. a) Wer prüft?\nb) Seit wann?\n"
        "Berlin, den 29. April 2025\n4. Nein?\n",
    )
    assert (anfrage.nummer, str(anfrage.datum)) == ("21/113", "2025-05-07")
    assert anfrage.fragesteller == ("Ates Gürpinar", "Dr. Fabian Fahl")
    assert anfrage.fraktionen == ("Die Linke",)
    assert [(str(f.nummer), f.text) for f in anfrage.fragen] == [
        ("1", "Wie viel Geld wurde abgerufen?"),
        ("2", "Wofür"),
        ("2a", "in Bayern,"),
        ("2b", "in Hessen?"),
        ("3a", "Wer prüft?"),
        ("3b", "Seit wann?"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wir fragen daher die Bundesregierung:\n1. Wann?\n2. Wo?\n", "1 2"),
        ("Aus diesem Grund erfragen die Fragestellenden Folgendes:\n1. Wann?\n2. Wo?\n", "1 2"),
        ("Wir fragen die Bundesregierung:\nWann ist er fertig?\n", "1"),  # a lone Frage without number
        ("Wir fragen die Bundesregierung:\n1. Wann? Genannt werden\n20. die Brücke\n2. Wo?\n", "1 2"),
        ("Wir fragen die Bundesregierung:\n1. Wann\nb) und wo?\n2. Wie?\n", "1 2"),
    ],
)
def test_lists_as_they_are_printed(tmp_path: Path, text: str, found: str) -> None:
    assert numbers(read(tmp_path, text)) == found


def test_an_answer_is_no_anfrage(tmp_path: Path) -> None:
    file = tmp_path / "21-00114.txt"
    file.write_text("Deutscher Bundestag Drucksache 21/114\nAntwort\nder Bundesregierung\nauf die Kleine Anfrage\n")
    with pytest.raises(ParseError, match="keine Kleine oder Große Anfrage"):
        load_anfrage(file)


def test_without_any_frage_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParseError, match="Fragen der Anfrage"):
        read(tmp_path, "Wir fragen die Bundesregierung:\n")


def test_real_lists_are_read_as_the_answers_reprint_them(shared: Path) -> None:
    rows = map(json.loads, (shared / "corpus" / "gold" / "fragen.jsonl").read_text("utf-8").splitlines()[:60])
    found = wanted = 0
    for row in rows:
        wahlperiode, zahl = row["anfrage"].split("/")
        file = shared / "corpus" / "kleine-anfragen" / f"{wahlperiode}-{int(zahl):05d}.txt"
        texts = {str(frage.nummer): _letters(frage.text) for frage in load_anfrage(file).fragen}
        wanted += len(row["fragen"])
        found += sum(texts.get(frage["nr"]) == _letters(frage["frage"]) for frage in row["fragen"])
    assert found >= 0.99 * wanted  # 9,279 of 9,287 in all 440, November 2026


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
