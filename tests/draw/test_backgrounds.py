"""Backgrounds that touch the trim run on into the bleed; others do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from support.drawn import SIDE_MM, Look, draw, first_page
from support.sheets import THEME, lay_out, sheet
from support.workshop import DATE, workshop

from generator.core.colour import Gradient
from generator.core.units import mm_to_pt
from generator.draw.backgrounds import extension_of, paint_background
from generator.draw.metadata import Metadata
from generator.draw.operators import ColourMode
from generator.draw.painter import Painter
from generator.draw.target import Target
from generator.layout.model import Placed
from generator.sheet.model import Edges

BLEED_MM = 3.0
AROUND_MM = 7.0
BOX = '<column><box class="a"/></column>'
BLUE, WHITE = "accent", "surface"
FULL = f"width: {SIDE_MM}mm; height: {SIDE_MM}mm;"
BLUE_BOX = f".a {{ {FULL} background: var(--accent) }}"

Edge = tuple[float, float]


def mm(*edges_mm: float) -> Edges:
    """Top, right, bottom and left edge."""
    return Edges(*map(mm_to_pt, edges_mm))


def bleeding(*edges_mm: float) -> Target:
    """A file with these bleeds, and paper beyond them."""
    return Target(bleed=mm(*edges_mm), around=mm_to_pt(AROUND_MM))


def look(css: str, markup: str = BOX, target: Target | None = None) -> Look:
    return Look(draw(css, markup, target or bleeding(*(4 * [BLEED_MM]))))


def rgb(name: str) -> object:
    return pytest.approx([round(255 * part) for part in THEME.colours[name].rgb], abs=2)


MIDDLE = SIDE_MM / 2


def at_edges(inwards_mm: float) -> list[Edge]:
    """The middle of the top, right, bottom and left edge, so far inside of the trim."""
    far = SIDE_MM - inwards_mm
    return [(MIDDLE, inwards_mm), (far, MIDDLE), (MIDDLE, far), (inwards_mm, MIDDLE)]


# -- which boxes bleed, and how far


@pytest.mark.parametrize("bleed", [(3, 3, 3, 3), (5, 2, 3, 0), (0, 3, 5, 6)])
@pytest.mark.parametrize(
    "style",
    [
        "background: var(--accent)",
        "background: var(--accent); border-radius: 9mm",
        "border: 2mm solid var(--accent)",
        "border: 2mm solid var(--accent); border-radius: 9mm",
    ],
)
def test_what_touches_the_trim_goes_on_by_the_bleed_of_each_edge(
    style: str, bleed: tuple[float, float, float, float]
) -> None:
    seen = look(f".a {{ {FULL} {style} }}", target=bleeding(*bleed))
    for edge, far in enumerate(bleed):
        assert seen.at(*at_edges(0.5)[edge]) == rgb(BLUE)
        assert seen.at(*at_edges(0.5 - far)[edge]) == rgb(BLUE)
        assert seen.at(*at_edges(-0.5 - far)[edge]) == rgb(WHITE)


def test_a_box_5_mm_from_the_trim_ends_where_it_ends() -> None:
    side = SIDE_MM - 10
    seen = look(
        f".a {{ position: absolute; left: 5mm; top: 5mm; width: {side}mm; height: {side}mm;"
        " background: var(--accent) }"
    )
    for edge in range(4):
        assert seen.at(*at_edges(5.5)[edge]) == rgb(BLUE)
        assert [seen.at(*at_edges(out)[edge]) for out in (4.5, 0.5, -1, -2.5)] == 4 * [rgb(WHITE)]


@pytest.mark.parametrize(
    ("distance_mm", "beyond_mm"),
    [(0, 3), (0.009, 3), (-0.009, 2.991), (0.1, 0), (5, 0), (-1, 2), (-3, 0), (-20, 0)],
)
def test_an_edge_goes_on_by_what_it_lacks_to_the_edge_of_the_bleed(
    distance_mm: float, beyond_mm: float
) -> None:
    bleed = mm(3, 3, 3, 3)
    assert extension_of(Edges(), mm(5, 2, 3, 0)) == mm(5, 2, 3, 0)
    for edge in ("top", "right", "bottom", "left"):
        distances = {"top": 1.0, "right": 1.0, "bottom": 1.0, "left": 1.0}
        distances[edge] = mm_to_pt(distance_mm)
        beyond = extension_of(Edges(**distances), bleed)
        assert getattr(beyond, edge) == pytest.approx(mm_to_pt(beyond_mm))
        assert beyond.across + beyond.down == pytest.approx(mm_to_pt(beyond_mm))


@pytest.mark.parametrize(
    ("place", "edge"),
    [
        (f"left: 0; top: -1mm; width: {SIDE_MM}mm; height: 9mm", 0),
        (f"left: {SIDE_MM - 8}mm; top: 0; width: 9mm; height: {SIDE_MM}mm", 1),
        (f"left: 0; top: {SIDE_MM - 8}mm; width: {SIDE_MM}mm; height: 9mm", 2),
        (f"left: -1mm; top: 0; width: 9mm; height: {SIDE_MM}mm", 3),
    ],
)
def test_a_strip_1_mm_beyond_the_trim_goes_on_to_the_edge_of_the_bleed(
    place: str, edge: int
) -> None:
    seen = look(f".a {{ position: absolute; {place}; background: var(--accent) }}")
    assert [seen.at(*at_edges(out)[edge]) for out in (5, -0.5, -1.5, -2.7)] == 4 * [rgb(BLUE)]
    assert seen.at(*at_edges(-3.3)[edge]) == rgb(WHITE)


@pytest.mark.parametrize("wider_mm", [0, 1, 20])
def test_a_strip_placed_over_a_padded_column_bleeds_at_both_sides(wider_mm: float) -> None:
    css = f"""
      .c {{ {FULL} padding: 10mm }}
      .a {{ position: absolute; left: {-wider_mm}mm; top: 40mm; height: 10mm;
            width: {SIDE_MM + 2 * wider_mm}mm; background: var(--accent) }}
    """
    seen = look(css, '<column class="c"><box class="a"/><p>a</p></column>')
    for x in (-2.7, 0.5, SIDE_MM - 0.5, SIDE_MM + 2.7):
        assert [seen.at(x, y) for y in (39.5, 45, 50.5)] == [rgb(WHITE), rgb(BLUE), rgb(WHITE)]


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_a_box_bleeds_however_deep_it_stands(depth: int) -> None:
    """The page is painted in blocks; a box's place on the page is not that in its block."""
    css = f".c {{ {FULL} }} .o {{ margin: 4mm 0 0 0 }} .a {{ width: {SIDE_MM}mm; height: 10mm; "
    css += "background: var(--accent) }"
    inner = depth * '<column class="o">' + BOX + depth * "</column>"
    seen = look(css, f'<column class="c">{inner}</column>')
    assert [seen.at(x, 4 * depth + 5) for x in (-2.7, SIDE_MM + 2.7)] == 2 * [rgb(BLUE)]
    assert [seen.at(MIDDLE, y) for y in (-1, 4 * depth - 0.5)] == 2 * [rgb(WHITE)]


