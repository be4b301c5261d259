"""Sharing: a project as one file that another office opens in its own studio."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from generator.studio.pages.version_files import attachment
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, endpoint
from generator.studio.shared_files import shared
from generator.studio.store.project_file import EXTENSION
from generator.studio.version_zip import safe_title


@endpoint("/p/{project}/gui", right=Right.VIEW)
def share(call: Call) -> Response:
    """The head of the project as a file, under its title."""
    project = call.project
    data = shared(call.studio, project.head, by=call.person.name)
    name = f"{safe_title(project.title)}{EXTENSION}"
    return Response(
        data,
        media_type="application/octet-stream",
        headers={"Content-Disposition": attachment(name)},
    )


ENDPOINTS: Final[tuple[Endpoint, ...]] = (share,)
