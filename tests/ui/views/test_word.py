"""Word files: the page, whose they are, footnotes that Word finds, tables whose head comes again."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.support.wordfiles import notes_of
from ui.views import word

DAY = date(2024, 5, 3)


def reread(document: object) -> object:
    return Document(io.BytesIO(word.saved(document)))


def test_a_word_file_is_of_this_country_and_in_nobody_elses_name() -> None:
    document = reread(word.new_document("Türme\x00", DAY))
    page, about = document.sections[0], document.core_properties
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert (about.author, about.last_modified_by, about.title, about.comments) == (
        "Antwortfinder", "Antwortfinder", "Türme", "",
    )  # fmt: skip
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "Türme",
        "Stand: 03.05.2024, erstellt mit dem Antwortfinder",
    ]
    assert {lang.values()[0] for lang in document.styles.element.xpath("//w:lang")} == {"de-DE"}


def test_footnotes_are_numbered_in_their_order_and_told_to_the_settings() -> None:
    document = word.new_document("T", DAY)
    first, second = document.add_paragraph("Eins"), document.add_paragraph("Zwei")
    word.footnote(first, "Quelle <A> & \x00B", "https://example.org/?a=1&b=2")
    word.footnote(second, "Quelle C")
    word.footnote(word.table(document, [["Kopf"], [""]]).rows[1].cells[0].paragraphs[0], "in der Tabelle")
    again = reread(document)
    assert notes_of(again) == {
        "1": "Quelle <A> & B, https://example.org/?a=1&b=2", "2": "Quelle C", "3": "in der Tabelle",
    }  # fmt: skip
    assert [paragraph.text for paragraph in again.paragraphs][2:] == ["Eins", "Zwei"]
    settings = [child.tag.split("}")[1] for child in again.settings.element]
    assert settings.index("footnotePr") < settings.index("compat")  # the order that the standard wants
    with zipfile.ZipFile(io.BytesIO(word.saved(document))) as packed:
        assert "/word/footnotes.xml" in packed.read("[Content_Types].xml").decode()


def test_a_table_repeats_its_head_sets_figures_right_and_a_lone_cell_across() -> None:
    rows = [["Jahr", "Kosten"], ["davon:"], ["2023", "4 700 000"], ["x\x07"]]
    table = reread_table(rows)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Jahr", "Kosten"], ["davon:", "davon:"], ["2023", "4 700 000"], ["x", "x"],
    ]  # fmt: skip
    assert [len(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [1, 0, 0, 0]
    figures = table.rows[2].cells[1].paragraphs[0]
    assert (figures.alignment, table.rows[2].cells[0].paragraphs[0].alignment) == (WD_ALIGN_PARAGRAPH.RIGHT, None)
    assert [run.bold for run in table.rows[0].cells[1].paragraphs[0].runs] == [True]


def reread_table(rows: list[list[str]]) -> object:
    document = word.new_document("T", DAY)
    word.table(document, rows)
    return reread(document).tables[0]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Wie viele?", "2024-05-03 Wie viele.docx"),
        ("../..\\a:b|c\n", "2024-05-03 .. .. a b c.docx"),
        ("?", "2024-05-03 Gespräch.docx"),
        ("lang " * 40, f"2024-05-03 {'lang ' * 11}lang.docx"),
    ],
)
def test_a_file_is_named_by_its_day_and_title(title: str, name: str) -> None:
    assert word.file_name(title, DAY, "docx") == name
