"""Files that are the same for everybody: style sheets, scripts, typefaces."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

#: Typefaces do not change between two versions of ours; the rest is asked for by its ETag.
_TYPEFACE: Final = "public, max-age=604800"
_OTHER: Final = "no-cache"
_TYPEFACE_ENDINGS: Final = (".ttf", ".otf", ".woff2")


class Files(StaticFiles):
    """The files of a folder, without a list of them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file of that path, or that the browser has it already."""
        response = await super().get_response(path, scope)
        is_typeface = path.lower().endswith(_TYPEFACE_ENDINGS)
        response.headers["Cache-Control"] = _TYPEFACE if is_typeface else _OTHER
        return response
