"""List the licences of all packages that are used here: `make licences` writes docs/lizenzen.md.

Reads what `pip-licenses --format=json --from=mixed` says of the environment from standard input, prints Markdown, and
ends with 1 where a licence is neither known nor allowed beside the MIT licence (tests/support/licences.py).
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.licences import RANKS, needed, rank, spdx
from tests.support.paths import ROOT

HEAD = """# Lizenzen

Womit das Programm läuft und womit es geprüft wird, mit der Lizenz, die jedes Paket von sich angibt; geschrieben von
`make licences`, mehr dazu in [lieferkette.md](lieferkette.md). „Copyleft“ heißt hier: Wer das Paket selbst verändert
weitergibt, gibt auch dessen Quelltext weiter; das Programm daneben bleibt unter der MIT-Lizenz.
"""
Row = tuple[str, str, str]


def section(title: str, rows: list[Row]) -> Iterator[str]:
    """A table, copyleft first."""
    counts = [sum(rank(licence) == place for *_, licence in rows) for place in range(len(RANKS))]
    told = ", ".join(f"{count} {name}" for count, name in zip(counts, RANKS, strict=True))
    yield f"\n## {title}\n\n{len(rows)} Pakete: {told}.\n\n| Paket | Version | Lizenz | heißt |\n|---|---|---|---|"
    for name, version, licence in sorted(rows, key=lambda row: (-rank(row[2]), row[0].lower())):
        yield f"| {name} | {version} | {licence} | {RANKS[rank(licence)]} |"


def main() -> int:
    """Print the page; 1 where a licence will not do."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    runs = needed(map(Requirement, project["dependencies"]))
    tests = needed(map(Requirement, project["optional-dependencies"]["dev"]))
    said = {canonicalize_name(each["Name"]): each for each in json.load(sys.stdin)}
    rows: dict[str, Row] = {
        name: (each["Name"], each["Version"], spdx(name, each["License"])) for name, each in said.items()
    }
    print(HEAD, end="")
    print(*section("Womit es läuft", [rows[name] for name in runs]), sep="\n")
    print(*section("Dazu, um es zu prüfen", [rows[name] for name in tests if name not in runs]), sep="\n")
    bad = [row for name, row in rows.items() if name in runs | tests and rank(row[2]) == len(RANKS) - 1]
    for row in bad:
        print(*row, file=sys.stderr)
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
