from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.blockpictures import BLUE, GREEN, RED, WHITE, Pixels, drawing_pixels

from generator.core.colour import Colour
from generator.core.errors import Problem, TemplateError
from generator.draw.svg.drawing import SvgDrawing
from generator.draw.svg.reader import parse_svg
from generator.draw.svg.xml_tree import DEPTH_LIMIT, SIZE_LIMIT

PAINTS = {
    "currentColor": BLUE,
    "context-fill": RED,
    "context-stroke": WHITE,
    "--accent-strong": BLUE,
    "--leaf": GREEN,
}
RED_RGB, GREEN_RGB, BLUE_RGB = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def svg(body: str, attributes: str = 'viewBox="0 0 100 100"') -> SvgDrawing:
    return parse_svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{body}</svg>', "art.svg"
    )


def pixels(body: str, attributes: str = 'viewBox="0 0 100 100"') -> Pixels:
    return drawing_pixels(svg(body, attributes), 100, 100, PAINTS)


def area(picture: Pixels, colour: tuple[int, int, int]) -> int:
    return int((picture == colour).all(axis=2).sum())


def faults(text: str) -> tuple[Problem, ...]:
    with pytest.raises(TemplateError) as caught:
        parse_svg(text, "art.svg")
    return caught.value.problems


# -- shapes


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<rect x="10" y="20" width="30" height="40" fill="#f00"/>', 1200),
        ('<circle cx="50" cy="50" r="40" fill="#ff0000"/>', 5026),
        ('<ellipse cx="50" cy="50" rx="40" ry="20" fill="#ff0000"/>', 2513),
        ('<polygon points="0,0 100,0 0,100" fill="#f00"/>', 5000),
        ('<polyline points="0 0 100 0 0 100" fill="#f00"/>', 5000),
        ('<line x1="0" y1="50" x2="100" y2="50" stroke="#f00" stroke-width="10"/>', 1000),
        ('<path d="M0 0H100V50H0z" fill="#f00"/>', 5000),
        ('<path d="M50 10a40 40 0 0 1 0 80z" fill="#f00"/>', 2513),
        ('<path d="M0 100Q50 0 100 100z" fill="#f00"/>', 3333),
        ('<path d="M0 50 L100 50" stroke="context-fill" stroke-width="4" fill="none"/>', 400),
    ],
)
def test_each_shape_covers_its_area(body: str, expected: int) -> None:
    assert area(pixels(body), RED_RGB) == pytest.approx(expected, rel=0.06)


def test_a_rounded_rect_with_one_radius_is_rounded_alike_both_ways() -> None:
    one = svg('<rect width="100" height="80" rx="20"/>')
    both = svg('<rect width="100" height="80" rx="20" ry="20"/>')
    other = svg('<rect width="100" height="80" ry="20"/>')
    assert one.painted(100, 100, {}) == both.painted(100, 100, {})
    assert other.painted(100, 100, {}) == both.painted(100, 100, {})


def test_shapes_without_extent_draw_nothing() -> None:
    assert svg('<rect width="0" height="5"/><circle r="0"/><path d=""/><polygon/>').nodes == ()


def test_y_runs_down_as_svg_has_it() -> None:
    picture = pixels('<rect width="100" height="10" fill="#f00"/>')
    assert area(picture[:10], RED_RGB) == 1000
    assert area(picture[10:], RED_RGB) == 0


def test_art_is_fitted_and_centred_in_its_block() -> None:
    art = svg('<rect x="50" y="50" width="50" height="50" fill="#f00"/>', 'viewBox="50 50 50 50"')
    picture = drawing_pixels(art, 100, 40, PAINTS)
    assert area(picture, RED_RGB) == 1600
    assert area(picture[:, 30:70], RED_RGB) == 1600


def test_width_and_height_stand_in_for_a_missing_view_box() -> None:
    assert svg("", 'width="24" height="12px"').view_box == (0, 0, 24, 12)


# -- looks


def test_groups_hand_their_looks_down_and_shapes_overrule_them() -> None:
    body = (
        '<g fill="var(--leaf)"><rect width="100" height="50"/>'
        '<rect y="50" width="100" height="50" style="fill: currentColor"/></g>'
    )
    picture = pixels(body)
    assert area(picture[:50], GREEN_RGB) == 5000
    assert area(picture[50:], BLUE_RGB) == 5000


def test_every_kind_of_paint_is_looked_up() -> None:
    names = ["currentColor", "context-fill", "var(--accent-strong)", "var( --leaf )"]
    body = "".join(
        f'<rect x="{25 * i}" width="25" height="100" fill="{name}"/>'
        for i, name in enumerate(names)
    )
    art = svg(body)
    assert art.paints == ("--accent-strong", "--leaf", "context-fill", "currentColor")
    row = drawing_pixels(art, 100, 100, PAINTS)[50]
    assert [tuple(row[x]) for x in (12, 37, 62, 87)] == [BLUE_RGB, RED_RGB, BLUE_RGB, GREEN_RGB]


