"""Requests answered over a real index of two papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from ingest.model import Drucksache
from rag.answerability.decision import Decision
from rag.engine import Engine
from rag.index import outlines
from rag.model import Filters, Outcome, Query, Reply
from rag.parameters import PARAMETERS, Related
from rag.reply_json import as_json
from rag.requested import Art
from rag.settings import Settings
from tests.support.fakes import FakeEmbedder, sample_paper

OTHER = replace(
    sample_paper("20/6"),
    titel="Zugvögel",
    fraktionen=("AfD",),
    ressort="Bundesministerium des Innern",
    datum=date(2025, 7, 2),
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Papers "20/5" of 2024 and "20/6" of 2025 for everyone, Anna's own "21/77"."""
    with Engine.open(Settings(index=tmp_path_factory.mktemp("index")), FakeEmbedder()) as opened:
        opened.index.put(sample_paper("20/5"))
        opened.index.put(OTHER)
        opened.index.put(sample_paper("21/77"), "anna")
        yield opened


def talk(engine: Engine, *texts: str, filters: Filters | None = None) -> Reply:
    query: Query | None = None
    for text in texts:
        query = Query(text, filters or Filters(), query)
    assert query is not None
    return engine.ask(query)


def test_a_frage_is_shown_whole_and_cited(engine: Engine) -> None:
    reply = talk(engine, "Zeige Frage 2 aus Drs. 20/5")
    assert (reply.art, reply.outcome) == (Art.FRAGE, Outcome.BELEGT)
    assert {c.passage.drucksache for c in reply.citations} == {"20/5"}
    assert {str(n) for c in reply.citations for n in c.passage.nummern} == {"2", "2a"}
    next_one = talk(engine, "Zeige Frage 2 aus Drs. 20/5", "und Frage 3?")
    assert [c.passage.id for c in next_one.citations] == ["20/5:3"]
    none = talk(engine, "Zeige Frage 77 aus Drs. 20/5")
    assert (none.gefunden, none.statements) == (False, ())
    assert "keine Frage 77" in str(none.grund)


def test_a_list_has_as_many_as_it_counts(engine: Engine) -> None:
    data = as_json(talk(engine, "Anfragen der AfD seit 2025"))
    assert (data["art"], data["anzahl"]) == ("liste", 1)
    assert data["liste"] == [
        {
            "drucksache": "20/6",
            "titel": "Zugvögel",
            "datum": "2025-07-02",
            "ressort": "Bundesministerium des Innern",
            "fraktionen": ["AfD"],
        }
    ]
    assert [p.drucksache for p in shown(talk(engine, "alle zu Leuchttürmen"))] == ["20/6", "20/5"]
    nothing = talk(engine, "Anfragen der FDP")
    assert (nothing.gefunden, as_json(nothing)["anzahl"], as_json(nothing)["liste"]) == (False, 0, [])


def test_a_topic_is_searched_by_meaning_too_and_that_is_told_apart(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = as_json(talk(engine, "alle zu Zugvögeln"))
    assert (few["anzahl"], few["sinnverwandt"]) == (1, [])  # two papers are too few to tell what lies near

    any_part = replace(PARAMETERS, related=Related(share=0.0, part=1.0, papers=1))
    monkeypatch.setattr(engine, "numbers", any_part)
    said = as_json(talk(engine, "alle zu Zugvögeln"))
    assert [paper["drucksache"] for paper in said["liste"]] == ["20/6"]
    assert [paper["drucksache"] for paper in said["sinnverwandt"]] == ["20/5"]
    assert said["anzahl"] == 1
    assert "Dem Sinn nach liegt 1 weiteres Papier nahe" in said["text"]
    assert as_json(talk(engine, "Anfragen der AfD zu Zugvögeln"))["sinnverwandt"] == []  # filters hold for both
    nothing = as_json(talk(engine, "alle zu Fernweh"))
    assert (nothing["anzahl"], len(nothing["sinnverwandt"])) == (0, 2)
    own = as_json(talk(engine.seen_by("anna"), "alle zu Zugvögeln"))
    assert [paper["drucksache"] for paper in own["sinnverwandt"]] == ["21/77", "20/5"]

    nothing_near = replace(PARAMETERS, related=Related(share=1.1, part=1.0, papers=1))
    monkeypatch.setattr(engine, "numbers", nothing_near)
    assert as_json(talk(engine, "alle zu Zugvögeln"))["sinnverwandt"] == []


def shown(reply: Reply) -> tuple:
    assert reply.anliegen is not None
    return reply.anliegen.papiere


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("Drs. 20/5", {"20/5"}),
        ("Zeige Frage 2 aus Drs. 20/5", {"20/5"}),
        ("Anfragen der AfD zu Zugvögeln", {"20/6"}),
        ("Welche Fragen aus Drs. 20/6 hat die Regierung nicht beantwortet?", {"20/6"}),
        ("Welche Fragen hat die Regierung nicht beantwortet?", {"20/5", "20/6"}),
    ],
)
def test_no_paper_is_read_that_is_not_asked_for(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, asked: str, read: set[str]
) -> None:
    found, understood = set[str](), outlines.outline

    def noted(paper: Drucksache) -> outlines.Outline:
        found.add(paper.nummer)
        return understood(paper)

    monkeypatch.setattr(engine.index.store, "_outlines", outlines.Outlines())
    monkeypatch.setattr(outlines, "outline", noted)
    talk(engine, asked)
    assert found == read


