"""What is said to requests."""

from __future__ import annotations

from dataclasses import replace

from rag.index.state import overview
from rag.model import Filters
from rag.requested import Art, Teil
from rag.routing import wording
from rag.routing.request import Request
from tests.support.fakes import sample_paper

PAPER = sample_paper("20/12")


def test_a_count_is_of_the_papers_held() -> None:
    assert wording.list_text(0, Filters(), "") == "Kein Papier im Bestand."
    assert wording.list_text(1, Filters(fraktionen=frozenset({"AfD"})), "Asyl").startswith(
        "1 Papier im Bestand (AfD), in dessen Titel oder Fragen „Asyl“ steht."
    )
    assert wording.list_text(2, Filters(), "").startswith("2 Papiere im Bestand")


def test_what_is_meant_is_said_to_be_not_counted() -> None:
    one, two = (wording.list_text(3, Filters(), "Asyl", many) for many in (1, 2))
    assert one.startswith("3 Papiere im Bestand, in deren Titel oder Fragen „Asyl“ steht.")
    assert one.endswith(
        "Dem Sinn nach liegt 1 weiteres Papier nahe, ohne dass „Asyl“ dort steht; mitgezählt ist es nicht."
    )
    assert "liegen 2 weitere Papiere nahe" in two
    assert "Dem Sinn nach" not in wording.list_text(3, Filters(), "Asyl")


def test_heads_say_what_is_not_known() -> None:
    bare = replace(PAPER, datum=None, ressort=None, titel=None, fraktionen=(), fragesteller=())
    for teil in (Teil.DATUM, Teil.RESSORT, Teil.TITEL, Teil.FRAGESTELLER):
        assert "nicht" in wording.head(bare, teil)
        assert "nicht" not in wording.head(PAPER, teil)
    assert "24.04.2024" in wording.head(PAPER, Teil.QUELLE)
    assert "20/98001" in wording.head(PAPER, Teil.UEBERBLICK)


def test_what_is_not_there_is_said_with_its_address_or_its_neighbours() -> None:
    assert "https://dserver.bundestag.de/btd/21/999/2199999.pdf" in wording.not_held("21/99999")
    assert (
        wording.no_such_question(PAPER, ["77"]) == "BT-Drs. 20/12 hat keine Frage 77. Es gibt dort die Fragen 1 bis 3."
    )


def test_each_request_is_told_as_it_was_understood() -> None:
    assert wording.understood(Request(Art.FRAGE, fragen=("3",)), ["20/12"]) == "Frage 3 aus BT-Drs. 20/12"
    assert wording.understood(Request(Art.LISTE, thema="Asyl"), []) == "Liste der Papiere, zum Thema „Asyl“"
    assert wording.understood(Request(Art.VERGLEICH, seiten=("2022", "2024")), []) == "Vergleich: 2022 und 2024"
    assert wording.understood(Request(Art.UNBEKANNT), ["21/9"]) == "BT-Drs. 21/9"


def test_help_says_which_papers_there_are() -> None:
    assert "Im Bestand: 1 Papier vom 24.04.2024, gefragt von CDU/CSU." in wording.help_text([overview(PAPER)])
    assert "Im Bestand: kein Papier." in wording.help_text([])
