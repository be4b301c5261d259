"""Drawings in the manner of eleven programs, and every feature by itself, against another program.

The judge is resvg; where it is known to differ from browsers (variables, functions of CSS in
``transform``), the picture is described in numbers instead. All of these were compared with
Chromium's pictures, too: at most 0.5 % of the pixels differed, on the edges of shapes.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from support.blockpictures import Pixels, drawing_pixels
from support.logo_judge import drawn, judged, share_apart

from generator.core.errors import TemplateError
from generator.draw.operators import ColourMode
from generator.draw.svg.reader import parse_svg

LOGOS = Path(__file__).parent / "logos"
#: Of a logo's pixels; the judge rounds sizes to whole pixels, which moves edges.
MOST_APART = 0.01
NAMES = (
    *("affinity", "canva", "coreldraw", "figma", "illustrator", "illustrator-cc", "inkscape"),
    *("inkscape-plain", "potrace", "sketch", "svgo"),
)

#: What a feature draws in a square of 100 units.
FEATURES = {
    "clip of parts that overlap": '<clipPath id="c"><circle cx="40" cy="50" r="30"/>'
    '<path d="M30 20v60h60v-60z"/></clipPath>'
    '<rect width="100" height="100" fill="#c33" clip-path="url(#c)"/>',
    "clip in parts of the shape's box": '<clipPath id="c" clipPathUnits="objectBoundingBox">'
    '<circle cx=".5" cy=".5" r=".5"/></clipPath>'
    '<rect x="10" y="20" width="80" height="50" fill="#36c" clip-path="url(#c)"/>',
    "clips within clips": '<clipPath id="a"><circle cx="50" cy="50" r="40"/></clipPath>'
    '<clipPath id="b" clip-path="url(#a)"><rect x="50" width="50" height="100"/></clipPath>'
    '<clipPath id="d"><rect width="100" height="50" clip-path="url(#a)"/>'
    '<rect x="20" y="40" width="30" height="50"/></clipPath>'
    '<g clip-path="url(#d)"><rect width="100" height="100" fill="#393"/></g>'
    '<rect width="100" height="100" fill="#c33" fill-opacity=".5" clip-path="url(#b)"/>',
    "clip by what is used": '<defs><rect id="r" width="30" height="60"/></defs>'
    '<clipPath id="c" transform="rotate(10)"><use href="#r" x="40" y="10" transform="scale(1.2)"/>'
    '</clipPath><circle cx="60" cy="50" r="40" fill="#639" clip-path="url(#c)"/>',
    "gradient of a stroke": '<linearGradient id="g" y2="1"><stop stop-color="red"/>'
    '<stop offset="1" stop-color="blue"/></linearGradient>'
    '<path d="M20 20L80 30L50 80z" fill="none" stroke="url(#g)" stroke-width="12"/>',
    "gradient between circles": '<radialGradient id="g" fx=".3" fy=".3" r=".4" '
    'spreadMethod="reflect"><stop stop-color="gold"/><stop offset="1" stop-color="navy"/>'
    '</radialGradient><rect width="100" height="100" fill="url(#g)"/>',
    "gradient that fades": '<linearGradient id="g"><stop stop-color="red" stop-opacity="0"/>'
    '<stop offset="1" stop-color="red"/></linearGradient><rect width="100" height="100" '
    'fill="#ff0"/><rect y="20" width="100" height="60" fill="url(#g)" fill-opacity=".7"/>',
    "gradient with sharp edges": '<linearGradient id="g"><stop offset=".3" stop-color="red"/>'
    '<stop offset=".3" stop-color="#0a0"/><stop offset=".2" stop-color="blue"/>'
    '<stop offset="150%" stop-color="#fff"/></linearGradient>'
    '<rect width="100" height="100" fill="url(#g)"/>',
    "gradients of one colour": '<linearGradient id="g"><stop stop-color="red" stop-opacity=".5"/>'
    '</linearGradient><linearGradient id="z" x1="1" x2="1"><stop stop-color="red"/>'
    '<stop offset="1" stop-color="teal"/></linearGradient><linearGradient id="n"/>'
    '<rect width="40" height="100" fill="url(#g)"/>'
    '<rect x="40" width="40" height="100" fill="url(#z)"/>'
    '<rect x="80" width="20" height="100" fill="url(#n)"/>',
    "opacity of groups": '<g opacity=".5"><g opacity=".5"><rect width="60" height="60" fill="red"/>'
    '<rect x="30" y="30" width="60" height="60" fill="blue"/></g>'
    '<circle cx="70" cy="20" r="20" stroke="#000" stroke-width="8" fill="lime"/></g>'
    '<circle cx="25" cy="75" r="15" stroke="#000" stroke-width="10" fill="orange" opacity=".4"/>'
    '<circle cx="70" cy="80" r="12" stroke="#000" stroke-width="8" fill="orange" '
    'fill-opacity=".4" stroke-opacity=".5"/>',
    "dashes": '<g fill="none" stroke="#00f" stroke-width="6">'
    '<path d="M5 15H95" stroke-dasharray="10 5 2"/>'
    '<path d="M5 35H95" stroke-dasharray="0 10" stroke-linecap="round"/>'
    '<path d="M5 55H95" stroke-dasharray="10%" stroke-dashoffset="-5"/>'
    '<path d="M5 75H95" stroke-dasharray="0 0"/></g>',
    "units": '<rect x="1mm" y="2pt" width="50%" height="1cm" fill="#a00"/>'
    '<circle cx="50%" cy="60%" r="10%" fill="#0a0"/>'
    '<rect x="2em" y="70" width=".5in" height="1pc" fill="#00a"/>',
    "viewports in each other": '<svg x="5" y="5" width="40" height="90" viewBox="0 0 10 10" '
    'preserveAspectRatio="xMinYMax"><rect width="10" height="10" fill="red"/></svg>'
    '<svg x="55" y="5" width="40" height="40" viewBox="0 0 20 10" preserveAspectRatio="none">'
    '<circle cx="10" cy="5" r="5" fill="blue"/></svg>'
    '<svg x="55" y="55" width="40" height="40" viewBox="0 0 20 10" '
    'preserveAspectRatio="xMaxYMid slice"><circle cx="10" cy="5" r="5" fill="green"/></svg>'
    '<svg x="80" y="80" width="5" height="5" overflow="visible"><circle r="9"/></svg>',
    "symbols": '<symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="7"/></symbol>'
    '<symbol id="t"><rect width="200" height="5"/></symbol>'
    '<use href="#s" x="10" y="10" width="30" height="30" fill="red"/>'
    '<use href="#s" x="50" y="10" width="40" height="20" fill="blue"/>'
    '<use href="#t" y="60" fill="green" transform="rotate(5)"/>',
    "style sheets": "<style>rect{fill:red}.a{fill:blue}#i{fill:green}g &gt; .b{fill:orange"
    "!important}.c,.d{stroke:black;stroke-width:3px}</style>"
    '<rect width="20" height="20"/><rect class="a" x="20" width="20" height="20"/>'
    '<rect id="i" class="a" x="40" width="20" height="20"/>'
    '<g><rect class="b" style="fill:navy" x="60" width="20" height="20"/></g>'
    '<rect class="d" fill="#fff" x="10" y="50" width="20" height="20"/>',
    "currentColor": '<g color="teal"><rect width="50" height="50" fill="currentColor"/>'
    '<g fill="currentColor" color="red"><rect x="50" width="50" height="50"/>'
    '<g color="blue"><rect y="50" width="50" height="50"/></g></g></g>'
    '<rect x="50" y="50" width="50" height="50" fill="hsl(200,80%,40%)"/>',
    "masks": '<linearGradient id="g"><stop stop-color="#fff"/><stop offset="1"/></linearGradient>'
    '<mask id="m"><rect width="100" height="100" fill="url(#g)"/></mask>'
    '<mask id="b" maskContentUnits="objectBoundingBox"><circle cx=".5" cy=".5" r=".5" '
    'fill="#f80"/></mask><rect y="10" width="100" height="30" fill="#00f" mask="url(#m)"/>'
    '<rect x="20" y="50" width="60" height="40" mask="url(#b)"/>',
    "a mask over a group": '<mask id="m"><circle cx="50" cy="50" r="40" fill="#fff" opacity=".6"/>'
    '<circle cx="50" cy="50" r="20"/></mask><g mask="url(#m)" opacity=".8">'
    '<rect width="60" height="100" fill="red"/><rect x="50" width="50" height="100" fill="blue"/>'
    "</g>",
    "the stroke below the fill": '<circle cx="50" cy="50" r="30" fill="gold" stroke="navy" '
    'stroke-width="16" paint-order="stroke"/>',
    "blending": '<rect width="60" height="60" fill="#f90"/>'
    '<circle cx="55" cy="55" r="35" fill="#39f" style="mix-blend-mode:multiply"/>'
    '<g style="isolation:isolate"><circle cx="80" cy="80" r="18" fill="#393" '
    'style="mix-blend-mode:screen"/></g>',
    "a pen that is stretched": '<g transform="scale(3 .7) skewX(15)"><circle cx="14" cy="70" r="8" '
    'fill="none" stroke="#808" stroke-width="3" stroke-dasharray="6 2"/></g>',
    "large units": '<g transform="scale(.0001)"><circle cx="500000" cy="500000" r="300000" '
    'fill="#06a"/><path d="M400000 500000l100000 100000 200000-200000" fill="none" '
    'stroke="#fff" stroke-width="40000"/></g>',
    "small units": '<g transform="scale(1000)"><circle cx=".05" cy=".05" r=".0402" fill="#06a"/>'
    '<path d="M.03 .05l.015 .015 .025-.03" fill="none" stroke="#fff" stroke-width=".0063"/></g>',
    "far from the origin": '<g transform="translate(-123456 -654321)"><circle cx="123506" '
    'cy="654371" r="33.3" fill="#06a" stroke="#f80" stroke-width="2"/></g>',
    "corners of rectangles": '<rect x="5" y="5" width="40" height="20" rx="90" fill="red"/>'
    '<rect x="55" y="5" width="40" height="20" ry="5" fill="blue"/>'
    '<rect x="5" y="40" width="40" height="20" rx="5" ry="50" fill="green"/>'
    '<ellipse cx="75" cy="50" rx="15" ry="4" fill="orange"/>'
    '<rect x="5" y="70" width="90" height="20" rx="5%" fill="teal"/>',
    "dots": '<g stroke="#c02" stroke-width="20" stroke-linecap="square" fill="none">'
    '<path d="M30 30h0" transform="rotate(30 30 30)"/><path d="M70 30z" stroke-opacity=".5"/>'
    '<line x1="30" y1="70" x2="30" y2="70" stroke-linecap="round" '
    'transform="translate(30 70) scale(1.5 .5) translate(-30 -70)"/>'
    '<polyline points="80,80 80,80" stroke-linecap="butt"/></g>',
    "a stroke of no width": '<rect x="10" y="10" width="80" height="80" fill="#cfe3f7" '
    'stroke="#c02" stroke-width="0"/>',
    "a fill of no area": '<path d="M10 50H90"/><path d="M10 10L90 90L50 50z" fill="red"/>',
    "ink outside of the frame": '<circle cx="100" cy="100" r="60" fill="#c02" stroke="#000"/>',
    "hidden parts": '<g visibility="hidden"><rect width="50" height="50" fill="red"/>'
    '<rect x="50" width="50" height="50" fill="blue" visibility="visible"/></g>'
    '<g display="none"><rect y="50" width="50" height="50"/></g>'
    '<rect x="50" y="50" width="50" height="50" style="display:inline;fill:green"/>',
    "corners of lines": '<g fill="none" stroke="#222" stroke-width="10">'
    '<path d="M10 40L30 10L50 40"/><path d="M60 40L70 10L80 40" stroke-miterlimit="2"/>'
    '<path d="M10 90L30 60L50 90" stroke-linejoin="bevel"/>'
    '<path d="M60 90L70 60L80 90" stroke-miterlimit="20"/></g>',
    "paint that is not there": '<rect width="50" height="50" fill="url(#no) lime"/>'
    '<rect x="50" width="50" height="50" fill="url(#no)" stroke="red"/>',
}  # fmt: skip


def square(body: str, attributes: str = 'viewBox="0 0 100 100"') -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{body}</svg>'


def colours_at(picture: Pixels, *points: tuple[int, int]) -> list[tuple[int, ...]]:
    """The colours at points of the square of 100 units."""
    scale = len(picture) / 100
    return [tuple(map(int, picture[int(y * scale), int(x * scale)])) for x, y in points]


@pytest.mark.parametrize("name", NAMES)
def test_a_logo_of_each_program_is_drawn_as_another_program_draws_it(name: str) -> None:
    svg = (LOGOS / f"{name}.svg").read_text(encoding="utf-8")
    assert share_apart(drawn(svg), judged(svg)) < MOST_APART


@pytest.mark.parametrize("name", FEATURES)
def test_a_feature_is_drawn_as_another_program_draws_it(name: str) -> None:
    svg = square(FEATURES[name])
    assert share_apart(drawn(svg), judged(svg)) < MOST_APART


def test_the_judge_sees_a_feature_that_is_left_out() -> None:
    svg = square(FEATURES["masks"])
    assert share_apart(drawn(svg.replace("mask=", "class=")), judged(svg)) > 10 * MOST_APART


@pytest.mark.parametrize(
    ("size", "ratio"),
    [
        ('width="200" height="100"', "xMaxYMid meet"),
        ('width="200" height="100"', "none"),
        ('width="200" height="100"', "xMidYMin slice"),
        ('width="100" height="200"', "xMinYMax"),
        ('width="60mm"', "xMidYMid"),
    ],
)
def test_a_view_box_lies_in_its_size_as_the_root_says(size: str, ratio: str) -> None:
    svg = square(
        '<rect width="50" height="50" fill="red"/><circle r="40" fill="blue"/>',
        f'{size} viewBox="0 0 50 50" preserveAspectRatio="{ratio}"',
    )
    assert share_apart(drawn(svg), judged(svg)) < MOST_APART


def test_a_circle_is_round_whatever_the_units_are() -> None:
    tiny = square('<circle cx=".005" cy=".005" r=".004"/>', 'viewBox="0 0 .01 .01"')
    plain = square('<circle cx="50" cy="50" r="40"/>')
    assert share_apart(drawn(tiny), drawn(plain)) == 0
    huge = square('<circle cx="5e6" cy="5e6" r="4e6"/>', 'viewBox="0 0 1e7 1e7"')
    assert share_apart(drawn(huge), drawn(plain)) == 0


def test_variables_of_the_drawing_win_over_roles_and_have_fallbacks() -> None:
    style = "<style>:root{--c:#00aa00}.x{fill:var(--c)}.y{fill:var(--none, #0000ff)}</style>"
    svg = square(
        style + '<rect class="x" width="40" height="40"/>'
        '<g style="--c:#ff8800"><rect class="x" x="60" width="40" height="40"/></g>'
        '<rect class="y" y="60" width="40" height="40"/>'
    )
    assert colours_at(drawn(svg), (20, 20), (80, 20), (20, 80)) == [
        (0, 170, 0),
        (255, 136, 0),
        (0, 0, 255),
    ]


def test_rules_for_other_media_are_passed_over() -> None:
    style = (
        "<style>rect{fill:#00aa00}@media print{rect{fill:black}}"
        "@media (prefers-color-scheme: dark){rect{fill:white}}@media screen{rect{stroke:none}}"
        "rect:hover{fill:red}</style>"
    )
    assert colours_at(drawn(square(style + '<rect width="100" height="100"/>')), (50, 50)) == [
        (0, 170, 0)
    ]


def test_functions_of_css_move_as_attributes_do() -> None:
    css = square('<rect width="40" height="30" style="transform:translate(20px,10px) '
                 'rotate(15deg)"/>')  # fmt: skip
    attribute = square('<rect width="40" height="30" transform="translate(20 10) rotate(15)"/>')
    assert share_apart(drawn(css), drawn(attribute)) == 0


def test_a_colour_in_another_space_is_that_of_the_declaration_before_it_or_converted() -> None:
    svg = square(
        '<rect width="40" height="40" style="fill:#2563eb;fill:oklch(60% .2 30)"/>'
        '<rect x="60" width="40" height="40" style="fill:#000;fill:color(display-p3 1 1 1)"/>'
        '<rect y="60" width="40" height="40" fill="rgb(37 99 235 / 50%)"/>'
    )
    assert colours_at(drawn(svg), (20, 20), (80, 20), (20, 80)) == [
        (37, 99, 235),
        (255, 255, 255),
        (146, 177, 245),
    ]


def test_dashes_are_parts_of_the_length_that_a_path_states() -> None:
    svg = square('<path d="M0 50H90" pathLength="9" stroke="#000" stroke-width="20" '
                 'stroke-dasharray="1"/>')  # fmt: skip
    black = [x for x in range(5, 90, 10) if colours_at(drawn(svg), (x, 50)) == [(0, 0, 0)]]
    assert black == [5, 25, 45, 65, 85]


# -- inks


def test_in_inks_a_drawing_names_inks_alone_and_gradients_look_as_on_a_screen() -> None:
    svg = square(
        '<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/>'
        '</linearGradient><rect width="100" height="100" fill="url(#g)" opacity=".5"/>'
    )
    asked = []

    def inks(rgb: tuple[float, float, float]) -> tuple[float, float, float, float]:
        asked.append(rgb)
        return (1 - rgb[0], 1 - rgb[1], 1 - rgb[2], 0.0)

    painted = parse_svg(svg, "a.svg").painted(90, 90, {}, None, ColourMode.CMYK, ink_converter=inks)
    (form,) = painted.objects
    content = b"".join(_bytes_of(form))
    assert b"/DeviceCMYK" in content
    assert b"/DeviceRGB" not in content
    # Between the two colours of light others are mixed, and each has a recipe of its own.
    assert len(asked) == 9
    assert (128 / 255, 0, 128 / 255) in asked


def _bytes_of(form: object) -> list[bytes]:
    parts = getattr(form, "parts", ())
    return [one for part in parts
            for one in ([part] if isinstance(part, bytes) else _bytes_of(part))]  # fmt: skip


# -- bounds


def test_what_use_repeats_without_end_is_refused_in_time() -> None:
    levels = "".join(
        f'<g id="l{n}">{10 * f"<use href={chr(34)}#l{n + 1}{chr(34)}/>"}</g>' for n in range(9)
    )
    svg = square(f'<defs>{levels}<g id="l9"><circle r="1"/></g></defs><use href="#l0"/>')
    with pytest.raises(TemplateError, match="more than 50000 elements are to be drawn"):
        parse_svg(svg, "a.svg")


@pytest.mark.parametrize(
    "body",
    [
        '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>'
        '<rect width="9" height="9" fill="url(#a)"/>',
        '<clipPath id="a" clip-path="url(#b)"><rect width="9" height="9"/></clipPath>'
        '<clipPath id="b" clip-path="url(#a)"><rect width="5" height="5"/></clipPath>'
        '<rect width="9" height="9" clip-path="url(#a)"/>',
        '<mask id="m"><rect width="9" height="9" fill="#fff" mask="url(#m)"/></mask>'
        '<rect width="9" height="9" mask="url(#m)"/>',
        '<clipPath id="a"><use href="#u"/></clipPath><use id="u" href="#u2"/><use id="u2" '
        'href="#u"/><rect width="9" height="9" clip-path="url(#a)"/>',
        "<style>:root{--a:var(--b);--b:var(--a)}rect{stroke-width:var(--a, 1)}</style>",
    ],
)
def test_what_refers_to_itself_comes_to_an_end(body: str) -> None:
    with suppress(TemplateError):
        parse_svg(square(body), "a.svg").painted(9, 9, {})


@pytest.mark.parametrize(
    "body",
    [
        '<g transform="scale(1e8)"><g transform="scale(1e8)"><rect width="9" height="9"/></g></g>',
        '<g transform="scale(1e300)"><g transform="scale(1e300)"><circle r="1"/></g></g>',
        '<path d="M0 0L1e300 1e300L1e300 0z"/>',
        '<path d="M0 0L1e999 1e300L1e300 0z"/>',
        '<rect width="9" height="9" stroke="red" stroke-width="1e9" transform="scale(1e9)"/>',
    ],
)
def test_numbers_beyond_all_measure_are_one_error_or_nothing(body: str) -> None:
    with suppress(TemplateError):
        painted = parse_svg(square(body), "a.svg").painted(90, 90, {})
        content = painted.operators.encode() + b"".join(
            map(b"".join, map(_bytes_of, painted.objects))
        )
        assert b"inf" not in content
        assert b"nan" not in content


def test_a_form_of_a_drawing_is_clipped_to_its_frame_beside_others() -> None:
    drawing = parse_svg(square(FEATURES["ink outside of the frame"]), "a.svg")
    picture = drawing_pixels(drawing, 200, 100, {})
    inked = np.nonzero((picture != 255).any(axis=(0, 2)))[0]
    assert (inked.min(), inked.max()) == (89, 149)
