"""The device that is asked for is taken where it is there; else a plain German sentence says what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import torch

from rag.embedding.device import DeviceProblem, device
from rag.embedding.embedder import load_embedder
from rag.errors import IndexProblem
from rag.settings import Settings


@pytest.fixture
def cards(monkeypatch: pytest.MonkeyPatch):
    """Say which cards the machine has."""

    def have(*names: str) -> None:
        monkeypatch.setattr(torch.cuda, "is_available", lambda: "cuda" in names)
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: "mps" in names)

    have()
    return have


@pytest.mark.parametrize(
    ("there", "wanted", "taken"),
    [
        ((), "auto", "cpu"),
        (("cuda",), "auto", "cuda"),
        (("mps",), "auto", "mps"),
        (("cuda", "mps"), "mps", "mps"),
        (("cuda",), "cpu", "cpu"),
    ],
)
def test_what_is_there_is_taken(cards, there, wanted, taken):
    cards(*there)
    assert device(wanted) == taken


@pytest.mark.usefixtures("cards")
@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("cuda", "ANTWORTFINDER_DEVICE=cuda: Eine solche Grafikkarte (NVIDIA, oder AMD mit ROCm) findet torch auf"),
        ("mps", "ANTWORTFINDER_DEVICE=mps: Eine solche Grafikkarte (Apple) findet torch auf diesem Rechner nicht."),
        ("gpu", "ANTWORTFINDER_DEVICE=„gpu“ ist kein Gerät. Abhilfe: auto, cpu, cuda, mps angeben"),
    ],
)
def test_what_is_not_there_is_said(wanted, says):
    with pytest.raises(DeviceProblem, match=re.escape(says)):
        device(wanted)
    assert issubclass(DeviceProblem, IndexProblem)  # whoever opens the index is told as of other problems with it


@pytest.mark.usefixtures("cards")
@pytest.mark.parametrize("model", ["", "irgendein/modell"])
def test_it_is_said_before_any_model_is_looked_for(model: str, tmp_path: Path):
    with pytest.raises(DeviceProblem):
        load_embedder(Settings(device="cuda", model=model, cache=tmp_path))
    assert not list(tmp_path.iterdir())


def test_the_environment_names_it_and_the_processor_is_the_rule(monkeypatch: pytest.MonkeyPatch):
    assert Settings().device == "cpu"
    monkeypatch.setenv("ANTWORTFINDER_DEVICE", "auto")
    assert Settings().device == "auto"
