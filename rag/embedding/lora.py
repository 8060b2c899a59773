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
    """Add what a file has learnt to a model's weights, in memory: W + b a for each layer that it names.

    `file`: a safetensors file of `read`'s form; AttributeError where it names a layer that the model has not.
    """
    for name, (a, b) in read(file).items():
        body(model).get_parameter(f"{name}.weight").data += b @ a


def read(file: Path) -> dict[str, tuple[Tensor, Tensor]]:
    """Layer -> its two matrices, float32: a of shape (rank, in), b of shape (out, rank).

    In the file they are called "layer.a" and "layer.b"; KeyError where one of a pair is missing.
    """
    from safetensors.torch import load_file

    learnt = load_file(file)
    names = sorted({key.rsplit(".", 1)[0] for key in learnt})
    return {name: (learnt[f"{name}.a"].float(), learnt[f"{name}.b"].float()) for name in names}


def body(model: SentenceTransformer) -> PreTrainedModel:
    """The transformer inside a sentence-transformers model; TypeError where it holds none."""
    layers = model.transformers_model
    if layers is None:
        raise TypeError("not a model of transformers")
    return layers
