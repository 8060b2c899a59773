"""The login by the house's provider in a real browser: there and back across two hosts, in, out; on a phone, too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support import openid
from tests.support.axe import serious
from tests.support.browsing import PHONE, Site, expect, needs_browser
from tests.support.fakes import FakeEngine
from ui.web.login import Login, hashed
from ui.web.oidc import AWAY, Oidc
from ui.web.provider import Provider

pytestmark = needs_browser


@pytest.fixture
def provider() -> Iterator[openid.Provider]:
    with openid.provider("localhost") as running:  # another host than the chat's, as a house has it
        yield running


@pytest.fixture
def house(tmp_path: Path, provider: openid.Provider) -> Iterator[Site]:
    asked = Provider.of(openid.settings(provider))
    assert asked is not None
    oidc = Oidc(asked)
    with Site(FakeEngine(), tmp_path, Login([("bert", hashed("b"))], oidc=oidc)) as running:
        oidc.provider = replace(asked, base=running.url)
        yield running


def test_there_and_back_in_and_out(tab: Any, house: Site, provider: openid.Provider) -> None:
    tab.goto(house.url)
    tab.set_viewport_size(PHONE)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious(tab) == []
    provider.down = True
    tab.click("text=Über den Anmeldedienst anmelden")
    expect(tab.locator("[role=alert]")).to_have_text(AWAY)
    provider.down = False
    tab.wait_for_timeout(5_500)  # for so long it is not asked again (oidc.AGAIN)
    tab.click("text=Über den Anmeldedienst anmelden")
    tab.wait_for_selector(".af-leave", state="attached")
    assert tab.url == house.url
    tab.evaluate("document.querySelector('.af-leave button').click()")
    expect(tab.locator("[role=status]")).to_contain_text("Hier sind Sie abgemeldet")
    assert serious(tab) == []
    tab.goto(house.url)
    expect(tab.locator("h1")).to_have_text("Antwortfinder")  # nobody is in any more
    expect(tab.locator('[name="passwort"]')).to_be_visible()
