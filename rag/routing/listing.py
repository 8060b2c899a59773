"""Lists of papers: what belongs to them is told by rule, so that their length is a count.

A paper is about a topic where its title, or one of its Fragen, has every word of it: inflected, at the beginning of a
longer word, from six letters on at its end, or a short form for a long one. By nearness of meaning nothing is
counted: over the 470 papers the cosines of a topic with Fragen show no end (nearest to "Corona" lie Fragen about
attacks in Jobcenters, at 0.838, before those about SARS-CoV-2, at 0.828). Papers that are about the topic as a whole
(`Retriever.related`) are named apart, and single Fragen that lie near beside the list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.index.outlines import Outline, Said
from rag.model import Filters, Paper
from rag.query.abbreviations import FORMS
from rag.requested import Listed
from rag.retrieval.retriever import matches
from rag.text.stemming import folded, stem, tokens

_GRAMMAR = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "und",
        "oder",
        "sowie",
        "in",
        "im",
        "an",
        "am",
        "auf",
        "für",
        "von",
        "vom",
        "zu",
        "zum",
        "zur",
        "bei",
        "beim",
        "mit",
        "aus",
        "nach",
        "über",
        "ein",
        "eine",
        "einer",
        "eines",
        "einem",
        "einen",
    ]
)
_FORMS = {short: tuple(w for w in tokens(long) if w.lower() not in _GRAMMAR) for short, long in FORMS.items()}
_AT_END = 6  # letters from which on a word counts at a longer one's end: "Rente" stands in "transparente" too
_AT_BEGINNING = 4  # the same for its beginning
Topic = tuple[tuple[str, ...], ...]
"""Ways to say a topic, each as its words."""


def topic(text: str) -> Topic:
    """A topic as typed, and with a short form written out or a long form shortened ("KI", "künstliche Intelligenz")."""
    words = tuple(word for word in tokens(text) if word.lower() not in _GRAMMAR)
    said = {stem(word) for word in words}
    ways = [words]
    for short, long in _FORMS.items():
        if short in words:
            ways.append((*long, *(word for word in words if word != short)))
        elif said >= (meant := {stem(word) for word in long}):
            ways.append((short, *(word for word in words if stem(word) not in meant)))
    return tuple(way for way in ways if way)


def about(wanted: Topic, there: Said) -> bool:
    """Whether a text has every word of one of the ways to say a topic."""
    return any(all(_has(word, there) for word in way) for way in wanted)


def _has(word: str, there: Said) -> bool:
    if stem(word) in there.stems:
        return True
    plain, long = folded(word), stem(word)
    begins = tuple(part for part in (plain, long if len(long) > _AT_BEGINNING else plain) if len(part) >= _AT_BEGINNING)
    ends = (plain,) if len(plain) >= _AT_END else ()
    return any((begins and one.startswith(begins)) or (ends and one.endswith(ends)) for one in there.words)


def papers(stock: Sequence[Paper], filters: Filters, thema: str, outlines: Mapping[str, Outline]) -> list[Paper]:
    """The papers that the filters leave and that are about a topic ("" for any), in the order of `stock`.

    `outlines` by the papers' numbers.
    """
    left = [paper for paper in stock if matches(filters, paper)]
    if not thema:
        return left
    wanted = topic(thema)
    return [p for p in left if p.nummer in outlines and _of(outlines[p.nummer], wanted)]


def _of(paper: Outline, wanted: Topic) -> bool:
    return any(about(wanted, said) for said in (paper.titel, *paper.said))


def listed(paper: Paper) -> Listed:
    """A paper as lists show it."""
    return Listed(paper.nummer, paper.titel, paper.datum, paper.ressort, paper.fraktionen)
