"""What the page does, without the page: turns that grow, are kept and shown, addresses, thumbs, examples, sources."""

from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from rag.index.versions import Version
from rag.model import Filters, Query
from tests.support.fakes import NUMMER, FakeEngine, sample_paper, sample_passages, sample_reply
from ui.views.reply import CitedPaper
from ui.web.desk import Desk, sheet_address

ONE = sample_passages(sample_paper())[0]


def test_follow_up_turns_know_the_ones_before(tmp_path):
    engine = FakeEngine()
    desk = Desk(engine, tmp_path)
    key = desk.conversations.begin("anna", "Titel")
    for question in ("Wie viele Leuchttürme?", "Und die Kosten?"):
        list(desk.ask("anna", key, question, Filters()))
    assert engine.asked[-1].vorher == Query("Wie viele Leuchttürme?")


def test_a_turn_grows_sentence_by_sentence_and_ends_finished(tmp_path, monkeypatch):
    monkeypatch.setattr("ui.web.desk.COALESCE", 0)
    desk = Desk(FakeEngine(), tmp_path)
    one, two = sample_reply(Query("?"), ONE, (0, 22)), sample_reply(Query("?"), ONE, (0, 22), (23, 53))
    desk.own.engine.stream = lambda _query: iter((one, two))
    key = desk.conversations.begin("anna", "Titel")
    shown = [(item.reply, item.growing) for item in desk.ask("anna", key, "?", Filters())]
    assert shown == [(None, False), (one, True), (two, True), (two, False)]
    assert len(desk.turns("anna", key)) == 1


def test_what_was_found_is_shown_while_a_language_model_is_silent(tmp_path):
    desk = Desk(FakeEngine(), tmp_path)
    whole = replace(sample_reply(Query("?"), ONE, (0, 22)), model="m")
    found = replace(whole, statements=())
    desk.own.engine.stream = lambda _query: iter((found, whole))
    key = desk.conversations.begin("anna", "Titel")
    shown = [(item.reply, item.growing) for item in desk.ask("anna", key, "?", Filters())]
    assert shown == [(None, False), (found, True), (whole, False)]


def test_what_fails_is_said_and_not_kept(tmp_path):
    desk = Desk(FakeEngine(), tmp_path)
    desk.own.engine.stream = lambda _query: 1 / 0
    key = desk.conversations.begin("anna", "Titel")
    *_, last = desk.ask("anna", key, "?", Filters())
    assert last.problem.startswith("Die Frage ließ sich gerade nicht beantworten")
    assert desk.turns("anna", key) == []


def test_the_same_thumb_again_takes_it_back(tmp_path):
    desk = Desk(FakeEngine(), tmp_path)
    key = desk.conversations.begin("anna", "Titel")
    *_, done = desk.ask("anna", key, "Leuchttürme", Filters())
    desk.rate("anna", done.key, "gut", "")
    assert desk.turns("anna", key)[0].rating == "gut"
    desk.rate("anna", done.key, "gut", "")
    assert desk.turns("anna", key)[0].rating is None


def test_examples_can_be_understood_alone(tmp_path):
    assert Desk(FakeEngine(), tmp_path).examples() == ["Wie viele Leuchttürme gibt es an den deutschen Küsten?"]


def kept(desk, question="Wie viele Leuchttürme?", user="anna"):
    """A conversation with one answered question: its key and its turn's."""
    key = desk.conversations.begin(user, "Titel")
    *_, done = desk.ask(user, key, question, Filters())
    return key, done.key


def test_an_address_leads_to_a_conversation_or_to_one_answer_of_it_and_to_nobody_elses(tmp_path):
    desk = Desk(FakeEngine(), tmp_path)
    key, answer = kept(desk)
    list(desk.ask("anna", key, "Und die Kosten?", Filters()))
    found, turns = desk.addressed("anna", f"?gespraech={key}&wp=20")
    assert (found, [turn.question for turn in turns]) == (key, ["Wie viele Leuchttürme?", "Und die Kosten?"])
    found, turns = desk.addressed("anna", f"?gespraech={key}&antwort={answer}")
    assert (found, [turn.key for turn in turns]) == (key, [answer])
    for address in ("", "?gespraech=", "?gespraech=fremd", "?antwort=fremd", "?unsinn"):
        assert desk.addressed("anna", address) == ("", [])
    for address in (f"?gespraech={key}", f"?antwort={answer}"):
        assert desk.addressed("bert", address) == ("", [])


