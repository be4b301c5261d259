"""Printing on both sides: about which edge the sheet is turned, so that the back stands right."""

from __future__ import annotations

from enum import StrEnum

from generator.core.public import public


@public
class Flip(StrEnum):
    """Edge about which a sheet is turned to print its back."""

    SHORT_EDGE = "short-edge"
    LONG_EDGE = "long-edge"


def upright_edge(width: float, height: float) -> Flip:
    """The edge about which a sheet is turned as a book's leaf and a letter fold are.

    Both sides then stand upright: for a landscape sheet it is the short one.
    """
    return Flip.SHORT_EDGE if width > height else Flip.LONG_EDGE
