"""The choice of the issuer: whose name and whose contacts a piece bears.

The contacts that a person has set down once, in ``anpham.toml``, belong to the issuer there. They
are never printed under another's name, or a thousand posters would bear a wrong telephone number.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

from generator.content.issuer_directory import IssuerDirectory
from generator.content.model import Issuer, IssuerRequest
from generator.content.settings import SETTINGS_NAME
from generator.core.errors import AnphamError, ContentError, Place, Problem, UsageError
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.vietnamese.text_guard import conversion_findings, guard_with_changes

if TYPE_CHECKING:
    from generator.content.contacts import ContactKind

_NOBODY: Final = IssuerRequest()

#: What gives a face something to show.
_FACE_KEYS: Final = ("logo", "photo", "co_issuers", "second_qr")


def choose_issuer(
    asked: IssuerRequest,
    directory: IssuerDirectory,
    *,
    default: IssuerRequest = _NOBODY,
    fallback: IssuerRequest,
    is_fallback_chosen: bool = False,
) -> Issuer:
    """The issuer that ``asked`` names, else that of ``default``, else ``fallback``.

    It has the contacts and the face (logo, second code, co-issuers, photo): those in ``asked`` go
    over those in ``default``, and these over the issuer's own; those in ``default`` count only
    where no other issuer is asked for, and none counts where nobody is named. That they were left
    out, and that ``fallback`` was taken, are findings of the issuer.

    Args:
        default: A person's own defaults.
        fallback: The campaign's issuer.
        is_fallback_chosen: Whether a person named it for this campaign: then nothing is to be said.

    Raises:
        UsageError: if a name is empty, is not known or fits several issuers, or if one is given
            to be looked up and another to be printed as it is.
        ContentError: if a name or a contact is no readable text, or a contact is none.
    """
    issuer = _named(asked, directory)
    if issuer is not None:
        if _has_own(default) and _is_default(issuer, default, directory):
            issuer = _with_own(issuer, default)
        else:
            option = "--issuer" if asked.issuer_name is None else "--issuer-name"
            issuer = _with_findings(issuer, _left_out(default, option))
        return _checked(_with_own(issuer, asked), asked)
    issuer = _named(default, directory)
    if issuer is not None:
        issuer = _with_own(issuer, default)
        return _checked(_with_own(issuer, asked), default)
    issuer = _named(fallback, directory)
    if issuer is None:
        raise UsageError(_nobody_at_all())
    if not is_fallback_chosen:
        issuer = _with_findings(issuer, [_nobody_named(issuer)])
    if default.has_contacts or asked.has_contacts:
        issuer = _with_findings(issuer, [_contacts_of_nobody(default, asked)])
    if default.has_face or asked.has_face:
        issuer = _with_findings(issuer, [_face_of_nobody(default, asked)])
    return issuer


def _has_own(request: IssuerRequest) -> bool:
    return request.has_contacts or request.has_face


def _named(request: IssuerRequest, directory: IssuerDirectory) -> Issuer | None:
    """The issuer that ``request`` names; None if it names none."""
    if request.issuer is not None and request.issuer_name is not None:
        raise UsageError(
            Problem(
                "two-issuers",
                msg("--issuer and --issuer-name are both given; only one can be the issuer"),
                hint=msg("keep --issuer for a name in the lists, --issuer-name for any other"),
            )
        )
    if request.issuer_name is not None:
        from generator.content.issuers import issuer_from_name

        place = request.places.get("issuer_name", Place(item="--issuer-name"))
        return issuer_from_name(request.issuer_name, place=place)
    if isinstance(request.issuer, str):
        place = request.places.get("issuer", Place(item="--issuer"))
        return directory.find(request.issuer, place=place)
    return request.issuer


def _is_default(issuer: Issuer, default: IssuerRequest, directory: IssuerDirectory) -> bool:
    """True if ``issuer`` is that of ``default``; a name that is not known is another's.

    "Thới An" and "phường Thới An" are the same ward; a name that is printed as it was typed has
    no known province.
    """
    with contextlib.suppress(AnphamError):
        own = _named(default, directory)
        if own is not None:
            if issuer.name.casefold() != own.name.casefold():
                return False
            if issuer.province == own.province:
                return True
            return not (issuer.province and own.province) and _is_only_one(issuer, directory)
    return False


def _is_only_one(issuer: Issuer, directory: IssuerDirectory) -> bool:
    """True if no two known issuers have this very name: there are ten Tân An."""
    name = issuer.name.casefold()
    return sum(known.name.casefold() == name for known in directory.namesakes(issuer)) < 2


def _with_own(issuer: Issuer, request: IssuerRequest) -> Issuer:
    """``issuer`` with the contacts and the face in ``request``, checked, over its own."""
    issuer = _with_contacts(issuer, request)
    if not (request.has_face or request.logo_on_code):
        return issuer
    from generator.content.issuer_face import with_face

    return with_face(issuer, request)


def _with_contacts(issuer: Issuer, request: IssuerRequest) -> Issuer:
    """``issuer`` with the contacts in ``request``, guarded and checked, over its own."""
    if not request.has_contacts:
        return issuer
    from generator.content.contacts import CONTACT_KINDS, read_contact

    for kind in CONTACT_KINDS:
        given: str = getattr(request, kind)
        if given:
            place = request.places.get(kind, Place(item=kind))
            guarded, changes = guard_with_changes(given, place=place)
            contact = read_contact(kind, guarded, place=place)
            if contact.text:
                issuer = _with(issuer, kind, contact.text)
            conversions = conversion_findings(changes, place)
            issuer = _with_findings(issuer, (*conversions, *contact.findings))
    return issuer


def _checked(issuer: Issuer, request: IssuerRequest) -> Issuer:
    """``issuer``, checked if a program handed it in; what lists and people say is checked before.

    Raises:
        ContentError: with every contact that is none.
    """
    if not isinstance(request.issuer, Issuer):
        return issuer
    from generator.content.contacts import CONTACT_KINDS, name_findings, read_contact

    problems: list[Problem] = []
    known = [finding.message for finding in issuer.findings]
    try:
        new = name_findings(issuer.name, place=Place(item="issuer"))
        issuer = _with_findings(issuer, (f for f in new if f.message not in known))
    except ContentError as error:
        problems.extend(error.problems)
    for kind in CONTACT_KINDS:
        try:
            contact = read_contact(kind, getattr(issuer, kind), place=Place(item=kind))
        except ContentError as error:
            problems.extend(error.problems)
            continue
        issuer = _with(issuer, kind, contact.text)
        issuer = _with_findings(issuer, (f for f in contact.findings if f.message not in known))
    if problems:
        raise ContentError(*problems)
    return issuer


def _with(issuer: Issuer, kind: ContactKind, text: str) -> Issuer:
    return cast("Any", replace)(issuer, **{kind: text})  # type: ignore[no-any-return]


def _with_findings(issuer: Issuer, findings: Iterable[Finding]) -> Issuer:
    new = tuple(findings)
    return replace(issuer, findings=issuer.findings + new) if new else issuer


def _nobody_named(issuer: Issuer) -> Finding:
    return Finding(
        "issuer-by-default",
        Severity.WARNING,
        msg(
            "no issuer is named, so the campaign's is printed: {issuer}",
            issuer=", ".join(part for part in (issuer.name, issuer.province) if part),
        ),
        msg('name yours: anpham make --issuer "..."; or write it into anpham.toml: anpham init'),
    )


def _nobody_at_all() -> Problem:
    return Problem(
        "issuer-missing",
        msg("no issuer is named, and the campaign has none"),
        msg('name it: --issuer "..."'),
    )


def _contacts_of_nobody(default: IssuerRequest, asked: IssuerRequest) -> Finding:
    """The contacts that no named issuer claims; the first of them is the place."""
    from generator.content.contacts import CONTACT_KINDS

    places = [
        request.places.get(kind, Place(item=kind))
        for request in (asked, default)
        for kind in CONTACT_KINDS
        if getattr(request, kind)
    ]
    return Finding(
        "contacts-left-out",
        Severity.WARNING,
        msg("the contacts are not printed: nobody is named whose they are"),
        msg("name the issuer beside them"),
        places[0],
    )


def _face_of_nobody(default: IssuerRequest, asked: IssuerRequest) -> Finding:
    """The face that no named issuer claims; its first part is the place."""
    places = [
        request.places.get(key, Place(item=key))
        for request in (asked, default)
        for key in _FACE_KEYS
        if getattr(request, key)
    ]
    return Finding(
        "face-left-out",
        Severity.WARNING,
        msg(
            "logo, photo, second code and co-issuers are not printed: nobody is named whose they"
            " are"
        ),
        msg("name the issuer beside them"),
        places[0],
    )


def _left_out(default: IssuerRequest, option: str) -> Iterator[Finding]:
    """Those parts of ``default`` that are not printed under another name, where there are any."""
    if default.has_contacts:
        yield _contacts_left_out(option)
    if default.has_face:
        yield Finding(
            "face-left-out",
            Severity.NOTE,
            msg(
                "logo, photo, second code and co-issuers in anpham.toml are not printed: they may"
                " be another issuer's"
            ),
            msg("write the issuer into anpham.toml, too, and run without {option}", option=option),
            Place(file=SETTINGS_NAME),
        )


def _contacts_left_out(option: str) -> Finding:
    return Finding(
        "contacts-left-out",
        Severity.NOTE,
        msg("the contacts in anpham.toml are not printed: they may be another issuer's"),
        msg("write the issuer into anpham.toml, too, and run without {option}", option=option),
        Place(file=SETTINGS_NAME),
    )
