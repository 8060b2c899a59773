"""Behind the last vector of Chroma's files stands nothing, least of all what was in the process's memory."""

from __future__ import annotations

import numpy as np

from rag.index.vector_files import HEADER, blank, is_crowded
from rag.index.vectors import Vectors

SECRET = b"was niemand sehen soll"


def filed(folder):
    """A folder of Chroma's with ten vectors, and its two files with room for more."""
    vectors = Vectors(folder)
    vectors.put([f"21/1#{n}" for n in range(10)], np.eye(10, 16, dtype=np.float32))
    vectors._windows.modify(configuration={"hnsw": {"sync_threshold": 3}})
    vectors.close()
    vectors = Vectors(folder)
    vectors.put([f"21/2#{n}" for n in range(10)], np.eye(10, 16, 3, dtype=np.float32))
    return vectors


def ends(folder):
    """The two files, each with the place where what is used ends."""
    (header,) = folder.glob("*/header.bin")
    _, _, _, count, size = HEADER.unpack(header.read_bytes()[: HEADER.size])
    assert count
    return [(header.with_name("data_level0.bin"), count * size), (header.with_name("length.bin"), count * 4)]


def test_what_stands_behind_the_last_vector_is_gone_when_the_folder_is_closed(tmp_path):
    vectors = filed(tmp_path)
    for path, end in ends(tmp_path):
        with path.open("r+b") as file:
            file.seek(max(end, path.stat().st_size) + 7)
            file.write(SECRET)
    before = [(path, path.read_bytes()[:end]) for path, end in ends(tmp_path)]
    vectors.close()
    for path, used in before:
        content = path.read_bytes()
        assert content.startswith(used)
        assert not content[len(used) :].strip(b"\0")
        assert len(content) > len(used)
    again = Vectors(tmp_path)
    assert again.count() == 20
    assert next(iter(again.nearest(np.eye(1, 16, dtype=np.float32)[0], 1))) == "21/1#0"
    again.close()


def test_files_of_another_kind_stay_as_they_are(tmp_path):
    (tmp_path / "a").mkdir()
    header, level = tmp_path / "a" / "header.bin", tmp_path / "a" / "data_level0.bin"
    level.write_bytes(SECRET)
    for content in (b"", b"\1", HEADER.pack(2, 0, 9, 0, 1)):
        header.write_bytes(content)
        blank(tmp_path)
        assert level.read_bytes() == SECRET
    header.write_bytes(HEADER.pack(1, 0, 9, 4, 1))
    blank(tmp_path)  # the second file is not there
    assert level.read_bytes() == SECRET[:4] + bytes(len(SECRET) - 4)


def test_an_index_is_crowded_where_more_than_half_of_its_places_belong_to_none(tmp_path):
    header = tmp_path / "a" / "header.bin"
    assert not is_crowded(tmp_path, 0)  # none is there
    header.parent.mkdir()
    for content, vectors, crowded in (
        (b"", 1, False),
        (HEADER.pack(2, 0, 99, 99, 1), 1, False),  # of a version that is not understood
        (HEADER.pack(1, 0, 99, 20, 1), 10, False),
        (HEADER.pack(1, 0, 99, 21, 1), 10, True),
    ):
        header.write_bytes(content)
        assert is_crowded(tmp_path, vectors) is crowded
