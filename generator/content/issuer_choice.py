"""The choice of the issuer: whose name and whose contacts a piece bears.

The contacts that a person has set down once, in ``anpham.toml``, belong to the issuer there. They
are never printed under another's name, or a thousand posters would bear a wrong telephone number.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import Final

from generator.content.issuer_directory import IssuerDirectory
from generator.content.issuers import issuer_from_name
from generator.content.model import Issuer, IssuerRequest
from generator.content.settings import SETTINGS_NAME
from generator.core.errors import AnphamError, Place, Problem, UsageError
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.vietnamese.text_guard import conversion_findings, guard_with_changes

_NOBODY: Final = IssuerRequest()


def choose_issuer(
    asked: IssuerRequest,
    directory: IssuerDirectory,
    *,
    default: IssuerRequest = _NOBODY,
    fallback: str,
) -> Issuer:
    """The issuer that ``asked`` names, else that of ``default``, else ``fallback``; with contacts.

    The contacts in ``asked`` go over those in ``default``, and these over the issuer's own; those
    in ``default`` count only where no other issuer is asked for. That they were left out is a
    finding of the issuer.

    Args:
        default: A person's own defaults.
        fallback: The name of the campaign's issuer.

    Raises:
        UsageError: if a name is empty, is not known or fits several issuers, or if one is given
            to be looked up and another to be printed as it is.
        ContentError: if a name or a contact is no readable text.
    """
    issuer = _named(asked, directory)
    if issuer is None:
        issuer = _named(default, directory) or directory.find(fallback)
        issuer = _with_contacts(issuer, default)
    elif default.has_contacts and _is_default(issuer, default, directory):
        issuer = _with_contacts(issuer, default)
    elif default.has_contacts:
        option = "--issuer" if asked.issuer_name is None else "--issuer-name"
        issuer = replace(issuer, findings=(*issuer.findings, _contacts_left_out(option)))
    return _with_contacts(issuer, asked)


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
        return issuer_from_name(request.issuer_name, place=Place(item="--issuer-name"))
    if isinstance(request.issuer, str):
        return directory.find(request.issuer, place=Place(item="--issuer"))
    return request.issuer


def _is_default(issuer: Issuer, default: IssuerRequest, directory: IssuerDirectory) -> bool:
    """True if ``issuer`` is that of ``default``; a name that is not known is another's.

    "Thới An" and "phường Thới An" are the same ward; a name that is printed as it was typed has
    no known province.
    """
    with contextlib.suppress(AnphamError):
        own = _named(default, directory)
        if own is not None:
            provinces = {issuer.province, own.province} - {""}
            return issuer.name.casefold() == own.name.casefold() and len(provinces) < 2
    return False


def _with_contacts(issuer: Issuer, request: IssuerRequest) -> Issuer:
    """``issuer`` with the contacts in ``request``, guarded, over its own."""
    findings = list(issuer.findings)

    def guarded(text: str, name: str) -> str:
        place = Place(item=name)
        kept, changes = guard_with_changes(text, place=place)
        findings.extend(conversion_findings(changes, place))
        return kept

    return replace(
        issuer,
        address=guarded(request.address, "address") or issuer.address,
        hotline=guarded(request.hotline, "hotline") or issuer.hotline,
        website=guarded(request.website, "website") or issuer.website,
        findings=tuple(findings),
    )


def _contacts_left_out(option: str) -> Finding:
    return Finding(
        "contacts-left-out",
        Severity.NOTE,
        msg("the contacts in anpham.toml are not printed: they may be another issuer's"),
        msg("write the issuer into anpham.toml, too, and run without {option}", option=option),
        Place(file=SETTINGS_NAME),
    )
