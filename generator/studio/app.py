"""The application: routes of all pages, guarded, with the parts of the server behind them."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount

from generator.core.assets import Assets
from generator.core.errors import AnphamError
from generator.studio import failures
from generator.studio.context import Studio, open_studio
from generator.studio.pages import ALL_ENDPOINTS
from generator.studio.routing import Refused, routes
from generator.studio.security.admission import SessionAdmission
from generator.studio.security.headers import Guard
from generator.studio.security.static import Files
from generator.studio.settings import StudioSettings
from generator.studio.work.pool import Superseded, WorkFailed
from generator.studio.work.tasks import warm

#: The first page is answered before: it needs no worker, and would share the processor with one.
_WARM_AFTER_S: Final = 1.0


def create_app(settings: StudioSettings, assets: Assets) -> Starlette:
    """The application of a server with these settings; ``app.state.studio`` has its parts."""
    studio = open_studio(settings, assets)
    admission = SessionAdmission(studio)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        studio.events.close_on_signals()
        warming = threading.Timer(_WARM_AFTER_S, _warm, (studio,))
        warming.daemon = True
        warming.start()
        try:
            yield
        finally:
            warming.cancel()
            studio.close()

    app = Starlette(
        routes=[
            *routes(ALL_ENDPOINTS, admission),
            Mount("/static", Files(assets.studio / "static")),
            Mount("/vendor", Files(assets.studio / "vendor")),
            Mount("/fonts", Files(assets.fonts)),
        ],
        middleware=[
            Middleware(Guard, settings=settings),
            Middleware(failures.FaultPages),
        ],
        exception_handlers={
            Refused: failures.refused,
            AnphamError: failures.failed,
            Superseded: failures.superseded,
            HTTPException: failures.not_served,
        },
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False  # "/static" would be answered by "/static/"
    app.state.studio = studio
    app.state.admission = admission
    app.state.sessions = admission.sessions
    return app


def _warm(studio: Studio) -> None:
    """Have each worker load what previews need, while a person chooses what to do."""
    with contextlib.suppress(WorkFailed):  # the server ends already
        for _ in range(studio.settings.processes):
            studio.work.submit(warm)
