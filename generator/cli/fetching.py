"""Requests of web pages, with limits of time and size."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from dataclasses import dataclass
from typing import IO, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import OpenerDirector, ProxyHandler, Request, build_opener

from generator.core.messages import Message, msg

TIMEOUT_S: Final = 10.0
#: A page of an office is some 100 kB, an act as PDF a few MB.
MAX_BYTES: Final = 20_000_000
_AT_ONCE: Final = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a server for an address.

    Attributes:
        url: The last address, when it sent on to others.
        kind: The Content-Type, as "text/html; charset=utf-8".
        body: None if there was too much of it.
    """

    status: int
    url: str
    kind: str
    body: bytes | None


class NotReachedError(Exception):
    """An address that gave no answer.

    Attributes:
        reason: Why, for people.
        is_ours: Whether it may be the network here, so that nothing is known of the address.
    """

    def __init__(self, reason: Message, *, is_ours: bool = True) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.is_ours = is_ours


def fetch_page(
    url: str, *, timeout_s: float = TIMEOUT_S, max_bytes: int = MAX_BYTES, proxies: bool = True
) -> Answer:
    """The answer for ``url``; redirections are followed.

    Args:
        timeout_s: For the connection, and again for the whole of the content.
        max_bytes: Of longer content nothing is given.
        proxies: True to use the proxies that the environment names.

    Raises:
        NotReachedError: if there is no answer.
    """
    try:
        if urlsplit(url).scheme.lower() not in ("http", "https"):
            raise ValueError(url)
        request = Request(url, headers={"User-Agent": "anpham", "Accept": "*/*"})
        with _opener(proxies=proxies).open(request, timeout=timeout_s) as response:
            body = _read(response, time.monotonic() + timeout_s, max_bytes)
            kind = response.headers.get("Content-Type", "")
            return Answer(response.status, response.url, kind, body)
    except HTTPError as error:
        with error:
            if 300 <= error.code < 400:
                raise NotReachedError(
                    msg("it sends readers on in circles"), is_ours=False
                ) from error
            return Answer(error.code, error.url or url, error.headers.get("Content-Type", ""), None)
    except URLError as error:
        raise _not_reached(error.reason, timeout_s) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _not_reached(error, timeout_s) from error


def _opener(*, proxies: bool) -> OpenerDirector:
    # Redirects to other schemes than http, https and ftp are refused by urllib itself.
    return build_opener() if proxies else build_opener(ProxyHandler({}))


def _read(response: IO[bytes], deadline: float, max_bytes: int) -> bytes | None:
    """The content; None if it is too large."""
    parts: list[bytes] = []
    size = 0
    while part := response.read(_AT_ONCE):
        size += len(part)
        if size > max_bytes:
            return None
        if time.monotonic() > deadline:
            raise TimeoutError
        parts.append(part)
    return b"".join(parts)


def _not_reached(reason: object, timeout_s: float) -> NotReachedError:
    match reason:
        case TimeoutError():
            return NotReachedError(msg("no answer within {seconds} seconds", seconds=timeout_s))
        case socket.gaierror():
            return NotReachedError(msg("the server's name was not found; is there a network?"))
        case ConnectionRefusedError():
            return NotReachedError(msg("the connection was refused"))
        case ssl.SSLError():
            return NotReachedError(
                msg("its certificate is not accepted: {reason}", reason=_words(reason)),
                is_ours=False,
            )
        case http.client.InvalidURL() | ValueError():
            return NotReachedError(msg("it is no web address"))
        case _:
            return NotReachedError(_other(reason))


def _other(reason: object) -> Message:
    return msg("the connection failed ({reason})", reason=_words(reason))


def _words(reason: object) -> str:
    """The message of a library's error, on one line."""
    said = getattr(reason, "verify_message", "") or getattr(reason, "strerror", "") or str(reason)
    return " ".join(str(said).split()) or type(reason).__name__
