"""Finds regular expressions that a short text can keep busy: each one against pieces of itself, repeated.

A pattern is read as Python's own parser reads it. What each of its repetitions takes, what it begins with and its
single characters are the pieces; a text of them, ended by something that does not fit, is what makes a pattern try
again and again. Time must grow with the text, not with its square.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import re
import re._constants as sre
import re._parser as parser
import time
from collections.abc import Iterable, Iterator
from types import ModuleType

LENGTH = 2500  # characters of a text
SHORT = 60  # characters at which what grows exponentially shows, before it would take for ever
SECONDS = 0.0005  # CPU time from which a text is looked at again, four times as long; most take 0.00005
GROWTH = 10.0  # times as long for four times the text: 4 is linear, 16 is quadratic
_FUNCTIONS = ("compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "split")
_FITTING = {
    sre.CATEGORY_DIGIT: "7",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_NOT_WORD: "-",
}
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_OTHERS = "ax7A .-\n\t(„?"


def uses(modules: Iterable[ModuleType]) -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Every pattern in these modules' code: where it stands, the pattern, how it is used (search, match, finditer)."""
    modules = list(modules)
    text = "\n".join(inspect.getsource(module) for module in modules)
    for module in modules:
        names = {value: name for name, value in vars(module).items() if isinstance(value, re.Pattern)}
        for call in ast.walk(ast.parse(inspect.getsource(module))):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
                continue
            if ast.unparse(call.func.value) != "re" or call.func.attr not in _FUNCTIONS:
                continue
            pattern = _evaluated(call, module)
            methods = {call.func.attr}
            if call.func.attr == "compile":
                methods = set(re.findall(rf"\b{names.get(pattern, '-')}\.(\w+)\(", text))
            yield f"{module.__name__}:{call.lineno}", pattern, _widest(methods)


def _evaluated(call: ast.Call, module: ModuleType) -> re.Pattern[str]:
    """The pattern of a call `re.…(pattern, …)`, which must not depend on what only the running function knows."""
    flags = 0
    for argument in [*call.args[1:], *(keyword.value for keyword in call.keywords)]:
        if re.match(r"re\.[A-Z]", ast.unparse(argument)):
            flags |= eval(ast.unparse(argument))
    found = eval(ast.unparse(call.args[0]), dict(vars(module)))
    return found if isinstance(found, re.Pattern) else re.compile(found, flags)


def _widest(methods: set[str]) -> str:
    if methods <= {"match", "fullmatch"} and methods:
        return min(methods)
    return "search" if methods == {"search"} else "finditer"


def slow(pattern: re.Pattern[str], method: str) -> str | None:
    """A text that keeps the pattern busy, as "'head' + 'piece' * n"; None if there is none."""
    for head, piece in dict.fromkeys(_pieces(pattern)):
        for tail in ("\x01", "\n\x01"):
            if _grows(pattern, method, head, piece, tail):
                return f"{head!r} + {piece!r} * n + {tail!r}"
    return None


def _grows(pattern: re.Pattern[str], method: str, head: str, piece: str, tail: str) -> bool:
    def seconds(length: int) -> float:
        text = head + piece * (length // len(piece)) + tail
        start = time.process_time()
        found = getattr(pattern, method)(text)
        if method == "finditer":
            for _ in found:
                pass
        return time.process_time() - start

    for length in (SHORT // 3, SHORT // 2, SHORT):
        if seconds(length) > SECONDS and min(seconds(length) for _ in range(3)) > SECONDS:  # no hiccup of the machine
            return True
    once = min(seconds(LENGTH) for _ in range(2))
    if once <= SECONDS or seconds(4 * LENGTH) <= GROWTH * once:  # many a pattern is slow, few grow
        return False
    # again, and the best of several: the machine may be busy with something else
    return all(
        min(seconds(4 * length) for _ in range(3)) > GROWTH * min(seconds(length) for _ in range(3))
        for length in (LENGTH, 2 * LENGTH)
    )


def _pieces(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """(what stands once before, what is repeated)."""
    tree = list(parser.parse(pattern.pattern, pattern.flags))
    singles = list(dict.fromkeys(_singles(tree)))
    for choice in range(3):
        for stop in range(1, len(tree) + 1):
            whole = _sample(tree[:stop], choice)
            yield from (("", whole + blank) for blank in ("", " ") if whole)
    for head, body in _repeated(tree, ""):
        yield head, body
        yield "", body
        yield from ((head, body + single) for single in singles[:6])
    yield from (("", single) for single in singles)
    yield from (("", a + b) for a, b in itertools.product(singles[:6], repeat=2))


def _repeated(nodes: list, before: str) -> Iterator[tuple[str, str]]:
    """What each repetition takes, and a text that leads up to it."""
    for place, (kind, value) in enumerate(nodes):
        head = before + _sample(nodes[:place], 0)
        if kind in _REPEATS:
            if value[1] > 8:
                yield from ((head, text) for choice in range(4) if (text := _sample(value[2], choice)))
            yield from _repeated(list(value[2]), head)
        for inner in _inside(kind, value):
            yield from _repeated(list(inner), head)


def _inside(kind: object, value: object) -> list:
    """The sequences in a group or a choice."""
    if kind is sre.SUBPATTERN:
        return [value[3]]
    if kind is sre.BRANCH:
        return value[1]
    return [value] if kind is sre.ATOMIC_GROUP else []


def _sample(nodes: Iterable, choice: int) -> str:
    """A text that the nodes take; `choice` says which where there are several."""
    text = ""
    for kind, value in nodes:
        if kind is sre.BRANCH:
            text += _sample(value[1][choice % len(value[1])], choice)
        elif kind in _REPEATS:
            text += _sample(value[2], choice) * max(value[0], 1)
        elif inner := _inside(kind, value):
            text += _sample(inner[0], choice)
        elif fitting := _fitting(kind, value):
            text += fitting[choice % len(fitting)]
    return text


def _singles(nodes: Iterable) -> Iterator[str]:
    for kind, value in nodes:
        yield from _fitting(kind, value)
        for inner in [value[2]] if kind in _REPEATS else _inside(kind, value):
            yield from _singles(inner)


def _fitting(kind: object, value: object) -> list[str]:
    """Characters that a node takes, a few of them."""
    if kind is sre.LITERAL:
        return [chr(value)]
    if kind is sre.ANY:
        return ["x"]
    if kind is sre.NOT_LITERAL:
        return ["a" if value != ord("a") else "b"]
    if kind is not sre.IN:
        return []
    if value[0][0] is not sre.NEGATE:
        return [char for item in value for char in _members(*item)][:4]
    refused = {char for item in value[1:] for char in _OTHERS if _holds(char, *item)}
    return [char for char in _OTHERS if char not in refused][:3]


def _members(kind: object, value: object) -> list[str]:
    if kind is sre.LITERAL:
        return [chr(value)]
    return [chr(value[0])] if kind is sre.RANGE else [_FITTING[value]]


def _holds(char: str, kind: object, value: object) -> bool:
    if kind is sre.LITERAL:
        return ord(char) == value
    if kind is sre.RANGE:
        return value[0] <= ord(char) <= value[1]
    inside = {
        sre.CATEGORY_DIGIT: char.isdigit(),
        sre.CATEGORY_SPACE: char.isspace(),
        sre.CATEGORY_WORD: char.isalnum() or char == "_",
    }
    return inside[value] if value in inside else value is not sre.CATEGORY_NOT_SPACE or not char.isspace()
