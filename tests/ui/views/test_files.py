"""A conversation as a file: every source is named, and no text becomes markup."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from docx import Document

from rag.model import Outcome, Query, Reply
from tests.support.fakes import NUMMER, sample_paper, sample_passages, sample_reply
from ui.views import files
from ui.views.reply import Turn

ONE = sample_passages(sample_paper())[0]


TURNS = [Turn("k", "Wie *viele*\n# Türme?", sample_reply(Query("?"), ONE, (0, 22), (23, 53)))]


def test_markdown_names_every_source_and_stays_text():
    text = files.markdown("Titel <script>", TURNS)
    assert "# Titel \\<script\\>" in text
    assert "## Wie \\*viele\\* \\# Türme?" in text
    assert "> Es gibt 17 Leuchttürme" in text
    assert f"[^1-1]: BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1, <https://dserver.bundestag.de/" in text


def test_word_names_every_source():
    document = Document(io.BytesIO(files.docx("Titel\x00", TURNS)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == "Titel"
    assert "Es gibt 17 Leuchttürme [1]" in [line.replace(".", "") for line in lines]
    assert any(line.startswith(f"[2] BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1, https://") for line in lines)


def test_a_weak_find_is_not_handed_on_as_an_answer():
    weak = replace(TURNS[0].reply, outcome=Outcome.NAECHSTLIEGEND, grund="Unsicher *hier*.")
    turn = [replace(TURNS[0], reply=weak)]
    text = files.markdown("T", turn)
    assert text.index(files.NEAREST) < text.index("Unsicher \\*hier\\*.") < text.index("> ")
    lines = [paragraph.text for paragraph in Document(io.BytesIO(files.docx("T", turn))).paragraphs]
    assert lines[2:4] == [files.NEAREST, "Unsicher *hier*."]
    assert files.notes(TURNS[0].reply) == []


def test_footnotes_of_several_turns_are_kept_apart_and_a_turn_without_a_reply_is_left_out():
    failed = Turn("f", "Ging nicht?", None, problem="Störung")
    text = files.markdown("T", [TURNS[0], failed, TURNS[0]])
    assert "Ging nicht" not in text
    assert [line.split("]")[0] for line in text.splitlines() if line.startswith("[^")] == [
        "[^1-1", "[^1-2", "[^3-1", "[^3-2",
    ]  # fmt: skip
    document = Document(io.BytesIO(files.docx("T", [failed])))
    assert [paragraph.text for paragraph in document.paragraphs] == ["T"]


def test_a_quote_of_several_lines_stays_a_quote():
    passage = replace(ONE, text="Erste Zeile\n# Zweite | Zeile")
    text = files.markdown("T", [Turn("k", "?", sample_reply(Query("?"), passage, (0, len(passage.text))))])
    assert "> Erste Zeile\n> \\# Zweite \\| Zeile [^1-1]" in text


@pytest.mark.parametrize(
    "evil", ["![b](http://x/y.png)", "[k](javascript:a)", "`c`", "$x$", "a_b_", "</script>", "&lt;"]
)
def test_no_text_becomes_markdown(evil):
    reply = Reply(Query("?"), Outcome.NICHT_IM_BESTAND, evil, (), (), 1.0)
    text = files.markdown(evil, [Turn("k", evil, reply)])
    assert re.search(rf"(?<!\\){re.escape(evil)}", text) is None
    assert text.replace("\\", "").count(evil) == 3


def test_word_takes_what_xml_does_not():
    odd = "a\x00\x08\x0b\x1f\ufffe\uffff\ud800b\tc"
    reply = Reply(Query("?"), Outcome.NICHT_IM_BESTAND, odd, (), (), 1.0)
    lines = [p.text for p in Document(io.BytesIO(files.docx(odd, [Turn("k", odd, reply)]))).paragraphs]
    assert lines == ["ab\tc"] * 3


def test_a_word_file_is_of_this_country_and_in_nobody_elses_name():
    document = Document(io.BytesIO(files.docx("Türme", TURNS)))
    page, about = document.sections[0], document.core_properties
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert (about.author, about.title, about.comments) == ("Antwortfinder", "Türme", "")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Wie viele?", "2024-05-03 Wie viele.docx"),
        ("../..\\a:b|c\n", "2024-05-03 .. .. a b c.docx"),
        ("?", "2024-05-03 Gespräch.docx"),
        ("lang " * 40, f"2024-05-03 {'lang ' * 11}lang.docx"),
    ],
)
def test_a_file_is_named_by_its_day_and_title(title, name):
    assert files.file_name(title, date(2024, 5, 3), "docx") == name
