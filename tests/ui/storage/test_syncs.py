"""What the last fetching did is kept, whole or not at all."""

from datetime import UTC, datetime

from rag.sync import Refusal, SyncReport
from ui.storage import syncs
from ui.storage.syncs import KeptSync

AT = datetime(2026, 11, 24, 6, tzinfo=UTC)


def test_it_is_kept_with_all_that_it_says(tmp_path):
    assert syncs.load(tmp_path) is None
    refused = (Refusal(drucksache="21/1", grund="leer"),)
    for kept in (
        KeptSync(beginn=AT, ende=AT, problem="Kein Netz."),
        KeptSync(beginn=AT, ende=AT, bericht=SyncReport(neu=3, abgelehnt=refused, stand=AT)),
    ):
        syncs.save(tmp_path, kept)
        assert syncs.load(tmp_path) == kept
    assert [path.name for path in tmp_path.iterdir()] == [syncs.FILE]


def test_what_cannot_be_read_counts_as_none(tmp_path):
    for text in ("", "kaputt", '{"beginn": 1}', '{"beginn": "2026-11-24T06:00:00Z"}'):
        (tmp_path / syncs.FILE).write_text(text, encoding="utf-8")
        assert syncs.load(tmp_path) is None
