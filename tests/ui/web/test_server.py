"""The server without a browser: what it gives out, to whom, and what it takes in."""

import json
import re

import pytest
from fastapi.testclient import TestClient

from rag.settings import Settings
from rag.sync import SyncReport
from tests.support.fakes import NUMMER, FakeEngine
from ui.service.keeper import Keeper
from ui.service.syncing import Syncs
from ui.web import chat, server
from ui.web.desk import Desk
from ui.web.fair import Places
from ui.web.login import Login, LoginProblem, hashed, hashed_key, is_loopback, matches, read_file
from ui.web.waiting import WaitingRoom

HERE = "http://127.0.0.1"
OURS = {"x-antwortfinder": "1"}


@pytest.fixture(scope="module")
def engine():
    return FakeEngine()


@pytest.fixture(scope="module")
def client(engine, tmp_path_factory):
    with TestClient(server.create(engine, tmp_path_factory.mktemp("index")), base_url=HERE) as opened:
        yield opened


def test_the_page_is_german_and_closed_to_the_outside(client):
    page = client.get("/")
    assert page.status_code == 200
    assert 'lang="de"' in page.text
    assert "og:image" not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    named = re.findall(r'(?:href|src)="(af/[^"]+)"', page.text)
    assert [asset.rsplit("/", 1)[1] for asset in named] == ["chat.css", "pruefung.css", "chat.js"]
    for asset in named:
        assert client.get(asset).status_code == 200


def test_what_pages_show_is_kept_of_the_latest_alone(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(chat, "SESSIONS", 3)
    build, built = chat.build, []
    monkeypatch.setattr(chat, "build", lambda *given: built.append(build(*given)) or built[-1])
    with TestClient(server.create(engine, tmp_path), base_url=HERE) as page:
        numbers = {event["api_name"]: event["id"] for event in page.get("/config").json()["dependencies"]}
        for name in range(6):
            call = {"data": [""], "fn_index": numbers["open"], "session_hash": f"seite{name}"}
            assert page.post("/gradio_api/run/predict", json=call).is_success
    assert list(built[0].state_holder.session_data) == ["seite3", "seite4", "seite5"]


def test_only_four_functions_are_public(client):
    named = client.get("/gradio_api/info").json()["named_endpoints"]
    assert set(named) == {"/ask", "/find", "/read", "/papers"}


def _call(client, name, *data, headers=None):
    event = client.post(f"/gradio_api/call/{name}", json={"data": list(data)}, headers=headers).json()["event_id"]
    stream = client.get(f"/gradio_api/call/{name}/{event}", headers=headers).text
    assert "event: complete" in stream, stream
    return json.loads(stream.split("event: complete\ndata: ")[1].splitlines()[0])[0]


def test_other_programs_ask_find_read_and_list(client):
    assert _call(client, "ask", "Wie viele Leuchttürme gibt es?")["belege"][0]["frage"] == "1"
    assert _call(client, "find", "Leuchttürme")[0]["drucksache"] == NUMMER
    assert _call(client, "read", NUMMER, "2 a)")["gruppe"] == ["2", "2a"]
    assert _call(client, "papers")[0]["titel"] == "Leuchttürme an Nord- und Ostsee"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("20/1", "1"), "nicht im Bestand"),
        ((NUMMER, "zwei"), "keine Fragenummer"),
        ((NUMMER, "9"), "hat keine Frage 9"),
    ],
)
def test_reading_what_is_not_there_says_so(client, args, says):
    assert says in _call(client, "read", *args)["fehler"]


@pytest.mark.parametrize("path", ["call/chat", "call/v2/chat", "run/chat", "api/chat", "call/act"])
def test_private_events_cannot_be_called_by_name(client, path):
    assert client.post(f"/gradio_api/{path}", json={"data": ["x", "", ""]}).status_code == 404


