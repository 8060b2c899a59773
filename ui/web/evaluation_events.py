"""What happens in the tab "Prüfung": every event as a function of what is chosen; problems become messages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import gradio as gr

from evals.case_files import as_row, case_from_cells
from evals.compare import compare
from evals.model import Case, CaseError, Run
from evals.run import SHIPPED
from evals.workbench import spreadsheet
from evals.workbench.job import Busy, Job, Runner
from evals.workbench.workbench import Workbench
from ui.views import cases as render_cases
from ui.views import scores as render_scores
from ui.web.evaluation_outputs import Kept, Running, Runs, SideBySide, Start, Uploaded, View

FORM = ("id", "question", "answerable", "drucksache", "fragen", "facts", "auch_ok", "evidence", "kind", "bemerkung")
NOT_RUN = "Noch nicht geprüft: nur die Fragen ansehen"
_LAST = 12  # runs in the history
_POLL = 0.3  # seconds between two looks at a running job


class Events:
    """The events over a workbench. Choices are names: a set's file name, a run's file name ("" for none)."""

    def __init__(self, bench: Workbench, runner: Runner) -> None:
        self.bench, self.runner = bench, runner

    def open(self) -> Start:
        """The page as it is loaded: the shipped set, its newest run, and a run that is still going on."""
        sets, first = list(self.bench.sets()), self.first()
        running = self._running()
        choices = self._runs()
        return Start(
            chosen_set=gr.update(choices=sets, value=first),
            chosen_run=gr.update(choices=choices, value=self._newest(first)),
            before=gr.update(choices=choices, value=None),
            after=gr.update(choices=choices, value=None),
            progress=render_cases.progress(running),
            stop=gr.update(interactive=running is not None),
        )

    def first(self) -> str | None:
        """The set that is chosen at first: the shipped one."""
        sets = list(self.bench.sets())
        return SHIPPED.name if SHIPPED.name in sets else next(iter(sets), None)

    def newest(self, chosen: str | None) -> object:
        """The newest run of a set, chosen."""
        return gr.update(choices=self._runs(), value=self._newest(chosen))

    def show(self, chosen: str | None, run_name: str | None) -> View:
        """A run, or the questions of a set that has not been run."""
        try:
            run, cases = self._view(chosen, run_name)
        except CaseError as error:
            return View(
                chosen_set=gr.skip(),
                figures=render_cases.problem(str(error)),
                kinds="",
                filter=gr.update(choices=[], value=None),
                table="",
                detail="",
                excel=_no_file(),
            )
        unrun = "Dieser Fragensatz ist noch nicht geprüft."
        return View(
            chosen_set=self._set_of(run),
            figures=render_scores.figures(run) if run else render_cases.note(unrun),
            kinds=render_scores.by_kind(run) if run else "",
            filter=gr.update(choices=render_cases.filters(cases, run), value=render_cases.ALL),
            table=render_cases.cases(cases, run, render_cases.ALL),
            detail="",
            excel=self._file(run),
        )

    def table(self, chosen: str | None, run_name: str | None, wanted: str | None) -> str:
        """The table of cases that a filter (`wanted`, as `ui.views.cases.filters` offers them) leaves."""
        try:
            run, cases = self._view(chosen, run_name)
        except CaseError as error:
            return render_cases.problem(str(error))
        return render_cases.cases(cases, run, wanted or render_cases.ALL)

    def start(self, chosen: str | None) -> Iterator[Running]:
        """Run a set; gives how far it is until it has ended."""
        if not chosen:
            yield Running(render_cases.problem("Wählen Sie zuerst einen Fragensatz."), gr.skip(), gr.skip())
            return
        try:
            job = self.runner.start(chosen)
        except (Busy, CaseError) as problem:
            yield Running(render_cases.problem(str(problem)), gr.skip(), gr.skip())
            return
        yield from self._until_end(job)

    def follow(self) -> Iterator[Running]:
        """Show a run that is going on, after the page was loaded anew."""
        job = self._running()
        if job is None:  # a generator without a value would empty what it may show
            yield Running(gr.skip(), gr.skip(), gr.skip())
            return
        yield from self._until_end(job)

    def _until_end(self, job: Job) -> Iterator[Running]:
        while not job.ended.is_set():
            yield Running(
                progress=render_cases.progress(job),
                start=gr.update(interactive=False),
                stop=gr.update(interactive=not job.stopping),
            )
            job.ended.wait(_POLL)
        yield Running(
            progress=render_cases.progress(job), start=gr.update(interactive=True), stop=gr.update(interactive=False)
        )

    def stop(self) -> object:
        """End the run that is going on; how one ended that was over before is left standing."""
        job = self._running()
        if job is None:
            return gr.skip()
        job.stop()
        return render_cases.progress(job)

    def finished(self, before: str | None) -> Runs:
        """Choose the run that has just ended, else the one chosen `before`."""
        job, choices = self.runner.job, self._runs()
        name = job.kept.name if job is not None and job.kept is not None else before
        return Runs(
            chosen_run=gr.update(choices=choices, value=name),
            before=gr.update(choices=choices),
            after=gr.update(choices=choices),
        )

    def upload(self, file: str | None) -> Uploaded:
        """Keep an uploaded set (`file`: the path where Gradio put it) and choose it."""
        try:
            name = self.bench.add_set(Path(file or ""), Path(file or "").name)
        except CaseError as error:
            return Uploaded(gr.skip(), gr.skip(), render_cases.problem(str(error)))
        return Uploaded(
            chosen_set=gr.update(choices=list(self.bench.sets()), value=name),
            chosen_run=gr.update(choices=self._runs(), value=""),
            progress=render_cases.note(f"„{name}“ hat {len(self.bench.cases(name))} Fragen."),
        )

    def pick(self, chosen: str | None, run_name: str | None, event: gr.EventData) -> tuple[object, ...]:
        """One case in full, and in the form: first the detail, then the fields in the order of FORM."""
        key = str(getattr(event, "fall", ""))
        try:
            run, cases = self._view(chosen, run_name)
            now = {case.id: case for case in (self.bench.cases(chosen) if chosen else cases)}
        except CaseError as error:
            return render_cases.problem(str(error)), *(gr.skip() for _ in FORM)
        case = next((case for case in cases if case.id == key), None)
        if case is None:
            return "", *(gr.skip() for _ in FORM)
        return render_cases.detail(case, run.by_id.get(key) if run else None), *_fields(now.get(key, case))

    def save(self, chosen: str | None, run_name: str | None, wanted: str | None, *fields: object) -> Kept:
        """Keep the form (`fields` in the order of FORM) as a case of the set."""
        try:
            name = self.bench.put(chosen or "meine-fragen.jsonl", self._case(chosen, fields))
        except CaseError as error:
            return Kept(render_cases.problem(error.grund), gr.skip(), gr.skip())
        return self._kept(name, run_name, wanted, "Gespeichert. Das gilt ab der nächsten Prüfung.")

    def _case(self, chosen: str | None, fields: tuple[object, ...]) -> Case:
        """The form over what the set knows of the case and the form does not show."""
        given = dict(zip(FORM, fields, strict=True))
        cells = {name: str(value or "") for name, value in given.items() if name != "answerable"}
        known = next((c for c in self.bench.cases(chosen) if c.id == cells["id"]), None) if chosen else None
        kept = {name: cell for name, cell in as_row(known).items() if name not in FORM} if known else {}
        return case_from_cells(kept | cells | {"answerable": "ja" if given["answerable"] else "nein"})

    def drop(self, chosen: str | None, run_name: str | None, wanted: str | None, key: str) -> Kept:
        """Take the case of this id out of the set."""
        try:
            name = self.bench.drop(chosen or "", key)
        except CaseError as error:
            return Kept(render_cases.problem(error.grund), gr.skip(), gr.skip())
        return self._kept(name, run_name, wanted, f"„{key}“ ist gelöscht.")

    def _kept(self, name: str, run_name: str | None, wanted: str | None, message: str) -> Kept:
        chosen = gr.update(choices=list(self.bench.sets()), value=name)
        return Kept(render_cases.note(message), chosen, self.table(name, run_name, wanted))

    def fresh(self) -> tuple[object, ...]:
        """An empty form, in the order of FORM."""
        return tuple(True if name == "answerable" else "" for name in FORM)

    def compare(self, before: str | None, after: str | None, measure: str) -> SideBySide:
        """Two runs side by side, and the cases that the measure of this name sees won and lost."""
        if not before or not after:
            return SideBySide(render_cases.note("Wählen Sie zwei Prüfläufe."), "")
        try:
            found = compare(self.bench.run(before), self.bench.run(after))
        except CaseError as error:
            return SideBySide(render_cases.problem(str(error)), "")
        return SideBySide(render_scores.comparison(found), render_scores.changes(found, measure))

    def history(self, chosen: str | None) -> str:
        """The last runs of a set that were not stopped, oldest first."""
        names = [kept.path.name for kept in self.bench.kept() if kept.sets == (chosen,) and not kept.stopped]
        return render_scores.history([self.bench.run(name) for name in reversed(names[:_LAST])])

    def _view(self, chosen: str | None, run_name: str | None) -> tuple[Run | None, list[Case]]:
        if run_name:
            run = self.bench.run(run_name)
            return run, list(run.cases)
        return None, self.bench.cases(chosen) if chosen else []

    def _running(self) -> Job | None:
        job = self.runner.job
        return job if job is not None and not job.ended.is_set() else None

    def _runs(self) -> list[tuple[str, str]]:
        return [*((kept.title, kept.path.name) for kept in self.bench.kept()), (NOT_RUN, "")]

    def _newest(self, chosen: str | None) -> str:
        return next((kept.path.name for kept in self.bench.kept() if kept.sets == (chosen,)), "")

    def _set_of(self, run: Run | None) -> object:
        """The set of a run goes with it, so that edits land there."""
        if run is None or len(run.sets) != 1 or run.sets[0] not in self.bench.sets():
            return gr.skip()
        return gr.update(choices=list(self.bench.sets()), value=run.sets[0])

    def _file(self, run: Run | None) -> object:
        if run is None:
            return _no_file()
        folder = Path(tempfile.mkdtemp(prefix="antwortfinder-"))
        path = folder / f"pruefung-{run.started.astimezone():%Y%m%d-%H%M}.xlsx"
        spreadsheet.write(run, path)
        return gr.update(value=str(path), interactive=True)


def _no_file() -> object:
    return gr.update(value=None, interactive=False)


def _fields(case: Case) -> tuple[object, ...]:
    cells = as_row(case)
    return tuple(case.answerable if name == "answerable" else cells[name] for name in FORM)
