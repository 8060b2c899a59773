"""Where answers point, and where a chain of pointers ends."""

from __future__ import annotations

from time import process_time

import pytest

from ingest.model import Antwort, Block, Blockart, Fragenummer, Status, Verweisart, nummern_text
from ingest.verweise import linked, verweise

KNOWN = tuple(Fragenummer.read(n) for n in ("1", "2", "2a", "2b", "2c", "3", "4", "5", "6", "11", "12"))


def found(text, own=()):
    return [
        (v.art.value, " ".join(nummern_text(v.nummern)), v.drucksache)
        for v in verweise(text, KNOWN, tuple(map(Fragenummer.read, own)))
    ]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Es wird auf die Antwort zu Frage 2c verwiesen.", [("frage", "2c", None)]),
        ("Auf die Antworten zu den Fragen 2 bis 2b und 11 wird verwiesen.", [("frage", "2 2a 2b 11", None)]),
        ("Es wird auf die Beantwortung der Fragen 3 und 4 verwiesen.", [("frage", "3 4", None)]),
        ("Siehe Antwort zu Frage 5.", [("frage", "5", None)]),
        ("Das ist so (vgl. Antwort zu Frage 6).", [("frage", "6", None)]),
        ("Auf die Antwort zu Frage 99 wird verwiesen.", [("frage", "", None)]),  # no such Frage
        (
            "Auf die Antwort zu Frage 4 auf Bundestagsdrucksache 19/26367 wird verwiesen.",
            [("drucksache", "4", "19/26367")],
        ),
        (
            "Auf die Antwort der Bundesregierung zu Frage 15 der Kleinen Anfrage der Fraktion der AfD auf "
            "Bundestagsdrucksache 20/12181 wird verwiesen.",
            [("drucksache", "15", "20/12181")],
        ),
        (
            "Es wird auf die Bundestagsdrucksachen 20/1915 und 20/2000 verwiesen.",
            [("drucksache", "", "20/1915"), ("drucksache", "", "20/2000")],
        ),
        ("Auf die Vorbemerkung der Bundesregierung wird verwiesen.", [("vorbemerkung", "", None)]),
        (
            "Auf die Vorbemerkung der Bundesregierung zu den Fragen 3 bis 5 wird verwiesen.",
            [("vorbemerkung", "3 4 5", None)],
        ),
        ("Es wird auf Plenarprotokoll 21/9 verwiesen.", [("plenarprotokoll", "", "21/9")]),
        ("Die Fragen 3 und 4 werden gemeinsam beantwortet.", []),  # an announcement points nowhere
        ("Das Gesetz (Bundestagsdrucksache 20/6435) trat in Kraft.", []),  # named, not pointed to
        (
            "Auf die Antwort zu Frage 3 der Kleinen Anfrage auf Bundestagdrucksache 20/792 wird verwiesen.",
            [("drucksache", "3", "20/792")],  # a letter is missing (21/668): no Frage of this paper
        ),
        ("Auf BT.-Drs. 20/792 wird verwiesen.", [("drucksache", "", "20/792")]),
        ("Auf Bundestagsdrucksache Nr. 20/792 wird verwiesen.", [("drucksache", "", "20/792")]),
        ("Auf BR-Drs. 12/24 wird verwiesen.", []),  # the Bundesrat's
        (
            "Auf die Antwort auf die Schriftliche Frage 94 der Abgeordneten Dr. Muster auf Bundestagsdrucksache "
            "20/15135 wird verwiesen.",
            [("drucksache", "94", "20/15135")],  # "Dr." ends no sentence
        ),
        ("Das Nähere (vgl.\nAntwort zu Frage 6) ist bekannt.", [("frage", "6", None)]),  # the line of a table
        ("Die Mittel stehen bereit (s.\nAntwort zu Frage 6).", [("frage", "6", None)]),
        (
            "Es wird verwiesen auf:\n– die Antwort zu Frage 3,\n– die Antwort zu Frage 5.",
            [("frage", "3", None), ("frage", "5", None)],
        ),
        ("Im Übrigen wird auf Frage 3 verwiesen.\nStraftat Anteil\nnach Frage 2a 10,8", [("frage", "3", None)]),  # rows
        ("Nach § 11 Abs. 1 S. 1 gilt Frage 6.", []),  # a Satz, and no "siehe"
    ],
)
def test_verweise(text, want):
    assert found(text) == want


