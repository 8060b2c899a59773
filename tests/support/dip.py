"""A stand-in of the Bundestag's interface (DIP, OpenAPI 1.4) on the loopback: lists, texts, PDFs, and faults on demand.

It answers as the description says, and holds what it is asked and what it answers to that description where it is
given one. Nothing ever reaches the real server.
"""

# ruff: noqa: D102  # the methods are http.server's, described there

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ingest.sources import file_stems

KEY = "OSOegLs.PR2lwJ1dwCeje9vTj7FPOt3hvpYKtwKkhw"  # the description's own example
OFFICIAL = "https://search.dip.bundestag.de"
BASE = "/api/v1"
PER_PAGE = {"drucksache": 100, "drucksache-text": 10}
REFUSED = (
    "An API key is required to access this service. Please refer to https://dip.bundestag.de/über-dip/hilfe/api how "
    "to apply for a key. Misuse of this service may lead to blocking your requests."
)
CHANGED = "2025-10-01T10:00:00+02:00"


class Fault(Enum):
    """What it does instead of answering."""

    BUSY = auto()  # 503
    SLOW_DOWN = auto()  # 429 with Retry-After
    CUT = auto()  # half of the answer, then nothing
    GARBAGE = auto()  # no JSON
    GONE = auto()  # not a word
    ENDLESS = auto()  # the same page again, under a new cursor


@dataclass
class Planned:
    """A fault for the next `times` requests whose path and query the pattern finds."""

    fault: Fault
    where: str
    times: int
    after: str = "0"  # seconds, of SLOW_DOWN


@dataclass
class Asked:
    """A request that came: path, parameters, headers (names in small type), when (seconds, monotonic)."""

    path: str
    params: list[tuple[str, str]]
    headers: dict[str, str]
    when: float = field(default_factory=time.monotonic)


