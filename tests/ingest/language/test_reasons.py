"""Why an answer was refused."""

from __future__ import annotations

import pytest

from ingest.language.reasons import reason
from ingest.language.status import grund
from ingest.model import Block, Blockart, Grund


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("Das kann aus Gründen des Staatswohls nicht beantwortet werden.", Grund.STAATSWOHL),
        ("Die Frage kann auch nicht in eingestufter Form beantwortet werden.", Grund.STAATSWOHL),
        ("Die Frage betrifft den Kernbereich exekutiver Eigenverantwortung.", Grund.KERNBEREICH),
        ("Die Ermittlung wäre mit unzumutbarem Aufwand verbunden.", Grund.AUFWAND),
        ("Die Bundesregierung äußert sich nicht zu laufenden Gerichtsverfahren.", Grund.VERFAHREN),
        ("Dem steht das Steuergeheimnis entgegen.", Grund.RECHTE_DRITTER),
        ("Die Bundesregierung äußert sich nicht zu Personaleinzelfällen.", Grund.RECHTE_DRITTER),
        ("Hypothetische Fragen beantwortet die Bundesregierung nicht.", Grund.KEINE_BEWERTUNG),
        ("Das liegt in der Zuständigkeit der Länder.", Grund.ZUSTAENDIGKEIT),
        ("Die Namen können nicht genannt werden.", None),
    ],
)
def test_a_reason(sentence: str, want: Grund | None) -> None:
    assert reason([sentence]) is want
    assert grund([Block(Blockart.TEXT, sentence)]) is want


def test_of_several_the_graver_one_and_only_of_what_refuses() -> None:
    text = "Das liegt in der Zuständigkeit der Länder. Der Aufwand wäre unzumutbar. Das Staatsgebiet ist groß."
    assert grund([Block(Blockart.TEXT, text)]) is Grund.AUFWAND