def test_a_box_that_fills_one_away_from_the_trim_does_not_bleed() -> None:
    side = SIDE_MM - 20
    css = f".c {{ margin: 10mm; width: {side}mm; height: {side}mm }} "
    css += f".a {{ width: {side}mm; height: {side}mm; background: var(--accent) }}"
    seen = look(css, f'<column><column class="c">{BOX}</column></column>')
    for edge in range(4):
        assert seen.at(*at_edges(10.5)[edge]) == rgb(BLUE)
        assert [seen.at(*at_edges(out)[edge]) for out in (9.5, 7.5, -1)] == 3 * [rgb(WHITE)]


def test_a_box_that_comes_twice_bleeds_only_where_it_touches_the_trim() -> None:
    """Painted content is cached; its bleed depends on where it stands."""
    css = ".a { width: 40mm; height: 20mm; background: var(--accent) }"
    layout = lay_out(sheet(css, BOX, width=SIDE_MM, height=SIDE_MM))
    page = layout.pages[0]
    box = page.children[0].fragment
    away = mm_to_pt(30)
    twice = replace(page, children=(Placed(0.0, 0.0, box), Placed(away, away, box)))
    painter = Painter(workshop().icons, THEME, bleeding(*(4 * [BLEED_MM])))
    about = Metadata(title="t", author="a", date=DATE)
    seen = Look(painter.paint(replace(layout, pages=(twice,)), about))
    assert [seen.at(20, -2.7), seen.at(-2.7, 10), seen.at(50, 40)] == 3 * [rgb(BLUE)]
    assert [seen.at(50, 28), seen.at(28, 40), seen.at(20, 22)] == 3 * [rgb(WHITE)]


