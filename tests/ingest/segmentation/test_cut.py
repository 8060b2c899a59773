"""A paper cut into its parts: each where it belongs, and every character in exactly one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Quelle, Sprecher, nummern_text, zeilen
from ingest.readers.files import read
from ingest.segmentation.cut import cut
from ingest.segmentation.parts import Rolle
from ingest.text.footnotes import page_notes
from ingest.text.lines import split
from tests.support.paths import ROOT

PAPER = """\
Antwort
der Bundesregierung
Vorbemerkung der Fragesteller
1. Warum sind Brücken alt?
2. Wer hat das versäumt?
3. Wann hat er das getan?
4. Was hat er getan?
Vorbemerkung der Bundesregierung
1. Alle Angaben sind vorläufig.
1. Wie viele Brücken gibt es?
2. Welche sind gesperrt?
Die Fragen 1 und 2 werden gemeinsam beantwortet.
Es gibt 12 Brücken.
3. Warum?
Darum.
Anlage 1
Liste der Brücken"""


def parts(text: str) -> list[tuple[str, str, int]]:
    """Of each part its role, the numbers of its Fragen, and how many lines it has."""
    found = cut(split(zeilen(text)))
    return [(part.rolle.value, " ".join(nummern_text(part.nummern)), len(part.lines)) for part in found]


def test_every_part_is_where_it_belongs():
    assert parts(PAPER) == [
        ("kopf", "", 2),
        ("vorbemerkung", "", 5),  # what is numbered in preambles begins no Frage
        ("vorbemerkung", "", 2),
        ("frage", "1", 1),
        ("frage", "2", 1),
        ("antwort", "1 2", 2),
        ("frage", "3", 1),
        ("antwort", "3", 1),
        ("anlage", "", 2),
    ]


def test_preambles_know_who_speaks():
    speakers = [part.sprecher for part in cut(split(zeilen(PAPER))) if part.sprecher]
    assert speakers == [Sprecher.FRAGESTELLER, Sprecher.BUNDESREGIERUNG]


def test_a_paper_of_one_frage_need_not_number_it():
    assert parts("Antwort\nTitel\nWelchen Wortlaut hat der Bericht?\nEr ist geheim.")[-2:] == [
        ("frage", "1", 1),
        ("antwort", "1", 1),
    ]


NOTE = ("* Von einer Drucklegung der Anlage wird abgesehen. Diese ist auf Bundestagsdrucksache 21/9 auf der ",
        "Internetseite des Deutschen Bundestages abrufbar.")  # fmt: skip
UNUSUAL = ("* Hierzu vergleiche die Antwort der Bundesregierung auf die Kleine Anfrage ", "zum Straßenbau.")
FIRST = ("Antwort", "der Bundesregierung", "Vorbemerkung der Bundesregierung", "Alle Angaben sind vorläufig.",
         "1. Wie viele Brücken gibt es?", "Die Zahl steht in der Anlage 1*.")  # fmt: skip
AFTER = ("Die Bundesregierung prüft die Brücken der Bundesfernstraßen in der Regel alle sechs Jahre.",
         "4. Wer bezahlt das?", "Der Bund.")  # fmt: skip


@pytest.mark.parametrize("note", [NOTE, UNUSUAL])
@pytest.mark.parametrize(
    ("before", "after", "group"),
    [
        (  # answered together
            ["2. Welche Brücken sind gesperrt, und seit wann sind sie das?"],
            ["3. Welche Folgen hat das?", "Die Fragen 2 und 3 werden gemeinsam beantwortet."],
            "2 3",
        ),
        (  # the letters of one
            ["2. Welche Brücken sind gesperrt?", "a) Seit wann sind sie das?"],
            ["b) Welche Folgen hat das?", "Die Fragen 2 bis 2b werden gemeinsam beantwortet."],
            "2 2a 2b",
        ),
        (["3. Welche Brücken sind gesperrt, und seit wann sind sie das?"], [], "3"),  # the answer on the next page
    ],
)
def test_a_footnote_at_a_page_s_end_answers_no_frage(note, before, after, group):
    found = cut(split(zeilen("\n".join([*FIRST, *before, *note, *after, *AFTER]))))
    answers = {" ".join(nummern_text(p.nummern)): p.lines for p in found if p.rolle is Rolle.ANTWORT}
    assert list(answers) == ["1", group, "4"]
    assert [line.text for line in answers["1"]] == [FIRST[-1], *(line.strip() for line in note)]
    assert [line.text for line in answers[group]] == [*after[-1:], AFTER[0]]
    assert not any(line.text in note for p in found if p.rolle is Rolle.FRAGE for line in p.lines)


def test_a_footnote_of_a_preamble_is_not_the_answer_of_the_first_frage():
    text = [*FIRST[:3], "Laufende Verfahren sind ausgenommen.*", *FIRST[4:5], *UNUSUAL, *AFTER[:1]]
    *_, preamble, frage, answer = cut(split(zeilen("\n".join(text))))
    assert [line.text for line in preamble.lines[2:]] == [line.strip() for line in UNUSUAL]
    assert (len(frage.lines), [line.text for line in answer.lines]) == (1, [AFTER[0]])


def test_what_follows_the_imprint_is_an_annex():
    imprint = "\nGesamtherstellung: H. Heenemann\nISSN 0722-8333\nBerlin 12"
    assert parts("1. Warum?\nDarum." + imprint)[-1] == ("anlage", "", 1)


def test_without_a_frage_all_is_kopf():
    assert parts("Hier steht nichts.\nWirklich.") == [("kopf", "", 2)]
    assert parts("") == [("kopf", "", 1)]


def assert_partition(quelle: Quelle) -> None:
    """Every character of the file lands in exactly one part, and the parts stand in order, footnotes aside."""
    page = split(quelle.zeilen)
    body = [line for part in cut(page) for line in part.lines]
    noted = {id(line) for note in page_notes(page.lines) for line in page.lines[note.start : note.stop]}
    places = [(line.zeile, line.start) for line in body if id(line) not in noted]
    assert places == sorted(places)
    every = sorted([*body, *page.note, *page.imprint, *page.running], key=lambda line: (line.zeile, line.start))
    text: dict[int, str] = {}
    for line in every:
        text[line.zeile] = text.get(line.zeile, "") + line.raw
    joined = "\n".join(text[i] for i in sorted(text))
    assert joined == "\n".join(z.text for z in quelle.zeilen)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "1. Wie viele?", "2. Warum nicht?", "a) Wer?", "b) und wo,", "Vorbemerkung der Bundesregierung",
                "Die Fragen 1 und 2 werden gemeinsam beantwortet.", "Anlage 1", "12 13 14", " x", "Nein.", "",
                "DasDie Antwort wurde namens der Bundesregierung mit Schreiben", "vom 3. Juni 2025 übermittelt.",
                "Gesamtherstellung: H.", "ISSN 0722-8333", "S o  g e s p e r r t e s",
                "Drucksache 21/9 – 2 – Deutscher Bundestag – 21. Wahlperiode", "Siehe Anlage*.", "* Stand: Mai",
                "* Von einer Drucklegung der Anlage wird abgesehen.",
            ]
        )
    )
)  # fmt: skip
def test_every_character_lands_in_one_part_whatever_the_lines(texts):
    assert_partition(Quelle(Path("x.txt"), "txt", zeilen("\n".join(texts))))


def test_every_character_of_real_papers_lands_in_one_part(shared):
    files = sorted((shared / "corpus" / "antworten").glob("*.txt"))
    small = [f for f in files if f.stat().st_size < 60_000][::40]
    assert small
    for file in [ROOT / "corpus" / "20-11166.txt", *small, shared / "corpus" / "antworten" / "21-01054.txt"]:
        assert_partition(read(file))
