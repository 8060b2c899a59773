"""One line of a paper's head."""

from __future__ import annotations

import pytest

from rag.requested import Teil
from rag.routing.heads import line_of_head
from rag.routing.skeleton import PAPER


@pytest.mark.parametrize(
    ("text", "teil"),
    [
        ("Wer hat das gefragt?", Teil.FRAGESTELLER),
        (f"Von wem stammt die Anfrage {PAPER}?", Teil.FRAGESTELLER),
        ("Und von wann ist das?", Teil.DATUM),
        ("Quelle?", Teil.QUELLE),
        (f"Welches Ministerium hat die {PAPER} beantwortet?", Teil.RESSORT),
        (f"Titel der {PAPER}", Teil.TITEL),
        ("Wer hat die eingebracht?", None),
        ("Wer hat das bezahlt?", None),
        ("Von wann ist die neueste Zahl?", None),
        ("Wann wurde das veröffentlicht?", None),
    ],
)
def test_lines(text: str, teil: Teil | None) -> None:
    assert line_of_head(text) is teil


def test_what_may_mean_something_else_means_the_paper_that_was_just_shown() -> None:
    assert line_of_head("Wann wurde das veröffentlicht?", shown=True) is Teil.DATUM
