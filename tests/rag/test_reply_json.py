"""A Reply as JSON: the contract of `antwortfinder ask --json`."""

from __future__ import annotations

import json
from dataclasses import replace

from ingest.model import Passagenart
from rag.model import Citation, Hit, Judged, Outcome, Query, Reply, Statement
from rag.reply_json import BEST, as_json, fragen
from tests.support.fakes import NUMMER, FakeEngine, sample_reply

PASSAGES = {p.id.removeprefix(f"{NUMMER}:"): p for p in FakeEngine().passages_of(NUMMER)}
KEYS = ["frage", "gefragt", "gefunden", "ausgang", "grund", "antwort", "belege", "treffer", "modell", "ms", "art"]


def reply(id_: str = "2-2a", *others: str) -> Reply:
    """One quote, and hits at these places."""
    found = sample_reply(Query("Was ist vorgesehen?"), PASSAGES[id_], (0, 20))
    return replace(found, hits=tuple(Hit(PASSAGES[other], 0.91239) for other in (id_, *others)))


def test_json_keeps_the_contract() -> None:
    record = as_json(reply())
    assert list(record) == KEYS
    (beleg,) = record["belege"]
    assert list(beleg) == ["drucksache", "frage", "gruppe", "seiten", "zitat", "zeile", "spalte", "zitierweise", "url"]
    assert (beleg["frage"], beleg["gruppe"], beleg["seiten"]) == ("2", ["2", "2a"], [2, 2])
    assert beleg["zitat"] == PASSAGES["2-2a"].text[:20] == record["antwort"]
    assert record["treffer"] == [{"drucksache": NUMMER, "gruppe": ["2", "2a"], "score": 0.9124}]
    assert (record["gefunden"], record["ausgang"], record["gefragt"], record["modell"]) == (True, "belegt", None, None)
    assert json.loads(json.dumps(record)) == record


def test_pages_are_first_and_last_where_they_are_known() -> None:
    pages = as_json(sample_reply(Query("?"), PASSAGES["1"], (0, 5)))["belege"][0]["seiten"]
    assert (PASSAGES["1"].marken[0].seite, pages) == (2, [2, 2])


def test_what_is_not_found_says_why_and_quotes_nothing() -> None:
    record = as_json(Reply(Query("?"), Outcome.NICHT_IM_BESTAND, "Dazu steht nichts.", (), (), ms=1.25))
    assert (record["gefunden"], record["grund"], record["antwort"]) == (False, "Dazu steht nichts.", None)
    assert (record["belege"], record["treffer"], record["ms"]) == ([], [], 1.2)


def test_the_best_hits_are_told_and_no_more() -> None:
    assert len(as_json(reply("1", *["3"] * 20))["treffer"]) == BEST


def test_what_a_model_drafted_is_told_sentence_by_sentence() -> None:
    quote = Citation(PASSAGES["1"], 0, 23)
    shown = Statement("Es gibt 17 Leuchttürme.", (quote,))
    draft = (Judged("Es gibt 17.", (quote,), (), shown), Judged("Es gibt 18.", (), ("die Zahl 18 fehlt",)))
    record = as_json(replace(reply(), model="fake:m", draft=draft))
    label = "BT-Drs. 20/98765, S. 2, Antwort zu Frage 1"
    assert record["entwurf"] == [
        {"satz": "Es gibt 17.", "genannt": [label], "gruende": [], "gezeigt": shown.text, "belege": [label]},
        {"satz": "Es gibt 18.", "genannt": [], "gruende": ["die Zahl 18 fehlt"], "gezeigt": None, "belege": []},
    ]
    assert [key for key in record if key != "entwurf"] == KEYS


def test_json_names_the_askers_preamble_as_theirs() -> None:
    assert fragen(PASSAGES["v"]) == ["Vorbemerkung"]
    assert fragen(PASSAGES["vf"]) == ["Vorbemerkung der Fragesteller"]


def test_what_belongs_to_no_frage_is_an_annex() -> None:
    annex = replace(PASSAGES["v"], id=f"{NUMMER}:a1", art=Passagenart.ANLAGE)
    assert fragen(annex) == ["Anlage"]


def test_that_only_the_keywords_were_searched_is_told_where_it_is_so() -> None:
    told = reply()
    assert "nur_stichworte" not in as_json(told)
    assert as_json(replace(told, nur_stichworte=True))["nur_stichworte"] is True
