"""Filters as the page's address carries them: wp, ressort, fraktion, drs, frage, von, bis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from urllib.parse import parse_qs, urlencode

from rag.model import Filters, Paper

Params = Mapping[str, Sequence[str]]


def read(address: str) -> Filters:
    """The filters of a query string ("?wp=20&ressort=..."); what is no filter or not readable is left out."""
    return from_params(parse_qs(address.lstrip("?")))


def from_params(params: Params) -> Filters:
    """The filters of parameters by name, as `parse_qs` gives them; what is no filter or not readable is left out."""
    return Filters(
        drucksachen=frozenset(params.get("drs", ())),
        fragen=frozenset(params.get("frage", ())),
        wahlperioden=frozenset(int(value) for value in params.get("wp", ()) if value.isdecimal() and len(value) < 4),
        ressorts=frozenset(params.get("ressort", ())),
        fraktionen=frozenset(params.get("fraktion", ())),
        von=_day(params.get("von", ())),
        bis=_day(params.get("bis", ())),
    )


def write(filters: Filters) -> str:
    """The query string, without "?", in one order; `read` gives the same filters back.

    `fragen` cannot be chosen on the page: they are read out of a question, and kept with its answer.
    """
    pairs = [("drs", number) for number in sorted(filters.drucksachen)]
    pairs += [("frage", number) for number in sorted(filters.fragen)]
    pairs += [("wp", str(number)) for number in sorted(filters.wahlperioden)]
    pairs += [("ressort", name) for name in sorted(filters.ressorts)]
    pairs += [("fraktion", name) for name in sorted(filters.fraktionen)]
    days = (("von", filters.von), ("bis", filters.bis))
    return urlencode(pairs + [(name, day.isoformat()) for name, day in days if day])


def _day(values: Sequence[str]) -> date | None:
    try:
        return date.fromisoformat(values[0]) if values else None
    except ValueError:
        return None


def choices(papers: Iterable[Paper]) -> dict[str, list[str]]:
    """What can be chosen for each filter, from the papers there are: name in the address -> values in order.

    The newest Wahlperiode first, ressorts and fraktionen by the alphabet, Drucksachen as the papers come.
    """
    stock = list(papers)
    return {
        "wp": [str(n) for n in sorted({p.wahlperiode for p in stock if p.wahlperiode}, reverse=True)],
        "ressort": sorted({p.ressort for p in stock if p.ressort}),
        "fraktion": sorted({name for p in stock for name in p.fraktionen}),
        "drs": [p.nummer for p in stock],
    }
