"""From the settings to a Writer, and nothing loaded where none is set."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rag.generation.factory import load_writer
from rag.generation.llm import LLMProblem
from rag.parameters import Drafting, Parameters
from rag.settings import Settings
from tests.support.fakes import FakeEmbedder
from tests.support.paths import ROOT

SET = {"llm": "openai:m", "llm_base_url": "http://127.0.0.1:9/v1", "llm_context": 8000, "llm_timeout": 7.0}

_UNREAD = """
import sys
from rag.generation.factory import load_writer
from rag.settings import Settings
assert load_writer(Settings(llm=""), None) is None
print(sorted({name.partition(".")[0] for name in sys.modules} & {"langchain_openai", "langchain_ollama", "openai"}))
"""


def test_where_no_model_is_set_there_is_no_writer_and_no_client_is_read() -> None:
    ran = subprocess.run([sys.executable, "-c", _UNREAD], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_writer_has_what_the_settings_say() -> None:
    numbers = Parameters(drafting=Drafting(words=9))
    writer = load_writer(Settings(**SET), FakeEmbedder(), numbers)
    assert writer is not None
    assert (writer.name, writer.timeout, writer.numbers) == ("openai:m", 7.0, numbers)
    other = load_writer(Settings(**SET | {"llm_context": 2000}), FakeEmbedder())
    assert other is not None
    assert other.room < writer.room
    assert other.numbers == Parameters()


def test_meaning_is_the_cosine_of_two_texts() -> None:
    writer = load_writer(Settings(**SET), FakeEmbedder())
    assert writer is not None
    assert writer.meaning is not None
    assert writer.meaning("Leuchttürme stehen hier", "Leuchttürme stehen hier") == pytest.approx(1.0, abs=1e-5)
    assert writer.meaning("Leuchttürme stehen hier", "Bananen wachsen dort") < 0.5


def test_a_setting_that_names_no_model_is_told() -> None:
    with pytest.raises(LLMProblem, match="ollama:NAME"):
        load_writer(Settings(llm="unsinn"), FakeEmbedder())
