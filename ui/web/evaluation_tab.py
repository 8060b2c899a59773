"""The tab "Prüfung": choose, run and stop an evaluation, look at its cases, edit them, compare two runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from evals.metrics import MEASURES
from evals.workbench.job import Runner
from evals.workbench.workbench import Workbench
from ui.views import cases as render_cases
from ui.views import scores as render_scores
from ui.web.evaluation_events import FORM, Events
from ui.web.evaluation_outputs import Kept, Running, Runs, SideBySide, Start, Uploaded, View

if TYPE_CHECKING:
    from evals.run import Asked

_PICK = (
    "element.addEventListener('click', (event) => { const row = event.target.closest('[data-fall]'); "
    "if (row) { element.querySelectorAll('tr.lit').forEach((other) => other.classList.remove('lit')); "
    "row.classList.add('lit'); trigger('submit', {fall: row.dataset.fall}); } });"
)
_INTO_VIEW = "() => document.querySelector('#af-falldetail').scrollIntoView({block: 'nearest', behavior: 'smooth'})"
_PURPOSE = (
    "Hier stellen Sie dem Antwortfinder viele Fragen auf einmal, deren richtige Stelle Sie schon kennen, und sehen, "
    "wie oft er sie findet. Gefragt wird der gemeinsame Bestand, mit Anmeldung ohne eigene Papiere."
)
_BEGINS = f"() => {json.dumps(render_cases.note('Die Prüfung beginnt …'))}"


class _Quiet(TypedDict, total=False):
    """How events run that are answered at once: unseen, not for others, before the queue."""

    show_progress: Literal["hidden"]
    api_visibility: Literal["private"]
    queue: bool
    trigger_mode: Literal["once", "multiple", "always_last"]


_QUIET = _Quiet(show_progress="hidden", api_visibility="private", queue=False)
_LAST = _Quiet(**_QUIET, trigger_mode="always_last")
"""A choice made while the one before is still being answered is answered after it, and not lost."""
_EACH = _Quiet(**_QUIET, trigger_mode="multiple")
_LABELS = {
    "id": "Kennung",
    "question": "Frage",
    "answerable": "Im Bestand beantwortbar",
    "drucksache": "Drucksache",
    "fragen": "Richtige Fragen (2c; 2g)",
    "facts": "Fakten, die genannt sein müssen (700 000|700.000; Englisch)",
    "auch_ok": "Ebenso richtige Stellen (21/12: 3, 3a; 21/14: 7)",
    "evidence": "Beleg im Wortlaut",
    "kind": "Art",
    "bemerkung": "Bemerkung",
}


def build_tab(engine: Callable[[], Asked], folder: Path, settings: Mapping[str, str] | None = None) -> None:
    """The workbench inside an open tab; sets and runs lie under `folder` (what cannot be made again).

    `engine` gives what is asked, anew for each run; `settings` are kept with the runs.
    """
    bench = Workbench(folder)
    Tab(Events(bench, Runner(bench, engine, settings))).build()


class Tab:
    """The components of the tab and what sets off which event."""

    def __init__(self, events: Events) -> None:
        self.events = events

    def build(self) -> None:
        """Lay out and wire."""
        _html("af-pruef-zweck", render_cases.note(_PURPOSE))
        self._bar()
        with gr.Tabs(elem_id="af-pruef-tabs"):
            with gr.Tab("Ergebnis"):
                self.figures = _html("af-ergebnis")
                self.kinds = _html("af-nach-art")
            with gr.Tab("Fragen"):
                self._cases()
            with gr.Tab("Vergleich"):
                self._comparison()
            with gr.Tab("Maße"):
                _html("af-masse-erklaert", render_scores.definitions())
        self._wire()
        self._wire_form()

    def _bar(self) -> None:
        with gr.Row(elem_classes="af-leiste"):
            sets = list(self.events.bench.sets())
            self.chosen_set = gr.Dropdown(sets, value=self.events.first(), label="Fragensatz", scale=3, min_width=220)
            self.start = gr.Button("Prüfen", variant="primary", scale=0, min_width=110)
            self.stop = gr.Button("Abbrechen", scale=0, min_width=110, interactive=False)
            self.upload = gr.UploadButton(
                "Fragensatz hochladen", file_types=[".jsonl", ".csv", ".xlsx"], scale=0, min_width=190
            )
        self.progress = _html("af-fortschritt")
        with gr.Row(elem_classes="af-leiste"):
            self.chosen_run = gr.Dropdown([], label="Prüflauf", scale=3, min_width=220)
            self.excel = gr.DownloadButton("Excel-Datei", scale=0, min_width=150, interactive=False)

    def _cases(self) -> None:
        self.filter = gr.Radio([], label="Zeigen", elem_id="af-fehlerfilter")
        self.table = gr.HTML(elem_id="af-falltabelle", apply_default_css=False, js_on_load=_PICK)
        self.detail = _html("af-falldetail")
        with gr.Accordion("Frage bearbeiten oder neu anlegen", open=False, elem_id="af-fallform"):
            self.form = [self._field(name) for name in FORM]
            with gr.Row():
                self.save = gr.Button("Speichern", variant="primary", scale=0)
                self.fresh = gr.Button("Felder leeren", scale=0)
                self.drop = gr.Button("Aus dem Fragensatz löschen", scale=0)
            self.said = _html("af-formmeldung")

    def _field(self, name: str) -> gr.Textbox | gr.Checkbox:
        if name == "answerable":
            return gr.Checkbox(True, label=_LABELS[name])
        return gr.Textbox(label=_LABELS[name], lines=1, max_lines=4)

    def _comparison(self) -> None:
        with gr.Row(elem_classes="af-leiste"):
            self.before = gr.Dropdown([], label="Vorher", min_width=240)
            self.after = gr.Dropdown([], label="Nachher", min_width=240)
            names = [(measure.title, measure.name) for measure in MEASURES]
            self.measure = gr.Dropdown(names, value="r1", label="Fragen nach Maß", min_width=200)
        self.compared = _html("af-verglichen")
        self.changes = _html("af-veraendert")
        self.history = _html("af-verlauf-masse")

    def _wire(self) -> None:
        do, buttons = self.events, self._of(Running._fields)
        # without triggers gr.on means: when the page is loaded
        loaded = gr.on(None, do.open, None, self._of(Start._fields), **_QUIET)
        self._show(loaded).then(do.follow, None, buttons, show_progress="hidden", api_visibility="private")
        self._show(self.chosen_set.input(do.newest, self.chosen_set, self.chosen_run, **_LAST))
        self.chosen_run.input(do.show, self._choices(), self._of(View._fields), **_LAST)
        # seen before the server has answered: what stood there is about the run before
        self.start.click(None, None, self.progress, js=_BEGINS, show_progress="hidden")
        ran = self.start.click(
            do.start,
            self.chosen_set,
            buttons,
            show_progress="hidden",
            api_visibility="private",
            api_name="pruefen",  # by this name its runs are counted (limits.EVENTS)
            trigger_mode="multiple",  # the button can be pressed again a moment before the page takes the run as over
        )
        self._show(ran.then(do.finished, self.chosen_run, self._of(Runs._fields), **_QUIET))
        self.stop.click(do.stop, None, self.progress, **_QUIET)
        self._show(self.upload.upload(do.upload, self.upload, self._of(Uploaded._fields), **_QUIET))
        self.filter.input(do.table, [*self._choices(), self.filter], self.table, **_LAST)
        sides: list[Component] = [self.before, self.after, self.measure]
        chosen = [self.before.input, self.after.input, self.measure.input]
        gr.on(chosen, do.compare, sides, self._of(SideBySide._fields), **_LAST)

    def _show(self, event: Dependency) -> Dependency:
        """After an event, show what is chosen."""
        shown = event.then(self.events.show, self._choices(), self._of(View._fields), **_QUIET)
        then: Dependency = shown.then(self.events.history, self.chosen_set, self.history, **_QUIET)
        return then

    def _choices(self) -> list[Component]:
        return [self.chosen_set, self.chosen_run]

    def _of(self, names: tuple[str, ...]) -> list[Component]:
        """The components of these names: an event's outputs are those of what it returns."""
        return [getattr(self, name) for name in names]

    def _wire_form(self) -> None:
        do, where = self.events, self._choices()
        self.table.submit(do.pick, where, [self.detail, *self.form], **_EACH).then(None, js=_INTO_VIEW)
        kept = self._of(Kept._fields)
        self.save.click(do.save, [*where, self.filter, *self.form], kept, **_QUIET)
        self.drop.click(do.drop, [*where, self.filter, self.form[0]], kept, **_QUIET)
        self.fresh.click(do.fresh, None, self.form, **_QUIET)


def _html(name: str, value: str = "") -> gr.HTML:
    return gr.HTML(value, elem_id=name, apply_default_css=False)
