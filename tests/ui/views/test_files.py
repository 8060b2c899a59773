"""A conversation as a file: every source is named, and no text becomes markup."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from docx import Document

from ingest.model import Passagenart
from rag.model import Outcome, Query, Reply
from rag.requested import Art, Listed, Requested
from tests.support.fakes import NUMMER, sample_paper, sample_passages, sample_reply
from tests.support.wordfiles import notes_of
from ui.views import files
from ui.views.reply import CitedPaper, Turn

ONE = sample_passages(sample_paper())[0]


DAY = date(2024, 5, 3)
FIRST = ONE.text[:22]
TURNS = [Turn("k", "Wie *viele*\n# Türme?", sample_reply(Query("?"), ONE, (0, 22), (23, 53)))]


def test_markdown_names_every_source_and_stays_text():
    text = files.markdown("Titel <script>", TURNS)
    assert "# Titel \\<script\\>" in text
    assert "## Wie \\*viele\\* \\# Türme?" in text
    assert "> Es gibt 17 Leuchttürme" in text
    assert f"[^1-1]: BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1, <https://dserver.bundestag.de/" in text


def read(turns, title="T"):
    return Document(io.BytesIO(files.docx(title, turns, DAY)))


def test_word_names_every_source_in_a_footnote_of_its_page():
    document = read(TURNS, "Titel\x00")
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[:2] == ["Titel", "Stand: 03.05.2024, erstellt mit dem Antwortfinder"]
    assert FIRST in lines
    assert not any("BT-Drs." in line for line in lines)
    where = f"BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1, https://dserver.bundestag.de/btd/20/987/2098765.pdf#page=2"
    assert notes_of(document) == {"1": where, "2": where}


def test_a_footnote_says_when_was_answered_and_which_fraktion_had_asked():
    cited = {ONE.id: CitedPaper("T", date(2024, 4, 24), None, bezug="20/98001", fraktionen=("CDU/CSU",))}
    said = "Antwort zu Frage 1; Antwort vom 24.04.2024 auf die Kleine Anfrage (20/98001) von CDU/CSU, "
    assert said in notes_of(read([replace(TURNS[0], cited=cited)]))["1"]
    assert said in files.markdown("T", [replace(TURNS[0], cited=cited)])


def test_a_quoted_table_is_a_table_whose_head_comes_again():
    table = next(p for p in sample_passages(sample_paper()) if p.art is Passagenart.TABELLE and not p.beschaedigt)
    lines = table.text.splitlines(keepends=True)
    head, row = (0, len(lines[0]) - 1), (len(lines[0]) + len(lines[1]), len(table.text))
    document = read([Turn("k", "Was kostete es?", sample_reply(Query("?"), table, head, row))])
    (found,) = document.tables
    assert [[cell.text for cell in one.cells] for one in found.rows] == [
        ["Jahr", "Kosten in Euro"],
        ["2023", "4 700 000"],
    ]
    assert [bool(one._tr.xpath("./w:trPr/w:tblHeader")) for one in found.rows] == [True, False]
    assert list(notes_of(document)) == ["1"]
    assert "Kosten in Euro" not in "".join(paragraph.text for paragraph in document.paragraphs)


def test_a_list_that_was_asked_for_is_a_table_and_a_comparison_has_its_sides():
    listed = Listed("21/7", "Asyl", date(2025, 5, 3), "BMI", ("AfD", "SPD"))
    shown = Requested(Art.LISTE, "Papiere", "Das ist ein Papier.", papiere=(listed,))
    reply = replace(TURNS[0].reply, statements=(), anliegen=shown)
    document = read([replace(TURNS[0], reply=reply)])
    assert "Das ist ein Papier." in [paragraph.text for paragraph in document.paragraphs]
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["21/7", "Asyl", "03.05.2025", "AfD, SPD", "BMI"]
    meant = replace(shown, sinnverwandt=(replace(listed, drucksache="21/8"),))
    document = read([replace(TURNS[0], reply=replace(reply, anliegen=meant))])
    assert [table.rows[1].cells[0].text for table in document.tables] == ["21/7", "21/8"]
    assert "Dem Sinn nach nahe, nicht mitgezählt" in [one.text for one in document.paragraphs]
    sides = Requested(Art.VERGLEICH, "Vergleich", "", seiten=("Bayern", "Hessen"))
    both = replace(reply, anliegen=sides, teile=(TURNS[0].reply, TURNS[0].reply))
    said = [paragraph.text for paragraph in read([replace(TURNS[0], reply=both)]).paragraphs]
    assert said.index("Bayern") < said.index(FIRST) < said.index("Hessen")
    assert said.count(FIRST) == 2


def test_a_weak_find_is_not_handed_on_as_an_answer():
    weak = replace(TURNS[0].reply, outcome=Outcome.NAECHSTLIEGEND, grund="Unsicher *hier*.")
    turn = [replace(TURNS[0], reply=weak)]
    text = files.markdown("T", turn)
    assert text.index(files.NEAREST) < text.index("Unsicher \\*hier\\*.") < text.index("> ")
    lines = [paragraph.text for paragraph in read(turn).paragraphs]
    assert lines[3:5] == [files.NEAREST, "Unsicher *hier*."]
    assert files.notes(TURNS[0].reply) == []


def test_footnotes_of_several_turns_are_kept_apart_and_a_turn_without_a_reply_is_left_out():
    failed = Turn("f", "Ging nicht?", None, problem="Störung")
    text = files.markdown("T", [TURNS[0], failed, TURNS[0]])
    assert "Ging nicht" not in text
    assert [line.split("]")[0] for line in text.splitlines() if line.startswith("[^")] == [
        "[^1-1", "[^1-2", "[^3-1", "[^3-2",
    ]  # fmt: skip
    document = read([failed])
    assert [paragraph.text for paragraph in document.paragraphs][2:] == []


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
    lines = [p.text for p in read([Turn("k", odd, reply)], odd).paragraphs]
    assert lines[:1] + lines[2:] == ["ab\tc"] * 3
