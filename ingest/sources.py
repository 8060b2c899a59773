"""Numbers that do not stand in a paper's text: from SOURCES.toml beside it, from its file's name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from ingest.errors import readable
from ingest.language.papernumbers import LAUFEND, NUMBER
from ingest.model import ParseError

# "20-11166", not a piece of the date "2024-05-12" or "12-05-2024"
_FILE_NUMBER = re.compile(rf"(?<!\d)(?<!\d[-_])(\d{{2}})[-_](?!\d{{1,2}}[-_]\d)({LAUFEND})")
_DSERVER = re.compile(r"(?<!\d)([12]\d)(\d{5})(?!\d)")

NAME = "SOURCES.toml"
_LINE = re.compile(r"at line (\d+)")


def number_of(path: Path) -> str | None:
    """The number that SOURCES.toml beside the file gives it; ParseError where that is no number or cannot be read."""
    entry = _read(path).get(readable(path.name))
    number = entry.get("nummer") if isinstance(entry, dict) else None
    if number is None or (isinstance(number, str) and re.fullmatch(NUMBER, number)):
        return number
    raise ParseError(
        path.name,
        f"Die Nummer der Drucksache steht nicht im Text, und in {NAME} steht keine richtige: {number!r:.40}. "
        'Abhilfe: nummer = "20/11166" hineinschreiben, mit der Nummer dieses Papiers.',
    )


def _read(path: Path) -> dict[str, object]:
    """What SOURCES.toml beside the file says, by file name."""
    try:
        return tomllib.loads((path.parent / NAME).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (ValueError, OSError, RecursionError) as error:
        line = _LINE.search(str(error))
        where = f" (Zeile {line[1]})" if line else ""
        raise ParseError(
            path.name,
            f"Die Nummer der Drucksache steht nicht im Text, und {NAME} lässt sich nicht lesen{where}. "
            f"Abhilfe: {NAME} berichtigen.",
        ) from error


def number_in_name(datei: Path) -> str | None:
    """The paper's number as its file is named: "20-11166.txt" is 20/11166."""
    found = _FILE_NUMBER.search(datei.stem)
    return f"{found[1]}/{int(found[2])}" if found else None


def dserver_number(datei: Path) -> str | None:
    """The number in a name of the Bundestag's server: "1712345.pdf" is 17/12345."""
    found = _DSERVER.search(datei.stem)
    return f"{int(found[1])}/{int(found[2])}" if found else None


def named_number(datei: Path) -> str | None:
    """The number that a file's name may tell, if it is a paper's: "20-11166.json", "2011166.pdf"."""
    return number_in_name(datei) or dserver_number(datei)


def file_stems(nummer: str) -> tuple[str, str]:
    """How a paper's file is named without its ending, as we do and as the Bundestag does: "20-00018", "2000018"."""
    wahlperiode, zahl = nummer.split("/")
    return f"{wahlperiode}-{int(zahl):05d}", f"{wahlperiode}{int(zahl):05d}"
