"""Words that stand for something said before: one list, four readers."""

from __future__ import annotations

import pytest

from rag.model import Query
from rag.query.followup import understood
from rag.text.proforms import leans, needs_more, points, takes_up

STAND_FOR = [
    *("dabei", "dafür", "dagegen", "daran", "daraus", "darin", "darunter", "darüber", "davon", "dazu"),
    *("dort", "damals"),
    *("hier", "hieran", "hierauf", "hieraus", "hierbei", "hierdurch", "hierfür", "hierin", "hiermit"),
    *("hiernach", "hierüber", "hierum", "hierunter", "hiervon", "hierzu"),
    *("dies", "diese", "diesem", "diesen", "dieser", "dieses", "dieselbe", "dieselben", "diesbezüglich"),
    *("jene", "jenem", "jenen", "jener", "jenes", "solche", "solchem", "solchen", "solcher", "solches"),
    *("letztere", "letzterer", "erstere", "ersteren", "deren", "dessen"),
]
HERE = [word for word in STAND_FOR if word.startswith("hier") and word != "hier"]


@pytest.mark.parametrize("word", STAND_FOR)
def test_every_word_points_back(word: str) -> None:
    assert leans(f"{word.capitalize()} waren 12 Christen.")
    assert points(f"Wie viele {word} waren Frauen?")
    assert needs_more(f"Wie viele {word} waren Frauen?")


@pytest.mark.parametrize(
    "sentence",
    [
        "Damit entfällt die Pflicht.",
        "Dadurch sinken die Kosten.",
        "Daher entfällt die Pflicht.",
        "Deshalb entfällt die Pflicht.",
        "Er wurde 2020 gegründet.",
        "Sie wurde 2020 gegründet.",
        "Es handelt sich um 12 Personen.",
        "Es sind 12 Personen.",
        "Es waren 12 Personen.",
        "Es bekam 12 Euro.",
        "Es erhielt 12 Euro.",
        "Ihr Anteil beträgt 12 Prozent.",
        "Ihre Zahl beträgt 12.",
        "Allerdings fehlen Zahlen.",
        "Jedoch fehlen Zahlen.",
        "Außerdem waren es 12.",
        "Zudem waren es 12.",
        "Ferner waren es 12.",
        "Des Weiteren waren es 12.",
        "Darüber hinaus waren es 12.",
        "Ebenso waren es 12.",
        "Auch 2021 waren es 12.",
        "This is true.",
        "These are 12.",
        "It is true.",
        "They are 12.",
        "Of these, 12 are true.",
        "Moreover, it is true.",
    ],
)
def test_sentences_that_go_on(sentence: str) -> None:
    assert leans(sentence)


@pytest.mark.parametrize("word", [*HERE, "dazu", "davon", "dafür", "dies", "diese", "solche", "sie", "ja", "nein"])
def test_an_answer_that_takes_up_its_frage(word: str) -> None:
    assert takes_up(f"Der Bundesregierung liegen {word} Zahlen vor.")


def test_an_answer_in_the_sense_of_the_frage_takes_it_up() -> None:
    assert takes_up("Programme im Sinne der Fragestellung gibt es nicht.")


@pytest.mark.parametrize("word", ["deren", "dort", "darunter", "darin"])
def test_what_an_answer_takes_up_of_itself_opens_nothing(word: str) -> None:
    assert not takes_up(f"Es gab 12 Programme, {word} drei neue.")


@pytest.mark.parametrize("word", ["sie", "ihnen", "them", "those", "there", "that"])
def test_pronouns_of_a_question(word: str) -> None:
    assert points(f"Wie viele von {word} waren Frauen?")


@pytest.mark.parametrize(
    "word", ["sie", "ihre", "ihrem", "oben", "genannten", "vorgenannten", "jeweiligen", "falls", "wenn"]
)
def test_questions_that_cannot_be_read_alone(word: str) -> None:
    assert needs_more(f"Wie hoch sind {word} Kosten?")


@pytest.mark.parametrize("frage", ["Frage 3", "Frage 2b", "Fragen 4"])
def test_a_question_that_names_another_cannot_be_read_alone(frage: str) -> None:
    assert needs_more(f"Wie hoch sind die Kosten zu {frage}?")


@pytest.mark.parametrize(
    "text",
    [
        "Hierarchien gibt es in jedem Amt.",  # begins like "hier"
        "Der diesjährige Etat ist höher.",  # begins like "dies"
        "Im Jahr 2023 waren es 12.",
        "Was tut die Regierung dafür, dass Mieten bezahlbar bleiben?",  # says itself for what
    ],
)
def test_what_stands_alone(text: str) -> None:
    assert not leans(text)
    assert not points(text)


def test_a_follow_up_may_point_with_any_of_them() -> None:
    before = "Wie viele Programme gab es 2024 in Hessen?"
    whole = understood(Query("Was kosten solche Programme?", vorher=Query(before)), lambda *_: False)
    assert whole.shown.endswith(f"(Es ging um: {before})")
