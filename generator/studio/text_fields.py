"""Fields of the studio's forms: the one in which the text at a place is mended."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath
from typing import Final
from urllib.parse import quote

from generator.api import Place
from generator.content.model import Campaign

#: Texts of an item that are not official.
_ITEM_ROLES: Final = frozenset({"headline", "short_headline", "support"})
_LISTED: Final = re.compile(r"(.+)\[\d+\]")
_CAMPAIGN: Final = "campaign."
_ISSUER: Final = "issuer."
#: Parts of the origins of an issuer's texts, and the field that holds them.
_ISSUER_FIELDS: Final = {
    "name": "name",
    "body": "name",
    "unit": "name",
    "address": "address",
    "hotline": "hotline",
    "website": "website",
    "second_qr": "second_qr",
    "co_issuers": "co_issuers",
}
#: Codes of what lies at a choice and not at a text.
_BY_CODE: Final = {
    "draft": "duyet",
    "approved-text-changed": "duyet",
    "approval-removed": "duyet",
    "no-contacts": "ai#field-issuer--hotline",
    "issuer-by-default": "ai#field-issuer--name",
    "issuer-namesake": "ai#field-issuer--name",
    "issuer-is-history": "ai#field-issuer--name",
    "issuer-unknown": "ai#field-issuer--name",
    "issuer-ambiguous": "ai#field-issuer--name",
    "issuer-ended": "ai#field-issuer--name",
    "issuer-missing": "ai#field-issuer--name",
    "contact-wrong": "ai#field-issuer--hotline",
    "contact-doubtful": "ai#field-issuer--hotline",
    "second-code-doubtful": "ai#field-issuer--second_qr",
    "act-doubtful": "chon#h-legal",
    "act-replaced": "chon#h-legal",
    "qr-target": "chon#h-qr",
    "campaign-without-link": "chon#h-qr",
    "size-not-offered": "gi",
    "size-too-small": "gi",
    "size-aspect": "gi",
    "theme-not-offered": "gi",
    "theme-unknown": "gi",
    "size-unknown": "gi",
    "destination-not-offered": "gi",
    "read-from-nearer": "gi",
}


def field_address(code: str, place: Place, campaign: Campaign | None) -> str | None:
    """The step with the field where what has this code and place is mended; None if there is none.

    Relative to the project's pages: "chon#f-items-1.3-headline".
    """
    origin = place.text or _origin_at(place, campaign)
    if origin is not None:
        found = _of_origin(origin, campaign)
        if found is not None:
            return found
    return _BY_CODE.get(code)


def edited_path(origin: str, campaign: Campaign) -> tuple[str, ...] | None:
    """The path by which the text ``origin`` is edited in the campaign's file, if it is one text."""
    match origin.split("."):
        case ["campaign", "title" | "kicker" | "legal_line" as key]:
            return (key,)
        case ["campaign", "texts", key] if not _LISTED.fullmatch(key):
            return "texts", key
        case ["campaign", "groups", name, "title" | "long_title" as key]:
            return "groups", name, key
    owner, _, role = origin.rpartition(".")
    address = _addresses(campaign).get(owner)
    return ("items", address, role) if address and role in _ITEM_ROLES else None


def _origin_at(place: Place, campaign: Campaign | None) -> str | None:
    """The origin of the text in that line of the campaign's file.

    Of the file the name alone counts: each revision lies in a folder of its own.
    """
    if campaign is None or place.file is None or place.line is None:
        return None
    for origin, one in campaign.places.items():
        is_same_file = one.file is not None and PurePath(one.file).name == PurePath(place.file).name
        if is_same_file and one.line == place.line:
            return origin
    return None


def _of_origin(origin: str, campaign: Campaign | None) -> str | None:
    if origin.startswith(_ISSUER):
        part = origin.removeprefix(_ISSUER).partition(".")[0].partition("[")[0]
        field = _ISSUER_FIELDS.get(part)
        return f"ai#field-issuer--{field}" if field else None
    if origin.startswith(_CAMPAIGN):
        return _of_campaign(origin.removeprefix(_CAMPAIGN).split("."))
    owner, _, role = origin.rpartition(".")
    address = _addresses(campaign).get(owner) if campaign is not None else None
    return f"chon#{_field('items', address, role)}" if address and role in _ITEM_ROLES else None


def _of_campaign(steps: list[str]) -> str | None:
    match steps:
        case ["title" | "kicker" | "legal_line" | "valid_until"]:
            return f"chon#{_field(*steps)}"
        case ["texts", key] if not _LISTED.fullmatch(key):
            return f"chon#{_field(*steps)}"
        case ["groups", name, "title" | "long_title"]:
            return f"chon#{_field('groups', name, 'title')}"
        case ["qr", _]:
            return "chon#h-qr"
        case ["pictures", *_]:
            return "chon#h-pictures"
        case ["texts", _]:
            return "chon#h-main"
        case [key] if key.startswith("slogans"):
            return "chon#h-main"
        case _:  # translations have no fields
            return None


def _field(*path: str) -> str:
    """The id of the field of a value, as ``campaign-editor-part.html.j2`` makes it."""
    return quote("f-" + "-".join(path).replace(" ", "_"), safe="")


def _addresses(campaign: Campaign) -> dict[str, str]:
    """The address of each item by its id, with "#2" for the second at the same one."""
    seen: Counter[str] = Counter()
    found = {}
    for item in campaign.items:
        seen[item.address] += 1
        count = seen[item.address]
        found[item.id] = item.address if count == 1 else f"{item.address}#{count}"
    return found
