"""What is read out of what a model writes: whole sentences, and the numbers of sentences that were given."""

from __future__ import annotations

from time import process_time

import pytest

from rag.generation.drafted import NOTHING, Drafted, nothing, read


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Es gibt 17 Türme [1]. Neun sind rot.[2][3]", [("Es gibt 17 Türme.", (1,)), ("Neun sind rot.", (2, 3))]),
        ("- Es gibt **17** Türme [1, 2].", [("Es gibt 17 Türme.", (1, 2))]),  # list and markup
        ("Das gilt z. B. für Bremen [9].", [("Das gilt z. B. für Bremen.", ())]),  # 9 was not given
        ('{"saetze": [{"text": "Es gibt 17 Türme.", "quellen": [1, 7]}]}', [("Es gibt 17 Türme.", (1,))]),  # structured
        ('{"saetze": [{"text": "Ganz.", "quellen": [2]}, {"text": "Hal', [("Ganz.", (2,))]),  # still being written
        ('{"saetze": "kaputt"', []),
        ("[1] [3]", [("", (1, 3))]),  # points, and says nothing
        ("", []),
    ],
)  # fmt: skip
def test_read(text: str, sentences: list[tuple[str, tuple[int, ...]]]) -> None:
    assert read(text, 5) == [Drafted(*s) for s in sentences]


@pytest.mark.parametrize(
    "loop",
    [
        "[" + ", ".join(map(str, range(10, 22))),  # a small model that runs on in its numbers
        "[" + "10, " * 20_000,
        "[" + " " * 20_000,
        "Es gibt 17 Türme" + " [1]" * 20_000,
        "Es gibt" + " " * 20_000 + "17 Türme.",
        '{"saetze": [' + '{"text": "' * 20_000,
        '{"saetze": ' + "[" * 20_000,
    ],
    ids=lambda text: text[:20],
)
def test_a_model_that_runs_on_keeps_nobody_waiting(loop: str) -> None:
    start = process_time()
    read(loop, 30)
    assert process_time() - start < 1


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("[1] Es gibt 17 Türme.", [("Es gibt 17 Türme.", (1,))]),  # in front of the sentence
        ("Es gibt 17 Türme [Satz 1; Nr. 2].", [("Es gibt 17 Türme.", (1, 2))]),
        ("Es gibt 17 Türme [2][2].", [("Es gibt 17 Türme.", (2,))]),  # named twice
        ("Es gibt 17 Türme [0].", [("Es gibt 17 Türme.", ())]),
        ("Es gibt 17 Türme [12345678901234567890].", [("Es gibt 17 Türme.", ())]),
        ("Es gibt [sic] 17 Türme [1].", [("Es gibt [sic] 17 Türme.", (1,))]),  # a word in brackets is no number
        ("1. Es gibt 17 Türme [1].\n2) Neun sind rot [2].", [("Es gibt 17 Türme.", (1,)), ("Neun sind rot.", (2,))]),
        ("# <b>Es gibt</b> __17__ Türme [1].", [("Es gibt 17 Türme.", (1,))]),
        (" \n\n ", []),
    ],
)
def test_read_plain_text(text: str, sentences: list[tuple[str, tuple[int, ...]]]) -> None:
    assert read(text, 5) == [Drafted(*s) for s in sentences]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ('{"text": "Allein.", "quellen": [1]}', [("Allein.", (1,))]),  # without the list that was asked for
        ('{"saetze": [{"text": "A.", "quellen": ["1", true, 2.0, 2]}]}', [("A.", (2,))]),  # only whole numbers count
        ('{"saetze": [{"text": 7, "quellen": [1]}, {"text": "Gut.", "quellen": [1]}]}', [("Gut.", (1,))]),
        ('{"saetze": [{"text": "Ohne."}]}', []),  # not what was asked for
        ('{"saetze": [{"text": "Zeile\neins", "quellen": [1]}]}', [("Zeile eins", (1,))]),  # a raw line break
        ('{"saetze": [{"text": "Halb \\ud83d", "quellen": [1]}]}', [("Halb ?", (1,))]),  # half a character
        ('{"saetze": [{"text": "Gut.", "quellen": [1]}]} und noch mehr', [("Gut.", (1,))]),
        ('{"saetze": [{"text": "Gut.", "quellen": [1]}, {"text": "Offen.", "quellen": [1', [("Gut.", (1,))]),
        ('{"saetze": ' + "9" * 5000, []),
        ('{"a": {"b": {"c": {"d": {"text": "Zu tief.", "quellen": [1]}}}}}', []),
    ],
)
def test_read_structured_drafts(text: str, sentences: list[tuple[str, tuple[int, ...]]]) -> None:
    assert read(text, 5) == [Drafted(*s) for s in sentences]


def test_while_a_draft_grows_no_sentence_is_read_that_changes_again() -> None:
    whole = '{"saetze": [{"text": "Es gibt 17 Türme.", "quellen": [1, 2]}, {"text": "Neun.", "quellen": [3]}]}'
    final = read(whole, 5)
    for end in range(len(whole)):
        found = read(whole[:end], 5)
        assert found == final[: len(found)]


@pytest.mark.parametrize(
    ("text", "is_nothing"),
    [(NOTHING, True), ("keine antwort.", True), ("Es gibt keine Türme.", False), ("", False)],
)
def test_that_nothing_answers_is_said_in_agreed_words(text: str, is_nothing: bool) -> None:
    assert nothing(text) is is_nothing