def test_a_source_marks_what_was_asked_for_and_nothing_outside_its_text(client):
    page = client.get("/quelle", params={"passage": f"{NUMMER}:1", "marken": "0-22 900-950 x"})
    assert page.text.count("<mark>") == 1
    led = client.get("/quelle", params={"passage": f"{NUMMER}:1", "marken": "0-22", "ueber": f"{NUMMER}:3"})
    assert "Antwort zu Frage 3 i. V. m. Frage 1" in led.text
    assert client.get("/quelle", params={"passage": "<script>"}).status_code == 404
    assert client.get("/papier", params={"nummer": "1/1"}).status_code == 404


def test_files_of_the_machine_cannot_be_read(client, engine, tmp_path):
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim")
    engine.files[NUMMER] = secret  # no PDF
    for nummer in (NUMMER, "../../etc/passwd", str(secret)):
        assert client.get("/pdf", params={"nummer": nummer}).status_code == 404
    for path in (
        f"/gradio_api/file={secret}",
        "/gradio_api/file=/etc/passwd",
        "/af/../server.py",
        "/af/%2e%2e/server.py",
    ):
        assert client.get(path).status_code >= 400


def test_an_upload_needs_our_own_page(client):
    files = {"datei": ("20-1.txt", b"Text")}
    assert client.post("/papiere", files=files).status_code == 403
    assert client.post("/papiere", files=files, headers=OURS).json()["gelesen"] == ["20-1.txt"]


def test_a_refused_upload_is_not_kept(client, engine):
    answer = client.post("/papiere", files={"datei": ("../kaputt.pdf", b"x")}, headers=OURS).json()
    assert answer == {"datei": "../kaputt.pdf", "grund": "kein lesbarer Text"}
    path = engine.ingested[-1]
    assert path.name == "kaputt.pdf"
    assert not path.exists()


def test_who_adds_too_much_is_told_so(monkeypatch, tmp_path):
    files = {"datei": ("20-1.txt", b"Text")}
    monkeypatch.setattr("ui.web.routes.MOST_PAPERS", 0)
    with TestClient(server.create(FakeEngine(), tmp_path / "a"), base_url=HERE) as client:
        assert "Sie haben schon" in client.post("/papiere", files=files, headers=OURS).json()["grund"]
    monkeypatch.setattr("ui.web.routes.Places", lambda places, **given: Places(places, **given | {"under_way": 0}))
    monkeypatch.setattr("ui.web.routes.MOST_PAPERS", 1)
    with TestClient(server.create(FakeEngine(), tmp_path / "b"), base_url=HERE) as client:
        refused = client.post("/papiere", files=files, headers=OURS)
        assert refused.status_code == 429
        assert "Papiere" in refused.json()["detail"]


def test_only_own_papers_can_be_removed(client):
    assert client.post("/papiere/entfernen", params={"nummer": NUMMER}, headers=OURS).status_code == 404


def test_a_strangers_conversation_cannot_be_exported(client):
    assert client.get("/export/unbekannt.md").status_code == 404
    assert client.get("/export/unbekannt.docx").status_code == 404


@pytest.fixture
def guarded(tmp_path):
    login = Login([("anna", hashed("richtig")), ("anna", hashed_key("lang"))])
    with TestClient(server.create(FakeEngine(), tmp_path, login), follow_redirects=False) as opened:
        yield opened


def test_without_login_nothing_is_shown(guarded):
    page = guarded.get("/", headers={"accept": "text/html"})
    assert page.status_code == 303
    assert page.headers["location"] == "/anmelden"
    for path in (
        "/quelle?passage=x",
        "/gradio_api/info",
        "/config",
        "/export/x.md",
        "/af/chat.js",
        "/gradio_api/mcp/sse",
    ):
        assert guarded.get(path).status_code == 401
    assert "Passwort" in guarded.get("/anmelden").text


def test_login_opens_the_page_and_logout_closes_it(guarded, monkeypatch):
    monkeypatch.setattr("ui.web.login.PAUSE", 0)
    wrong = guarded.post("/anmelden", data={"name": "anna", "passwort": "<b>falsch"})
    assert wrong.status_code == 403
    assert "Name oder Passwort stimmt nicht." in wrong.text
    right = guarded.post("/anmelden", data={"name": "anna", "passwort": "richtig"})
    cookie = right.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert guarded.get("/").status_code == 200
    assert guarded.post("/abmelden").status_code == 303
    assert guarded.get("/", headers={"accept": "text/html"}).status_code == 303


