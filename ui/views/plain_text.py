"""Replies and papers as plain text for a terminal; pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Drucksache
from rag import citation as cite
from rag.model import Hit, Outcome, Reply
from rag.nearest import nearest
from ui.labels import STATUS, asked_line, printable

LONGEST = 160  # of a Frage that is only named
NEAREST = "Nächstliegende Fundstelle (sie beantwortet die Frage womöglich nicht):"


def reply_text(reply: Reply) -> str:
    """A reply to be read: why there is none or a weak one, the statements with their marks, what each mark stands for.

    Without a statement the nearest Fragen are named. Nothing in it steers a terminal.
    """
    lines = [] if reply.grund is None else [reply.grund, ""]
    if reply.outcome is Outcome.NAECHSTLIEGEND and reply.statements:
        lines += [NEAREST, ""]
    citations = reply.citations
    for statement in reply.statements:
        marks = "".join(f" [{citations.index(c) + 1}]" for c in dict.fromkeys(statement.citations))
        lines += [statement.text + marks, ""]
    if citations:
        lines.append("Belege")
    for number, citation in enumerate(citations, start=1):
        lines += [f"[{number}] {cite.label(citation)}", f"    {cite.url(citation)}"]
    if not reply.statements:
        lines += _nearest(nearest(reply))
    return printable("\n".join(lines).rstrip())


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
        state = STATUS[antwort.status] if antwort else "ohne Antwort"
        lines.append(f"  {frage.nummer!s:>5}  {_shortened(frage.text, 72):<72}  {state}")
    return printable("\n".join(lines))


def _shortened(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 2].rsplit(" ", 1)[0] + " …"
