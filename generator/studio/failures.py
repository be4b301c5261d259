"""Answers in words for what was not done: in the language of the person, without a traceback."""

from __future__ import annotations

import errno
import sqlite3
import sys
import traceback
from typing import Final
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Sent

from generator.core.errors import AnphamError, InputOutputError
from generator.core.messages import Language, Message, msg
from generator.studio.context import Studio
from generator.studio.hints import Hint, plain_problem
from generator.studio.languages import language_of
from generator.studio.routing import Refused
from generator.studio.work.pool import WorkFailed

#: SQLite's reasons that are no fault of ours (https://sqlite.org/rescode.html).
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_DISK: Final = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY)


def said(request: Request, status: int, message: Message, hint: Hint = None) -> Response:
    """A page, or a part of one, that says what was not done and how to mend it."""
    studio: Studio = request.app.state.studio
    part = request.headers.get("HX-Request") == "true"
    html = studio.pages.render(
        "problem-part.html.j2" if part else "problem.html.j2",
        _language(request),
        problems=[(message, hint)],
        status=status,
    )
    return HTMLResponse(html, status_code=status)


def refused(request: Request, error: Exception) -> Response:
    """The answer to a call that was refused; who is not signed in is led to the form."""
    assert isinstance(error, Refused)
    studio: Studio = request.app.state.studio
    if error.status == 401:
        if _came_from_elsewhere(request):
            return _once_more(request, studio)
        if studio.settings.has_accounts and request.method in ("GET", "HEAD"):
            return _to_sign_in(request)
    response = said(request, error.status, error.message, error.hint)
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def failed(request: Request, error: Exception) -> Response:
    """The answer to an order that cannot be made as it is."""
    assert isinstance(error, AnphamError)
    refusal = _disk_refusal(request, error.__cause__)
    if isinstance(error, InputOutputError) and refusal is not None:
        return refusal
    status = 503 if isinstance(error, WorkFailed) else 422
    return said(request, status, *plain_problem(error.problems[0]))


def superseded(request: Request, error: Exception) -> Response:
    """Nothing: what the person asked for later is answered."""
    return Response(status_code=204)


def not_served(request: Request, error: Exception) -> Response:
    """The answer to an address or a method that there is not, or a form that cannot be read."""
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return said(request, 404, msg("there is no such page"), msg("go back to the first page"))
    response = said(request, error.status_code, msg("the request cannot be read"))
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


class FaultPages:
    """Middleware inside the guard: a fault of ours is logged once, and shown in words."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_started = False

        async def watched(message: Sent) -> None:
            nonlocal is_started
            is_started = is_started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            if is_started:  # the browser has a half page: the server closes the connection
                raise
            response = await run_in_threadpool(_fault, Request(scope), error)
            await response(scope, receive, send)


def _fault(request: Request, error: Exception) -> Response:
    refusal = _disk_refusal(request, error)
    if refusal is not None:
        return refusal
    traceback.print_exception(error, file=sys.stderr)
    return said(
        request,
        500,
        msg("this is a fault of anpham's own"),
        msg("nothing of yours is lost; reload the page, and report what you did"),
    )


def _disk_refusal(request: Request, error: BaseException | None) -> Response | None:
    """The answer if the disk or the database refused to save; None for any other error."""
    is_full = isinstance(error, OSError) and error.errno in _FULL
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the reason without its details
    if isinstance(error, sqlite3.OperationalError) and code in _BUSY:
        return said(
            request,
            503,
            msg("too many people are saving at this moment"),
            msg("try again in a moment; nothing was changed"),
        )
    if is_full or (isinstance(error, sqlite3.OperationalError) and code in _DISK):
        return said(
            request,
            507,
            msg("nothing can be saved: the disk is full or cannot be written"),
            msg("make room on the disk that has the folder of data, and do it once more"),
        )
    return None


def _language(request: Request) -> Language:
    known: Language | None = request.scope.get("anpham.language")
    if known is not None:
        return known
    found: Language | None = request.app.state.admission.language(request)
    return found or language_of(request)


def _came_from_elsewhere(request: Request) -> bool:
    """True for a link that was followed from another site: browsers leave out our cookie then."""
    return request.method == "GET" and request.headers.get("sec-fetch-site") == "cross-site"


def _once_more(request: Request, studio: Studio) -> Response:
    """A page of ours that asks for the same address again, now with the cookie."""
    return HTMLResponse(studio.pages.render("once-more.html.j2", "vi", target=_path(request)))


def _to_sign_in(request: Request) -> Response:
    target = "/dang-nhap?" + urlencode({"next": _path(request)})
    if request.headers.get("HX-Request") == "true":
        return Response(status_code=401, headers={"HX-Redirect": "/dang-nhap"})
    return RedirectResponse(target, status_code=303)


def _path(request: Request) -> str:
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")
