"""What a page says: its tags, attributes and texts."""

from __future__ import annotations

# ruff: noqa: D102  # the parser names its methods
import re
from html.parser import HTMLParser

# fmt: off
KNOWN = {
    "a", "article", "aside", "b", "blockquote", "br", "button", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "form", "h1", "h2", "h3", "header", "input", "label", "legend", "li", "mark", "nav", "p", "pre",
    "section", "span", "strong", "summary", "table", "tbody", "td", "textarea", "th", "thead", "tr", "ul",
}
# fmt: on
"""The tags of the chat."""


class Tags(HTMLParser):
    """Collects tags, attributes and texts, and complains of tags that are not ours."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.texts, self.open = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        assert tag in KNOWN, tag
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("br", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def texts(html):
    """All that is said, on one line."""
    return " ".join("".join(Tags(html).texts).split())


def close(html):
    """The page without the white space between its tags."""
    return re.sub(r">\s+<", "><", html)
