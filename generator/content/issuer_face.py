"""An issuer's own face, read from what a person names: logo, photo, co-issuers, second code.

It belongs to the issuer it is named for, as the contacts do: ``content.issuer_choice`` decides.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator.content.contacts import name_findings
from generator.content.model import MOST_CO_ISSUERS, Illustration, Issuer, IssuerRequest
from generator.core.errors import AnphamError, ContentError, Place, Problem
from generator.core.excerpts import excerpt
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.reading.files import read_source
from generator.vietnamese.text_guard import conversion_findings, guard_with_changes

#: In bytes, as of a campaign's pictures.
_LARGEST_PICTURE: Final = 100_000_000
#: Names of files that can be a logo or a photo (``draw.picture_files`` reads them).
_PICTURE: Final = re.compile(
    r".*\.(?:svg|png|jpe?g|jpe|jfif|webp|gif|tiff?|bmp|heic|heif|avif)", re.IGNORECASE | re.DOTALL
)

_LONGEST_NAME: Final = 120


def with_face(issuer: Issuer, request: IssuerRequest) -> Issuer:
    """``issuer`` with the face in ``request`` over its own.

    Raises:
        ContentError: with every fault of it.
        InputOutputError: if a file cannot be read.
    """
    face, findings, problems = issuer.face, list[Finding](), list[Problem]()
    try:
        if request.logo is not None:
            face = replace(face, logo=_picture(request, "logo", request.logo, ""))
        if request.photo is not None:
            alt = _photo_alt(request)
            face = replace(face, photo=_picture(request, "photo", request.photo, alt))
    except ContentError as error:
        problems += error.problems
    if request.co_issuers:
        names, doubts, faults = _co_issuers(request, issuer)
        face = replace(face, co_issuers=names)
        findings += doubts
        problems += faults
    if request.second_qr is not None:
        face = replace(face, second_code=request.second_qr)
        findings += request.second_qr.findings
    if request.logo_on_code:
        face = replace(face, logo_on_code=True)
        if face.logo is None:
            findings.append(_no_logo(_place(request, "logo_on_code")))
    if problems:
        raise ContentError(*problems)
    known = [finding.message for finding in issuer.findings]
    new = tuple(finding for finding in findings if finding.message not in known)
    return replace(issuer, face=face, findings=issuer.findings + new)


def _place(request: IssuerRequest, key: str) -> Place:
    return request.places.get(key, Place(item=key))


def _photo_alt(request: IssuerRequest) -> str:
    """The photo's alternative text.

    Raises:
        ContentError: if there is none, or no readable one.
    """
    place = _place(request, "photo_alt" if request.photo_alt else "photo")
    text, _ = guard_with_changes(request.photo_alt, place=place)
    text = " ".join(text.split())
    if any(character.isalnum() for character in text):
        return text
    raise ContentError(
        Problem(
            "photo-without-words",
            msg("the photo has no words for those who do not see it"),
            msg("write beside it what it shows: {form}", form='photo_alt = "…"'),
            place,
        )
    )


def _picture(request: IssuerRequest, key: str, path: Path, alt: str) -> Illustration:
    """The picture in the file at ``path``, with its bytes.

    Raises:
        ContentError: if it is no picture's name, or the file is too large.
        InputOutputError: if it cannot be read; the place is that of ``key``.
    """
    place = _place(request, key)
    if not _PICTURE.fullmatch(path.name):
        raise ContentError(
            Problem(
                "wrong-value",
                msg(
                    "“{key}” is “{found}”; expected {expected}",
                    key=key,
                    found=excerpt(str(path)),
                    expected=msg("the name of an .svg, .png or .jpg file"),
                ),
                msg("save the picture as SVG, PNG or JPEG"),
                place,
            )
        )
    try:
        data = read_source(path, limit=_LARGEST_PICTURE)
    except AnphamError as error:
        problems = [
            replace(
                problem,
                message=msg("{file}: {fault}", file=str(path), fault=problem.message),
                place=place,
            )
            for problem in error.problems
        ]
        raise type(error).of(problems) from error
    # By its content: what was painted of another picture of this name is not this one.
    src = f"{hashlib.sha256(data).hexdigest()[:16]}/issuer-{key}{path.suffix.lower()}"
    return Illustration(src, alt, data, str(path), place)


def _co_issuers(
    request: IssuerRequest, issuer: Issuer
) -> tuple[tuple[str, ...], list[Finding], list[Problem]]:
    """The names as they are printed, what is doubtful about them, and what is wrong."""
    place = _place(request, "co_issuers")
    names: list[str] = []
    findings: list[Finding] = []
    problems: list[Problem] = []
    for given in request.co_issuers:
        try:
            text, changes = guard_with_changes(given, place=place)
            name = " ".join(text.split())
            findings += conversion_findings(changes, place)
            findings += name_findings(name, place=place)
        except ContentError as error:
            problems += error.problems
            continue
        problems += _name_problems(name, [issuer.name, *names], place)
        names.append(name)
    if len(names) > MOST_CO_ISSUERS:
        problems.append(
            Problem(
                "too-many-co-issuers",
                msg("{count} co-issuers are named; there is room for {most}",
                    count=len(names), most=MOST_CO_ISSUERS),
                msg("name those of the highest rank"),
                place,
            )
        )  # fmt: skip
    return tuple(names), findings, problems


def _name_problems(name: str, others: list[str], place: Place) -> Iterator[Problem]:
    if not name:
        yield Problem(
            "issuer-name-empty",
            msg("the issuer's name is empty"),
            msg("write a name, as “Công an phường An Phú Đông”"),
            place,
        )
    elif name.casefold() in (other.casefold() for other in others):
        yield Problem(
            "issuer-twice-named",
            msg("“{name}” is named twice as an issuer", name=excerpt(name)),
            msg("name each body once; the issuer itself is no co-issuer"),
            place,
        )
    elif len(name) > _LONGEST_NAME:
        yield Problem(
            "wrong-value",
            msg(
                "“{key}” is “{found}”; expected {expected}",
                key="co_issuers",
                found=excerpt(name),
                expected=msg("at most {count} characters", count=_LONGEST_NAME),
            ),
            msg("write each body as a text of its own, in quotes"),
            place,
        )


def _no_logo(place: Place) -> Finding:
    return Finding(
        "logo-missing",
        Severity.WARNING,
        msg("“logo_on_code” is set and there is no logo; the code is printed without one"),
        msg('name its file beside it: logo = "logo.svg"'),
        place,
    )
