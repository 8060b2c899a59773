"""Templates escape by rule: whatever is put into any field of any of them comes out as text."""

from __future__ import annotations

# ruff: noqa: D102  # the parser and Jinja name their methods
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, UndefinedError, meta, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from tests.support.fakes import EVIL
from ui.views import markup

EVILS = (EVIL, '"><svg onload=alert(1)>', "' onclick='alert(1)", "</textarea><iframe src=//x>")
TEMPLATES = sorted(markup.ENVIRONMENT.list_templates())
ADDRESSED = {
    "answer.html": {"href"},
    "asked_before.html": {"href"},
    "paper.html": {"href"},
    "radar.html": {"href"},
    "radar_list.html": {"href"},
    "requested.html": {"href"},
    "shared.html": {"href"},
    "shares.html": {"href"},
    "sheet.html": {"href", "src"},
    "source.html": {"href"},
    "turn.html": {"href"},
}
"""The templates whose addresses come from Python: `cite` and our own routes make them, no paper and no user."""


class Anything:
    """Has every attribute, item and result, all of them Anything; printed it is `text`."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text

    def __getattr__(self, name: str) -> Anything:
        if name.startswith("__"):  # it is no Markup
            raise AttributeError(name)
        return self

    def __getitem__(self, _key: object) -> Anything:
        return self

    def __call__(self, *_args: object, **_more: object) -> Anything:
        return self

    def __iter__(self) -> Any:
        return iter((self, self))

    def __len__(self) -> int:
        return 2

    def __sub__(self, _other: object) -> Anything:
        return self


def rows(things: Any, width: int) -> Any:
    """What a loop takes apart into `width` names: of Anything, two rows as wide."""
    return [(things,) * width] * 2 if isinstance(things, Anything) else things


class _EveryBranch(NodeTransformer):
    """Turns each `if` into all its branches one after the other, so that every field is printed; likewise `else`."""

    def visit_If(self, node: nodes.If) -> list[nodes.Node]:  # noqa: N802  # named by Jinja
        self.generic_visit(node)
        others = [inner for other in node.elif_ for inner in (other if isinstance(other, list) else [other])]
        return [*node.body, *others, *node.else_]

    def visit_For(self, node: nodes.For) -> list[nodes.Node]:  # noqa: N802  # named by Jinja
        self.generic_visit(node)
        empty, node.else_ = node.else_, []
        if isinstance(node.target, nodes.Tuple):
            width = nodes.Const(len(node.target.items))
            node.iter = nodes.Filter(node.iter, "rows", [width], [], None, None, lineno=node.lineno)
        return [node, *empty]

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:  # noqa: N802  # named by Jinja
        self.generic_visit(node)
        return nodes.Concat([node.expr1, *([node.expr2] if node.expr2 else [])], lineno=node.lineno)


class _Whole(Environment):
    """The page's own environment, but of every template all branches are shown."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        whole: nodes.Template = _EveryBranch().visit(super()._parse(source, name, filename))
        return whole


