"""What the page tells of fetching: how it stands, in German, and nothing of it as markup."""

import re
from datetime import UTC, datetime

from rag.sync import Coverage, Refusal, SyncReport
from tests.support.fakes import EVIL
from ui.service.syncing import Going
from ui.storage.syncs import KeptSync
from ui.views import sync
from ui.views.sync import Standing

AT = datetime(2026, 11, 24, 6, tzinfo=UTC)
DAY = f"{AT.astimezone():%d.%m.%Y, %H:%M} Uhr"


def text(standing):
    page = sync.standing(standing).replace("\u202f", ".")
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def last(**report):
    return KeptSync(beginn=AT, ende=AT, bericht=SyncReport(**report))


def test_it_says_how_many_of_how_many_are_held_and_until_when():
    bestand = (Coverage(wahlperiode=21, vorhanden=2660, gesamt=2664),)
    said = text(Standing(True, last=last().model_copy(update={"bestand": bestand, "gezaehlt": AT})))
    assert f"Antworten der 21. Wahlperiode bis {AT.astimezone():%d.%m.%Y}: 2.660 von 2.664" in said


def test_it_says_what_came_what_failed_and_why():
    report = {"neu": 12, "geaendert": 1, "abgelehnt": (Refusal(drucksache="21/7", grund="kein Text"),), "fehlt_noch": 4}
    said = text(Standing(True, last=last(**report), unread=[("/srv/papiere/alt.pdf", "beschädigt")]))
    assert f"Letzter Abgleich am {DAY}: 12 neu, 1 geändert, 1 abgelehnt, 4 fehlen noch." in said
    assert "nicht aufgenommen (1) 21/7 kein Text" in said
    assert "nicht gelesen wurden (1) alt.pdf beschädigt" in said
    twice = [("/srv/papiere/21-00007.json", "kein Text"), ("/srv/papiere/2100007.pdf", "beschädigt")]
    said = text(Standing(True, last=last(**report), unread=twice))  # said of a paper above, it is not said of its file
    assert "nicht gelesen wurden (1) 2100007.pdf beschädigt" in said
    assert "/srv" not in said  # the server's folders are nobody's business


def test_it_says_what_is_held_that_the_bundestag_has_no_more():
    assert "beim Bundestag nicht mehr geführt (1) 21/7" in text(Standing(True, last=last(zurueckgezogen=("21/7",))))
    assert "nicht mehr geführt" not in text(Standing(True, last=last()))


def test_it_says_why_a_run_did_not_do_all():
    assert "3 neu. Kein Netz." in text(Standing(True, last=last(neu=3, abgebrochen="Kein Netz.")))
    assert "nichts Neues." in text(Standing(True, last=last()))
    assert f"{DAY}: Falscher Schlüssel." in text(
        Standing(True, last=KeptSync(beginn=AT, ende=AT, problem="Falscher Schlüssel."))
    )


def test_while_a_run_is_at_work_it_says_how_far_and_none_can_be_begun():
    page = sync.standing(Standing(True, Going(1200, 2664, "21/1234"), last()))
    assert 'data-laeuft="1"' in page
    assert re.search(r"<button[^>]* disabled>", page)
    assert "1.200 von 2.664 Papieren (21/1234)" in text(Standing(True, Going(1200, 2664, "21/1234")))
    assert "es wird nachgesehen" in text(Standing(True, Going()))
    assert "disabled" not in sync.standing(Standing(True, None, last()))


def test_when_the_next_begins_and_what_is_needed_for_it():
    assert "Nächster Abgleich am 25.11.2026, 06:00 Uhr" in text(Standing(True, due=datetime(2026, 11, 25, 6)))
    none = sync.standing(Standing(False))
    assert "ANTWORTFINDER_DIP_KEY" in none
    assert "<button" not in none


def test_many_failures_are_counted_and_none_is_markup():
    refused = tuple(Refusal(drucksache=f"21/{n}", grund=EVIL) for n in range(sync.SHOWN + 3))
    page = sync.standing(Standing(True, Going(1, 2, EVIL), last(abgelehnt=refused), unread=[(f"{EVIL}.pdf", EVIL)]))
    assert page.count("<li>") == sync.SHOWN + 2
    assert "und 3 weitere" in page
    assert "<script" not in page
    assert "<img" not in page
    assert "${" not in page
    assert "{{" not in page
