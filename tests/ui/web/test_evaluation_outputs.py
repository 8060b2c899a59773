"""What an event of the tab "Prüfung" returns goes to the components of the same names."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args, get_type_hints

import gradio as gr

from evals.workbench.job import Runner
from evals.workbench.workbench import Workbench
from tests.support.evalfakes import FakeEngine
from ui.web import evaluation_outputs
from ui.web.evaluation_events import Events
from ui.web.evaluation_tab import Tab


def _named(event: Any) -> Any:
    """The type of what an event returns, or of what its states are, where that has names."""
    hint = get_type_hints(event).get("return")
    return next((one for one in (hint, *get_args(hint)) if hasattr(one, "_fields")), None)


def test_what_an_event_returns_goes_where_its_names_say(tmp_path: Path) -> None:
    bench = Workbench(tmp_path)
    tab = Tab(Events(bench, Runner(bench, FakeEngine)))
    with gr.Blocks() as page:
        tab.build()
    returned = set()
    for block in page.fns.values():
        named = _named(block.fn) if isinstance(getattr(block.fn, "__self__", None), Events) else None
        if named is not None:
            assert [id(shown) for shown in block.outputs] == [id(getattr(tab, name)) for name in named._fields], (
                block.name
            )
            returned.add(named)
    assert returned == {one for one in vars(evaluation_outputs).values() if hasattr(one, "_fields")}