WHOLE = _Whole(
    loader=markup.ENVIRONMENT.loader,
    autoescape=markup.ENVIRONMENT.autoescape,
    undefined=markup.ENVIRONMENT.undefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
WHOLE.filters["rows"] = rows
WHOLE.filters["unbroken"] = lambda text: markup.unbroken(str(text))


class Page(HTMLParser):
    """Which tags with which attributes a page has, and its texts: those of attributes too."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.texts, self.given = set[tuple[str, str]](), list[str](), list[tuple[str, str]]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        self.given += [(name, value or "") for name, value in attrs]
        self.texts += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@cache
def _names() -> frozenset[str]:
    """What all templates together are given."""
    sources = [WHOLE.loader.get_source(WHOLE, name)[0] for name in TEMPLATES]  # type: ignore[union-attr]
    return frozenset().union(*(meta.find_undeclared_variables(WHOLE.parse(source)) for source in sources))


def _filled(template: str, text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A template with `text` in every field of it and of those that it includes."""
    monkeypatch.setattr(markup, "ENVIRONMENT", WHOLE)
    return markup.render(template, **dict.fromkeys(_names(), Anything(text)))


@pytest.mark.parametrize(
    "evil", [EVIL, '"><svg onload=alert(1)>', "' onclick='alert(1)", "</textarea><iframe src=//x>"]
)
@pytest.mark.parametrize("template", TEMPLATES)
def test_no_field_of_any_template_becomes_markup(template, evil, monkeypatch):
    shown = _filled(template, evil, monkeypatch)
    page, harmless = Page(shown), Page(_filled(template, "harmlos", monkeypatch))
    assert page.tags == harmless.tags  # no tag and no attribute is the text's
    assert ("harmlos" in "".join(harmless.texts)) == (evil in "".join(page.texts))
    assert not set("{}$`\\") & set(shown)
    reached = {name for name, value in page.given if evil in value}
    assert reached & {"href", "src", "style", "action", "formaction"} == ADDRESSED.get(template, set())
    assert not [name for name in reached if name.startswith("on")]


def test_what_a_filter_joins_or_escapes_itself_does_not_reach_gradios_templates(monkeypatch):
    tricky = DictLoader({"x.html": "{{ [ours, text] | join }} {{ text | e }} {{ ours ~ text }}"})
    monkeypatch.setattr(markup, "ENVIRONMENT", markup.ENVIRONMENT.overlay(loader=tricky))
    page = markup.render("x.html", ours=Markup("<b>ja</b>"), text="${a} {{b}} `c` \\u0041 <i>")
    assert not set("{}$`\\") & set(page)
    assert page.count("<b>ja</b>") == 2
    assert "".join(Page(page).texts).count("${a} {{b}} `c` \\u0041 <i>") == 3
    assert "<i>" not in page


def test_a_field_that_nobody_gave_is_an_error_and_no_gap(monkeypatch):
    forgetful = DictLoader({"x.html": "{% if there %}{{ missing }}{% endif %}"})
    monkeypatch.setattr(markup, "ENVIRONMENT", markup.ENVIRONMENT.overlay(loader=forgetful))
    assert markup.render("x.html", there=False) == ""
    with pytest.raises(UndefinedError, match="missing"):
        markup.render("x.html", there=True)


def test_marks_are_cut_from_the_text_itself():
    assert markup.pieces("abc<def", [(1, 2), (3, 5)]) == [
        ("a", False),
        ("b", True),
        ("c", False),
        ("<d", True),
        ("ef", False),
    ]
    assert markup.pieces("abc", [(0, 2), (1, 3)]) == [("", False), ("abc", True), ("", False)]  # overlapping: one mark
    assert markup.pieces("abc", [(-4, 1), (9, 12)])[1:] == [("a", True), ("bc", False)]
    assert markup.pieces("efg", [(4, 6)], offset=4) == [("", False), ("ef", True), ("g", False)]


def test_spans_that_touch_are_one():
    assert markup.merged([(5, 8), (0, 2), (2, 4), (1, 3)]) == [(0, 4), (5, 8)]
    assert markup.merged([]) == []


def test_a_page_of_its_own_keeps_its_style_sheet_and_escapes_all_the_same():
    page = markup.whole_page("login.html", problem="<b>{falsch}", aim="", form=True, oidc=False, left=False)
    assert "main { box-sizing:" in page
    assert '<p role="alert">&lt;b&gt;{falsch}</p>' in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("rund 700 000 Euro", "rund 700\u00a0000 Euro"),
        ("1 234 567", "1\u00a0234\u00a0567"),
        ("am 5. Mai 2024 100 Fälle in 12 2024", "am 5. Mai 2024\u00a0100 Fälle in 12 2024"),
    ],
)
def test_a_number_does_not_break_at_its_thousands(text, shown):
    assert markup.unbroken(text) == shown
    assert len(shown) == len(text)
