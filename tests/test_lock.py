"""The lock allows what pyproject.toml allows, names all that is needed, each file by its checksum, and no host."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.licences import needed, requirements
from tests.support.paths import ROOT

FILES = ("requirements.lock", "torch.lock")


def entries(name: str) -> list[tuple[Requirement, list[str]]]:
    """What a lock file says: a requirement and the checksums of its files."""
    text = re.sub(r"(?m)^ *#.*\n?", "", (ROOT / name).read_text(encoding="utf-8")).replace("\\\n", " ")
    split = [re.split(r"\s+--hash=", line.strip()) for line in text.splitlines() if line.strip()]
    return [(Requirement(first), hashes) for first, *hashes in split]


@cache
def locked() -> dict[str, list[Requirement]]:
    """Name -> the requirements that the lock has of it; of some there is one a platform."""
    found: dict[str, list[Requirement]] = {}
    for name in FILES:
        for wanted, _ in entries(name):
            found.setdefault(canonicalize_name(wanted.name), []).append(wanted)
    return found


def version(wanted: Requirement) -> str:
    (only,) = wanted.specifier
    assert only.operator == "=="
    assert "*" not in only.version
    return only.version


def project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def demanded() -> list[Requirement]:
    return [Requirement(line) for line in project()["project"]["dependencies"]]


def of_torch() -> dict[str, Any]:
    """What `make lock` is told that torch needs: its build for the processor, whichever is installed here."""
    (told,) = project()["tool"]["uv"]["dependency-metadata"]
    return told


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_one_version_with_checksums_and_nothing_else(name: str) -> None:
    """No host, no option, no address: where files come from is the affair of whoever installs."""
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")
    for wanted, hashes in entries(name):
        assert version(wanted)
        assert wanted.url is None
        assert hashes
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes)


@pytest.mark.parametrize("wanted", demanded(), ids=str)
def test_what_the_project_demands_is_locked_within_its_range(wanted: Requirement) -> None:
    """Where this fails: `make lock` (docs/lieferkette.md)."""
    there = locked().get(canonicalize_name(wanted.name), [])
    assert there
    assert [each for each in there if not wanted.specifier.contains(version(each))] == []


def test_what_those_need_is_locked_too() -> None:
    """It is installed with --no-deps: what is not in it is missing. Asked of the packages installed here."""
    packages = needed(demanded(), lambda name: of_torch()["requires-dist"] if name == "torch" else requirements(name))
    assert len(packages) > 100
    assert packages.keys() - locked().keys() == set()


def test_of_torch_there_is_one_build_on_each_platform() -> None:
    """Linux has the build for the processor; another one would need what the lock leaves out."""
    builds = locked()["torch"]
    for platform in ("linux", "darwin", "win32"):
        (only,) = [each for each in builds if each.marker and each.marker.evaluate({"sys_platform": platform})]
        assert version(only).endswith("+cpu") == (platform == "linux")
    assert {version(each).removesuffix("+cpu") for each in builds} == {of_torch()["version"]}
    assert set(of_torch()["requires-dist"]) <= {line.replace(" ", "") for line in requirements("torch")}