def test_filters_of_the_page_narrow_a_list_too(engine: Engine) -> None:
    chosen = Filters(ressorts=frozenset({"Bundesministerium des Innern"}))
    assert [p.drucksache for p in shown(talk(engine, "alle Papiere", filters=chosen))] == ["20/6"]


def test_own_papers_are_listed_for_their_owner_alone(engine: Engine) -> None:
    for owner, there in (("anna", True), ("bernd", False), (None, False)):
        seen = engine.seen_by(owner)
        assert ("21/77" in [p.drucksache for p in shown(talk(seen, "alle Papiere"))]) is there
        assert (talk(seen, "Drucksache 21/77").art is Art.PAPIER) is there
        rated = talk(seen, "Welche Fragen hat die Regierung nicht beantwortet?").anliegen
        assert rated is not None
        assert ("21/77" in {f.drucksache for f in rated.fragen}) is there


def test_status_heads_summary_and_what_is_not_held(engine: Engine) -> None:
    rated = as_json(talk(engine, "Welche Fragen hat die Regierung in Drs. 20/5 nicht beantwortet?"))
    assert (rated["art"], rated["anzahl"]) == ("status", 1)
    assert rated["liste"][0] | {"text": ""} == {
        "drucksache": "20/5", "frage": "3", "status": "keine_erkenntnisse", "text": ""
    }  # fmt: skip
    assert "02.07.2025" in str(as_json(talk(engine, "Drs. 20/6", "Von wann ist das?"))["antwort"])
    summed = talk(engine, "Fasse Drs. 20/5 zusammen")
    assert [s.text for s in summed.statements] == [c.zitat for c in summed.citations]
    unknown = as_json(talk(engine, "21/99999"))
    assert (unknown["art"], unknown["gefunden"], unknown["belege"]) == ("unbekannt", False, [])
    assert unknown["url"] == "https://dserver.bundestag.de/btd/21/999/2199999.pdf"
    assert talk(engine, "Hallo").art is Art.HILFE


def test_what_was_answered_before_is_the_paper_that_is_meant(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.answering.answerer.decide", lambda *_: Decision(Outcome.BELEGT))
    asked = "Wie viele Leuchttürme gibt es an den deutschen Küsten?"
    first = talk(engine, asked).citations[0].passage.drucksache
    for later in (["Wer hat das gefragt?"], ["Quelle?", "Wer hat das gefragt?"], ["Hallo", "Wer hat das gefragt?"]):
        assert [p.drucksache for p in shown(talk(engine, asked, *later))] == [first]


def test_comparisons_and_several_questions_are_replies_of_replies(engine: Engine) -> None:
    papers = as_json(talk(engine, "Vergleiche Drs. 20/5 und Drs. 20/6"))
    assert (papers["art"], [part["art"] for part in papers["teile"]]) == ("vergleich", ["papier", "papier"])
    two = talk(engine, "Von wann ist Drs. 20/6 und wer hat gefragt?")
    assert [part.anliegen.text for part in two.teile if part.anliegen] == [
        "BT-Drs. 20/6 ist vom 02.07.2025.", "Gefragt hat in BT-Drs. 20/6: AfD."
    ]  # fmt: skip
    assert talk(engine, "2022 gegen 2024").gefunden is False


def test_two_questions_that_other_papers_answer_are_answered_as_two(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.answering.answerer.decide", lambda *_: Decision(Outcome.BELEGT))
    one = talk(engine, "Wie viele Leuchttürme gibt es an den Küsten? Was kostete ihre Unterhaltung?")
    assert (one.teile, one.anliegen, as_json(one)["art"]) == ((), None, "antwort")  # one paper answers both


def answered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions of substance that are answered from now on, in order."""
    texts, whole = list[str](), Engine.answered

    def kept(self: Engine, query: Query) -> Iterator[Reply]:
        texts.append(query.text)
        return whole(self, query)

    monkeypatch.setattr(Engine, "answered", kept)
    return texts


def test_each_of_several_questions_is_answered_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = answered(monkeypatch)
    monkeypatch.setattr("rag.routing.several.answered_apart", lambda _: True)
    two = talk(engine, "Wie viele Leuchttürme gibt es? Was kostete die Unterhaltung?")
    assert [part.query.text for part in two.teile] == texts
    assert texts == ["Wie viele Leuchttürme gibt es?", "Was kostete die Unterhaltung?"]


def test_for_its_source_an_answer_is_made_again_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.answering.answerer.decide", lambda *_: Decision(Outcome.BELEGT))
    texts, asked = answered(monkeypatch), "Wie viele Leuchttürme gibt es an den deutschen Küsten?"
    source = talk(engine, asked, "Quelle?")
    assert source.anliegen is not None
    assert "Antwort zu Frage" in source.anliegen.text
    assert texts == [asked]


def test_a_question_of_substance_has_todays_fields_and_its_kind(engine: Engine) -> None:
    data = as_json(talk(engine, "Wie viele Leuchttürme gibt es an den deutschen Küsten?"))
    todays = ["frage", "gefragt", "gefunden", "ausgang", "grund", "antwort", "belege", "treffer", "modell", "ms"]
    assert list(data) == [*todays, "art"]
    assert data["art"] == "antwort"
    assert as_json(talk(engine, "Als Frage: alle zu Leuchttürmen"))["art"] == "antwort"
