"""Broken files, made from whole ones by chance: cut, bits flipped, pieces shuffled, other encodings, odd numbers.

The same seed gives the same files. `tests/ingest/test_broken.py` reads some hundred,
`tests/bench/broken.py` thousands.
"""

from __future__ import annotations

import io
import json
import random
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from evals import case_files
from evals.case_files import COLUMNS, as_row
from evals.model import CaseError
from ingest import guarded, papers
from ingest.model import ParseError
from ingest.paper_json import as_json
from ingest.passages import passages
from rag.text.official_questions import whole_texts
from tests.support.evalfakes import case
from ui.views import pdf_page

Seeds = dict[str, bytes]
"""Whole files by name."""
ODD = (
    *(b"0", b"-1", b"99999999999", b"9" * 5000, b"1e400", b"NaN", b"null", b"\xff", b"\x00", b"(", b">>", b"\\ud800"),
    *(b"\xed\xa0\x80", b"[" * 3000, b'{"a":' * 3000, b"x" * 140_000, b'"', b"\n", b";", b"2025-13-45"),
    b"</v><f>1/0</f><v>",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: "read", "refused", "limit" or the error that should not be; CPU s, peak memory in MB.

    Of one that was ended at a limit, the seconds are those that passed.
    """

    name: str
    result: str
    seconds: float
    megabytes: float


def outcome(path: Path, *, draft: bool = False) -> Outcome:
    """Read a file within limits, and do with it what the program does with papers and sets, or with a user's draft."""
    start = time.monotonic()
    try:
        return guarded.within(guarded.SECONDS, _outcome, path, draft)
    except guarded.Exceeded as error:  # the limit may be that of memory; its CPU time cannot be asked any more
        return Outcome(path.name, f"limit: {error}", time.monotonic() - start, 0.0)


def _outcome(path: Path, draft: bool) -> Outcome:
    start = time.process_time()
    try:
        read = _draft if draft else _set if path.suffix in (".jsonl", ".csv", ".xlsx") else _paper
        read(path)
        result = "read"
    except (ParseError, CaseError) as error:
        result = "refused"
        str(error).encode()
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Outcome(path.name, result, time.process_time() - start, peak)


def _set(path: Path) -> None:
    for found in case_files._read_set(path):
        json.dumps(as_row(found), ensure_ascii=False).encode()


def _paper(path: Path) -> None:
    if path.suffix == ".pdf":
        _draw(path)
    paper = papers.load(path)
    json.dumps(as_json(paper), ensure_ascii=False).encode()
    "".join(passage.text + passage.frage for passage in passages(paper)).encode()


def _draft(path: Path) -> None:
    "".join(text for _, text in whole_texts(papers.load_entwurf(path))).encode()


def _draw(path: Path) -> None:
    try:
        pdf_page._picture(path, 1, ["Die Bundesregierung fördert Grenzübergangsstellen und Bundesfernstraßen"])
    except pdf_page.PageError as error:
        str(error).encode()


def mutated(seeds: Seeds, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many broken files, by name."""
    chance = random.Random(seed)
    names = sorted(seeds)
    for number in range(count):
        name = names[number % len(names)]
        change = chance.choice(_CHANGES)
        data = seeds[name]
        for _ in range(chance.choice((1, 1, 2, 5))):
            data = (
                _inside(data, change, chance)
                if name.endswith(".xlsx") and chance.random() < 0.8
                else change(data, chance)
            )
        if name.endswith(".pdf") and chance.random() < 0.8:
            data += b"\n%%EOF"  # else it would be refused for its end alone
        yield f"{number:05d}-{change.__name__.strip('_')}-{name}", data


def _inside(data: bytes, change: Change, chance: random.Random) -> bytes:
    """One member of an archive changed, the archive whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {item.filename: archive.read(item) for item in archive.infolist()}
    except Exception:
        return change(data, chance)
    chosen = chance.choice(
        sorted(name for name in members if "sheet" in name or chance.random() < 0.3) or sorted(members)
    )
    members[chosen] = change(members[chosen], chance)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _hole(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice((1, 10, 1000)) :]


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 10, 100)) if data else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _shuffle(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    start = chance.randrange(len(lines))
    part = lines[start : start + chance.choice((2, 10, len(lines)))]
    chance.shuffle(part)
    return b"\n".join([*lines[:start], *part, *lines[start + len(part) :]])


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.choice((1, 3, 40, 400))]
    return data[:start] + piece * chance.choice((2, 100, 5000 // max(1, len(piece)))) + data[start:]


def _odd(data: bytes, chance: random.Random) -> bytes:
    """Something odd in the place of a number, or anywhere."""
    places = [n for n in range(len(data)) if data[n : n + 1].isdigit()] or [0]
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.choice(places) if chance.random() < 0.7 else chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(ODD) + data[at + 1 :]
    return data


def _encoding(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    name = chance.choice(("latin-1", "utf-16", "utf-16-le", "utf-32", "utf-8-sig", "cp437", "utf-7"))
    return text.encode(name, "replace") if chance.random() < 0.7 else text.encode("utf-8", "replace") + b"\xff\xfe\xfc"


Change = Callable[[bytes, random.Random], bytes]
_CHANGES: tuple[Change, ...] = (_cut, _hole, _flip, _shuffle, _repeat, _odd, _encoding)


def set_seeds() -> Seeds:
    """A question set in each of its three kinds."""
    cases = [case(f"f{n}", "2c 2g", "700 000|700.000; je 13", evidence="a; b") for n in range(8)]
    book = Workbook()
    book.active.append(COLUMNS)
    lines = [";".join(COLUMNS)]
    for one in cases:
        cells = [as_row(one)[name] for name in COLUMNS]
        book.active.append(cells)
        lines.append(";".join(f'"{cell}"' for cell in cells))
    made = io.BytesIO()
    book.save(made)
    rows = "\n".join(json.dumps(one.model_dump(mode="json"), ensure_ascii=False) for one in cases)
    return {"satz.xlsx": made.getvalue(), "satz.csv": "\n".join(lines).encode(), "satz.jsonl": rows.encode()}


def paper_seeds(text: str) -> Seeds:
    """A paper as text, Markdown, DIP's JSON, Word, and PDF with a ruled table, its streams packed and bare."""
    dip = {"dokumentnummer": "20/11166", "titel": "T", "datum": "2024-05-02", "drucksachetyp": "Antwort", "text": text}
    seeds = {"20-11166.txt": text.encode(), "20-11166.md": text.encode(), "20-11166.json": json.dumps(dip).encode()}
    seeds |= {"20-11166.docx": _docx(text), "20-11166-16.txt": text.encode("utf-16")}
    return seeds | {f"20-11166-{packed}.pdf": _pdf(text, packed) for packed in (0, 1)}


def draft_seeds() -> Seeds:
    """A user's Kleine Anfrage in each kind of file that a draft may be."""
    asked = "\n".join(
        f"{n}. Wie viele Leuchttürme standen 20{n} an der Nordsee, und zwar\na) in Betrieb (bitte nach Jahren),\n"
        f"b) außer Betrieb?"
        for n in range(10, 22)
    )
    text = f"Kleine Anfrage\nder Fraktion der SPD\nLeuchttürme\nWir fragen die Bundesregierung:\n{asked}\nBerlin\n"
    seeds = paper_seeds(text)
    return {f"entwurf{name.removeprefix('20-11166')}": data for name, data in seeds.items() if ".json" not in name}


def _docx(text: str) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line, style="List Number" if line[:1].isdigit() else None)
    document.add_table(3, 3).cell(0, 0).merge(document.tables[0].cell(0, 1))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _pdf(text: str, packed: int) -> bytes:
    made = io.BytesIO()
    drawn = Canvas(made, pageCompression=packed, invariant=1)
    lines = text.splitlines()
    for first in range(0, min(len(lines), 90), 45):
        for n, line in enumerate(lines[first : first + 45]):
            drawn.drawString(60, 800 - 14 * n, line[:110])
        for n in range(5):
            drawn.rect(60 + 80 * n, 60, 80, 30)
            drawn.rect(60 + 80 * n, 90, 80, 30)
        drawn.showPage()
    drawn.save()
    return made.getvalue()


def extracts(folder: Path, pages: int = 3) -> Seeds:
    """A few pages of each PDF of a folder, from its middle."""
    seeds: Seeds = {}
    for path in sorted(folder.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as whole, pypdfium2.PdfDocument.new() as part:
            middle = len(whole) // 2
            part.import_pages(whole, list(range(middle, min(middle + pages, len(whole)))))
            made = io.BytesIO()
            part.save(made)
        seeds[path.name] = made.getvalue()
    return seeds
