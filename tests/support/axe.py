"""What axe-core finds in a page that is open in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.browsing import in_colours

core = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python fehlt")


def serious(page: Any) -> list[str]:
    """What keeps people out, in the light and in the dark: colours, rule and element."""
    return [f"{colours}: {found}" for colours in in_colours(page) for found in _violations(page)]


def _violations(page: Any) -> Iterator[str]:
    for rule in core.Axe().run(page).response["violations"]:
        if rule["impact"] in ("serious", "critical"):
            yield from (f"{rule['id']}: {node['html'][:120]}" for node in rule["nodes"])
