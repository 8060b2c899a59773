"""The source beside the chat as HTML: the official Frage, the government's answer with the cited parts marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Block, Blockart, Drucksache, Frage, Fragenummer, Passage, Passagenart, Sprecher, Status
from rag import cite
from rag.model import Citation
from ui.markup import Span, attrs, esc, marked, scroller, table
from ui.render import badge, place_name

DAMAGED = "Tabelle in der Vorlage beschädigt, siehe PDF"
LONG_LINES = 40
"""A table or annex longer than this is folded unless it is what was cited."""

STYLES = {
    cite.Style.FUSSNOTE: "Fußnote",
    cite.Style.ANFRAGE: "Für eine Anfrage",
    cite.Style.PRESSE: "Presse",
    cite.Style.BIBTEX: "BibTeX",
}


@dataclass(frozen=True, slots=True)
class Source:
    """What the panel shows: a Passage, the parts of its text to mark, its paper, where the other Fragen stand.

    `passages` are the ids of the Passages that hold each Frage's answer. `pdf` is the address of our own viewer.
    `ueber`: the Passage whose reference led here; it is cited with this one.
    """

    passage: Passage
    marks: tuple[Span, ...] = ()
    paper: Drucksache | None = None
    passages: Mapping[Fragenummer, str] | None = None
    pdf: str | None = None
    ueber: Passage | None = None


def source(item: Source) -> str:
    """The whole panel."""
    passage = item.passage
    parts = [
        header(passage.drucksache, item.paper, passage),
        _asked(item),
        _answer(item),
        _citing(item),
        _neighbours(item),
    ]
    return f'<article class="af-source"{attrs({"data-quelle": passage.id})}>{"".join(parts)}</article>'


def header(nummer: str, paper: Drucksache | None, passage: Passage | None = None) -> str:
    """Which paper this is: number, title, date, Ressort, who asked; of a Schriftliche Frage what holds for it alone."""
    title = esc(paper.titel) if paper and paper.titel else "Titel unbekannt"
    kicker = f'<p class="af-kicker">Antwort der Bundesregierung · BT-Drs. {esc(nummer)}</p>'
    draft = f'<p class="af-note">{esc(cite.VORABFASSUNG)}; Seiten können sich verschieben.</p>'
    early = draft if paper and paper.vorabfassung else ""
    return f"<header>{kicker}<h2>{title}</h2>{_facts(paper, passage)}{early}</header>"


def _facts(paper: Drucksache | None, passage: Passage | None) -> str:
    if paper is None:
        return '<p class="af-note">Das Papier ist nicht mehr im Bestand.</p>'
    number = passage.nummern[0] if passage and passage.nummern else None
    frage, antwort = (paper.frage(number), paper.antwort_auf(number)) if number else (None, None)
    day = (antwort.datum if antwort else None) or paper.datum
    facts = {
        "Datum": f"{day:%d.%m.%Y}" if day else "",
        "Ressort": (antwort.ressort if antwort else None) or paper.ressort or "",
        "Gefragt von": _asker(frage) or ", ".join(paper.fraktionen),
        "Beantwortet von": (antwort.unterzeichner if antwort else None) or "",
        "Anfrage": f"BT-Drs. {paper.bezug}" if paper.bezug else "",
        "Wahlperiode": f"{paper.wahlperiode}." if paper.wahlperiode else "",
    }
    rows = "".join(f"<div><dt>{name}</dt><dd>{esc(value)}</dd></div>" for name, value in facts.items() if value)
    return f'<dl class="af-facts">{rows}</dl>'


def _asker(frage: Frage | None) -> str:
    if frage is None or not frage.fragesteller:
        return ""
    return frage.fragesteller + (f" ({frage.fraktion})" if frage.fraktion else "")


def _asked(item: Source) -> str:
    if not item.passage.frage:
        return ""
    joint = len(item.passage.nummern) > 1
    lines = "".join(f"<p>{esc(line)}</p>" for line in item.passage.frage.splitlines())
    title = place_name(item.passage) + (", gemeinsam beantwortet" if joint else "")
    return f'<section class="af-frage"><h3>{esc(title)}</h3>{lines}</section>'


def _answer(item: Source) -> str:
    passage = item.passage
    asked = passage.sprecher is Sprecher.FRAGESTELLER
    if passage.art is Passagenart.VORBEMERKUNG:
        title = "Vorbemerkung der Fragesteller" if asked else "Vorbemerkung der Bundesregierung"
    else:
        title = "Anlage" if passage.art is Passagenart.ANLAGE else "Antwort der Bundesregierung"
    note = '<p class="af-askers">Aussage der Fragesteller, nicht der Bundesregierung.</p>' if asked else ""
    body = _blocks(item) or _alone(item)
    return f'<section class="af-antwort"><h3>{title} {badge(passage.status)}</h3>{note}{body}</section>'


def _alone(item: Source) -> str:
    """The Passage's own text, where its paper cannot show it in context."""
    if item.passage.art in (Passagenart.TABELLE, Passagenart.ANLAGE):
        return scroller(f'<pre class="af-lines">{marked(item.passage.text, item.marks)}</pre>', "Tabelle")
    return _prose(item.passage.text, item.marks)


