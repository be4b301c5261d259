"""Middleware around all answers: known hosts and origins only, and headers that bind a browser.

A request is refused here before anything of its body is read.
"""

from __future__ import annotations

import ipaddress
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from generator.studio.settings import StudioSettings

#: Nothing from elsewhere, no inline script or style. ``blob:`` is for pictures of a preview.
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' blob: data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "frame-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
    )
)
#: A drawing opened by its own address is a document: it may be drawn, and do nothing.
DRAWING_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
)
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With "no-referrer" browsers send "Origin: null" with forms, which is nobody's origin.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Refuses foreign hosts (DNS rebinding) and origins, and adds the headers to each answer."""

    def __init__(self, app: ASGIApp, settings: StudioSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), self._settings)
            await send(message)

        if scope["type"] != "http":  # no page of ours opens a web socket
            await send({"type": "websocket.close", "code": 1008})
        elif not self._knows_host(scope):
            await PlainTextResponse("unknown host", 400)(scope, receive, with_headers)
        elif not self._is_from_us(scope):
            await PlainTextResponse("foreign origin", 403)(scope, receive, with_headers)
        else:
            await self._app(scope, receive, with_headers)

    def _knows_host(self, scope: Scope) -> bool:
        """True if the request names this server, once."""
        named = Headers(scope=scope).getlist("host")
        if len(named) != 1:
            return False
        host = named[0].lower()
        return host in self._settings.hosts or (
            self._settings.is_on_all_addresses and host in _own_addresses(scope)
        )

    def _is_from_us(self, scope: Scope) -> bool:
        """True if no page of somebody else made a browser send it.

        Browsers say so themselves, by ``Origin`` and by ``Sec-Fetch-Site``; another port of this
        computer is another server ("same-site"). Following a link from elsewhere is allowed.
        """
        headers = Headers(scope=scope)
        origins = headers.getlist("origin")
        ours = self._settings.public_origin or f"{scope['scheme']}://{headers['host'].lower()}"
        if any(origin.lower() != ours for origin in origins):
            return False
        is_reading = scope["method"] in _READING
        if not is_reading and not origins:
            return False
        is_link = (
            is_reading
            and headers.get("sec-fetch-mode") == "navigate"
            and headers.get("sec-fetch-dest", "document") == "document"
        )
        return is_link or headers.get("sec-fetch-site") in (None, "same-origin", "none")


def _own_addresses(scope: Scope) -> frozenset[str]:
    """The address that the request reached, as a browser writes it.

    A name that was bent to this computer (DNS rebinding) is no address, so it is not among them.
    """
    host, port = scope.get("server") or ("", None)
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return frozenset()
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    name = f"[{address}]" if address.version == 6 else str(address)
    return frozenset({f"{name}:{port}"} | ({name} if port == 80 else set()))


def _add_headers(headers: MutableHeaders, settings: StudioSettings) -> None:
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    if headers.get("content-type", "").startswith("image/svg+xml"):
        headers["Content-Security-Policy"] = DRAWING_POLICY
    else:
        headers.setdefault("Content-Security-Policy", POLICY)
    if settings.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
