"""Replies and sources as HTML: what is shown, and that no text of papers, models or users becomes markup."""

from dataclasses import replace
from datetime import date

# the parser names its methods
import pytest

from ingest.model import Passagenart, Seitenmarke, Status
from rag.model import Citation, Filters, Hit, Outcome, Paper, Query, Reply, Statement
from rag.requested import Art, Listed, Rated, Requested
from tests.support.fakes import EVIL, NUMMER, sample_paper, sample_passages, sample_reply
from tests.support.pages import Tags, close, texts
from ui.views import page as render_page
from ui.views import paper as render_paper
from ui.views import reply as render
from ui.views import source as render_source
from ui.views.paper import WholePaper
from ui.views.plain_text import reply_text
from ui.views.reply import CitedPaper, Turn
from ui.views.source import Source

OFFICIAL = "https://dserver.bundestag.de/btd/20/001/2000001.pdf"
PAPER = sample_paper()
PASSAGES = {passage.id: passage for passage in sample_passages(PAPER)}
ONE = PASSAGES[f"{NUMMER}:1"]
JOINT = PASSAGES[f"{NUMMER}:2-2a"]


def requested(reply, art, text):
    """The reply as one to a request of a kind, with a text wherever one can stand."""
    listed = Listed(text, text, None, text, (text,))
    rated = Rated(text, text, Status.ABGELEHNT, text)
    shown = Requested(art, text, text, (listed,), (rated, replace(rated, status=None)), (text, text), OFFICIAL, text)
    return replace(reply, anliegen=shown, teile=(reply, reply))


def every_page_with(evil):
    """Everything that is ever shown, with `evil` in every text of it."""
    paper = sample_paper(extra=f" {evil}")
    passages = sample_passages(paper)
    query = Query(f"Frage {evil}")
    first = replace(passages[0], marken=(Seitenmarke(0, 2),))
    reply = sample_reply(query, first, (0, len(first.text)))
    reply = replace(reply, gefragt=evil, grund=evil, model=evil, filters=Filters(ressorts=frozenset({evil})))
    via = Statement(evil, (Citation(passages[0], 0, 5, ueber=passages[1]),))
    item = Paper(evil, evil, None, evil, (evil,), evil, evil, 3)
    yield render.turn(Turn("k", evil, None))
    yield render.turn(Turn("k", evil, replace(reply, statements=(*reply.statements, via)), searched=evil))
    yield render.turn(Turn("k", evil, replace(reply, outcome=Outcome.NAECHSTLIEGEND)))
    for art in Art:
        yield render.turn(Turn("k", evil, requested(reply, art, evil)))
    yield render.turn(
        Turn("k", evil, Reply(query, Outcome.NICHT_IM_BESTAND, evil, (), (Hit(first, 1),), 1), searched=evil)
    )
    numbers = {frage.nummer: evil for frage in paper.fragen}
    for passage in passages:
        yield render_source.source(Source(passage, ((0, 9),), paper, numbers, pdf=evil))
        yield render_source.source(Source(passage, ((0, 9),), None))
    sheets = dict.fromkeys((passage.id for passage in passages), evil)
    old = [replace(passage, ersetzt=evil) for passage in passages]
    paper = replace(paper, fragesteller=(evil,))
    yield render_paper.paper(WholePaper(paper, passages, sheets, [(1, evil)], asked=evil))
    yield render_paper.paper(WholePaper(replace(paper, nummer=evil), old, sheets, [(1, evil)], 2, evil))
    cited = {first.id: CitedPaper(evil, None, evil, 1)}
    yield render.turn(Turn("k", evil, replace(reply, filters=Filters()), cited=cited))
    yield render_page.thread(evil, (), [evil], evil)
    yield render_page.papers([item], frozenset({evil}))
    yield render_page.filters({"ressort": [evil] * 9, "drs": [evil]})


