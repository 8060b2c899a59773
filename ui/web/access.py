"""Who may call what: the one list of ways into the server. What is not on it is closed, to everyone.

`docs/zugriff.md` says the same for every route that the running server has; a test compares the two with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Flag, auto
from functools import cached_property

from ui.web import limits
from ui.web.limits import Limit

PUBLIC = ("ask", "find", "read", "papers")
"""The functions for programs, by Gradio's API and as MCP tools."""


class Who(Flag):
    """A stranger (without login), a person (with a session), a program (with a key)."""

    STRANGER = auto()
    PERSON = auto()
    PROGRAM = auto()


EVERYONE = Who.STRANGER | Who.PERSON | Who.PROGRAM
BOTH = Who.PERSON | Who.PROGRAM


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends a request: the name that the login knows ("" where there is none) and as what they come."""

    name: str
    who: Who


LARGEST_UPLOAD = 60_000_000
"""Bytes; the largest Bundestag PDFs have about half of that."""
FORM, JSON, UPLOAD = 16_000, 1_000_000, LARGEST_UPLOAD + 100_000
"""Bytes that a request may carry: a name and a password; a question or a case of a set; a file and what frames it."""


@dataclass(frozen=True)
class Rule:
    """A way in: the method, the whole path as a regular expression, who may take it, the bytes it may carry."""

    method: str
    path: str
    who: Who
    body: int = 0
    event: bool = False
    """Its JSON calls one of the page's events, by a number, in a session: `events` says which and whose."""
    stream: bool = False
    """The answer stays open: it is counted apart from requests that are answered at once."""
    keep: bool = False
    """The path changes with what it names, so that a browser may keep it."""

    limit: Limit | None = None
    """How often one user may take it."""
    asks: bool = False
    """It is a question, which counts itself: who may not ask now is told so before."""

    local: bool = False
    """Whoever asks from this machine itself, through no proxy, may take it too."""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.path)

    def fits(self, method: str, path: str) -> bool:
        """Whether this is the way that a request takes."""
        return method == self.method and self._pattern.fullmatch(path) is not None


