"""The common papers of an index in one file, for other machines: records and vectors, as the store keeps them.

Lines of JSON, packed (gzip): a Head, a Carried for each paper, and a Tail with how many these are and a checksum of all
that stands before it. No line says where anything is to be written. A parcel may be damaged or made to do harm: it is
read line by line, within limits, and each line is held against its type before anything of it is used.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, Annotated, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from ingest.language.papernumbers import NUMBER
from ingest.model import Drucksache, Papierart
from rag.errors import TransferProblem
from rag.index.format import LAYOUT, PAPERS
from rag.index.kept import MARK, Kept, floats

FORM = 1
"""Of the file. Raise it when lines mean something else than before."""
LONGEST = 32_000_000
"""Bytes of a line; that of the largest paper known has 4 million."""
LOOSE, PACKED = 1_000_000, 100
"""Bytes that a parcel may unpack to however small it is, and how many times its size else; of real ones it is 3."""
UNIT = 0.02
"""How far the length of a vector may be from 1; half precision changes it by less than 0.001."""
_ANSWERS = (Papierart.ANTWORT, Papierart.SCHRIFTLICHE_FRAGEN)
_HEAD = re.compile(r'{"antwortfinder":"bestand","form":(\d{1,6}),"layout":(\d{1,6}),"papers":"(\w{1,20})"')
_LOOK = 200  # bytes of the head that it stands in
_TAIL = b'{"papiere":'


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")


class Head(_Line):
    """What a parcel was made with, and when; see rag.index.format. `dim`: numbers of a vector."""

    antwortfinder: Literal["bestand"] = "bestand"
    form: int = FORM
    layout: int = LAYOUT
    papers: str = PAPERS
    model: str
    dim: Annotated[int, Field(ge=1, le=100_000)]
    erstellt: datetime


class Carried(_Line):
    """A paper. `datei`, `marke`, `aus`: as rag.index.filed.Source, of the file its name alone; "" where none is known.

    `fenster`: window ids; `vektoren`, `marken`: of each in that order, as rag.index.kept.Kept has them.
    """

    papier: Drucksache
    datei: str = ""
    marke: Annotated[str, Field(pattern=r"^[\w-]{0,100}$")] = ""
    aus: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    fenster: tuple[str, ...]
    vektoren: bytes
    marken: bytes

    @property
    def kept(self) -> dict[str, Kept]:
        """Window id -> its vector."""
        size = len(self.vektoren) // max(1, len(self.fenster))
        return {
            id_: Kept(self.vektoren[i * size : (i + 1) * size], self.marken[i * MARK : (i + 1) * MARK])
            for i, id_ in enumerate(self.fenster)
        }


class Tail(_Line):
    """How many papers there were, and the SHA-256 of all lines before this one (hex)."""

    papiere: int
    pruefsumme: str


def write(path: Path, head: Head, papers: Iterable[Carried]) -> int:
    """Write a parcel; how many papers it holds. The file appears when it is whole, and a former one is not replaced.

    TransferProblem where the file is there or cannot be written.
    """
    if os.path.lexists(path):
        raise TransferProblem(f"„{path}“ gibt es schon. Abhilfe: einen anderen Namen angeben oder die Datei löschen.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", suffix=".teil", dir=path.absolute().parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                count = _write_lines(file, head, papers)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise TransferProblem(f"„{path}“ lässt sich nicht schreiben: {error.strerror or error}.") from error
    return count


def _write_lines(file: IO[bytes], head: Head, papers: Iterable[Carried]) -> int:
    digest, count = hashlib.sha256(), 0
    with gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:

        def put(line: _Line) -> None:
            data = line.model_dump_json(exclude_defaults=not isinstance(line, Head)).encode() + b"\n"
            digest.update(data)
            packed.write(data)

        put(head)
        for count, one in enumerate(papers, start=1):  # noqa: B007 - it is how many there were
            put(one)
        put(Tail(papiere=count, pruefsumme=digest.hexdigest()))
    return count


class Parcel:
    """A parcel that is open to be read, from its beginning as often as one likes; in a `with` statement.

    TransferProblem (German) where there is no such file, and from `head` and `papers` where it is damaged.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():  # no pipe that never ends
            raise TransferProblem(f"Die Datei „{path}“ gibt es nicht.")
        self._name = path.name
        with self._told():
            self._file = path.open("rb")

    def __enter__(self) -> Parcel:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def head(self) -> Head:
        """The head, if this program takes such parcels; else TransferProblem."""
        with self._told():
            line = next(self._lines(), b"")
            if (form := _HEAD.match(line[:_LOOK].decode("ascii", "replace"))) is not None:
                _check_form(int(form[1]), int(form[2]), form[3])
            return Head.model_validate_json(line)

    def papers(self, dim: int) -> Iterator[Carried]:
        """The papers; `dim`: numbers of a vector. Only who has read to the end knows that all is undamaged."""
        with self._told():
            digest, seen, lines = hashlib.sha256(), set[str](), self._lines()
            digest.update(next(lines, b""))
            for line in lines:
                if line.startswith(_TAIL):
                    tail = Tail.model_validate_json(line)
                    if (tail.papiere, tail.pruefsumme) != (len(seen), digest.hexdigest()) or next(lines, b""):
                        raise ValueError("not what was written")
                    return
                digest.update(line)
                one = Carried.model_validate_json(line)
                check(one, dim)
                if one.papier.nummer in seen:
                    raise ValueError("a number twice")
                seen.add(one.papier.nummer)
                yield one
            raise EOFError("cut off")

    def _lines(self) -> Iterator[bytes]:
        """The lines from the beginning on; ValueError where one is too long, or all is more than it can be."""
        self._file.seek(0)
        left = LOOSE + PACKED * os.fstat(self._file.fileno()).st_size
        with gzip.GzipFile("", "rb", fileobj=self._file) as packed:
            while line := packed.readline(min(LONGEST, left) + 1):
                left -= len(line)
                if len(line) > LONGEST or left < 0 or not line.endswith(b"\n"):
                    raise ValueError("a line too long, or cut off")
                yield line

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (EOFError, zlib.error, ValueError, RecursionError, gzip.BadGzipFile) as error:
            raise TransferProblem(
                f"„{self._name}“ ist kein Bestand, beschädigt oder nicht vollständig. Abhilfe: die Datei noch einmal "
                "kopieren oder exportieren."
            ) from error
        except OSError as error:
            raise TransferProblem(f"„{self._name}“ lässt sich nicht lesen: {error.strerror or error}.") from error


