"""Admission: which person calls, and whether the right of an endpoint is theirs."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request

from generator.core.messages import msg
from generator.studio.people import Person
from generator.studio.rights import Right, Role
from generator.studio.routing import Endpoint, Refused
from generator.studio.security.sessions import COOKIE, Sessions, csrf_of

if TYPE_CHECKING:
    from generator.studio.context import Studio

#: The only person of a server without accounts, as revisions and the audit log name it.
LOCAL_NAME = "máy này"
_NOBODY = Person(0, "", Role.VIEW, is_signed_in=False)


class SessionAdmission:
    """Admission by the cookie of a session."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._sessions = Sessions(studio.database, studio.settings.now)

    @property
    def sessions(self) -> Sessions:
        """The sessions of the server."""
        return self._sessions

    async def person(self, request: Request, endpoint: Endpoint) -> Person:
        """See ``routing.Admission``."""
        person = await run_in_threadpool(self._who, request.cookies.get(COOKIE, ""))
        if not person.is_signed_in and endpoint.right is not Right.ANYONE:
            raise Refused(
                401,
                msg("you are not signed in"),
                msg("open the address that anpham studio printed, with all its letters"),
            )
        if not person.has(endpoint.right):
            raise Refused(403, msg("you have no right to do this"), msg("ask the administrator"))
        return person

    async def check_form(self, request: Request, person: Person, form: FormData) -> None:
        """See ``routing.Admission``."""
        sent = request.headers.get("X-CSRF-Token") or form.get("csrf")
        if not isinstance(sent, str) or not hmac.compare_digest(sent, person.csrf):
            raise Refused(
                403,
                msg("this page is too old to be sent"),
                msg("reload it, and do it once more"),
            )

    def _who(self, token: str) -> Person:
        found = self._sessions.find(token) if token else None
        if found is None:
            return _NOBODY
        _, language = found
        return Person(0, LOCAL_NAME, Role.ADMIN, language, csrf_of(token))
