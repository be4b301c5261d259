"""Planted defects of clearance: text glued to edges, signs and tiles on one another."""

from __future__ import annotations

from collections.abc import Callable

from pikepdf import Pdf, String
from support.corpus import (
    Defect,
    add_content,
    add_tagged,
    box_at,
    line_at,
    office_base,
    press_base,
    text_at,
)

from generator.core.findings import Severity
from generator.core.provenance import Expected
from generator.core.units import mm_to_pt, pt_to_mm

Change = Callable[[Pdf], None]

#: Height of capitals of the bases' typeface, in em; they end on the baseline.
CAP_EM = 0.74
#: Black of the screen and of the press, and the operators that set it to fill and to stroke.
PRESS_BLACK = "/GOn gs 0 0 0 1"
_OPERATORS = {"0 0 0": ("rg", "RG"), PRESS_BLACK: ("k", "K")}
#: Where the text stands: its baseline's start in mm.
X_MM, Y_MM = 60.0, 100.0


def _content(before: str, text: str, after: str = "") -> Change:
    def plant(pdf: Pdf) -> None:
        add_content(pdf.pages[0], before)
        add_tagged(pdf, text)
        add_content(pdf.pages[0], after)

    return plant


def above_a_rule(
    gap_mm: float, size_pt: float = 10, width_pt: float = 1, black: str = "0 0 0"
) -> Change:
    """Capitals that end so far above a rule."""
    y = Y_MM - gap_mm - pt_to_mm(width_pt) / 2
    rule = f"{black} {_OPERATORS[black][1]} {line_at(50, y, 110, y, width_pt)}"
    return _content(rule, _text(size_pt, black))


def _text(size_pt: float, black: str = "0 0 0", text: str = "TAY HAY") -> str:
    return f"{black} {_OPERATORS[black][0]} {text_at(X_MM, Y_MM, size_pt, text)}"


def in_a_panel(
    gap_mm: float, colour: str = "0.85 g ", size_pt: float = 10, black: str = "0 0 0"
) -> Change:
    """Capitals in a panel, so far below its upper edge."""
    top = Y_MM + CAP_EM * pt_to_mm(size_pt) + gap_mm
    panel = f"{colour}{box_at(50, top - 20, 70, 20)}f\n"
    return _content(panel, _text(size_pt, black))


def in_a_frame(gap_mm: float) -> Change:
    """Capitals so far to the right of a frame's inner edge."""
    bearing = 0.08 * pt_to_mm(10)
    frame = f"0.8 0.2 0.1 RG 1 w {box_at(X_MM + bearing - gap_mm - pt_to_mm(0.5), 90, 50, 25)}S\n"
    return _content(frame, f"0 0 0 rg {text_at(X_MM, Y_MM, 10, 'HÃY')}")


def beside_a_picture(gap_mm: float) -> Change:
    """Capitals so far above the bases' picture."""
    place = f"q {mm_to_pt(30):.3f} 0 0 {mm_to_pt(20):.3f} {mm_to_pt(55):.3f} "
    picture = f"{place}{mm_to_pt(Y_MM - gap_mm - 20):.3f} cm /Im1 Do Q\n"
    return _content(picture, f"0 0 0 rg {text_at(X_MM, Y_MM, 10, 'CHUNG')}")


def over_an_edge(pdf: Pdf) -> None:
    """A text that begins on a panel and ends beside it."""
    add_content(pdf.pages[0], f"0.6 0.8 1 rg {box_at(50, 90, 38, 25)}f\n")
    add_tagged(pdf, f"0 0 0 rg {text_at(X_MM, Y_MM, 14, 'CHUNG TAY GIỮ')}")


def octagons(step_mm: float) -> Change:
    """Two signs of 10 mm below each other, their middles so far apart."""

    def plant(pdf: Pdf) -> None:
        for row in (0, 1):
            shape = f"0.8 0.2 0.1 rg {_octagon(80, 105 - row * step_mm, 5)}f\n"
            add_tagged(pdf, shape, "Figure", Alt=String("Không"))

    return plant


def tiles(step_mm: float, colour: str = "0.87 0.96 0.94 rg ") -> Change:
    """Two tiles of 15 mm beside each other, their left edges so far apart."""
    row = "".join(f"{colour}{box_at(60 + step * step_mm, 85, 15, 15)}f\n" for step in (0, 1))
    return lambda pdf: add_content(pdf.pages[0], row)


def _octagon(x_mm: float, y_mm: float, radius_mm: float) -> str:
    short, long = 0.4142 * radius_mm, radius_mm
    corners = [(short, long), (long, short), (long, -short), (short, -long)]
    corners += [(-x, -y) for x, y in corners]
    points = [f"{mm_to_pt(x_mm + x):.3f} {mm_to_pt(y_mm + y):.3f}" for x, y in corners]
    return f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:]) + " h "


def _unknown(_: Expected) -> Expected | None:
    """Nothing is known of the file."""
    return None


_ERROR = Severity.ERROR

DEFECTS: tuple[Defect, ...] = (
    Defect("text-too-near-an-edge", office_base, above_a_rule(0.4), severity=_ERROR),
    Defect(
        "text-too-near-an-edge", press_base, above_a_rule(0.4, black=PRESS_BLACK), severity=_ERROR
    ),
    Defect("text-too-near-an-edge", office_base, above_a_rule(0.5, 10, 0.4), severity=_ERROR),
    Defect("text-too-near-an-edge", office_base, above_a_rule(1.2, 40), severity=_ERROR),
    Defect("text-too-near-an-edge", office_base, above_a_rule(0, 10), severity=_ERROR),
    Defect("text-too-near-an-edge", office_base, in_a_panel(0.5), severity=_ERROR),
    Defect(
        "text-too-near-an-edge",
        press_base,
        in_a_panel(0.5, "0.12 0 0.08 0 k ", black=PRESS_BLACK),
        severity=_ERROR,
    ),
    Defect("text-too-near-an-edge", office_base, in_a_frame(0.5), severity=_ERROR),
    Defect("text-too-near-an-edge", office_base, beside_a_picture(0.5), severity=_ERROR),
    Defect("text-too-near-an-edge", office_base, over_an_edge, severity=_ERROR),
    Defect(
        "text-too-near-an-edge",
        office_base,
        over_an_edge,
        expected=_unknown,
        also=("act-unknown",),
        severity=Severity.WARNING,
        at_mm=(60.6, 106),
    ),
    Defect("elements-overlap", office_base, octagons(8), severity=_ERROR, at_mm=(75, 108)),
    Defect("elements-overlap", office_base, tiles(13), severity=_ERROR, at_mm=(73, 110)),
)
