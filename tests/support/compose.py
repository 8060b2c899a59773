"""What compose.yaml and the Dockerfile say, for tests and for `tests/bench/parts.py`: neither can be built here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

from tests.support.paths import ROOT

DOCKERFILE, COMPOSE, CADDYFILE = ROOT / "Dockerfile", ROOT / "compose.yaml", ROOT / "Caddyfile"


def composed() -> dict[str, Any]:
    """compose.yaml as it is read."""
    read: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return read


def instructions() -> Iterator[tuple[str, str]]:
    """The instructions of the Dockerfile, each with what follows it on one line."""
    text = re.sub(r"(?m)^\s*#.*\n", "", DOCKERFILE.read_text(encoding="utf-8")).replace("\\\n", " ")
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _, rest = line.partition(" ")
        yield name.upper(), " ".join(rest.split())


def last_stage() -> list[tuple[str, str]]:
    """The instructions of the image itself, after what was only needed to build it."""
    every = list(instructions())
    starts = [n for n, (name, _) in enumerate(every) if name == "FROM"]
    return every[starts[-1] :]


def image_environment() -> dict[str, str]:
    """What the image sets."""
    pairs = (pair for name, rest in last_stage() if name == "ENV" for pair in rest.split())
    return dict(pair.split("=", 1) for pair in pairs)


def image_command() -> list[str]:
    """What the image runs."""
    command: list[str] = json.loads(next(rest for name, rest in last_stage() if name == "CMD"))
    return command
