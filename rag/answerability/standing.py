"""What of the things that a question names stands in an answer, in whichever form, and what does not.

Said is only what holds for certain: that a name, a number or a noun does not stand there. Words that frame a question
("Anzahl", "Schnitt"; data/rahmen.txt), verbs and adjectives are no matter. Another form is the same thing: "Juni" is in
"30.06.2023", "NRW" in "Nordrhein-Westfalen", "CO2" in "CO₂".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass

from ingest.language.dates import YEAR, is_month, month_number
from rag.answerability.binding import Around, around
from rag.parameters import PARAMETERS, Matching
from rag.query.abbreviations import FORMS
from rag.query.analysis import Asked
from rag.query.bodies import mentions
from rag.query.named import Named, all_said, core_of, marks
from rag.retrieval.expansion import Place
from rag.text.figures import figures
from rag.text.framing import frames
from rag.text.gazetteer import speaks_of
from rag.text.matching import match, rarity, stands_in
from rag.text.stemming import content, stem, stems, tokens
from rag.text.times import EVER, Time, times

_YEAR = re.compile(YEAR)
_DAY_AND_MONTH = re.compile(r"\b\d{1,2}\.\s?(\d{1,2})\.")
# letters and digits that are one name: "CO2", "F-35", "NIS2"
_GLUED = re.compile(r"(?<![\w-])([^\W\d_]{1,6})-?(\d{1,4})(?![\w,.]\d|\w)")
_QUOTED = re.compile(r"[„“\"»]([^„“”\"«»\n]{3,80})[“”\"«]")  # a name of several words
# what looks like a verb or an adjective, where neither the question nor a text tells by its capital
_NO_NOUN = re.compile(
    r"(?!\w*(?:ung|heit|keit|schaft|ität|tion)(?:en)?$)(?:"
    r"\w{0,5}ge\w{2,}(?:t|en)(?:e[mnrs]?)?|(?:be|ver|er|ent|zer|ab|an|auf|aus|ein|um|zu)\w+(?:t|en)"
    r"|\w+(?:ier(?:t|te|ten|en)|lich\w{0,2}|ig(?:st)?(?:e[mnrs]?)?|isch\w{0,2}|bar\w{0,2}|[^aeiou]te|test))"
)
_LEAST = 8  # letters of a word that counts as a noun by its look alone
_STEM = 3  # letters of a word that stay as they are in all its cases
_BEGINS, _MOSTLY = 5, 0.4  # least letters, and share of a word, by which its beginning is a part of it
_ENDS = 6  # least letters of its end
_SHORT_PART = 4  # letters of a word joined by a hyphen that tells alone
_THERE = 2  # things that are there which are worth naming


@dataclass(frozen=True, slots=True)
class Standing:
    """Of the things that a question names, in its order: what stands in a place, and what does not.

    `there`: the most telling ones. Not there are `names` (with times and marks), `nouns`, and bare `numbers`.
    `absent`: of the times, places, bodies and marks those that stand nowhere in it, whichever turn named them.
    """

    there: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is worth saying of what is not there: numbers only where nothing else lacks."""
        return (*self.names, *self.nouns) or self.numbers


def standing(
    asked: Asked, wanted: Named, where: Place, others: Collection[str] = (), like: Matching = PARAMETERS.matching
) -> Standing:
    """What of a question stands in a place, its Frage and its title; of a follow-up turn only what is its own.

    `others`: further texts, which tell whether a word is a noun where the question does not.
    """
    text = where.everything
    known, absent = stems(text), _nowhere(wanted, around(where))
    spoken = all_said(wanted)
    other = " ".join(spoken)
    glued = {m[0]: m for m in _GLUED.finditer(asked.text) if not any(name in other for name in (m[0], *marks(m[0])))}
    titles = [m[1] for m in _QUOTED.finditer(asked.text) if " " in m[1]]
    said = (*spoken, *glued, *titles)
    gone = [
        name
        for name in said
        if name in absent
        or (name in titles and not _phrase_there(name, text))
        or (name in glued and not _glued_there(glued[name], text))
    ]
    covered = {word.lower() for name in said for word in tokens(name)}
    left = (w for w in asked.words if stem(w) not in asked.carried and covered.isdisjoint({w.lower(), *_parts(w)}))
    own = [word for word in left if not frames(word)]
    years = [w for w in own if _YEAR.fullmatch(w) and not _number_there(w, text, known)]
    nouns = [w for w in own if not w[0].isdigit() and _is_noun(w, asked.text, (text, *others))]
    here = [w for w in nouns if stands(w, text, known, like)]
    times_ = {time.said for time in wanted.times}  # that a year stands there tells nothing
    there = [name for name in said if name not in gone and name not in times_ and _is_own(name, asked)]
    sure = _joined([w for w in here if stem(w) in known and not is_month(w)], asked.text)
    there += sorted(sure, key=lambda name: -max(rarity(stem(word)) for word in name.split()))
    return Standing(
        there=tuple(there[:_THERE]),
        names=(*(name for name in gone if _is_own(name, asked)), *years),
        nouns=_joined([w for w in nouns if w not in here], asked.text),
        numbers=tuple(w for w in own if w[0].isdigit() and w not in years and not _number_there(w, text, known)),
        absent=absent,
    )


