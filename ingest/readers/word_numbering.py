"""The numbers of Word's lists, which stand nowhere in the text: counted as Word counts them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, TypeAlias

_HOLDER = re.compile(r"%(\d)")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LONGEST = 8  # styles that a style may be based on, one on the other
Xml: TypeAlias = Any
"""An element, or the document, as python-docx gives it; the library states no types."""
_W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is numbered: Word's name of the kind, the pattern ("%1." or "%2)"), the first number."""

    kind: str = "bullet"
    pattern: str = ""
    start: int = 1


class Numbering:
    """The lists of a document, and how far each has come; `mark` is asked of every paragraph, in order."""

    def __init__(self, document: Xml) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._list_of: dict[str, str] = {}
        self._counted: dict[str, dict[int, int]] = defaultdict(dict)
        self._styles = {style.style_id: style.element for style in document.styles}
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # a document without lists
            return
        self._read(numbering)

    def _read(self, numbering: Xml) -> None:
        for abstract in numbering.iterfind("w:abstractNum", _W):
            for level in abstract.iterfind("w:lvl", _W):
                place = _value(abstract, "abstractNumId"), int(_value(level, "ilvl") or 0)
                start = int(_said(level, "w:start") or 1)
                self._levels[place] = _Level(_said(level, "w:numFmt"), _said(level, "w:lvlText"), start)
        for number in numbering.iterfind("w:num", _W):
            name = _value(number, "numId")
            self._list_of[name] = _said(number, "w:abstractNumId")
            for override in number.iterfind("w:lvlOverride", _W):
                start_at = _said(override, "w:startOverride")
                if start_at:  # such a list is counted apart, from its own start on
                    self._counted[name][int(_value(override, "ilvl") or 0)] = int(start_at) - 1

    def mark(self, paragraph: Xml) -> str:
        """The number before a paragraph, a blank behind it ("3. "); empty where it has none, or a bullet."""
        name, depth = self._place(paragraph)
        level = self._levels.get((self._list_of.get(name, ""), depth))
        if level is None or level.kind in ("bullet", "none") or not level.pattern:
            return ""
        counted = self._counted[name if name in self._counted else self._list_of[name]]
        counted[depth] = counted.get(depth, level.start - 1) + 1
        for deeper in [d for d in counted if d > depth]:
            del counted[deeper]
        return _HOLDER.sub(lambda found: self._shown(name, int(found[1]) - 1, counted), level.pattern) + " "

    def _shown(self, name: str, depth: int, counted: dict[int, int]) -> str:
        level = self._levels.get((self._list_of[name], depth), _Level("decimal"))
        return _written(counted.get(depth, level.start), level.kind)

    def _place(self, paragraph: Xml) -> tuple[str, int]:
        """The list that a paragraph belongs to, and how deep it stands there; its style may say so for it."""
        own = paragraph.find("w:pPr/w:numPr", _W)
        style = _said(paragraph, "w:pPr/w:pStyle")
        for _ in range(_LONGEST):
            if own is not None or style not in self._styles:
                break
            own = self._styles[style].find("w:pPr/w:numPr", _W)
            style = _said(self._styles[style], "w:basedOn")
        return ("", 0) if own is None else (_said(own, "w:numId"), int(_said(own, "w:ilvl") or 0))


def _value(element: Xml, name: str) -> str:
    return str(element.get(f"{{{_W['w']}}}{name}") or "")


def _said(element: Xml, path: str) -> str:
    """The value of an element's child, empty where there is none."""
    found = element.find(path, _W)
    return "" if found is None else _value(found, "val")


def _written(number: int, kind: str) -> str:
    if kind.endswith("Letter") and 1 <= number <= 26:
        return chr(number + (96 if kind == "lowerLetter" else 64))
    if kind.endswith("Roman") and 1 <= number < 40:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (number // value)
            number %= value
        return text if kind == "lowerRoman" else text.upper()
    return str(number)
