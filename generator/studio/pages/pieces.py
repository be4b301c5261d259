"""Step three: which pieces, in which size and theme, printed where."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any, Final

from starlette.responses import Response

from generator.content.model import TextLength
from generator.core.destination import Destination
from generator.core.errors import AnphamError, Problem
from generator.core.messages import msg
from generator.orders.options import InkUse
from generator.studio.campaigns import campaign_of
from generator.studio.choices import Choices, PieceChoice
from generator.studio.edits import Conflict, edit_choice
from generator.studio.material_offers import MaterialOffers, catalogue_of
from generator.studio.pages.saving import conflicting, refused, saved
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.store.projects import Project

#: Of one piece: more is a slip of the finger.
MOST_COPIES: Final = 1_000_000
_MOST_FIGURES: Final = 9
_TAB_BYTES: Final = 6
_PART: Final = "pieces-part.html.j2"
#: The address names the state that the picture shows.
_CACHED: Final = {"Cache-Control": "private, max-age=86400"}
_OWNER_BYTES: Final = 64


@endpoint("/p/{project}/gi", right=Right.VIEW)
def show(call: Call) -> Response:
    """The step."""
    tab = secrets.token_hex(_TAB_BYTES)
    values = _page_values(call, call.project)
    return call.page(
        "pieces.html.j2",
        step="gi",
        tab=tab,
        project=call.project,
        notes=(),
        problems=(),
        **values,
    )


@endpoint("/p/{project}/gi/material/{material}.png", right=Right.VIEW)
def picture(call: Call) -> Response:
    """The first page of a material with the project's campaign, small."""
    name = call.request.path_params["material"][:_OWNER_BYTES]
    if name not in catalogue_of(call.studio.assets).material_names():
        raise Refused(404, msg("there is no such material"))
    studio, head = call.studio, call.project.head
    choices = Choices.from_json(head.choices)
    piece = next((one for one in choices.pieces if one.material == name), PieceChoice(name))
    shown = replace(choices, pieces=(piece,))
    try:
        options = shown.options(
            studio.folders.folder(head.files), studio.settings.now().date(), piece
        )
        state = [dict(head.files), shown.to_json()]
        png = studio.thumbnails.png(f"{call.project.id}-{name}", state, options)
    except AnphamError:
        png = b""
    if png:
        return Response(png, media_type="image/png", headers=_CACHED)
    return call.redirect("/static/no-picture.svg")


@endpoint("/p/{project}/gi/add", "POST", right=Right.EDIT)
def add(call: Call) -> Response:
    """Add a piece of a material at the end."""
    name = call.text("material")
    catalogue = catalogue_of(call.studio.assets)
    if name not in catalogue.material_names():
        raise Refused(404, msg("there is no such material"), msg("choose one from the list"))
    text = catalogue.material(name).texts[0].value
    return _with_pieces(call, lambda pieces: [*pieces, PieceChoice(name, text=text)])


@endpoint("/p/{project}/gi/remove/{number:int}", "POST", right=Right.EDIT)
def remove(call: Call) -> Response:
    """Take a piece off, counted from 1; undo brings it back."""
    at = _asked(call)
    return _with_pieces(call, lambda pieces: [*pieces[:at], *pieces[at + 1 :]])


@endpoint("/p/{project}/gi/piece/{number:int}", "POST", right=Right.EDIT)
def change(call: Call) -> Response:
    """Change one value of a piece, counted from 1: size, theme, texts or copies."""
    at = _asked(call)
    before = Choices.from_json(call.project.head.choices).pieces[at]
    try:
        after = _changed(call, before)
    except AnphamError as error:
        return refused(call, error.problems)
    if isinstance(after, Problem):
        return refused(call, [after])
    return _with_pieces(call, lambda pieces: [*pieces[:at], after, *pieces[at + 1 :]])


def _changed(call: Call, piece: PieceChoice) -> PieceChoice | Problem:
    catalogue = catalogue_of(call.studio.assets)
    material = catalogue.material(piece.material)
    match call.text("of"):
        case "size" | "own":
            written = call.text("size").strip()
            return replace(piece, size=material.size(written).name if written else None)
        case "theme":
            return replace(piece, theme=catalogue.theme_for(material, call.text("theme") or None))
        case "text" if call.text("text") in [one.value for one in material.texts]:
            return replace(piece, text=TextLength(call.text("text")).value)
        case "copies":
            written = call.text("copies").strip() or "0"
            is_number = written.isascii() and written.isdigit() and len(written) <= _MOST_FIGURES
            if not is_number or int(written) > MOST_COPIES:
                return Problem(
                    "copies-wrong",
                    msg("the number of copies is a whole number"),
                    msg("write a number from 0 to {most}", most=MOST_COPIES),
                )
            return replace(piece, copies=int(written))
    raise Refused(400, msg("there is no such choice"), msg("choose one from the list"))


@endpoint("/p/{project}/gi/common", "POST", right=Right.EDIT)
def save_common(call: Call) -> Response:
    """Save where all pieces are printed, how much ink they take, or their translation."""
    campaign = campaign_of(call.studio, call.project.head.files)
    language, destination = call.text("language"), call.text("destination")
    if call.text("of") == "inks":
        key, value = "inks", InkUse.LOW if call.text("inks") == "low" else InkUse.USUAL
        return _saved_choice(call, (key,), value.value)
    if destination in [one.value for one in Destination]:
        return _saved_choice(call, ("destination",), destination)
    if "language" in call.form and (not language or language in campaign.translations):
        return _saved_choice(call, ("language",), language or None)
    raise Refused(400, msg("there is no such choice"), msg("choose one from the list"))


def _asked(call: Call) -> int:
    """The index of the piece that the form means, which somebody may have moved meanwhile."""
    at: int = call.request.path_params["number"] - 1
    pieces = Choices.from_json(call.project.head.choices).pieces
    if not 0 <= at < len(pieces) or pieces[at].material != call.text("material"):
        raise Refused(409, msg("this piece is not in the project any more"))
    return at


def _with_pieces(
    call: Call, make: Callable[[tuple[PieceChoice, ...]], list[PieceChoice]]
) -> Response:
    pieces = make(Choices.from_json(call.project.head.choices).pieces)
    return _saved_choice(call, ("pieces",), [asdict(one) for one in pieces])


def _saved_choice(call: Call, path: tuple[str, ...], value: Any) -> Response:
    try:
        project = edit_choice(call, path, value)
    except Conflict as error:
        return conflicting(call, error)
    return saved(call, project, _PART, **_page_values(call, project))


def _page_values(call: Call, project: Project) -> dict[str, Any]:
    choices = Choices.from_json(project.head.choices)
    campaign = campaign_of(call.studio, project.head.files)
    offers = MaterialOffers(catalogue_of(call.studio.assets), campaign, choices, call.language)
    names = {
        Destination.OFFICE: ("Máy in văn phòng", "Office printer"),
        Destination.PRESS: ("Nhà in", "Print shop"),
        Destination.SCREEN: ("Màn hình", "Screen"),
    }
    return {
        "choices": choices,
        "chosen": offers.chosen(),
        "materials": list(offers.materials()),
        "destinations": [
            (one.value, names[one][0 if call.language == "vi" else 1]) for one in Destination
        ],
        "languages": sorted(campaign.translations),
        "most_copies": MOST_COPIES,
        "may_edit": call.person.has(Right.EDIT),
    }


ENDPOINTS: Final[tuple[Endpoint, ...]] = (show, picture, add, remove, change, save_common)
