"""The issuer's own face in step two: logo, photo, second code."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Final

from starlette.responses import Response

from generator.content.second_code import KINDS, read_second_code
from generator.core.errors import AnphamError, Place, Problem
from generator.core.findings import Finding
from generator.core.messages import Message, msg
from generator.studio.choices import Choices, IssuerChoice
from generator.studio.edits import Conflict, commit, edit_choice
from generator.studio.last_issuer import keep_last_issuer
from generator.studio.pages.issuer import page_values
from generator.studio.pages.saving import conflicting, notes_of, refused, saved
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.store.projects import Project, Revision, State
from generator.studio.work.tasks import check_picture

_LARGEST_PICTURE: Final = 20_000_000
_PICTURES: Final = ("logo", "photo")
_PART: Final = "issuer-face-part.html.j2"
_MEDIA_TYPES: Final = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
#: A drawing of somebody's is looked at, and can do nothing.
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cache-Control": "private, max-age=3600",
}


@endpoint("/p/{project}/ai/picture/{which}", right=Right.VIEW)
def picture(call: Call) -> Response:
    """The logo or the photo as it was uploaded."""
    head = call.project.head
    name = getattr(Choices.from_json(head.choices).issuer, _which(call))
    if not name or name not in head.files:
        raise Refused(404, msg("there is no such picture"))
    kind = _MEDIA_TYPES.get(name[name.rfind(".") :], "application/octet-stream")
    data = call.studio.files.get(head.files[name])
    return Response(data, media_type=kind, headers=_HEADERS)


@endpoint("/p/{project}/ai/picture/{which}/save", "POST", right=Right.EDIT)
def save_picture(call: Call) -> Response:
    """Store an uploaded logo or photo as a file of the project, under a name of our own."""
    which = _which(call)
    upload, alt = call.upload("file"), " ".join(call.text("alt").split())
    if upload is None:
        return _refused("picture-missing", call, msg("choose a file first"))
    if which == "photo" and not alt:
        return _refused(
            "photo-without-words", call, msg("write what the photo shows, for those who cannot see")
        )
    data = upload.file.read(_LARGEST_PICTURE + 1)
    if len(data) > _LARGEST_PICTURE:
        return _refused("picture-too-large", call, msg("the picture is larger than 20 MB"))
    try:
        checked = call.studio.work.run(check_picture, data, upload.filename or "")
    except AnphamError as error:
        return refused(call, error.problems)
    name = f"{which}-{hashlib.sha256(data).hexdigest()[:12]}{checked.ending}"
    return _with_picture(call, which, name, data, alt)


@endpoint("/p/{project}/ai/picture/{which}/remove", "POST", right=Right.EDIT)
def remove_picture(call: Call) -> Response:
    """Take the logo or the photo off the pieces; undo brings it back."""
    return _with_picture(call, _which(call), None, b"", "")


@endpoint("/p/{project}/ai/logo-on-code", "POST", right=Right.EDIT)
def save_logo_on_code(call: Call) -> Response:
    """Put the logo on the campaign's code, or take it off."""
    try:
        project = edit_choice(call, ("issuer", "logo_on_code"), call.text("on") == "yes")
    except Conflict as error:
        return conflicting(call, error)
    return _saved(call, project)


@endpoint("/p/{project}/ai/second-code", "POST", right=Right.EDIT)
def save_second_code(call: Call) -> Response:
    """Save the second code by the fields of its kind; without a kind there is none."""
    kind = call.text("kind")
    if kind and kind not in KINDS:
        raise Refused(404, msg("there is no such code"), msg("choose one from the list"))
    keys = ("caption", *KINDS[kind].keys) if kind else ()
    written = {key: call.text(key).strip() for key in keys}
    values: Mapping[str, object] | None = None
    findings: tuple[Finding, ...] = ()
    if kind:
        values = {"kind": kind, **{key: text for key, text in written.items() if text}}
        places = {key: Place(item=key) for key in values}
        try:
            findings = read_second_code(values, places).findings
        except AnphamError as error:
            return refused(call, _worded(error))
    try:
        project = edit_choice(call, ("issuer", "second_qr"), values)
    except Conflict as error:
        return conflicting(call, error)
    keep_last_issuer(call.studio, call.person.id, project)
    return saved(
        call,
        project,
        "second-code-shown-part.html.j2",
        notes=notes_of(findings),
        **page_values(call, project),
    )


def _worded(error: AnphamError) -> list[Problem]:
    """The problems of a form: what is missing is seen by the field's label, not by its key."""
    wrong = [problem for problem in error.problems if problem.code != "missing-key"]
    return wrong or [
        Problem("missing-key", msg("fill in the fields above; then the code is saved"))
    ]


def _with_picture(call: Call, which: str, name: str | None, data: bytes, alt: str) -> Response:
    """The part after another picture, or none, was saved: the file and its choice in one edit."""

    def issuer_of(revision: Revision) -> IssuerChoice:
        return Choices.from_json(revision.choices).issuer

    def read(revision: Revision) -> str | None:
        found: str | None = getattr(issuer_of(revision), which)
        return found

    def write(revision: Revision) -> State:
        issuer, old = issuer_of(revision), read(revision)
        issuer = (
            replace(issuer, logo=name)
            if which == "logo"
            else replace(issuer, photo=name, photo_alt=alt)
        )
        files = {one: sha256 for one, sha256 in revision.files.items() if one != old}
        if name is not None:
            files[name] = call.studio.files.put(data)
        return State(files, {**revision.choices, "issuer": asdict(issuer)})

    try:
        project = commit(call, ("choices", "issuer", which), name, read, write)
    except Conflict as error:
        return conflicting(call, error)
    return _saved(call, project)


def _saved(call: Call, project: Project) -> Response:
    keep_last_issuer(call.studio, call.person.id, project)
    return saved(call, project, _PART, **page_values(call, project))


def _which(call: Call) -> str:
    which: str = call.request.path_params["which"]
    if which not in _PICTURES:
        raise Refused(404, msg("there is no such picture"))
    return which


def _refused(code: str, call: Call, message: Message) -> Response:
    return refused(call, [Problem(code, message)])


ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    picture,
    save_picture,
    remove_picture,
    save_logo_on_code,
    save_second_code,
)
