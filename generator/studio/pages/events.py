"""The stream of a project's events, for ``hx-sse:connect``."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response, StreamingResponse

from generator.studio.numbers import number_in
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, endpoint

_HEADERS: Final = {
    "Cache-Control": "no-store",
    # So that nginx, before an office's server, hands each event on at once.
    "X-Accel-Buffering": "no",
}
#: Characters of a page's name; ours have 12.
_TAB: Final = 40


@endpoint("/p/{project}/events", right=Right.VIEW)
def stream(call: Call) -> Response:
    """Edits of others and the progress of a version, from the revision ``known`` on.

    Somebody with too many open pages gets none for the last ones; they work without.
    """
    events, person = call.studio.events, str(call.person.id)
    # Who connects again says which event came last, which is newer than the page.
    last = call.request.headers.get("last-event-id", "")
    known = number_in(last) or number_in(call.text("known")) or call.project.head.number
    if events.is_full_for(person):
        return Response(status_code=204)
    return StreamingResponse(
        events.stream(call.project.id, person, call.person.name, known, call.text("tab")[:_TAB]),
        media_type="text/event-stream",
        headers=_HEADERS,
    )


ENDPOINTS: Final[tuple[Endpoint, ...]] = (stream,)
