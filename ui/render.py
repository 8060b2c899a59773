"""A reply as HTML: statements, chips that name their place, what to do where nothing was found. Pure functions.

All text of papers, models and users goes through `markup.esc`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Passage, Passagenart, Sprecher, Status
from rag import cite
from rag.model import Citation, Filters, Hit, Outcome, Reply, Statement
from ui.markup import attrs, esc, merged
from ui.plain import STATUS, asked_line, reply_text

NEAREST = 3
"""How many of the nearest Fragen are offered where nothing was found."""
PREVIEW = 500
"""Characters of a quote that are shown under the pointer."""

_QUOTED = "Wörtlich aus der Antwort der Bundesregierung."
_WRITTEN = "Formuliert vom Sprachmodell „{model}“; jeder Satz nennt seinen Beleg."
_WRITING = "Das Sprachmodell formuliert die Antwort; jeder Satz wird erst geprüft, dann gezeigt."
_ASKERS = "So schreiben die Fragesteller; es ist keine Aussage der Bundesregierung."


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation and its reply; `growing`: more may come. `problem`: why there is no reply."""

    key: str
    question: str
    reply: Reply | None
    growing: bool = False
    searched: str = ""
    rating: str | None = None
    problem: str | None = None

    @property
    def finished(self) -> bool:
        """Whether nothing more comes."""
        return not self.growing and (self.reply is not None or self.problem is not None)


def turn(item: Turn) -> str:
    """One question and its answer, finished or under way."""
    done = item.finished
    state = {"id": f"antwort-{item.key}", "data-antwort": item.key, "data-fertig": done or None}
    return (
        f'<article class="af-turn"{attrs(state)}>'
        f'<h2 class="af-asked"><span class="af-sr">Frage: </span>{esc(item.question)}</h2>'
        f'<div class="af-answer"{attrs({"aria-busy": "false" if done else "true"})}>{_body(item)}</div>'
        f"{_tools(item) if done and item.reply else ''}</article>"
    )


def _body(item: Turn) -> str:
    if item.reply is not None:
        return answer(item.reply, item.searched, growing=item.growing)
    if item.problem is not None:
        return f'<p class="af-note" role="alert">{esc(item.problem)}</p>'
    return '<p class="af-wait" role="status">Die Papiere werden durchsucht …</p>'


def answer(reply: Reply, searched: str = "", *, growing: bool = False) -> str:
    """The answer: its statements, or why there is none and what lies nearest."""
    parts = [_understood(reply), _narrowed(reply)]
    if reply.outcome is Outcome.NAECHSTLIEGEND:
        parts.append(_weak(reply))
    elif reply.outcome is Outcome.NICHT_IM_BESTAND:
        parts.append(_not_found(reply, searched))
    elif reply.grund:
        parts.append(f'<p class="af-note">{esc(reply.grund)}</p>')
    parts += [_statement(statement, reply) for statement in reply.statements]
    if growing:
        parts.append(_under_way(reply))
    elif reply.statements:
        parts.append(_origin(reply))
    return "".join(parts)


def _under_way(reply: Reply) -> str:
    """Under a growing answer, so that nothing above it moves: what is going on, and the places found."""
    if reply.model is None:
        return ""
    return f'<p class="af-wait" role="status">{_WRITING}</p>{nearest(reply.hits, "Gefundene Stellen")}'


def _understood(reply: Reply) -> str:
    if not reply.gefragt or reply.gefragt == reply.query.text:
        return ""
    return f'<p class="af-understood">Verstanden als: {esc(reply.gefragt)}</p>'


def _narrowed(reply: Reply) -> str:
    words = ", ".join(filter_words(reply.filters))
    return f'<p class="af-understood">Nur gesucht in: {esc(words)}</p>' if words else ""


def _weak(reply: Reply) -> str:
    reason = reply.grund or "Ob sie die Frage beantwortet, ist nicht sicher. Bitte an der Quelle prüfen."
    return f'<div class="af-weak"><strong>Nächstliegende Fundstelle</strong><p>{esc(reason)}</p></div>'


def _not_found(reply: Reply, searched: str) -> str:
    reason = esc(reply.grund or "In den Papieren steht dazu nichts.")
    where = f'<p class="af-searched">{esc(searched)}</p>' if searched else ""
    return f'<div class="af-none"><p>{reason}</p>{where}</div>{nearest(reply.hits)}'


def nearest(hits: Sequence[Hit], title: str = "Am nächsten liegen diese Fragen") -> str:
    """The Fragen nearest to a question, by their official text."""
    asked = [hit.passage for hit in hits if hit.passage.frage][:NEAREST]
    if not asked:
        return ""
    rows = "".join(f"<li>{_nearest_row(passage)}</li>" for passage in asked)
    return f'<div class="af-nearest"><h3>{title}</h3><ul>{rows}</ul></div>'


def _nearest_row(passage: Passage) -> str:
    link = {"class": "af-link", "type": "button", "data-passage": passage.id}
    paper = f'<span class="af-quiet">BT-Drs. {esc(passage.drucksache)}</span>'
    return f"<button{attrs(link)}>{esc(asked_line(passage))}</button> {paper}"