def test_a_colour_that_is_not_given_is_an_error_at_the_shapes_line() -> None:
    art = parse_svg('<svg viewBox="0 0 9 9">\n<circle r="4" fill="var(--gold)"/>\n</svg>', "a.svg")
    with pytest.raises(TemplateError, match=r"a\.svg:2: .*--gold"):
        art.painted(9, 9, PAINTS)


def test_only_the_roots_stroke_width_is_overruled() -> None:
    root = 'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
    art = svg('<path d="M4 4H9"/><path d="M4 8H9" stroke-width="5"/>', root)
    assert art.stroke_width == 2
    thin = art.painted(24, 24, PAINTS, 1.5).operators
    assert "1.5 w" in thin
    assert "5 w" in thin
    assert "2 w" not in thin


def test_even_odd_leaves_holes_where_nonzero_fills() -> None:
    path = "M0 0H100V100H0zM25 25H75V75H25z"
    assert area(pixels(f'<path fill="#f00" fill-rule="evenodd" d="{path}"/>'), RED_RGB) == 7500
    assert area(pixels(f'<path fill="#f00" d="{path}"/>'), RED_RGB) == 10000


def test_caps_and_joins_are_drawn() -> None:
    body = '<path d="M20 50H80" stroke="#f00" stroke-width="20" stroke-linecap="{}"/>'
    butt, round_, square = (
        area(pixels(body.format(c)), RED_RGB) for c in ("butt", "round", "square")
    )
    assert butt == 1200
    assert square == 1600
    assert butt < round_ < square


def test_a_fill_and_a_stroke_of_one_shape_are_painted_at_once() -> None:
    operators = (
        svg('<circle cx="50" cy="50" r="9" fill="#fff" stroke="#000"/>').painted(9, 9, {}).operators
    )
    assert operators.split("\n")[-2].endswith(" h B")


def test_a_look_is_said_once_for_shapes_that_share_it() -> None:
    body = '<g fill="#f00"><circle cx="9" cy="9" r="1"/><circle cx="5" cy="5" r="2"/></g>'
    operators = svg(body).painted(9, 9, {}).operators
    assert operators.count("rg") == 1


# -- transforms


@pytest.mark.parametrize(
    ("transform", "corner"),
    [
        ("translate(30)", (30, 0)),
        ("translate(30 40)", (30, 40)),
        ("translate(10,20) scale(2)", (10, 20)),
        ("scale(2) translate(10,20)", (20, 40)),
        ("rotate(90 50 50)", (80, 0)),
        ("matrix(1 0 0 1 5 6)", (5, 6)),
    ],
)
def test_transforms_move_shapes_as_svg_has_it(transform: str, corner: tuple[float, float]) -> None:
    picture = pixels(f'<rect width="20" height="20" fill="#f00" transform="{transform}"/>')
    rows, columns = np.nonzero((picture == RED_RGB).all(axis=2))
    assert (columns.min(), rows.min()) == corner


def test_transforms_of_groups_add_up() -> None:
    nested = '<g transform="translate(10 0)"><g transform="scale(2)">{}</g></g>'
    flat = '<rect width="9" height="9" transform="translate(10 0) scale(2)"/>'
    assert svg(nested.format('<rect width="9" height="9"/>')).painted(50, 50, {}) == svg(
        flat
    ).painted(50, 50, {})


