"""Web addresses as people copy them: faults named one by one, accents percent-encoded.

The address that a code encodes, and whether the one that is printed beside it leads there.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from generator.core.excerpts import excerpt
from generator.core.messages import Message, msg

_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)
#: A misspelt beginning shows by its colon or slashes: "phuong…" and "tphcm…" are names of sites.
_NEARLY_SCHEME: Final = re.compile(
    r"(?:h?t{0,3}ps{0,2}[:;]/{0,3}|h?t{1,3}ps{0,2}/{1,3})(?=[\w.-]+\.)", re.IGNORECASE
)
_BARE_SITE: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?=[/:?#]|$)")
_OTHER_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)
_HOST: Final = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})"
    r"|(?:[0-9]{1,3}\.){3}[0-9]{1,3}",
    re.IGNORECASE,
)
#: What may stand in an address unencoded (RFC 3986), and the escapes that are there already.
_SAFE: Final = "!#$%&'()*+,/:;=?@[]~"
#: Parameters by which senders count visits: they lead to the same page.
_COUNTING: Final = re.compile(r"utm_\w+|fbclid|gclid", re.IGNORECASE)
_COPY: Final = msg("open the page and copy its whole address from the browser; it has no spaces")


@dataclass(frozen=True, slots=True)
class AddressFault:
    """The fault of a text that is no web address, and its remedy."""

    message: Message
    hint: Message


def address_fault(text: str) -> AddressFault | None:
    """The first fault of ``text`` as a web address of a page; None if it is one."""
    shown = excerpt(text)
    if re.search(r"\s", text):
        return AddressFault(msg("the address “{url}” has a space in it", url=shown), _COPY)
    if not _SCHEME.match(text):
        return _scheme_fault(text, shown)
    try:
        parts = urlsplit(text)
        port_is_whole = parts.port is None or parts.port > 0
        host = _ascii_host(parts.hostname or "")
    except ValueError:  # a port that is no number, an unclosed bracket, a label that is too long
        return AddressFault(msg("the address “{url}” names no site", url=shown), _COPY)
    if not port_is_whole or not _HOST.fullmatch(host):
        return AddressFault(msg("the address “{url}” names no site", url=shown), _COPY)
    return None


def _scheme_fault(text: str, shown: str) -> AddressFault:
    nearly, other = _NEARLY_SCHEME.match(text), _OTHER_SCHEME.match(text)
    if nearly is not None and nearly[0]:
        begin, rest = nearly[0], text[nearly.end() :]
        return AddressFault(
            msg("the address “{url}” begins with “{begin}”, not https://", url=shown, begin=begin),
            msg("write “https://{rest}”", rest=rest),
        )
    if other is not None:
        return AddressFault(
            msg(
                "“{url}” is no page of the web: it begins with “{begin}:”",
                url=shown,
                begin=other[1],
            ),
            _COPY,
        )
    message = msg("“url” is “{url}”; expected an address that begins with https://", url=shown)
    is_site = _BARE_SITE.match(text) is not None
    return AddressFault(message, msg("write “https://{rest}”", rest=text) if is_site else _COPY)


def encode_address(text: str) -> str:
    """``text``, an address without fault, in ASCII: the host by IDNA, the rest percent-encoded.

    An ASCII address is unchanged, capitals too: in capitals alone a code is smaller.
    """
    if text.isascii():
        return quote(text, safe=_SAFE)
    parts = urlsplit(unicodedata.normalize("NFC", text))
    host = parts.hostname or ""
    netloc = parts.netloc.lower().replace(host.lower(), _ascii_host(host), 1)
    return parts._replace(
        netloc=netloc,
        path=quote(parts.path, safe=_SAFE),
        query=quote(parts.query, safe=_SAFE),
        fragment=quote(parts.fragment, safe=_SAFE),
    ).geturl()


def _ascii_host(host: str) -> str:
    """The host by IDNA. Raises UnicodeError, a ValueError, when a label cannot be written so."""
    return host if host.isascii() else host.encode("idna").decode("ascii")


def leads_to(printed: str, url: str) -> bool:
    """True if people who type ``printed`` come where ``url`` leads.

    Scheme, "www.", letter case of the host, a slash at the end, escapes and parameters that
    merely count visits do not matter.
    """
    return _destination(printed) == _destination(url)


def _destination(address: str) -> tuple[str, str, str, str]:
    text = unicodedata.normalize("NFC", address.strip())
    if not _SCHEME.match(text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host = _ascii_host((parts.hostname or "").lower()).removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return (text, "", "", "")
    query = [pair for pair in parse_qsl(parts.query, True) if not _COUNTING.fullmatch(pair[0])]
    # Capitals throughout make a smaller code; sites that such a code is made for do not mind.
    fold = str.lower if text.isupper() else str
    path = fold(unquote(parts.path)).rstrip("/")
    return host + port, path, urlencode(query), unquote(parts.fragment)
