"""What is asked of the lists, since when, and what of them is to be fetched."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from rag.fetching.client import Client
from rag.fetching.lists import Lists
from rag.fetching.record import TYPES
from rag.fetching.state import Kept, Mark
from tests.support.dip import CHANGED, Dip
from tests.support.dipstock import request

WHEN = datetime(2025, 9, 1, 12, tzinfo=UTC)
KEPT = Kept("2100001", "21-00001", "21/1", True, "2025-10-01T08:00:00+00:00", "", "", "")


@pytest.fixture
def filled(server: Dip) -> Dip:
    server.add("21/1", "x")
    server.add("21/2", "x")
    return server


def read(server: Dip, folder: Path, marks: dict[int, Mark], kept: dict[str, Kept], **given: Any) -> Any:
    wanted: dict[str, str] = {}
    asked = request(server.url, folder, **given)
    with Client(asked) as client:
        return Lists(client, asked, kept, wanted, {}).read(marks), wanted


def test_what_is_kept_in_that_version_is_not_wanted(filled: Dip, tmp_path: Path) -> None:
    newest, wanted = read(filled, tmp_path, {}, {"2100001": KEPT})
    assert wanted == {"2100002": "21/2"}
    assert newest == {21: datetime.fromisoformat(CHANGED)}
    older = KEPT._replace(aktualisiert="2025-09-01T08:00:00+00:00")
    assert set(read(filled, tmp_path, {}, {"2100001": older})[1]) == {"2100001", "2100002"}
    newer = KEPT._replace(aktualisiert="2025-11-01T08:00:00+00:00")  # the texts are ahead of the lists
    assert set(read(filled, tmp_path, {}, {"2100001": newer})[1]) == {"2100002"}


def test_each_wahlperiode_is_asked_for_all_kinds_since_a_day_before_its_newest_change(
    filled: Dip, tmp_path: Path
) -> None:
    newest, _ = read(filled, tmp_path, {20: Mark(WHEN, WHEN), 21: Mark(None, WHEN)}, {})
    asked = [dict(one.params) for one in filled.asked]
    twenty = [one for one in asked if one.get("f.wahlperiode") == "20"]
    assert {one["f.drucksachetyp"] for one in twenty} == set(TYPES)
    assert {one["f.aktualisiert.start"] for one in twenty} == {"2025-08-31T12:00:00+00:00"}
    assert all("f.aktualisiert.start" not in one for one in asked if one.get("f.wahlperiode") == "21")
    assert newest == {20: WHEN, 21: datetime.fromisoformat(CHANGED)}


def test_with_dates_no_wahlperiode_counts_as_listed_whole(filled: Dip, tmp_path: Path) -> None:
    newest, wanted = read(filled, tmp_path, {21: Mark(WHEN, WHEN)}, {}, seit=date(2025, 6, 1), wahlperioden=(21,))
    assert (newest, len(wanted)) == ({}, 2)
    assert all("f.aktualisiert.start" not in dict(one.params) for one in filled.asked)


def test_an_empty_wahlperiode_has_no_newest_change(server: Dip, tmp_path: Path) -> None:
    assert read(server, tmp_path, {}, {}) == ({21: None}, {})
