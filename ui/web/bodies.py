"""The bodies of requests, read no further than they may be long."""

from __future__ import annotations

from starlette.types import Message, Receive


class TooLarge(Exception):  # noqa: N818 - it is answered, not shown
    """A request carries more bytes than it may."""


class Body:
    """What a request carries, at most `most` bytes of it, whatever its sender said about the length.

    `too_large`: there were more; whoever caught TooLarge and went on can still be told so.
    """

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._left = receive, most
        self._read: bytes | None = None
        self.too_large = False

    async def receive(self) -> Message:
        """The next message, as an ASGI application asks for it; TooLarge once there were too many bytes."""
        if self._read is not None:
            body, self._read = self._read, None
            return {"type": "http.request", "body": body, "more_body": False}
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.too_large = True
            raise TooLarge
        return message

    async def whole(self) -> bytes:
        """All of it at once; the next `receive` gives it again. TooLarge as there."""
        pieces, more = [], True
        while more:
            message = await self.receive()
            pieces.append(message.get("body", b""))
            more = message.get("more_body", False)
        self._read = b"".join(pieces)
        return self._read