def test_the_words_of_a_verweis_are_marked():
    text = "Ja. Im Übrigen wird auf die Antwort zu Frage 2c verwiesen."
    (only,) = verweise(text, KNOWN)
    assert text[only.start : only.end] == "Antwort zu Frage 2c"


def test_a_joint_answer_does_not_point_to_itself():
    text = "Die Fragen 3 und 4 werden zusammen wie folgt beantwortet: Es wird auf die Antwort zu Frage 1 verwiesen."
    assert found(text, own=("3", "4")) == [("frage", "1", None)]
    assert found("Siehe Anlage 2 zu Frage 4.", own=("4",)) == []


def answers(**texts):
    """Answers by Frage; "_" in a name joins Fragen that are answered together."""
    made = []
    for names, text in texts.items():
        nummern = tuple(Fragenummer.read(n) for n in names.removeprefix("f").split("_"))
        made.append(Antwort(nummern, (Block(Blockart.TEXT, text),), Status.VERWIESEN, verweise(text, KNOWN, nummern)))
    return linked(tuple(made))


def ends(antwort):
    return [nummern_text(v.ziel) for v in antwort.verweise]


def test_chains_are_followed_to_the_end():
    made = answers(
        f12="Auf die Antwort zu Frage 11 wird verwiesen.",
        f11="Auf die Antwort zu Frage 3 wird verwiesen.",
        f3="Das Amt hat 12 Personen gezählt.",
    )
    assert ends(made[0]) == [("3",)]


def test_a_chain_stops_at_an_answer_that_says_something_itself():
    made = answers(
        f12="Auf die Antwort zu Frage 11 wird verwiesen.",
        f11="Das Amt hat 12 Personen gezählt. Im Übrigen wird auf die Antwort zu Frage 3 verwiesen.",
        f3="Nein, das trifft nicht zu.",
    )
    assert ends(made[0]) == [("11",)]


def test_a_chain_stops_at_an_answer_that_names_another_besides():
    """An answer that says something and adds "vgl." is no pointer (21/672)."""
    made = answers(
        f12="Auf die Antwort zu Frage 11 wird verwiesen.",
        f11="Der Plan zeigt, wie Frauen und Mädchen gestärkt werden können (vgl. die Antwort zu Frage 3).",
        f3="Nein, das trifft nicht zu.",
    )
    assert ends(made[0]) == [("11",)]


def test_loops_are_cut():
    made = answers(f3="Auf die Antwort zu Frage 4 wird verwiesen.", f4="Auf die Antwort zu Frage 3 wird verwiesen.")
    assert all(len(ziel) <= 1 for a in made for ziel in ends(a))


def test_a_pointer_out_of_the_paper_has_no_end_here():
    (made,) = answers(f3="Auf die Antwort zu Frage 4 auf Bundestagsdrucksache 19/26367 wird verwiesen.")
    assert made.verweise[0].art is Verweisart.DRUCKSACHE
    assert made.verweise[0].ziel == ()


def pointing(count, text):
    """Answers to Frage 1 to `count`, whose text says where they point."""
    known = tuple(Fragenummer(n) for n in range(1, count + 1))
    made = []
    for nummer in known:
        words = text.format(next=nummer.zahl + 1)
        block = (Block(Blockart.TEXT, words),)
        made.append(Antwort((nummer,), block, Status.VERWIESEN, verweise(words, known, (nummer,))))
    return linked(tuple(made))


def test_answers_that_all_point_at_each_other_end_nowhere_and_soon():
    start = process_time()
    made = pointing(40, "Es wird auf die Antwort zu den Fragen 1 bis 40 verwiesen.")
    assert process_time() - start < 2
    assert [v.ziel for a in made for v in a.verweise] == [()] * 40


def test_a_chain_of_any_length_is_followed():
    made = pointing(900, "Auf die Antwort zu Frage {next} wird verwiesen.")
    assert made[0].verweise[0].ziel == (Fragenummer(900),)
