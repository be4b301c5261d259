"""Addresses of links and codes in a template: which lead somewhere, and how a file states them.

A link of a PDF is opened by whatever program its scheme is for. So there are few schemes: pages of
the web, telephones, mail and messages. ``javascript:``, ``file:`` and ``data:`` are none, and an
address without a scheme is opened as a file beside the PDF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.content.vietqr import is_payment
from generator.content.web_address import address_fault, encode_address
from generator.core.excerpts import excerpt
from generator.core.messages import Message, msg

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_PHONE = re.compile(r"(?:tel|sms|smsto):\+?[0-9](?:[-.() ]?[0-9]){2,18}(?:[?:].*)?", re.IGNORECASE)
_MAIL = re.compile(
    r"mailto:[^\s@,?]+@(?:[^\s@,?.]+\.)+[^\s@,?.\d]{2,}(?:,[^\s@,?]+@[^\s@,?]+)*(?:\?\S*)?",
    re.IGNORECASE,
)
#: What telephones do with a code beside opening an address: a place, a network, a person.
_CODES = re.compile(
    r"(?:geo:[-0-9.,]+|wifi:|mecard:|begin:vcard|begin:vevent).*", re.IGNORECASE | re.S
)


@dataclass(frozen=True, slots=True)
class LinkFault:
    """The fault of an address that leads nowhere, and its remedy."""

    message: Message
    hint: Message


@lru_cache(maxsize=256)
def link_fault(url: str) -> LinkFault | None:
    """The fault of ``url`` as the address of a link; None if it can be followed."""
    scheme = _SCHEME.match(url.strip())
    name = scheme[1].lower() if scheme else ""
    shown = excerpt(url.strip(), 80)
    if not url.strip():
        return LinkFault(msg("the address of this link is empty"), _WRITE)
    if name in ("tel", "sms", "smsto"):
        is_right = _PHONE.fullmatch(url.strip())
        return (
            None if is_right else LinkFault(msg("“{url}” is no telephone", url=shown), _PHONE_HINT)
        )
    if name == "mailto":
        is_right = _MAIL.fullmatch(url.strip())
        return (
            None if is_right else LinkFault(msg("“{url}” is no address of mail", url=shown), _WRITE)
        )
    if name not in ("http", "https") and name and not url.strip()[len(name) + 1 :][:1].isdigit():
        return LinkFault(
            msg("a link to “{url}” is not allowed: “{scheme}:”", url=shown, scheme=name), _WRITE
        )
    web_fault = address_fault(url.strip())
    if web_fault is None:
        return None
    if not name:
        return LinkFault(
            msg("the link “{url}” leads nowhere: it has no https://", url=shown),
            msg("write “https://{rest}”", rest=shown.lstrip("/")),
        )
    return LinkFault(web_fault.message, web_fault.hint)


def code_fault(data: str) -> LinkFault | None:
    """The fault of what a code holds; None if a telephone can do something with it."""
    if _CODES.fullmatch(data.strip()) or is_payment(data.strip()):
        return None
    return link_fault(data)


def opens_as_link(data: str) -> bool:
    """True if what a code holds can be followed in a file, too; a network or a payment cannot."""
    return link_fault(data) is None


@lru_cache(maxsize=256)
def written_link(url: str) -> str:
    """``url``, an address without fault, in ASCII as a file states it."""
    url = url.strip()
    if url.lower().startswith(("http://", "https://")):
        return encode_address(url)
    return url.replace(" ", "")


_WRITE = msg("write an address that begins with https://, tel: or mailto:")
_PHONE_HINT = msg("write it as tel:02837150000 or tel:+842837150000")
