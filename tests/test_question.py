"""What a question asks for, and German words compared as a reader would."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rag.question import Kind, holds, no_knowledge, read
from rag.words import content, coverage, match, rarity, stem, stems, tokens


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wie viele Banken waren beteiligt?", Kind.ZAHL),
        ("Wie viel Geld ist eingeplant?", Kind.BETRAG),
        ("How many pregnancies were there?", Kind.ZAHL),
        ("Ab wann gilt das?", Kind.DATUM),
        ("Weshalb schweigt die Regierung?", Kind.GRUND),
        ("Wer entscheidet darüber?", Kind.WER),
        ("Sollen Beschäftigte Mindestlohn bekommen?", Kind.JANEIN),
        ("Was sagt die Regierung dazu?", Kind.ANDERES),  # "was" is no English verb here
        ("Welche Orte eignen sich?", Kind.LISTE),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    assert kind in read(text).kinds


def test_a_question_can_ask_for_two_kinds() -> None:
    assert set(read("Ab wann gilt das und wie viele sind betroffen?").kinds) == {Kind.DATUM, Kind.ZAHL}


def test_holds() -> None:
    assert holds(Kind.BETRAG, "Es waren 45 Mio. Euro.")
    assert not holds(Kind.BETRAG, "Das wird geprüft.")
    assert holds(Kind.ZAHL, "Es gab vier Verfahren.")
    assert holds(Kind.DATUM, "Das gilt ab dem 1. Januar 2044.")
    assert not holds(Kind.DATUM, "Das gilt bald.")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Förderungen", "Förderung"), ("foerdern", "fördern"), ("Werkstätten", "Werkstatt"), ("Verfahrens", "Verfahren")],
)
def test_stems_are_equal(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_match_finds_parts_of_compounds_and_typing_errors() -> None:
    there = stems("Die Disziplinarverfahren wurden vom Wirtschaftsministerium eingeleitet.")
    assert match(stem("Disziplinarverfahren"), there) == 1.0
    assert 0 < match(stem("Verfahren"), there) < 1
    assert 0 < match(stem("Wirtschaftsministerum"), there) < 1
    assert match(stem("Zwillinge"), there) == 0.0


def test_numbers_are_one_word_however_grouped() -> None:
    assert tokens("36 563 Menschen") == ["36 563".replace(" ", ""), "Menschen"]
    assert stem("36.563") == "36563"


def test_telling_words_are_rare_ones() -> None:
    assert content("Wie viele Zwillinge kamen 2024 zur Welt?") == ["Zwillinge", "kamen", "2024", "Welt"]
    assert rarity(stem("Segelboot")) > rarity(stem("Förderung")) > rarity(stem("die"))


def test_coverage_weighs_by_rarity() -> None:
    wanted = [stem(w) for w in ("Förderung", "Segelboot")]
    assert coverage(wanted, stems("Die Förderung läuft.")) < 0.5 < coverage(wanted, stems("Das Segelboot fährt."))


def test_values_that_tell_are_amounts_shares_and_days() -> None:
    assert {f.value for f in read("Wofür bekam UNAIDS Anfang 2025 1,2 Millionen Euro?").figures} == {Decimal(1_200_000)}
    assert read("Warum sanken die Mittel um 30 Prozent?").figures
    assert not read("Wer arbeitet 2024 im Referat 303 an SDG 17?").figures


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Wer telefonierte im August 2024?", {(2024, 8)}),
        ("Wie viele waren es von Januar bis Juni 2025?", {(2025, 1), (2025, 6)}),
        ("Wen traf er am 13.08.2024?", {(2024, 8)}),
        ("Wie viele laufen seit Ende April 2025?", set()),  # later months are meant too
        ("Wie viele waren es 2025?", set()),
    ],
)
def test_months_that_are_meant(text: str, wanted: set[tuple[int, int]]) -> None:
    assert read(text).months == wanted


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Hierzu liegen der Bundesregierung keine Erkenntnisse vor.", True),
        ("Eine Einstufungspraxis im Sinne der Frage ist nicht bekannt.", True),
        ("Der Bundesregierung sind keine Schätzungen dazu bekannt.", True),
        ("Weitere Einzelheiten liegen der Bundesregierung nicht vor.", True),
        ("Fehlanzeige.", True),  # no number, but an answer to who asks for one
        ("Es liegen keine Hinweise vor, die eine Überprüfung erfordern.", False),
        ("Der Vollzug liegt in der Zuständigkeit der Länder.", False),
        ("Die Antwort ist in der Geheimschutzstelle hinterlegt.", False),
        ("Es gab 14 Fälle.", False),
    ],
)
def test_no_knowledge_is_an_answer(sentence: str, found: bool) -> None:
    assert no_knowledge(sentence) is found
