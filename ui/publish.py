"""What other programs may call, by Gradio's API and as MCP tools: ask, find, read, papers. Nothing else is public."""

from __future__ import annotations

from gradio.events import api

from ingest.model import Fragenummer
from rag.export import Json, as_json, fragen
from rag.model import Hit, Query
from ui.desk import LONGEST_QUESTION, Desk
from ui.plain import STATUS

PUBLIC = ("ask", "find", "read", "papers")


def publish(desk: Desk) -> None:
    """Name the public endpoints; call it inside the Blocks."""

    def ask(frage: str) -> Json:
        """Beantwortet eine Frage wörtlich aus den Antworten der Bundesregierung, mit Belegen, oder lehnt ab.

        Args:
            frage: die Frage auf Deutsch
        """
        return as_json(desk.engine.ask(Query(frage[:LONGEST_QUESTION])))

    def find(suche: str) -> list[Json]:
        """Findet die Stellen, die einer Suche am nächsten liegen, mit dem amtlichen Fragetext.

        Args:
            suche: Stichworte oder Frage
        """
        hits = desk.engine.ask(Query(suche[:LONGEST_QUESTION])).hits[:10]
        return [_found(hit) for hit in hits]

    def read(drucksache: str, frage: str) -> Json:
        """Liest eine Frage eines Papiers mit der Antwort der Bundesregierung.

        Args:
            drucksache: Nummer der Drucksache, z. B. 20/11166
            frage: Nummer der Frage, z. B. 2c
        """
        return _read(desk, drucksache, frage)

    def papers() -> list[Json]:
        """Nennt alle Papiere im Bestand."""
        return [
            {
                "drucksache": paper.nummer,
                "titel": paper.titel,
                "datum": paper.datum.isoformat() if paper.datum else None,
                "ressort": paper.ressort,
                "fraktionen": list(paper.fraktionen),
                "fragen": paper.fragen,
            }
            for paper in desk.engine.papers()
        ]

    for function in (ask, find, read, papers):
        api(function, api_name=function.__name__)


def _found(hit: Hit) -> Json:
    passage = hit.passage
    return {"drucksache": passage.drucksache, "gruppe": fragen(passage), "frage": passage.frage, "text": passage.text}


def _read(desk: Desk, drucksache: str, frage: str) -> Json:
    paper = desk.engine.drucksache(drucksache.strip())
    if paper is None:
        return {"fehler": f"Die Drucksache {drucksache} ist nicht im Bestand."}
    try:
        number = Fragenummer.read(frage)
    except ValueError:
        return {"fehler": f"{frage!r} ist keine Fragenummer."}
    asked, antwort = paper.frage(number), paper.antwort_auf(number)
    if asked is None:
        return {"fehler": f"Die Drucksache {drucksache} hat keine Frage {number}."}
    return {
        "drucksache": paper.nummer,
        "nr": str(number),
        "frage": asked.text,
        "antwort": antwort.text if antwort else None,
        "gruppe": [str(n) for n in antwort.nummern] if antwort else [],
        "status": STATUS[antwort.status] if antwort else None,
    }