def _nowhere(named: Named, all_: Around) -> tuple[str, ...]:
    """Of the times, places, bodies and marks named those that stand nowhere in an answer, its Frage and its title."""
    text = f"{all_.frage}\n{all_.titel}\n{all_.text}"
    plain = re.sub(r"[\s-]", "", text)
    spoken = times(text) if named.times else ()
    return (
        *(time.said for time in named.times if not _time_there(time, spoken, all_.datum)),
        *(said for ort, said in named.places if not speaks_of(ort, text)),
        *(said for key, said in named.bodies if not mentions(key, text)),
        *(mark for mark in named.marks if not re.search(rf"{re.escape(core_of(mark))}(?!\d)", plain)),
    )


def _time_there(asked: Time, spoken: Sequence[Time], datum: int) -> bool:
    """Whether any time of a text is the one asked for, or the paper is of it: what names none may hold for that.

    What began long before and goes on ("seit 2020") says nothing of a year in it.
    """
    told = [time for time in spoken if time.last != EVER or asked.first <= time.first <= asked.last]
    return asked.touches(told) or asked.first <= datum <= asked.last


def _joined(words: Sequence[str], question: str) -> tuple[str, ...]:
    """The words, those as one that stand side by side in the question: "Volker Wissing"."""
    found = list[str]()
    for word in words:
        if found and f"{found[-1]} {word}" in question:
            found[-1] = f"{found[-1]} {word}"
        else:
            found.append(word)
    return tuple(found)


def _is_own(said: str, asked: Asked) -> bool:
    """Whether a turn names something itself that the questions before it did not."""
    return not asked.carried or any(stem(word) not in asked.carried for word in tokens(said))


def stands(word: str, text: str, known: Set[str], like: Matching) -> bool:
    """Whether a word is there: in another form, in another word, by its parts, written out, as the month of a day."""
    if word.lower() in text.lower() or stem(word) in known:
        return True
    if is_month(word):
        return any(int(day[1]) == month_number(word) for day in _DAY_AND_MONTH.finditer(text))
    *before, last = _parts(word)
    if before:  # the last part of "Haber-Verfahren" alone is another thing
        begins = all(re.search(rf"\b{re.escape(part)}", text, re.IGNORECASE) for part in before)
        return begins and match(stem(last), known, like) > 0
    if _alike(stem(word), known, like):
        return True
    return word in FORMS and all(match(stem(long), known, like) for long in content(FORMS[word]))


def part_stands(words: str, text: str) -> bool:
    """Whether a long part of a word is in a text: how it begins ("Partner" of "Partnerdiensten") or ends."""
    low = text.lower()
    parts = (part for part in re.split(r"[-/ ]", words.lower()) if len(part) >= _SHORT_PART)
    # where a longer beginning or end stands, the shortest does
    return any(part[: max(_BEGINS, round(_MOSTLY * len(part)))] in low or part[-_ENDS:] in low for part in parts)


def _alike(wanted: str, known: Set[str], like: Matching) -> bool:
    """Whether a stem is there, within another one, by its head, by both its parts, or with a typing error.

    Its first part alone is another thing: "Bund" is no "Bundesligist".
    """
    long = [other for other in known if len(other) >= like.shortest]
    rests = [wanted[len(other) :].removeprefix("s") for other in long if wanted.startswith(other)]
    by_parts = any(len(rest) >= _STEM and any(other.startswith(rest) for other in long) for rest in rests)
    by_head = any(wanted.endswith(other) for other in long)
    return by_head or by_parts or stands_in(wanted, known, like) or match(wanted, known, like) == like.typing_error


def _parts(word: str) -> list[str]:
    """The parts of a word that hyphens or slashes join, in lower case; the word alone where there are none."""
    return [part for part in re.split(r"[-/]", word.lower()) if part]


def _phrase_there(phrase: str, text: str) -> bool:
    """Whether words stand there in a row, each in any case and number, with any white space and hyphens between."""
    words = (re.escape(word[: max(_STEM, len(word) - 2)]) for word in re.split(r"[\s-]+", phrase.strip(" -")))
    return re.search(r"\w{0,4}[\s-]+".join(words), text, re.IGNORECASE) is not None


def _glued_there(found: re.Match[str], text: str) -> bool:
    """Whether letters and digits stand in a text, as asked for, apart, or with a hyphen; "CO₂" is CO2."""
    plain = unicodedata.normalize("NFKC", text)
    return re.search(rf"(?<!\w){found[1]}[\s-]?{found[2]}(?!\d)", plain, re.IGNORECASE) is not None


def _number_there(word: str, text: str, known: Set[str]) -> bool:
    """Whether a number is there, however it is written: "10 000", "10.000", "zehn"."""
    if stem(word) in known:
        return True
    return {figure.value for figure in figures(word)} <= {figure.value for figure in figures(text)}


def _is_noun(word: str, question: str, texts: Collection[str]) -> bool:
    """Whether a word is a noun or a name: by its capital, or, where all are small or it comes first, by the texts."""
    first = re.match(rf"\W*{re.escape(word)}\b|.*[.?!]\s{re.escape(word)}\b", question, re.DOTALL) is not None
    if question != question.lower() and not first:
        return word[0].isupper()
    large = re.compile(rf"(?<=[a-zäöüß,] ){re.escape(word[0].upper() + word[1:])}\b")
    if any(large.search(text) for text in texts):
        return True
    small = re.compile(rf"\b{re.escape(word.lower())}\b")
    return len(word) >= _LEAST and not (any(small.search(text) for text in texts) or _NO_NOUN.fullmatch(word.lower()))
