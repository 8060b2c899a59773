"""Sets a real paper as a PDF and compares both parses: numbers, groups, texts, pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.model import Drucksache, Fragenummer
from ingest.papers import load
from tests.support.setzer import Satz, Setzer
from tests.support.vorlage import aus_text

Form = Callable[[str], str]


@dataclass(frozen=True)
class Ergebnis:
    """One paper: pages set, Fragen parsed, what differs (empty: nothing)."""

    seiten: int
    fragen: int
    faults: list[str]


def papiere(shared: Path, count: int) -> list[Path]:
    """Papers from small to large, evenly over the corpus; those whose Fragen the gold knows."""
    known = sorted(_gold(shared), key=lambda name: (_groesse(shared, name), name))
    usable = [n for n in known if 3_000 < _groesse(shared, n) < 80_000]
    step = max(1, len(usable) // count)
    return [shared / "corpus" / "antworten" / name for name in usable[step // 2 :: step][:count]]


def vergleiche(file: Path, folder: Path, shared: Path, *, hart: bool = False, schrift: Path | None = None) -> Ergebnis:
    """Set the paper into `folder`, parse text and PDF, and compare."""
    number = f"{int(file.stem[:2])}/{int(file.stem[3:])}"
    setzer = Setzer(folder / f"{file.stem}.pdf", number, hart=hart, schrift=schrift)
    text = file.read_text(encoding="utf-8")
    satz = setzer.setze(*aus_text(text, _gold(shared)[file.name]))
    druckbar = folder / file.name
    druckbar.write_text("\n".join(map(setzer.druckbar, text.split("\n"))), encoding="utf-8")
    a, b = load(druckbar), load(satz.pfad)
    form = ohne_striche if hart else glatt
    return Ergebnis(satz.seiten, len(a.fragen), [*_kopf(a, b, form), *_texte(a, b, form), *_seiten(b, satz, form)])


@cache
def _gold(shared: Path) -> dict[str, list[str]]:
    lines = (shared / "corpus" / "gold" / "fragen.jsonl").read_text(encoding="utf-8").splitlines()
    return {d["datei"]: [f["frage"] for f in d["fragen"]] for d in map(json.loads, lines)}


def _groesse(shared: Path, name: str) -> int:
    return (shared / "corpus" / "antworten" / name).stat().st_size


def glatt(text: str) -> str:
    """The text without white space and soft hyphens."""
    return re.sub(r"[\s\u00ad]", "", text)


def ohne_striche(text: str) -> str:
    """Also without hyphens: a PDF that divides words with plain ones does not tell which of them are meant."""
    return glatt(text).replace("-", "")


def _kopf(a: Drucksache, b: Drucksache, form: Form) -> list[str]:
    fields = ("nummer", "datum", "titel", "fragesteller", "fraktionen", "ressort", "bezug", "wahlperiode")
    pairs = ((f, getattr(a, f), getattr(b, f)) for f in fields)
    return [f"{f}: {x!r} / {y!r}" for f, x, y in pairs if form(str(x)) != form(str(y))]


def _texte(a: Drucksache, b: Drucksache, form: Form) -> list[str]:
    faults = []
    if [f.nummer for f in a.fragen] != [f.nummer for f in b.fragen]:
        faults.append(f"Nummern: {[*map(str, (f.nummer for f in a.fragen))]} / {[str(f.nummer) for f in b.fragen]}")
    if [x.nummern for x in a.antworten] != [x.nummern for x in b.antworten]:
        faults.append("Gruppen")
    for frage in a.fragen:
        andere = b.frage(frage.nummer)
        faults += _unterschied(f"Frage {frage.nummer}", frage.text, andere.text if andere else "", form)
        faults += _unterschied(f"Antwort {frage.nummer}", _antwort(a, frage.nummer), _antwort(b, frage.nummer), form)
    preambles = zip(a.vorbemerkungen, b.vorbemerkungen, strict=False)
    for eine, andere_v in preambles:
        faults += _unterschied("Vorbemerkung", eine.text, andere_v.text, form)
    return faults if len(a.vorbemerkungen) == len(b.vorbemerkungen) else [*faults, "Vorbemerkungen fehlen"]


def _antwort(d: Drucksache, nummer: Fragenummer) -> str:
    antwort = d.antwort_auf(nummer)
    return antwort.text if antwort else ""


def _unterschied(wo: str, a: str, b: str, form: Form) -> list[str]:
    x, y = form(a), form(b)
    if x == y:
        return []
    n = next((i for i, (p, q) in enumerate(zip(x, y, strict=False)) if p != q), min(len(x), len(y)))
    return [f"{wo}: ({len(x)}/{len(y)}) …{x[max(0, n - 30) : n + 30]!r} / {y[max(0, n - 30) : n + 30]!r}"]


def _seiten(b: Drucksache, satz: Satz, form: Form) -> list[str]:
    """Where the typesetter put each Frage's first and last word and each answer's first, against the parse."""
    stream = [(c, seite) for zeile, seite in satz.zeilen for c in form(zeile)]
    ganz, ab, faults = "".join(c for c, _ in stream), 0, []
    for frage in b.fragen:
        text, wort = form(frage.text), form(frage.text.split()[-1])
        ort = ganz.find(text, ab)
        if ort < 0 or frage.seiten is None:
            faults.append(f"Frage {frage.nummer} nicht im Satz gefunden")
            continue
        ab = ort + len(text)
        enden = {stream[ab - len(wort)][1], stream[ab - 1][1]}  # a word over the page's end counts on either page
        if frage.seiten.erste != stream[ort][1] or frage.seiten.letzte not in enden:
            faults.append(f"Frage {frage.nummer}: gesetzt {stream[ort][1]} bis {enden}, gelesen {frage.seiten}")
        antwort = b.antwort_auf(frage.nummer)
        anfang = form(antwort.text)[:40] if antwort and frage.nummer == antwort.nummern[-1] else ""
        ort = ganz.find(anfang, ab) if anfang else -1
        if antwort and antwort.seiten and ort >= 0 and antwort.seiten.erste != stream[ort][1]:
            faults.append(f"Antwort {frage.nummer}: gesetzt ab {stream[ort][1]}, gelesen {antwort.seiten}")
    return faults
