"""A run over a stand-in of the interface: everything comes once, whatever goes wrong on the way."""

from __future__ import annotations

import errno
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rag.fetching import shelf
from rag.fetching.shelf import ANSWERS
from rag.fetching.state import FILE
from rag.sync import SyncProblem
from tests.support.dip import Asked, Dip, Fault
from tests.support.dipstock import LATER, NUMBERS, UNREADABLE, Stock, fetched


def numbers(folder: Path) -> list[str]:
    """The papers whose records lie in the folder."""
    files = (folder / "dip" / ANSWERS).glob("*.json")
    return sorted(json.loads(file.read_text())["dokumentnummer"] for file in files)


def counts(report: Any) -> tuple[int, int, int, int]:
    return report.neu, report.geaendert, report.unveraendert, report.fehlt_noch


# what is fetched
def test_everything_comes_once_and_the_second_run_fetches_nothing(filled: Dip, stock: Stock, folder: Path) -> None:
    many = [f"21/{number}" for number in range(1, 126)]  # two pages of a list, thirteen of texts
    for number in many:
        filled.add(number, f"Antwort {number}")
    first = fetched(filled, folder, stock)
    assert (counts(first), first.abgelehnt, first.abgebrochen) == ((125, 0, 0, 0), (), None)
    assert first.stand is not None
    assert numbers(folder) == sorted(many)
    assert filled.count("drucksache-text") == 13
    second = fetched(filled, folder, stock)
    assert counts(second) == (0, 0, 125, 0)
    assert filled.count("drucksache-text") == 13
    assert set(stock.reads.values()) == {1}


def test_records_are_kept_as_they_were_delivered(server: Dip, stock: Stock, folder: Path) -> None:
    id_ = server.add("21/7", "Ein Text mit \ud800 halbem Zeichen.", anlagen="Verzeichnis", neues_feld={"a": [1, None]})
    fetched(server, folder, stock)
    assert json.loads((folder / "dip" / ANSWERS / "21-00007.json").read_text("ascii")) == server.records[id_]


def test_later_runs_ask_for_what_changed_since_a_day_before(server: Dip, stock: Stock, folder: Path) -> None:
    server.add("21/1", "alt")
    fetched(server, folder, stock)
    server.asked.clear()
    server.add("21/1", "neu", aktualisiert=LATER)
    server.add("21/2", "neu dazu", aktualisiert=LATER)
    report = fetched(server, folder, stock)
    assert counts(report) == (1, 1, 0, 0)
    assert stock.papers == {"21/1": "neu", "21/2": "neu dazu"}
    starts = {value for asked in server.asked for name, value in asked.params if name == "f.aktualisiert.start"}
    assert starts == {"2025-09-30T10:00:00+02:00"}


def test_a_run_that_was_not_whole_moves_no_mark(filled: Dip, stock: Stock, folder: Path) -> None:
    filled.plan(Fault.GONE, "drucksache-text", times=99)
    report = fetched(filled, folder, stock)
    assert report.stand is None
    assert "DIP antwortet nicht" in str(report.abgebrochen)
    assert counts(report) == (0, 0, 0, 25)
    filled.planned.clear()
    assert counts(fetched(filled, folder, stock)) == (25, 0, 0, 0)


def test_the_current_wahlperiode_is_asked_for_and_those_of_before_stay(server: Dip, stock: Stock, folder: Path) -> None:
    server.add("21/1", "a")
    server.add("20/1", "vorige")
    fetched(server, folder, stock)
    assert set(stock.papers) == {"21/1"}
    server.add("22/1", "neue")
    server.add("21/2", "noch eine alte")
    fetched(server, folder, stock)
    assert set(stock.papers) == {"21/1", "21/2", "22/1"}


def test_dates_and_wahlperioden_narrow_a_run_and_leave_no_mark(server: Dip, stock: Stock, folder: Path) -> None:
    for number, day in (("19/1", "2020-01-01"), ("20/1", "2022-01-01"), ("21/1", "2025-06-01")):
        server.add(number, number, datum=day)
    report = fetched(server, folder, stock, seit=date(2020, 1, 1), bis=date(2022, 1, 1))
    assert set(stock.papers) == {"19/1", "20/1"}
    assert report.stand is None
    fetched(server, folder, stock, wahlperioden=(21,))
    assert set(stock.papers) == {"19/1", "20/1", "21/1"}


