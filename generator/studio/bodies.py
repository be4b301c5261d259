"""Bounds of a request's body: its bytes, and the time in which they come.

They hold before a form is parsed, whatever the header says of its length.
"""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.types import Message, Receive

MIB: Final = 1024 * 1024
#: Of a form of somebody who has not signed in: a login and a password.
MAX_ANONYMOUS_BYTES: Final = 16 * 1024
#: Of a form without files: all texts of a campaign several times over.
MAX_FORM_BYTES: Final = 4 * MIB
#: Of a form with files: a scan of 40 pages at 300 ppi has some 30 MB.
MAX_UPLOAD_BYTES: Final = 80 * MIB
#: In s, without one byte more.
_IDLE_S: Final = 20.0
#: In s, for the whole body: an upload of 80 MiB at 2 Mbit/s.
_WHOLE_S: Final = 340.0


class BodyTooLarge(Exception):
    """More bytes than ``limit``."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


class BodyTooSlow(Exception):
    """The body did not arrive in time."""


def limit_of(request: Request, *, is_anonymous: bool) -> int:
    """Upper bound of the body of a request, in bytes."""
    if is_anonymous:
        return MAX_ANONYMOUS_BYTES
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return MAX_UPLOAD_BYTES if kind == "multipart/form-data" else MAX_FORM_BYTES


def bounded(request: Request, limit: int) -> Request:
    """The request, whose body cannot be longer than ``limit`` bytes nor slower than a bad line.

    Raises:
        BodyTooLarge: if its header says already that it is longer.
    """
    stated = request.headers.get("content-length", "0")
    if not stated.isascii() or not stated.isdigit() or int(stated) > limit:
        raise BodyTooLarge(limit)
    return Request(request.scope, _bounded(request.receive, limit))


def _bounded(receive: Receive, limit: int) -> Receive:
    received = 0
    loop = asyncio.get_running_loop()
    end = loop.time() + _WHOLE_S

    async def one() -> Message:
        nonlocal received
        try:
            message = await asyncio.wait_for(receive(), min(_IDLE_S, max(end - loop.time(), 0)))
        except TimeoutError:
            raise BodyTooSlow from None
        received += len(message.get("body", b""))
        if received > limit:
            raise BodyTooLarge(limit)
        return message

    return one
