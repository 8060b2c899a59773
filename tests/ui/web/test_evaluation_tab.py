"""The tab "Prüfung" as it is laid out: its fields, and that none of its events is for others."""

from __future__ import annotations

from pathlib import Path

import gradio as gr
import pytest

from evals.case_files import write_set
from evals.metrics import MEASURES
from evals.workbench.job import Runner
from evals.workbench.workbench import Workbench
from tests.support.evalfakes import FakeEngine, case
from ui.web.evaluation_events import FORM, Events
from ui.web.evaluation_tab import Tab, build_tab


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tab, gr.Blocks]:
    """The tab, and the page that it stands in."""
    folder = tmp_path_factory.mktemp("daten")
    (folder / "shipped").mkdir()
    write_set([case("a")], folder / "shipped" / "start.jsonl")
    bench = Workbench(folder / "index", folder / "shipped")
    tab = Tab(Events(bench, Runner(bench, FakeEngine)))
    with gr.Blocks() as page:
        tab.build()
    return tab, page


def test_the_form_has_a_named_field_for_each_part_of_a_case(laid_out: tuple[Tab, gr.Blocks]) -> None:
    tab, _ = laid_out
    labels = [str(field.label) for field in tab.form]
    assert len(labels) == len(set(labels)) == len(FORM)
    kinds = dict(zip(FORM, map(type, tab.form), strict=True))
    assert [name for name, kind in kinds.items() if kind is gr.Checkbox] == ["answerable"]
    assert labels[FORM.index("id")] == "Kennung"


def test_no_event_of_the_tab_is_for_programs(laid_out: tuple[Tab, gr.Blocks]) -> None:
    _, page = laid_out
    assert len(page.fns) > 15
    assert {event.api_visibility for event in page.fns.values()} == {"private"}


def test_only_what_takes_long_waits_in_the_queue(laid_out: tuple[Tab, gr.Blocks]) -> None:
    _, page = laid_out
    queued = {getattr(event.fn, "__name__", "") for event in page.fns.values() if event.queue and event.fn}
    assert queued == {"start", "follow"}


def test_every_measure_can_be_chosen_and_a_run_cannot_be_stopped_before_it_runs(
    laid_out: tuple[Tab, gr.Blocks],
) -> None:
    tab, _ = laid_out
    assert [value for _, value in tab.measure.choices] == [measure.name for measure in MEASURES]
    assert tab.measure.value in {measure.name for measure in MEASURES}
    assert (tab.start.interactive, tab.stop.interactive, tab.excel.interactive) == (True, False, False)
    assert tab.chosen_set.value == "start.jsonl"


def test_the_tab_keeps_what_is_made_in_it_in_the_folder_that_it_is_given(tmp_path: Path) -> None:
    with gr.Blocks() as page:
        build_tab(FakeEngine, tmp_path, {"modell": "e5"})
    events = next(event.fn.__self__ for event in page.fns.values() if hasattr(event.fn, "__self__"))
    assert events.bench.data == tmp_path
    assert events.runner.settings == {"modell": "e5"}
