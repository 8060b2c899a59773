"""Ministries (Ressorts): short forms and names, how a question names them, how a paper's note declines them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ministry:
    """`name` as papers print it; `said`: a pattern, in any case, for what a question says and what papers print.

    `said` is "" for a ministry of an earlier Wahlperiode: its short form means the papers under just that name.
    """

    short: str
    name: str
    said: str = ""

    def signs(self, ressort: str) -> bool:
        """Whether a paper with this Ressort is the ministry's."""
        return ressort == self.name or _by_name(ressort) == self


# of two that begin at one place the first is meant: "für Digitales und Verkehr" is BMV, "für Digitales" BMDS
MINISTRIES = (
    Ministry("BMF", "Bundesministerium der Finanzen", r"Finanz(?:en|ministeriums?)"),
    Ministry("BMI", "Bundesministerium des Innern", r"Innern|Innenministeriums?"),
    Ministry("BMG", "Bundesministerium für Gesundheit", r"f(?:ü|ue)r Gesundheit|Gesundheitsministeriums?"),
    Ministry(
        "BMAS",
        "Bundesministerium für Arbeit und Soziales",
        r"f(?:ü|ue)r Arbeit|Arbeitsministeriums?|Sozialministeriums?",
    ),
    Ministry(
        "BMWE", "Bundesministerium für Wirtschaft und Energie", r"f(?:ü|ue)r Wirtschaft\b|Wirtschaftsministeriums?"
    ),
    Ministry("BMJV", "Bundesministerium der Justiz und für Verbraucherschutz", r"der Justiz|Justizministeriums?"),
    Ministry("BMVg", "Bundesministerium der Verteidigung", r"der Verteidigung|Verteidigungsministeriums?"),
    Ministry("BMV", "Bundesministerium für Verkehr", r"f(?:ü|ue)r (?:Digitales und )?Verkehr|Verkehrsministeriums?"),
    Ministry(
        "BMZ",
        "Bundesministerium für wirtschaftliche Zusammenarbeit und Entwicklung",
        r"wirtschaftliche Zusammenarbeit|Entwicklungsministeriums?",
    ),
    Ministry(
        "BMUKN",
        "Bundesministerium für Umwelt, Klimaschutz, Naturschutz und nukleare Sicherheit",
        r"f(?:ü|ue)r Umwelt|Umweltministeriums?",
    ),
    Ministry(
        "BMLEH",
        "Bundesministerium für Landwirtschaft, Ernährung und Heimat",
        r"Landwirtschaft|Landwirtschaftsministeriums?|Agrarministeriums?",
    ),
    Ministry("BMWSB", "Bundesministerium für Wohnen, Stadtentwicklung und Bauwesen", r"Wohnen|Bauministeriums?"),
    Ministry(
        "BMBFSFJ",
        "Bundesministerium für Bildung, Familie, Senioren, Frauen und Jugend",
        r"Familie|Familienministeriums?|Bildungsministeriums?",
    ),
    Ministry(
        "BMFTR", "Bundesministerium für Forschung, Technologie und Raumfahrt", r"Forschung|Forschungsministeriums?"
    ),
    Ministry(
        "BMDS",
        "Bundesministerium für Digitales und Staatsmodernisierung",
        r"f(?:ü|ue)r Digitales|Digitalministeriums?",
    ),
    Ministry("AA", "Auswärtiges Amt", r"Ausw(?:ä|ae)rtige[ns]? Amt(?:e?s)?|Au(?:ß|ss)enministeriums?"),
    Ministry("BKAmt", "Bundeskanzleramt", r"Bundeskanzleramt(?:e?s)?|Kanzleramt(?:e?s)?"),
    # of the 20th Wahlperiode
    Ministry("BMWK", "Bundesministerium für Wirtschaft und Klimaschutz"),
    Ministry("BMJ", "Bundesministerium der Justiz"),
    Ministry("BMBF", "Bundesministerium für Bildung und Forschung"),
    Ministry("BMFSFJ", "Bundesministerium für Familie, Senioren, Frauen und Jugend"),
    Ministry("BMEL", "Bundesministerium für Ernährung und Landwirtschaft"),
    Ministry("BMUV", "Bundesministerium für Umwelt, Naturschutz, nukleare Sicherheit und Verbraucherschutz"),
    Ministry("BMDV", "Bundesministerium für Digitales und Verkehr"),
)


def _typed(name: str) -> str:
    """The name in a question, in the nominative or the genitive, with or without umlauts."""
    name = name.replace("Auswärtiges Amt", r"Auswärtige[ns]? Amt(?:e?s)?").replace("kanzleramt", r"kanzleramt(?:e?s)?")
    name = name.replace("Bundesministerium ", "Bundesministeriums? ")
    return name.replace("ü", "(?:ü|ue)").replace("ä", "(?:ä|ae)").replace(" ", r"\s+")


TYPED = "|".join(
    (
        *(_typed(m.name) for m in sorted(MINISTRIES, key=lambda m: -len(m.name))),
        # a part of the name: "Bundesministeriums für Landwirtschaft"
        r"Bundesministeriums?\s+(?:der|des|f(?:ü|ue)r)\s+(?:wirtschaftliche\s+)?\w+",
        r"\w+ministeriums?\b",
        rf"\b(?:{'|'.join(m.short for m in MINISTRIES)})\b",
    )
)
"""A ministry as a question names it, to be read in any case; holds no groups."""
# "Bundesfinanzministerium" is the Finanzministerium, "Landwirtschaftsministerium" no Wirtschaftsministerium
_SAID = re.compile(
    rf"\b(?:Bundes)?(?:{'|'.join(f'(?P<{m.short}>{m.said})' for m in MINISTRIES if m.said)})", re.IGNORECASE
)
_NOMINATIVE = (
    (re.compile(r"^Bundesministeriums? des (?=Auswärtigen|Presse|Beauftragten)"), ""),
    (re.compile(r"^Auswärtigen Amt(?:e?s)?"), "Auswärtiges Amt"),
    (re.compile(r"^Bundesministeriums\b"), "Bundesministerium"),
    (re.compile(r"^Bundeskanzleramt(?:e?s)\b"), "Bundeskanzleramt"),
    (re.compile(r"^Presse- und Informationsamt(?:e?s)\b"), "Presse- und Informationsamt"),
    (re.compile(r"^Beauftragten der Bundesregierung"), "Beauftragter der Bundesregierung"),
)


def meant(typed: str) -> Ministry | None:
    """The ministry that a match of TYPED means: by its short form, else by its name; None if none is known."""
    by_short = (m for m in MINISTRIES if m.short.casefold() == typed.casefold())
    return next(by_short, None) or _by_name(typed)


def _by_name(text: str) -> Ministry | None:
    """The ministry of today that a text names."""
    found = _SAID.search(text)
    return next(m for m in MINISTRIES if m.short == found.lastgroup) if found else None


def nominative(name: str) -> str:
    """A Ressort's name as it stands alone: "Bundesministeriums des Innern" is the "Bundesministerium des Innern"."""
    for pattern, instead in _NOMINATIVE:
        name = pattern.sub(instead, name)
    return name.strip()
