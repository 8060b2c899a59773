"""Whether a paper's words speak to a language model; such sentences are kept away from it."""

from __future__ import annotations

import re

# a sentence that speaks to a model is no statement of a government
_ORDERS = re.compile(
    r"\b(?:ignorier\w*|missachte\w*|vergiss|vergesse\w*|ignore|disregard|forget)\b.{0,60}\b(?:frage|anweisung\w*|regeln?|"
    r"vorherig\w*|bisherig\w*|obig\w*|alles|instructions?|previous|above|prompt)\b|\b(?:system|developer)[ -]?prompt\b|"
    r"\b(?:antworte|schreibe?|gib|sage?|reply|respond|answer|write|say|output)\b.{0,30}\b(?:nur|ausschließlich|only|"
    r"stattdessen|instead|genau|exactly)\b|\b(?:schreibe?|sage?|say|write|output)\s?:|(?:neue|new|wichtige) "
    r"(?:anweisung|instruction)|<{2,}|>{2,}|```|^\s*\[\d|\b(?:du bist|you are) (?:jetzt|now|ab sofort)\b|"
    r"<\|?(?:im_start|system|user|assistant)",
    re.IGNORECASE | re.DOTALL,
)


def orders(text: str) -> bool:
    """Whether a paper's words give orders to a language model, or look like a prompt's marks; it never sees them."""
    return _ORDERS.search(text) is not None
