"""No text of a paper, a question set or a language model keeps a regular expression busy."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import ingest
import rag.routing
import rag.series
from tests.support.pumps import slow, uses

MODULES = [
    importlib.import_module(name)
    for name in (
        *(module.name for module in pkgutil.walk_packages(ingest.__path__, "ingest.")),
        "rag.asked_before",
        "rag.answerability.lacking",
        "rag.query.sought",
        "rag.text.tablelines",
        *(module.name for module in pkgutil.walk_packages(rag.routing.__path__, "rag.routing.")),
        *(module.name for module in pkgutil.walk_packages(rag.series.__path__, "rag.series.")),
        "rag.generation.prompt",
        "rag.generation.drafted",
        "rag.generation.injection",
        "rag.fetching.addresses",
        "rag.fetching.record",
        "rag.index.exporting",
        "rag.index.parcel",
        "evals.case_files",
    )
]


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"(?:\w+\s?)+$", "match"),  # exponential
        (r"[\w-]+\.de", "search"),  # quadratic: from every letter to the word's end
        (r"Brücke.*Ende", "search"),  # quadratic: from every "Brücke"
        (r",\s*\s*;", "match"),
    ],
)
def test_what_is_slow_is_found(pattern: str, method: str) -> None:
    assert slow(re.compile(pattern), method) is not None


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_time_grows_with_the_text_and_not_with_its_square(module) -> None:
    found = {place: bad for place, pattern, method in uses([module]) if (bad := slow(pattern, method))}
    assert found == {}
