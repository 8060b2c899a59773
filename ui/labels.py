"""German words and lines for what a paper holds, the same in the terminal and on the page."""

from __future__ import annotations

import re

from ingest.model import Grund, Passage, Status

STATUS = {
    Status.BEANTWORTET: "beantwortet",
    Status.TEILWEISE: "teilweise beantwortet",
    Status.VERWIESEN: "verweist auf anderes",
    Status.KEINE_ERKENNTNISSE: "keine Erkenntnisse",
    Status.ABGELEHNT: "Antwort abgelehnt",
    Status.EINGESTUFT: "eingestuft",
}
NO_ANSWER = "ohne Antwort"
MEANT = "Dem Sinn nach nahe, nicht mitgezählt"
"""What stands over the papers that lie near a list's topic without having its words."""
GRUND = {
    Grund.STAATSWOHL: "Staatswohl",
    Grund.KERNBEREICH: "Kernbereich der Regierung",
    Grund.AUFWAND: "unzumutbarer Aufwand",
    Grund.VERFAHREN: "laufende Verfahren",
    Grund.RECHTE_DRITTER: "Rechte Dritter",
    Grund.KEINE_BEWERTUNG: "äußert sich nicht",
    Grund.ZUSTAENDIGKEIT: "andere zuständig",
}
"""Why an answer was refused."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Text without characters that steer a terminal: a paper shall not colour, clear or overwrite the screen."""
    return _CONTROL.sub("", text)


def state(status: Status | None) -> str:
    """How a Frage was answered, in a word or two; None: not at all."""
    return STATUS[status] if status else NO_ANSWER


def asked_line(passage: Passage) -> str:
    """The official text of a Passage's Frage on one line; of a joint answer the first one and how many more.

    Only of a Passage with a Frage: a preamble has none.
    """
    if len(passage.nummern) < 2:
        return passage.fragen[-1].mit_nummer  # before a lettered Frage stands its stem
    return f"{passage.fragen[0].mit_nummer} (und {len(passage.nummern) - 1} weitere)"


def held(papers: int, fragen: int) -> str:
    """So many papers and Fragen: "1 Drucksache mit 6 Fragen", "1 234 Drucksachen mit 1 Frage"."""
    return f"{counted(papers, 'Drucksache', 'Drucksachen')} mit {counted(fragen, 'Frage', 'Fragen')}"


def counted(count: int, one: str, many: str) -> str:
    """A count with the word that fits it: "1 Frage", "1 200 Fragen"."""
    return f"{thousands(count)} {one if count == 1 else many}"


def thousands(number: int) -> str:
    """A count as it is printed in German, with narrow spaces."""
    return f"{number:,}".replace(",", "\u202f")
