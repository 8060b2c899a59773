"""Asks the official interface of the Bundestag (DIP): politely, again where it fails, never more than it must.

Addresses, parameters, cursor and key as in the interface's description (OpenAPI 1.4). This is the one client of the
program that takes proxy and certificates from the environment: offices reach the internet so.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from email.utils import parsedate_to_datetime
from importlib import metadata
from typing import Annotated, Any

import httpx
from pydantic import BaseModel, Field, ValidationError
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from rag.fetching.addresses import WRONG_KEY, SyncProblem, endpoint, may_have_pdf
from rag.fetching.model import SyncRequest

Params = Sequence[tuple[str, str]]

ATTEMPTS = 6
"""Times that a page is asked for before the run gives up; with the usual pause the waits add up to half a minute."""
PDF_ATTEMPTS = 2
"""Times that a PDF is asked for: its paper is read from the text meanwhile, and the next run asks again."""
LONGEST_WAIT = 120.0
"""Seconds that the interface may ask us to wait (Retry-After) within a run; told to wait longer, the run ends."""
PAGE_BYTES = 200_000_000
"""Bytes of a page of ten full texts; the largest text of the Wahlperiode has 3 MB."""
PDF_BYTES = 150_000_000
"""Bytes of a PDF; the reader refuses larger ones."""
SECONDS = 300.0
"""That one answer may take from its first byte to its last."""
TEXTS = 10
"""Full texts that the interface gives at a time."""

_BACKOFF = 4.0  # times the pause: what is waited before the second attempt, twice as much before each further one
_TIMEOUT = httpx.Timeout(60.0, connect=15.0)
_BUSY = frozenset({429, 500, 502, 503, 504})
_CHUNK = 1 << 16
_BARREN = 2  # pages without anything new after which a list is an endless one


class Unreachable(Exception):  # noqa: N818 - it is shown as a message
    """The interface gives no sound answer now, however often it is asked (German)."""


class Garbled(Unreachable):
    """It answers, but what it sends is not what its description says."""


class _Again(Exception):  # noqa: N818 - not an error: it is tried again
    """What failed may go well the next time; `after`: seconds to wait for that, where the server says so."""

    def __init__(self, reason: str, after: float | None = None, *, garbled: bool = False) -> None:
        self.reason, self.after, self.garbled = reason, after, garbled
        super().__init__(reason)


class Page(BaseModel):
    """One page of a list: how many entries the whole list has, those of this page, where the next one begins."""

    found: Annotated[int, Field(alias="numFound", ge=0)]
    documents: list[Any]
    cursor: str = ""


class Client:
    """One connection to the interface; close it, or use it in a `with` statement."""

    def __init__(self, request: SyncRequest) -> None:
        """SyncProblem where the request names no key or no address that can be asked."""
        self._url, self._key = endpoint(request.url, request.schluessel.get_secret_value())
        self._pause, self._last = request.pause, 0.0
        self._http = httpx.Client(
            trust_env=True,
            follow_redirects=False,
            timeout=_TIMEOUT,
            limits=httpx.Limits(max_connections=1),
            headers={"User-Agent": f"Antwortfinder/{metadata.version('antwortfinder')}"},
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def pages(self, what: str, asked: Params) -> Iterator[Page]:
        """All pages of a list ("drucksache"): until the cursor stays as it was, or everything has come.

        Unreachable where one cannot be had, or where the list has no end.
        """
        cursor, seen, barren = "", set[str](), 0
        while True:
            page = self._page(what, [*asked, *([("cursor", cursor)] if cursor else [])])
            ids = {str(one.get("id")) for one in page.documents if isinstance(one, dict)}
            barren = 0 if ids - seen else barren + 1
            seen |= ids
            yield page
            if page.cursor in ("", cursor):
                return
            if barren >= _BARREN:
                raise Unreachable("Die Liste von DIP nimmt kein Ende; das wird beim nächsten Abruf wieder versucht.")
            cursor = page.cursor

    def count(self, what: str, asked: Params) -> int:
        """How many entries a list has."""
        return self._page(what, asked).found

    def texts(self, ids: Sequence[str]) -> list[Any]:
        """The records with these ids (at most TEXTS) with their full texts; those withdrawn are not among them."""
        return self._page("drucksache-text", [("f.id", one) for one in ids]).documents

    def pdf(self, address: str) -> bytes | None:
        """A PDF; None where its address may not be asked or it is not there. Unreachable where its server is away."""
        asked = self._allowed(address)
        for attempt in self._tries(PDF_ATTEMPTS):
            with attempt:
                for _ in range(3):
                    if asked is None:
                        return None
                    status, body, onward = self._got(asked, {}, PDF_BYTES)
                    if status != httpx.codes.OK and not onward:
                        return None
                    if not onward:
                        return body
                    asked = self._allowed(str(httpx.URL(asked).join(onward)))
        return None

    def _allowed(self, address: str) -> str | None:
        return address if may_have_pdf(address, self._url) else None

    def _page(self, what: str, asked: Params) -> Page:
        """One page; Unreachable once it was asked for ATTEMPTS times in vain, SyncProblem where the key is wrong."""
        address = str(httpx.URL(f"{self._url}/{what}", params=list(asked)))
        headers = {"Authorization": f"ApiKey {self._key}", "Accept": "application/json"}
        for attempt in self._tries(ATTEMPTS):
            with attempt:
                status, body, _ = self._got(address, headers, PAGE_BYTES)
                if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
                    raise SyncProblem(WRONG_KEY)
                if status != httpx.codes.OK:
                    raise Unreachable(f"DIP lehnt die Anfrage nach /{what} ab (HTTP {status}).")
                return _read_page(body)
        raise AssertionError("tenacity raises")

    def _tries(self, most: int) -> Iterator[Any]:
        """Attempts, until one ends without _Again; then, or when there are no more, what it raised is raised."""
        return iter(
            Retrying(
                retry=retry_if_exception(lambda error: isinstance(error, _Again)),
                stop=stop_after_attempt(most),
                wait=self._wait,
                sleep=time.sleep,
                retry_error_callback=_given_up,
            )
        )

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, _Again) and error.after is not None else 0.0
        return float(max(asked, self._pause * _BACKOFF * 2 ** (state.attempt_number - 1)))

    def _got(self, address: str, headers: dict[str, str], most: int) -> tuple[int, bytes, str]:
        """One request: HTTP status, body (empty unless the status is 200), where a redirection leads."""
        time.sleep(max(0.0, self._last + self._pause - time.monotonic()))
        try:
            with self._http.stream("GET", address, headers=headers) as answer:
                if answer.status_code in _BUSY:
                    raise _busy(answer)
                onward = answer.headers.get("Location", "") if answer.is_redirect else ""
                body = _body(answer, most) if answer.status_code == httpx.codes.OK else b""
                return answer.status_code, body, onward
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _Again(f"nicht erreichbar ({type(error).__name__})") from error
        except (httpx.InvalidURL, UnicodeError) as error:
            raise Unreachable("Die Adresse lässt sich nicht abrufen.") from error
        finally:
            self._last = time.monotonic()


def _body(answer: httpx.Response, most: int) -> bytes:
    """What an answer brings, unpacked; _Again where it is larger or slower than anything real."""
    found, began = bytearray(), time.monotonic()
    for chunk in answer.iter_bytes(_CHUNK):
        found += chunk
        if len(found) > most:
            raise Garbled(f"DIP sendet mehr als {most // 1_000_000} MB auf einmal.")
        if time.monotonic() - began > SECONDS:
            raise _Again("zu langsam")
    return bytes(found)


def _read_page(body: bytes) -> Page:
    try:
        return Page.model_validate(json.loads(body))
    except (ValidationError, ValueError, RecursionError) as error:
        raise _Again("die Antwort ist kein lesbares JSON", garbled=True) from error


def _busy(answer: httpx.Response) -> _Again | Unreachable:
    """What to do where a server is busy: wait as long as it says, if that is not too long."""
    after = _seconds(answer.headers.get("Retry-After", ""))
    if after is not None and after > LONGEST_WAIT:
        return Unreachable(f"DIP will erst in {round(after / 60)} Minuten wieder gefragt werden.")
    return _Again(f"HTTP {answer.status_code}", after)


def _seconds(said: str) -> float | None:
    """The seconds of a Retry-After (RFC 9110): a number, or a date; None where it is neither."""
    if said.isascii() and said.isdigit():
        return float(said[:9])
    with suppress(ValueError, TypeError, OverflowError):
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    return None


def _given_up(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    assert isinstance(error, _Again)
    kind = Garbled if error.garbled else Unreachable
    raise kind(f"DIP antwortet nicht, wie es soll: {error.reason}. Abhilfe: Netz und HTTPS_PROXY prüfen.") from error
