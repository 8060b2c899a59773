"""Short forms are written out once, and only where they stand as words."""

from __future__ import annotations

import pytest

from rag.query.abbreviations import FORMS, written_out


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Prüft das PEI das?", "Prüft das PEI (Paul-Ehrlich-Institut) das?"),
        ("BMVg und BMV", "BMVg (Bundesministerium der Verteidigung) und BMV (Bundesministerium für Verkehr)"),
        ("Was zahlt die KfW? Die KfW!", "Was zahlt die KfW (Kreditanstalt für Wiederaufbau)? Die KfW!"),
        ("Das Bundeskriminalamt (BKA) weiß es.", "Das Bundeskriminalamt (BKA) weiß es."),
        ("KI-Gigafabriken im AAB", "KI-Gigafabriken im AAB"),
        ("Eine EM-Rente", "Eine EM-Rente (Erwerbsminderungsrente)"),
        ("ohne Kürzel", "ohne Kürzel"),
    ],
)
def test_short_forms_are_written_out(text: str, written: str):
    assert written_out(text) == written


def test_every_line_of_the_list_has_a_long_form():
    assert all(len(long) > len(short) for short, long in FORMS.items())
