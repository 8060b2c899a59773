"""Ministries, authorities, courts and parties that a text names, by short form, by name, or by the minister.

Two names of one body are one ("BKA", "Bundeskriminalamt"); a ministry goes by the field it has, so that the one of an
earlier Wahlperiode is its successor too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.language.ministries import MINISTRIES, TYPED, meant
from rag.query.abbreviations import FORMS

# by hand: bodies that have no short form among `rag.query.abbreviations`, or another one; a beginning for each word
_MORE = """
Bundespolizei|BPOL Bundesbank Bundesrat Bundeskartellamt Bundesfinanzhof|BFH Bundesarbeitsgericht|BAG
BRH|Bundesrechnungshof ERH|Europäischer_Rechnungshof IGH|Internationaler_Gerichtshof IStGH EGMR
Generalzolldirektion|GZD Bundesverwaltungsamt|BVA Luftfahrt-Bundesamt|LBA Wehrbeauftragte
Bundesdatenschutzbeauftragte|BfDI Antidiskriminierungsstelle|ADS Integrationsbeauftragte Monopolkommission Europol
Frontex Interpol Eurojust UNHCR UNICEF UNESCO UNRWA UNIFIL NATO OSZE OECD EZB IWF Weltbank Welthungerhilfe
Autobahn_GmbH Landespolizei BfV|Verfassungsschutz Staatsanwaltschaft Landeskriminalamt|LKA Kirchenamt
DLR|Deutsches_Zentrum_für_Luft- DWD|Deutscher_Wetterdienst TenneT Amprion 50Hertz TransnetBW HateAid REspect ZMI ZAB
GfG CDU SPD FDP BSW Caritas Diakonie Amnesty Greenpeace Correctiv GEMA SCHUFA Destatis|StBA Handwerkskammer
Ärztekammer Bundesärztekammer GKV-Spitzenverband STIKO|Ständige_Impfkommission IQWiG G-BA Transparency
"""
_FAMILIES = (
    ("BMWE", "BMWK"), ("BMJV", "BMJ"), ("BMBFSFJ", "BMFSFJ", "BMBF"), ("BMFTR", "BMBF"), ("BMLEH", "BMEL"),
    ("BMUKN", "BMUV"), ("BMV", "BMDV"), ("BMDS", "BMDV"),
)  # fmt: skip
_NO_BODIES = frozenset({"KI", "NGO", "NGOs", "ÖPNV", "EM-Rente", "PMK", "WfbM"})
_WORDS = frozenset({"mad", "eba", "ema", "ads", "aa", "ba", "bag", "gfg", "eu"})  # in lower case also other words
_MINISTER = re.compile(r"\b(?P<field>\w{3,}?)(?:s?minister(?:in|s|ium|iums)?|ressort|minist?e?rium)\b", re.IGNORECASE)
_MINISTRY = re.compile(TYPED, re.IGNORECASE)


def bodies(text: str) -> dict[str, str]:
    """The bodies that a text names, each under one key, with the words that name it first."""
    found: dict[str, str] = {}
    plain = text == text.lower()
    for match in _pattern(plain).finditer(text):
        if not (plain and match[0].lower() in _WORDS):
            found.setdefault(_keys()[match[0].casefold()] if match.lastgroup == "short" else _long(match), match[0])
    for match in _MINISTRY.finditer(text):
        ministry = meant(match[0])
        if ministry:
            found.setdefault(ministry.short, match[0])
    for match in _MINISTER.finditer(text):
        ministry = meant(f"{match['field']}sministerium") or meant(f"{match['field']}ministerium")
        if ministry:
            found.setdefault(ministry.short, match[0])
    return found


def same(one: str, other: str) -> bool:
    """Whether two keys mean one body, or a ministry and its successor."""
    return one == other or any(one in family and other in family for family in _FAMILIES)


def mentions(key: str, text: str) -> bool:
    """Whether a long text names a body, or a ministry's predecessor or successor."""
    family = [key, *(k for group in _FAMILIES if key in group for k in group)]
    if any(pattern.search(text) for pattern, k in _longs() if k in family):
        return True
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for k, name in _names() if k in family):
        return True
    return any(m.short in family and m.said and re.search(m.said, text) for m in MINISTRIES)


def is_ministry(key: str) -> bool:
    """Whether a key is a ministry's."""
    return any(ministry.short == key for ministry in MINISTRIES)


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, str], ...]:
    """Key and name of each body, the short forms first."""
    listed = [(entry.split("|")[0], name) for entry in _MORE.split() for name in entry.split("|")]
    pairs = [*((s, n) for s, long in FORMS.items() if s not in _NO_BODIES for n in (s, long)), *listed]
    return tuple((key.replace("_", " "), name.replace("_", " ")) for key, name in pairs)


@lru_cache(maxsize=1)
def _keys() -> dict[str, str]:
    keys: dict[str, str] = {}
    for key, name in _names():
        keys.setdefault(name.casefold(), keys.get(key.casefold(), key))
    return keys


@lru_cache(maxsize=1)
def _longs() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(_declined(name), re.IGNORECASE), key) for key, name in _names() if not _is_short(name))


def _long(match: re.Match[str]) -> str:
    return next(key for pattern, key in _longs() if pattern.fullmatch(match[0]))


@lru_cache(maxsize=2)
def _pattern(any_case: bool) -> re.Pattern[str]:
    """Any short form, as written or (in a text without capitals) in lower case, or any name in any of its cases."""
    shorts = "|".join(sorted((re.escape(n) for _, n in _names() if _is_short(n)), key=len, reverse=True))
    longs = "|".join(sorted((_declined(n) for _, n in _names() if not _is_short(n)), key=len, reverse=True))
    case = "i" if any_case else "-i"
    short = rf"(?P<short>(?{'i' if any_case else ''}:{shorts}))" if case == "i" else rf"(?P<short>{shorts})"
    return re.compile(rf"(?<![\w-])(?:{short}|(?P<long>(?i:{longs})))(?!\w)")


def _is_short(name: str) -> bool:
    return " " not in name and (sum(c.isupper() for c in name) > 1 or name[0].isdigit())


def _declined(name: str) -> str:
    """A name in any case and number; of several words each adjective may end otherwise."""
    *before, last = name.split()
    words = (re.escape(w[: max(4, len(w) - 3)]) + r"\w{0,4}" if len(w) > 3 else re.escape(w) for w in before)
    return r"\s+".join((*words, re.escape(last) + r"(?:e[nrs]|[nrse])?"))
