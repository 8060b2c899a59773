"""The web server: Gradio's page, and beside it the panel's fragments, own papers, downloads and the login."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr
import uvicorn
from fastapi import FastAPI, Request

from ui import console
from ui.service.readiness import Readiness
from ui.storage import temporary
from ui.storage.conversations import FILE as CONVERSATIONS
from ui.web import (
    chat,
    conversation_routes,
    draft_routes,
    followup_routes,
    middleware,
    news_routes,
    oidc_routes,
    operation_routes,
    questions,
    radar_routes,
    routes,
    sharing_routes,
    syncing,
    table_routes,
)
from ui.web.access import LARGEST_UPLOAD
from ui.web.api import counted_events, only_tools, public_events
from ui.web.desk import Desk
from ui.web.gate import Gate
from ui.web.login import Login, LoginProblem, path_of
from ui.web.lookout import lookout
from ui.web.mailing import Mailing
from ui.web.post import Post, PostProblem, base_address
from ui.web.provider import OidcProblem, Provider
from ui.web.proxy import Noted, ProxyProblem, TrustedProxy
from ui.web.sharing import Sharing
from ui.web.waiting import WaitingRoom

if TYPE_CHECKING:
    from rag.engine import Engine
    from rag.settings import Settings
    from ui.service.keeper import Keeper
    from ui.web.oidc import Oidc

NOT_READY = "Der Antwortfinder ist gestartet, kann aber keine Frage beantworten; der Grund steht darüber."

STILL_KEPT = (
    "Gespräche werden nicht mehr aufbewahrt (ANTWORTFINDER_OHNE_VERLAUF), die von früher liegen aber noch in „{}“. "
    "Sollen sie fort: die Datei löschen."
)


class ServerProblem(RuntimeError):  # noqa: N818 - it is shown as a message
    """The chat cannot be offered (German, for the user)."""


def create(engine: Engine, folder: Path, login: Login | None = None, keeper: Keeper | None = None) -> FastAPI:
    """The application over an engine; conversations and own papers lie in `folder` (what cannot be made again).

    Without a `login` one person uses it, from this machine alone. `keeper`: what keeps the engine's index in step, for
    the page to tell of.
    """
    return assemble(Desk(engine, folder, alone=login is None), login, keeper)


def assemble(
    desk: Desk,
    login: Login | None,
    keeper: Keeper | None = None,
    mailing: Mailing | None = None,
    base: str = "",
    readiness: Readiness | None = None,
) -> FastAPI:
    """The application over a desk; `base`: the chat's address as users call it, "" where the settings name none."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    def user(request: Request) -> str:
        return (login.user(request) if login else None) or ""

    routes.add(app, desk, user)
    draft_routes.add(app, desk, user)
    followup_routes.add(app, desk, user)
    table_routes.add(app, desk, user)
    conversation_routes.add(app, desk, user)
    sharing_routes.add(app, Sharing(desk, _known(login), alone=login is None), user)
    radar_routes.add(app, desk, user)
    standing = syncing.add(app, keeper)
    ready = readiness or Readiness(desk.shared)
    desk.metrics.watch(desk.own.engine.seen_by(None), ready, keeper)
    operation_routes.add(app, ready, desk.metrics)
    news_routes.add(app, desk, user, _known(login), mailing, base)
    if login is not None:
        login.add(app)
        oidc_routes.add(app, login)
    middleware.add(app)
    asking = questions.Line()
    page = chat.build(desk, user, standing, asking)
    app.add_middleware(Gate, login=login, public=public_events(page), counted=counted_events(page), asking=asking)
    return _mounted(app, page, login, base)


def _mounted(app: FastAPI, page: gr.Blocks, login: Login | None, base: str) -> FastAPI:
    """The application with Gradio's page over it, as users call it at `base`."""
    path = path_of(base)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="/",
        root_path=None if path == "/" else path,  # below which a proxy offers the page
        auth_dependency=login.user if login is not None else None,
        show_error=False,
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=True,
        max_file_size=LARGEST_UPLOAD,
        theme=chat.theme(),
    )
    only_tools(page)
    return mounted


def _known(login: Login | None) -> Callable[[str], bool]:
    """Says whether a name still is a user's; without a login the one user is ""."""
    return login.knows if login else lambda name: name == ""


def serve(engine: Engine, settings: Settings, host: str, port: int, keeper: Keeper, waiting: WaitingRoom) -> None:
    """Serve until interrupted, and have the keeper work meanwhile; `waiting`: who answers until then.

    ServerProblem where the address is taken, or a login is needed and missing.
    """
    try:
        post, base = Post.of(settings), base_address(settings)
        login = Login.for_address(host, TrustedProxy.of(settings), _oidc(settings), base)
    except (LoginProblem, OidcProblem, PostProblem, ProxyProblem) as problem:
        raise ServerProblem(str(problem)) from problem
    if settings.ohne_verlauf and (settings.data_folder / CONVERSATIONS).exists():
        console.complain(STILL_KEPT.format(settings.data_folder / CONVERSATIONS))
    readiness = Readiness(engine)
    with temporary.own_folder(settings.data_folder):
        desk = Desk(engine, settings.data_folder, alone=login is None, keep=not settings.ohne_verlauf)
        mailing = Mailing(desk.news, post, base, _known(login)) if post else None
        app = assemble(desk, login, keeper, mailing, base, readiness)
        if login is not None:
            desk.news.keep_only(login.knows)
            desk.shares.keep_only(login.knows)
        ready = readiness.prepare()
        waiting.close()
        _check_free(host, port)
        keeper.start()
        console.complain(_runs(host, port) if ready else NOT_READY)
        with lookout(desk.news, mailing):
            uvicorn.Server(config(app, host, port)).run()


def _oidc(settings: Settings) -> Oidc | None:
    """Who asks the house's OpenID provider; None where no setting names one, and then nothing is loaded for it."""
    provider = Provider.of(settings)
    if provider is None:
        return None
    from ui.web.oidc import Oidc

    return Oidc(provider)


def config(app: FastAPI, host: str, port: int) -> uvicorn.Config:
    """How the application is served."""
    return uvicorn.Config(
        Noted(app), host, port, log_level="critical", timeout_graceful_shutdown=3, proxy_headers=False
    )


def _runs(host: str, port: int) -> str:
    address = f"[{host}]" if ":" in host else host
    return f"Antwortfinder läuft: http://{address}:{port} (Ende: Strg+C)"


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            why = "ein anderes Programm benutzt diesen Port schon" if taken else error.strerror
            raise ServerProblem(
                f"An {host}:{port} kann der Chat nicht lauschen: {why}. "
                "Abhilfe: antwortfinder chat --port mit einer anderen Zahl, z. B. --port 7861."
            ) from error
