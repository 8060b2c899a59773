"""Many questions from a file: each line answered or refused alone, in order."""

from __future__ import annotations

import json

import pytest

from rag.model import Query
from tests.support.fakes import FakeEngine
from ui.cli import batch


def test_half_a_character_does_not_end_a_batch(tmp_path):
    engine = FakeEngine()
    file = tmp_path / "fragen.jsonl"
    file.write_text('{"id": "a", "question": "Leuchtt\\ud800rme"}', encoding="utf-8")
    assert batch.run(engine, file) is True
    assert engine.asked[0].text == "Leuchtt?rme"


def test_batch_answers_in_order_and_refuses_bad_lines_alone(tmp_path, capsys):
    engine = FakeEngine()
    lines = [
        {"id": "a", "question": "Wie viele Leuchttürme gibt es?"},
        {"id": "b", "question": "Und was kostete die Unterhaltung?", "nach": "a"},
        {"id": "c", "question": "Wer?", "nach": "unbekannt"},
        {"id": 4, "question": "Wer?"},
    ]
    file = tmp_path / "fragen.jsonl"
    text = "\n".join(json.dumps(line) for line in lines) + "\nkein json\n\n[1]\n"
    file.write_bytes(text.encode() + b'{"id": "\xff"}\n')
    assert batch.run(engine, file) is False
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "b"]
    assert [int(line.split("Zeile ")[1].split(":")[0]) for line in err.splitlines()] == [3, 4, 5, 7, 8]
    assert engine.asked[1].vorher == Query("Wie viele Leuchttürme gibt es?")


def test_a_turn_knows_all_turns_before_it():
    first = Query("eins")
    second = Query("zwei", vorher=first)
    _, query = batch.read_line(b'{"id": "c", "question": "drei", "nach": "b"}', {"a": first, "b": second})
    assert query.vorher is second


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"nein", "kein JSON in UTF-8"),
        (b'{"id": "\xff"}', "kein JSON in UTF-8"),
        (b"[" * 100_000, "zu tief verschachtelt"),
        (b'{"id": "c", "question": ' + b"9" * 5000 + b"}", "kein JSON in UTF-8"),
        (b'["id", "question"]', "kein JSON-Objekt"),
        (b'{"id": 4, "question": "Wer?"}', "müssen Texte sein"),
        (b'{"id": "c", "question": null}', "müssen Texte sein"),
        (b'{"id": "c", "question": "Wer?", "nach": "d"}', "„nach“ nennt 'd', diese Frage stand nicht davor"),
        (b'{"id": "c", "question": "Wer?", "nach": ["a"]}', "diese Frage stand nicht davor"),
        (b'{"id": "c", "question": "Wer?", "nach": {}}', "diese Frage stand nicht davor"),
    ],
    ids=range(10),
)
def test_what_is_no_question_is_refused_in_words_and_the_next_is_answered(line, says, tmp_path, capsys):
    file = tmp_path / "fragen.jsonl"
    file.write_bytes(line + b'\r\n{"id": "a", "question": "Leuchtt\xc3\xbcrme"}')
    assert batch.run(FakeEngine(), file) is False
    out, err = capsys.readouterr()
    assert err.startswith(f"{file}, Zeile 1: ")
    assert says in err
    assert json.loads(out)["id"] == "a"


def test_an_id_given_twice_leads_to_the_later_turn(tmp_path):
    engine = FakeEngine()
    file = tmp_path / "fragen.jsonl"
    lines = (
        {"id": "a", "question": "eins"},
        {"id": "a", "question": "zwei"},
        {"id": "b", "question": "drei", "nach": "a"},
    )
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert batch.run(engine, file) is True
    assert engine.asked[2].vorher.text == "zwei"