class Dip(ThreadingHTTPServer):
    """The stand-in; `records` by id, `pdfs` by path. `wrong`: what its description says against anything."""

    daemon_threads = True

    def __init__(self, description: Path | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.records: dict[str, dict[str, Any]] = {}
        self.pdfs: dict[str, bytes] = {}
        self.onward: dict[str, str] = {}  # path -> where it redirects to
        self.planned: list[Planned] = []
        self.asked: list[Asked] = []
        self.wrong: list[str] = []
        self.key = KEY
        self.meanwhile: Callable[[Asked], None] = lambda _: None  # called before each answer
        self.judge = _judge(description) if description else None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def url(self) -> str:
        return self.origin + BASE

    def add(self, nummer: str, text: str, kind: str = "Antwort", pdf: bytes | None = None, **more: Any) -> str:
        """Give it a paper; gives the record's id. Given again, it has changed. `more`: fields of the record."""
        wahlperiode, zahl = nummer.split("/")
        id_ = more.get("id") or f"{int(wahlperiode)}{int(zahl):05d}"
        source = {
            "id": id_,
            "dokumentart": "Drucksache",
            "dokumentnummer": nummer,
            "datum": "2025-06-01",
            "herausgeber": "BT",
            "urheber": ["Bundesregierung"],
        }
        record = {
            "id": id_,
            "typ": "Dokument",
            "dokumentart": "Drucksache",
            "drucksachetyp": kind,
            "dokumentnummer": nummer,
            "wahlperiode": int(wahlperiode),
            "herausgeber": "BT",
            "datum": "2025-06-01",
            "aktualisiert": CHANGED,
            "titel": "Leuchttürme",
            "autoren_anzahl": 0,
            "vorgangsbezug_anzahl": 0,
            "fundstelle": source,
            "urheber": [{"bezeichnung": "BRg", "titel": "Bundesregierung"}],
            "text": text,
        }
        if pdf is not None:
            path = f"/btd/{wahlperiode}/{int(zahl) // 100:03d}/{file_stems(nummer)[1]}.pdf"
            self.pdfs[path] = pdf
            source["pdf_url"] = self.origin + path
            record["pdf_hash"] = hashlib.md5(pdf, usedforsecurity=False).hexdigest()
        self.records[id_] = record | more
        return id_

    def plan(self, fault: Fault, where: str = ".", times: int = 1, after: str = "0") -> None:
        self.planned.append(Planned(fault, where, times, after))

    def count(self, what: str) -> int:
        """How often a path was asked for."""
        return sum(one.path == f"{BASE}/{what}" for one in self.asked)

    def next_fault(self, path: str) -> Planned | None:
        found = next((one for one in self.planned if one.times and re.search(one.where, path)), None)
        if found is not None:
            found.times -= 1
        return found

    def page(self, what: str, params: list[tuple[str, str]]) -> tuple[int, dict[str, Any]]:
        """HTTP status and body of a list, as the description has it."""
        given: dict[str, list[str]] = {}
        for name, value in params:
            given.setdefault(name, []).append(value)
        start = _read_cursor(given.pop("cursor", [""])[0])
        if start is None:
            return 400, {"code": 400, "message": "Invalid cursor"}
        if given.keys() - _FILTERS.keys():
            return 400, {"code": 400, "message": "Unknown parameter"}
        found = [one for one in list(self.records.values()) if all(_FILTERS[n](one, v) for n, v in given.items())]
        order = sorted(found, key=_place)
        rest = [one for one in order if _place(one) > start][: PER_PAGE[what]]
        shown = [one if what == "drucksache-text" else {n: v for n, v in one.items() if n != "text"} for one in rest]
        cursor = _cursor(_place(rest[-1]) if rest else start)
        return 200, {"numFound": len(order), "cursor": cursor, "documents": shown}


_FILTERS: dict[str, Callable[[dict[str, Any], list[str]], bool]] = {
    "f.id": lambda one, values: one["id"] in values,
    "f.drucksachetyp": lambda one, values: one["drucksachetyp"] == values[-1],
    "f.zuordnung": lambda one, values: one["herausgeber"] == values[-1],
    "f.wahlperiode": lambda one, values: str(one["wahlperiode"]) in values,
    "f.datum.start": lambda one, values: one["datum"] >= values[-1],
    "f.datum.end": lambda one, values: one["datum"] <= values[-1],
    "f.aktualisiert.start": lambda one, values: _time(one["aktualisiert"]) >= _time(values[-1]),
    "f.aktualisiert.end": lambda one, values: _time(one["aktualisiert"]) <= _time(values[-1]),
}


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _place(record: dict[str, Any]) -> str:
    return f"{record['datum']} {record['id']:>12}"


def _cursor(place: str) -> str:
    return base64.urlsafe_b64encode(f"nach {place}".encode()).decode()


def _read_cursor(cursor: str) -> str | None:
    """The place that a cursor stands for; "" is before the first, None is no cursor."""
    try:
        text = base64.urlsafe_b64decode(cursor).decode()
    except ValueError:
        return None
    return "" if not cursor else text.removeprefix("nach ") if text.startswith("nach ") else None


class _Handler(BaseHTTPRequestHandler):
    server: Dip

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(where.path, parse_qsl(where.query, keep_blank_values=True), headers)
        self.server.asked.append(asked)
        self.server.meanwhile(asked)
        if asked.path in self.server.onward:
            self._send(302, "text/html", b"", {"Location": self.server.onward[asked.path]})
            return
        planned = self.server.next_fault(self.path)
        if planned is None:
            status, kind, body = self._answer(asked)
            if self.server.judge and kind == "application/json":
                self.server.wrong += self.server.judge(asked, status, body)
            self._send(status, kind, body)
            return
        self._fail(planned, asked)

    def _answer(self, asked: Asked) -> tuple[int, str, bytes]:
        if asked.path in self.server.pdfs:
            return 200, "application/pdf", self.server.pdfs[asked.path]
        what = asked.path.removeprefix(f"{BASE}/")
        if what not in PER_PAGE:
            return 404, "text/html", b"<html>Not found"
        if asked.headers.get("authorization") != f"ApiKey {self.server.key}":
            return 401, "application/json", json.dumps({"code": 401, "message": REFUSED}).encode()
        status, data = self.server.page(what, asked.params)
        return status, "application/json", json.dumps(data).encode()

    def _fail(self, planned: Planned, asked: Asked) -> None:
        status, kind, body = self._answer(asked)
        match planned.fault:
            case Fault.BUSY:
                self._send(503, "text/html", b"<html>busy")
            case Fault.SLOW_DOWN:
                self._send(429, "text/html", b"", {"Retry-After": planned.after})
            case Fault.GARBAGE:
                self._send(200, kind, b'{"numFound": 3, "documents": [{"id": "1"')
            case Fault.ENDLESS:
                data = json.loads(body)
                data["cursor"] = _cursor(f"{time.monotonic()}")
                self._send(200, kind, json.dumps(data).encode())
            case Fault.CUT:
                self._send(status, kind, body[: len(body) // 2], {"Content-Length": str(len(body))})
            case Fault.GONE:
                pass
        self.close_connection = True

    def _send(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:  # whoever asked was killed
            self.close_connection = True


@cache
def _judge(description: Path) -> Callable[[Asked, int, bytes], list[str]]:
    """What the description says against a request and its answer; nothing where both are as it has them."""
    from openapi_core import OpenAPI
    from openapi_core.testing import MockRequest, MockResponse
    from werkzeug.datastructures import MultiDict

    api = OpenAPI.from_file_path(str(description))
    names = _names(description)

    def judged(asked: Asked, status: int, body: bytes) -> list[str]:
        what = asked.path.removeprefix(BASE)
        request = MockRequest(OFFICIAL, "get", asked.path, args=MultiDict(asked.params), headers=asked.headers)
        errors = [] if status == 401 else list(api.iter_request_errors(request))
        errors += list(api.iter_response_errors(request, MockResponse(body, status)))
        unknown = {name for name, _ in asked.params} - names[what]
        return [f"{what}: {error!r} {error.__cause__!r}" for error in errors] + sorted(unknown)

    return judged


def _names(description: Path) -> dict[str, set[str]]:
    """Path -> the parameters that the description knows of."""
    import yaml

    api = yaml.safe_load(description.read_text("utf-8"))
    known = {f"#/components/parameters/{key}": one["name"] for key, one in api["components"]["parameters"].items()}
    return {path: {known[one["$ref"]] for one in it["get"]["parameters"]} for path, it in api["paths"].items()}


@contextmanager
def dip(description: Path | None = None) -> Iterator[Dip]:
    """A running stand-in on a free port of the loopback."""
    server = Dip(description)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def fill(server: Dip, files: Iterable[Path], kind: str = "Antwort") -> None:
    """Give it the papers of files that are named after their numbers ("21-00124.txt")."""
    for file in files:
        wahlperiode, zahl = file.stem.split("-")
        server.add(f"{int(wahlperiode)}/{int(zahl)}", file.read_text("utf-8"), kind)
