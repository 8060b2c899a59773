"""Replies and papers as plain text for a terminal; pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Drucksache
from rag import citation as cite
from rag.model import Hit, Outcome, Reply
from rag.nearest import beside, nearest
from rag.requested import Art, Listed, Rated, Requested
from ui.labels import MEANT, asked_line, printable, state
from ui.views import over_time

LONGEST = 160  # of a Frage that is only named
NEAREST = "Nächstliegende Fundstelle (sie beantwortet die Frage womöglich nicht):"


def reply_text(reply: Reply) -> str:
    """A reply to be read: why there is none or a weak one, the statements with their marks, what each mark stands for.

    Without a statement the nearest Fragen are named. Nothing in it steers a terminal.
    """
    if reply.anliegen is not None:
        return printable("\n".join(_requested(reply, reply.anliegen)).rstrip())
    lines = [] if reply.grund is None else [reply.grund, ""]
    if reply.outcome is Outcome.NAECHSTLIEGEND and reply.statements:
        lines += [NEAREST, ""]
    lines += _cited(reply)
    if not reply.statements:
        lines += _nearest(nearest(reply))
    return printable("\n".join(lines).rstrip())


def _cited(reply: Reply) -> list[str]:
    """The statements with their marks, and what each mark stands for."""
    lines, citations = list[str](), reply.citations
    for statement in reply.statements:
        marks = "".join(f" [{citations.index(c) + 1}]" for c in dict.fromkeys(statement.citations))
        lines += [statement.text + marks, ""]
    if citations:
        lines.append("Belege")
    for number, citation in enumerate(citations, start=1):
        lines += [f"[{number}] {cite.label(citation)}", f"    {cite.url(citation)}"]
    return lines


def _requested(reply: Reply, shown: Requested) -> list[str]:
    """What a request came to: how it was understood, what is said, the list, the quotes, the parts."""
    lines = [f"Verstanden als: {shown.verstanden}", f"(als Frage an die Papiere: „{shown.als_frage}“)", ""]
    lines += [shown.text, ""] if shown.text else []
    if shown.art is Art.LISTE:
        lines += [_paper_line(paper) for paper in shown.papiere]
        lines += ["", f"{MEANT}:", *map(_paper_line, shown.sinnverwandt)] if shown.sinnverwandt else []
        near = [hit for hit in beside(reply) if hit.passage.fragen]
        lines += ["", "Nahe dabei, nicht mitgezählt:", *_nearest(near)[1:]] if near else []
    elif shown.reihe:
        lines += [*over_time.text(shown, reply), ""]
    elif shown.art is not Art.FRAGE:
        lines += [_frage_line(frage) for frage in shown.fragen]
    if reply.teile:
        for title, part in parts(reply):
            lines += [f"== {title}", reply_text(part), ""]
        return lines
    return lines + _cited(reply)


def parts(reply: Reply) -> list[tuple[str, Reply]]:
    """The replies that one was put together from, each under the side of the comparison or the question it answers."""
    sides = reply.anliegen.seiten if reply.anliegen else ()
    return list(zip(sides or [part.query.text for part in reply.teile], reply.teile, strict=False))


def _paper_line(paper: Listed) -> str:
    day = paper.datum.strftime("%d.%m.%Y") if paper.datum else "ohne Datum"
    by = "; ".join(part for part in (", ".join(paper.fraktionen), paper.ressort) if part)
    return f"  {paper.drucksache:>8}  {day}  {paper.titel or 'ohne Titel'}" + (f" ({by})" if by else "")


def _frage_line(frage: Rated) -> str:
    said = _shortened(frage.text, LONGEST)
    return f"  {frage.drucksache}, Frage {frage.frage}: {said} – {state(frage.status)}"


def _nearest(hits: Sequence[Hit]) -> list[str]:
    near = [(hit.passage.drucksache, asked_line(hit.passage)) for hit in hits if hit.passage.fragen]
    asked = [f"  {nummer}: {_shortened(frage, LONGEST)}" for nummer, frage in near]
    return ["Am nächsten liegen:", *asked] if asked else []


def paper_text(paper: Drucksache) -> str:
    """An overview of a paper: its head, what was noticed in reading it, then one line for each Frage."""
    head = [
        paper.datum.strftime("%d.%m.%Y") if paper.datum else "Datum unbekannt",
        ", ".join(paper.fraktionen) or "Fragesteller unbekannt",
        paper.ressort or "Ressort unbekannt",
        f"Antwort auf {paper.bezug}" if paper.bezug else "Anfrage unbekannt",
    ]
    counts = f"{len(paper.fragen)} Fragen, {len(paper.antworten)} Antworten, {len(paper.vorbemerkungen)} Vorbemerkungen"
    lines = [f"{paper.nummer}  {paper.titel or 'ohne Titel'}", "  " + " · ".join(head), f"  {counts}"]
    lines += [f"  Hinweis: {hinweis}" for hinweis in paper.hinweise]
    for frage in paper.fragen:
        antwort = paper.antwort_auf(frage.nummer)
        said = state(antwort.status if antwort else None)
        lines.append(f"  {frage.nummer!s:>5}  {_shortened(frage.text, 72):<72}  {said}")
    return printable("\n".join(lines))


def _shortened(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 2].rsplit(" ", 1)[0] + " …"
