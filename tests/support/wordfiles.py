"""What stands in a Word file that python-docx does not show: its footnotes, as whoever opens it finds them."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn


def notes_of(document: Document) -> dict[str, str]:
    """The footnotes by number, each with the address that it links to; only those that a place of the text names."""
    try:
        part = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    except KeyError:
        return {}
    named = [mark.get(qn("w:id")) for mark in document.element.body.iter(qn("w:footnoteReference"))]
    notes = {note.get(qn("w:id")): note for note in parse_xml(part.blob)}
    for note in notes.values():
        for link in note.iter(qn("w:hyperlink")):
            assert part.rels[link.get(qn("r:id"))].target_ref == "".join(text.text for text in link.iter(qn("w:t")))
    assert sorted(named) == sorted(key for key, note in notes.items() if note.get(qn("w:type")) is None)
    return {key: "".join(text.text or "" for text in notes[key].iter(qn("w:t"))).strip() for key in named}
