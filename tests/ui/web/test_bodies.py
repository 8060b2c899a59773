"""What a request carries is read up to its limit, given again whole, and no further."""

from __future__ import annotations

import asyncio

import pytest

from ui.web.bodies import Body, TooLarge


def body(most: int, *pieces: bytes) -> Body:
    """A body that comes in pieces; whoever reads on after them fails."""
    left = list(pieces)

    async def receive() -> dict[str, object]:
        piece = left.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(left)}

    return Body(receive, most)


def test_what_was_read_whole_is_given_again_as_one_message():
    async def read() -> tuple[bytes, dict[str, object]]:
        one = body(5, b"ab", b"", b"cde")
        return await one.whole(), await one.receive()

    whole, message = asyncio.run(read())
    assert whole == b"abcde"
    assert message == {"type": "http.request", "body": b"abcde", "more_body": False}


@pytest.mark.parametrize("pieces", [(b"abcdef",), (b"abc", b"def", b"never read")])
def test_the_first_byte_too_many_ends_it(pieces):
    one = body(5, *pieces)
    with pytest.raises(TooLarge):
        asyncio.run(one.whole())
    assert one.too_large


def test_an_application_that_reads_by_itself_has_the_same_limit():
    async def read(one: Body) -> list[object]:
        return [(await one.receive())["body"] for _ in range(2)]

    assert asyncio.run(read(body(4, b"ab", b"cd"))) == [b"ab", b"cd"]
    with pytest.raises(TooLarge):
        asyncio.run(read(body(3, b"ab", b"cd")))


def test_that_a_browser_has_gone_is_no_body():
    async def gone() -> dict[str, object]:
        return {"type": "http.disconnect"}

    one = Body(gone, 0)
    assert asyncio.run(one.receive()) == {"type": "http.disconnect"}
    assert not one.too_large
