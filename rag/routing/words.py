"""The words that requests are made of, besides what they name. By hand, from how people at a desk ask for papers."""

from __future__ import annotations

import re

POLITE = (
    "bitte mal mir uns doch einmal kurz jetzt gleich danke nochmal noch schnell lieber gerne gern ich wir brauche "
    "brauch bräuchte möchte will hätte würde kannst könntest können könnten du sie man und auch so denn"
)
SHOW = (
    "zeig zeige zeigen zeigst anzeigen gib geben gebt nenn nenne nennen nennst öffne öffnen such suche suchen find "
    "finde finden hol hole lies lese lesen vorlesen vor auf an aus raus sehen hast haben habt gibt es"
)
SMALL = (
    "die der das den dem des im in zu zum zur von vom aus über auf bei für ein eine einen einer dieser diese dieses "
    "diesem alles was wie steht drin darin stehen worum worüber geht ging handelt davon genau"
)
PAPERS = (
    "drucksache drucksachen bundestagsdrucksache drs papier papiere anfrage anfragen kleine kleinen antwort "
    "antworten text volltext inhalt infos informationen dokument ganze ganzen ganzes nummer nr"
)
GOVERNMENT = (
    "bundesregierung regierung bund hat haben wurde wird geantwortet antwortete antwortet sagt sagte schreibt gesagt"
)
ANSWERED = "lautet lauten wortlaut beantwortet vollständig komplett ganz dazu geschrieben sagen ist hier"
SUMMARY = "zusammen fasse fass fasst fassen zusammenfassen zusammenfassung zusammengefasst kurzfassung kernaussagen"
SHORT = (
    "kurze knapp knappe wichtigsten wichtigste punkte überblick eine als stichpunkten stichpunkte einmal machen mach"
)


def bag(*lists: str) -> frozenset[str]:
    """The words of several lists."""
    return frozenset(word for one in lists for word in one.split())


OVERVIEW = bag(POLITE, SHOW, SMALL, PAPERS, GOVERNMENT)
QUESTION = OVERVIEW | bag(ANSWERED)
SUMMING = bag(SUMMARY)
SUMMED = OVERVIEW | SUMMING | bag(SHORT)

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a skeleton in lower case, without marks and punctuation."""
    return [found.lower() for found in _WORD.findall(text)]
