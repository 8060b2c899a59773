"""What was learnt on top of the weights is added to them: each pair of matrices to the layer that it names."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from safetensors.torch import save_file

from rag.embedding.lora import BUNDLED, body, merge, read

A, B = torch.tensor([[1.0, 2.0, 3.0]]), torch.tensor([[10.0], [20.0]])  # rank 1, from 3 to 2


def model() -> SimpleNamespace:
    """What a sentence-transformers model has of it: two layers inside."""
    layers = torch.nn.ModuleDict({"erste": torch.nn.Linear(3, 2), "zweite": torch.nn.Linear(3, 2)})
    return SimpleNamespace(transformers_model=layers)


def file(folder: Path, **matrices: torch.Tensor) -> Path:
    path = folder / "gelernt.safetensors"
    save_file({name.replace("__", "."): matrix for name, matrix in matrices.items()}, path)
    return path


def test_the_product_of_a_pair_is_added_to_its_layer_and_to_no_other(tmp_path: Path) -> None:
    ours = model()
    before = {name: value.clone() for name, value in ours.transformers_model.named_parameters()}
    merge(ours, file(tmp_path, zweite__a=A, zweite__b=B))
    after = dict(ours.transformers_model.named_parameters())
    added = torch.tensor([[10.0, 20.0, 30.0], [20.0, 40.0, 60.0]])
    assert torch.allclose(after["zweite.weight"] - before["zweite.weight"], added, atol=1e-4)
    for name in ("erste.weight", "erste.bias", "zweite.bias"):
        assert torch.equal(after[name], before[name])


def test_matrices_kept_in_half_precision_are_read_as_floats(tmp_path: Path) -> None:
    ((a, b),) = read(file(tmp_path, x__y__a=A.half(), x__y__b=B.half())).values()
    assert (a.dtype, b.dtype) == (torch.float32, torch.float32)
    assert (torch.equal(a, A), torch.equal(b, B)) == (True, True)


def test_half_a_pair_and_an_unknown_layer_are_errors(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match=r"zweite\.b"):
        merge(model(), file(tmp_path, zweite__a=A))
    with pytest.raises(AttributeError, match="dritte"):
        merge(model(), file(tmp_path, dritte__a=A, dritte__b=B))


def test_a_model_without_a_transformer_is_refused() -> None:
    with pytest.raises(TypeError, match="transformers"):
        body(SimpleNamespace(transformers_model=None))


def test_what_ships_fits_the_bundled_models_layers() -> None:
    """384 numbers a vector, 12 layers; every pair has one rank and adds something."""
    pairs = read(BUNDLED)
    assert pairs
    for name, (a, b) in pairs.items():
        assert name.startswith("encoder.layer.")
        assert (a.shape[0], 384 in (a.shape[1], b.shape[0])) == (b.shape[1], True)
        assert bool(a.any() and b.any())
