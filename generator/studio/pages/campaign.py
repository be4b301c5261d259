"""Step one: the campaign's texts, items, pictures and code."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, endpoint


@endpoint("/p/{project}/chon", right=Right.VIEW)
def show(call: Call) -> Response:
    """The step."""
    return call.page("campaign.html.j2", project=call.project, step="chon")


ENDPOINTS: Final[tuple[Endpoint, ...]] = (show,)
