"""The kinds are those of the contract."""

from __future__ import annotations

from rag.requested import Art, Requested, Teil


def test_kinds_of_the_contract() -> None:
    kinds = "antwort frage papier liste status vergleich radar hilfe unbekannt"
    assert [art.value for art in Art] == kinds.split()
    assert len(Teil) == 7


def test_a_request_without_a_list_has_empty_ones() -> None:
    shown = Requested(Art.HILFE, "Hilfe", "…")
    assert (shown.papiere, shown.fragen, shown.seiten, shown.url) == ((), (), (), "")
