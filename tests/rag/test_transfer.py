"""The door to exporting and importing: another machine answers then as the one that has read the papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag import transfer
from rag.engine import Engine
from rag.model import Query
from rag.settings import Settings
from tests.support.fakes import FakeEmbedder, sample_paper

ASKED = Query("Wie viele Leuchttürme gibt es an den deutschen Küsten?")


def unseen(_done: int, _total: int, _name: str) -> None:
    """Nobody watches."""


def test_another_machine_answers_as_the_one_that_has_read_the_papers(tmp_path: Path) -> None:
    with Engine.open(Settings(index=tmp_path / "dort"), FakeEmbedder()) as there:
        there.index.put(sample_paper())
        assert transfer.export(there, tmp_path / "bestand", unseen) == 1
        said = there.ask(ASKED)
    with Engine.open(Settings(index=tmp_path / "hier"), FakeEmbedder()) as here:
        assert transfer.import_(here.seen_by("anna"), tmp_path / "bestand", unseen).new == [sample_paper().nummer]
        answer = here.ask(ASKED)
        assert (answer.outcome, answer.statements) == (said.outcome, said.statements)
        assert answer.statements
        assert here.check() == []
        with pytest.raises(transfer.TransferProblem, match="gibt es nicht"):
            transfer.import_(here, tmp_path / "fehlt", unseen)
