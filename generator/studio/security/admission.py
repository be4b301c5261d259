"""Admission: which person calls, and whether the right of an endpoint is theirs."""

from __future__ import annotations

import hmac
import secrets
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
from generator.studio.security.attempts import Attempts
from generator.studio.security.passwords import Passwords
from generator.studio.security.sessions import Sessions, csrf_of

if TYPE_CHECKING:
    from generator.studio.context import Studio
    from generator.studio.settings import StudioSettings

#: The only person of a server without accounts, as revisions and the audit log name it.
LOCAL_NAME = "máy này"
_NOBODY: Final = Person(0, "", Role.VIEW, is_signed_in=False)
#: The place in a request's scope of the token for forms of somebody who has not signed in.
NEW_FORM_TOKEN: Final = "anpham.new-form-token"


class SessionAdmission:
    """Admission by the cookie of a session."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._settings = studio.settings
        self.sessions = Sessions(studio.database, studio.settings.now)
        self.attempts = Attempts(studio.database, studio.settings.now)
        self.passwords = Passwords()

    async def person(self, request: Request, endpoint: Endpoint) -> Person:
        """See ``routing.Admission``."""
        return await run_in_threadpool(self._admitted, request, endpoint)

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

    def address(self, request: Request) -> str:
        """The address that a request came from.

        Of a request that a proxy handed on it is what the proxy itself added to the header; all
        before that may be invented by whoever calls, and so may the header of anybody else.
        """
        found = request.client.host if request.client else ""
        written = ",".join(request.headers.getlist("x-forwarded-for"))
        before = [one.strip() for one in written.split(",") if one.strip()]
        while before and self._settings.is_proxy(found):
            found = before.pop()
        return found

    def _admitted(self, request: Request, endpoint: Endpoint) -> Person:
        person = self._who(request)
        request.scope["anpham.language"] = person.language
        if not person.is_signed_in and endpoint.right is not Right.ANYONE:
            raise Refused(401, msg("you are not signed in"), self._way_in())
        if "project" in request.path_params:
            person = self._on_project(person, request.path_params["project"])
        if not person.has(endpoint.right):
            raise Refused(403, msg("you have no right to do this"), msg("ask the administrator"))
        return person

    def _way_in(self) -> Message:
        if self._settings.has_accounts:
            return msg("sign in, then do it once more")
        return msg("open the address that anpham studio printed, with all its letters")

    def _on_project(self, person: Person, project: str) -> Person:
        """The person with the role on a project; nobody else learns that there is one."""
        row = self._studio.database.connection.execute(
            "SELECT 1 FROM projects WHERE id = ?",
            (project,),  # a deleted one can be put back
        ).fetchone()
        if row is not None and person.role is Role.ADMIN:
            return person
        role = self._studio.people.right_on(project, person.id) if row is not None else None
        if role is None:
            raise Refused(
                404,
                msg("this project is not there"),
                msg("it may have been deleted; go back to the list of projects"),
            )
        return replace(person, role=Role(role), office_role=person.role)

    def _who(self, request: Request) -> Person:
        token = request.cookies.get(self._settings.cookie, "")
        found = self.sessions.find(token) if token else None
        if found is not None:
            identity, language = found
            csrf = csrf_of(token)
            if identity is None and not self._settings.has_accounts:
                return Person(0, LOCAL_NAME, Role.ADMIN, language, csrf)
            if identity is not None and self._settings.has_accounts:
                account = self._studio.people.get(identity)
                if account.is_active:
                    return Person(identity, account.name, Role(account.role), language, csrf)
        form_token = request.cookies.get(form_cookie(self._settings)) or _new(request)
        return replace(_NOBODY, language=language_of(request), csrf=csrf_of(form_token))


def form_cookie(settings: StudioSettings) -> str:
    """The name of the cookie that binds forms of somebody who has not signed in."""
    return f"{settings.cookie}-form"


def _new(request: Request) -> str:
    token: str = request.scope.setdefault(NEW_FORM_TOKEN, secrets.token_urlsafe(24))
    return token


def _is_same(sent: str, expected: str) -> bool:
    """Compare in constant time; letters beyond ASCII are no reason to fail."""
    return hmac.compare_digest(sent.encode("utf-8", "replace"), expected.encode())
