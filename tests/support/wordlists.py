"""Lists in Word files: numbers that Word counts and that stand nowhere in the text."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

LETTERED = (("decimal", "%1.", "1"), ("lowerLetter", "%2)", "1"))
"""Levels of a list, each with Word's name of its kind, its pattern and its first number: "1.", below it "a)"."""


def numbered(paragraph: Any, liste: int | str, ebene: int = 0) -> Any:
    """Put a paragraph into a list at that level, from 0, as Word does it; gives the paragraph."""
    paragraph._p.get_or_add_pPr().append(_element("w:numPr", ("w:ilvl", ebene), ("w:numId", liste)))
    return paragraph


def a_list(document: Any, *levels: tuple[str, str, str]) -> str:
    """Add a list with these levels, else LETTERED, to a document; gives its number."""
    numbering = document.part.numbering_part.element
    name = str(77 + len(numbering.findall(qn("w:abstractNum"))))
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), name)
    for place, (kind, pattern, start) in enumerate(levels or LETTERED):
        level = _element("w:lvl", ("w:start", start), ("w:numFmt", kind), ("w:lvlText", pattern))
        level.set(qn("w:ilvl"), str(place))
        abstract.append(level)
    numbering.insert(0, abstract)
    return str(numbering.add_num(int(name)).numId)


def the_same(document: Any, restarted: int) -> str:
    """One list more like the one added last, counted apart from it, from `restarted` on; gives its number."""
    numbering = document.part.numbering_part.element
    last = numbering.find(qn("w:abstractNum")).get(qn("w:abstractNumId"))
    number = numbering.add_num(int(last))
    override = _element("w:lvlOverride", ("w:startOverride", restarted))
    override.set(qn("w:ilvl"), "0")
    number.append(override)
    return str(number.numId)


def _element(name: str, *children: tuple[str, object]) -> Any:
    made = OxmlElement(name)
    for child, value in children:
        inner = OxmlElement(child)
        inner.set(qn("w:val"), str(value))
        made.append(inner)
    return made
