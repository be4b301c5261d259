"""Icons, code and pictures of the step "Chọn": chosen from what is seen, tried at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import Response

from generator.content.drafting.icon_words import load_icon_words
from generator.content.drawings import load_drawings
from generator.core.assets import Assets
from generator.core.errors import AnphamError, DoesNotFitError
from generator.core.messages import Message, msg
from generator.core.units import mm_to_pt
from generator.studio.campaigns import OWN_PICTURE, campaign_of
from generator.studio.edits import edit_campaign
from generator.studio.hints import Hint, plain_problem
from generator.studio.pages.campaign import editor_part
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.store.projects import Project
from generator.studio.work.tasks import check_picture

if TYPE_CHECKING:
    from generator.draw.qr import QrSymbol

# What draws is imported where it is first needed: the server itself starts without it.
_MAIN: Final = "main"
#: Icons that a search shows; more would be no choice.
_MOST_ICONS: Final = 72
#: In pt: large enough for any address, so that the level is the one of print.
_TRIAL_SIDE_PT: Final = mm_to_pt(300)
#: Pixels a module has where a code is read back; a telephone near a poster sees more.
_TRIAL_PX: Final = 6
_LARGEST_PICTURE: Final = 20_000_000
_ROLE: Final = re.compile(r"var\(--([a-z-]+)\)")
_QR_FINDINGS: Final = frozenset({"printed-address-differs", "address-encoded"})


@endpoint("/p/{project}/chon/icons", right=Right.VIEW)
def icons(call: Call) -> Response:
    """Icons that Vietnamese words or names name; without words, those of the list."""
    words = load_icon_words(call.studio.assets.icon_words)
    found = list(_found_icons(call, call.text("q").strip()))[:_MOST_ICONS]
    shown = [(name, ", ".join(words.words_of(name)[:3])) for name in found]
    return call.page("campaign-icons-part.html.j2", icons=shown)


def _found_icons(call: Call, query: str) -> Iterator[str]:
    words = load_icon_words(call.studio.assets.icon_words)
    names = _icon_names(call.studio.assets.icons)
    if query:
        by_words = [name for name in words.search(query) if name in names]
        yield from by_words
        asked = "-".join(query.lower().split())
        yield from (name for name in names if asked in name and name not in by_words)
        return
    listed = dict.fromkeys(name for group in words.groups.values() for name in group)
    yield from (name for name in listed if name in names)


@cache
def _icon_names(folders: tuple[Path, ...]) -> dict[str, None]:
    from generator.draw.icons import IconBook

    return dict.fromkeys(IconBook(folders).names())


@endpoint("/p/{project}/chon/qr", "POST", right=Right.EDIT)
def change_code(call: Call) -> Response:
    """Put a code on the pieces, or take it off."""
    value: dict[str, str] | None = None
    if call.text("use") == "yes":
        value = {key: " ".join(call.text(key).split()) for key in ("url", "printed", "caption")}
    said = msg("the code is on the pieces") if value else msg("the pieces have no code any more")
    return _edited(call, ("qr",), value, said)


@endpoint("/p/{project}/chon/qr-test", right=Right.VIEW)
def test_code(call: Call) -> Response:
    """The code as it is drawn, and what is read off it."""
    from generator.draw.qr import MIN_MODULE_MM, QUIET_ZONE, qr_symbol

    campaign = campaign_of(call.studio, call.project.head.files)
    values: dict[str, Any] = {"symbol": None, "problem": None, "read": "", "url": ""}
    if campaign.qr is not None:
        try:
            symbol = qr_symbol(campaign.qr.url, _TRIAL_SIDE_PT)
        except DoesNotFitError as error:
            values["problem"] = error.problems[0]
        else:
            side = (symbol.modules + 2 * QUIET_ZONE) * MIN_MODULE_MM
            values |= {"symbol": symbol, "read": read_back(symbol), "url": campaign.qr.url}
            values["least_mm"] = round(side)
    values["findings"] = [one for one in campaign.findings if one.code in _QR_FINDINGS]
    return call.page("campaign-qr-test-part.html.j2", project=call.project, **values)


def read_back(symbol: QrSymbol) -> str:
    """The text that a reader of codes reads off the symbol; empty if it reads nothing."""
    import numpy as np

    from generator.draw.qr import QUIET_ZONE
    from generator.preflight.qr.detection import decode_symbols

    side = symbol.modules + 2 * QUIET_ZONE
    modules = np.full((side, side), 255, np.uint8)
    for run in symbol.runs:
        top, left = run.y + QUIET_ZONE, run.x + QUIET_ZONE
        modules[top : top + run.height, left : left + run.width] = 0
    found = decode_symbols(np.kron(modules, np.ones((_TRIAL_PX, _TRIAL_PX), np.uint8)))
    return str(found[0].text) if found else ""


@endpoint("/p/{project}/chon/code.svg", right=Right.VIEW)
def code_picture(call: Call) -> Response:
    """The campaign's code as a drawing."""
    from generator.draw.qr import QUIET_ZONE, qr_symbol

    campaign = campaign_of(call.studio, call.project.head.files)
    if campaign.qr is None:
        raise Refused(404, msg("the campaign has no code"))
    symbol = qr_symbol(campaign.qr.url, _TRIAL_SIDE_PT)
    side = symbol.modules + 2 * QUIET_ZONE
    dark = "".join(
        f"M{run.x + QUIET_ZONE} {run.y + QUIET_ZONE}h{run.width}v{run.height}h-{run.width}z"
        for run in symbol.runs
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path d="M0 0h{side}v{side}H0z" fill="#fff"/>'
        f'<path d="{dark}"/></svg>'
    )
    return Response(svg, media_type="image/svg+xml")