def test_a_border_at_the_trim_goes_on_in_its_colour() -> None:
    seen = look(f".a {{ {FULL} background: var(--highlight); border: 2mm solid var(--dont) }}")
    for edge in range(4):
        outside = [seen.at(*at_edges(out)[edge]) for out in (1, -1, -2.7)]
        assert outside == 3 * [rgb("dont")]
        assert seen.at(*at_edges(3)[edge]) == rgb("highlight")
    assert [seen.at(x, x) for x in (-2.7, -1, SIDE_MM + 1, SIDE_MM + 2.7)] == 4 * [rgb("dont")]


def test_a_rounded_box_at_the_trim_keeps_its_corners() -> None:
    seen = look(f"{BLUE_BOX} .a {{ border-radius: 10mm }}")
    for edge in range(4):
        assert seen.at(*at_edges(-2.7)[edge]) == rgb(BLUE)
    far = SIDE_MM - 0.5
    for x, y in ((0.5, 0.5), (far, 0.5), (0.5, far), (far, far)):
        x_out, y_out = (-1 if one < 1 else SIDE_MM + 1 for one in (x, y))
        corner = [seen.at(*place) for place in ((x, y), (x_out, y_out), (x_out, y), (x, y_out))]
        assert corner == 4 * [rgb(WHITE)]


@pytest.mark.parametrize(
    ("place", "edge"),
    [("bottom: -20mm; left: 0", 2), ("top: -20mm; left: 0", 0), ("right: -20mm; top: 0", 1)],
)
def test_nothing_is_painted_over_the_marks_beyond_the_bleed(place: str, edge: int) -> None:
    css = f".a {{ position: absolute; {place}; {FULL} background: var(--accent) }}"
    seen = look(css)
    assert seen.at(*at_edges(-2.7)[edge]) == rgb(BLUE)
    assert [seen.at(*at_edges(out)[edge]) for out in (-3.3, -5, -9)] == 3 * [rgb(WHITE)]


# -- the bleed changes nothing on the trimmed piece


@pytest.mark.parametrize(
    "style",
    [
        "background: linear-gradient(to right, var(--accent), var(--highlight))",
        "background: linear-gradient(to bottom right, var(--accent), var(--highlight))",
        "background: var(--accent); tail: 10mm 20mm 12mm",
        "background: linear-gradient(to bottom, var(--accent), var(--highlight));"
        " tail: 10mm 20mm 12mm",
        "background: var(--accent); border-radius: 9mm; tail: 10mm 20mm 12mm",
        "background: var(--accent); border: 3mm solid var(--dont)",
        "background: var(--accent); border: 3mm solid var(--dont); border-radius: 9mm",
    ],
)
def test_the_trimmed_piece_looks_the_same_with_bleed_and_without(style: str) -> None:
    css = f".a {{ {style}; width: {SIDE_MM}mm; height: 60mm }}"
    whole_points = Target(bleed=Edges(9, 6, 12, 3), around=20)
    with_bleed, without = (look(css, target=t).trimmed for t in (whole_points, Target()))
    assert with_bleed.shape == without.shape
    assert np.abs(with_bleed.astype(int) - without).max() <= 1


def test_a_tail_stays_inside_beneath_the_bleed_of_its_box() -> None:
    box = f"width: {SIDE_MM}mm; height: 60mm; background: var(--accent); tail: 10mm 20mm 12mm"
    css = f".a {{ {box} }}"
    seen = look(css)
    assert [seen.at(x, 30) for x in (-2.7, SIDE_MM + 2.7)] == 2 * [rgb(BLUE)]
    row = {x: seen.at(x, 65) for x in (-2.7, 9.5, 10.5, 20, 29)}
    assert [x for x, colour in row.items() if colour == rgb(BLUE)] == [10.5, 20]
    assert seen.at(MIDDLE, 61) == rgb(WHITE)


