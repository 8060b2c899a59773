"""Names of papers, Passages and windows: written and taken apart in one place."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from fakes import nr

from ingest.ids import Part, PassageId, WindowId, WindowKind, answer_of, is_private, key_of, paper_key
from ingest.papers import load
from ingest.passages import passages
from rag.windows import windows

EACH = [
    ("21/392:7-8-9", PassageId("21/392", "7-8-9"), "21/392:7-8-9"),
    ("21/392:7:2", PassageId("21/392", "7", Part.PROSE, 2), "21/392:7"),
    ("21/392:1--14:t3", PassageId("21/392", "1--14", Part.TABLE, 3), "21/392:1--14"),
    ("21/392:v", PassageId("21/392", "", Part.PREAMBLE), "21/392:v"),
    ("21/392:v2", PassageId("21/392", "", Part.PREAMBLE, 2), "21/392:v2"),
    ("21/392:vf", PassageId("21/392", "", Part.ASKERS), "21/392:vf"),
    ("21/392:a1", PassageId("21/392", "", Part.ANNEX, 1), "21/392:a1"),
    ("21/392~6a0f:2a:t1", PassageId("21/392~6a0f", "2a", Part.TABLE, 1), "21/392~6a0f:2a"),
]


@pytest.mark.parametrize(("text", "id_", "answer"), EACH)
def test_a_passages_id_is_taken_apart_and_put_together(text: str, id_: PassageId, answer: str) -> None:
    assert PassageId.parse(text) == id_
    assert str(id_) == text
    assert answer_of(text) == answer
    assert key_of(text) == id_.key


@pytest.mark.parametrize(
    "text", ["", "21/392", "21/392:", "21/392:t1", "21/392:7:v", "21/392:7#w1", "21/392:7:t", ":7"]
)
def test_what_is_no_passages_id_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no Passage's id"):
        PassageId.parse(text)


def test_an_answer_to_many_fragen_is_named_by_the_first_and_the_last() -> None:
    eight, nine = ([nr(str(n)) for n in range(1, most + 1)] for most in (8, 9))
    assert str(PassageId.of_answer("21/9", eight)) == "21/9:1-2-3-4-5-6-7-8"
    assert str(PassageId.of_answer("21/9", nine, Part.TABLE, 2)) == "21/9:1--9:t2"


def test_a_windows_id_is_taken_apart_and_put_together() -> None:
    id_ = WindowId("21/392:7:t3", WindowKind.WINDOW, 12)
    assert str(id_) == "21/392:7:t3#w12"
    assert WindowId.parse(str(id_)) == id_
    for wrong in ("21/392:7", "21/392:7#x1", "21/392:7#w", ""):
        with pytest.raises(ValueError, match=r".+"):
            WindowId.parse(wrong)


def test_a_private_paper_tells_that_it_is_and_not_whose() -> None:
    key = paper_key("21/392", "anna")
    assert key != paper_key("21/392", "bernd") != paper_key("21/392", None) == "21/392"
    assert "anna" not in key
    own = str(replace(PassageId.parse("21/392:7:t1"), key=key))
    assert key_of(own) == key
    assert (is_private(own), is_private("21/392:7:t1")) == (True, False)


def test_every_id_of_real_papers_comes_back_as_it_was(shared: Path) -> None:
    for file in islice(sorted((shared / "corpus" / "antworten").glob("*.txt")), 3, None, 90):
        for passage in passages(load(file)):
            assert str(PassageId.parse(passage.id)) == passage.id
            for window in windows(passage, None):
                id_ = WindowId.parse(window.id)
                assert (str(id_), id_.passage, id_.kind) == (window.id, passage.id, window.kind)
