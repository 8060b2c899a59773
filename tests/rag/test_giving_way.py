"""Reading gives way to questions, a bounded while, and ends where it is told to."""

import threading
import time

import pytest

from rag import giving_way


def test_reading_rests_while_a_question_is_answered_and_goes_on_at_its_end():
    begun, ended = threading.Event(), []

    def read():
        begun.set()
        giving_way.give_way(10)
        ended.append(time.perf_counter())

    with giving_way.asking():
        reader = threading.Thread(target=read)
        reader.start()
        begun.wait(5)
        time.sleep(0.05)
        assert not ended
        answered = time.perf_counter()
    reader.join(5)
    assert 0 <= ended[0] - answered < 4


def test_reading_does_not_starve_where_people_ask_all_the_time():
    with giving_way.asking(), giving_way.asking():
        began = time.perf_counter()
        giving_way.give_way(0.02)
        assert 0.02 * giving_way.REST <= time.perf_counter() - began < 20
        assert giving_way.asked()
    assert not giving_way.asked()


def test_a_question_that_fails_holds_nobody_up():
    with pytest.raises(ZeroDivisionError), giving_way.asking():
        raise ZeroDivisionError
    assert not giving_way.asked()


def test_work_ends_where_it_is_over_and_only_there():
    over = threading.Event()
    with giving_way.ended_by(over.is_set):
        giving_way.check()
        over.set()
        with pytest.raises(giving_way.Ended):
            giving_way.give_way(0)
    giving_way.check()  # outside nothing is over
    with giving_way.ended_by(over.is_set):
        other = threading.Thread(target=giving_way.check)  # another thread's work is not meant
        other.start()
        other.join()
