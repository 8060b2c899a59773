"""Figures of sentences: only what certainly counts what was asked."""

from __future__ import annotations

import pytest

from ingest.language.sentences import sentences
from rag.series.prose import told
from rag.series.wanted import wanted
from rag.text.times import times
from tests.support.fakes import answered_in

FRAGE = "Wie viele Gerichtsverfahren, in denen das Amt als Beklagter beteiligt ist, sind anhängig?"
OTHER = "Wie viele Gerichtsverfahren, die das Amt als Kläger begann, sind anhängig?"


def figures(frage: str, answer: str, *others: str, asked: str = "") -> list[tuple[str, str, str]]:
    passage = answered_in("1", answer, frage)
    mine, *rest = wanted(frage)
    rivals = [*rest, *(one for other in others for one in wanted(other))]
    prose = [(passage, span) for span in sentences(answer)]
    found = told(mine, rivals, prose, frage, times(asked))
    assert all(one.zahl in one.citation.zitat.replace("\n", " ") for one in found)
    return [(one.zahl, one.einheit, one.zeit) for one in found]


@pytest.mark.parametrize(
    ("frage", "answer", "found"),
    [
        (
            FRAGE,
            "Es sind 40 Gerichtsverfahren anhängig. Kosten für diese 40 Verfahren kennt niemand.",
            ("40", "Gerichtsverfahren", ""),
        ),
        (
            FRAGE,
            "Das Amt war an insgesamt 32 Verfahren beteiligt, davon 8 Verfahren vor dem Gericht in Bonn.",
            ("32", "Verfahren", ""),
        ),
        (
            FRAGE,
            "Aktuell sind vier Verfahren anhängig. Zwei Verfahren gab es schon. Zwei Verfahren kamen hinzu.",
            ("vier", "Verfahren", ""),
        ),
        (FRAGE, "Keine.", ("Keine", "Gerichtsverfahren", "")),
        (FRAGE, "Es wurde ein Verfahren geführt.", ("ein", "Verfahren", "")),
        ("Wie hoch waren die Kosten?", "Es entstanden Kosten von rund 1,2 Mio. Euro.", ("rund 1,2 Mio.", "Euro", "")),
        ("Wie hoch ist der Anteil?", "Der Anteil liegt bei 12,5 Prozent.", ("12,5", "%", "")),
    ],
)
def test_a_figure(frage: str, answer: str, found: tuple[str, str, str]) -> None:
    assert figures(frage, answer) == [found]


@pytest.mark.parametrize(
    "answer",
    [
        "Es sind 12 Anträge eingegangen.",  # something else is counted
        "In Bonn sind 12 Verfahren anhängig. In Kiel sind 30 Verfahren anhängig.",  # which one?
        "In keinem außergerichtlichen sowie in acht gerichtlichen Verfahren wurde es vertreten.",
        "Dem Amt sind keine Verfahren bekannt.",
        "Es wird auf die 12 Verfahren der Bundestagsdrucksache 20/1 verwiesen.",
        "Mit einem Verfahren ist nicht zu rechnen.",
        "Verfahren im einstelligen Bereich wurden geführt.",
        "Nach § 12 Verfahren sind die Ämter zuständig.",
        "Zum PKS-Summenschlüssel 890000 Verfahren steht das in der Tabelle.",  # the number of a key
        "Daneben waren 12 Verfahren anhängig.",  # besides what?
        "Zu vier der Fälle liegen keine Verfahrenszahlen vor.",  # that is no zero
        "Bisher haben 36 563 Menschen ein Verfahren begonnen.",  # each of them one
        "Es sind mehr als 100 Verfahren anhängig.",  # a bound
        "Es sind bis zu rund 100 Verfahren anhängig.",
        "Es sind drei bis fünf Verfahren anhängig.",  # a range
        "Zwischen 10 und 20 Verfahren sind anhängig.",
        "Es sind 250 Streitsachen anhängig, davon 40 Verfahren vor dem Gericht in Bonn.",  # a part
        "Es sind 40 Verfahren anhängig. Darüber hinaus sind acht Verfahren in Kiel anhängig.",  # not all
        "Im Jahr 2020 gingen darüber hinaus 31 Verfahren ein.",
        "Bei 76 weiteren Verfahren steht das Urteil noch aus.",  # besides others
        "Bonn: zwei Verfahren\nKiel: ein Verfahren",  # a list without its total
        "Der Bund führt 12 Verfahren. Alle Länder führen insgesamt 900 Verfahren, die Städte 3 Verfahren.",
        "Es lässt sich nicht auswerten, ob ein Verfahren anhängig ist.",
        "1 Verfahren vor den Gerichten der Länder werden nicht doppelt gezählt.",  # the mark of a footnote
    ],
)
def test_nothing_is_guessed(answer: str) -> None:
    assert figures(FRAGE, answer) == []


def test_what_was_not_asked_is_not_told_beside_what_was() -> None:
    frage = "Wie viele Tatverdächtige wurden im Jahr 2025 festgenommen?"
    answer = "Es wurden 470 Tatverdächtige ermittelt. Es wurden sieben Personen festgenommen."
    assert figures(frage, answer) == []
    assert figures(frage, "Es wurden 470 Tatverdächtige ermittelt.") == [("470", "Tatverdächtige", "")]


def test_figures_of_several_times_are_told_apart() -> None:
    answer = "Im ersten Quartal 2025 waren 30 Verfahren und im zweiten Quartal 2025 28 Verfahren anhängig."
    assert [(z, zeit) for z, _, zeit in figures(FRAGE, answer)] == [
        ("30", "ersten Quartal 2025"),
        ("28", "zweiten Quartal 2025"),
    ]
    assert figures(FRAGE, "Im Jahr 2020 waren 30 Verfahren anhängig.", asked="im Jahr 2024") == []


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("Es war an 43 Verfahren als Kläger und an 45 Verfahren als Beklagter beteiligt.", ["45"]),
        ("Es war an elf Verfahren als Kläger oder Beklagter beteiligt.", []),
        ("Es war an 32 Verfahren als Klägerin sowie als Beklagte beteiligt.", []),
        ("Es war an 13 Verfahren beteiligt.", []),
        ("Es wurden keine Verfahren geführt.", ["keine"]),
    ],
)
def test_of_what_is_answered_together_only_what_is_said_of_this_one(answer: str, found: list[str]) -> None:
    assert [zahl for zahl, _, _ in figures(FRAGE, answer, OTHER)] == found


def test_sentences_that_end_otherwise_tell_of_something_else() -> None:
    answer = "Im Jahr 2024 waren 25 Verfahren anhängig. Im Jahr 2025 wurden sieben Verfahren abgeschlossen."
    assert [zahl for zahl, _, _ in figures(FRAGE, answer)] == ["25"]


def test_a_noun_at_the_end_of_a_sentence_is_no_verb_of_the_frage() -> None:
    answer = "Zum 31. Juli 2025 waren 30 Verfahren erfasst. Ferner begannen 40 Verfahren erstmalig im Jahr 2025."
    assert figures("Wie viele Verfahren bestanden im Jahr 2025?", answer, asked="im Jahr 2025") == []
