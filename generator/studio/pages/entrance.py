"""The way in: the token of the first address, the language, the way out."""

from __future__ import annotations

import hmac
from typing import Final

from starlette.responses import Response

from generator.core.messages import LANGUAGES, msg
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.security.sessions import COOKIE


@endpoint("/enter", right=Right.ANYONE)
def enter(call: Call) -> Response:
    """Start the session of the only person of this server."""
    settings = call.studio.settings
    is_right = hmac.compare_digest(call.text("token"), settings.token)
    if settings.has_accounts or not is_right:
        raise Refused(
            403,
            msg("this address does not open the studio"),
            msg("open the address that anpham studio printed, with all its letters"),
        )
    response = call.redirect("/")
    response.set_cookie(
        COOKIE,
        call.request.app.state.sessions.start(None),
        httponly=True,
        samesite="strict",
        secure=settings.is_secure,
    )
    return response


@endpoint("/language", "POST", right=Right.SIGNED_IN)
def change_language(call: Call) -> Response:
    """Show all pages in another language from now on."""
    language = call.text("language")
    if language in LANGUAGES:
        call.request.app.state.sessions.set_language(call.request.cookies.get(COOKIE, ""), language)
    back = call.text("back", "/")
    return call.redirect(back if back.startswith("/") and not back.startswith("//") else "/")


ENDPOINTS: Final[tuple[Endpoint, ...]] = (enter, change_language)
