"""The way in: the token of the first address, the language, the way out."""

from __future__ import annotations

import hmac
from typing import Final

from starlette.responses import Response

from generator.core.messages import LANGUAGES, msg
from generator.studio.languages import own_path
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint


@endpoint("/enter", right=Right.ANYONE)
def enter(call: Call) -> Response:
    """Start the session of the only person of this server."""
    settings = call.studio.settings
    is_right = hmac.compare_digest(call.text("token").encode(), settings.token.encode())
    if settings.has_accounts or not is_right:
        raise Refused(
            403,
            msg("this address does not open the studio"),
            msg("open the address that anpham studio printed, with all its letters"),
        )
    response = call.redirect("/")
    response.set_cookie(
        settings.cookie,
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
        token = call.request.cookies.get(call.studio.settings.cookie, "")
        call.request.app.state.sessions.set_language(token, language)
    return call.redirect(own_path(call.text("back", "/")))


ENDPOINTS: Final[tuple[Endpoint, ...]] = (enter, change_language)
