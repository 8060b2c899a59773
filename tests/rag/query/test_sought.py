"""What kind of thing a question wants told, and whether words tell one."""

from __future__ import annotations

import pytest

from rag.query.sought import Sought, sought, tells


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Wie lange dauert der Bau?", Sought.DAUER),
        ("und wie lang braucht der Zug?", Sought.DAUER),
        ("Seit wann gilt das?", Sought.DATUM),
        ("An welchem Tag war das?", Sought.DATUM),
        ("Wie viele Kilometer lang wird der Tunnel?", Sought.LAENGE),
        ("Wie lang ist der Tunnel?", Sought.LAENGE),
        ("Was hat die Brücke bisher gekostet?", Sought.BETRAG),
        ("Wie hoch ist das Bußgeld?", Sought.BETRAG),
        ("Wie viel Geld floss 2024?", Sought.BETRAG),
        ("Welchen Anteil hat die Schiene?", Sought.ANTEIL),
        ("Wer trägt die Reisekosten der Delegation?", Sought.ZAHLER),
        ("und wer bezahlt das?", Sought.ZAHLER),
        ("Wie viele Kanzleien vertreten den Bund?", Sought.ANZAHL),
        ("Wie oft tagte der Beirat?", Sought.ANZAHL),
        ("Wie viel zahlte der Bund?", Sought.ZAHL),
    ],
)
def test_what_a_question_begins_by_asking_for(question: str, kind: Sought) -> None:
    assert sought(question) is kind


@pytest.mark.parametrize(
    "question",
    [
        "Wovon hängt ab, wie lange ein Antrag dauert?",
        "Warum nennt man nicht, wer die Reise bezahlt?",
        "Wie hoch ist die Eigenkapitalquote der Firmen mit Kredit?",
        "Wie hoch ist die Sanierungsquote?",
        "Wer trägt die Verantwortung?",
        "laufzeit förderung",
        "",
    ],
)
def test_what_is_only_mentioned_is_not_asked_for(question: str) -> None:
    assert sought(question) is None


@pytest.mark.parametrize(
    ("kind", "own", "above"),
    [
        (Sought.DAUER, "Die Prüfung dauert etwa vier Monate.", ()),
        (Sought.DAUER, "Nach einem 14-tägigen Aufenthalt endet das.", ()),
        (Sought.DAUER, "Die Förderung läuft bis zum 31. Mai 2026.", ()),
        (Sought.DAUER, "Dresden 387 04:18", ("Strecke km Dauer (h)",)),
        (Sought.DATUM, "Sie wird am 3. Juni 2025 vorgestellt.", ()),
        (Sought.LAENGE, "Der Tunnel wird 3,2 Kilometer lang.", ()),
        (Sought.LAENGE, "Hessen 769.500", ("Fläche in Hektar",)),
        (Sought.BETRAG, "Vorgesehen sind 5 Mio. Euro.", ()),
        (Sought.BETRAG, "12.12.2023 Konferenz 106.190,53", ("Datum Art Kosten in Euro",)),
        (Sought.BETRAG, "Der Bund ist von den Gebühren befreit.", ()),
        (Sought.ANTEIL, "Das sind 4,7 Prozent.", ()),
        (Sought.ANTEIL, "Bayern 34", ("Anteil in %",)),
        (Sought.ZAHLER, "Der Bund finanziert den Transport.", ()),
        (Sought.ANZAHL, "Es gab keinen Fall.", ()),
        (Sought.ANZAHL, "Er tagt viermal im Jahr.", ()),
        (Sought.ANZAHL, "Bayern 15", ()),
        (Sought.ZAHL, "Gezahlt wurden 200 Euro.", ()),
    ],
)
def test_words_that_tell_a_kind(kind: Sought, own: str, above: tuple[str, ...]) -> None:
    assert tells(kind, own, above)


@pytest.mark.parametrize(
    ("kind", "own", "above"),
    [
        (Sought.DAUER, "Der Zug kommt um 04:18 Uhr an, der nächste zwischen 8 und 10 Uhr.", ("Fahrzeit",)),
        (Sought.DAUER, "Im Jahr 2024 wurden 40 Fälle gemeldet.", ()),
        (Sought.DATUM, "Die Verordnung ist geplant.", ()),
        (Sought.LAENGE, "Die Strecke ist für 250 Kilometer pro Stunde ausgelegt.", ()),
        (Sought.LAENGE, "Züge fahren dort 250 km/h.", ()),
        (Sought.BETRAG, "Die Brücke dient dem Verkehr zwischen 12 Gemeinden.", ()),
        (Sought.BETRAG, "Bayern 15 16 31", ("Land 2022 2023 2024",)),
        (Sought.ANTEIL, "Es waren 45 Personen.", ()),
        (Sought.ZAHLER, "An der Reise nahmen 12 Personen teil.", ()),
        (Sought.ANZAHL, "Seit dem 1. Juni 2024 gilt § 7 Absatz 3.", ()),
        (Sought.ANZAHL, "Die Beratung betrug rund 91 Mio. Euro.", ()),
    ],
)
def test_words_that_tell_another_kind(kind: Sought, own: str, above: tuple[str, ...]) -> None:
    assert not tells(kind, own, above)


def test_a_kind_is_named_in_both_cases() -> None:
    assert Sought.BETRAG.subject == "Ein Betrag"
    assert Sought.DAUER.subject == "Eine Dauer"
