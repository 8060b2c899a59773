"""Paragraphs for the typesetter, made of a paper's text as the DIP interface delivers it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from ingest.text.running_heads import is_running_head
from tests.support.setzer import Absatz, Rolle

_VERMERK = re.compile(r"Die Antwort wurde namens de[rs] Bundes.*?Fragetext\.\s?", re.DOTALL)
_IMPRESSUM = re.compile(r"\nGesamtherstellung:[^\n]*(?:\n[^\n]*){0,4}\Z")
_ZEILENWEISE = (Rolle.KOPF, Rolle.SPERRSATZ, Rolle.VERMERK)
_LEERRAUM = re.compile(r"[\s\u00ad‐‑-]+")


def aus_text(text: str, fragen: Iterable[str]) -> tuple[list[Absatz], list[str], list[str]]:
    """Paragraphs, note and imprint of a paper's text as DIP delivers it; `fragen`: the texts of its Fragen."""
    impressum = _IMPRESSUM.search(text)
    kern = text[: impressum.start()] if impressum else text
    vermerk = _VERMERK.search(kern)
    if vermerk:
        glatt = kern[: vermerk.start()].endswith("\n")
        kern = kern[: vermerk.start()] + kern[vermerk.end() if glatt else vermerk.end() + 0 :]
    zeilen = [z for z in kern.splitlines() if not is_running_head(z)]  # some texts kept one
    rollen = _rollen(zeilen, list(fragen))
    return (
        list(_absaetze(zeilen, rollen)),
        vermerk[0].strip().splitlines() if vermerk else [],
        impressum[0].strip().splitlines() if impressum else [],
    )


def _rollen(zeilen: list[str], fragen: list[str]) -> list[Rolle]:
    """The role of every line; a Frage's lines are found by its text."""
    rollen = [Rolle.TEXT] * len(zeilen)
    zeichen = [(c, n) for n, zeile in enumerate(zeilen) for c in _LEERRAUM.sub("", zeile).lower()]
    ganz, ab = "".join(c for c, _ in zeichen), 0
    for frage in fragen:
        suche = _LEERRAUM.sub("", frage).lower()
        ort = max(ganz.find(suche, ab), -1)
        ort = ort if ort >= 0 else ganz.find(suche)
        if ort < 0 or not suche:
            continue
        ab = ort + len(suche)
        for n in range(zeichen[ort][1], zeichen[ab - 1][1] + 1):
            rollen[n] = Rolle.FRAGE
    _kopf(zeilen, rollen)
    return rollen


def _kopf(zeilen: list[str], rollen: list[Rolle]) -> None:
    kopf = next((n for n, z in enumerate(zeilen[:30]) if re.fullmatch(r"– Drucksachen? .* –", z.strip())), -1)
    rollen[: kopf + 1] = [Rolle.KOPF] * (kopf + 1)
    for n in range(kopf + 1, len(zeilen)):
        if rollen[n] is Rolle.FRAGE or re.match(r"V\s?o\s?r\s?b\s?e\s?m", zeilen[n]):
            break
        rollen[n] = Rolle.TITEL
    for n, zeile in enumerate(zeilen):
        if re.match(r"V o r b e m", zeile):
            rollen[n] = Rolle.SPERRSATZ
        if re.match(r"Gesamtherstellung: |Vertrieb: |ISSN \d", zeile):  # before annexes that are not set
            rollen[n] = Rolle.VERMERK


def _absaetze(zeilen: list[str], rollen: list[Rolle]) -> Iterable[Absatz]:
    """Lines joined to paragraphs where they surely go on (DIP leaves a blank there); else a line is its own."""
    offen = Absatz(rollen[0], zeilen[0]) if zeilen else None
    for (davor, zeile), (rolle_davor, rolle) in zip(pairwise(zeilen), pairwise(rollen), strict=True):
        assert offen is not None
        weiter = (
            rolle is rolle_davor
            and rolle not in (Rolle.KOPF, Rolle.SPERRSATZ, Rolle.VERMERK)
            and _geht_weiter(davor, zeile)
        )
        if weiter:
            offen.text = _aneinander(offen.text, zeile.strip(), davor)
            continue
        if offen.text.strip():
            yield _gefasst(offen)
        offen = Absatz(rolle, zeile.rstrip())
    if offen and offen.text.strip():
        yield _gefasst(offen)


def _aneinander(text: str, zeile: str, davor: str) -> str:
    """Both in one; a hyphen that DIP left at a line's end divides a word ("ge-" "genüber") or is one ("EU-")."""
    if not davor.endswith(" ") and re.search(r"(?:https?://|www\.|\w\.[a-z]{2,}/)\S*$", text):
        return text + zeile
    if not re.search(r"[^\W\d_]-$", davor):
        return f"{text} {zeile}"
    abkuerzung = re.search(r"(?:[A-ZÄÖÜ]{2}|\d)-$", text) is not None
    return (text if abkuerzung or not zeile[:1].islower() else text[:-1]) + zeile


def _geht_weiter(davor: str, zeile: str) -> bool:
    if re.match(r"\s*(\d+[.)]|[a-z]\)|[–•*-]\s)", zeile) or not zeile.strip():
        return False
    return davor.endswith(" ") or (len(davor) > 45 and davor.rstrip()[-1:].isalnum()) or davor.endswith("-")


def _gefasst(absatz: Absatz) -> Absatz:
    kopf = re.fullmatch(r"(Deutscher Bundestag|\d+\. Wahlperiode) (.*)", absatz.text.strip())
    if absatz.rolle is Rolle.KOPF and kopf:
        return Absatz(Rolle.KOPF, kopf[1], rechts=kopf[2])
    return absatz
