"""A small HTTP double of a language model's server: OpenAI and Ollama dialect, streaming, faults on demand."""

# ruff: noqa: D102  # the methods are http.server's, described there

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Fault(StrEnum):
    """What the server does instead of answering."""

    NONE = "none"
    ERROR = "500"
    HANG = "hang"
    CUT = "cut"
    GARBAGE = "garbage"
    HUGE = "huge"
    EMPTY = "empty"


class Double(ThreadingHTTPServer):
    """Answers every chat request with the next queued text; keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.queue: list[str] = []
        self.asked: list[dict[str, object]] = []
        self.fault = Fault.NONE
        self.refused: tuple[str, ...] = ()  # kinds of structured output that it answers with an error
        self.released = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def next_text(self) -> str:
        if self.fault is Fault.EMPTY:
            return ""
        if self.fault is Fault.HUGE:
            return "Das ist immer noch nicht alles, was es zu sagen gibt. " * 4000
        return self.queue.pop(0) if self.queue else ""


def shape_of(body: dict[str, object]) -> str:
    """How a request asks for structured output: "format", "json_schema", "json_object", or "text"."""
    wanted = body.get("response_format")
    if isinstance(wanted, dict):
        return str(wanted["type"])
    return "format" if "format" in body else "text"


class _Handler(BaseHTTPRequestHandler):
    server: Double

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        if self.server.fault is Fault.HANG:
            self.server.released.wait(20)
            return
        if self.server.fault is Fault.ERROR or shape_of(body) in self.server.refused:
            self.send_error(500)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json" if "/api/" in self.path else "text/event-stream")
        self.end_headers()
        if self.server.fault is Fault.GARBAGE:
            self.wfile.write(b"\x00\xff<html>data: {nonsense\n\n")
            return
        self._write(self.server.next_text())

    def _write(self, text: str) -> None:
        words = text.split(" ") if len(text) < 5000 else [text]
        for n, word in enumerate(words):
            if self.server.fault is Fault.CUT and n > len(words) // 2:
                return
            self._send(word + (" " if n < len(words) - 1 else ""), last=False)
        self._send("", last=True)

    def _send(self, piece: str, *, last: bool) -> None:
        if "/api/" in self.path:
            line = {
                "model": "m",
                "created_at": "2026-01-01T00:00:00Z",
                "message": {"role": "assistant", "content": piece},
            }
            self.wfile.write(json.dumps({**line, "done": last}).encode() + b"\n")
            return
        choice = {
            "index": 0,
            "delta": {"role": "assistant", "content": piece},
            "finish_reason": "stop" if last else None,
        }
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n" + (b"data: [DONE]\n\n" if last else b""))


@contextmanager
def double() -> Iterator[Double]:
    """A running double on a free port of the loopback."""
    server = Double()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
