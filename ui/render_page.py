"""The parts of the page around the answers: conversations at the left, the welcome, the papers, filters."""

from __future__ import annotations

from collections.abc import Sequence

from rag.model import Paper
from ui.conversations import Conversation
from ui.markup import attrs, esc
from ui.render import Turn, turn

WELCOME = (
    "Fragen Sie in eigenen Worten. Jede Antwort steht wörtlich in einer Antwort der Bundesregierung "
    "und nennt Drucksache, Frage und, wo bekannt, die Seite."
)
REASONS = (
    "Falsche Stelle",
    "Antwort fehlt, steht aber im Papier",
    "Unvollständig",
    "Falsche Zahl",
    "Hätte ablehnen sollen",
)
MANY = 8
"""A list longer than this gets a field to narrow it."""

LISTED = 50
"""Conversations listed at first."""

_OLDER = '<button type="button" class="af-link af-older" data-tun="alle">Ältere zeigen</button>'
_ACTIONS = {"umbenennen": "Umbenennen", "word": "Word-Datei", "markdown": "Markdown-Datei", "loeschen": "Löschen"}
_MENU = "".join(f'<button type="button" data-tun="{action}">{word}</button>' for action, word in _ACTIONS.items())
_FIND = '<input type="search" class="af-find" placeholder="Papiere suchen" aria-label="Papiere suchen">'
_WORDS = {"wp": "Wahlperiode", "ressort": "Ressort", "fraktion": "Fraktion", "drs": "Drucksache"}


def thread(conversation: str, turns: Sequence[Turn], examples: Sequence[str], stock: str) -> str:
    """All turns of a conversation, or the welcome where there are none."""
    inner = "".join(turn(item) for item in turns) or welcome(examples, stock)
    return f'<div class="af-thread"{attrs({"data-gespraech": conversation})}>{inner}</div>'


def welcome(examples: Sequence[str], stock: str) -> str:
    """What stands where no question has been asked yet."""
    rows = "".join(f'<li><button type="button" class="af-example">{esc(text)}</button></li>' for text in examples)
    tips = f'<h3>Zum Beispiel</h3><ul class="af-examples">{rows}</ul>' if examples else ""
    return (
        '<section class="af-welcome"><h2>Was hat die Bundesregierung geantwortet?</h2>'
        f'<p>{WELCOME}</p><p class="af-quiet">{esc(stock)}</p>{tips}</section>'
    )


def stock(papers: Sequence[Paper]) -> str:
    """What lies in the index, in one sentence."""
    if not papers:
        return "Noch ist kein Papier im Bestand. Unter „Papiere“ können Sie welche hinzufügen."
    fragen = sum(paper.fragen for paper in papers)
    days = sorted(paper.datum for paper in papers if paper.datum)
    many = f"{_thousands(len(papers))} Drucksache{'n' if len(papers) > 1 else ''} mit {_thousands(fragen)} Fragen"
    if not days:
        return f"Im Bestand: {many}."
    span = f"vom {days[0]:%d.%m.%Y}" if days[0] == days[-1] else f"vom {days[0]:%d.%m.%Y} bis {days[-1]:%d.%m.%Y}"
    return f"Im Bestand: {many}, {span}."


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def conversations(items: Sequence[Conversation], current: str, user: str = "", most: int = LISTED) -> str:
    """The list at the left; where there are more than `most`, the rest is a click away."""
    rows = "".join(_conversation(item, item.key == current) for item in items[:most])
    body = f"<ul>{rows}</ul>" if rows else '<p class="af-quiet">Noch keine Gespräche.</p>'
    body += _OLDER if len(items) > most else ""
    new = '<button type="button" class="af-new" data-tun="neu">Neues Gespräch</button>'
    return f'<nav class="af-list" aria-label="Gespräche">{new}<h2>Gespräche</h2>{body}{_leave(user)}</nav>'


def _leave(user: str) -> str:
    """Who is in, and the way out; nothing where no login is needed."""
    if not user:
        return ""
    button = '<button class="af-link">Abmelden</button>'
    return f'<form class="af-leave" method="post" action="abmelden">{esc(user)} {button}</form>'


def _conversation(item: Conversation, current: bool) -> str:
    where = attrs({"data-key": item.key, "data-titel": item.title})
    link = attrs({"type": "button", "data-tun": "oeffnen", "aria-current": "true" if current else None})
    name = attrs({"aria-label": "Mehr zu: " + item.title})
    return (
        f'<li{where}><button class="af-open"{link}>{esc(item.title)}</button>'
        f'<details class="af-menu"><summary{name}>⋯</summary><div>{_MENU}</div></details></li>'
    )


def filter_bar() -> str:
    """The row above the question: the filters chosen, as chips that the page's script fills in."""
    return (
        '<div class="af-filters"><button type="button" class="af-tool" data-tun="filter">Eingrenzen</button>'
        '<span class="af-filter-chips" aria-live="polite"></span></div>'
    )


