"""Collects the exhibits of a gallery: each material in every theme and every size of its own."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_folder
from generator.core.assets import Assets
from generator.core.errors import AnphamError
from generator.core.messages import Message, msg
from generator.core.shell import quoted
from generator.core.units import MM_PER_INCH
from generator.gallery.model import Exhibit, ExhibitPage, Gallery, Room
from generator.job import Piece
from generator.orders.material_choice import ALL
from generator.orders.options import USUAL_CAMPAIGN, MakeOptions
from generator.orders.preview import preview_png
from generator.orders.results import FailedPiece, Task
from generator.orders.workshop import Workshop
from generator.sheet.catalogue import Catalogue, Manifest

#: The long side of a picture in pixels: a little less than the height of an office's screen, so
#: that a zoomed page can be read without scrolling sideways.
PICTURE_PX: Final = 1100


def collect(
    options: MakeOptions, assets: Assets, on_start: Callable[[Task], None] | None = None
) -> Gallery:
    """The gallery of the campaign, issuer and materials of ``options``; none are all.

    Raises:
        AnphamError: one of its kinds, for a campaign, issuer or material that is not known.
    """
    order = replace(options, materials=options.materials or (ALL,))
    campaign = load_campaign(campaign_folder(options.campaign, assets.campaigns))
    return _Collector(order, assets).gallery(campaign.title, on_start)


class _Collector:
    """Makes the exhibits of one campaign for one issuer.

    Args:
        options: The campaign, the issuer, the date and the materials; sizes and themes are the
            gallery's own.
    """

    def __init__(self, options: MakeOptions, assets: Assets) -> None:
        self._options = replace(options, size=None, theme=None, preferred_theme=None)
        self._workshop = Workshop(options.templates, assets=assets)
        self._catalogue = Catalogue(assets.templates, assets.themes)
        is_usual = options.campaign == USUAL_CAMPAIGN
        self._campaign = "" if is_usual else f" --campaign {quoted(options.campaign)}"

    def gallery(self, title: str, on_start: Callable[[Task], None] | None = None) -> Gallery:
        """The gallery of all materials that the options ask for.

        Raises:
            AnphamError: one of its kinds, for the order: a campaign or issuer that is not known.
        """
        planned = self._workshop.attempts
        usual = [one for one in planned(self._options, on_start) if not _is_left_out(one)]
        names = tuple(dict.fromkeys(piece.material for piece in usual))
        issuer = next((piece.issuer for piece in usual), "")
        rooms = tuple(self._room(self._catalogue.material(name), usual) for name in names)
        return Gallery(str(self._options.campaign), title, issuer, rooms)

    def _room(self, material: Manifest, usual: list[Piece | FailedPiece]) -> Room:
        first = [piece for piece in usual if piece.material == material.name]
        others = [theme for theme in material.themes if theme not in {one.theme for one in first}]
        sizes = [size.name for size in material.sizes if size.name not in {o.size for o in first}]
        made = [
            *first,
            *(one for theme in others for one in self._pieces(material, "", theme)),
            *(one for size in sizes for one in self._pieces(material, size, "")),
        ]
        return Room(material.name, material.names, tuple(map(self._exhibit, made)))

    def _pieces(self, material: Manifest, size: str, theme: str) -> Iterator[Piece | FailedPiece]:
        """The piece in ``size`` and ``theme``; an empty one is the default."""
        order = replace(
            self._options, materials=(material.name,), size=size or None, theme=theme or None
        )
        try:
            yield from self._workshop.attempts(order)
        except AnphamError as error:  # refused in the plan: it is named where it would hang
            yield FailedPiece(material.name, size, theme, "", error)

    def _exhibit(self, piece: Piece | FailedPiece) -> Exhibit:
        names = self._catalogue.theme(piece.theme).names if piece.theme else {}
        command = f"anpham make {piece.material}{self._campaign}"
        command += f" --size {quoted(piece.size)}" if piece.size else ""
        command += f" --theme {piece.theme}" if piece.theme else ""
        if isinstance(piece, FailedPiece):
            return Exhibit(
                piece.size, piece.theme, names, (0, 0), (), tuple(_reasons(piece)), command
            )
        return Exhibit(
            piece.size,
            piece.theme,
            names,
            piece.trim_mm,
            tuple(_pictures(piece)),
            (),
            command,
        )


def _is_left_out(piece: Piece | FailedPiece) -> bool:
    """True if there is nothing to be seen of it: a text that is read aloud has no picture."""
    return piece.is_left_out if isinstance(piece, FailedPiece) else not piece.outputs.has_sheet


def _reasons(piece: FailedPiece) -> Iterator[Message]:
    for problem in piece.problems:
        yield problem.message
    if not piece.problems:
        yield msg("anpham itself failed: {error}", error=str(piece.error))


def _pictures(piece: Piece) -> Iterator[ExhibitPage]:
    dpi = PICTURE_PX / max(piece.trim_mm) * MM_PER_INCH
    for page in range(piece.pages):
        data = preview_png(piece.pdf, page, dpi)
        # Width and height stand in a PNG's first chunk (ISO/IEC 15948, 11.2.1).
        width, height = struct.unpack(">II", data[16:24])
        number = f"-{page + 1}" if piece.pages > 1 else ""
        name = f"{piece.material}-{piece.size}-{piece.theme}{number}.png".replace(" ", "-")
        yield ExhibitPage(f"pictures/{name}", data, width, height)