def test_a_programs_key_opens_the_api_and_mcp_alone(guarded):
    key = {"authorization": "Bearer lang"}
    assert _call(guarded, "papers", headers=key)[0]["drucksache"] == NUMMER
    assert guarded.get("/gradio_api/info", headers=key).status_code == 200
    hello = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"accept": "application/json, text/event-stream"}
    tools = guarded.post("/gradio_api/mcp/", json=hello, headers=key | accept).text
    assert all(f'"{name}"' in tools for name in ("ask", "find", "read", "papers"))
    assert '"chat"' not in tools
    asked = {"name": "ask", "arguments": {"frage": "Wie viele Leuchttürme gibt es?"}}
    called = hello | {"method": "tools/call", "params": asked}
    assert "17 Leuchttürme" in guarded.post("/gradio_api/mcp/", json=called, headers=key | accept).text
    assert guarded.get("/papier", params={"nummer": NUMMER}, headers=key).status_code == 401
    assert guarded.get("/", headers=key).status_code == 401
    for wrong in ("Bearer kurz", "Bearer ", "Basic lang", "lang"):
        assert guarded.get("/gradio_api/info", headers={"authorization": wrong}).status_code == 401


def test_passwords_are_kept_as_salted_hashes(tmp_path):
    kept = hashed("geheim")
    assert kept != hashed("geheim")
    assert matches("geheim", kept)
    assert not matches("Geheim", kept)
    file = tmp_path / "leute"
    file.write_text(f"# wer darf\nanna:{kept}\n\n")
    assert read_file(file) == [("anna", kept)]
    file.write_text("anna:geheim\n")
    with pytest.raises(LoginProblem, match="Zeile 1"):
        read_file(file)


def test_an_address_for_others_needs_a_login(monkeypatch, tmp_path):
    monkeypatch.delenv("ANTWORTFINDER_AUTH", raising=False)
    assert Login.for_address("127.0.0.1") is None
    with pytest.raises(LoginProblem, match="braucht eine Anmeldung"):
        Login.for_address("0.0.0.0")
    monkeypatch.setenv("ANTWORTFINDER_AUTH", str(tmp_path / "fehlt"))
    with pytest.raises(LoginProblem, match="lässt sich nicht lesen"):
        Login.for_address("127.0.0.1")


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False), ("akte", False)],
)
def test_loopback_is_known(host, own):
    assert is_loopback(host) is own


@pytest.mark.parametrize(("given", "says"), [({"smtp": "mail"}, "Server:Port"), ({"adresse": "akte"}, "https://")])
def test_settings_for_mails_that_do_not_fit_are_said_before_anything_is_served(tmp_path, given, says):
    engine, settings = FakeEngine(), Settings(index=tmp_path / "index", **given)
    keeper = Keeper(engine, settings, None, Syncs(engine, settings, lambda *_: SyncReport()))
    waiting = WaitingRoom("127.0.0.1", 7860)
    with pytest.raises(server.ServerProblem, match=says):
        server.serve(engine, settings, "127.0.0.1", 7860, keeper, waiting)
    assert not settings.data_folder.exists()


def test_below_a_path_of_a_proxy_all_addresses_are_below_it(tmp_path):
    desk = Desk(FakeEngine(), tmp_path, alone=True)
    app = server.assemble(desk, None, base="http://127.0.0.1/akte/")
    with TestClient(app, base_url=HERE) as client:
        assert client.get("/config").json()["root"] == "http://127.0.0.1/akte"
        own = re.findall(r'(?:href|src|action)="(/[^"]*)"', client.get("/").text)
    assert set(own) <= {"/manifest.json"}  # Gradio's, which is closed here
    assert 'action="anmelden"' in Login(()).page()