@pytest.mark.parametrize(
    "evil", [EVIL, '"><svg onload=alert(1)>', "' onclick='alert(1)", "</textarea><iframe src=//x>"]
)
def test_no_text_becomes_markup(evil):
    pages = list(every_page_with(evil))
    assert len(pages) > 15
    for page in pages:
        found = Tags(page)  # complains of every tag that is not ours
        assert not found.open
        assert not [name for name, _ in found.attributes if name.startswith("on") or name in ("src", "style")]
        addresses = [value for name, value in found.attributes if name == "href"]
        assert all(address.startswith(("https://dserver.bundestag.de/", "tabellen.xlsx?")) for address in addresses)
    assert any(evil in text for page in pages for text in Tags(page).texts)


@pytest.mark.parametrize(
    ("citation", "label"),
    [
        (Citation(ONE, 0, 5), "Frage 1 · S. 2"),
        (Citation(PASSAGES[f"{NUMMER}:3"], 0, 5), "Frage 3"),  # no page known, none guessed
        (Citation(PASSAGES[f"{NUMMER}:2-2a:t1"], 0, 4), "Fragen 2 und 2a · Tabelle"),
        (Citation(PASSAGES[f"{NUMMER}:v"], 0, 4), "Vorbemerkung"),
        (Citation(ONE, 0, 5, ueber=PASSAGES[f"{NUMMER}:3"]), "Frage 3 → 1 · S. 2"),
        (Citation(replace(ONE, nummern=(), art=Passagenart.ANLAGE), 0, 4), "Anlage · S. 2"),
    ],
)
def test_a_chip_names_the_place(citation, label):
    assert render.chip_label(citation) == label


def test_a_chip_opens_its_passage_with_all_quotes_of_the_reply():
    reply = sample_reply(Query("?"), ONE, (0, 22), (23, 53))
    page = render.turn(Turn("k", "?", reply))
    assert page.count(f'data-passage="{ONE.id}" data-marks="0-22 23-53"') == 2


def test_under_an_answer_stand_its_papers_with_the_whole_answer_and_quotes_to_copy():
    reply = sample_reply(Query("?"), ONE, (0, 22), (23, 53))
    cited = {ONE.id: CitedPaper("Leuchttürme", date(2024, 4, 24), "BMDV")}
    page = render.turn(Turn("k", "?", reply, cited=cited))
    assert f"Leuchttürme BT-Drs. {NUMMER} · 24.04.2024 · BMDV" in texts(page)
    assert f'data-papier="{NUMMER}" data-nr="1">Ganze Antwort' in page
    (copied,) = (value for name, value in Tags(page).attributes if name == "data-kopie")
    assert copied == "\n\n".join(
        f"„{ONE.text[start:end]}“ (BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1)" for start, end in ((0, 22), (23, 53))
    )
    assert "af-belege" not in render.turn(Turn("k", "?", reply, growing=True, cited=cited))
    assert "af-belege" not in render.turn(Turn("k", "?", reply))  # nobody knows the paper any more


def test_an_answer_of_an_official_paper_can_be_followed_up_under_the_reply():
    reply = sample_reply(Query("?"), ONE, (0, 22))
    link = f'data-tun="nachfrage" data-drs="{NUMMER}" data-nr="1">Nachfrage entwerfen'
    assert link in render.turn(Turn("k", "?", reply, cited={ONE.id: CitedPaper("T", None, None)}))
    assert "Nachfrage" not in render.turn(Turn("k", "?", reply, cited={ONE.id: CitedPaper("T", None, None, 3)}))
    own = replace(ONE, drucksache="eigenes")
    shown = sample_reply(Query("?"), own, (0, 22))
    assert "Nachfrage" not in render.turn(Turn("k", "?", shown, cited={own.id: CitedPaper("T", None, None)}))


def test_a_cited_version_that_was_replaced_is_opened_itself():
    reply = sample_reply(Query("?"), ONE, (0, 22))
    page = render.turn(Turn("k", "?", reply, cited={ONE.id: CitedPaper(None, None, None, 3)}))
    assert 'data-nr="1" data-fassung="3"' in page
    assert f"Titel unbekannt BT-Drs. {NUMMER}, frühere Fassung" in texts(page)


