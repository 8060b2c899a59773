"""The compact form in which tests/golden keeps a parse: numbers, groups, first and last words, status, Verweise."""

from __future__ import annotations

from ingest.model import Drucksache, Verweis

_WORDS = 3


def rows(d: Drucksache) -> list[list[str]]:
    """A paper as rows of texts; no more of its text than the words at the edges."""
    found = [["kopf", d.nummer, str(d.datum), d.titel or "", d.ressort or "", d.bezug or "", " ".join(d.fraktionen)]]
    found += [["vorbemerkung", v.sprecher.value, _edges(v.text)] for v in d.vorbemerkungen]
    found += [["frage", str(f.nummer), _edges(f.text)] for f in d.fragen]
    for a in d.antworten:
        verweise = "; ".join(map(_verweis, a.verweise))
        found.append(["antwort", " ".join(map(str, a.nummern)), _edges(a.text), a.status.value, verweise])
    return [*found, *(["anlagen"] if d.anlagen else [])]


def _edges(text: str) -> str:
    words = text.split()
    if len(words) <= 2 * _WORDS:
        return " ".join(words)
    return " ".join([*words[:_WORDS], "…", *words[-_WORDS:]])


def _verweis(v: Verweis) -> str:
    words = [v.art.value, v.drucksache or "", *map(str, v.nummern)]
    if v.ziel != v.nummern and v.ziel:
        words += ["->", *map(str, v.ziel)]
    return " ".join(filter(None, words))
