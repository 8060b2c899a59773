"""When papers are fetched: what the setting may say, and when the next run is due."""

from datetime import datetime, time, timedelta

import pytest

from ui.service.schedule import Schedule, ScheduleProblem


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", None),
        ("  ", None),
        ("06:00,18:00", Schedule((time(6), time(18)))),
        (" 18:00 , 6:05,18:00", Schedule((time(6, 5), time(18)))),
        ("60min", Schedule(every=timedelta(hours=1))),
        ("90 min", Schedule(every=timedelta(minutes=90))),
    ],
)
def test_what_the_setting_says(text, meant):
    assert Schedule.read(text) == meant


@pytest.mark.parametrize(
    "text", ["6", "06:60", "24:00", "06:00;18:00", "06:00,", "9min", "99999min", "60", "1h", "٣min"]
)
def test_what_is_no_time_is_refused_in_one_sentence_that_says_what_is_wanted(text):
    with pytest.raises(ScheduleProblem) as refused:
        Schedule.read(text)
    said = str(refused.value)
    assert said.startswith(f"ANTWORTFINDER_SYNC={text!r} nennt keine Zeit:")
    assert "06:00,18:00" in said
    assert "60min" in said
    assert said.count(". ") == 0


def test_a_time_of_day_is_due_once_a_day_in_its_order():
    twice = Schedule.read("18:00,06:00")
    assert twice.after(datetime(2026, 11, 24, 5, 59)) == datetime(2026, 11, 24, 6)
    assert twice.after(datetime(2026, 11, 24, 6)) == datetime(2026, 11, 24, 18)
    assert twice.after(datetime(2026, 11, 24, 18, 0, 1)) == datetime(2026, 11, 25, 6)


def test_an_interval_counts_from_the_beginning_of_the_last_run():
    assert Schedule.read("60min").after(datetime(2026, 11, 24, 6, 30)) == datetime(2026, 11, 24, 7, 30)