def test_a_cited_place_of_no_frage_is_opened_as_it_is():
    preamble = next(passage for passage in sample_passages(sample_paper()) if not passage.nummern)
    reply = sample_reply(Query("?"), preamble, (0, 10))
    page = render.turn(Turn("k", "?", reply, cited={preamble.id: CitedPaper("T", None, None)}))
    assert f'data-passage="{preamble.id}">Ganze Stelle' in page
    assert "Ganze Antwort" not in page


def test_while_a_language_model_writes_the_places_found_stand_below_what_is_proven():
    reply = replace(sample_reply(Query("?"), ONE, (0, 22)), model="m")
    growing = render.turn(Turn("k", "?", reply, growing=True))
    assert growing.index("17 Leuchttürme") < growing.index("Das Sprachmodell formuliert") < growing.index("Gefundene")
    assert "1. Wie viele Leuchttürme gibt es" in growing
    assert "Gefundene" not in render.turn(Turn("k", "?", reply))


def test_a_growing_answer_is_busy_until_it_is_finished():
    reply = sample_reply(Query("?"), ONE, (0, 22))
    growing = render.turn(Turn("k", "?", reply, growing=True))
    assert "17 Leuchttürme" in growing
    assert 'aria-busy="true"' in growing
    assert "data-fertig" not in growing
    assert "data-fertig" in render.turn(Turn("k", "?", reply))


def test_a_problem_is_said_and_ends_the_turn():
    page = render.turn(Turn("k", "?", None, problem="Ging nicht <b>."))
    assert "data-fertig" in page
    assert "Ging nicht &lt;b&gt;." in page


def test_a_weak_find_is_labelled_and_not_shown_as_the_answer():
    page = texts(render.answer(sample_reply(Query("?"), ONE, (0, 22), outcome=Outcome.NAECHSTLIEGEND)))
    assert page.startswith("Nächstliegende Fundstelle")


@pytest.mark.parametrize("outcome", [Outcome.BELEGT, Outcome.NAECHSTLIEGEND, Outcome.NICHT_IM_BESTAND])
def test_what_was_not_searched_stands_in_a_paragraph_of_its_own(outcome):
    reply = replace(sample_reply(Query("?"), ONE, (0, 22), outcome=outcome), grund="Was sonst zu sagen ist.")
    page = close(render.answer(reply.noted("Der <Index> ist nicht ganz.")))
    assert "<p>Was sonst zu sagen ist.</p><p>Der &lt;Index&gt; ist nicht ganz.</p>" in page


def test_nothing_found_says_what_was_searched_and_offers_the_nearest_fragen():
    asked = Query("Was kostete die Unterhaltung?")
    reply = Reply(asked, Outcome.NICHT_IM_BESTAND, "Dazu steht nichts.", (), (Hit(JOINT, 0.3),), 1.0)
    searched = render.searched(3, 40, Filters(wahlperioden=frozenset({20})))
    page = texts(render.answer(reply, searched=searched))
    assert "Dazu steht nichts." in page
    assert "Durchsucht: 3 Drucksachen mit 40 Fragen, eingegrenzt auf 20. Wahlperiode." in page
    assert "2. Was kostete ihre Unterhaltung im Jahr 2023? (und 1 weitere)" in page


def test_nothing_far_fetched_is_offered():
    for shown in (render.answer, reply_text):
        for text, there in (("Was kostete die Unterhaltung?", True), ("Wer gewinnt die Bundesliga?", False)):
            reply = Reply(Query(text), Outcome.NICHT_IM_BESTAND, "Nichts.", (), (Hit(JOINT, 0.3),), 1.0)
            assert ("Was kostete ihre Unterhaltung" in str(shown(reply))) == there


