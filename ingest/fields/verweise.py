"""Where answers point: to Fragen of the same paper, to other papers, to the Vorbemerkung, to a Plenarprotokoll."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.language.fragenummern import LIST, read_list, resolve
from ingest.language.joint import announcement
from ingest.language.papernumbers import NUMBER, PROTOCOL, WORD
from ingest.language.sentences import is_item, sentences
from ingest.language.status import only_points
from ingest.language.wordings import POINTING
from ingest.model import Antwort, Fragenummer, Verweis, Verweisart

_FRAGEN = re.compile(
    r"(?:Antwort\w*|Beantwortung|Ausführungen|Angaben|Tabellen?|"
    r"Stellungnahme)\b[^.;:]{0,80}?\bFragen?\s+(?=\d)|\bFragen?\s+(?=\d)",
    re.DOTALL,
)
_DRUCKSACHE = re.compile(rf"{WORD}:?\s+(?:Nr\. )?(?={NUMBER})")
_NUMBERS = re.compile(NUMBER)
_NUMBER_LIST = re.compile(rf"{NUMBER}(?:(?:,\s*|\s+und\s+|\s+sowie\s+|\s+bzw\.\s+){NUMBER})*")
_VORBEMERKUNG = re.compile(
    rf"Vorbemerkung(?:en)?(?:\s+der\s+Bundesregierung)?(?:\s+zu\s+(?:den\s+)?Fragen?\s+(?P<liste>{LIST.pattern}))?"
)
_PLENAR = re.compile(rf"Plenarprotokolle?s?\s+({PROTOCOL})")
# "vgl. | Antwort zu Frage 3": tables keep their lines, the sentence goes on
_SHORTENED = re.compile(r"(?<=\b[Vv]gl\.)\n|(?<=\b[Ss]\.)\n")

_NEAR = 120  # characters behind a Frage in which the same clause names its paper


def verweise(text: str, known: Sequence[Fragenummer], own: Sequence[Fragenummer] = ()) -> tuple[Verweis, ...]:
    """The Verweise in an answer's text, in order; only sentences that point somewhere count.

    `known` are the paper's Fragen, `own` those that this answer answers: what names only them points nowhere.
    """
    found: list[Verweis] = []
    even, leads = _SHORTENED.sub(" ", text), False
    for start, end in sentences(even):
        sentence = even[start:end]
        item = leads and is_item(sentence)  # "wird verwiesen auf: | – Frage 3, | – Frage 4"
        points = POINTING.search(sentence) is not None
        if points or item:
            found.extend(_in_sentence(even, start, end, known))
        leads = item or (points and sentence.endswith(":"))
    return tuple(sorted((v for v in found if not _points_home(v, own)), key=lambda v: v.start))


def _points_home(verweis: Verweis, own: Sequence[Fragenummer]) -> bool:
    return verweis.art is Verweisart.FRAGE and set(verweis.nummern) <= set(own) and bool(own)


def _in_sentence(text: str, start: int, end: int, known: Sequence[Fragenummer]) -> Iterable[Verweis]:
    announced = announcement(text, start)
    start = announced.end if announced else start  # names Fragen, points nowhere
    papers = list(_DRUCKSACHE.finditer(text, start, end))
    preambles = list(_VORBEMERKUNG.finditer(text, start, end))
    fragen: list[Verweis] = []
    for match in _FRAGEN.finditer(text, start, end):
        listed = LIST.match(text, match.end(), end)
        if listed is None or any(m.start() < listed.start() < m.end() for m in preambles):
            continue
        fragen.append(_frage(text, match.start(), _trimmed(listed), match.end(), papers, known))
    yield from fragen
    named = {v.drucksache for v in fragen}
    for paper in papers:
        numbers = _NUMBER_LIST.match(text, paper.end(), end)
        if numbers is not None:
            yield from (v for v in _papers(paper.start(), numbers) if v.drucksache not in named)
    yield from (_vorbemerkung(m, known) for m in preambles)
    yield from (
        Verweis(Verweisart.PLENARPROTOKOLL, m.start(), m.end(), drucksache=m[1])
        for m in _PLENAR.finditer(text, start, end)
    )


def _vorbemerkung(found: re.Match[str], known: Sequence[Fragenummer]) -> Verweis:
    """The Vorbemerkung, or the one "zu den Fragen 5 bis 8"."""
    nummern = resolve(read_list(found["liste"]), known) if found["liste"] else ()
    return Verweis(Verweisart.VORBEMERKUNG, found.start(), _trimmed(found), nummern)


def _trimmed(found: re.Match[str]) -> int:
    """Where a list ends, without the blank that may follow its last number."""
    return found.start() + len(found[0].rstrip())


def _papers(start: int, numbers: re.Match[str]) -> Iterable[Verweis]:
    for number in _NUMBERS.finditer(numbers[0]):
        yield Verweis(Verweisart.DRUCKSACHE, start, numbers.start() + number.end(), drucksache=number[0])


def _frage(
    text: str, start: int, end: int, at: int, papers: Sequence[re.Match[str]], known: Sequence[Fragenummer]
) -> Verweis:
    """A Frage named in a sentence: of the paper that the same clause names after it, else of this one."""
    behind = (p for p in papers if 0 <= p.start() - end < _NEAR)
    paper = next((p for p in behind if not _FRAGEN.search(text, end, p.start())), None)
    spans = read_list(text[at:end])
    if paper is not None:
        number = _NUMBERS.match(text, paper.end())
        named = tuple(dict.fromkeys(n for s in spans for n in (s.erste, s.letzte)))
        return Verweis(Verweisart.DRUCKSACHE, start, end, named, number[0] if number else None)
    return Verweis(Verweisart.FRAGE, start, end, resolve(spans, known))


def linked(antworten: tuple[Antwort, ...]) -> tuple[Antwort, ...]:
    """The answers with every Verweis followed to its end."""
    target = follow(antworten)
    return tuple(replace(a, verweise=tuple(replace(v, ziel=target(v)) for v in a.verweise)) for a in antworten)


def follow(antworten: Sequence[Antwort]) -> Callable[[Verweis], tuple[Fragenummer, ...]]:
    """A function that follows a Verweis through these answers, all of a paper, to the Fragen that answer in the end.

    An answer that says nothing but where to look leads on; of a loop nothing is left. Empty for a Verweis that points
    to no Frage of the paper.
    """
    leads: dict[Fragenummer, tuple[Fragenummer, ...]] = {}
    for antwort in antworten:
        leads.update(dict.fromkeys(antwort.nummern, _further(antwort)))

    def target(verweis: Verweis) -> tuple[Fragenummer, ...]:
        return tuple(_ends(verweis.nummern, leads)) if verweis.art is Verweisart.FRAGE else ()

    return target


def _further(antwort: Antwort) -> tuple[Fragenummer, ...]:
    """Where an answer sends its reader that says nothing itself; nowhere if it answers."""
    named = (n for v in antwort.verweise if v.art is Verweisart.FRAGE for n in v.nummern)
    further = tuple(n for n in named if n not in antwort.nummern)
    return further if further and only_points(antwort.bloecke) else ()


def _ends(
    nummern: Sequence[Fragenummer], leads: Mapping[Fragenummer, tuple[Fragenummer, ...]]
) -> Iterator[Fragenummer]:
    """The Fragen at the end of all ways, as met first; each is passed once, however many ways lead there."""
    waiting, seen = list(reversed(nummern)), set[Fragenummer]()
    while waiting:
        nummer = waiting.pop()
        if nummer in seen or nummer not in leads:
            continue
        seen.add(nummer)
        if not leads[nummer]:
            yield nummer
        waiting.extend(reversed(leads[nummer]))
