"""Small pictures as inline SVG: an interval on a scale, a difference around zero, a share as a bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup, escape

KINDS = 8
"""Looks of lines that one picture holds (.af-linie-1 …)."""
_BIG_WIDTH, _BIG_HEIGHT = 640, 240
_BIG_LEFT, _BIG_RIGHT, _BIG_TOP, _BIG_BOTTOM = 12, 590, 26, 208
_APART = 34  # pixels from one year below a picture to the next
WIDTH, HEIGHT = 220, 20
_LEFT, _RIGHT = 6, WIDTH - 6
_MIDDLE = HEIGHT / 2


def interval(value: float, low: float, high: float) -> Markup:
    """A value between 0 and 1 as a dot, its interval as a line."""
    ticks = "".join(_tick(_at(share, 0, 1)) for share in (0, 0.25, 0.5, 0.75, 1))
    words = f"{_percent(value)}, Bereich {_percent(low)} bis {_percent(high)}"
    return _svg(ticks + _whisker(_at(low, 0, 1), _at(high, 0, 1)) + _dot(_at(value, 0, 1)), words)


def difference(value: float, low: float, high: float, span: float) -> Markup:
    """A difference of shares as a dot and its interval as a line, on a scale from -span to span with zero marked.

    It is drawn as sure (class af-sicher) where the interval leaves zero out.
    """
    zero, kind = _at(0, -span, span), "af-sicher" if low > 0 or high < 0 else ""
    line = f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="0" y2="{HEIGHT}" class="af-null"/>'
    marks = _whisker(_at(low, -span, span), _at(high, -span, span)) + _dot(_at(value, -span, span))
    words = f"Unterschied {_points(value)}, Bereich {_points(low)} bis {_points(high)} Punkte"
    return _svg(f'{line}<g class="{kind}">{marks}</g>', words)


def bar(share: float) -> Markup:
    """A share, 0..1, as a bar from the left."""
    width = (_RIGHT - _LEFT) * min(max(share, 0), 1)
    frame = f'<rect x="{_LEFT}" y="5" width="{_RIGHT - _LEFT}" height="10" class="af-rahmen"/>'
    return _svg(f'{frame}<rect x="{_LEFT}" y="5" width="{width:.1f}" height="10" class="af-balken"/>', _percent(share))


def course(values: Sequence[float]) -> Markup:
    """One or more values between 0 and 1 one after another, as a line with its last point marked."""
    step = (_RIGHT - _LEFT) / max(1, len(values) - 1)
    points = [(_LEFT + n * step, 3 + (HEIGHT - 6) * (1 - min(max(v, 0), 1))) for n, v in enumerate(values)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    frame = f'<rect x="{_LEFT}" y="3" width="{_RIGHT - _LEFT}" height="{HEIGHT - 6}" class="af-rahmen"/>'
    last = f'<circle cx="{points[-1][0]:.1f}" cy="{points[-1][1]:.1f}" r="3.5" class="af-punkt"/>'
    words = "Verlauf: " + ", ".join(_percent(value) for value in values)
    return _svg(f'{frame}<polyline points="{line}" class="af-verlauf"/>{last}', words)


def amount(value: float, most: float) -> Markup:
    """A value from 0 on as a bar, on a scale that ends with `most`. Its figure stands beside it."""
    width = (_RIGHT - _LEFT) * (min(max(value, 0) / most, 1) if most > 0 else 0)
    return Markup(  # noqa: S704 (numbers alone)
        f'<svg class="af-bild" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true">'
        f'<rect x="{_LEFT}" y="5" width="{width:.1f}" height="10" class="af-balken"/></svg>'
    )


def courses(lines: Mapping[str, Sequence[tuple[date, float]]]) -> Markup:
    """Values over days, a line for each name, from zero to the highest; the years are marked below.

    At most as many lines as there are looks for them (KINDS); there must be two different days.
    """
    days = [day.toordinal() for points in lines.values() for day, _ in points]
    first, last = min(days), max(days)
    most = max((value for points in lines.values() for _, value in points), default=0) or 1

    def place(day: date, value: float) -> tuple[float, float]:
        x = _BIG_LEFT + (_BIG_RIGHT - _BIG_LEFT) * (day.toordinal() - first) / max(1, last - first)
        return x, _BIG_BOTTOM - (_BIG_BOTTOM - _BIG_TOP) * max(value, 0) / most

    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    middles = [(min(max(date(year, 7, 1).toordinal(), first), last), year) for year in years]
    ticks = [(place(date.fromordinal(day), 0)[0], str(year)) for day, year in middles]
    ticks = [tick for n, tick in enumerate(ticks) if n == 0 or tick[0] - ticks[n - 1][0] >= _APART]
    drawn = "".join(_course(n, [place(*one) for one in points]) for n, points in enumerate(lines.values()))
    below = "".join(f'<text x="{x:.1f}" y="{_BIG_BOTTOM + 18}">{year}</text>' for x, year in ticks)
    axis = f'<line x1="{_BIG_LEFT}" x2="{_BIG_RIGHT}" y1="{_BIG_BOTTOM}" y2="{_BIG_BOTTOM}" class="af-strich"/>'
    axis += f'<text x="{_BIG_LEFT}" y="{_BIG_TOP - 12}">höchster Wert {_grouped(most)}, unten 0</text>'
    names = escape("Verlauf: " + ", ".join(lines) + ". Die Zahlen stehen in der Tabelle.")
    return Markup(  # noqa: S704 (numbers, and names that were escaped)
        f'<svg class="af-verlaufsbild" viewBox="0 0 {_BIG_WIDTH} {_BIG_HEIGHT}" role="img" aria-label="{names}">'
        f"{axis}{below}{drawn}</svg>"
    )


def _grouped(value: float) -> str:
    """A value as German papers print it: thousands apart, a comma before decimals."""
    whole = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
    return whole.replace(",", "\u00a0").replace(".", ",")


def _course(kind: int, points: Sequence[tuple[float, float]]) -> str:
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in points)
    return f'<g class="af-linie-{kind + 1}"><polyline points="{line}"/>{dots}</g>'


def _svg(inner: str, words: str) -> Markup:
    """Both texts are made here of numbers alone: nothing in them can be markup of others."""
    return Markup(  # noqa: S704
        f'<svg class="af-bild" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{words}">{inner}</svg>'
    )


def _at(value: float, low: float, high: float) -> float:
    """Where a value stands, in pixels from the left."""
    return _LEFT + (_RIGHT - _LEFT) * (min(max(value, low), high) - low) / (high - low)


def _tick(x: float) -> str:
    return f'<line x1="{x:.1f}" x2="{x:.1f}" y1="3" y2="{HEIGHT - 3}" class="af-strich"/>'


def _whisker(low: float, high: float) -> str:
    return f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{_MIDDLE}" y2="{_MIDDLE}" class="af-spanne"/>'


def _dot(x: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{_MIDDLE}" r="4.5" class="af-punkt"/>'


def _percent(value: float) -> str:
    return f"{100 * value:.0f} Prozent"


def _points(value: float) -> str:
    return f"{100 * value:+.1f}".replace(".", ",")
