"""Small inputs of every kind, each beside what is expected of it; the PDF ones stand with the tests of PDFs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.paper_json import as_json
from ingest.papers import load_all

NAMES = (
    *("09-landtag-nrw", "09b-landtag-bayern", "09c-landtag-sh", "10-dip-umschlag", "10b-dip-einzeln", "10c-dip-liste"),
    *("11-pdftotext-umbrueche", "12a-kopf-zwei-gruppen", "12b-kopf-artikel", "12d-kopf-ohne-komma"),
    *("12e-kopf-tippfehler", "12g-kopf-der-der-betreffend", "13-dateiname/1712345", "13b-kopf-zerlegt"),
    *("14-datum-geklebt", "16-anfrage-und-antwort-gebunden", "18-nummer-fehlt", "20-fragestunde"),
    *("21-vorbemerkung-ohne-wer", "22-anlage-allein"),
)
SPEAKS_OF_ITSELF = {"rc", "warum", "heute", "vorbild", "regel"}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_expected(shared: Path, name: str):
    folder = shared / "faelle"
    if not folder.is_dir():
        pytest.skip("../shared/faelle (kleine Eingaben) fehlt")
    wanted = json.loads((folder / f"{name}.expected.json").read_text(encoding="utf-8"))
    file = next(f for ending in (".txt", ".json") if (f := folder / f"{name}{ending}").is_file())
    loaded = load_all(file)
    if wanted.get("rc") == 1:
        assert loaded.papers == ()
        assert wanted.get("grund_enthaelt", "") in loaded.refused[0].grund
        return
    assert loaded.refused == ()
    papers = wanted.get("papiere", [wanted])
    for paper, expected in zip(map(as_json, loaded.papers), papers, strict=True):
        _compare(paper, expected)
    if name.startswith("16"):
        assert [paper.nummer for paper in loaded.papers] == ["21/90017"]


def _compare(paper: dict[str, Any], wanted: dict[str, Any]) -> None:
    answers = {frage["nr"]: frage for frage in paper["fragen"]}
    for key, value in wanted.items():
        if key == "fragen":
            assert [frage["nr"] for frage in paper["fragen"]] == [frage["nr"] for frage in value]
            for frage in value:
                _compare_frage(answers[frage["nr"]], frage)
        elif key == "vorbemerkungen":
            assert [v["sprecher"] for v in paper[key]] == [v["sprecher"] for v in value]
        elif key == "antwort_1":
            assert answers["1"]["antwort"] == value
        elif key == "hinweis":
            assert any(value in told for told in paper["hinweise"])
        elif key not in SPEAKS_OF_ITSELF:
            assert paper[key] == value, key


def _compare_frage(frage: dict[str, Any], wanted: dict[str, Any]) -> None:
    for key, value in wanted.items():
        if key == "antwort_enthaelt":
            assert value in frage["antwort"]
        else:
            assert frage[key] == value, key
