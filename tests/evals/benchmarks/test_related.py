"""The counts of papers named by their meaning."""

from __future__ import annotations

from evals.benchmarks.related import Topic, figures, read_set

TOPICS = [
    Topic("Asyl", frozenset({"21/1", "21/2", "21/3"}), frozenset({"21/4"})),
    Topic("Bahn", frozenset(), frozenset()),
]


def test_what_is_named_is_held_against_what_was_judged():
    lists = {"Asyl": ({"21/1"}, {"21/2", "21/4", "21/9"}), "Bahn": (set(), set())}
    told = figures(TOPICS, lists.__getitem__)
    assert told == "3 named: 1 right, 1 arguable; 2 without the words in all"


def test_no_paper_of_the_set_is_both_and_no_topic_comes_twice():
    topics = read_set()
    assert len({topic.thema for topic in topics}) == len(topics) >= 40
    assert not any(topic.ja & topic.offen for topic in topics)
    assert all(topic.ja for topic in topics)
