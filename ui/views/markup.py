"""Text into HTML, never as HTML: pages are made by templates, and templates escape whatever is put into them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

TEMPLATES = Path(__file__).parents[1] / "templates"

ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def unbroken(text: str) -> str:
    """Text of the same length whose numbers ("700 000") stand on one line."""
    return _THOUSANDS.sub("\u00a0", text)


ENVIRONMENT.filters["unbroken"] = unbroken
# Gradio's HTML component runs templates of its own over what it shows: the characters that begin one are escaped too.
_GRADIO = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;", "\\": "&#92;"})

Span = tuple[int, int]
"""Where a part of a text begins and where it ends, as a slice."""
Piece = tuple[str, bool]
"""A part of a text, and whether it is marked."""


def render(template: str, **values: object) -> Markup:
    """A part of a page: the template with the values in it, all of them text unless they are Markup already.

    What Gradio would take for a template is escaped in the whole page at the end, so that no filter, macro or value
    can go around it; our templates have none of these characters in their own markup.
    """
    return Markup(whole_page(template, **values).translate(_GRADIO))  # noqa: S704  # a template's, hence escaped


def whole_page(template: str, **values: object) -> Markup:
    """A page that Gradio never sees, escaped as in `render`: it may hold a style sheet, whose braces stay."""
    return Markup(ENVIRONMENT.get_template(template).render(values))  # noqa: S704  # a template's, hence escaped


def pieces(text: str, spans: Iterable[Span], *, offset: int = 0) -> list[Piece]:
    """The text cut where marks begin and end; joined again, the pieces are the text.

    `spans`: what is marked, in any order, also beyond the text. They count in a longer text, of which `text` is the
    part from `offset` on.
    """
    cut, at = list[Piece](), 0
    for start, end in merged((start - offset, end - offset) for start, end in spans):
        first, last = max(start, at), min(end, len(text))
        if first < last:
            cut += [(text[at:first], False), (text[first:last], True)]
            at = last
    return [*cut, (text[at:], False)]


def in_address(spans: Iterable[Span]) -> str:
    """Spans as our addresses have them: "12-40 80-99"."""
    return " ".join(f"{start}-{end}" for start, end in spans)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap or touch joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
