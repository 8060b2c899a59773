"""The figures of the workbench: a run, its kinds of questions, its history, two runs side by side."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from evals.compare import compare
from evals.metrics import MEASURES
from evals.run import run_cases
from tests.support.evalfakes import ENGLISCH, FakeEngine, case, unanswerable
from tests.support.pages import close
from ui.views import scores as render_scores

ENGINE = FakeEngine({"Frage a?": ENGLISCH})


def test_a_run_says_what_it_was_asked_of_and_when_it_was_ended_early() -> None:
    run = run_cases(ENGINE, [case("a"), case("b")], ["satz.jsonl"])
    page = render_scores.figures(run)
    assert "Bestand: 1 Drucksache, 1 Stelle, 0 Ausschnitte · Modell: keins" in page
    assert "Sprachmodell" not in page
    assert "Abgebrochen" not in page
    assert "Abgebrochen" in render_scores.figures(run.model_copy(update={"stopped": True}))


def test_every_measure_stands_in_one_group_and_no_other() -> None:
    groups = (*render_scores.GROUPS.values(), *render_scores.EXPERTS.values())
    grouped = [name for names in groups for name in names]
    assert sorted(grouped) == sorted(measure.name for measure in MEASURES)


def test_whole_questions_follow_ups_near_and_far_ones_stand_apart() -> None:
    cases = [case("a"), case("b", nach="a"), unanswerable()]
    page = close(render_scores.figures(run_cases(ENGINE, cases)))
    apart = page.split("<summary>Nach Gruppen")[1].split("</details>")[0]
    for title in ("Ganze Fragen", "Folgefragen", "Ferne Fragen"):
        assert f">{title}</th>" in apart
    assert '<td class="num"><strong>0,000</strong></td>' in apart.split("Folgefragen</th>")[1]
    assert "Nach Gruppen" not in render_scores.figures(run_cases(ENGINE, [case("a")]))  # nothing to tell apart


def test_figures_have_value_interval_and_number_of_cases_and_a_dash_where_there_are_none() -> None:
    run = run_cases(ENGINE, [case("a"), case("b")])
    page = close(render_scores.figures(run))
    first = page.split("Treffer auf Platz 1</th>")[1].split("</tr>")[0]
    assert '<td class="num"><strong>0,500</strong></td>' in first
    assert '<td class="num">2</td>' in first
    assert "<svg" in first
    refused = page.split("Ablehnen</th>")[1].split("Zeit</th>")[0]
    assert '<td class="num">–</td>' in refused


def test_refusals_are_shown_by_kind_and_papers_that_lack_are_named() -> None:
    run = run_cases(ENGINE, [case("a"), case("b", drucksache="21/7"), unanswerable()])
    page = render_scores.figures(run)
    assert "davon fern vom Thema" in page
    assert "1 Drucksache dieses Fragensatzes nicht im Bestand: 21/7" in page


def test_kinds_stand_by_their_number_and_those_to_be_refused_apart() -> None:
    run = run_cases(ENGINE, [unanswerable(), case("a"), case("b", facts="")])
    rows = re.findall(r"<tr>(.*?)</tr>", close(render_scores.by_kind(run)))[1:]
    assert [re.findall(r'scope="row">(.*?)<', row)[0] for row in rows] == ["zahl", "fern vom Thema"]
    assert re.findall(r'class="af-wert">([\d,]+)', rows[0]) == ["0,50", "1,00"]  # "b" wants no fact
    assert "soll abgelehnt werden" in rows[1]


def test_one_run_has_no_history_and_two_have_begin_and_end() -> None:
    old, new = run_cases(FakeEngine(), [case("a")], ["s.jsonl"]), run_cases(ENGINE, [case("a")], ["s.jsonl"])
    old = old.model_copy(update={"started": datetime(2026, 1, 2, 12, tzinfo=UTC)})
    assert render_scores.history([new]) == ""
    page = close(render_scores.history([old, new]))
    assert f"{old.started.astimezone():%d.%m.%Y %H:%M}</th>" in page
    row = page.split("Treffer auf Platz 1</th>")[1].split("</tr>")[0]
    assert re.findall(r'<td class="num">([\d,]+)</td>', row) == ["0,000", "1,000"]
    assert "Richtig abgelehnt" not in page


def test_differences_have_a_sign_and_one_that_is_none_has_not() -> None:
    assert [render_scores.signed(value) for value in (0.25, -0.25, 0.0004, -0.0004)] == [
        "+0,250", "−0,250", "0,000", "0,000",
    ]  # fmt: skip


def test_what_chance_hardly_explains_is_said_and_runs_without_a_common_question_too() -> None:
    cases = [case(f"c{n}") for n in range(12)]
    better = run_cases(FakeEngine({one.question: ENGLISCH for one in cases}), cases)
    found = compare(run_cases(FakeEngine(), cases), better)
    page = close(render_scores.comparison(found))
    row = page.split("Treffer auf Platz 1</th>")[1].split("</tr>")[0]
    assert "<strong>+1,000</strong>" in row
    assert 'unter 0,001 <span class="af-sicher-wort">deutlich</span>' in row
    assert "von −1,00 bis +1,00" in page
    assert "keine Frage gemeinsam" in render_scores.comparison([])
    assert "Frage c3?" in render_scores.changes(found, "r1")
    assert render_scores.changes(found, "gibt-es-nicht") == ""


def test_every_measure_is_explained_with_its_source() -> None:
    page = render_scores.definitions()
    assert all(str(measure.title) in page for measure in MEASURES)
