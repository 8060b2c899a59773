"""Word files of ours: A4 with title and day, real footnotes, tables whose head is repeated on every page.

python-docx knows no footnotes (its issue 1); their part is made here from its own building blocks, as ISO/IEC 29500-1
(17.11) has it. Whatever is put into a document goes through `clean`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ingest.language.cutting import cut_at_word

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import XmlPart
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""What a Word file is as a download."""
LONGEST_NAME = 60
"""Characters of a title in a file's name."""
PROGRAM = "Antwortfinder"
MARGIN = 25
"""Millimetres at each side."""

_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"[-–+]?\d[\d., \u00a0\u202f]{0,20}(?:\s?[%€])?|[-–]")
_AFTER_FOOTNOTES = ("w:endnotePr", "w:compat")  # what a settings part has behind the footnotes' properties
_NOTES = """<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""
_TEXT, _MARK = "footnote text", "footnote reference"  # Word's own names of these styles


def clean(text: str) -> str:
    """Text without what XML cannot hold: control characters, halves of characters, U+FFFE of a PDF."""
    return _NO_XML.sub("", text)


def new_document(title: str, day: date) -> Document:
    """A document on A4 that begins with its title and the day it was made."""
    document = bare_document(title)
    document.add_heading(clean(title), level=1)
    document.add_paragraph(f"Stand: {day:%d.%m.%Y}, erstellt mit dem {PROGRAM}")
    return document


def bare_document(title: str) -> Document:
    """An empty document on A4, in German and in our name; `title` stands in its properties alone."""
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Mm

    document: Document = docx.Document()
    section, about = document.sections[0], document.core_properties
    section.page_width, section.page_height = Mm(210), Mm(297)  # python-docx begins with US Letter, in its own name
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    about.author, about.title, about.comments, about.language = PROGRAM, clean(title)[:255], "", "de-DE"
    about.last_modified_by = PROGRAM
    about.created = about.modified = datetime.now(UTC)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "de-DE")  # what the spelling is checked in
    _note_styles(document)
    return document


def _note_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    text = document.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style, text.font.size = document.styles["Normal"], Pt(9)
    text.paragraph_format.space_after = Pt(0)
    document.styles.add_style(_MARK, WD_STYLE_TYPE.CHARACTER, builtin=True).font.superscript = True


def footnote(paragraph: Paragraph, text: str, address: str = "") -> None:
    """Put a footnote behind what the paragraph says so far; `address`: a link at the note's end, "" for none."""
    from docx.oxml.ns import qn

    notes = _notes(paragraph)
    number = str(len(notes.element) - 1)  # the two lines that part notes from text lie before them
    mark = _run(_MARK)
    mark.append(_element("w:footnoteReference", {"w:id": number}))
    paragraph._p.append(mark)
    note = _element("w:footnote", {"w:id": number})
    body = _element("w:p")
    properties = _element("w:pPr")
    properties.append(_element("w:pStyle", {"w:val": _id(_TEXT)}))
    own = _run(_MARK)
    own.append(_element("w:footnoteRef"))
    body.extend([properties, own, _words(f" {clean(text)}" + (", " if address else ""))])
    if address:
        link = _element("w:hyperlink")
        link.set(qn("r:id"), notes.relate_to(address, _LINK, is_external=True))
        link.append(_words(clean(address)))
        body.append(link)
    note.append(body)
    notes.element.append(note)


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINK, _FOOTNOTES = f"{_OFFICE}/hyperlink", f"{_OFFICE}/footnotes"


def _notes(paragraph: Paragraph) -> XmlPart:
    """The part of the document that holds its footnotes; made, and told to the settings, with the first one."""
    from docx.opc.constants import CONTENT_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart as Made
    from docx.oxml import parse_xml

    story = paragraph.part
    document = story.package.main_document_part
    try:
        known: XmlPart = document.part_related_by(_FOOTNOTES)
    except KeyError:
        pass
    else:
        return known
    part: XmlPart = Made(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, parse_xml(_NOTES), story.package)
    document.relate_to(part, _FOOTNOTES)
    parted = _element("w:footnotePr")
    parted.extend([_element("w:footnote", {"w:id": number}) for number in ("-1", "0")])
    settings = document.settings.element
    settings.insert_element_before(parted, *_AFTER_FOOTNOTES)
    return part


def _id(style: str) -> str:
    """What python-docx calls a style that is added under this name."""
    return style.replace(" ", "")


def _element(tag: str, attributes: dict[str, str] | None = None) -> BaseOxmlElement:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name), value)
    return element


def _run(style: str) -> BaseOxmlElement:
    run, properties = _element("w:r"), _element("w:rPr")
    properties.append(_element("w:rStyle", {"w:val": _id(style)}))
    run.append(properties)
    return run


def _words(text: str) -> BaseOxmlElement:
    run = _element("w:r")
    run.text = text
    return run


def between(document: Document, left: str, right: str) -> None:
    """A line with words at both sides of the page."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    paragraph = document.add_paragraph(f"{clean(left)}\t{clean(right)}")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(210 - 2 * MARGIN), WD_TAB_ALIGNMENT.RIGHT)


def table(document: Document, rows: Sequence[Sequence[str]], heads: int = 1) -> Table:
    """A ruled table of these rows; its first `heads` rows are bold and come again on every page.

    A row of one cell goes across the whole table. Figures stand to the right, but for the first column, which says what
    a row is of.
    """
    width = max(map(len, rows))
    made: Table = document.add_table(rows=len(rows), cols=width, style="Table Grid")
    for number, (given, row) in enumerate(zip(rows, made.rows, strict=True)):
        cells = row.cells  # python-docx counts them anew at every call
        if len(given) == 1 < width:
            cells[0].merge(cells[-1])
        for column, (cell, text) in enumerate(zip(cells, given, strict=False)):
            _fill(cell, text, bold=number < heads, is_label=column == 0)
        if number < heads:
            row._tr.get_or_add_trPr().append(_element("w:tblHeader"))
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
    return made


def _fill(cell: _Cell, text: str, *, bold: bool, is_label: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.add_run(clean(text)).bold = bold or None
    paragraph.paragraph_format.space_after = Pt(0)
    if not is_label and _NUMBER.fullmatch(text.strip()):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def fill(cell: _Cell, texts: Iterable[str]) -> list[Paragraph]:
    """Write paragraphs into an empty cell; gives them, so that footnotes can be put to them."""
    first, *rest = [*map(clean, texts)] or [""]
    cell.paragraphs[0].add_run(first)
    return [cell.paragraphs[0], *(cell.add_paragraph(text) for text in rest)]


def saved(document: Document) -> bytes:
    """The bytes of a Word document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def file_name(title: str, day: date, ending: str) -> str:
    """What a download is called: its day and title, safe on every system: "2024-05-03 Titel.docx"."""
    plain = " ".join(re.sub(r"[^\w \-.,]", " ", title).split())
    return f"{day.isoformat()} {cut_at_word(plain, LONGEST_NAME, '').rstrip(' .,-') or 'Gespräch'}.{ending}"