def test_anfragen_are_kept_apart_and_never_read_in(server: Dip, stock: Stock, folder: Path) -> None:
    server.add("21/1", "Kleine Anfrage", "Kleine Anfrage")
    server.add("21/2", "Schriftliche Fragen", "Schriftliche Fragen")
    server.add("21/3", "Gesetzentwurf", "Gesetzentwurf")
    report = fetched(server, folder, stock)
    assert (report.neu, report.anfragen, set(stock.papers)) == (1, 1, {"21/2"})
    assert [file.name for file in (folder / "dip" / ".kleine-anfragen").iterdir()] == ["21-00001.json"]


# what goes wrong on the way
@pytest.mark.parametrize("where", ["drucksache\\?", "drucksache-text"])
@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.SLOW_DOWN, Fault.CUT, Fault.GARBAGE, Fault.GONE])
def test_a_fault_that_passes_costs_nothing(filled: Dip, stock: Stock, folder: Path, fault: Fault, where: str) -> None:
    filled.plan(fault, where, times=2)
    report = fetched(filled, folder, stock)
    assert (counts(report), report.abgelehnt, report.abgebrochen) == ((25, 0, 0, 0), (), None)
    assert set(stock.reads.values()) == {1}


def test_a_list_without_end_ends_the_run_and_loses_nothing(filled: Dip, stock: Stock, folder: Path) -> None:
    fetched(filled, folder, stock)
    filled.plan(Fault.ENDLESS, "drucksache\\?", times=1000)
    report = fetched(filled, folder, stock)
    assert "nimmt kein Ende" in str(report.abgebrochen)
    assert len(filled.asked) < 60
    assert len(stock.papers) == 25


def test_a_text_that_is_no_json_is_asked_for_alone_and_told(filled: Dip, stock: Stock, folder: Path) -> None:
    filled.plan(Fault.GARBAGE, "drucksache-text.*f.id=2100005\\b", times=1000)
    report = fetched(filled, folder, stock)
    assert [one.drucksache for one in report.abgelehnt] == ["21/5"]
    assert counts(report) == (24, 0, 0, 1)
    filled.planned.clear()
    again = fetched(filled, folder, stock)  # DIP does not list it as changed
    assert (counts(again), again.abgelehnt) == ((1, 0, 24, 0), ())


def test_what_the_index_refuses_is_told_and_tried_again(server: Dip, stock: Stock, folder: Path) -> None:
    server.add("21/1", "gut")
    server.add("21/2", UNREADABLE)
    report = fetched(server, folder, stock)
    assert [(one.drucksache, one.grund) for one in report.abgelehnt] == [("21/2", "Das Papier lässt sich nicht lesen.")]
    assert counts(report) == (1, 0, 0, 1)
    assert counts(fetched(server, folder, stock)) == (0, 0, 1, 1)
    server.add("21/2", "nun gut", aktualisiert=LATER)
    assert counts(fetched(server, folder, stock)) == (0, 1, 1, 0)


def test_a_paper_withdrawn_between_list_and_text_is_asked_for_no_more(filled: Dip, stock: Stock, folder: Path) -> None:
    def withdraw(asked: Asked) -> None:
        if asked.path.endswith("-text"):
            filled.records.pop("2100005", None)

    filled.meanwhile = withdraw
    report = fetched(filled, folder, stock)
    assert (counts(report), report.abgelehnt) == ((24, 0, 0, 0), ())
    assert numbers(folder) == sorted(set(NUMBERS) - {"21/5"})


def test_a_paper_that_is_held_and_withdrawn_stays_and_is_told(server: Dip, stock: Stock, folder: Path) -> None:
    id_ = server.add("21/1", "alt")
    fetched(server, folder, stock)
    server.add("21/1", "neu", aktualisiert=LATER)
    server.meanwhile = lambda asked: server.records.pop(id_, None) if asked.path.endswith("-text") else None  # type: ignore[assignment]
    for _ in range(2):
        report = fetched(server, folder, stock)
        assert (report.abgelehnt, report.zurueckgezogen, report.whole) == ((), ("21/1",), True)
        assert stock.papers == {"21/1": "alt"}


