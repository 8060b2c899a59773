"""Words that stand for something said before ("davon", "dies", "dort"): who takes them up means nothing without it.

One list, and four readers of it: a sentence of a draft, a source that takes up its Frage, a follow-up question, a
question that is offered as an example. What a reader adds or leaves out says why.
"""

from __future__ import annotations

import re

_HERE = r"hier(?:an|auf|aus|bei|durch|für|in|mit|nach|über|um|unter|von|zu)"  # no "Hierarchie"
_THIS = r"dies(?:e[mnrs]?|elbe[nr]?|bezüglich\w*)?"  # no "diesjährig"
_STAND_FOR = (
    rf"da(?:bei|für|gegen|ran|raus|rin|runter|rüber|von|zu)|dort|damals|hier|{_HERE}|"
    rf"{_THIS}|jene[mnrs]?|solche[mnrs]?|letztere[mnrs]?|erstere[mnrs]?|deren|dessen"
)
# what may begin a sentence only behind another one; "damit" and "deshalb" inside a question are mostly conjunctions
_GO_ON = (
    r"damit|dadurch|daher|deshalb|er|sie|es (?:handelt|sind|waren|bekam|erhielt)|ihre?|allerdings|jedoch|außerdem|"
    r"zudem|ferner|des weiteren|darüber hinaus|ebenso|auch|this|these|it|they|of these|moreover"
)
_LEANS = re.compile(rf"(?:{_STAND_FOR}|{_GO_ON})\b", re.IGNORECASE)
# fewer than all: "deren", "dort" and "darunter" of an answer mostly take up what the answer itself says, and this
# decides whether the words of the Frage may be used besides those of the source
_TAKES_UP = re.compile(
    rf"\b(?:{_HERE}|{_THIS}|dazu|davon|dafür|solche[mnrs]?|sie|im Sinne der Frage\w*|ja|nein)\b", re.IGNORECASE
)
# "dafür, dass …" says itself what it stands for
_POINTS = re.compile(
    rf"\b(?:{_STAND_FOR}|sie|ihnen|them|those|there|that)\b(?!,? (?:dass|ob|wie|was|wer|wo|warum)\b)", re.IGNORECASE
)
_NEEDS_MORE = re.compile(
    rf"\b(?:{_STAND_FOR}|sie|ihre[nmrs]?|oben|(?:vor)?genannt\w*|jeweilig\w*|falls|wenn|Fragen?\s+\d+\w?)\b",
    re.IGNORECASE,
)


def leans(sentence: str) -> bool:
    """Whether a sentence takes up the one before it ("Davon ...") and means nothing sure without it."""
    return _LEANS.match(sentence) is not None


def takes_up(source: str) -> bool:
    """Whether an answer's sentence takes up its Frage ("Hierzu liegen keine Erkenntnisse vor")."""
    return _TAKES_UP.search(source) is not None


def points(question: str) -> bool:
    """Whether a question points to what was asked before ("Wie viele davon waren Frauen?")."""
    return _POINTS.search(question) is not None


def needs_more(question: str) -> bool:
    """Whether an official question cannot be read alone: it points back, or to another Frage of its paper."""
    return _NEEDS_MORE.search(question) is not None
