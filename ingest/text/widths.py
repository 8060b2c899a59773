"""How wide text is in the type that papers are set in."""

from __future__ import annotations

BLANK = 0.25  # em of a blank
_OTHER = 0.5  # em of a letter that is not in the table below

# Widths of Times Roman in 1/1000 em, from its public metrics: ASCII from the blank on, then a few more.
_ASCII = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 "
    "278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 "
    "611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 "
    "500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541"
)
_OTHERS = "ä444 ö500 ü500 Ä722 Ö722 Ü722 ß500 –500 „444 “444 ”444 §500 €500 é444 ’333 …1000"
_WIDTHS = {chr(32 + i): int(w) / 1000 for i, w in enumerate(_ASCII.split())}
_WIDTHS.update((pair[0], int(pair[1:]) / 1000) for pair in _OTHERS.split())


def width(text: str) -> float:
    """Width of a text on one line, in em of Times Roman."""
    return sum(_WIDTHS.get(c, _OTHER) for c in text)
