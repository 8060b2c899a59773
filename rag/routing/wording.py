"""What requests are answered with, in German: how they were understood, what a list counts, what a head says."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Drucksache, Status
from rag import citation as cite
from rag.model import Filters, Paper
from rag.requested import Art, Je, Rated, Teil
from rag.routing.request import Request

STATUS = {
    Status.BEANTWORTET: "beantwortet",
    Status.TEILWEISE: "teilweise beantwortet",
    Status.VERWIESEN: "mit einem Verweis beantwortet",
    Status.KEINE_ERKENNTNISSE: "keine Erkenntnisse",
    Status.ABGELEHNT: "Antwort abgelehnt",
    Status.EINGESTUFT: "Antwort eingestuft",
}
"""What a kind of answer is called."""
_TEIL = {
    Teil.UEBERBLICK: "Überblick",
    Teil.ZUSAMMENFASSUNG: "Zusammenfassung, ein Satz je Antwort",
    Teil.FRAGESTELLER: "wer gefragt hat",
    Teil.DATUM: "Datum",
    Teil.QUELLE: "Quelle",
    Teil.RESSORT: "wer geantwortet hat",
    Teil.TITEL: "Titel",
}
_HELP = (
    "Fragen Sie in eigenen Worten, was die Bundesregierung geantwortet hat; die Antwort steht wörtlich in den "
    "Papieren. Außerdem geht: eine Drucksache zeigen („20/11166“) oder eine ihrer Fragen („Zeige Frage 3 aus "
    "20/11166“), sie zusammenfassen („Fasse 20/11166 zusammen“), Papiere auflisten („Anfragen der AfD zu "
    "Abschiebungen seit Juli“, „Antworten des BMI“), nicht Beantwortetes finden („Welche Fragen hat die Regierung "
    "in 20/11166 nicht beantwortet?“) oder auszählen („Welches Ressort verweigert am häufigsten?“, „Wie oft hat das "
    "BMI nicht geantwortet?“), vergleichen („Vergleiche Bayern und Hessen bei …“), sehen, was andere Papiere "
    "auf dieselbe Frage antworten („Frage 3 aus 20/11166 im Zeitvergleich“), und nach einer Antwort "
    "„Quelle?“, „Wer hat das gefragt?“ oder „Von wann ist das?“ fragen."
)
WHICH_PAPER = "Es ist nicht klar, welches Papier gemeint ist. Nennen Sie bitte die Nummer der Drucksache."
COMPARE_WHAT = (
    "Es ist nicht klar, worin verglichen werden soll. Nennen Sie es bitte: „Vergleiche Bayern und Hessen bei …“."
)


def understood(request: Request, numbers: Sequence[str]) -> str:
    """How a request was understood; `numbers`: the papers that it is of."""
    named = " und ".join(f"BT-Drs. {nummer}" for nummer in numbers)
    match request.art:
        case Art.FRAGE | Art.UNBEKANNT if request.fragen:
            return f"{_fragen(request.fragen)} aus {named}"
        case Art.PAPIER:
            return f"{named}: {_TEIL[request.teil]}"
        case Art.LISTE:
            return ", ".join(["Liste der Papiere", *_narrowed(request)])
        case Art.STATUS:
            kinds = ", ".join(STATUS[s] for s in Status if s in request.status)
            return ", ".join(
                [f"Fragen nach Stand der Antwort ({kinds})", *([named] if named else []), *_narrowed(request)]
            )
        case Art.RADAR:
            by = {Je.RESSORT: "Ressort", Je.FRAKTION: "Fraktion", Je.MONAT: "Monat"}[request.je]
            return ", ".join([f"Ausweich-Radar: Antworten nach ihrem Stand, je {by}", *_narrowed(request)])
        case Art.VERGLEICH:
            return f"Vergleich: {' und '.join(request.seiten)}" + (f", {request.thema}" if request.thema else "")
        case Art.HILFE:
            return "Was kann ich hier fragen?"
        case _:
            return named


def _fragen(numbers: Sequence[str]) -> str:
    return f"Frage{'n' if len(numbers) > 1 else ''} {cite.enumerated(numbers)}"


def _narrowed(request: Request) -> list[str]:
    return request.filters.words() + ([f"zum Thema „{request.thema}“"] if request.thema else [])


def help_text(stock: Sequence[Paper]) -> str:
    """What can be asked, and which papers there are."""
    days = sorted(paper.datum for paper in stock if paper.datum)
    asked = sorted({name for paper in stock for name in paper.fraktionen})
    held = f"Im Bestand: {_papers(len(stock))}"
    held += f" vom {days[0]:%d.%m.%Y}" if days else ""
    held += f" bis {days[-1]:%d.%m.%Y}" if days and days[0] != days[-1] else ""
    held += f", gefragt von {', '.join(asked)}" if asked else ""
    return f"{_HELP}\n{held}. Alle stehen auf der Seite „Papiere“."


def _papers(count: int) -> str:
    return "1 Papier" if count == 1 else f"{count} Papiere" if count else "kein Papier"


def list_text(count: int, filters: Filters, thema: str, meant: int = 0) -> str:
    """The sentence over a list of papers: how many, of what, by what rule, and how many more by their meaning."""
    words = filters.words()
    of = f" ({', '.join(words)})" if words else ""
    if not thema:
        return _capital(f"{_papers(count)} im Bestand{of}.")
    rule = "Gezählt ist auch, was gebeugt ist oder ein längeres Wort beginnt, ein langes Wort auch an dessen Ende."
    relative = "dessen" if count < 2 else "deren"
    counted = f"{_capital(_papers(count))} im Bestand{of}, in {relative} Titel oder Fragen „{thema}“ steht. {rule}"
    if not meant:
        return counted
    more, they = (f"liegen {meant} weitere Papiere", "sind sie") if meant > 1 else ("liegt 1 weiteres Papier", "ist es")
    return f"{counted} Dem Sinn nach {more} nahe, ohne dass „{thema}“ dort steht; mitgezählt {they} nicht."


def status_text(found: Sequence[Rated], request: Request, numbers: Sequence[str]) -> str:
    """The sentence over a list of Fragen: how many of each status."""
    words = [*(f"BT-Drs. {nummer}" for nummer in numbers), *_narrowed(request)]
    where = f" ({', '.join(words)})" if words else ""
    many = "Keine Frage" if not found else "1 Frage" if len(found) == 1 else f"{len(found)} Fragen"
    counts = [(s, sum(one.status is s for one in found)) for s in (*Status, None)]
    each = ", ".join(f"{STATUS[s] if s else 'ohne Antwort'}: {n}" for s, n in counts if n)
    kinds = ", ".join(STATUS[s] for s in Status if s in request.status)
    return f"{many} aus den Papieren im Bestand{where}, Stand der Antwort: {each or kinds}."


def not_held(nummer: str) -> str:
    """That a paper is not there."""
    return f"Die Drucksache {nummer} ist nicht im Bestand. Beim Bundestag läge ihr PDF unter {cite.paper_url(nummer)}"


def no_such_question(paper: Drucksache, fragen: Sequence[str]) -> str:
    """That a paper has no Frage of these numbers, and which ones it has."""
    there = [str(frage.nummer) for frage in paper.fragen]
    known = f"Es gibt dort die Fragen {there[0]} bis {there[-1]}." if len(there) > 1 else "Es hat nur eine Frage."
    return f"BT-Drs. {paper.nummer} hat keine {_fragen(fragen)}. {known if there else 'Es hat keine einzelnen Fragen.'}"


def head(paper: Drucksache, teil: Teil) -> str:
    """One line of a paper's head; what is not known is said to be."""
    name = f"BT-Drs. {paper.nummer}"
    match teil:
        case Teil.FRAGESTELLER:
            people, groups = ", ".join(paper.fragesteller), ", ".join(paper.fraktionen)
            who = f"{groups} ({people})" if groups and people else groups or people
            return (
                f"Gefragt hat in {name}: {who}."
                if who
                else f"Wer in {name} gefragt hat, steht nicht im Kopf des Papiers."
            )
        case Teil.DATUM:
            return (
                f"{name} ist vom {paper.datum:%d.%m.%Y}." if paper.datum else f"Das Datum von {name} ist nicht bekannt."
            )
        case Teil.RESSORT:
            known = f"Geantwortet hat in {name}: {paper.ressort}."
            return known if paper.ressort else f"Wer in {name} geantwortet hat, steht nicht im Kopf des Papiers."
        case Teil.TITEL:
            return f"{name} heißt „{paper.titel}“." if paper.titel else f"Der Titel von {name} ist nicht bekannt."
        case Teil.QUELLE:
            return (
                f"{name}{_day(paper)}: {paper.titel or 'Titel nicht bekannt'}. {cite.paper_url(paper.nummer)}".strip()
            )
        case _:
            return overview(paper)


def _day(paper: Drucksache) -> str:
    return f" vom {paper.datum:%d.%m.%Y}" if paper.datum else ""


def overview(paper: Drucksache) -> str:
    """A paper's head in a sentence or two."""
    asked = f" auf die Kleine Anfrage {paper.bezug}" if paper.bezug else ""
    groups = f" ({', '.join(paper.fraktionen)})" if paper.fraktionen else ""
    answered = f", geantwortet hat: {paper.ressort}" if paper.ressort else ""
    many = f"{len(paper.fragen)} Frage{'' if len(paper.fragen) == 1 else 'n'}"
    title = paper.titel or "Titel nicht bekannt"
    return f"„{title}“, BT-Drs. {paper.nummer}{_day(paper)}. Antwort{asked}{groups}{answered}. {many}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
