"""Gradio's page as it is given out: German, with our style sheets and script, naming nothing outside."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from fastapi.testclient import TestClient

from ui.web import middleware

PAGE = (
    '<!doctype html><html lang="en"><head><meta property="og:image" content="https://example.org/x.png" />'
    '<meta name="twitter:card" content="x"><title>A</title></head><body>{{ lang="en" }}</body></html>'
)


@pytest.fixture
def site():
    app = FastAPI()
    middleware.add(app)

    @app.get("/", response_class=HTMLResponse)
    def page() -> str:
        return PAGE

    @app.get("/quelle", response_class=HTMLResponse)
    def source() -> str:
        return '<p lang="en">'

    return TestClient(app)


def test_gradios_page_becomes_german_and_names_nothing_outside(site):
    page = site.get("/")
    assert page.text.count('<html lang="de">') == 1
    assert '{{ lang="en" }}' in page.text  # only the page's own language is changed
    assert "example.org" not in page.text
    assert "twitter" not in page.text
    assert int(page.headers["content-length"]) == len(page.content)


def test_style_sheets_and_script_are_named_with_a_version_and_served(site):
    head = site.get("/").text.split("</head>")[0]
    for name in ("chat.css", "pruefung.css", "chat.js"):
        address = next(part for part in head.split('"') if part.endswith(name))
        assert site.get(f"/{address}").status_code == 200
    assert site.get("/af/chat.css").status_code == 404  # without the version it would be kept for ever


def test_other_answers_stay_as_they_are(site):
    assert site.get("/quelle").text == '<p lang="en">'