@endpoint("/drawing/{name}.svg", right=Right.SIGNED_IN)
def drawing_picture(call: Call) -> Response:
    """A shipped drawing by its name."""
    drawing = load_drawings(call.studio.assets.drawings).get(call.request.path_params["name"])
    if drawing is None:
        raise Refused(404, msg("there is no such drawing"))
    return _drawn(call, drawing.file.read_bytes())


def _drawn(call: Call, svg: bytes) -> Response:
    """A drawing in the colours of the first theme: its own are roles, which no browser knows."""
    colours = _first_theme(call.studio.assets)
    text = _ROLE.sub(lambda match: colours.get(match[1], "#000"), svg.decode("utf-8", "replace"))
    return Response(text, media_type="image/svg+xml")


@cache
def _first_theme(assets: Assets) -> Mapping[str, str]:
    from generator.sheet.catalogue import Catalogue

    catalogue = Catalogue(assets.templates, assets.themes)
    theme = min(map(catalogue.theme, catalogue.theme_names()), key=lambda one: one.order)
    return {
        role: "#" + "".join(f"{round(255 * part):02x}" for part in colour.rgb)
        for role, colour in theme.colours.items()
    }


@endpoint("/p/{project}/chon/picture/{name}", right=Right.VIEW)
def picture(call: Call) -> Response:
    """A picture of the campaign."""
    from generator.studio.work.pictures import is_svg

    campaign = campaign_of(call.studio, call.project.head.files)
    found = campaign.pictures.get(call.request.path_params["name"])
    if found is None:
        raise Refused(404, msg("the campaign has no such picture"))
    if is_svg(found.data):
        return _drawn(call, found.data)
    kind = "application/octet-stream"
    for start, known in ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg")):
        kind = known if found.data.startswith(start) else kind
    return Response(found.data, media_type=kind)


@endpoint("/p/{project}/chon/drawing", "POST", right=Right.EDIT)
def use_drawing(call: Call) -> Response:
    """Show a shipped drawing in the place of the campaign's picture."""
    name = call.text("drawing")
    drawing = load_drawings(call.studio.assets.drawings).get(name)
    if drawing is None:
        raise Refused(404, msg("there is no such drawing"))
    value = {"drawing": name, "alt": drawing.alt}
    return _edited(call, ("pictures", _MAIN), value, msg("the picture is on the pieces"))


@endpoint("/p/{project}/chon/picture", "POST", right=Right.EDIT)
def use_picture(call: Call) -> Response:
    """Show a picture of one's own, which a process with limits has read before."""
    upload = call.upload("file")
    alt = " ".join(call.text("alt").split())
    if upload is None:
        return _refused(call, msg("no file was chosen"))
    if not alt:
        return _refused(
            call,
            msg("the picture has no words for those who do not see it"),
            msg("say in one sentence what it shows"),
        )
    data = upload.file.read(_LARGEST_PICTURE + 1)
    if len(data) > _LARGEST_PICTURE:
        return _refused(call, msg("the picture is larger than 20 MB"), msg("save it smaller"))
    try:
        checked = call.studio.work.run(check_picture, data, upload.filename or "")
    except AnphamError as error:
        return _refused(call, *plain_problem(error.problems[0]))
    # The name of the person's file goes nowhere: one of our own takes its place.
    name = f"{OWN_PICTURE}{hashlib.sha256(data).hexdigest()[:12]}{checked.ending}"
    value = {"file": name, "alt": alt}
    said = msg("the picture is on the pieces")
    return _edited(call, ("pictures", _MAIN), value, said, {name: data})


@endpoint("/p/{project}/chon/picture-remove", "POST", right=Right.EDIT)
def remove_picture(call: Call) -> Response:
    """Take a picture off the pieces; undo brings it back."""
    return _edited(call, ("pictures", call.text("name")), None, msg("the picture is taken off"))


def _edited(
    call: Call,
    path: tuple[str, ...],
    value: dict[str, str] | None,
    said: Message,
    files: dict[str, bytes] | None = None,
) -> Response:
    try:
        project: Project = edit_campaign(call, path, value, files=files)
    except AnphamError as error:
        return _refused(call, *plain_problem(error.problems[0]))
    return editor_part(call, project, said=said)


def _refused(call: Call, message: Message, hint: Hint = None) -> Response:
    return editor_part(call, call.project, problems=[(message, hint)])


ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    icons,
    change_code,
    test_code,
    code_picture,
    drawing_picture,
    picture,
    use_drawing,
    use_picture,
    remove_picture,
)
