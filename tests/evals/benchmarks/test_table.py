"""The benchmark's table against figures that can be worked out by hand."""

from __future__ import annotations

import pytest

from evals.benchmarks.table import Cost, Shown, System, report
from evals.model import Place
from tests.support.evalfakes import case, unanswerable

RIGHT, WRONG = Place(drucksache="20/11166", fragen=("2b",)), Place(drucksache="20/11166", fragen=("9",))
CASES = [
    case("a", facts="Englisch", evidence="finden auf Eng-\nlisch statt"),
    case("b", facts="Spanisch; 17", evidence="steht nirgends"),
    unanswerable("fern"),
    unanswerable("nah").model_copy(update={"near": "20/1"}),
]


def system(name: str, places: list[Place], read: str, cost: Cost | None = None) -> System:
    """A system that brings the same for every question; it refuses the last two."""
    made = System(name, lambda _: shown(True), cost)

    def shown(found: bool, ms: float = 1.0) -> Shown:
        return Shown(list(places), ["Sonstiges.", read], read, found, list(places[:1]), ms=ms, cpu=4.0)

    for ms, one in zip((10.0, 20.0, 30.0, 90.0), CASES, strict=True):
        made.answers[one.id] = shown(one.answerable, ms)
    return made


@pytest.fixture
def rows() -> dict[str, list[str]]:
    ours = system("eigen", [WRONG, RIGHT], "Die Formate finden auf Englisch statt.", Cost(120.0, 90.0, 3.0, 12.0))
    theirs = system("naiv", [Place(drucksache="20/11166", fragen=())], "Es sind 17.", Cost(60.0, 30.0, 1.0, 48.0))
    text = report([ours, theirs], CASES, 3, 512)
    assert text.startswith(
        "3 Papiere, 2 beantwortbare und 2 nicht beantwortbare Fragen.\n\n| | eigen | naiv | eigen : naiv |"
    )
    assert text.endswith("mit seinem Index: 512 MB.\n")
    cells = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {title: values for title, *values in cells}


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("richtige Frage auf Platz 1", ["0,00", "–", "–"]),  # pieces of text name no Frage
        ("unter den ersten 3", ["1,00", "–", "–"]),
        ("Beleg im ersten Text", ["0,00", "0,00", "–"]),
        ("Beleg in den ersten 4 Texten", ["0,50", "0,00", "–"]),  # line breaks and hyphens do not count
        # eigen: one of one, none of two; naiv: none of one, one of two
        ("Fakten in dem, was gezeigt wird", ["0,50", "0,25", "2,00"]),
        ("Zeichen, die man dafür liest (Median)", ["38", "11", "3,45"]),
        ("richtige Frage unter den Belegen", ["0,00", "–", "–"]),
        ("abgelehnt: fern vom Thema", ["1,00", "1,00", "1,00"]),
        ("abgelehnt: nah am Thema", ["1,00", "1,00", "1,00"]),
        ("ms, Median", ["25", "25", "1,00"]),
        ("ms, 95 von 100", ["30", "30", "1,00"]),
        ("Index, CPU-Sekunden", ["120", "60", "2,00"]),
        ("Index, Minuten auf der Uhr", ["1,5", "0,5", "3,00"]),
        ("Index, MB auf der Platte", ["12", "48", "0,25"]),
    ],
)
def test_figures(rows, title, values):
    assert rows[title] == values


def test_a_system_without_an_index_of_its_own_has_no_costs():
    text = report([system("eigen", [RIGHT], "Englisch"), system("auch", [RIGHT], "Englisch")], CASES, 1, 1)
    assert "| Index, MB auf der Platte | – | – | – |" in text
