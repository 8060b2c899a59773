"""What to tell where nothing is proven: what the nearest place is about, and what of the question it does not have.

What is told is of the places that are shown, and holds for certain: that a name or a noun is not there, or that what
is there holds for another year or place. That a matter is not there nobody can tell by words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ingest.language.cutting import cut_at_word
from ingest.model import Status
from rag import citation as cite
from rag.answerability.binding import Missed
from rag.answerability.standing import Standing, part_stands, standing, stands
from rag.model import Hit
from rag.parameters import PARAMETERS, Matching
from rag.query.analysis import Asked, Kind, holds
from rag.query.named import Named
from rag.query.sought import Sought, tells
from rag.retrieval.expansion import Place
from rag.text.matching import match
from rag.text.stemming import stem, stems

ONLY_NEAR = "Eine Antwort auf genau diese Frage ist in den vorliegenden Drucksachen nicht belegt."
UNSURE = "Ob sie die Frage beantwortet, ist nicht sicher; bitte an der Quelle prüfen."
MOST = 2  # things that are named
_LONG = 60  # characters of a title that is named whole
_AMONG = 10  # best hits that are looked through for what is said to stand in none of them
_STATES = {
    Status.KEINE_ERKENNTNISSE: "Auf die Frage dort antwortet die Bundesregierung, dass ihr nichts vorliegt.",
    Status.ABGELEHNT: "Die Bundesregierung gibt dort keine Auskunft.",
    Status.EINGESTUFT: "Die Antwort ist ganz oder teilweise eingestuft; das steht nicht in der Drucksache.",
}
_STANDS = frozenset({Sought.DAUER, Sought.LAENGE, Sought.ANTEIL})  # Kind has the others
_NONE_OF = {
    Kind.BETRAG: "Ein Betrag steht dort nicht.",
    Kind.ZAHL: "Eine Zahl steht dort nicht.",
    Kind.DATUM: "Ein Datum steht dort nicht.",
}


def only_near(
    asked: Asked,
    wanted: Named,
    where: Place,
    missed: Sequence[Missed] = (),
    others: Collection[str] = (),
    like: Matching = PARAMETERS.matching,
) -> str:
    """Why a place is only near, the first of those shown: which one that is, rag.answering.cutoff.read_first decides.

    `missed`: what the question asks for that does not hold for it; where there is any, it is the reason. Else that is
    what does not stand there. `others`: texts that tell nouns from verbs.
    """
    held, state = standing(asked, wanted, where, others, like), _state(where)
    if missed:
        told = _bound(missed, held)
        begins = "" if any(one.instead for one in missed) else f"Am nächsten kommt {_name(where)}. "
        return f"{begins}{told}" + (f" {state}" if state else "")
    nearest = f"{ONLY_NEAR} Am nächsten kommt {_name(where)}."
    if held.lacking:
        return " ".join(filter(None, (nearest, _told(held), state)))
    return f"{nearest} {state or _none_of(asked, where) or UNSURE}"


def not_here(asked: Asked, wanted: Named, hits: Sequence[Hit], like: Matching = PARAMETERS.matching) -> str | None:
    """What is asked for and stands in none of the best hits; None where there is nothing of the kind."""
    held = [standing(asked, wanted, Place(hit, (hit.passage,)), (), like).lacking for hit in hits[:_AMONG]]
    words = [word for word in held[0] if all(word in other for other in held)] if held else []
    return f"{_absent(words[:MOST])} in keiner der Stellen vor, die am nächsten liegen." if words else None


def doubtful(
    asked: Asked, wanted: Named, where: Place, others: Collection[str] = (), like: Matching = PARAMETERS.matching
) -> str | None:
    """The nouns of a question of which not even a part stands in what is shown; None where there is none."""
    text = where.everything
    nouns = [noun for noun in standing(asked, wanted, where, others, like).nouns if not part_stands(noun, text)]
    return f"{_absent(nouns[:MOST])} in dem, was hier zitiert ist, nicht vor: bitte prüfen." if nouns else None


def strange(asked: Asked, where: Place, like: Matching = PARAMETERS.matching) -> bool:
    """Whether a place has none of the things that a turn itself names: it was found for the topic before it alone."""
    text = where.everything
    known = stems(text)
    there = (match(stem(word), known, like) or stands(word, text, known, like) for word in asked.things)
    return bool(asked.things) and not any(there)


def _state(where: Place) -> str | None:
    """That a place tells nothing, where it does not: only points elsewhere, knows nothing, gives no information."""
    if where.only_points and not where.followed:
        return "Dort wird nur auf eine andere Stelle verwiesen."
    status = where.hit.passage.status
    return _STATES.get(status) if status else None


def _told(held: Standing) -> str:
    """What a place has of the question, and what not."""
    there = f"Dort steht etwas zu {_listed(held.there)}; " if held.there else ""
    return f"{there}{_absent(held.lacking[:MOST])} dort nicht vor."


def _none_of(asked: Asked, where: Place) -> str | None:
    """That a place has no length of time, amount, number or date where one is asked for."""
    one = asked.sought
    if one in _STANDS and not asked.carried and not tells(one, where.said, (where.said,)):
        return f"{one.subject} steht dort nicht."
    return next((told for kind, told in _NONE_OF.items() if kind in asked.kinds and not holds(kind, where.said)), None)


def _bound(missed: Sequence[Missed], held: Standing) -> str:
    """What does not hold for a place, and which nouns it does not have."""
    told = [_missed(one, nowhere=one.asked in held.absent) for one in missed]
    if len(" ".join(held.nouns).split()) > 1:  # a single one may only be called otherwise there
        also = "Auch " if any(one.asked in held.absent for one in missed) else ""
        told.append(f"{also}{_absent(held.nouns[:MOST])} dort nicht vor.")
    return " ".join(told)


def _missed(one: Missed, *, nowhere: bool) -> str:
    """That one thing asked for does not hold; `nowhere`: it does not stand in what is shown at all."""
    if one.kind:
        return f"{one.asked} nennt die Stelle, die am nächsten kommt, nicht."
    asked, there = _quoted(one.asked), _listed(_apart(one.instead))
    if not there:
        return f"Für {asked} steht dort nichts." if nowhere else f"Ob es für {asked} gilt, steht dort nicht."
    begins = f"Für {asked} steht hier nichts" if nowhere else f"Gefragt ist nach {asked}"
    return f"{begins}; was am nächsten kommt, gilt für {there}."


def _apart(words: Sequence[str]) -> list[str]:
    """Words without those that stand within another one of them ("2023" beside "2021 bis 2023")."""
    return [word for word in words if not any(word in other for other in words if other != word)][:MOST]


def _absent(words: Sequence[str]) -> str:
    return f"{_listed(words)} {'kommt' if len(words) == 1 else 'kommen'}"


def _listed(words: Sequence[str]) -> str:
    return cite.enumerated([_quoted(word) for word in words])


def _quoted(words: str) -> str:
    return f"„{' '.join(words.split())}“"


def _name(where: Place) -> str:
    """A place in words: "die Antwort zu Frage 3 in „Titel“ (BT-Drs. 21/126)"."""
    passage, title = where.hit.passage, where.titel
    asked = cite.fragen(passage.nummern, passage.folgen) if passage.nummern else ""
    place = f"die Antwort zu {asked}" if asked else "eine Stelle"
    if not title:
        return f"{place} in BT-Drs. {passage.drucksache}"
    return f"{place} in „{cut_at_word(title, _LONG, ' …')}“ (BT-Drs. {passage.drucksache})"
