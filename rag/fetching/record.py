"""A record of the interface as far as it must be understood to be kept: everything else is kept unread.

Fields as in the interface's description (OpenAPI 1.4: Drucksache, DrucksacheText).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ingest.language.papernumbers import NEW, NUMBER
from ingest.sources import file_stems

ANFRAGEN = ("Kleine Anfrage", "Große Anfrage")
"""What only asks: the `drucksachetyp` of the paper, and the `vorgangstyp` that it shares with its answer."""
ANSWERING = ("Schriftliche Fragen", "Antwort")
"""What answers, `drucksachetyp` each: answers to Kleine and to Große Anfragen have the same."""
TYPES = (*ANFRAGEN, *ANSWERING)
"""What is asked for, `drucksachetyp` each; the Anfragen first: they confirm how answers are parsed."""
ID = re.compile(r"[0-9]{1,12}")
_PRINTED = re.compile(rf"(zu\s)?({NUMBER}){NEW}")
_ANSWERS = re.compile(rf"^\s{{0,9}}auf die (?:Kleine|Große) Anfrage\b[^/]{{0,300}}?\bDrucksache\s({NUMBER})")
_SHOWN = 40  # characters of a number that is none


def _sound(value: object) -> object:
    """A value that only some records have; one of another kind counts as none."""
    return value if isinstance(value, str) else ""


Said = Annotated[str, BeforeValidator(_sound)]


def _list(value: object) -> list[object]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


class Vorgang(BaseModel):
    """A procedure that a paper belongs to; an Anfrage and its answer belong to the same."""

    model_config = ConfigDict(frozen=True)

    id: Said = ""
    vorgangstyp: Said = ""


class RecordError(ValueError):
    """A record that cannot be kept: which one, and why (German)."""

    def __init__(self, name: str, grund: str) -> None:
        self.name, self.grund = name, grund
        super().__init__(name, grund)


class Record(BaseModel):
    """What is known of a paper before it is read.

    `stem`: how its files are named; `nummer`: that of its paper ("21/124", also for "21/124 (neu)").
    """

    model_config = ConfigDict(frozen=True)

    id: Annotated[str, Field(pattern=rf"^{ID.pattern}$")]
    dokumentnummer: Annotated[str, Field(max_length=_SHOWN)]
    drucksachetyp: str
    herausgeber: str
    aktualisiert: AwareDatetime
    titel: Said = ""
    pdf_url: Said = ""
    pdf_hash: Annotated[Said, AfterValidator(str.lower)] = ""
    text: Said = ""
    vorgangsbezug: Annotated[list[Vorgang], BeforeValidator(_list)] = []

    @property
    def nummer(self) -> str:
        """The paper's number, in the form that papers are known by."""
        return _number(self.dokumentnummer)[1]

    @property
    def stem(self) -> str:
        """The name of its files without ending: "21-00124"; what only adds to that paper ("zu 21/124") has its own."""
        added, nummer = _number(self.dokumentnummer)
        return file_stems(nummer)[0] + ("-zu" if added else "")

    @property
    def links(self) -> tuple[str, ...]:
        """What an answer and its Anfrage have in common: the id of their Vorgang, the Anfrage's number."""
        ids = (one.id for one in self.vorgangsbezug if one.vorgangstyp in ANFRAGEN and ID.fullmatch(one.id))
        answers = _ANSWERS.search(self.titel)
        return (*ids, *([answers[1]] if answers and self.citable else []))

    @property
    def citable(self) -> bool:
        """Whether it answers questions; an Anfrage only asks them."""
        return self.drucksachetyp not in ANFRAGEN

    @property
    def wanted(self) -> bool:
        """Whether it is what was asked for."""
        return self.drucksachetyp in TYPES and self.herausgeber == "BT"

    @property
    def when(self) -> str:
        """When it was changed last, in a form that sorts."""
        return self.aktualisiert.astimezone(UTC).isoformat()


def _number(printed: str) -> tuple[bool, str]:
    found = _PRINTED.fullmatch(printed)
    if found is None:
        raise ValueError(printed)
    return found[1] is not None, found[2]


def read_record(data: object) -> Record:
    """A record as delivered, understood; RecordError (German) where it cannot be kept under its name."""
    given: dict[str, Any] = data if isinstance(data, dict) else {}
    source = given.get("fundstelle")
    address = source.get("pdf_url") if isinstance(source, dict) else None
    try:
        record = Record.model_validate(given | {"pdf_url": address})
        _number(record.dokumentnummer)
    except ValidationError as error:
        fields = ", ".join(dict.fromkeys(str(one["loc"][0]) for one in error.errors()))
        raise RecordError(_named(given), f"Der Eintrag bei DIP ist unvollständig oder falsch ({fields}).") from error
    except ValueError as error:
        raise RecordError(_named(given), "Der Eintrag bei DIP nennt keine richtige Nummer.") from error
    return record


def _named(given: dict[str, Any]) -> str:
    """What a broken record is called, whatever it holds; it is shown."""
    name = given.get("dokumentnummer") or given.get("id") or "?"
    return "".join(c if c.isprintable() else "?" for c in str(name))[:_SHOWN]


def as_time(text: str) -> datetime:
    """What `Record.when` gave, as a time."""
    return datetime.fromisoformat(text)
