"""Painted content: operators with marked content, and the fonts, images and shadings they name.

Marked content gets its identifiers (MCID) when its place on the page is known; until then
:func:`marked` writes a placeholder.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.draw.colour_spaces import AxialShading
from generator.draw.objects import ImageObject, PdfObject
from generator.typeset.fonts import Face

#: Placeholder for the MCID of marked content whose place on the page is not known yet.
_NUMBER = "\0"


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle that opens an address: left, top, right, bottom in pt, y down.

    Attributes:
        mcid: The marked content that it lies on, counted within the fragment.
    """

    box: tuple[float, float, float, float]
    url: str
    alt: str
    mcid: int

    def moved(self, x: float, y: float, mcid: int) -> Link:
        """The link in the coordinates of a parent at (x, y), after ``mcid`` pieces of content."""
        left, top, right, bottom = self.box
        box = (left + x, top + y, right + x, bottom + y)
        return Link(box, self.url, self.alt, self.mcid + mcid)


@dataclass(frozen=True, slots=True)
class PaintedContent:
    """A painted fragment; positions are from its top left corner, y down.

    Attributes:
        parts: x, y and operators (y up from there), in painting order.
        fonts: The faces used, each with the characters outside of its shared subset.
        mcid_count: Number of pieces of marked content.
        images: Pictures and drawings that the operators name.
    """

    parts: tuple[tuple[float, float, str], ...] = ()
    fonts: tuple[tuple[Face, str], ...] = ()
    shadings: tuple[AxialShading, ...] = ()
    links: tuple[Link, ...] = ()
    mcid_count: int = 0
    images: tuple[ImageObject | PdfObject, ...] = ()


def marked(tag: str, operators: str) -> str:
    """``operators`` as marked content whose MCID is not known yet."""
    return f"/{tag}<</MCID {_NUMBER}>>BDC\n{operators}\nEMC"


def artifact(operators: str) -> str:
    """``operators`` as an artifact, which no tag refers to (ISO 32000-1, 14.8.2.2)."""
    return f"/Artifact BMC\n{operators}\nEMC"


def numbered(operators: str, first: int) -> str:
    """``operators`` with the MCIDs of their marked content, from ``first`` on."""
    pieces = operators.split(_NUMBER)
    pieces_after = [f"{first + n}{piece}" for n, piece in enumerate(pieces[1:])]
    return "".join([pieces[0], *pieces_after])


def merge_characters(known: str, extra: str) -> str:
    """``known`` and the characters of ``extra`` that are not in it."""
    return known + "".join(c for c in extra if c not in known) if extra else known
