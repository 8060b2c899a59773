"""How many falsified sentences the check lets pass: real sentences of the answers, changed by rule, against themselves.

    python -m evals.mutations INDEX [ANZAHL [STARTWERT]]

Each sentence is altered in every way that applies; what is altered must fail, what is only shortened or attributed must
pass. No language model is needed. Prints a table in German.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.model import Sprecher
from ingest.sentences import sentences
from rag.store import Store
from rag.tables import is_row
from rag.verify import Source, verify
from rag.words import content

LONGEST = 6000  # characters of a Passage that is drawn from
TRUE = "wahr: "

_NUMBER = re.compile(r"(?<![\w,./§])\d{1,3}(?:[.\u2002\u2007 ]\d{3})*(?:,\d+)?(?![\w/.])")
_YEAR = re.compile(r"(?<![/\d])\b20[12]\d\b(?!/)")
_DATED = re.compile(r" (?:im Jahr|in|seit|bis) 20[12]\d\b(?!/)")
_SOFTENED = re.compile(
    r"\b(?:rund|etwa|mindestens|bis zu|höchstens|teilweise|grundsätzlich|voraussichtlich|einige|überwiegend|"
    r"in der Regel|möglicherweise) "
)
_VERB = re.compile(r"\b(?:ist|sind|wird|werden|wurde|wurden|hat|haben)\b")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sentence of an answer, the one beside it, and the Frage."""

    text: str
    beside: str
    frage: str


def drawn(store: Store, many: int, chance: random.Random) -> Iterator[Drawn]:
    """Sentences of the government, each of a paper drawn by lot."""
    keys = [stored.key for stored in store.whole()]
    while many:
        passages = [p for p in store.passages_of(chance.choice(keys)) if p.sprecher is Sprecher.BUNDESREGIERUNG]
        passage = chance.choice(passages) if passages else None
        if passage is None or len(passage.text) > LONGEST:
            continue
        whole = [text for a, b in sentences(passage.text) if _is_prose(text := passage.text[a:b])]
        if len(whole) > 1:
            at = chance.randrange(len(whole))
            yield Drawn(whole[at], whole[at - 1], passage.frage)
            many -= 1


def _is_prose(text: str) -> bool:
    return 6 < len(text.split()) < 40 and "\n" not in text and not is_row(text) and text.endswith(".")


def _nouns(text: str) -> list[str]:
    return [word for word in content(text)[1:] if word[0].isupper() and len(word) > 4]


def _swapped(text: str, one: str, other: str) -> str:
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def _other_number(item: Drawn, chance: random.Random) -> str:
    found = list(_NUMBER.finditer(item.text))
    if not found:
        return item.text
    match = chance.choice(found)
    return item.text[: match.start()] + str(int(re.sub(r"\D", "", match[0])) + 3) + item.text[match.end() :]


def _numbers_swapped(item: Drawn, chance: random.Random) -> str:  # noqa: ARG001
    found = [match[0] for match in _NUMBER.finditer(item.text)]
    return _swapped(item.text, found[0], found[-1]) if len(set(found)) > 1 else item.text


def _other_noun(item: Drawn, chance: random.Random) -> str:
    own, foreign = _nouns(item.text), [noun for noun in _nouns(item.beside) if noun not in item.text]
    return item.text.replace(chance.choice(own), chance.choice(foreign), 1) if own and foreign else item.text


def _nouns_swapped(item: Drawn, chance: random.Random) -> str:
    own = list(dict.fromkeys(_nouns(item.text)))
    return _swapped(item.text, *chance.sample(own, 2)) if len(own) > 1 else item.text


def _denied(item: Drawn, chance: random.Random) -> str:  # noqa: ARG001
    if re.search(r"\b(?:nicht|kein)", item.text):
        return item.text
    return _VERB.sub(lambda m: f"{m[0]} nicht", item.text, count=1)


def _by(pattern: str | re.Pattern[str], instead: str) -> Callable[[Drawn, random.Random], str]:
    """A change by pattern, once."""
    return lambda item, _: re.sub(pattern, instead, item.text, count=1)


CHANGES: dict[str, Callable[[Drawn, random.Random], str]] = {
    "Zahl geändert": _other_number,
    "zwei Zahlen vertauscht": _numbers_swapped,
    "Jahr geändert": _by(_YEAR, "2009"),
    "Jahr weggelassen": _by(_DATED, ""),
    "„nicht“ weggelassen": _by(r"\bnicht ", ""),
    "„nicht“ hinzugefügt": _denied,
    "„keine“ zu „eine“": _by(r"\bkeine", "eine"),
    "fremdes Nomen eingesetzt": _other_noun,
    "zwei Nomen vertauscht": _nouns_swapped,
    "Einschränkung weggelassen": _by(_SOFTENED, ""),
    "Bedingung weggelassen": _by(r", (?:wenn|sofern|soweit|falls) [^,.]*", ""),
    "Geplantes als Tatsache": _by(r"\b(?:soll|sollen|kann|können) ", "wird "),
    "Länder zu Bundesregierung": _by(r"\bLänder\b", "Bundesregierung"),
    TRUE + "wörtlich": lambda item, _: item.text,
    TRUE + "„Laut Bundesregierung …“": lambda item, _: "Laut Bundesregierung " + item.text,
    TRUE + "um den letzten Nebensatz gekürzt": _by(r", (?:da|weil|wobei|sodass|die|der|das|welche)\b[^,]*\.$", "."),
}


def passed(items: Iterator[Drawn], chance: random.Random) -> dict[str, tuple[int, int]]:
    """For each change how many sentences the check let pass, of how many that it applied to."""
    let, made = Counter[str](), Counter[str]()
    for item in items:
        for name, change in CHANGES.items():
            text = change(item, chance)
            if text == item.text and name != TRUE + "wörtlich":
                continue
            made[name] += 1
            let[name] += verify(text, [Source(item.text, frage=item.frage)]).proven
    return {name: (let[name], made[name]) for name in CHANGES}


def main(index: str, many: str = "400", seed: str = "3") -> None:
    """Print the table."""
    chance = random.Random(int(seed))
    store = Store(Path(index) / "store.sqlite")
    for name, (let, made) in passed(drawn(store, int(many), chance), chance).items():
        print(f"| {name} | {let} von {made} |")
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
