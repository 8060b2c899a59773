"""The one door: who sees what, how a question becomes a Turn, what is answered from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import guarded
from ingest.model import Frage, Fragenummer
from ingest.papers import Loaded
from rag.answerability.decision import Decision
from rag.asked_before import Kind
from rag.data import DATA
from rag.engine import Engine
from rag.errors import IndexBusy, VectorsAway
from rag.index.filed import Source
from rag.index.opening import owned
from rag.model import Answer, Filters, IngestReport, Outcome, Query
from rag.parameters import PARAMETERS, Cutoff, digest
from rag.settings import Settings
from tests.support.fakes import NUMMER, FakeEmbedder, sample_paper

ASKED = "Wie viele Leuchttürme gibt es an den deutschen Küsten?"
OWN = "21/7"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Two papers for everyone, "20/98765" and "20/5", and Anna's own "21/7" and version of "20/5"."""
    with Engine.open(Settings(index=tmp_path_factory.mktemp("index")), FakeEmbedder()) as opened:
        opened.index.put(sample_paper())
        opened.index.put(sample_paper("20/5"), source=Source("/papiere/20-5.pdf", "x"))
        opened.index.put(sample_paper(OWN), "anna", Source("/eigene/21-7.pdf", "y"))
        opened.index.put(sample_paper("20/5", " Geheim."), "anna", Source("/eigene/20-5.pdf", "z"))
        yield opened


# opening
def test_a_second_owner_is_told_before_any_model_is_loaded(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.engine.load_embedder", lambda _: pytest.fail("loaded for nothing"))
    with pytest.raises(IndexBusy):
        Engine.open(Settings(index=engine.index.folder))


def test_a_model_that_cannot_be_loaded_lets_go_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Settings) -> FakeEmbedder:
        raise ValueError("kein Modell")

    monkeypatch.setattr("rag.engine.load_embedder", broken)
    with pytest.raises(ValueError, match="kein Modell"):
        Engine.open(Settings(index=tmp_path))
    owned(tmp_path).release()


# who sees what
def test_every_step_of_a_question_keeps_to_what_its_user_sees(engine: Engine) -> None:
    anna, bernd = engine.seen_by("anna"), engine.seen_by("bernd")
    assert OWN in {hit.passage.drucksache for hit in anna.find(Query(ASKED))}
    for one in (bernd, engine, anna.seen_by(None), anna.seen_by("bernd")):  # also one made from hers
        reply = one.ask(Query(ASKED))
        assert {hit.passage.drucksache for hit in reply.hits} == {NUMMER, "20/5"}
        assert OWN not in {citation.passage.drucksache for citation in reply.citations}
        assert one.find(Query(ASKED)) == reply.hits


def test_what_was_asked_before_is_looked_for_in_what_its_user_sees(engine: Engine) -> None:
    fragen = [Frage(Fragenummer(1), ASKED)]
    for one, sees in ((engine.seen_by("anna"), {NUMMER, "20/5", OWN}), (engine.seen_by("bernd"), {NUMMER, "20/5"})):
        (line,) = one.asked_before(fragen)
        assert {earlier.drucksache for earlier in line.frueher} == sees
        assert line.kind is Kind.WORTGLEICH


# what is new
def test_a_question_can_be_put_to_some_papers_alone(engine: Engine) -> None:
    everyone = engine.seen_by(None)
    for numbers in ({"20/5"}, {NUMMER}, {"20/05"}):
        hits = everyone.among(numbers).find(Query(ASKED))
        assert {hit.passage.drucksache for hit in hits} == {"20/5"} if NUMMER not in numbers else {NUMMER}
    assert everyone.among({OWN}).find(Query(ASKED)) == ()  # another's own paper does not come in by its number
    assert everyone.among(()).find(Query(ASKED)) == ()
    assert len({hit.passage.drucksache for hit in everyone.find(Query(ASKED))}) == 2  # the one it was made from


def test_what_a_question_narrows_itself_to_holds_among_some_papers_too(engine: Engine) -> None:
    among = engine.seen_by(None).among({"20/5"})
    assert among.find(Query(ASKED, Filters(drucksachen=frozenset({NUMMER})))) == ()
    assert among.ask(Query(f"{ASKED[:-1]} laut Drucksache {NUMMER}?")).hits == ()
    assert among.find(Query(ASKED, Filters(wahlperioden=frozenset({20}))))