def _context(item: Source) -> Sequence[Block]:
    """The blocks of the Antwort or annex that the Passage is cut from; none where the paper says something else now."""
    passage, paper = item.passage, item.paper
    if paper is None or passage.art is Passagenart.VORBEMERKUNG:
        return ()
    if passage.art is Passagenart.ANLAGE:
        return [block for block in paper.anlagen if block.text and block.text in passage.text]
    antwort = paper.antwort_auf(passage.nummern[0]) if passage.nummern else None
    blocks = antwort.bloecke if antwort else ()
    return blocks if any(block.text and block.text in passage.text for block in blocks) else ()


def _blocks(item: Source) -> str:
    """The Antwort block by block; blocks that stand in the Passage get its marks."""
    at, parts = 0, []
    for block in _context(item):
        found = item.passage.text.find(block.text, at) if block.text else -1
        spans: list[Span] = []
        if found >= 0:
            at = found + len(block.text)
            spans = [(start - found, end - found) for start, end in item.marks]
        parts.append(_block(block, spans))
    return "".join(parts)


def _block(block: Block, spans: Sequence[Span]) -> str:
    cited = any(start < len(block.text) and end > 0 for start, end in spans)
    match block.art:
        case Blockart.TEXT:
            return _prose(block.text, spans)
        case Blockart.FUSSNOTE:
            return f'<p class="af-footnote">{marked(block.text, spans)}</p>'
        case Blockart.TABELLE:
            return _table(block, spans, cited)
        case Blockart.ANLAGE:
            return _fold("Anlage", _table_body(block, spans), is_open=cited)


def _table(block: Block, spans: Sequence[Span], cited: bool) -> str:
    body = _table_body(block, spans)
    if block.beschaedigt:
        return _fold(DAMAGED, body, is_open=cited)
    if block.text.count("\n") > LONG_LINES and not cited:
        return _fold(f"Tabelle ({block.text.count(chr(10)) + 1} Zeilen)", body)
    return body


def _table_body(block: Block, spans: Sequence[Span]) -> str:
    if block.zellen and not block.beschaedigt:
        return table(block.zellen, lit=_lit_rows(block, spans))
    return scroller(f'<pre class="af-lines">{marked(block.text, spans)}</pre>', "Tabelle")


def _lit_rows(block: Block, spans: Sequence[Span]) -> list[int]:
    """Rows that a mark touches: line n of the text prints row n; nothing is guessed where they do not match."""
    lines = block.text.split("\n")
    if len(lines) != len(block.zellen):
        return []
    lit, at = [], 0
    for index, line in enumerate(lines):
        if any(start < at + len(line) and end > at for start, end in spans):
            lit.append(index)
        at += len(line) + 1
    return lit


def _fold(title: str, body: str, *, is_open: bool = False) -> str:
    return f'<details class="af-fold"{" open" if is_open else ""}><summary>{esc(title)}</summary>{body}</details>'


def _prose(text: str, spans: Iterable[Span]) -> str:
    """Paragraphs, one for each line, with the marks."""
    parts, at, wanted = [], 0, list(spans)
    for line in text.split("\n"):
        if line.strip():
            parts.append(f"<p>{marked(line, wanted, offset=at)}</p>")
        at += len(line) + 1
    return f'<div class="af-prose">{"".join(parts)}</div>'