def upload() -> str:
    """The box that takes own papers."""
    return (
        '<section class="af-upload"><h2>Papiere</h2><div class="af-drop">'
        '<p><strong>Eigene Papiere hinzufügen</strong><br><span class="af-quiet">Antworten der Bundesregierung als '
        "PDF, Text oder Markdown, auch Vorabfassungen. Sie bleiben auf diesem Rechner, sind sofort befragbar, und mit "
        "Anmeldung sieht sie niemand sonst."
        "</span></p>"
        '<label class="af-primary" for="af-datei">Dateien wählen</label>'
        '<input id="af-datei" class="af-sr" type="file" multiple accept=".pdf,.txt,.md,.json"></div>'
        '<ul class="af-uploads" aria-live="polite"></ul></section>'
    )


def filter_dialog(choices: dict[str, list[str]]) -> str:
    """The dialog in which filters are chosen; the page's script moves them into the address."""
    fields = "".join(_choice(name, values) for name, values in choices.items() if values)
    days = "".join(
        f'<label>{word}<input type="text" class="af-day" name="{name}" inputmode="numeric" placeholder="TT.MM.JJJJ" '
        'autocomplete="off" maxlength="12"></label>'
        for name, word in (("von", "Ab"), ("bis", "Bis"))
    )
    return (
        '<dialog id="af-filter" aria-labelledby="af-filter-titel"><form method="dialog">'
        '<h2 id="af-filter-titel">Papiere eingrenzen</h2>'
        f'{fields}<fieldset class="af-days"><legend>Datum der Antwort</legend>{days}</fieldset>'
        '<div class="af-dialog-tools">'
        '<button type="button" class="af-tool" data-tun="filter-leeren">Alle Papiere</button>'
        '<button type="submit" class="af-primary">Übernehmen</button></div></form></dialog>'
    )


def _choice(name: str, values: Sequence[str]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}"{attrs({"value": value})}><span>{esc(value)}</span></label>'
        for value in values
    )
    search = (
        f'<input type="search" class="af-narrow" placeholder="Suchen"{attrs({"aria-label": _WORDS[name] + " suchen"})}>'
        if len(values) > MANY
        else ""
    )
    return f'<fieldset><legend>{_WORDS[name]}</legend>{search}<div class="af-boxes">{boxes}</div></fieldset>'


def rating_dialog() -> str:
    """The dialog that asks what was wrong with an answer."""
    reasons = "".join(
        f'<label><input type="radio" name="grund" value="{reason}"><span>{reason}</span></label>' for reason in REASONS
    )
    return (
        '<dialog id="af-grund" aria-labelledby="af-grund-titel"><form method="dialog">'
        '<h2 id="af-grund-titel">Was stimmt an dieser Antwort nicht?</h2>'
        f'<div class="af-boxes">{reasons}</div><label>Anmerkung<textarea name="anmerkung" rows="2"></textarea></label>'
        '<p class="af-quiet">Daraus wird ein Entwurf für die Prüfung; alle, die hier prüfen, sehen ihn.</p>'
        '<div class="af-dialog-tools"><button type="button" class="af-tool" data-tun="dialog-zu">Abbrechen</button>'
        '<button type="submit" class="af-primary">Senden</button></div></form></dialog>'
    )


def papers(items: Sequence[Paper], own: frozenset[str]) -> str:
    """The list of papers; own ones stand first and can be removed."""
    listed = sorted(items, key=lambda item: item.nummer not in own)
    words = ["Drucksache", "Titel", "Datum", "Ressort", "Fragen", *(["Eigene"] if own else [])]
    heads = "".join(f'<th scope="col">{word}</th>' for word in words)
    rows = "".join(_paper_row(item, own) for item in listed)
    find = _FIND if len(items) > MANY else ""
    return (
        f'<p class="af-quiet">{esc(stock(items))}</p>{find}'
        '<div class="af-scroll" tabindex="0" role="region" aria-label="Papiere im Bestand">'
        f'<table class="af-papers"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _paper_row(item: Paper, own: frozenset[str]) -> str:
    link = attrs({"type": "button", "class": "af-link", "data-papier": item.nummer})
    day = f"{item.datum:%d.%m.%Y}" if item.datum else "–"
    cells = [
        f'<button{link}>{esc(item.nummer)}</button><span class="af-when">{day}</span>',  # a phone has no room for more
        esc(item.titel or "ohne Titel"),
        day,
        esc(item.ressort or "–"),
        str(item.fragen),
        *([_removal(item) if item.nummer in own else ""] if own else []),
    ]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _removal(item: Paper) -> str:
    name = f"Drucksache {item.nummer} entfernen"
    data = {"type": "button", "class": "af-tool", "data-entfernen": item.nummer, "aria-label": name}
    return f"<button{attrs(data)}>Entfernen</button>"
