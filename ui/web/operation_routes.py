"""What those who run the service ask it: whether it answers, and what it counts."""

from __future__ import annotations

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse

from ui.service.metrics import FORM, Metrics
from ui.service.readiness import Readiness
from ui.web.waiting import unready


def add(app: FastAPI, readiness: Readiness, metrics: Metrics) -> None:
    """Add the routes."""

    @app.get("/gesund")
    def healthy() -> JSONResponse:
        """200 where questions are answered, else 503 and why; what of the index is being made again (all German)."""
        problem = readiness.problem()
        if problem:
            return JSONResponse(unready(problem), 503)
        notice = readiness.notice()
        return JSONResponse({"bereit": True, **({"hinweis": notice} if notice else {})})

    @app.get("/metriken")
    def metrics_now() -> Response:
        """All that is counted, for Prometheus."""
        return Response(metrics.text(), media_type=FORM)