def test_the_askers_words_are_never_shown_as_the_governments():
    askers = PASSAGES[f"{NUMMER}:vf"]
    answer = render.answer(sample_reply(Query("?"), askers, (0, 20)))
    assert "keine Aussage der Bundesregierung" in texts(answer)
    panel = texts(render_source.source(Source(askers, ((0, 20),), PAPER)))
    assert "Vorbemerkung der Fragesteller" in panel
    assert "nicht der Bundesregierung" in panel


def test_a_long_list_shows_its_first_rows_and_folds_the_rest():
    papers = tuple(Listed(f"21/{n}", f"Papier {n}", None, None, ()) for n in range(100, 100 + render.FIRST + 3))
    shown = Requested(Art.LISTE, "Liste der Papiere", "28 Papiere im Bestand.", papers, als_frage="Als Frage: alle")
    page = str(render.answer(Reply(Query("alle"), Outcome.BELEGT, None, (), (Hit(ONE, 0.5),), 1.0, anliegen=shown)))
    assert page.count("data-papier=") == len(papers)
    assert "Weitere 3 Papiere zeigen" in page
    assert 'data-frage="Als Frage: alle"' in page
    assert "Nahe dabei, nicht mitgezählt" in page


def test_papers_that_are_meant_are_a_list_of_their_own_and_no_neighbours():
    counted, meant = Listed("21/7", "Asyl", None, None, ()), Listed(NUMMER, "Geflüchtete <b>", None, None, ())
    shown = Requested(Art.LISTE, "Liste", "1 Papier.", (counted,), sinnverwandt=(meant,))
    page = str(render.answer(Reply(Query("alle"), Outcome.BELEGT, None, (), (Hit(ONE, 0.5),), 1.0, anliegen=shown)))
    before, after = page.split("<h3>Dem Sinn nach nahe, nicht mitgezählt</h3>")
    assert 'data-papier="21/7"' in before
    assert f'data-papier="{NUMMER}"' in after
    assert "Geflüchtete &lt;b&gt;" in after
    assert "Nahe dabei" not in page  # the only hit is of a paper that is named already


def test_a_comparison_stands_side_by_side_and_says_nothing_twice():
    one = sample_reply(Query("Und 2022?"), ONE, (0, 22))
    shown = Requested(Art.VERGLEICH, "Vergleich: 2022 und 2024", "", seiten=("2022", "2024"))
    page = str(render.answer(replace(one, anliegen=shown, teile=(one, one))))
    assert (page.count("af-seiten"), page.count("af-statement"), page.count("<h3>2022</h3>")) == (1, 2, 1)


def test_tables_can_be_had_of_a_quoted_table_and_of_a_list_of_papers():
    table = next(p for p in sample_passages(sample_paper()) if p.art is Passagenart.TABELLE)
    about = {ONE.id: CitedPaper("T", None, None), table.id: CitedPaper("T", None, None)}
    of_table = f'href="tabellen.xlsx?nummer={NUMMER}&amp;frage=2"'
    assert of_table in render.turn(Turn("k", "?", sample_reply(Query("?"), table, (0, 4)), cited=about))
    assert "tabellen.xlsx" not in render.turn(Turn("k", "?", sample_reply(Query("?"), ONE, (0, 22)), cited=about))
    shown = Requested(Art.LISTE, "Liste", "1 Papier.", (Listed(NUMMER, "T", None, None, ()),))
    reply = Reply(Query("alle"), Outcome.BELEGT, None, (), (), 1.0, anliegen=shown)
    assert 'href="tabellen.xlsx?antwort=k"' in render.turn(Turn("k", "alle", reply))
    assert "tabellen.xlsx" not in render.turn(Turn("k", "alle", replace(reply, anliegen=replace(shown, papiere=()))))


def test_a_chip_says_which_column_is_meant():
    reply = sample_reply(Query("?"), ONE, (0, 22))
    named = replace(reply.citations[0], spalte='2024 "Euro"')
    assert 'data-spalte="2024 &#34;Euro&#34;"' in render.chip(named, reply)
    assert "data-spalte" not in render.chip(reply.citations[0], reply)
