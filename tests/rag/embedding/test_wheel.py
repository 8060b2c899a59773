"""The wheel's file: blocks become numbers, and another file is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rag.embedding import wheel
from rag.embedding.wheel import WeightsError


def test_nibbles_come_low_half_first() -> None:
    raw = np.float16(0.5).tobytes() + bytes([0x80 + i for i in range(16)])
    block = np.frombuffer(raw, dtype=np.uint8)
    wanted = [(i - 8) / 2 for i in range(16)] + [0.0] * 16
    assert wheel.dequantised(block).tolist() == wanted
    assert wheel.dequantised(np.stack([[block]] * 3)).tolist() == [[wanted]] * 3


@pytest.mark.parametrize("read", [wheel.read, wheel.words])
def test_another_file_is_refused(tmp_path: Path, read: Callable[[Path], object]) -> None:
    (tmp_path / "x.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(WeightsError, match="E5S1"):
        read(tmp_path / "x.bin")
