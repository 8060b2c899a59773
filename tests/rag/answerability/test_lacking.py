"""Whether a sentence tells the kind of thing asked for, and who answers without one."""

from __future__ import annotations

import pytest

from rag.answerability.lacking import lacking
from rag.query.sought import Sought

KIND = Sought.DAUER


def test_what_tells_nothing_of_the_kind_lacks_it() -> None:
    found = lacking(KIND, "Im Jahr 2024 wurden 40 Fälle gemeldet.")
    assert found is not None
    assert found.kind is Sought.DAUER


def test_what_stands_above_a_row_tells_its_kind() -> None:
    assert lacking(KIND, "Dresden 04:18", ("Strecke Dauer (h)",)) is None


@pytest.mark.parametrize(
    "own",
    [
        "Das wird nicht mehr gemacht.",
        "Die Zahlen werden derzeit ausgewertet.",
        "Der Bundesregierung liegen dazu keine Erkenntnisse vor.",
        "Es wird auf die Antwort zu Frage 2 verwiesen.",
        "Die Berichte sind auf der Homepage des Ministeriums veröffentlicht.",
    ],
)
def test_who_denies_knows_nothing_or_points_elsewhere_answers_without_it(own: str) -> None:
    assert lacking(KIND, own) is None


def test_a_denial_does_not_come_into_the_place_of_a_better_sentence() -> None:
    """Seen: "Davon geht keine nennenswerte Impulswirkung aus." for "Wie lange dauert die Anerkennung?"."""
    own = "Von der Förderung geht keine nennenswerte Wirkung aus."
    assert lacking(KIND, own) is None
    assert lacking(KIND, own, may_deny=False) is not None
    assert lacking(KIND, "Dazu liegen keine Erkenntnisse vor.", may_deny=False) is None


def test_where_no_kind_is_asked_for_none_lacks() -> None:
    assert lacking(None, "Im Jahr 2024 wurden 40 Fälle gemeldet.") is None