def _statement(statement: Statement, reply: Reply) -> str:
    chips = "".join(chip(citation, reply) for citation in dict.fromkeys(statement.citations))
    kind = "af-statement af-quote" if reply.model is None else "af-statement"
    askers = any(citation.passage.sprecher is Sprecher.FRAGESTELLER for citation in statement.citations)
    warning = f'<span class="af-askers">{_ASKERS}</span>' if askers else ""
    return f'<p class="{kind}">{esc(statement.text)} <span class="af-chips">{chips}</span>{warning}</p>'


def _origin(reply: Reply) -> str:
    words = _QUOTED if reply.model is None else _WRITTEN.format(model=reply.model)
    badges = "".join(badge(status) for status in _unusual(reply.citations))
    return f'<p class="af-origin">{esc(words)} {badges}</p>'


def _unusual(citations: Iterable[Citation]) -> list[Status]:
    """What a reader must know of the cited answers: everything but a plain answer."""
    found = dict.fromkeys(citation.passage.status for citation in citations)
    return [status for status in found if status not in (None, Status.BEANTWORTET)]


def badge(status: Status | None) -> str:
    """What kind of answer the government gave, in a word or two."""
    return "" if status is None else f'<span class="af-badge af-{esc(status.value)}">{esc(STATUS[status])}</span>'


def chip(citation: Citation, reply: Reply) -> str:
    """The button after a statement: names paper and place, opens the source with all quotes of the reply marked."""
    passage = citation.passage
    spans = merged((c.start, c.end) for c in reply.citations if c.passage.id == passage.id)
    data = {
        "class": "af-chip",
        "type": "button",
        "data-passage": passage.id,
        "data-marks": " ".join(f"{start}-{end}" for start, end in spans),
        "data-ueber": citation.ueber.id if citation.ueber else None,
        "data-at": citation.start,
        "data-preview": _preview(citation.zitat),
        "data-label": cite.label(citation),
    }
    words = (
        f'<span class="af-sr">Quelle: Drucksache </span><b>{esc(passage.drucksache)}</b> {esc(chip_label(citation))}'
    )
    return f"<button{attrs(data)}>{words}</button>"


def _preview(quote: str) -> str:
    return quote if len(quote) <= PREVIEW else quote[:PREVIEW].rsplit(" ", 1)[0] + " …"


def chip_label(citation: Citation) -> str:
    """Where in the paper, in few words: "Frage 2c · S. 5", "Frage 2g → 2c"."""
    words = [_way(citation)]
    if citation.passage.art is Passagenart.TABELLE:
        words.append("Tabelle")
    if citation.seiten is not None:
        words.append(f"S. {citation.seiten.erste}")
    return " · ".join(words)


def _way(citation: Citation) -> str:
    place = place_name(citation.passage)
    if citation.ueber is None:
        return place
    via = place_name(citation.ueber)
    return f"{via} → {place.removeprefix('Fragen ').removeprefix('Frage ')}"


def place_name(passage: Passage) -> str:
    """The part of the paper that a Passage is cut from: "Frage 2c", "Fragen 3 bis 3b", "Vorbemerkung"."""
    if passage.art is Passagenart.VORBEMERKUNG:
        return "Vorbemerkung"
    if not passage.nummern:
        return "Anlage"
    return cite.fragen(passage.nummern, passage.folgen).removeprefix("den ")


def _tools(item: Turn) -> str:
    """What can be done with a finished answer."""
    text = f"{item.question}\n\n{reply_text(item.reply)}" if item.reply else item.question
    buttons = [
        _tool(item, "kopieren", "Antwort kopieren", {"data-text": text}),
        _tool(item, "link", "Link kopieren"),
        _tool(item, "gut", "Hilfreich", {"aria-pressed": _truth(item.rating == "gut")}),
        _tool(item, "schlecht", "Nicht hilfreich", {"aria-pressed": _truth(item.rating == "schlecht")}),
    ]
    return f'<div class="af-tools" role="group" aria-label="Was tun mit dieser Antwort">{"".join(buttons)}</div>'


def _tool(item: Turn, action: str, label: str, more: Mapping[str, object] | None = None) -> str:
    data = {"type": "button", "class": "af-tool", "data-tun": action, "data-key": item.key, **(more or {})}
    return f"<button{attrs(data)}>{esc(label)}</button>"


def _truth(value: bool) -> str:
    return "true" if value else "false"


def searched(papers: int, fragen: int, filters: Filters) -> str:
    """What was searched, said where nothing was found."""
    stock = f"{papers} Drucksache{'' if papers == 1 else 'n'} mit {fragen} Fragen"
    narrowed = ", ".join(filter_words(filters))
    return f"Durchsucht: {stock}" + (f", eingegrenzt auf {narrowed}." if narrowed else ".")


def filter_words(filters: Filters) -> list[str]:
    """The filters in words, one for each chip."""
    words = [f"{number}. Wahlperiode" for number in sorted(filters.wahlperioden)]
    words += sorted(filters.ressorts) + sorted(filters.fraktionen)
    words += [f"BT-Drs. {number}" for number in sorted(filters.drucksachen)]
    words += [f"Frage {number}" for number in sorted(filters.fragen)]
    if filters.von:
        words.append(f"ab {filters.von:%d.%m.%Y}")
    if filters.bis:
        words.append(f"bis {filters.bis:%d.%m.%Y}")
    return words
