"""What painting gives: operators with marked content, and what they need of a file.

Marked content gets its numbers when its place on the page is known; until then :func:`marked`
leaves room for them.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.draw.colour_spaces import AxialShading
from generator.draw.objects import ImageObject
from generator.typeset.fonts import Face

#: Stands for the number of a piece of marked content until its place on the page is known.
_NUMBER = "\0"


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle that opens an address: left, top, right, bottom in pt, y down.

    Attributes:
        leaf: The piece of marked content that it lies on, counted within the fragment.
    """

    box: tuple[float, float, float, float]
    url: str
    alt: str
    leaf: int

    def moved(self, x: float, y: float, leaf: int) -> Link:
        """The link seen from a parent in which its box stands at (x, y), after ``leaf`` pieces."""
        left, top, right, bottom = self.box
        box = (left + x, top + y, right + x, bottom + y)
        return Link(box, self.url, self.alt, self.leaf + leaf)


@dataclass(frozen=True, slots=True)
class PaintedContent:
    """What painting a fragment gives; positions are from its top left corner, y down.

    Attributes:
        parts: x, y and operators (y up from there), in painting order.
        fonts: The faces used, each with the characters outside of its shared subset.
        leaves: How many pieces of marked content there are.
        images: What the operators name.
    """

    parts: tuple[tuple[float, float, str], ...] = ()
    fonts: tuple[tuple[Face, str], ...] = ()
    shadings: tuple[AxialShading, ...] = ()
    links: tuple[Link, ...] = ()
    leaves: int = 0
    images: tuple[ImageObject, ...] = ()


def marked(tag: str, operators: str) -> str:
    """``operators`` as a piece of marked content whose number is not known yet."""
    return f"/{tag}<</MCID {_NUMBER}>>BDC\n{operators}\nEMC"


def artifact(operators: str) -> str:
    """``operators`` as something that means nothing (ISO 32000-1, 14.8.2.2)."""
    return f"/Artifact BMC\n{operators}\nEMC"


def numbered(operators: str, first: int) -> str:
    """``operators`` with the numbers of their marked content, from ``first`` on."""
    pieces = operators.split(_NUMBER)
    pieces_after = [f"{first + n}{piece}" for n, piece in enumerate(pieces[1:])]
    return "".join([pieces[0], *pieces_after])


def merge_characters(known: str, extra: str) -> str:
    """``known`` and the characters of ``extra`` that are not in it."""
    return known + "".join(c for c in extra if c not in known) if extra else known