def test_a_bad_answer_becomes_a_draft_once_and_a_good_one_none(tmp_path):
    desk = Desk(FakeEngine(), tmp_path)
    _, answer = kept(desk)
    desk.rate("anna", answer, "gut", "")
    assert "entwuerfe.jsonl" not in desk.workbench.sets()
    desk.rate("anna", answer, "schlecht", "Falsche Stelle")
    desk.rate("anna", answer, "schlecht", "Falsche Stelle")  # takes it back
    (draft,) = desk.workbench.cases("entwuerfe.jsonl")
    assert (draft.question, draft.fragen) == ("Wie viele Leuchttürme?", ("offen",))
    assert draft.bemerkung.startswith(f"Falsche Stelle (gezeigt: {NUMMER} 1;")
    desk.rate("bert", answer, "schlecht", "fremd")
    assert len(desk.workbench.cases("entwuerfe.jsonl")) == 1


def test_marks_are_cut_to_the_text_and_empty_ones_left_out(tmp_path):
    desk = Desk(FakeEngine(), tmp_path)
    end = len(ONE.text)
    shown = desk.source("anna", ONE.id, ((-5, 4), (end - 3, end + 9), (end, end + 1), (7, 7), (9, 8)))
    assert shown.marks == ((0, 4), (end - 3, end))
    assert shown.passages[ONE.nummern[0]] == ONE.id
    assert shown.pdf is None  # it was not read from a PDF
    assert desk.source("anna", "gibt-es-nicht", ()) is None


def test_a_source_has_the_address_of_its_page_where_its_file_is_a_pdf(tmp_path):
    engine = FakeEngine()
    desk = Desk(engine, tmp_path)
    engine.files[NUMMER] = tmp_path / "papier.PDF"
    assert desk.pdf("anna", NUMMER) is None  # the file has gone
    engine.files[NUMMER].touch()
    assert desk.pdf("anna", NUMMER) == engine.files[NUMMER]
    assert desk.source("anna", ONE.id, ((0, 4),)).pdf == sheet_address("blatt", ONE.id, ((0, 4),), 2)
    preamble = next(passage for passage in sample_passages(sample_paper()) if not passage.marken)
    assert desk.source("anna", preamble.id, ()).pdf is None  # nobody knows its page


def test_a_sheet_address_survives_its_own_reading():
    address = sheet_address("blatt", "20/1:2&3=x", ((0, 4), (7, 9)), 12)
    route, _, query = address.partition("?")
    assert route == "blatt"
    assert parse_qs(query) == {"passage": ["20/1:2&3=x"], "marken": ["0-4 7-9"], "nr": ["12"]}


def test_the_first_passage_that_answers_a_frage_is_the_one_shown(tmp_path):
    engine = FakeEngine()
    desk = Desk(engine, tmp_path)
    desk.own.engine.passages_of = lambda _nummer: [*sample_passages(sample_paper()), replace(ONE, id="zweite")]
    answers = desk.answers_of("anna", NUMMER)
    assert answers[ONE.nummern[0]] == ONE.id
    assert len(answers) == 4  # every Frage, also those of the joint answer


def replaced(paper, number=1, ersetzt="ersetzt durch die lektorierte Fassung"):
    """A version of a paper, as the store keeps it."""
    return Version(paper.nummer, number, ersetzt, paper)


def test_a_whole_paper_names_its_versions_and_one_of_them_is_opened(tmp_path):
    engine = FakeEngine()
    engine.replaced = [replaced(sample_paper(extra=" Damals."))]
    desk = Desk(engine, tmp_path)
    now = desk.paper("anna", NUMMER, "3")
    assert (now.paper, now.asked, now.fassung) == (sample_paper(), "3", 0)
    assert now.earlier == [(1, "ersetzt durch die lektorierte Fassung")]
    then = desk.paper("anna", NUMMER, fassung=1)
    assert then.paper.titel.endswith("Damals.")
    assert {passage.ersetzt for passage in then.passages} == {"ersetzt durch die lektorierte Fassung"}
    for nummer, fassung in (("20/1", 0), ("20/1", 1), (NUMMER, 2), (NUMMER, -1)):
        assert desk.paper("anna", nummer, "", fassung) is None


