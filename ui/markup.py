"""Text into HTML, never as HTML: the one place where escaping is done."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence

# Gradio's HTML component runs templates over what it shows: the characters that begin one are escaped as well.
_TEMPLATE = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;", "\\": "&#92;"})

Span = tuple[int, int]


def esc(text: object) -> str:
    """Text that no browser and no template takes for markup, safe in elements and in quoted attributes."""
    return html.escape(str(text), quote=True).translate(_TEMPLATE)


def attrs(values: Mapping[str, object]) -> str:
    """Attributes with a leading space; None is left out, True stands without a value."""
    given = ((name, value) for name, value in values.items() if value is not None and value is not False)
    return "".join(f" {name}" if value is True else f' {name}="{esc(value)}"' for name, value in given)


def marked(text: str, spans: Iterable[Span], *, offset: int = 0) -> str:
    """The text escaped, its parts inside the spans in <mark>; spans count from `offset` before the text's start."""
    parts, at = [], 0
    for start, end in merged((start - offset, end - offset) for start, end in spans):
        first, last = max(start, at), min(end, len(text))
        if first < last:
            parts += [esc(text[at:first]), f"<mark>{esc(text[first:last])}</mark>"]
            at = last
    return "".join([*parts, esc(text[at:])])


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def table(rows: Sequence[Sequence[str]], *, lit: Iterable[int] = (), caption: str = "Tabelle") -> str:
    """A table whose first row heads the columns; rows whose index is in `lit` are marked."""
    width = max((len(row) for row in rows), default=0)
    shown = set(lit)
    lines = [_row([*row, *[""] * (width - len(row))], head=n == 0, lit=n in shown) for n, row in enumerate(rows)]
    head, rest = "".join(lines[:1]), "".join(lines[1:])
    return scroller(f"<table><thead>{head}</thead><tbody>{rest}</tbody></table>", caption)


def _row(cells: Sequence[str], *, head: bool, lit: bool) -> str:
    tag, scope = ("th", ' scope="col"') if head else ("td", "")
    inner = "".join(f"<{tag}{scope}{_number(cell)}>{esc(cell)}</{tag}>" for cell in cells)
    return f"<tr{attrs({'class': 'lit' if lit else None})}>{inner}</tr>"


def _number(cell: str) -> str:
    """Figures stand to the right."""
    bare = cell.strip().rstrip("%€ ").replace(" ", "").replace(".", "").replace(",", "").lstrip("-–+")
    return ' class="num"' if bare.isdigit() and len(cell) < 24 else ""


def scroller(inner: str, caption: str) -> str:
    """A box that scrolls sideways, reachable by keyboard and named for screen readers."""
    return f'<div class="af-scroll" tabindex="0" role="region"{attrs({"aria-label": caption})}>{inner}</div>'
