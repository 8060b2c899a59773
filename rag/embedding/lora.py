"""What was learnt on top of the bundled weights: small matrices that are added to the model's own.

evals/training/embedder.py makes them from questions as staff type them (evals/training/fragen.jsonl). Questions and
windows pass through the same model, so an index holds the name of the matrices along with the model's.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rag.data import DATA

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor
    from transformers import PreTrainedModel

BUNDLED = DATA / "e5-buero-1.safetensors"


def merge(model: SentenceTransformer, file: Path = BUNDLED) -> None:
    """Add them to the weights in memory: W + b a for each matrix named."""
    for name, (a, b) in read(file).items():
        body(model).get_parameter(f"{name}.weight").data += b @ a


def read(file: Path) -> dict[str, tuple[Tensor, Tensor]]:
    """The matrices by the name of the layer that they stand beside: a of shape (rank, in), b of shape (out, rank)."""
    from safetensors.torch import load_file

    learnt = load_file(file)
    names = sorted({key.rsplit(".", 1)[0] for key in learnt})
    return {name: (learnt[f"{name}.a"].float(), learnt[f"{name}.b"].float()) for name in names}


def body(model: SentenceTransformer) -> PreTrainedModel:
    """The layers themselves."""
    layers = model.transformers_model
    if layers is None:
        raise TypeError("not a model of transformers")
    return layers
