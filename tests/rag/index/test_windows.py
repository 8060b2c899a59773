"""What of a Passage gets a vector, and the pieces of words that the keyword index holds."""

from __future__ import annotations

import itertools
from dataclasses import replace

from ingest.ids import WindowKind
from ingest.model import Frage, Passage, Passagenart, Sprecher
from rag.index.windows import context, windows
from rag.parameters import PARAMETERS, Windows
from rag.text.official_questions import questions
from tests.support.fakes import NUMMER, nr, sample_paper, sample_passages

W = PARAMETERS.windows
ANSWER = sample_passages(sample_paper())[0]


def test_windows_are_spans_with_title_and_question_in_front():
    found = [w for w in windows(ANSWER, "Titel") if w.kind is WindowKind.WINDOW]
    assert [ANSWER.text[w.start : w.end] for w in found] == [ANSWER.text]
    assert found[0].text == f"Titel Wie viele Leuchttürme gibt es an den deutschen Küsten? {ANSWER.text}"


def test_each_question_of_a_joint_answer_has_a_vector():
    texts = {"2": "Was kostet es?", "2a": "Und wann?", "3": "Nicht meine."}
    fragen = tuple(Frage(nr(n), text) for n, text in texts.items())
    joint = replace(ANSWER, nummern=(nr("2"), nr("2a")), fragen=fragen)
    assert joint.frage == "2. Was kostet es?\n2a) Und wann?\n3. Nicht meine."
    assert questions(joint) == ["Was kostet es?", "Was kostet es? Und wann?"]
    assert [w.kind for w in windows(joint, None)][:2] == [WindowKind.QUESTION] * 2


def test_what_askers_say_gets_no_vector():
    assert windows(replace(ANSWER, sprecher=Sprecher.FRAGESTELLER), "Titel") == []


def test_every_sentence_of_running_text_is_in_exactly_one_window():
    text = " ".join(f"Der Bund hat dazu im Jahr {1900 + i} einen Bericht erstellt." for i in range(40))
    spans = [(w.start, w.end) for w in windows(replace(ANSWER, text=text), "T") if w.kind is WindowKind.WINDOW]
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def test_short_lines_of_a_table_stay_together():
    cells = ["Datum Ort", "11.02.2025 BMF", *(f"Bank Nummer {i}" for i in range(30)), "BM Kukies 1"]
    table = replace(ANSWER, art=Passagenart.TABELLE, id=f"{NUMMER}:1:t1", text="\n".join(cells))
    found = [table.text[w.start : w.end] for w in windows(table, "T")]
    assert len(found) < len(cells) / 6
    assert all(W.short <= len(text) <= W.length for text in found[:-1])


def test_long_tables_get_few_vectors_and_prose_many():
    rows = "\n".join(f"Hamburg {i} 17 {i * 3} 2023 Nord" for i in range(400))
    table = replace(ANSWER, art=Passagenart.TABELLE, id=f"{NUMMER}:1:t1", text=rows)
    assert len(windows(table, "T")) == W.rows
    assert len(windows(replace(table, id=f"{NUMMER}:1:t2"), "T")) == W.rows_further
    assert windows(replace(table, id=f"{NUMMER}:1:t{W.pieces + 1}"), "T") == []
    assert windows(replace(table, art=Passagenart.ANLAGE, id=f"{NUMMER}:a{W.pieces + 1}"), "T") == []
    prose = replace(ANSWER, text="Der Bund hat dazu einen langen Bericht erstellt, der allen vorliegt. " * 400)
    assert len([w for w in windows(prose, "T") if w.kind is WindowKind.WINDOW]) == W.prose


def test_a_frage_numbered_like_a_piece_is_none():
    for n in ("13", "2"):
        passage = replace(ANSWER, id=f"{NUMMER}:{n}", nummern=(nr(n),), fragen=(Frage(nr(n), "Was?"),))
        assert [w.kind for w in windows(passage, "T")] == [WindowKind.QUESTION, WindowKind.WINDOW]


def test_nothing_is_longer_than_a_model_reads():
    endless = replace(ANSWER, text="wort " * 4000)
    assert all(w.end - w.start <= W.longest for w in windows(endless, "T" * 500))
    assert len(context("Titel " * 100, ANSWER)) <= W.context


def test_a_passage_without_text_has_its_questions_only():
    bare: Passage = replace(ANSWER, text="")
    assert {w.kind for w in windows(bare, "T")} == {WindowKind.QUESTION}


def test_other_numbers_cut_other_windows():
    sentence = "Die Bundesregierung fördert das Programm in diesem Jahr erneut. "
    long_ = replace(ANSWER, text=sentence * 12)
    found = [
        w for w in windows(long_, "Titel", Windows(sentences=1, short=0, context=0)) if w.kind is WindowKind.WINDOW
    ]
    assert [w.text for w in found] == [sentence.strip()] * 12
    assert 0 < len([w for w in windows(long_, "Titel") if w.kind is WindowKind.WINDOW]) < 12
