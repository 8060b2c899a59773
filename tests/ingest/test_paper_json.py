"""The JSON object of `parse --jsonl`."""

from datetime import date

from ingest.model import (
    Antwort,
    Block,
    Blockart,
    Drucksache,
    Frage,
    Fragenummer,
    Seiten,
    Sprecher,
    Status,
    Verweis,
    Verweisart,
    Vorbemerkung,
)
from ingest.paper_json import as_json

NR = Fragenummer.read


def test_a_whole_paper():
    verweise = (
        Verweis(Verweisart.FRAGE, 0, 1, (NR("1"),)),
        Verweis(Verweisart.DRUCKSACHE, 0, 1, (NR("4"),), "19/26367"),
        Verweis(Verweisart.DRUCKSACHE, 0, 1, (), "20/1"),
        Verweis(Verweisart.VORBEMERKUNG, 0, 1),
        Verweis(Verweisart.PLENARPROTOKOLL, 0, 1, drucksache="21/9"),
    )
    block = Block(Blockart.TEXT, "Ja.")
    d = Drucksache(
        "21/9",
        "x.txt",
        21,
        date(2025, 6, 3),
        "Titel",
        ("A B",),
        ("AfD",),
        "Bundeskanzleramt",
        "21/8",
        vorbemerkungen=(Vorbemerkung(Sprecher.BUNDESREGIERUNG, "Vorab."),),
        fragen=(Frage(NR("2"), "Was?"), Frage(NR("2c"), "Wer?")),
        antworten=(Antwort((NR("2"), NR("2c")), (block,), Status.VERWIESEN, verweise, Seiten(5, 6)),),
    )
    found = as_json(d)
    assert (found["drucksache"], found["datum"], found["bezug"], found["datei"]) == (
        "21/9",
        "2025-06-03",
        "21/8",
        "x.txt",
    )
    assert found["vorbemerkungen"] == [{"sprecher": "bundesregierung", "text": "Vorab."}]
    frage = found["fragen"][1]
    assert (frage["nr"], frage["frage"], frage["gruppe"], frage["antwort"]) == ("2c", "Wer?", ["2", "2c"], "Ja.")
    assert (frage["seiten"], frage["status"]) == ([5, 6], "verwiesen")
    assert frage["verweise"] == ["1", "19/26367:4", "20/1", "Vorbemerkung", "Plenarprotokoll 21/9"]


def test_unknown_is_null():
    found = as_json(Drucksache("21/9", "x.txt", fragen=(Frage(NR("1"), "Was?"),)))
    assert [found[k] for k in ("wahlperiode", "datum", "titel", "ressort", "bezug")] == [None] * 5
    assert found["fragen"][0]["antwort"] is None
    assert found["fragen"][0]["seiten"] is None
