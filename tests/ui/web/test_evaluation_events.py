"""The tab "Prüfung" without a browser: its HTML escapes all text, its events say what is wrong instead of failing."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from evals.case_files import read_set, write_set
from evals.compare import compare
from evals.model import CaseResult, Run, Satz
from evals.run import run_cases
from evals.workbench.job import Job, Runner
from evals.workbench.workbench import Workbench
from tests.support.evalfakes import ENGLISCH, FakeEngine, beleg, case, unanswerable
from tests.support.fakes import EVIL
from ui.views import cases as render_cases
from ui.views import scores as render_scores
from ui.web.evaluation_events import FORM, Events

ENGINE = FakeEngine({"Frage a?": ENGLISCH})


class _Tags(HTMLParser):
    """Collects the names of tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(name for name, _ in attrs)}


def _tags(html: str) -> set[str]:
    parser = _Tags()
    parser.feed(html)
    return parser.names


def _evil_run() -> Run:
    one = case("a", question=EVIL, facts=EVIL, kind=EVIL, evidence=EVIL, bemerkung=EVIL)
    run = run_cases(FakeEngine(), [one, unanswerable()], [EVIL], settings={EVIL: EVIL})
    bad = CaseResult(
        id="a", gefunden=True, saetze=(Satz(text=EVIL, belege=(0,)),), belege=(beleg("2b", EVIL),), grund=EVIL, ms=1.0
    )
    return run.model_copy(update={"results": (bad,), "version": EVIL})


def test_no_text_becomes_markup() -> None:
    run = _evil_run()
    found = compare(run, run_cases(FakeEngine(), run.cases))
    pages = [
        render_scores.figures(run),
        render_scores.by_kind(run),
        render_scores.comparison(found),
        render_scores.changes(found, "kept"),
        render_cases.cases(run.cases, run, render_cases.ALL),
        render_cases.detail(run.cases[0], run.results[0]),
        render_cases.detail(run.cases[0], CaseResult(id="a", fehler=EVIL)),
        render_cases.problem(EVIL),
        render_cases.progress(Job(EVIL, 3)),
    ]
    for page in pages:
        assert not _tags(page) & {"script", "img", "onerror", "a"}
        assert "{{" not in page  # Gradio compiles templates in what it shows
        assert "${" not in page
    assert "alert(1)" in pages[4]  # the text itself is shown


@pytest.fixture
def events(tmp_path: Path) -> Events:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    write_set([case("a"), case("b", near="21/1"), unanswerable()], shipped / "start.jsonl")
    bench = Workbench(tmp_path / "index", shipped)
    return Events(bench, Runner(bench, lambda: ENGINE))


def _ran(events: Events) -> str:
    list(events.start("start.jsonl"))
    return events.bench.kept()[0].path.name


def _html(shown: tuple[object, ...]) -> str:
    return " ".join(part for part in shown if isinstance(part, str))


def test_a_run_from_the_page_ends_with_buttons_as_before(events: Events) -> None:
    steps: list[Any] = list(events.start("start.jsonl"))
    assert "Prüfung fertig: 3 von 3 Fragen." in steps[-1][0]
    assert (steps[-1][1]["interactive"], steps[-1][2]["interactive"]) == (True, False)
    assert "Treffer auf Platz 1" in _html(events.show("start.jsonl", _ran(events)))


def test_what_cannot_be_done_is_said_in_german(events: Events, tmp_path: Path) -> None:
    (tmp_path / "kaputt.csv").write_text("id;question\nx;\n", encoding="utf-8")
    assert "kaputt.csv, Zeile 2" in _html(events.upload(str(tmp_path / "kaputt.csv")))
    assert "gibt es nicht mehr" in _html(next(iter(events.start("weg.jsonl"))))
    assert "gibt es nicht mehr" in _html(events.show("weg.jsonl", ""))
    assert "lässt sich nicht öffnen" in _html(events.show("start.jsonl", "weg.json"))
    assert "Wählen Sie zwei Prüfläufe" in _html(events.compare(None, "x", "r1"))
    assert "braucht „drucksache“" in _html(events.save("start.jsonl", "", "", "n", "Frage?", True, *[""] * 7))


def test_a_picked_case_goes_into_the_form_and_back_into_the_set(events: Events) -> None:
    shown = events.pick("start.jsonl", _ran(events), SimpleNamespace(fall="b"))  # type: ignore[arg-type]
    assert "zu Unrecht abgelehnt" in str(shown[0])
    fields = dict(zip(FORM, shown[1:], strict=True))
    events.save("start.jsonl", "", "", *(fields | {"fragen": "4; 4a"}).values())
    changed = events.bench.cases("start.jsonl")[1]
    assert (changed.fragen, changed.near) == (("4", "4a"), "21/1")  # what the form does not show stays
    assert read_set(events.bench.shipped / "start.jsonl")[1].fragen == ("2b",)


def test_deleting_and_unknown_rows(events: Events) -> None:
    events.drop("start.jsonl", "", "", "a")
    assert [c.id for c in events.bench.cases("start.jsonl")] == ["b", "u1"]
    assert events.pick("start.jsonl", "", SimpleNamespace(fall="zz"))[0] == ""  # type: ignore[arg-type]


def test_two_runs_side_by_side(events: Events) -> None:
    before, after = _ran(events), _ran(events)
    figures, changed = events.compare(before, after, "r1")
    assert "<strong>0,000</strong>" in str(figures)
    assert "Schlechter geworden: Treffer auf Platz 1 (0)" in str(changed)


def test_the_excel_file_of_a_run_is_offered(events: Events) -> None:
    shown: Any = events.show("start.jsonl", _ran(events))
    assert Path(shown[-1]["value"]).suffix == ".xlsx"
    assert Path(shown[-1]["value"]).is_file()


def test_the_history_shows_whole_runs_of_the_set_oldest_first(events: Events) -> None:
    assert events.history("start.jsonl") == ""
    _ran(events)
    _ran(events)
    html = events.history("start.jsonl")
    assert "Verlauf über 2 Prüfläufe von start.jsonl" in html
    assert 'aria-label="Verlauf: 50 Prozent, 50 Prozent"' in html
    assert events.history("andere.jsonl") == ""


def test_a_stop_that_comes_too_late_leaves_what_was_said(events: Events) -> None:
    *_, last = events.start(next(iter(events.bench.sets())))
    assert "Prüfung fertig" in str(last.progress)
    assert events.stop() == gr.skip()
