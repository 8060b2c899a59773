"""A request as the settings have it, and the JSON of a report."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from rag.settings import DIP, Settings
from rag.sync import Refusal, SyncProblem, SyncReport, SyncRequest


def test_address_key_and_folder_come_from_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTWORTFINDER_DIP_KEY", "geheim")
    request = SyncRequest.of(Settings(corpus=Path("/papiere")), seit=date(2025, 1, 1), wahlperioden=[20, 21])
    assert (request.url, request.ordner, request.mit_pdf) == (DIP, Path("/papiere/dip"), True)
    assert (request.seit, request.bis, request.wahlperioden) == (date(2025, 1, 1), None, (20, 21))
    assert "geheim" not in repr(request)
    monkeypatch.setenv("ANTWORTFINDER_DIP_URL", "http://127.0.0.1:1/api/v1")
    assert SyncRequest.of(Settings()).url == "http://127.0.0.1:1/api/v1"


def test_without_a_key_there_is_no_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANTWORTFINDER_DIP_KEY", raising=False)
    with pytest.raises(SyncProblem, match="fehlt ein Schlüssel"):
        SyncRequest.of(Settings())
    with pytest.raises(SyncProblem, match="keine Adresse"):
        SyncRequest.of(Settings(dip_key=SecretStr("x"), dip_url="dip"))


def test_the_json_of_a_report() -> None:
    report = SyncReport(
        neu=2,
        abgelehnt=(Refusal(drucksache="21/1", grund="Grund"),),
        fehlt_noch=1,
        stand=datetime(2025, 10, 1, tzinfo=UTC),
    )
    assert json.loads(report.model_dump_json()) == {
        "neu": 2,
        "geaendert": 0,
        "unveraendert": 0,
        "abgelehnt": [{"drucksache": "21/1", "grund": "Grund"}],
        "fehlt_noch": 1,
        "stand": "2025-10-01T00:00:00Z",
        "anfragen": 0,
        "pdf_fehlt": 0,
        "abgebrochen": None,
        "bestand": [],
        "zurueckgezogen": [],
    }


@pytest.mark.parametrize(
    ("report", "whole"),
    [
        (SyncReport(neu=3, pdf_fehlt=2), True),
        (SyncReport(abgelehnt=(Refusal(drucksache="21/1", grund="Grund"),)), False),
        (SyncReport(fehlt_noch=1), False),
        (SyncReport(abgebrochen="weg"), False),
    ],
)
def test_what_is_left_to_be_done(report: SyncReport, whole: bool) -> None:
    assert report.whole is whole