def _citing(item: Source) -> str:
    """How to cite the place, in four styles, and where its PDF is."""
    span = item.marks[0] if item.marks else (0, len(item.passage.text))
    if not item.passage.text:
        return ""
    citation = Citation(item.passage, max(0, span[0]), min(span[1], len(item.passage.text)), item.ueber)
    buttons = []
    for style, name in STYLES.items():
        data = {"data-kopie": cite.styled(citation, style, item.paper), "class": "af-tool", "type": "button"}
        buttons.append(f"<button{attrs(data)}>{name}</button>")
    label = esc(cite.label(citation))
    return (
        f'<section class="af-cite"><h3>Zitieren</h3><p class="af-label">{label}</p>'
        f'<div class="af-tools" role="group" aria-label="Zitierweise kopieren">{"".join(buttons)}</div>'
        f"{_links(item, citation)}</section>"
    )


def _links(item: Source, citation: Citation) -> str:
    links = []
    if item.pdf:
        links.append(
            f'<button type="button" class="af-link"{attrs({"data-pdf": item.pdf})}>Seite im PDF zeigen</button>'
        )
    address = cite.url(citation)
    if address:
        data = attrs({"href": address, "target": "_blank", "rel": "noopener noreferrer", "class": "af-link"})
        links.append(f"<a{data}>PDF beim Bundestag</a>")
    return f'<p class="af-links">{" ".join(links)}</p>'


def _neighbours(item: Source) -> str:
    """The Frage before and the one after, as printed, and the whole paper."""
    numbers = [frage.nummer for frage in item.paper.fragen] if item.paper else []
    own = [n for n, nummer in enumerate(numbers) if nummer in item.passage.nummern]
    before = _other(item, numbers, own[0] - 1, "← Frage {}") if own else ""
    after = _other(item, numbers, own[-1] + 1, "Frage {} →") if own else ""
    whole = {"type": "button", "class": "af-link", "data-papier": item.passage.drucksache}
    paper = f"<button{attrs(whole)}>Alle Fragen des Papiers</button>" if numbers else ""
    return f'<nav class="af-neighbours" aria-label="Nachbarn im Papier">{before}{paper}{after}</nav>'


def _other(item: Source, numbers: Sequence[Fragenummer], at: int, words: str) -> str:
    if not 0 <= at < len(numbers):
        return "<span></span>"
    key = (item.passages or {}).get(numbers[at])
    if key is None:
        return "<span></span>"
    data = {"type": "button", "class": "af-link", "data-passage": key}
    return f"<button{attrs(data)}>{esc(words.format(numbers[at]))}</button>"


def paper(item: Drucksache, passages: Mapping[Fragenummer, str], preambles: Sequence[Passage] = ()) -> str:
    """The whole paper: its head, its preambles, the table of its Fragen."""
    rows = "".join(_frage_row(item, frage, passages.get(frage.nummer)) for frage in item.fragen)
    titles = "".join(f"<li>{_preamble(passage, preambles)}</li>" for passage in preambles)
    head = '<tr><th scope="col">Nr.</th><th scope="col">Frage</th></tr>'
    inner = f'<table class="af-fragen"><thead>{head}</thead><tbody>{rows}</tbody></table>'
    data = attrs({"class": "af-source", "data-papier-offen": item.nummer})
    return (
        f"<article{data}>{header(item.nummer, item)}<ul>{titles}</ul>{scroller(inner, 'Fragen des Papiers')}</article>"
    )


def _preamble(passage: Passage, every: Sequence[Passage]) -> str:
    who = "der Fragesteller" if passage.sprecher is Sprecher.FRAGESTELLER else "der Bundesregierung"
    same = [other.id for other in every if other.sprecher is passage.sprecher]
    part = f", Teil {same.index(passage.id) + 1}" if len(same) > 1 else ""
    data = {"type": "button", "class": "af-link", "data-passage": passage.id}
    return f"<button{attrs(data)}>Vorbemerkung {who}{part}</button>"


def _frage_row(item: Drucksache, frage: Frage, key: str | None) -> str:
    """Number and text; the kind of answer only where it is not a plain one."""
    antwort = item.antwort_auf(frage.nummer)
    state = f" {badge(antwort.status)}" if antwort and antwort.status is not Status.BEANTWORTET else ""
    data = {"type": "button", "class": "af-link", "data-passage": key}
    text = f"<button{attrs(data)}>{esc(frage.text)}</button>" if key else esc(frage.text)
    return f"<tr><td>{esc(frage.nummer)}</td><td>{text}{state}</td></tr>"
