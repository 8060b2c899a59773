"""The figures of comparisons over time, over invented rows; and the set that is committed."""

from __future__ import annotations

from evals.benchmarks.over_time import Counts, Group, Right, counted, line, measured, read_set
from rag.requested import Compared
from tests.support.reihen import Comparing, yearly


def row(drucksache: str, wert: float | None, zeit: str = "") -> Compared:
    return Compared(drucksache, "1", "", None, None, None, (), None, zeit=zeit, wert=wert, zahl=str(wert or ""))


def test_right_wrong_missed_and_strange_are_counted_apart() -> None:
    figures = {("21/1", "1"): (Right(3.0, "2024"),), ("21/2", "1"): (Right(5.0),), ("21/3", "1"): ()}
    rows = [row("21/1", 3.0, "Jahr 2024"), row("21/2", None), row("21/3", 7.0), row("21/9", None)]
    found = [(one.drucksache, one.frage) for one in rows]
    counts, wrong = counted(Group("x", "gebaut", figures), rows[:3], found)
    assert counts == Counts(
        shown=2, right=1, told=2, showing=2, clean=1, telling=2, served=1, groups=1, groups_served=1,
        twins=2, found=2, named=3,
    )  # fmt: skip
    assert len(wrong) == 1
    assert "figures right 0.500 (0.095 to 0.905) of 2 shown" in line(counts)
    assert "0.500 of 2 answers, 1.000 of 1 groups" in line(counts)
    assert not Right(3.0, "2023").is_it(rows[0])


def test_an_engine_is_measured_over_its_own_papers() -> None:
    place, figures = ("21/101", "1"), (Right(11.0, "2022"),)
    group = Group("x", "gebaut", {place: figures, ("21/102", "1"): (Right(20.0, "2023"),), ("21/103", "2"): ()})
    engine = Comparing(*yearly())
    counts, wrong = measured(engine, [group])
    assert (counts.shown, counts.right, counts.found, counts.twins) == (3, 2, 2, 2)
    assert wrong == ["x: 21/103 Frage 2: 30 Leuchttürme 2023"]
    alike = Group("x", "neu", group.answers, same=False)
    counts, _ = measured(engine, [alike])
    assert (counts.shown, counts.right, counts.named, counts.twins) == (3, 2, 0, 0)


def test_the_set_has_groups_kept_back() -> None:
    groups = read_set()
    assert len({group.name for group in groups}) == len(groups)
    parts = ("gebaut", "zurückgehalten", "danach", "neu", "zuletzt")
    assert [sum(group.satz == s for group in groups) for s in parts] == [15, 15, 8, 20, 20]
    assert all(len({paper for paper, _ in group.answers}) > 1 for group in groups if group.same)
    last, *before = ({paper for g in groups if g.satz == s for paper, _ in g.answers} for s in reversed(parts))
    assert not last & set().union(*before)