def _check_form(form: int, layout: int, papers: str) -> None:
    """TransferProblem where another version of the program made a parcel."""
    if (form, layout, papers) != (FORM, LAYOUT, PAPERS):
        raise TransferProblem(
            f"Der Bestand stammt von einer anderen Fassung des Antwortfinders (Format {form}.{layout}.{papers}, hier "
            f"{FORM}.{LAYOUT}.{PAPERS}). Abhilfe: auf beiden Rechnern dieselbe Fassung benutzen und noch einmal "
            "exportieren."
        )


def check(one: Carried, dim: int) -> None:
    """ValueError where a paper is none of the common stock, or its vectors are none."""
    paper, count = one.papier, len(one.fenster)
    # a number is a key: one with more in it would be a user's own paper
    if not re.fullmatch(NUMBER, paper.nummer, re.ASCII) or paper.papierart not in _ANSWERS:
        raise ValueError("no paper of the common stock")
    if not is_name(paper.datei) or (one.datei and not is_name(one.datei)):
        raise ValueError("no name of a file")
    if len(one.vektoren) != 2 * dim * count or len(one.marken) != MARK * count or len(set(one.fenster)) != count:
        raise ValueError("vectors missing")
    lengths = np.linalg.norm(floats(kept.vector for kept in one.kept.values()), axis=1) if count else np.ones(0)
    if not bool((np.abs(lengths - 1) <= UNIT).all()):  # what is no number is near nothing
        raise ValueError("no unit vectors")


def is_name(text: str) -> bool:
    """Whether a text is a file's name and no path, whatever the system."""
    plain = text.isprintable() and len(text) <= 255 and text not in ("", ".", "..")
    return plain and text == PurePosixPath(text).name == PureWindowsPath(text).name
