"""Running heads, page numbers and the margin of drafts are told from text."""

import pytest

from ingest.text.running_heads import is_draft_margin, is_running_head, is_running_piece


@pytest.mark.parametrize(
    ("line", "running"),
    [
        ("Drucksache 21/392 – 2 – Deutscher Bundestag – 21. Wahlperiode", True),
        ("Deutscher Bundestag – 21. Wahlperiode – 3 – Drucksache 21/392", True),
        ("Drucksache 21/119 – II – Deutscher Bundestag – 21. Wahlperiode", True),  # before a collection's page 1
        ("Drucksache 21/309 (neu) – 2 – Deutscher Bundestag – 21. Wahlperiode", True),
        ("Deutscher Bundestag Drucksache 21/392", False),  # the Kopf
        ("– Drucksache 21/184 –", False),  # the Anfrage
        ("21. Wahlperiode", False),
    ],
)
def test_whole_running_heads(line: str, running: bool):
    assert is_running_head(line) is running


@pytest.mark.parametrize(
    ("line", "seite", "running"),
    [
        ("– 2 –", 2, True),
        ("7", 7, True),
        ("2023", 7, False),  # a table's year at the page's edge
        ("Seite 2 von 9", 2, True),
        ("Deutscher Bundestag – 21. Wahlperiode", 5, True),
        ("2. Wie viele?", 2, False),
    ],
)
def test_pieces_at_a_pages_edge(line: str, seite: int, running: bool):
    assert is_running_piece(line, seite) is running


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        ("Vorabfassung – wird durch die lektorierte Version ersetzt.", True),
        ("Vorabfassung - w", True),  # so broken by DIP
        ("ird durch die lektorierte Version ersetzt.", True),
        ("Die Vorabfassung wird durch die lektorierte Version ersetzt.", False),
    ],
)
def test_the_margin_of_drafts(line: str, draft: bool):
    assert is_draft_margin(line) is draft
