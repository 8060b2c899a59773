"""A Reply as the JSON object that `antwortfinder ask --json` promises; pure."""

from __future__ import annotations

from ingest.model import Passage, Passagenart, Sprecher, Status, nummern_text
from rag import citation as cite
from rag.model import Citation, Hit, Judged, Reply
from rag.requested import NOTHING_TOLD, Art, Compared, Listed, Rated, Requested, Tafel, Zeile

BEST = 10  # hits named

Json = dict[str, object]


def as_json(reply: Reply) -> Json:
    """The Reply under the keys of the contract, ready for `json.dumps`.

    "score" is 0..1, "seiten" first and last PDF page or null, "ms" milliseconds. What a language model drafted is told
    besides ("entwurf"), sentence by sentence, and why one is not shown; the key is missing where nothing was drafted.
    "art" says what the text was taken for; only what is no question of substance has the keys of `_requested` besides,
    and only what is put together of several replies has "teile". "nur_stichworte" (true) stands there only where the
    vectors could not be searched.
    """
    drafted: Json = {"entwurf": [_drafted(judged) for judged in reply.draft]} if reply.draft else {}
    return drafted | {
        "frage": reply.query.text,
        "gefragt": reply.gefragt,
        "gefunden": reply.gefunden,
        "ausgang": reply.outcome.value,
        "grund": reply.grund,
        "antwort": reply.antwort or _said(reply),
        "belege": [_citation(citation) for citation in reply.citations],
        "treffer": [_hit(hit) for hit in reply.hits[:BEST]],
        "modell": reply.model,
        "ms": round(reply.ms, 1),
        "art": reply.art.value,
        **(_requested(reply.anliegen) if reply.anliegen else {}),
        **({"teile": [as_json(part) for part in reply.teile]} if reply.teile else {}),
        **({"nur_stichworte": True} if reply.nur_stichworte else {}),
    }


def _requested(shown: Requested) -> Json:
    """What a request came to: how it was understood, what is said, and by its kind a list.

    "anzahl" is the length of "liste": of a topic, the papers that have its words. "sinnverwandt" are those besides that
    are about it by their meaning, not counted. A paper asked for gives its head as "liste" and its Fragen as
    "fragen", a Frage itself likewise; "tafel" is what was counted; "url" is the address of a paper that is not held. A
    comparison over time has "reihe" and "unterschiede" besides; "zeilen" of these and "beleg" count from 0.
    """
    papers = [_listed(paper) for paper in shown.papiere]
    rated = [_rated(frage) for frage in shown.fragen]
    liste = rated if shown.art is Art.STATUS else papers
    return {
        "verstanden": shown.verstanden,
        "als_frage": shown.als_frage,
        "text": shown.text or None,
        **({"anzahl": len(liste)} if shown.art in (Art.LISTE, Art.STATUS) else {}),
        **({"liste": liste} if liste or shown.art in (Art.LISTE, Art.STATUS) else {}),
        **({"sinnverwandt": [_listed(one) for one in shown.sinnverwandt]} if shown.art is Art.LISTE else {}),
        **({"fragen": rated} if shown.art in (Art.FRAGE, Art.PAPIER) else {}),
        **({"tafel": tafel_json(shown.tafel)} if shown.tafel else {}),
        **({"seiten": list(shown.seiten)} if shown.seiten else {}),
        **({"url": shown.url} if shown.url else {}),
        **(_over_time(shown) if shown.reihe else {}),
    }


def _over_time(shown: Requested) -> Json:
    """What several papers answer to the same Frage; "beleg": which of "belege" is the quote, null where none is."""
    return {
        "reihe": [_compared(row) for row in shown.reihe],
        "unterschiede": [{"art": one.art.value, "zeilen": list(one.zeilen)} for one in shown.unterschiede],
    }


def _compared(row: Compared) -> Json:
    return {
        "drucksache": row.drucksache,
        "frage": row.frage,
        "text": row.text,
        "titel": row.titel,
        "datum": row.datum.isoformat() if row.datum else None,
        "ressort": row.ressort,
        "fraktionen": list(row.fraktionen),
        "status": row.status.value if row.status else None,
        "bereich": row.bereich or None,
        "zeit": row.zeit or None,
        "von": row.von.isoformat() if row.von else None,
        "bis": row.bis.isoformat() if row.bis else None,
        "was": row.was or None,
        "zahl": row.zahl or None,
        "wert": row.wert,
        "einheit": row.einheit or None,
        "beleg": row.beleg,
    }


def _listed(paper: Listed) -> Json:
    return {
        "drucksache": paper.drucksache,
        "titel": paper.titel,
        "datum": paper.datum.isoformat() if paper.datum else None,
        "ressort": paper.ressort,
        "fraktionen": list(paper.fraktionen),
    }


def _rated(frage: Rated) -> Json:
    status = frage.status.value if frage.status else None
    why = {"grund": frage.grund.value} if frage.grund else {}
    return {"drucksache": frage.drucksache, "frage": frage.frage, "status": status, "text": frage.text, **why}


def tafel_json(table: Tafel) -> Json:
    """Counted answers: by what ("je"), a line for each and one for all; "anteil_nicht" is 0..1, days are whole days.

    "nicht" are those with no knowledge, refused, classified, or without an answer.
    """
    return {
        "je": table.je.value,
        "zeilen": [{table.je.value: line.name or None, **_line(line)} for line in table.zeilen],
        "gesamt": _line(table.gesamt),
    }


def _line(line: Zeile) -> Json:
    return {
        "fragen": line.fragen,
        **{status.value: line.count((status,)) for status in Status},
        "ohne_antwort": line.count((None,)),
        "nicht": line.count(NOTHING_TOLD),
        "anteil_nicht": round(line.count(NOTHING_TOLD) / line.fragen, 4) if line.fragen else None,
        "gruende": {grund.value if grund else "nicht_erkannt": many for grund, many in line.gruende},
        "tage": {
            "bekannt": line.tage.bekannt,
            "unbekannt": line.tage.unbekannt,
            "median": line.tage.median,
            "hoechstens": line.tage.hoechstens,
        },
    }


def _said(reply: Reply) -> str | None:
    """What is said to a request that is answered without a quote, a count or a line of a paper's head."""
    return (reply.anliegen.text or None) if reply.anliegen and reply.gefunden else None


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
