"""Sharing over HTTP, as users do it and as others attack it: nobody sees what was not shared with them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ingest.ids import paper_key
from rag.model import Filters, Query
from tests.support import pages
from tests.support.fakes import EVIL, NUMMER, FakeEngine, sample_paper
from tests.support.pages import Tags
from tests.support.routes import named
from ui.storage import replies
from ui.storage.conversations import KeptTurn
from ui.web import sharing_routes
from ui.web.desk import Desk
from ui.web.sharing import Sharing

OURS = {"x-antwortfinder": "1"}
ASKED = "Wie viele Leuchttürme gibt es an den deutschen Küsten?"


def texts(page: str) -> str:
    """What is read of a part of a page, or of a whole one."""
    return pages.texts(page.split("<main>")[-1].split("</main>")[0])


class House:
    """The routes over a desk, with anna, bert and carla."""

    def __init__(self, folder: Path, *, alone: bool = False) -> None:
        self.known = {"anna", "bert", "carla"} if not alone else {""}
        self.desk, app = Desk(FakeEngine(), folder, alone=alone), FastAPI()
        sharing = Sharing(self.desk, lambda name: name in self.known, alone=alone)
        sharing_routes.add(app, sharing, named)
        self.client = TestClient(app)

    def asked(self, user: str, *questions: str) -> str:
        """A conversation of a user; gives its key."""
        key = self.desk.conversations.begin(user, questions[0])
        for question in questions:
            list(self.desk.ask(user, key, question, Filters()))
        return key

    def post(self, user: str, path: str = "", **fields: str) -> Any:
        """What our page sends."""
        return self.client.post(f"/teilen{path}", data=fields, headers=OURS | {"user": user})

    def get(self, user: str, address: str) -> Any:
        """What a browser opens."""
        return self.client.get(f"/{address}", headers={"user": user})

    def share(self, user: str, **what: str) -> str:
        """What the page does: ask, agree, share. Gives the address."""
        offer = self.post(user, "/pruefen", **what)
        assert offer.status_code == 200, offer.text
        return str(self.post(user, bis=offer.json()["bis"], **what).json()["adresse"])


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_before_it_is_shared_it_is_said_who_would_see_what(house: House) -> None:
    key = house.asked("anna", ASKED, "Bundesliga")
    said = texts(house.post("anna", "/pruefen", gespraech=key, name="bert").json()["html"])
    assert "nur „bert“, nach der Anmeldung" in said
    assert "2 Fragen mit ihren Antworten" in said
    assert "Es gibt 17 Leuchttürme." in said
    assert "alle, die sich hier anmelden können" in texts(house.post("anna", "/pruefen", gespraech=key).json()["html"])
    assert house.desk.shares.mine("anna") == []  # asking shares nothing


def test_a_named_colleague_reads_it_and_nobody_else(house: House) -> None:
    address = house.share("anna", gespraech=house.asked("anna", ASKED), name="bert")
    page = house.get("bert", address)
    said = texts(page.text)
    assert f"BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1" in said
    assert "Es gibt 17 Leuchttürme." in said
    assert "Geteilt von anna am" in said
    assert "nur zum Lesen" in said
    assert "<form" not in page.text
    assert house.get("anna", address).status_code == 200
    refused = house.get("carla", address)
    assert refused.status_code == 403
    assert "mit jemand anderem geteilt" in texts(refused.text)
    assert "anna" not in refused.text
    assert "Leuchttürme" not in refused.text
    assert texts(house.get("bert", "teilen").text).count("Wie viele Leuchttürme") == 1
    assert "Wie viele Leuchttürme" not in texts(house.get("carla", "teilen").text)


def test_a_link_is_for_all_who_are_logged_in_and_one_answer_is_shared_alone(house: House) -> None:
    house.asked("anna", "Bundesliga", ASKED)
    turn = house.desk.search.find("anna", "leuchttürme küsten")[0].key
    said = texts(house.get("carla", house.share("anna", antwort=turn)).text)
    assert "Es gibt 17 Leuchttürme." in said
    assert "Bundesliga" not in said


def test_what_is_asked_later_is_not_shared_nor_what_came_between_asking_and_agreeing(house: House) -> None:
    key = house.asked("anna", ASKED)
    offer = house.post("anna", "/pruefen", gespraech=key).json()
    list(house.desk.ask("anna", key, "Bundesliga", Filters()))
    address = house.post("anna", gespraech=key, bis=offer["bis"]).json()["adresse"]
    assert "Bundesliga" not in house.get("bert", address).text
    assert house.post("anna", gespraech=key, bis="erfunden").status_code == 404


def test_what_was_taken_back_or_deleted_is_gone_and_that_is_said(house: House) -> None:
    key = house.asked("anna", ASKED)
    back, deleted = house.share("anna", gespraech=key, name="bert"), house.share("anna", gespraech=key)
    token = back.removeprefix("geteilt/")
    for thief in ("bert", "carla", ""):
        assert house.post(thief, "/zuruecknehmen", freigabe=token).status_code == 404
    assert house.post("anna", "/zuruecknehmen", freigabe=token).json() == {"zurueckgenommen": True}
    refused = house.get("bert", back)
    assert refused.status_code == 410
    assert "zurückgenommen" in texts(refused.text)
    assert "Leuchttürme" not in refused.text
    assert house.get("carla", back).status_code == 403  # is not even told that there was something
    house.desk.conversations.delete("anna", key)
    assert (house.get("carla", deleted).status_code, "gelöscht" in house.get("carla", deleted).text) == (410, True)
    assert "Wie viele" not in house.get("anna", "teilen").text


@pytest.mark.parametrize("token", ["x", "A" * 43, "..%2fteilen", "' OR 1=1 --", "%00", "a" * 5000])
def test_a_guessed_token_opens_nothing(house: House, token: str) -> None:
    house.share("anna", gespraech=house.asked("anna", ASKED))
    refused = house.get("bert", f"geteilt/{token}")
    assert refused.status_code == 404
    assert "Leuchttürme" not in refused.text


def test_another_users_things_cannot_be_shared(house: House) -> None:
    key = house.asked("anna", ASKED)
    turn = house.desk.conversations.turns("anna", key)[0].key
    for what in ({"gespraech": key}, {"antwort": turn}, {"gespraech": ""}, {"gespraech": "x", "antwort": "x"}):
        assert house.post("bert", "/pruefen", **what).status_code == 404
        assert house.post("bert", bis=turn, **what).status_code == 404
    assert house.desk.shares.mine("bert") == []


def test_a_name_that_nobody_has_ones_own_and_a_foreign_form_are_refused(house: House) -> None:
    key = house.asked("anna", ASKED)
    assert "„dora“ kennt die Anmeldung nicht" in house.post("anna", "/pruefen", gespraech=key, name="dora").text
    assert "Das sind Sie selbst" in house.post("anna", "/pruefen", gespraech=key, name=" anna ").text
    for path in ("", "/pruefen", "/zuruecknehmen"):
        sent = house.client.post(f"/teilen{path}", data={"gespraech": key, "bis": "x", "freigabe": "x"})
        assert sent.status_code == 403


def test_what_somebody_shared_who_is_no_user_any_more_is_gone(house: House) -> None:
    address = house.share("anna", gespraech=house.asked("anna", ASKED), name="bert")
    house.known.remove("anna")
    assert house.get("bert", address).status_code == 410
    assert "Wie viele" not in house.get("bert", "teilen").text


def test_without_a_login_there_is_a_link_and_no_names(tmp_path: Path) -> None:
    house = House(tmp_path, alone=True)
    key = house.asked("", ASKED)
    assert (
        "Ohne Anmeldung gibt es hier keine anderen Nutzer" in house.post("", "/pruefen", gespraech=key, name="b").text
    )
    assert "an diesem Rechner" in texts(house.post("", "/pruefen", gespraech=key).json()["html"])
    assert "Es gibt 17 Leuchttürme." in texts(house.get("", house.share("", gespraech=key)).text)


def test_no_text_becomes_markup(house: House) -> None:
    key = house.asked("anna", f"{EVIL} Leuchttürme", "Leuchttürme</title><script>alert(1)</script>")
    house.desk.conversations.rename("anna", key, f'"><svg onload=alert(1)> {EVIL}')
    address = house.share("anna", gespraech=key, name="bert")
    parts = [house.post("anna", "/pruefen", gespraech=key).json()["html"], house.get("anna", "teilen").text]
    for page in (*parts, house.get("bert", "teilen").text):
        found = Tags(page)  # complains of every tag that is not ours
        assert not [name for name, _ in found.attributes if name.startswith("on")]
    whole = house.get("bert", address).text
    assert "<script" not in whole
    assert "<svg" not in whole
    assert "<img" not in whole
    assert "&lt;script&gt;alert(1)" in whole


# private papers
SECRET = "Das Geheime kostet 4711 Euro."


def private_turn(house: House, **changes: Any) -> str:
    """A conversation of anna whose reply quotes her own paper and the common one; gives its key."""
    key = house.asked("anna", ASKED)
    kept = house.desk.conversations.turns("anna", key)[0]
    told = json.loads(kept.reply)
    place = {"passage": f"{paper_key('21/7', 'anna')}:1", "start": 0, "end": len(SECRET), "zitat": SECRET}
    told["statements"].append({"text": SECRET, "citations": [place | {"ueber": None}]})
    told |= {"grund": "Geheim: 21/7", "gefragt": "Was kostet das Geheime?", "filters": "drs=21%2F7"} | changes
    house.desk.conversations.add("anna", replace(kept, key="geheim", reply=json.dumps(told)))
    return key


def test_quotes_from_private_papers_are_left_out_with_a_word_in_their_place(house: House) -> None:
    key = private_turn(house)
    said = texts(house.post("anna", "/pruefen", gespraech=key, name="bert").json()["html"])
    assert "1 Stelle wird wegen eigener" in said
    page = house.get("bert", house.share("anna", gespraech=key, name="bert")).text
    assert "1 Zitat wegen eigener oder nicht mehr vorhandener Papiere weggelassen." in texts(page)
    assert texts(page).count("Es gibt 17 Leuchttürme.") == 2  # what all may read stays
    for secret in ("4711", "Geheim", "21/7", "21%2F7"):
        assert secret not in page
        assert secret not in said


def test_a_statement_that_rests_on_a_private_paper_among_others_goes_too(house: House) -> None:
    key = private_turn(house)
    told = json.loads(house.desk.conversations.turn("anna", "geheim").reply)
    mixed = [*told["statements"][0]["citations"], *told["statements"][1]["citations"]]
    via = [{**told["statements"][0]["citations"][0], "ueber": told["statements"][1]["citations"][0]["passage"]}]
    told["statements"] = [{"text": "Gemischt 4711.", "citations": c} for c in (mixed, via, [])]
    kept = house.desk.conversations.turn("anna", "geheim")
    house.desk.conversations.add("anna", replace(kept, key="gemischt", reply=json.dumps(told)))
    page = house.get("bert", house.share("anna", antwort="gemischt")).text
    assert "4711" not in page
    assert "3 Zitate" in texts(page)
    assert house.get("bert", house.share("anna", gespraech=key)).status_code == 200


@pytest.mark.parametrize(
    "shown",
    [
        {"papiere": [{"drucksache": "21/7", "titel": "Geheimes", "datum": None, "ressort": None, "fraktionen": []}]},
        {"papiere": [{"drucksache": NUMMER, "titel": "Geheimes", "datum": None, "ressort": None, "fraktionen": []}]},
        {"fragen": [{"drucksache": NUMMER, "frage": "1", "status": None, "text": "Was kostet das Geheime?"}]},
        {"text": "Drucksache 21/7: gefragt haben die Geheimen."},
    ],
    ids=["paper", "own title", "own frage", "text"],
)
def test_a_list_that_names_a_private_paper_is_left_out_whole(house: House, shown: dict[str, Any]) -> None:
    asked = {"art": "liste", "verstanden": "Liste", "text": "1 Papier", "papiere": [], "fragen": [], "seiten": [],
             "url": "", "als_frage": ""} | shown  # fmt: skip
    house.desk.own.engine.owned["anna", "21/7"] = sample_paper("21/7")
    private_turn(house, statements=[], hits=[], filters="", grund=None, gefragt=None, anliegen=asked)
    page = house.get("bert", house.share("anna", antwort="geheim")).text
    assert "Diese Antwort wird wegen eigener" in texts(page)
    assert "Geheim" not in page
    assert "21/7" not in page


def test_a_list_of_common_papers_and_a_damaged_turn(house: House) -> None:
    titel = sample_paper().titel
    one = {"drucksache": NUMMER, "titel": titel, "datum": None, "ressort": None, "fraktionen": []}
    asked = {"art": "liste", "verstanden": "Liste", "text": "1 Papier", "papiere": [one], "fragen": [], "seiten": [],
             "url": "", "als_frage": ""}  # fmt: skip
    private_turn(house, statements=[], hits=[], filters="", grund=None, gefragt=None, anliegen=asked)
    assert titel in texts(house.get("bert", house.share("anna", antwort="geheim")).text)
    key = house.desk.conversations.begin("anna", "kaputt")
    house.desk.conversations.add("anna", KeptTurn("kaputt", key, "kaputt?", "", "{"))
    assert "Diese Antwort wird wegen" in texts(house.get("bert", house.share("anna", antwort="kaputt")).text)


def test_what_is_shared_is_read_from_the_common_stock_alone(house: House) -> None:
    """Bert's own paper of the same id as a quoted one does not fill the quote."""
    reply = house.desk.own.engine.ask(Query(ASKED))
    key = house.desk.conversations.begin("anna", "T")
    house.desk.conversations.add("anna", KeptTurn("t", key, ASKED, "", replies.dump(reply)))
    address = house.share("anna", gespraech=key)
    paper = house.desk.own.engine.stock.pop(NUMMER)
    house.desk.own.engine.owned["bert", NUMMER] = paper
    page = house.get("bert", address).text
    assert "17 Leuchttürme" not in page
    assert "1 Zitat" in texts(page)