def test_where_the_vectors_die_under_a_search_what_nobody_asks_twice_is_not_told_by_halves(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, draft = list[int](), [Frage(Fragenummer(1), ASKED)]
    nearest = engine.index.vectors.nearest

    def dying(*given: object) -> dict[str, float]:
        asked.append(1)
        if len(asked) == 1:  # they answered until now, and will again
            raise VectorsAway("weg")
        return nearest(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(engine.index.vectors, "nearest", dying)
    assert engine.ask(Query(ASKED)).hits  # the keywords answer people
    some = engine.among(["20/5"])
    for ask in (some.ask, some.find, lambda _: some.asking(ASKED, 3), lambda _: list(engine.asked_before(draft))):
        asked.clear()
        with pytest.raises(VectorsAway):
            ask(Query(ASKED))
        assert asked == [1]


def test_where_a_number_is_in_both_the_common_version_counts(engine: Engine) -> None:
    assert "Geheim" not in "".join(p.text for p in engine.seen_by("anna").passages_of("20/5"))
    assert engine.seen_by("anna").file("20/5") == Path("/papiere/20-5.pdf")
    assert engine.private("anna") == {OWN: Path("/eigene/21-7.pdf"), "20/5": Path("/eigene/20-5.pdf")}
    assert engine.private("bernd") == {}


def test_what_one_adds_and_removes_is_ones_own(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "load_all", lambda _: Loaded((sample_paper("21/8"),)))
    monkeypatch.setattr("rag.index.reading.file_hash", lambda _: "x")
    path = Path("/eigene/neu.pdf")
    assert not engine.has_whole(path, "anna")
    assert engine.add_private(path, "anna") == IngestReport(("21/8",))
    assert (engine.has_whole(path, "anna"), engine.has_whole(path, "bernd")) == (True, False)
    before = engine.counts().papers
    engine.remove_private("21/8", "bernd")  # not his
    engine.remove("21/8")  # nor in the stock
    assert engine.counts().papers == before
    engine.remove_private("21/8", "anna")
    assert "21/8" not in engine.private("anna")
    assert engine.check() == []


# a question on its way
def test_filters_named_in_the_question_hold_and_are_told(engine: Engine) -> None:
    reply = engine.ask(Query("Was kostete die Unterhaltung laut Drucksache 20/5?"))
    assert reply.filters == Filters(drucksachen=frozenset({"20/5"}))
    assert {h.passage.drucksache for h in reply.hits} == {"20/5"}


def test_filters_that_were_set_go_before_those_in_the_question(engine: Engine) -> None:
    asked = Query("Was kostete die Unterhaltung laut Drucksache 20/5?", Filters(drucksachen=frozenset({NUMMER})))
    assert engine.ask(asked).filters == asked.filters


def test_a_named_frage_is_quoted(engine: Engine) -> None:
    reply = engine.ask(Query("Drucksache 20/5, Frage 1"))
    assert reply.gefragt == "Wie viele Leuchttürme gibt es an den deutschen Küsten?"
    assert [c.passage.id for c in reply.citations] == ["20/5:1"]


def test_a_follow_up_is_made_whole_and_shown_so(engine: Engine) -> None:
    turn = engine.rewrite(Query("Und 2024?", vorher=Query("Was kostete die Unterhaltung im Jahr 2023?")))
    assert turn.text == turn.gefragt == "Was kostete die Unterhaltung im Jahr 2024?"
    assert turn.query.text == "Und 2024?"
    plain = engine.rewrite(Query(ASKED))
    assert (plain.text, plain.gefragt, plain.filters) == (ASKED, None, Filters())


def test_a_paper_that_is_not_there_leaves_nothing_to_answer_from(engine: Engine) -> None:
    reply = engine.ask(Query("Was kostete die Unterhaltung laut Drucksache 19/1?"))
    assert (reply.outcome, reply.hits, reply.statements) == (Outcome.NICHT_IM_BESTAND, (), ())
    assert reply.grund is not None
    assert engine.ask(Query("")).outcome is Outcome.NICHT_IM_BESTAND


class Slow:
    """Stands for a Writer: one answer on its way, then the quotes with a word why."""

    name = "fake:m"

    def stream(self, question: str, quoted: Answer) -> Iterator[Answer]:
        """As the real one."""
        self.asked = question
        yield replace(quoted, statements=quoted.statements[:1])
        yield replace(quoted, grund="zu langsam")


def test_while_a_model_writes_the_hits_are_there_and_no_sentence_yet(engine: Engine, monkeypatch) -> None:
    monkeypatch.setattr("rag.answering.answerer.decide", lambda *_: Decision(Outcome.BELEGT))
    monkeypatch.setattr(engine, "writer", slow := Slow())
    first, *_, last = engine.stream(Query(ASKED))
    assert (first.statements, bool(first.hits), first.model, first.grund) == ((), True, "fake:m", None)
    assert (last.grund, slow.asked) == ("zu langsam", ASKED)
    assert last == replace(engine.ask(Query(ASKED)), ms=last.ms)


def test_where_nothing_is_found_no_model_is_announced(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "writer", Slow())
    first, *_ = engine.stream(Query("Was kostet das laut Drucksache 19/1?"))
    assert (first.outcome, first.model) == (Outcome.NICHT_IM_BESTAND, None)
    assert first.grund


def test_results_name_what_they_were_made_with(engine: Engine) -> None:
    about = engine.about()
    assert (about.modell, about.sprachmodell) == ("fake", None)
    other = Engine(engine.index, numbers=replace(PARAMETERS, cutoff=Cutoff(likely=0.5))).about()
    assert about.zahlen != other.zahlen != digest([PARAMETERS], DATA)
