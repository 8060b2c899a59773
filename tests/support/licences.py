"""What the licences of packages come to: free, copyleft, or neither known nor allowed beside the MIT licence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

Needs = Callable[[str], Iterable[str]]

NAMES = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache 2.0 License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""What packages call licences, and the names of SPDX; "BSD" leaves open which of them, all are free."""
READ = {
    "axe-playwright-python": "MIT AND MPL-2.0",  # its LICENSE; the axe.min.js that it brings says MPL-2.0 in its head
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",  # its LICENSE: any of the three
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",  # "…, dependency licenses": those of PDFium lie beside, all free
    "tiktoken": "MIT",  # writes the whole text in place of the name
}
"""Packages whose own words say it another way, as they were read."""
FREE = frozenset(
    {
        *("MIT", "MIT-0", "MIT-CMU", "BSD", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "ISC", "PSF-2.0"),
        *("CNRI-Python", "Zlib", "CC0-1.0", "BSL-1.0"),
    }
)
COPYLEFT = frozenset(["MPL-1.1", "MPL-2.0", "LGPL-2.1-or-later", "LGPL-3.0-or-later"])
"""Whoever passes the package on, changed, passes its source on; the program beside it keeps its own licence."""
RANKS = ("frei", "Copyleft", "unbekannt oder unvereinbar")


def spdx(name: str, said: str) -> str:
    """A package's licence in the words of SPDX, as far as they are known.

    Several in a list are taken as holding all at once: that none is promised too much.
    """
    if canonicalize_name(name) in READ:
        return READ[canonicalize_name(name)]
    return " AND ".join(NAMES.get(part.strip(), part.strip()) for part in said.split(";"))


def rank(expression: str) -> int:
    """The place in RANKS: of licences joined by OR the freest counts, of those joined by AND the strictest."""
    flat = re.sub(r"\(([^()]*)\)", lambda inner: ("frei", "MPL-2.0", "?")[rank(inner[1])], expression)
    return min(max(map(_single, re.split(r"\s+AND\s+", one))) for one in re.split(r"\s+OR\s+", flat))


def _single(licence: str) -> int:
    plain = licence.removesuffix(" WITH LLVM-exception").strip()
    return 0 if plain in FREE | {"frei"} else 1 if plain in COPYLEFT else 2


def requirements(name: str) -> list[str]:
    """What an installed package says that it needs."""
    return metadata.requires(name) or []


def needed(wanted: Iterable[Requirement], needs: Needs = requirements) -> dict[str, list[Requirement]]:
    """Every package that these need here, themselves included: its name and the requirements that led to it."""
    found: dict[str, list[Requirement]] = {}
    seen: set[tuple[str, str]] = set()
    left = list(wanted)
    while left:
        one = left.pop()
        name = canonicalize_name(one.name)
        found.setdefault(name, []).append(one)
        for extra in {"", *one.extras} - {extra for known, extra in seen if known == name}:
            seen.add((name, extra))
            lines = map(Requirement, needs(name))
            left += [line for line in lines if line.marker is None or line.marker.evaluate({"extra": extra})]
    return found