# -- what is refused


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<text>x</text>", "drawing-element"),
        ('<image href="a.png"/>', "drawing-element"),
        ("<foreignObject/>", "drawing-element"),
        ("<script>1</script>", "drawing-element"),
        ('<animate attributeName="r"/>', "drawing-element"),
        ('<use href="other.svg#a"/>', "drawing-element"),
        ('<g id="a"><use href="#a"/></g>', "drawing-element"),
        ('<pattern id="a"/><circle r="1" fill="url(#a)"/>', "drawing-element"),
        ('<clipPath id="a"><text>x</text></clipPath><circle r="1" clip-path="url(#a)"/>',
         "drawing-element"),
        ('<filter id="a"/><circle r="1" filter="url(#a)"/>', "drawing-style"),
        ('<circle r="1" style="filter: blur(2px)"/>', "drawing-style"),
        ('<circle r="1" clip-path="circle(40%)"/>', "drawing-style"),
        ('<path d="M0 0L9 9" marker-end="url(#a)"/>', "drawing-style"),
        ('<path d="M0 0L9 9" stroke="red" vector-effect="non-scaling-stroke"/>', "drawing-style"),
        ('<style>@import "other.css";</style>', "drawing-style"),
        ('<g fill-rule="odd"><circle r="1"/></g>', "drawing-style"),
        ('<path d="M0 0 X"/>', "drawing-path"),
        ('<path d="L0 0"/>', "drawing-path"),
        ('<path d="M0"/>', "drawing-path"),
        ('<circle r="1furlong"/>', "drawing-number"),
        ('<circle r="1e99"/>', "drawing-number"),
        ('<polygon points="1 2 3"/>', "drawing-number"),
        ('<polygon points="1 2 a b"/>', "drawing-number"),
        ('<circle r="1" fill="reddish"/>', "drawing-paint"),
        ('<circle r="1" fill="url(other.svg#a)"/>', "drawing-paint"),
        ('<g transform="scale(1 2 3)"/>', "drawing-transform"),
        ('<g transform="junk"/>', "drawing-transform"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_named_with_its_line(body: str, code: str) -> None:
    problem, *others = faults(f'<svg viewBox="0 0 9 9">\n\n{body}</svg>')
    assert others == []
    assert problem.code == code
    assert str(problem).startswith("art.svg:3: ")


@pytest.mark.parametrize(
    "body",
    [
        "<defs><text>x</text><filter id='f'><feGaussianBlur/></filter></defs>",
        "<text> </text>",
        "<text display='none'>x</text>",
        "<metadata>x</metadata><title>x</title>",
        "<symbol id='s'><image href='a.png'/></symbol>",
        "<x:note xmlns:x='urn:x'><x:text>note</x:text></x:note>",
        "<switch><foreignObject requiredExtensions='urn:x'/><g/></switch>",
        "<g filter='url(#gone)' mask='url(#gone)' clip-path='none'/>",
        "<use href='#gone'/><use/>",
    ],
)
def test_what_a_browser_does_not_show_is_passed_over(body: str) -> None:
    dot = '<circle cx="50" cy="50" r="9"/>'
    assert svg(body + dot).painted(50, 50, {}) == svg(dot).painted(50, 50, {})


def test_all_faults_of_a_drawing_are_reported_at_once() -> None:
    problems = faults('<svg viewBox="0 0 9 9">\n<image/>\n<circle r="x"/>\n</svg>')
    assert [problem.place.line for problem in problems] == [2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<svg",
        '<html viewBox="0 0 9 9"/>',
        "<svg/>",
        '<svg viewBox="0 0 0 9"/>',
        '<svg viewBox="0 0 9"/>',
        '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><svg viewBox="0 0 9 9">&c;</svg>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg viewBox="0 0 9 9">&a;</svg>',
        '<!DOCTYPE svg [<!ENTITY % a "b">%a;]><svg viewBox="0 0 9 9"/>',
        f'<!DOCTYPE svg [<!ENTITY a "{201 * "b"}">]><svg viewBox="0 0 9 9">&a;</svg>',
        f'<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 9 9">{10_001 * "&a;"}</svg>',
        '<svg viewBox="0 0 9 9">' + " " * SIZE_LIMIT + "</svg>",
        '<svg viewBox="0 0 9 9">' + "<g>" * DEPTH_LIMIT + "<g/>" + "</g>" * DEPTH_LIMIT + "</svg>",
    ],
)  # fmt: skip
def test_what_is_no_drawing_is_refused(text: str) -> None:
    assert faults(text)[0].place.file == "art.svg"


def test_ids_classes_titles_and_comments_do_no_harm() -> None:
    plain = svg('<circle cx="50" cy="50" r="9"/>')
    noted = svg('<title>A dot</title><!-- x --><circle id="a" class="b" aria-hidden="true" '
                'cx="50" cy="50" r="9"/>')  # fmt: skip
    assert noted.painted(100, 100, {}) == plain.painted(100, 100, {})


# -- what is remembered


def test_equal_calls_give_equal_operators_whatever_else_is_in_the_palette() -> None:
    art = svg('<circle r="9" fill="var(--accent-strong)"/>')
    more = {**PAINTS, "--gold": Colour("gold", (1, 1, 0), (0, 0, 1, 0))}
    assert art.painted(50, 50, PAINTS) is art.painted(50, 50, more)


def test_a_changed_colour_is_drawn_anew() -> None:
    art = svg('<circle r="9" fill="var(--accent-strong)"/>')
    assert art.painted(50, 50, PAINTS) != art.painted(50, 50, {"--accent-strong": RED})


@given(
    st.floats(1, 2000),
    st.floats(1, 2000),
    st.tuples(*[st.floats(-500, 500)] * 2, *[st.floats(1, 500)] * 2),
)
def test_art_never_leaves_its_block(
    width: float, height: float, view_box: tuple[float, float, float, float]
) -> None:
    left, top, across, down = view_box
    box = f"{left:.3f} {top:.3f} {across:.3f} {down:.3f}"
    dot = f'<circle cx="{left + across / 2}" cy="{top + down / 2}" r="{min(across, down) / 4}"/>'
    art = svg(dot, f'viewBox="{box}"')
    assume(art.painted(width, height, {}).objects == ())
    a, b, c, d, e, f = map(
        float, art.painted(width, height, {}).operators.split("\n")[1].split()[:6]
    )
    assert (b, c) == (0, 0)
    assert a == -d
    left, top, across, down = art.view_box
    slack = 0.01
    assert -slack <= a * left + e
    assert a * (left + across) + e <= width + slack
    assert d * top + f <= slack
    assert -height - slack <= d * (top + down) + f


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<svg", "a tag is not closed by “>”"),
        ("<svg><g></svg>", "another tag is closed"),
        ("<svg>&nbsp;</svg>", "there is no such entity"),
        ("", "a tag is not closed, or there is none"),
    ],
)
def test_faults_of_markup_are_told_in_words_of_ours(text: str, words: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse_svg(text, "a.svg")
    assert words in str(caught.value.problems[0].message)
