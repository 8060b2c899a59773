"""Small pictures: where their marks stand, and what they say to those who do not see them."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from ui.views import plots
from ui.views.plots import amount, courses


def test_pictures_are_named_for_those_who_do_not_see_them() -> None:
    assert 'aria-label="50 Prozent, Bereich 25 Prozent bis 75 Prozent"' in plots.interval(0.5, 0.25, 0.75)
    assert "af-sicher" in plots.difference(0.2, 0.1, 0.3, 0.3)
    assert "af-sicher" not in plots.difference(0.1, -0.1, 0.3, 0.3)


def _xs(picture: str, tag: str, kind: str) -> list[float]:
    """Where the marks of a kind stand, in pixels from the left."""
    at = {"circle": "cx", "line": "x1"}[tag]
    found = ElementTree.fromstring(picture).iter(tag)
    return [float(mark.attrib[at]) for mark in found if mark.attrib["class"] == kind]


def test_a_value_stands_on_its_scale_and_never_outside_the_picture() -> None:
    edges = [_xs(plots.interval(value, 0, 1), "circle", "af-punkt")[0] for value in (0, 0.5, 1, -3, 7)]
    assert edges == [6.0, plots.WIDTH / 2, plots.WIDTH - 6.0, 6.0, plots.WIDTH - 6.0]


def test_nought_is_the_middle_of_a_difference() -> None:
    picture = plots.difference(-0.1, -0.3, 0.1, 0.4)
    assert _xs(picture, "line", "af-null") == [plots.WIDTH / 2]
    assert _xs(picture, "circle", "af-punkt")[0] < plots.WIDTH / 2
    assert 'aria-label="Unterschied -10,0, Bereich -30,0 bis +10,0 Punkte"' in picture


@pytest.mark.parametrize(("share", "width"), [(0, 0.0), (0.5, 104.0), (1, 208.0), (2, 208.0), (-1, 0.0)])
def test_a_bar_is_as_long_as_its_share_and_at_most_full(share: float, width: float) -> None:
    assert float(re.findall(r'width="([\d.]+)" height="10" class="af-balken"', plots.bar(share))[0]) == width


def test_a_course_goes_from_the_left_to_its_last_point() -> None:
    picture = plots.course([0, 1, 0.5])
    points = re.findall(r'points="([^"]+)"', picture)[0].split()
    assert points == ["6.0,17.0", "110.0,3.0", "214.0,10.0"]
    assert _xs(picture, "circle", "af-punkt") == [214.0]
    assert re.findall(r'points="([^"]+)"', plots.course([1])) == ["6.0,3.0"]


def test_courses_over_days_have_a_look_each_and_names_stay_text() -> None:
    lines = {"<b>A</b>": [(date(2022, 1, 1), 4.0), (date(2023, 1, 1), 8.0)], "B": [(date(2022, 1, 1), 0.0)]}
    drawn = courses(lines)
    assert "af-linie-1" in drawn
    assert "af-linie-2" in drawn
    assert "<b>" not in drawn
    assert "höchster Wert 8" in drawn
    assert "2022" in drawn


def test_an_amount_is_a_part_of_the_highest() -> None:
    assert 'width="104.0"' in amount(5.0, 10.0)
    assert 'width="0.0"' in amount(5.0, 0.0)
