"""The beginning of the papers that tests write as text, up to their title."""

from __future__ import annotations


def head(nummer: str = "21/999", titel: str = "Leuchttürme an der Küste") -> str:
    """An answer's head; names in braces ("21/{number}") are left to be formatted."""
    return f"""Deutscher Bundestag Drucksache {nummer}
21. Wahlperiode 03.06.2025
Antwort
der Bundesregierung
auf die Kleine Anfrage der Abgeordneten Erika Muster und der Fraktion der SPD
– Drucksache 21/888 –
{titel}
"""
