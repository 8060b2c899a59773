"""A Reply as the JSON object that `antwortfinder ask --json` promises; pure."""

from __future__ import annotations

from ingest.model import Passage, Passagenart, Sprecher, nummern_text
from rag import citation as cite
from rag.model import Citation, Hit, Judged, Reply

BEST = 10  # hits named

Json = dict[str, object]


def as_json(reply: Reply) -> Json:
    """The Reply under the keys of the contract, ready for `json.dumps`.

    "score" is 0..1, "seiten" first and last PDF page or null, "ms" milliseconds. What a language model drafted is told
    besides ("entwurf"), sentence by sentence, and why one is not shown; the key is missing where nothing was drafted.
    """
    drafted: Json = {"entwurf": [_drafted(judged) for judged in reply.draft]} if reply.draft else {}
    return drafted | {
        "frage": reply.query.text,
        "gefragt": reply.gefragt,
        "gefunden": reply.gefunden,
        "ausgang": reply.outcome.value,
        "grund": reply.grund,
        "antwort": reply.antwort or None,
        "belege": [_citation(citation) for citation in reply.citations],
        "treffer": [_hit(hit) for hit in reply.hits[:BEST]],
        "modell": reply.model,
        "ms": round(reply.ms, 1),
    }


def _drafted(judged: Judged) -> Json:
    shown = judged.shown
    return {
        "satz": judged.text,
        "genannt": [cite.label(citation) for citation in judged.named],
        "gruende": list(judged.reasons),
        "gezeigt": shown.text if shown else None,
        "belege": [cite.label(citation) for citation in shown.citations] if shown else [],
    }


def fragen(passage: Passage) -> list[str]:
    """The numbers of the Fragen that a Passage answers ("2", "2a"), or where it has none the part of the paper.

    "Vorbemerkung" is the government's, "Vorbemerkung der Fragesteller" the askers', "Anlage" all else.
    """
    if passage.art is Passagenart.VORBEMERKUNG:
        asked = passage.sprecher is Sprecher.FRAGESTELLER
        return ["Vorbemerkung der Fragesteller" if asked else "Vorbemerkung"]
    return list(nummern_text(passage.nummern)) or ["Anlage"]


def _citation(citation: Citation) -> Json:
    gruppe, seiten = fragen(citation.passage), citation.seiten
    return {
        "drucksache": citation.passage.drucksache,
        "frage": gruppe[0],
        "gruppe": gruppe,
        "seiten": [seiten.erste, seiten.letzte] if seiten else None,
        "zitat": citation.zitat,
        "zeile": citation.zeile,
        "spalte": citation.spalte,
        "zitierweise": cite.label(citation),
        "url": cite.url(citation),
    }


def _hit(hit: Hit) -> Json:
    return {"drucksache": hit.passage.drucksache, "gruppe": fragen(hit.passage), "score": round(hit.score, 4)}
