"""Calls of the page's events: by number, with a session's name; both come from outside and are believed by Gradio."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import TypeGuard

from ui.web.access import Caller, Who

NOT_PUBLIC = "Diese Funktion ist nicht öffentlich."
NOT_YOURS = "Diese Sitzung gehört jemand anderem."
NOT_JSON = "Diese Anfrage ist nicht zu lesen."
NO_FETCHING = "Dateien werden nur hochgeladen, nicht von einer Adresse geholt."
MANY = 10_000
"""Sessions kept in mind: a page opened is one."""


class Events:
    """Who may call which event, and whose a session is: whoever named it first. `public`: numbers open to programs."""

    def __init__(self, public: frozenset[int]) -> None:
        self._public = public
        self._sessions: OrderedDict[str, Caller] = OrderedDict()

    def problem(self, given: Mapping[str, object] | None, caller: Caller) -> str | None:
        """Why a call that was `read` is refused (German); None if it may go on."""
        if given is None:
            return NOT_JSON
        number, session = given.get("fn_index"), given.get("session_hash")
        if number is not None and type(number) is not int:  # Gradio takes "7" and 7.0 for 7; the limits know 7 alone
            return NOT_JSON
        if number is not None and Who.PERSON not in caller.who and number not in self._public:
            return NOT_PUBLIC
        if session is not None and not (isinstance(session, str) and self.owns(caller, session)):
            return NOT_YOURS
        return NO_FETCHING if _names_address(given) else None

    def owns(self, caller: Caller, session: str) -> bool:
        """Whether a session of this name is the caller's; a new one becomes theirs."""
        owner = self._sessions.setdefault(session[:100], caller)
        self._sessions.move_to_end(session[:100])
        if len(self._sessions) > MANY:
            self._sessions.popitem(last=False)
        return owner == caller


def read(body: bytes) -> dict[str, object] | None:
    """A call from the JSON that is its body; None where it is no object."""
    try:
        given = json.loads(body)  # as Gradio reads it, so that both see the same
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) else None


def _names_address(given: object) -> bool:
    """Whether a file is named by an address in the net, which Gradio would fetch."""
    left = [given]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            if _is_address(value.get("path")):
                return True
            left.extend(value.values())
        elif isinstance(value, list):
            left.extend(value)
    return False


def _is_address(path: object) -> TypeGuard[str]:
    return isinstance(path, str) and "://" in path
