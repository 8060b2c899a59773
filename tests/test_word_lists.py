"""Lists of words say in their heads what they are and where they come from, and hold nothing else."""

from __future__ import annotations

import re

import pytest

from rag.orte import orte
from rag.words import DATA, content, word_list

LISTS = sorted(path.stem for path in DATA.glob("*.txt"))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_names_its_source(name: str) -> None:
    head = (DATA / f"{name}.txt").read_text(encoding="utf-8").split("\n", 1)[0]
    assert head.startswith("# ")
    text = (DATA / f"{name}.txt").read_text(encoding="utf-8")
    assert "By hand" in "\n".join(line for line in text.splitlines() if line.startswith("#"))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_words_alone(name: str) -> None:
    words = word_list(name)
    assert len(words) > 50
    assert not [word for word in words if re.search(r"[#\"(),;:]", word)]
    assert len(words) == len(set(words)) or name != "orte"


def test_what_the_head_says_is_no_word_of_the_list() -> None:
    assert content("questions sentence") == ["questions", "sentence"]
    assert "states" not in {name.lower() for name in orte()}
