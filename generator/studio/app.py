"""The application: routes of all pages, guarded, with the parts of the server behind them."""

from __future__ import annotations

import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from generator.core.assets import Assets
from generator.core.errors import AnphamError
from generator.core.messages import Message, msg
from generator.studio.context import Studio, open_studio
from generator.studio.pages import ALL_ENDPOINTS
from generator.studio.routing import Refused, routes
from generator.studio.security.admission import SessionAdmission
from generator.studio.security.headers import Guard
from generator.studio.settings import StudioSettings


def create_app(settings: StudioSettings, assets: Assets) -> Starlette:
    """The application of a server with these settings; ``app.state.studio`` has its parts."""
    studio = open_studio(settings, assets)
    admission = SessionAdmission(studio)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            studio.close()

    app = Starlette(
        routes=[
            *routes(ALL_ENDPOINTS, admission),
            Mount("/static", StaticFiles(directory=assets.studio / "static")),
            Mount("/vendor", StaticFiles(directory=assets.studio / "vendor")),
            Mount("/fonts", StaticFiles(directory=assets.fonts)),
        ],
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={
            Refused: _refused,
            AnphamError: _failed,
            HTTPException: _not_found,
            Exception: _our_fault,
        },
        lifespan=lifespan,
    )
    app.state.studio = studio
    app.state.sessions = admission.sessions
    return app


def _said(request: Request, status: int, message: Message, hint: Message | None = None) -> Response:
    """A page, or a part of one, that says what was not done and how to mend it."""
    studio: Studio = request.app.state.studio
    part = request.headers.get("HX-Request") == "true"
    html = studio.pages.render(
        "problem-part.html.j2" if part else "problem.html.j2",
        "vi",
        problems=[(message, hint)],
        status=status,
    )
    return HTMLResponse(html, status_code=status)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return _said(request, error.status, error.message, error.hint)


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, AnphamError)
    first = error.problems[0]
    return _said(request, 422, first.message, first.hint)


def _not_found(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return _said(request, 404, msg("there is no such page"), msg("go back to the first page"))
    return _said(request, error.status_code, msg("the request cannot be read"))


def _our_fault(request: Request, error: Exception) -> Response:
    traceback.print_exception(error)
    return _said(
        request,
        500,
        msg("this is a fault of anpham's own"),
        msg("nothing of yours is lost; reload the page, and report what you did"),
    )
