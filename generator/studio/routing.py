"""Endpoints: a path, the right it asks for, and a function from a call to a response.

Every endpoint is made by :func:`endpoint`, so none is without a right, and no form is read whose
token was not checked. Functions run in a thread; what they call may wait for the disk.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from generator.core.messages import Language, Message, msg
from generator.studio.bodies import MIB, BodyTooLarge, BodyTooSlow, bounded, limit_of
from generator.studio.context import Studio
from generator.studio.people import Person
from generator.studio.rights import Right, Role
from generator.studio.store.projects import Project

#: Bounds of a form that is no upload; a headline has some 60 characters.
MAX_FIELDS: Final = 500
MAX_FILES: Final = 8
#: Of a field that is no file.
MAX_FIELD_BYTES: Final = 1024 * 1024


class Refused(Exception):
    """A call that is not done, and why: shown in words, with the status.

    Attributes:
        retry_after: In s: when it may be tried again.
    """

    def __init__(
        self,
        status: int,
        message: Message,
        hint: Message | None = None,
        *,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(str(message))
        self.status, self.message, self.hint = status, message, hint
        self.retry_after = retry_after


class Call:
    """One request of a person, with what a page needs to answer it."""

    def __init__(self, request: Request, person: Person, form: FormData) -> None:
        self.request = request
        self.person = person
        self.form = form
        self.studio: Studio = request.app.state.studio

    @property
    def language(self) -> Language:
        """The language that the person reads."""
        return self.person.language

    @property
    def is_htmx(self) -> bool:
        """True if only a part of a page is asked for."""
        return self.request.headers.get("HX-Request") == "true"

    @cached_property
    def project(self) -> Project:
        """The project in the path.

        Raises:
            Refused: if there is none.
        """
        try:
            return self.studio.projects.get(self.request.path_params["project"])
        except KeyError:
            raise Refused(
                404,
                msg("this project is not there"),
                msg("it may have been deleted; go back to the list of projects"),
            ) from None

    def visible(self, projects: Iterable[Project]) -> list[Project]:
        """Those of the projects on which the person has a right."""
        if not self.person.id or self.person.has(Right.ADMIN):
            return list(projects)
        rights = self.studio.people.rights_of(self.person.id)
        return [one for one in projects if one.id in rights]

    def owned(self, project: Project) -> Project:
        """The project, on which the person who began it now has the right to work."""
        if self.person.id:
            self.studio.people.set_right(
                project.id, self.person.id, Role.EDIT, author=self.person.name
            )
        return project

    def text(self, name: str, default: str = "") -> str:
        """The text of a field of the form, else of the address."""
        value = self.form.get(name)
        if isinstance(value, str):
            return value
        return self.request.query_params.get(name, default)

    def texts(self, name: str) -> list[str]:
        """The texts of all fields of that name, in the order of the form."""
        return [value for value in self.form.getlist(name) if isinstance(value, str)]

    def upload(self, name: str) -> UploadFile | None:
        """The file in a field of the form; None if nobody chose one."""
        value = self.form.get(name)
        return value if isinstance(value, UploadFile) and value.filename else None

    def page(self, template: str, /, *, status: int = 200, **values: Any) -> Response:
        """A page of ``assets/studio/pages``, or a part of one."""
        html = self.studio.pages.render(
            template,
            self.language,
            call=self,
            person=self.person,
            csrf=self.person.csrf,
            **values,
        )
        return HTMLResponse(html, status_code=status)

    def redirect(self, path: str) -> Response:
        """Go to another page; after a form, so that "back" and "reload" send nothing twice."""
        if self.is_htmx:
            return Response(status_code=200, headers={"HX-Redirect": path})
        return RedirectResponse(path, status_code=303)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A path with methods, the right that it asks for, and what answers."""

    path: str
    methods: tuple[str, ...]
    right: Right
    answer: Callable[[Call], Response]


def endpoint(
    path: str, *methods: str, right: Right
) -> Callable[[Callable[[Call], Response]], Endpoint]:
    """Make an endpoint of the function below it.

    With ``{project}`` in its path, the right is asked for on that project.
    """

    def made(answer: Callable[[Call], Response]) -> Endpoint:
        return Endpoint(path, methods or ("GET",), right, answer)

    return made


class Admission(Protocol):
    """Who may call; see ``security.admission``."""

    async def person(self, request: Request, endpoint: Endpoint) -> Person:
        """The person who calls, who has the right that the endpoint asks for.

        Nothing of the request's body was read yet.

        Raises:
            Refused: if nobody is signed in, or the person has no such right.
        """

    async def check_form(self, request: Request, person: Person, form: FormData) -> None:
        """Check that the form was sent by a page of this server.

        Raises:
            Refused: if it was not.
        """


def routes(endpoints: Iterable[Endpoint], admission: Admission) -> list[Route]:
    """The routes of the endpoints, each behind ``admission``."""
    return [
        Route(one.path, _handler(one, admission), methods=list(one.methods)) for one in endpoints
    ]


def _handler(one: Endpoint, admission: Admission) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        person = await admission.person(request, one)
        if request.method in ("GET", "HEAD"):
            return await run_in_threadpool(one.answer, Call(request, person, FormData()))
        limit = limit_of(request, is_anonymous=not person.is_signed_in)
        try:
            async with bounded(request, limit).form(
                max_files=MAX_FILES, max_fields=MAX_FIELDS, max_part_size=MAX_FIELD_BYTES
            ) as form:
                await admission.check_form(request, person, form)
                return await run_in_threadpool(one.answer, Call(request, person, form))
        except BodyTooLarge as error:
            raise _too_large(error.limit) from error
        except BodyTooSlow as error:
            raise Refused(
                408,
                msg("what was sent did not arrive in time"),
                msg("check the connection, and send it again"),
            ) from error

    return handle


def _too_large(limit: int) -> Refused:
    return Refused(
        413,
        msg("this is too large to be sent: at most {limit} MB are taken", limit=limit // MIB or 1),
        msg("send a smaller file"),
    )