_NAME = "|".join(PUBLIC)
_KEY = "[A-Za-z0-9_-]{1,64}"
_MCP = "/gradio_api/mcp(?:/|/http/?)?"
RULES = (
    # whoever watches the service
    Rule("GET", "/gesund", EVERYONE),
    Rule("GET", "/metriken", Who.PROGRAM, local=True),
    # the login
    Rule("GET", "/anmelden", EVERYONE),
    Rule("POST", "/anmelden", EVERYONE, FORM),
    Rule("POST", "/abmelden", Who.PERSON, FORM),
    Rule("GET", "/oidc(?:-zurueck|-ende)?", EVERYONE),
    # our own
    Rule("GET", "/(?:quelle|papier)", Who.PERSON),
    Rule("GET", "/(?:blatt|seite|pdf)", Who.PERSON, limit=limits.SHEETS),
    Rule("GET", "/radar(?:/fragen)?", Who.PERSON),
    Rule("GET", r"/radar(?:/fragen)?\.csv", Who.PERSON, limit=limits.FILES),
    Rule("GET", rf"/export/{_KEY}\.(?:md|docx)", Who.PERSON, limit=limits.FILES),
    Rule("GET", r"/(?:tabellen|vergleich)\.xlsx", Who.PERSON, limit=limits.FILES),
    Rule("POST", "/gespraeche/suchen", Who.PERSON, FORM, limit=limits.SEARCHES),
    # what is shared: for people who are logged in, whatever they know besides
    Rule("GET", f"/teilen|/geteilt/{_KEY}", Who.PERSON),
    Rule("POST", "/teilen", Who.PERSON, FORM, limit=limits.SHARES),
    Rule("POST", "/teilen/(?:pruefen|zuruecknehmen)", Who.PERSON, FORM),
    Rule("POST", "/schon-gefragt", Who.PERSON, UPLOAD, limit=limits.DRAFTS),
    Rule("GET", rf"/schon-gefragt/{_KEY}\.docx", Who.PERSON, limit=limits.FILES),
    Rule("GET", "/nachfragen", Who.PERSON),
    Rule("GET", r"/nachfragen/kleine-anfrage\.docx", Who.PERSON, limit=limits.FILES),
    Rule("POST", "/nachfragen/entwerfen", Who.PERSON, FORM, limit=limits.FOLLOW_UPS),
    Rule("POST", "/nachfragen/(?:vorziehen|entfernen)", Who.PERSON, FORM),
    Rule("POST", "/nachfragen/aendern", Who.PERSON, JSON),
    Rule("POST", "/papiere", Who.PERSON, UPLOAD, limit=limits.PAPERS),
    Rule("POST", "/papiere/entfernen", Who.PERSON, FORM),
    Rule("GET", "/papiere/abgleich", Who.PERSON),
    Rule("POST", "/papiere/abgleich", Who.PERSON, FORM),
    Rule("GET", r"/af/[0-9a-f]{12}/\w+\.(?:css|js)", Who.PERSON, keep=True),
    # what is new; who has the token of a feed or of a mail needs nothing else, and comes to nothing else by it
    Rule("GET", "/neues(?:/zahl)?", Who.PERSON),
    Rule("POST", "/neues/merken", Who.PERSON, FORM, limit=limits.KEPT),
    Rule("POST", "/neues/(?:vergessen|feed|post)", Who.PERSON, FORM),
    Rule("GET", rf"/neues/feed/{_KEY}\.atom", EVERYONE),
    Rule("GET", f"/neues/(?:bestaetigen|abbestellen)/{_KEY}", EVERYONE),
    Rule("POST", f"/neues/(?:bestaetigen|abbestellen)/{_KEY}", EVERYONE, FORM),
    # Gradio's page
    Rule("GET", r"/(?:theme\.css|favicon\.ico)?", Who.PERSON),
    Rule("GET", "/static/.+", Who.PERSON),
    Rule("GET", "/assets/.+", Who.PERSON, keep=True),
    Rule("POST", "/gradio_api/run/predict", Who.PERSON, JSON, event=True),
    Rule("POST", "/gradio_api/upload", Who.PERSON, UPLOAD, limit=limits.SETS),
    Rule("GET", r"/gradio_api/file=(?:/|[A-Za-z]:[\\/]).+", Who.PERSON),  # of an address Gradio would fetch it
    # Gradio's clients: the page, and programs for what is public
    Rule("GET", "/config|/gradio_api/info", BOTH),
    Rule("GET", f"/gradio_api/heartbeat/{_KEY}", BOTH, stream=True),
    Rule("POST", "/gradio_api/queue/join", BOTH, JSON, event=True),
    Rule("GET", "/gradio_api/queue/data", BOTH, stream=True),
    # programs
    Rule("POST", "/gradio_api/call/(?:ask|find)", BOTH, JSON, event=True, asks=True),
    Rule("POST", f"/gradio_api/call/(?:{_NAME})", BOTH, JSON, event=True),
    Rule("GET", f"/gradio_api/call/(?:{_NAME})/{_KEY}", BOTH, stream=True),
    Rule("GET", f"{_MCP}|/gradio_api/mcp/sse", BOTH, stream=True),
    Rule("GET", "/gradio_api/mcp/schema", BOTH),
    Rule("POST", f"{_MCP}|/gradio_api/mcp/messages/", BOTH, JSON),
    Rule("DELETE", _MCP, BOTH),
)


CLOSED = Rule("", "", Who(0))


def rule_for(method: str, path: str) -> Rule:
    """The first rule that fits a request, its path decoded and without a query; CLOSED to everyone where none does."""
    return next((rule for rule in RULES if rule.fits(method, path)), CLOSED)
