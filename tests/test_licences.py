"""The page of licences is of the packages that are locked and tested with, and none of them is out of place."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.licences import RANKS, needed, rank, spdx
from tests.support.paths import ROOT


def rows() -> dict[str, tuple[str, str]]:
    """Package -> its version and licence, as docs/lizenzen.md has them."""
    text = (ROOT / "docs/lizenzen.md").read_text(encoding="utf-8")
    found = re.findall(r"(?m)^\| ([\w.-]+) \| (\d\S*) \| ([^|]+) \|", text)
    return {canonicalize_name(name): (version, licence) for name, version, licence in found}


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    [
        ("a", "MIT License", "frei"),
        ("a", "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", "frei"),
        ("a", "Apache-2.0 WITH LLVM-exception", "frei"),
        ("a", "GPL-3.0-only OR MIT", "frei"),
        ("a", "Mozilla Public License 2.0 (MPL 2.0)", "Copyleft"),
        ("a", "MPL-2.0 AND (Apache-2.0 OR MIT)", "Copyleft"),
        ("a", "(MIT OR GPL-2.0-only) AND (MPL-2.0 OR AGPL-3.0-only)", "Copyleft"),
        ("a", "BSD License; GNU General Public License v2 (GPLv2)", "unbekannt oder unvereinbar"),
        ("a", "MIT AND AGPL-3.0-only", "unbekannt oder unvereinbar"),
        ("a", "UNKNOWN", "unbekannt oder unvereinbar"),
        ("a", "", "unbekannt oder unvereinbar"),
        ("Pyphen", "GNU General Public License v2 or later (GPLv2+)", "Copyleft"),  # read: any of three
    ],
)
def test_what_a_licence_comes_to(name: str, said: str, expected: str) -> None:
    assert RANKS[rank(spdx(name, said))] == expected


def test_none_on_the_page_is_unknown_or_forbidden() -> None:
    assert len(rows()) > 150
    assert {name: row for name, row in rows().items() if rank(row[1]) == len(RANKS) - 1} == {}


def test_all_that_is_needed_is_on_the_page() -> None:
    """Where this fails: `make licences` (docs/lieferkette.md)."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert needed(map(Requirement, lines)).keys() - rows().keys() == set()


def test_the_page_has_the_locked_versions() -> None:
    """Where this fails: `make locked`, then `make licences`."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {canonicalize_name(name): version for name, version in re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", text)}
    there = {name: version for name, (version, _) in rows().items() if name in locked}
    assert len(there) > 100
    assert there == {name: version for name, version in locked.items() if name in there}
