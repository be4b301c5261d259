"""Undo and redo of every edit."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.responses import Response

from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, endpoint


@endpoint("/p/{project}/undo", "POST", right=Right.EDIT)
def undo(call: Call) -> Response:
    """Take the last edit back."""
    call.studio.projects.undo(call.project.id, author=call.person.name)
    return _back(call)


@endpoint("/p/{project}/redo", "POST", right=Right.EDIT)
def redo(call: Call) -> Response:
    """Do again what was taken back."""
    call.studio.projects.redo(call.project.id, author=call.person.name)
    return _back(call)


def _back(call: Call) -> Response:
    """To the step that the form was on; its address is asked of nobody but the path's own end."""
    step = urlsplit(call.request.headers.get("referer", "")).path.rpartition("/")[2]
    known = step if step in ("chon", "ai", "gi", "lay", "duyet", "phien-ban") else "chon"
    return call.redirect(f"/p/{call.project.id}/{known}")


ENDPOINTS: Final[tuple[Endpoint, ...]] = (undo, redo)
