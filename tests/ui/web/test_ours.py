"""Only our own page changes things."""

import pytest
from fastapi import HTTPException
from starlette.requests import Request

from ui.web.ours import own_page


def request(*headers):
    return Request({"type": "http", "headers": list(headers)})


def test_a_request_without_the_pages_header_is_refused():
    own_page(request((b"x-antwortfinder", b"1")))
    for foreign in ((), ((b"x-antwortfinder", b"0"),), ((b"origin", b"http://x"),)):
        with pytest.raises(HTTPException, match="nicht von der Seite"):
            own_page(request(*foreign))