def test_a_listed_paper_without_text_is_waited_for(server: Dip, stock: Stock, folder: Path) -> None:
    server.add("21/1", " ")
    report = fetched(server, folder, stock)
    assert (report.abgelehnt[0].drucksache, report.fehlt_noch) == ("21/1", 1)
    server.records["2100001"]["text"] = "nun da"
    assert counts(fetched(server, folder, stock)) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    "broken",
    [
        {"dokumentnummer": "../../etc"},
        {"aktualisiert": "gestern"},
        {"titel": 7},
        {"fundstelle": []},
        {"herausgeber": 1},
    ],
)
def test_a_broken_record_is_told_and_no_other_is_lost(
    server: Dip, stock: Stock, folder: Path, broken: dict[str, Any]
) -> None:
    server.judge = None  # it is broken, and shall be
    server.add("21/1", "gut")
    server.add("21/2", "schlecht")
    list_of = server.page

    def page(what: str, params: list[tuple[str, str]]) -> tuple[int, dict[str, Any]]:
        status, data = list_of(what, params)
        data["documents"] = [one | broken if one["id"] == "2100002" else one for one in data["documents"]]
        return status, data

    server.page = page  # type: ignore[method-assign]
    report = fetched(server, folder, stock)
    harmless = set(broken) <= {"titel", "fundstelle"}
    assert set(stock.papers) == ({"21/1", "21/2"} if harmless else {"21/1"})
    assert len(report.abgelehnt) == (0 if harmless else 1)
    assert not list(folder.rglob("etc*"))


def test_two_records_of_one_number_leave_the_newer_one(server: Dip, stock: Stock, folder: Path) -> None:
    server.add("21/9", "alt", id="900")
    server.add("21/9", "neu", id="901", aktualisiert=LATER)
    fetched(server, folder, stock)
    assert stock.papers == {"21/9": "neu"}
    asked = server.count("drucksache-text")
    fetched(server, folder, stock)
    assert (stock.papers, server.count("drucksache-text")) == ({"21/9": "neu"}, asked)


def test_a_full_index_ends_the_run_and_the_next_one_reads_what_was_fetched(
    filled: Dip, stock: Stock, folder: Path
) -> None:
    stock.full = True
    report = fetched(filled, folder, stock)
    assert report.abgebrochen == "Die Festplatte ist voll."
    stock.full = False
    fetched(filled, folder, stock)
    assert len(stock.papers) == 25


def test_a_full_disk_ends_the_run_and_leaves_whole_files(
    filled: Dip, stock: Stock, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []

    def fsync(number: int) -> None:
        written.append(number)
        if len(written) > 20:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shelf.os, "fsync", fsync)
    report = fetched(filled, folder, stock)
    assert str(report.abgebrochen).startswith("Die Festplatte ist voll, auf der ")
    assert len(numbers(folder)) == 20
    assert not list((folder / "dip" / ANSWERS).glob(".*"))
    monkeypatch.undo()
    fetched(filled, folder, stock)
    assert len(stock.papers) == 25


# what lies in the folder
def test_a_lost_state_is_made_again_from_the_records(filled: Dip, stock: Stock, folder: Path) -> None:
    fetched(filled, folder, stock)
    (folder / "dip" / FILE).write_bytes(b"no database at all" * 100)
    asked = filled.count("drucksache-text")
    assert counts(fetched(filled, folder, stock)) == (0, 0, 25, 0)
    assert filled.count("drucksache-text") == asked


def test_a_record_that_somebody_took_away_is_fetched_again(filled: Dip, stock: Stock, folder: Path) -> None:
    filled.add("21/200", "spät", aktualisiert="2025-12-01T10:00:00+01:00")  # no run lists the others again
    fetched(filled, folder, stock)
    (folder / "dip" / ANSWERS / "21-00005.json").unlink()
    fetched(filled, folder, stock)
    assert len(numbers(folder)) == 26


def test_a_second_run_at_the_same_time_is_refused(filled: Dip, folder: Path) -> None:
    class Second(Stock):
        def ingest(self, *args: Any, **more: Any) -> Any:
            with pytest.raises(SyncProblem, match="läuft schon ein anderer Abruf"):
                fetched(filled, folder, Stock())
            return super().ingest(*args, **more)

    assert fetched(filled, folder, Second()).neu == 25
