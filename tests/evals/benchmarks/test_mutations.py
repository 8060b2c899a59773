"""Sentences that are falsified by rule: each change does what its name says, and is counted against the check."""

from __future__ import annotations

import random
from types import SimpleNamespace

import pytest

from evals.benchmarks.mutations import CHANGES, TRUE, Drawn, drawn, passed
from tests.support.fakes import sample_paper, sample_passages

SAID = "Der Bund hat im Jahr 2023 rund 1 200 Stellen geschaffen, wenn die Länder keine 300 schufen."


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        ("Zahl geändert", "Es gibt 17 Leuchttürme.", "Es gibt 20 Leuchttürme."),
        ("zwei Zahlen vertauscht", "Von 17 Türmen stehen 9 im Meer.", "Von 9 Türmen stehen 17 im Meer."),
        ("Jahr geändert", SAID, SAID.replace("2023", "2009")),
        ("Jahr weggelassen", SAID, SAID.replace(" im Jahr 2023", "")),
        ("„nicht“ weggelassen", "Das ist nicht geplant.", "Das ist geplant."),
        ("„nicht“ hinzugefügt", "Das ist geplant.", "Das ist nicht geplant."),
        ("„nicht“ hinzugefügt", "Das ist nicht geplant.", "Das ist nicht geplant."),  # denied already
        ("„keine“ zu „eine“", "Es liegen keine Daten vor.", "Es liegen eine Daten vor."),
        ("Einschränkung weggelassen", SAID, SAID.replace("rund ", "")),
        ("Bedingung weggelassen", SAID, "Der Bund hat im Jahr 2023 rund 1 200 Stellen geschaffen."),
        ("Geplantes als Tatsache", "Der Turm soll gebaut werden.", "Der Turm wird gebaut werden."),
        ("Länder zu Bundesregierung", "Die Länder zahlen.", "Die Bundesregierung zahlen."),
        (TRUE + "wörtlich", SAID, SAID),
        (TRUE + "um den letzten Nebensatz gekürzt", "Der Turm ruht, weil er alt ist.", "Der Turm ruht."),
    ],
)
def test_each_change_does_what_its_name_says(name, text, made):
    assert CHANGES[name](Drawn(text, "", ""), random.Random(1)) == made


def test_a_foreign_noun_comes_from_the_sentence_beside_it():
    item = Drawn("Der Bund betreibt Leuchttürme.", "Danach werden Schleusen saniert.", "")
    assert CHANGES["fremdes Nomen eingesetzt"](item, random.Random(1)) == "Der Bund betreibt Schleusen."
    alone = Drawn("Der Bund betreibt Leuchttürme.", "Danach wird saniert.", "")
    assert CHANGES["fremdes Nomen eingesetzt"](alone, random.Random(1)) == alone.text


def test_only_changes_that_apply_are_counted_and_what_is_false_is_caught():
    item = Drawn("Es gibt 17 Leuchttürme an der Küste.", "Davon ruhen zwei.", "Wie viele Leuchttürme gibt es?")
    found = passed(iter([item, item]), random.Random(1))
    assert list(found) == list(CHANGES)
    assert found["Zahl geändert"] == (0, 2)
    assert found[TRUE + "wörtlich"] == (2, 2)
    assert found["Jahr geändert"] == (0, 0)  # it names none


def test_only_prose_of_the_government_is_drawn():
    passages = sample_passages(sample_paper())
    store = SimpleNamespace(whole=lambda: [SimpleNamespace(key="20/1")], passages_of=lambda _key: passages)
    items = list(drawn(store, 20, random.Random(1)))
    said = {passage.text for passage in passages if passage.sprecher.name == "BUNDESREGIERUNG"}
    assert len(items) == 20
    for item in items:
        assert any(item.text in text and item.beside in text for text in said)
        assert item.text != item.beside
        assert item.frage
