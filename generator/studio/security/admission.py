"""Admission: which person calls, and whether the right of an endpoint is theirs."""

from __future__ import annotations

import hmac
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request

from generator.core.messages import Language, Message, msg
from generator.studio.languages import language_of
from generator.studio.people import Person
from generator.studio.rights import Right, Role
from generator.studio.routing import Endpoint, Refused
from generator.studio.security.sessions import Sessions, csrf_of

if TYPE_CHECKING:
    from generator.studio.context import Studio

#: The only person of a server without accounts, as revisions and the audit log name it.
LOCAL_NAME = "máy này"
_NOBODY: Final = Person(0, "", Role.VIEW, is_signed_in=False)


class SessionAdmission:
    """Admission by the cookie of a session."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._settings = studio.settings
        self._sessions = Sessions(studio.database, studio.settings.now)

    @property
    def sessions(self) -> Sessions:
        """The sessions of the server."""
        return self._sessions

    async def person(self, request: Request, endpoint: Endpoint) -> Person:
        """See ``routing.Admission``."""
        person = await run_in_threadpool(self._who, request)
        request.scope["anpham.language"] = person.language
        if not person.is_signed_in and endpoint.right is not Right.ANYONE:
            raise Refused(401, msg("you are not signed in"), self._way_in())
        project = request.path_params.get("project")
        if project is not None and not await run_in_threadpool(self._is_there, project):
            raise Refused(
                404,
                msg("this project is not there"),
                msg("it may have been deleted; go back to the list of projects"),
            )
        if not person.has(endpoint.right):
            raise Refused(403, msg("you have no right to do this"), msg("ask the administrator"))
        return person

    async def check_form(self, request: Request, person: Person, form: FormData) -> None:
        """See ``routing.Admission``."""
        sent = request.headers.get("X-CSRF-Token") or form.get("csrf")
        if not isinstance(sent, str) or not person.csrf or not _is_same(sent, person.csrf):
            raise Refused(
                403,
                msg("this page is too old to be sent"),
                msg("reload it, and do it once more"),
            )

    def language(self, request: Request) -> Language | None:
        """The language of the person who calls; None if nobody is signed in."""
        person = self._who(request)
        return person.language if person.is_signed_in else None

    def _way_in(self) -> Message:
        if self._settings.has_accounts:
            return msg("sign in, then do it once more")
        return msg("open the address that anpham studio printed, with all its letters")

    def _is_there(self, project: str) -> bool:
        """True of deleted projects, too: they can be put back."""
        row = self._studio.database.connection.execute(
            "SELECT 1 FROM projects WHERE id = ?", (project,)
        ).fetchone()
        return row is not None

    def _who(self, request: Request) -> Person:
        token = request.cookies.get(self._settings.cookie, "")
        found = self._sessions.find(token) if token else None
        if found is None:
            return replace(_NOBODY, language=language_of(request))
        _, language = found
        return Person(0, LOCAL_NAME, Role.ADMIN, language, csrf_of(token))


def _is_same(sent: str, expected: str) -> bool:
    """Compare in constant time; letters beyond ASCII are no reason to fail."""
    return hmac.compare_digest(sent.encode("utf-8", "replace"), expected.encode())
