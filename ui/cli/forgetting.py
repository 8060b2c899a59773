"""`antwortfinder vergessen`: what there is of a user is said, and deleted where that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import console
from ui.cli import stock

if TYPE_CHECKING:
    from rag.settings import Settings

SET_ASIDE = "Beschädigte Dateien liegen beiseite, auch darin kann noch etwas stehen: {}. Abhilfe: sie löschen."
NOT_YET = "Gelöscht wurde noch nichts. Soll es fort, unwiderruflich: antwortfinder vergessen --ja NAME"


def run(settings: Settings, user: str, *, sure: bool) -> bool:
    """Say what there is of a user, and delete it where they are `sure`; whether it is gone."""
    from ui.storage.forgetting import Forgetting

    with stock.opened(settings, update=False) as engine:
        stores = Forgetting(engine, settings.data_folder)
        there = stores.count(user)
        console.say(
            f"Von „{user}“: {there.gespraeche} Gespräche, {there.gemerkt} Gemerktes, {there.geteilt} Freigaben, "
            f"{there.nachfragen} Nachfragen, {there.papiere} eigene Papiere."
        )
        if not sure:
            console.complain(NOT_YET)
            return False
        stores.forget(user)
        aside = [*stores.set_aside(), *sorted(settings.index.glob("*.beschaedigt-*"))]
    # what left vectors and keywords is only crossed out there: made again, they hold nothing of it
    with stock.opened(settings, update=False, afresh=True):
        console.say("Gelöscht.")
    if aside:
        console.complain(SET_ASIDE.format(", ".join(map(str, aside))))
    return True
