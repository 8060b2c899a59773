"""A Drucksache as the JSON object that `antwortfinder parse --jsonl` prints."""

from __future__ import annotations

from ingest.model import Antwort, Drucksache, Frage, Seiten, Verweis, Verweisart, nummern_text


def as_json(d: Drucksache) -> dict[str, object]:
    """The object of one paper, of JSON's own types; Fragen in printed order, each with its answer; unknown is None."""
    return {
        "drucksache": d.nummer,
        "papierart": d.papierart.value,
        "wahlperiode": d.wahlperiode,
        "datum": d.datum.isoformat() if d.datum else None,
        "titel": d.titel,
        "fragesteller": list(d.fragesteller),
        "fraktionen": list(d.fraktionen),
        "ressort": d.ressort,
        "bezug": d.bezug,
        "vorabfassung": d.vorabfassung,
        **({"neu": True} if d.neu else {}),
        "bestaetigt": d.bestaetigt,
        **({"angefragt": d.angefragt.isoformat()} if d.angefragt else {}),
        "vorbemerkungen": [{"sprecher": v.sprecher.value, "text": v.text} for v in d.vorbemerkungen],
        "fragen": [_frage(f, d.antwort_auf(f.nummer)) for f in d.fragen],
        "datei": d.datei,
        "urheber": list(d.urheber),
        "pdf_url": d.pdf_url,
        "pdf_hash": d.pdf_hash,
        "hinweise": list(d.hinweise),
    }


def _frage(frage: Frage, antwort: Antwort | None) -> dict[str, object]:
    seiten = antwort.seiten if antwort else frage.seiten
    return {
        "nr": str(frage.nummer),
        "frage": frage.text,
        "gruppe": list(nummern_text(antwort.nummern if antwort else (frage.nummer,))),
        "antwort": antwort.text if antwort else None,
        "seiten": _seiten(seiten),
        "verweise": list(dict.fromkeys(name for v in antwort.verweise for name in _verweis(v))) if antwort else [],
        "status": antwort.status.value if antwort else None,
        **(_schriftlich(frage, antwort) if frage.fragesteller else {}),
    }


def _schriftlich(frage: Frage, antwort: Antwort | None) -> dict[str, object]:
    """What only a Schriftliche Frage has: an asker, and an answer with its own signature, date and Ressort."""
    datum = antwort.datum if antwort else None
    return {
        "fragesteller": frage.fragesteller,
        "fraktion": frage.fraktion,
        "unterzeichner": antwort.unterzeichner if antwort else None,
        "datum": datum.isoformat() if datum else None,
        "ressort": antwort.ressort if antwort else None,
    }


def _seiten(seiten: Seiten | None) -> list[int] | None:
    return [seiten.erste, seiten.letzte] if seiten else None


def _verweis(verweis: Verweis) -> list[str]:
    """Fragen of this paper by number; other papers by theirs, with the Frage ("19/26367:4")."""
    nummern = nummern_text(verweis.nummern)
    if verweis.art is Verweisart.FRAGE:
        return list(nummern)
    if verweis.art is Verweisart.VORBEMERKUNG:
        return ["Vorbemerkung"]
    paper = verweis.drucksache or ""
    if verweis.art is Verweisart.PLENARPROTOKOLL:
        return [f"Plenarprotokoll {paper}"]
    return [f"{paper}:{n}" for n in nummern] or [paper]
