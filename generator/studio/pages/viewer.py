"""The facts of a project's pieces that the viewer needs before it fetches their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from starlette.responses import JSONResponse, Response

from generator.core.errors import AnphamError
from generator.core.messages import Message
from generator.core.translations import localized
from generator.studio.choices import Choices, PieceChoice
from generator.studio.pages.preview import MAX_WIDTH_PX
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, endpoint

if TYPE_CHECKING:
    from generator.sheet.catalogue import Catalogue


@endpoint("/p/{project}/viewer.json", right=Right.VIEW)
def viewer(call: Call) -> Response:
    """The pieces of the project in the order of its choices; lengths are in mm."""
    assets = call.studio.assets
    from generator.sheet.catalogue import Catalogue

    catalogue = Catalogue(assets.templates, assets.themes)
    choices = Choices.from_json(call.project.head.choices)
    pieces = [_described(call, catalogue, piece) for piece in choices.pieces]
    return JSONResponse({"pieces": pieces, "most_px": MAX_WIDTH_PX})


def _described(call: Call, catalogue: Catalogue, piece: PieceChoice) -> dict[str, Any]:
    """One piece; of what cannot be made its material's name alone: the preview says why."""
    try:
        material = catalogue.material(piece.material)
        size = material.size(piece.size)
    except AnphamError:
        return {"title": piece.material, "pages": 1, "panels_mm": [], "has_sheet": True}
    title = material.names.get(call.language, material.name)
    label = size.label
    shown = localized(call.language, label) if isinstance(label, Message) else label
    has_sheet = material.outputs.has_sheet
    return {
        "title": f"{title} · {shown}" if has_sheet else title,
        "has_sheet": has_sheet,
        "width_mm": size.width_mm,
        "height_mm": size.height_mm,
        "pages": material.pages,
        "panels_mm": [list(widths) for widths in material.panels],
    }


ENDPOINTS: Final[tuple[Endpoint, ...]] = (viewer,)
