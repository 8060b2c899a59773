"""Print docs/parameters.md: every fitted number with its value and where it comes from, from the code that uses it.

usage: python -m evals.training.parameters > docs/parameters.md
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from types import ModuleType

import ingest.weights
import rag.parameters
from rag.answerability.classifier import OUTCOME

_HEAD = """# Fitted numbers

Printed by `python -m evals.training.parameters > docs/parameters.md`; a test fails when it differs from the code. Every
evaluation names all of them together (`zahlen`, in `--json` below `einstellungen`): eight characters that change with
any number below and any file of `rag/data`.
"""


def page() -> str:
    """The whole page, Markdown."""
    answers = _module("Search, answer, proof", rag.parameters)
    return "\n".join([_HEAD, *answers, *_module("The parser", ingest.weights), *_outcome()])


def described(module: ModuleType) -> dict[str, dict[str, str]]:
    """Class -> field -> the text below it ("" where none stands), of a module's dataclasses."""
    found: dict[str, dict[str, str]] = {}
    for group in ast.parse(inspect.getsource(module)).body:
        if not isinstance(group, ast.ClassDef):
            continue
        fields = found.setdefault(group.name, {})
        for one, following in zip(group.body, [*group.body[1:], ast.Pass()], strict=True):
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
                fields[one.target.id] = " ".join(_text(following).split())
    return found


def _text(node: ast.stmt) -> str:
    """The text of a statement that is nothing but a text."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return node.value.value
    return ""


def _module(title: str, module: ModuleType) -> Iterator[str]:
    """A module's own docstring, and a table for each of its groups; what only joins groups has none."""
    path = module.__name__.replace(".", "/") + ".py"
    yield f"## {title} (`{path}`)\n\n{inspect.getdoc(module)}\n"
    for name, texts in described(module).items():
        group = getattr(module, name)
        numbers = group()
        rows = [(f"`{field}`", _shown(getattr(numbers, field)), text) for field, text in texts.items()]
        if not any(is_dataclass(getattr(numbers, field)) for field in texts):
            yield f"### {name}\n\n{inspect.getdoc(group)}\n"
            yield _table(("number", "value", "what it is, where it comes from"), rows)


def _outcome() -> Iterator[str]:
    """What a script fitted and keeps as data."""
    made = json.loads(OUTCOME.read_text(encoding="utf-8"))
    sets = ", ".join(f"`{name}`" for name in made["sets"])
    counts = ", ".join(f"{many} {kind}" for kind, many in made["questions"].items())
    yield f"## Whether the papers answer (`rag/data/{OUTCOME.name}`)\n"
    yield (
        f"Two logistic models, made by `{made['made_by']}`, which says how it is run, on {sets} ({counts}).\n\n"
        f"`sharpness` {_shown(made['sharpness'])}: a score is multiplied by it before the softmax that says how likely "
        "a hit is the right one; the likeliest of 10, 20, … 400 on the answered questions.\n"
    )
    for name in ("near", "far"):
        model = made[name]
        yield f"### {name}\n"
        yield f"Bias {model['bias']}; an answer counts as there from a probability of {model['threshold']} on.\n"
        columns = [model[kind] for kind in ("weights", "means", "scales")]
        rows = [(f"`{feature}`", *(_shown(column[feature]) for column in columns)) for feature in columns[0]]
        yield _table(("feature", "weight", "mean", "scale"), rows)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    print(page(), end="")
