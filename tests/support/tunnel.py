"""A place to be read: an answer of three sentences, or a small table, under a title and a Frage."""

from __future__ import annotations

from rag.answering.pages import Page, page_of, weighed
from rag.model import Hit
from rag.query.analysis import read
from rag.retrieval.expansion import Place
from tests.support.fakes import answered_in

TUNNEL = (
    "Der Tunnel ist für eine Geschwindigkeit von 230 Kilometern je Stunde ausgelegt. "
    "Die Kosten werden auf 1,2 Mrd. Euro geschätzt. Mit der Fertigstellung ist im Jahr 2031 zu rechnen."
)
TABLE = "Land Fälle davon geklärt\nBayern 12 14\nHessen 7 9\nSachsen 3 5"


def where(text: str, frage: str = "Was ist zum Bau des Tunnels bekannt?") -> Place:
    passage = answered_in("4", text, frage)
    return Place(Hit(passage, 0.5), (passage,), titel="Ausbau der Schiene")


def paged(question: str, text: str) -> Page:
    asked, place = read(question), where(text)
    return page_of(asked, place, weighed(asked, place))