def test_a_tail_that_hangs_into_the_bleed_is_filled() -> None:
    """Where outlines that turn against each other lie over each other, there is a hole."""
    seen = look(f"{BLUE_BOX} .a {{ tail: 10mm 20mm 12mm }}")
    assert [seen.at(x, SIDE_MM + 1.5) for x in (5, 12, 20, 60)] == 4 * [rgb(BLUE)]


def test_a_gradient_lies_where_the_box_is_and_not_where_its_bleed_is() -> None:
    css = f".a {{ {FULL} background: linear-gradient(to right, var(--accent), var(--highlight)) }}"
    page = lay_out(sheet(css, BOX, width=SIDE_MM, height=SIDE_MM)).pages[0]
    fragment = page.children[0].fragment.children[0].fragment
    assert isinstance(fragment.element.style.background, Gradient)
    _, plain = paint_background(fragment, Target())
    operators, bled = paint_background(fragment, Target(), mm(3, 3, 3, 3))
    assert plain == bled
    assert (bled[0].start[0], bled[0].end[0]) == pytest.approx((0, mm_to_pt(SIDE_MM)))
    assert "-8.504" in operators


# -- where a printer cannot print


def test_each_margin_keeps_its_own_edge_free() -> None:
    margins = (4, 8, 12, 16)
    seen = look(BLUE_BOX, target=Target(margins=mm(*margins)))
    for edge, free in enumerate(margins):
        assert seen.at(*at_edges(free - 0.5)[edge]) == rgb(WHITE)
        assert seen.at(*at_edges(free + 0.5)[edge]) == rgb(BLUE)


@pytest.mark.parametrize("margins", [(60, 60, 60, 60), (0, 60, 0, 60), (60, 0, 60, 0)])
def test_margins_larger_than_the_page_leave_it_empty(margins: Sequence[float]) -> None:
    """Of a path without area some programs draw a hairline."""
    inked = (look(BLUE_BOX, target=Target(margins=mm(*margins))).trimmed < 255).any(axis=2)
    rows, columns = np.nonzero(inked)
    assert min(len(set(rows.tolist())), len(set(columns.tolist()))) <= 1


# -- the inks of a gradient


@pytest.mark.parametrize(
    ("colours", "ink", "space"),
    [
        ("accent do-tint", ColourMode.SPOT, "/PANTONE 3145 C"),
        ("do-tint accent do-tint", ColourMode.SPOT, "/PANTONE 3145 C"),
        ("accent text", ColourMode.SPOT, "/DeviceCMYK"),
        ("accent surface", ColourMode.SPOT, "/DeviceCMYK"),
        ("text text-muted", ColourMode.SPOT, "/DeviceCMYK"),
        ("accent do-tint", ColourMode.CMYK, "/DeviceCMYK"),
        ("accent do-tint", ColourMode.RGB, "/DeviceRGB"),
    ],
)
def test_a_gradient_of_one_ink_is_on_its_plate_and_any_other_in_the_four(
    colours: str, ink: ColourMode, space: str
) -> None:
    theme = workshop().catalogue.theme("ban-tin-2-mau")
    stops = ", ".join(f"var(--{name})" for name in colours.split())
    css = f".a {{ {FULL} background: linear-gradient(to right, {stops}) }}"
    (shading,) = (
        first_page(draw(css, BOX, Target(ink=ink), theme=theme))
        .obj["/Resources"]["/Shading"]
        .values()
    )
    found = shading["/ColorSpace"]
    assert str(found[1] if space.startswith("/PANTONE") else found) == space
    ends = (shading["/Function"]["/Functions"][n][key] for n, key in ((0, "/C0"), (-1, "/C1")))
    for end, name in zip(ends, (colours.split()[0], colours.split()[-1]), strict=True):
        colour = theme.colours[name]
        tint = (colour.spot.tint,) if colour.spot else ()
        recipe = {"/DeviceRGB": colour.rgb, "/DeviceCMYK": colour.cmyk}.get(space, tint)
        assert [float(part) for part in end] == pytest.approx(list(recipe), abs=0.001)
