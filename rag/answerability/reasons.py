"""What to tell where nothing is proven: what the nearest place is about, and which words asked for it does not have."""

from __future__ import annotations

from collections.abc import Set

from ingest.language.cutting import cut_at_word
from rag import citation as cite
from rag.parameters import PARAMETERS, Matching
from rag.query.abbreviations import FORMS
from rag.query.analysis import Asked
from rag.retrieval.expansion import Place
from rag.text.matching import match
from rag.text.stemming import content, stem, stems

ONLY_NEAR = "Eine Antwort auf genau diese Frage ist in den vorliegenden Drucksachen nicht belegt."
UNSURE = "Ob sie die Frage beantwortet, ist nicht sicher; bitte an der Quelle prüfen."
MOST = 3  # words that are named
_LONG = 60  # characters of a title that is named whole


def only_near(asked: Asked, where: Place, like: Matching = PARAMETERS.matching) -> str:
    """Why a place is only near: what it is ("die Antwort zu Frage 3 in …"), and which words asked for it lacks.

    Said is only what holds for certain: a word that is not there. That a matter is not there nobody can tell by words.
    """
    nearest = f"Am nächsten kommt {_name(where)}."
    lacking = missing(asked, where, like)
    if not lacking:
        return f"{ONLY_NEAR} {nearest} {UNSURE}"
    words = [f"„{word}“" for word in lacking]
    named = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} und {words[-1]}"
    return f"{ONLY_NEAR} {nearest} {named} {'kommt' if len(words) == 1 else 'kommen'} dort nicht vor."


def missing(asked: Asked, where: Place, like: Matching = PARAMETERS.matching) -> list[str]:
    """The names and numbers asked for that a place, its Frage and its title do not have, in the order asked.

    Of a follow-up turn only its own. Where nothing but names and numbers is written large, verbs are none.
    """
    text = where.everything
    there, small = stems(text), asked.text == asked.text.lower()
    own = [word for word in asked.words if stem(word) not in asked.carried]
    lacking = [word for word in own if (small or word[0].isupper() or word[0].isdigit())]
    return [word for word in lacking if not _there(word, text, there, like)][:MOST]


def strange(asked: Asked, where: Place, like: Matching = PARAMETERS.matching) -> bool:
    """Whether a place has none of the things that a turn itself names: it was found for the topic before it alone."""
    text = where.everything
    there = stems(text)
    return bool(asked.things) and not any(_there(word, text, there, like) for word in asked.things)


def _there(word: str, text: str, there: Set[str], like: Matching) -> bool:
    """Whether a word is there, in another form, within another word or, of a short form, written out."""
    if match(stem(word), there, like) or word.lower() in text.lower():
        return True
    return word in FORMS and all(match(stem(long), there, like) for long in content(FORMS[word]))


def _name(where: Place) -> str:
    """A place in words: "die Antwort zu Frage 3 in „Titel“ (BT-Drs. 21/126)"."""
    passage, title = where.hit.passage, where.titel
    asked = cite.fragen(passage.nummern, passage.folgen) if passage.nummern else ""
    place = f"die Antwort zu {asked}" if asked else "eine Stelle"
    if not title:
        return f"{place} in BT-Drs. {passage.drucksache}"
    return f"{place} in „{cut_at_word(title, _LONG, ' …')}“ (BT-Drs. {passage.drucksache})"
