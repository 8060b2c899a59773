"""Counted answers as HTML and CSV: each number leads to its list, and no text becomes markup or a formula."""

from __future__ import annotations

import csv
import html
import io
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs

from ingest.model import Grund, Status
from rag.model import Filters
from rag.requested import METHOD, Gezaehlt, Je, Tafel, Tage, Told, Zeile
from tests.support.fakes import EVIL
from ui.views import radar

INNERES = Zeile(
    "Bundesministerium des Innern",
    10,
    ((Status.BEANTWORTET, 6), (Status.ABGELEHNT, 3), (None, 1)),
    ((Grund.AUFWAND, 2), (None, 1)),
    Tage(2, 1, 14.5, 20),
)
TABLE = Tafel(Je.RESSORT, (INNERES, replace(INNERES, name="")), replace(INNERES, name="", fragen=20))
ASKED = radar.Asked(Je.RESSORT, Filters(von=date(2025, 5, 1)), "Asyl & Co")
ONE = Gezaehlt("21/1", "3", Status.ABGELEHNT, Grund.AUFWAND, "BMI", ("AfD", "FDP"), "Titel", date(2025, 5, 2), 14)


def rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";"))


def test_a_number_leads_to_its_list_as_it_was_chosen() -> None:
    shown = str(radar.counts(TABLE, ASKED))
    address = next(part for part in shown.split('data-liste="')[1:] if "stand=abgelehnt" in part).split('"')[0]
    given = parse_qs(html.unescape(address).partition("?")[2])
    assert given == {
        "je": ["ressort"],
        "thema": ["Asyl & Co"],
        "zeile": ["Bundesministerium des Innern"],
        "stand": ["abgelehnt"],
        "von": ["2025-05-01"],
    }
    assert "40\u00a0%" in shown  # three refused and one without an answer, of ten
    assert "14,5" in shown
    assert METHOD in shown
    assert "Ressort nicht bekannt" in shown
    assert "Von 1\u202fPapier" not in shown
    assert METHOD not in str(radar.counts(TABLE, ASKED, ""))


def test_what_a_list_is_called() -> None:
    assert radar.title(ASKED, "BMI", "abgelehnt", "aufwand") == (
        "BMI, abgelehnt, unzumutbarer Aufwand, ab 01.05.2025, zum Thema „Asyl & Co“"
    )
    assert radar.title(radar.Asked(Je.MONAT, Filters(), ""), "", "alle", "") == "Datum nicht bekannt, Fragen"


def test_a_list_says_how_many_there_are_and_shows_text_as_text() -> None:
    shown = str(radar.fragen("BMI", [(ONE, Told(EVIL, EVIL, 7))], 900, "je=ressort"))
    assert "BMI: 900 Fragen" in shown
    assert "neuesten 1;" in shown
    assert "<script>" not in shown
    assert "S. 7" in shown
    assert "nach 14 Tagen" in shown
    assert 'data-papier="21/1" data-nr="3"' in shown
    assert "ohne Antwort" in str(radar.fragen("x", [(replace(ONE, status=None, grund=None), None)], 1, ""))


def test_no_text_becomes_a_formula() -> None:
    evil = replace(ONE, titel='=HYPERLINK("http://x")', ressort="+1", fraktionen=("@x",))
    [head, line] = rows("".join(radar.list_csv([(evil, Told("-1+1", "\t=1\nzwei", 3))])))
    assert len(head) == len(line)
    assert [cell for cell in line if cell.startswith("'")] == [
        "'+1",
        "'@x",
        '\'=HYPERLINK("http://x")',
        "'-1+1",
        "'=1 zwei",
    ]
    assert line[:4] == ["21/1", "3", "Antwort abgelehnt", "unzumutbarer Aufwand"]


def test_the_table_as_a_file() -> None:
    [head, first, second, whole] = rows(radar.table_csv(TABLE))
    found = dict(zip(head, first, strict=True))
    assert (found["Ressort"], found["Fragen"], found["abgelehnt"], found["ohne Antwort"]) == (
        INNERES.name,
        "10",
        "3",
        "1",
    )
    assert (found["abgelehnt: unzumutbarer Aufwand"], found["Tage (Median)"]) == ("2", "14,5")
    assert (second[0], whole[0]) == ("Ressort nicht bekannt", "alle zusammen")