def test_a_whole_paper_of_a_pdf_knows_the_pages_of_its_answers(tmp_path):
    engine = FakeEngine()
    desk = Desk(engine, tmp_path)
    assert desk.paper("anna", NUMMER).sheets == {}
    engine.files[NUMMER] = tmp_path / "a.pdf"
    engine.files[NUMMER].write_bytes(b"%PDF")
    assert desk.paper("anna", NUMMER).sheets[ONE.id] == sheet_address("blatt", ONE.id, (), 2)


def test_a_turn_knows_the_papers_that_its_reply_cites_now_and_later(tmp_path):
    desk = Desk(FakeEngine(), tmp_path)
    key = desk.conversations.begin("anna", "Titel")
    *_, done = desk.ask("anna", key, "Wie viele Leuchttürme gibt es?", Filters())
    paper = sample_paper()
    assert done.cited == {ONE.id: CitedPaper(paper.titel, paper.datum, paper.ressort, 0, paper.bezug, paper.fraktionen)}
    assert desk.turns("anna", key)[0].cited == done.cited
    desk.own.engine.remove(NUMMER)
    assert desk.cited("anna", done.reply) == {}


def test_a_cited_version_that_was_replaced_says_what_it_said_of_itself(tmp_path):
    desk = Desk(FakeEngine(), tmp_path)
    old = replaced(replace(sample_paper(), titel="Damals"), 2)
    desk.own.engine.version = lambda _id: old
    (cited,) = desk.cited("anna", sample_reply(Query("?"), ONE, (0, 22))).values()
    assert (cited.titel, cited.fassung) == ("Damals", 2)


@pytest.mark.parametrize(
    "leaning",
    [
        "Welche davon werden bis 2025 abgeschaltet?",
        "Wie bewertet sie die Kosten der Leuchttürme?",
        "Warum?",
        "sonstige Maßnahmen an den Leuchttürmen, die zielführend erscheinen?",  # items of lists
        "Förderung der Leuchttürme an den deutschen Küsten (bitte aufschlüsseln)?",
        "Bei wie vielen der o. g. Leuchttürme wurde die Lampe getauscht?",
    ],
)
def test_no_example_leans_on_what_stood_before_it(tmp_path, leaning):
    paper = sample_paper()
    first = replace(paper.fragen[0], text=leaning)
    desk = Desk(FakeEngine(replace(paper, fragen=(first, *paper.fragen[1:]))), tmp_path)
    assert leaning not in desk.examples()


def test_each_paper_gives_an_example_before_any_gives_a_second(tmp_path):
    def paper(nummer, *texts):
        whole = sample_paper(nummer)
        return replace(whole, fragen=tuple(replace(whole.fragen[0], text=text) for text in texts))

    one = paper("20/1", *(f"Wie viele Leuchttürme stehen an Küste Nummer {n}?" for n in range(9)))
    two = paper("20/2", "Wie hoch waren die Ausgaben für Rettungsboote?")
    desk = Desk(FakeEngine(one, two), tmp_path)
    assert [text[-2:] for text in desk.examples()] == ["0?", "e?", "1?", "2?"]


def test_what_was_searched_counts_only_what_the_filters_leave(tmp_path):
    desk = Desk(FakeEngine(sample_paper("20/1"), sample_paper("20/2")), tmp_path)
    assert desk.searched("anna", Filters()).startswith("Durchsucht: 2 Drucksachen mit 8 Fragen")
    assert desk.searched("anna", Filters(drucksachen=frozenset({"20/2"}))).startswith("Durchsucht: 1 Drucksache mit 4")


def test_what_is_kept_of_a_conversation_is_looked_up_once_however_long_it_is(tmp_path, monkeypatch):
    desk = Desk(FakeEngine(), tmp_path)
    talk, first = kept(desk)
    list(desk.ask("anna", talk, "Und wie viele Bojen?", Filters()))
    desk.news.keep_turn("anna", first)
    looked, turns = [], desk.news.store.turns
    monkeypatch.setattr(desk.news.store, "turns", lambda user: looked.append(user) or turns(user))
    assert [bool(turn.watched) for turn in desk.turns("anna", talk)] == [True, False]
    assert looked == ["anna"]
