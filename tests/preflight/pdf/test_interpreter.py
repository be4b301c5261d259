from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from support.handpdf import (
    form,
    helvetica,
    image,
    marks_of,
    opened,
    page_of,
    pdf_of,
    ramp,
    spot,
    stream,
)

from generator.preflight.pdf.model import Mark, MarkKind

FONT = {"Font": {"F": helvetica()}}
OVERPRINT = {"ExtGState": {"G": Dictionary(OP=True, op=False, OPM=1, CA=0.5, ca=0.25, LW=3)}}


def only(marks: tuple[Mark, ...]) -> Mark:
    assert len(marks) == 1
    return marks[0]


def near(box: tuple[float, ...], within: float = 1e-6) -> object:
    return pytest.approx(box, abs=within)


# Paths


def test_a_rectangle_is_found_where_the_matrices_put_it() -> None:
    mark = only(marks_of("q 2 0 0 2 10 20 cm 5 5 10 20 re f Q"))
    assert mark.kind is MarkKind.FILL
    assert mark.box == near((20, 30, 40, 70))


def test_a_turned_rectangle_has_the_bounds_of_its_corners() -> None:
    mark = only(marks_of("0 1 -1 0 100 0 cm 0 0 10 30 re f"))
    assert mark.box == near((70, 0, 100, 10))


def test_a_curve_reaches_as_far_as_its_turning_point_and_not_to_its_handles() -> None:
    mark = only(marks_of("10 10 m 10 110 110 110 110 10 c f"))
    assert mark.bounds == near((10, 10, 110, 85))


@pytest.mark.parametrize(("curve", "top"), [("10 100 60 0 v", 44.444), ("10 100 60 0 y", 44.444)])
def test_short_forms_of_curves_repeat_a_point(curve: str, top: float) -> None:
    mark = only(marks_of(f"0 0 m {curve} f"))
    assert mark.bounds[3] == pytest.approx(top, abs=0.01)


def test_fill_and_stroke_are_two_marks() -> None:
    fill, stroke = marks_of("1 0 0 rg 0 0 1 RG 4 w 10 10 20 20 re B")
    assert (fill.kind, stroke.kind) == (MarkKind.FILL, MarkKind.STROKE)
    assert fill.paint
    assert stroke.paint
    assert (fill.paint.rgb, stroke.paint.rgb) == ((1, 0, 0), (0, 0, 1))
    assert stroke.box == near((8, 8, 32, 32))


def test_a_line_is_as_wide_as_its_stroke_and_no_longer_than_its_ends() -> None:
    mark = only(marks_of("3 w 10 50 m 90 50 l S"))
    assert mark.box == near((10, 48.5, 90, 51.5))


def test_a_line_with_square_ends_is_longer() -> None:
    mark = only(marks_of("2 J 4 w 10 50 m 90 50 l S"))
    assert mark.box == near((8, 48, 92, 52))


def test_line_width_is_that_on_the_page() -> None:
    mark = only(marks_of("0.5 0 0 0.5 0 0 cm 3 w 10 10 m 20 20 l S"))
    assert mark.line_width_pt == pytest.approx(1.5)


def test_a_line_of_no_width_can_be_seen() -> None:
    mark = only(marks_of("0 w 10 50 m 90 50 l S"))
    assert mark.line_width_pt == 0
    assert mark.box[3] > mark.box[1]


def test_a_clip_cuts_the_box_and_leaves_the_bounds() -> None:
    mark = only(marks_of("q 50 50 100 100 re W n 0 0 80 80 re f Q"))
    assert mark.box == near((50, 50, 80, 80))
    assert mark.bounds == near((0, 0, 80, 80))


def test_what_a_clip_hides_has_an_empty_box() -> None:
    mark = only(marks_of("q 50 50 10 10 re W* n 100 0 20 20 re f Q"))
    # It is where the clip is nearest.
    assert mark.box == (60, 50, 60, 50)


def test_a_clip_ends_with_its_state() -> None:
    _, after = marks_of("q 50 50 10 10 re W n 0 0 5 5 re f Q 0 0 5 5 re f")
    assert after.box == near((0, 0, 5, 5))


def test_nothing_outside_of_the_media_box_is_seen() -> None:
    assert only(marks_of("-50 -50 400 600 re f")).box == near((0, 0, 300, 420))


def test_a_path_that_is_not_painted_is_no_mark() -> None:
    assert marks_of("10 10 20 20 re n") == ()


# Colours


@pytest.mark.parametrize(
    ("operators", "space", "inks"),
    [
        ("0.25 g", "DeviceGray", {"Black": 0.75}),
        ("0.1 0.2 0.3 0.4 k", "DeviceCMYK", dict(Cyan=0.1, Magenta=0.2, Yellow=0.3, Black=0.4)),
        ("1 0 0 rg", "DeviceRGB", {}),
        ("/Gold cs 0.5 scn", "Separation", {"Gold": 0.5}),
        ("/Gold cs", "Separation", {"Gold": 1.0}),
        ("/Reg cs 1 sc", "Separation", {"All": 1.0}),
        ("/Duo cs 0.25 0.75 scn", "DeviceN", {"Black": 0.25, "Gold": 0.75}),
        ("/Icc cs 0 0 0 1 sc", "ICCBased", dict(Cyan=0, Magenta=0, Yellow=0, Black=1)),
        ("/IccGrey cs 0.5 sc", "ICCBased", {"Black": 0.5}),
        ("/IccRgb cs 1 1 1 sc", "ICCBased", {}),
        ("/Few cs 1 sc", "Indexed", dict(Cyan=0, Magenta=1, Yellow=0, Black=0)),
        ("/Lab cs 50 0 0 sc", "Lab", {}),
    ],
)
def test_each_family_of_colours_has_its_inks(
    operators: str, space: str, inks: dict[str, float]
) -> None:
    duo = Dictionary(FunctionType=4, Domain=[0, 1, 0, 1], Range=[0, 1] * 4)
    spaces = {
        "Gold": spot("Gold", 0, 0.2, 0.9, 0.1),
        "Reg": spot("All", 1, 1, 1, 1),
        "Duo": Array([Name.DeviceN, Array([Name.Black, Name.Gold]), Name.DeviceCMYK, duo]),
        "Icc": Array([Name.ICCBased, stream(b"", N=4)]),
        "IccGrey": Array([Name.ICCBased, stream(b"", N=1)]),
        "IccRgb": Array([Name.ICCBased, stream(b"", N=3)]),
        "Few": Array([Name.Indexed, Name.DeviceCMYK, 1, b"\0\0\0\0\0\xff\0\0"]),
        "Lab": Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249])]),
    }
    mark = only(marks_of(f"{operators} 0 0 10 10 re f", {"ColorSpace": spaces}))
    assert mark.paint is not None
    assert mark.paint.space == space
    assert mark.paint.inks == pytest.approx(inks, abs=0.005)


@pytest.mark.parametrize(
    ("operators", "look"),
    [
        ("0 0 0 0 k", (1, 1, 1)),
        ("0 0 0 1 k", (0.16, 0.15, 0.15)),
        ("1 0 0 0 k", (0, 0.62, 0.89)),
        ("/Gold cs 0 scn", (1, 1, 1)),
        ("/Gold cs 1 scn", (0, 0.62, 0.89)),
        ("/Lab cs 100 0 0 sc", (1, 1, 1)),
        ("/Lab cs 50 0 0 sc", (0.466, 0.466, 0.466)),
    ],
)
def test_inks_look_as_printed_on_coated_paper(
    operators: str, look: tuple[float, float, float]
) -> None:
    spaces = {
        "Gold": spot("Gold", 1, 0, 0, 0),
        "Lab": Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249])]),
    }
    mark = only(marks_of(f"{operators} 0 0 10 10 re f", {"ColorSpace": spaces}))
    assert mark.paint is not None
    assert mark.paint.rgb == pytest.approx(look, abs=0.06)


def test_a_gradient_as_a_pattern_is_reported_by_its_middle() -> None:
    shading = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceCMYK,
        Coords=[0, 0, 100, 0],
        Function=ramp((1, 0, 0, 0), (0, 0, 0, 1)),
    )
    pattern = Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading)
    mark = only(marks_of("/Pattern cs /P scn 0 0 9 9 re f", {"Pattern": {"P": pattern}}))
    assert mark.paint is not None
    assert mark.paint.space == "Pattern"
    assert mark.paint.inks == pytest.approx(dict(Cyan=0.5, Magenta=0, Yellow=0, Black=0.5))


def test_a_space_named_like_a_short_name_is_the_pages_own() -> None:
    mark = only(
        marks_of("/G cs 0.5 scn 0 0 9 9 re f", {"ColorSpace": {"G": spot("Gold", 0, 0, 1, 0)}})
    )
    assert mark.paint is not None
    assert mark.paint.inks == {"Gold": 0.5}


# Parameters


def test_overprint_alpha_and_widths_come_from_the_graphics_state() -> None:
    fill, stroke = marks_of("/G gs 0 0 50 50 re B", OVERPRINT)
    assert (fill.overprint, stroke.overprint) == (False, True)
    assert (fill.overprint_mode, stroke.overprint_mode) == (1, 1)
    assert (fill.alpha, stroke.alpha) == (0.25, 0.5)
    assert stroke.line_width_pt == 3


def test_where_only_strokes_are_said_to_overprint_fills_do_too() -> None:
    mark = only(marks_of("/G gs 0 0 9 9 re f", {"ExtGState": {"G": Dictionary(OP=True)}}))
    assert mark.overprint


def test_a_group_is_seen_through_its_own_alpha_and_that_of_its_parts() -> None:
    part = form(
        b"/H gs 0 0 9 9 re f",
        (0, 0, 50, 50),
        Group=Dictionary(S=Name.Transparency),
        Resources=Dictionary(ExtGState=Dictionary(H=Dictionary(ca=0.5))),
    )
    outer = Dictionary(ca=0.5, BM=Name.Multiply, SMask=Dictionary(S=Name.Alpha))
    mark = only(marks_of("/G gs /X Do", {"XObject": {"X": part}, "ExtGState": {"G": outer}}))
    assert mark.alpha == 0.25
    assert mark.blend == "Multiply"
    assert mark.has_soft_mask


# Forms, images, shadings


def test_a_form_is_placed_by_its_matrix_and_cut_by_its_box() -> None:
    part = form(b"0 0 100 100 re f", (10, 10, 40, 40), Matrix=[2, 0, 0, 2, 5, 5])
    mark = only(marks_of("1 0 0 1 100 0 cm /X Do", {"XObject": {"X": part}}))
    assert mark.bounds == near((105, 5, 305, 205))
    assert mark.box == near((125, 25, 185, 85))


def test_what_a_form_changes_ends_with_it() -> None:
    part = form(b"q q 1 0 0 rg 0 0 9 9 re W n /P BMC 0 0 5 5 re f", (0, 0, 50, 50))
    inner, after = marks_of("/X Do 100 100 9 9 re f", {"XObject": {"X": part}})
    assert inner.tags == ("P",)
    assert after.tags == ()
    assert after.box == near((100, 100, 109, 109))
    assert after.paint
    assert after.paint.space == "DeviceGray"


def test_a_form_without_resources_uses_those_around_it() -> None:
    part = form(b"/Gold cs 1 scn 0 0 9 9 re f", (0, 0, 50, 50))
    resources = {"XObject": {"X": part}, "ColorSpace": {"Gold": spot("Gold", 0, 0, 1, 0)}}
    mark = only(marks_of("/X Do", resources))
    assert mark.paint is not None
    assert mark.paint.inks == {"Gold": 1}


def test_a_form_that_paints_itself_comes_to_an_end() -> None:
    part = form(b"0 0 9 9 re f /X Do", (0, 0, 50, 50))
    part.Resources = Dictionary(XObject=Dictionary(X=part))
    assert len(marks_of("/X Do", {"XObject": {"X": part}})) == 1


def test_forms_within_too_many_forms_are_said_to_be_passed_over() -> None:
    def within(inner: object) -> object:
        resources = Dictionary(XObject=Dictionary(N=inner))
        return form(b"/N Do", (0, 0, 9, 9), Resources=resources)

    deep: object = form(b"0 0 9 9 re f", (0, 0, 9, 9))
    for _ in range(11):
        deep = within(deep)
    assert page_of("/N Do", {"XObject": {"N": deep}}).is_whole
    assert not page_of("/N Do", {"XObject": {"N": within(deep)}}).is_whole


# What lies within marks


def tile(data: bytes, **entries: object) -> object:
    return stream(
        data,
        Type=Name.Pattern,
        PatternType=1,
        PaintType=entries.pop("PaintType", 1),
        TilingType=1,
        BBox=[0, 0, 10, 10],
        XStep=10,
        YStep=10,
        Resources=Dictionary(),
        **entries,
    )


def test_a_tile_is_looked_into_once_where_it_is_used() -> None:
    resources = {"Pattern": {"T": tile(b"1 0 0 rg 2 2 4 4 re f", Matrix=[2, 0, 0, 2, 0, 0])}}
    painted = "/Pattern cs /T scn 100 100 60 60 re f 200 200 9 9 re f"
    area, cell, other = marks_of(f"/P <</MCID 3>> BDC {painted} EMC", resources)
    assert (area.tags, area.mcid) == (("P",), 3)
    assert (cell.tags, cell.mcid) == (("Artifact",), None)
    assert cell.paint is not None
    assert cell.paint.space == "DeviceRGB"
    left, low, right, high = cell.box
    assert (right - left, high - low) == pytest.approx((8, 8))
    assert 100 <= left < right <= 160
    assert 100 <= low < high <= 160
    assert other.paint is not None
    assert other.paint.space == "Pattern"


def test_a_tile_without_colours_has_those_that_it_is_used_with() -> None:
    resources = {
        "Pattern": {"T": tile(b"1 0 0 rg 2 2 4 4 re f", PaintType=2)},
        "ColorSpace": {"S": Array([Name.Pattern, Name.DeviceCMYK])},
    }
    _, cell = marks_of("/S cs 0 1 0 0 /T scn 100 100 60 60 re f", resources)
    assert cell.paint is not None
    assert cell.paint.used_inks == ("Magenta",)


def test_of_a_mask_light_and_pictures_are_reported_and_no_greys() -> None:
    def masked(content: bytes) -> tuple[Mark, ...]:
        group = form(
            content, (0, 0, 9, 9), Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        )
        state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))
        return marks_of("/M gs", {"ExtGState": {"M": state}})

    assert masked(b"0.5 g 0 0 9 9 re f") == ()
    assert only(masked(b"1 0 0 rg 0 0 9 9 re f")).is_artifact


def test_annotations_are_reported_where_they_are_fitted() -> None:
    pdf = pdf_of("")
    look = pdf.make_stream(b"1 0 0 rg 0 0 5 10 re f")
    look.Subtype, look.BBox = Name.Form, Array([0, 0, 10, 10])
    annotation = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, Rect=[100, 100, 120, 140], AP=Dictionary(N=look)
    )
    pdf.pages[0].Annots = Array([annotation])
    assert only(opened(pdf).pages[0].marks).box == near((100, 100, 110, 140))
    pdf.pages[0].Annots[0].F = 2
    assert opened(pdf).pages[0].marks == ()


# Images


def test_an_image_has_its_pixels_to_the_inch() -> None:
    picture = image(bytes(200), (20, 10), Name.DeviceGray)
    mark = only(marks_of("q 72 0 0 18 10 10 cm /I Do Q", {"XObject": {"I": picture}}))
    assert mark.kind is MarkKind.IMAGE
    assert mark.paint is None
    assert mark.image is not None
    assert (mark.image.width_px, mark.image.height_px) == (20, 10)
    assert mark.image.ppi == pytest.approx((20, 40))
    assert (mark.image.space, mark.image.inks) == ("DeviceGray", ("Black",))
    assert mark.box == near((10, 10, 82, 28))


def test_a_turned_image_has_its_resolution_along_its_own_sides() -> None:
    picture = image(bytes(200), (20, 10), Name.DeviceGray)
    mark = only(marks_of("q 0 72 -18 0 50 50 cm /I Do Q", {"XObject": {"I": picture}}))
    assert mark.image is not None
    assert mark.image.ppi == pytest.approx((20, 40))


def test_a_mask_takes_the_current_colour() -> None:
    mask = image(b"\xff", (8, 1), Name.DeviceGray, 1, ImageMask=True)
    del mask["/ColorSpace"]
    mark = only(marks_of("1 0 0 rg /I Do", {"XObject": {"I": mask}}))
    assert mark.image is not None
    assert mark.image.is_mask
    assert mark.paint is not None
    assert mark.paint.rgb == (1, 0, 0)


def test_an_inline_image_is_an_image() -> None:
    before = b"q 10 0 0 10 5 5 cm BI /W 2 /H 2 /CS /RGB /BPC 8 ID "
    mark, after = marks_of(before + bytes(range(12)) + b" EI Q 0 0 5 5 re f")
    assert mark.image is not None
    assert (mark.image.width_px, mark.image.height_px, mark.image.space) == (2, 2, "DeviceRGB")
    assert mark.box == near((5, 5, 15, 15))
    assert after.kind is MarkKind.FILL


def test_a_shading_fills_its_clip_and_has_its_space() -> None:
    shading = Dictionary(
        ShadingType=2,
        ColorSpace=spot("Gold", 0, 0, 1, 0),
        Coords=[0, 0, 1, 0],
        Function=ramp((0,), (1,)),
    )
    mark = only(marks_of("q 10 10 20 20 re W n /S sh Q", {"Shading": {"S": shading}}))
    assert mark.kind is MarkKind.SHADING
    assert mark.box == near((10, 10, 30, 30))
    assert mark.shading is not None
    assert (mark.shading.space, mark.shading.inks) == ("Separation", ("Gold",))


# Text


def text_of(operators: str) -> Mark:
    return only(marks_of(f"BT /F 10 Tf {operators} ET", FONT))


def test_text_has_its_characters_size_and_box() -> None:
    mark = text_of("100 50 Td (Ab) Tj")
    assert mark.kind is MarkKind.TEXT
    assert mark.text is not None
    assert (mark.text.characters, mark.text.codes) == ("Ab", (65, 98))
    assert mark.text.size_pt == 10
    # Helvetica's widths: A 667, b 556; its ascent 718, its descent -207.
    assert mark.box == near((100, 47.93, 112.23, 57.18))


@pytest.mark.parametrize(
    ("operators", "right"),
    [
        ("(AA) Tj", 13.34),
        ("[(A) -1000 (A)] TJ", 23.34),
        ("5 Tc (AA) Tj", 18.34),
        ("7 Tw (A A) Tj", 23.12),
        ("50 Tz (AA) Tj", 6.67),
        ("2 0 0 2 0 0 Tm (AA) Tj", 26.68),
    ],
)
def test_spacing_and_stretching_move_the_glyphs(operators: str, right: float) -> None:
    assert text_of(operators).box[2] == pytest.approx(right)


def test_each_string_starts_where_the_one_before_ended() -> None:
    first, second = marks_of("BT /F 10 Tf (A) Tj (A) Tj ET", FONT)
    assert second.box[0] == pytest.approx(first.box[2])


@pytest.mark.parametrize(
    "operators",
    [
        "0 -12 Td (A) Tj",
        "0 -12 TD (A) Tj",
        "12 TL T* (A) Tj",
        "12 TL (A) '",
        '12 TL 0 0 (A) "',
        "1 0 0 1 0 -12 Tm (A) Tj",
        "-12 Ts (A) Tj",
    ],
)
def test_every_way_to_the_next_line_leads_there(operators: str) -> None:
    mark = only(marks_of(f"BT /F 10 Tf 1 0 0 1 0 100 cm {operators} ET", FONT))
    assert mark.box[1] == pytest.approx(100 - 12 - 2.07)


def test_size_is_that_on_the_page() -> None:
    mark = only(marks_of("0.5 0 0 0.5 0 0 cm BT /F 10 Tf 3 0 0 3 0 0 Tm (A) Tj ET", FONT))
    assert mark.text is not None
    assert mark.text.size_pt == pytest.approx(15)


def test_outlined_text_is_painted_in_the_colour_of_strokes() -> None:
    mark = only(marks_of("1 0 0 RG 2 w BT /F 10 Tf 1 Tr (A) Tj ET", FONT))
    assert mark.paint is not None
    assert mark.paint.rgb == (1, 0, 0)
    assert mark.line_width_pt == 2
    assert mark.box[1] == pytest.approx(0)  # Cut at the page's edge.
    assert mark.bounds[1] == pytest.approx(-2.07 - 1)


def test_text_can_clip_what_follows() -> None:
    _, fill = marks_of("BT /F 10 Tf 7 Tr 50 50 Td (A) Tj ET 0 0 200 200 re f", FONT)
    assert fill.box == near((50, 47.93, 56.67, 57.18))


def test_text_without_a_font_is_passed_over() -> None:
    assert marks_of("BT /Nope 10 Tf (A) Tj ET 0 0 5 5 re f")[0].kind is MarkKind.FILL


def composite(widths: list[object], unicode_map: bytes) -> dict[str, dict[str, object]]:
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Some"), W=Array(widths)
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/ABCDEF+Some"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([descendant]),
        ToUnicode=stream(unicode_map),
    )
    return {"Font": {"F": font}}


def test_codes_of_two_bytes_have_the_widths_and_the_meaning_that_the_font_gives() -> None:
    unicode_map = b"""1 begincodespacerange <0000> <ffff> endcodespacerange
        2 beginbfchar <0003> <1EE8> <0004> <00660069> endbfchar
        2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0041> <D83DDE00>] endbfrange"""
    resources = composite([3, [1500, 500], 0x10, 0x21, 250], unicode_map)
    mark = only(marks_of("BT /F 10 Tf <00030004001100210007> Tj ET", resources))
    assert mark.text is not None
    assert mark.text.characters == "\u1ee8fib\U0001f600\ufffd"
    assert mark.text.codes == (3, 4, 0x11, 0x21, 7)
    assert mark.box[2] == pytest.approx(15 + 5 + 2.5 + 2.5 + 10)


def test_a_drawn_font_has_the_bounds_of_its_glyphs() -> None:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontMatrix=[0.01, 0, 0, 0.01, 0, 0],
        FontBBox=[0, 0, 0, 0],
        FirstChar=65,
        LastChar=65,
        Widths=[80],
        Encoding=Dictionary(Differences=Array([65, Name.box])),
        CharProcs=Dictionary(box=stream(b"80 0 10 -20 70 60 d1 10 -20 60 80 re f")),
    )
    mark, drawn = marks_of("BT /F 10 Tf 50 50 Td (AA) Tj ET", {"Font": {"F": font}})
    assert mark.box == near((51, 48, 65, 56))
    # Of the two letters the first is looked into.
    assert (drawn.kind, drawn.tags) == (MarkKind.FILL, ("Artifact",))
    assert drawn.box == near((51, 48, 57, 56))


# Marked content


def test_tags_are_listed_from_the_outside_in_with_the_innermost_mcid() -> None:
    properties = {"Properties": {"P1": Dictionary(MCID=7)}}
    first, second, third = marks_of(
        "/Sect BMC /P /P1 BDC 0 0 1 1 re f /Span <</MCID 8>> BDC 0 0 1 1 re f EMC EMC EMC EMC"
        " /Artifact <</Type /Layout>> BDC 0 0 1 1 re f EMC",
        properties,
    )
    assert (first.tags, first.mcid) == (("Sect", "P"), 7)
    assert (second.tags, second.mcid) == (("Sect", "P", "Span"), 8)
    assert (third.tags, third.mcid) == (("Artifact",), None)
    assert third.is_artifact


# Broken content


@pytest.mark.parametrize(
    "broken",
    [
        "Q Q Q EMC",
        "1 cm (a) cm",
        "/Nope gs /Nope Do /Nope sh /Nope cs 1 scn",
        "w d Tf Tj TJ BDC scn",
        "99999999999999999999999999999999 0 0 1 0 0 cm 1 1 1 1 re f Q",
        "<< /A",
        "\xff\xfe sc",
        "BT /F 0 Tf (a) Tj",
        "1 0 l 5 5 5 5 5 5 c h f",
    ],
)
def test_what_is_broken_does_not_hide_what_is_before_it(broken: str) -> None:
    first, *_ = marks_of(f"10 10 20 20 re f {broken} ", FONT)
    assert first.box == near((10, 10, 30, 30))


_OPERATORS = (
    "q Q cm w J j M d ri i gs m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Tr "
    "Ts Td TD Tm T* Tj TJ ' \" d0 d1 CS cs SC SCN sc scn G g RG rg K k sh Do BI ID EI BMC BDC EMC "
    "BX xx"
)
_OPERANDS = (
    "0 1 -1 .5 100 1e9 99999999999999999999 (abc) <41> [(a)-100(b)] [ ] << /MCID >> /F /G /X /S "
    "/Gold /P /DeviceCMYK /Pattern /Nope true null ( { \xff 0.0000000001"
)
soups = st.lists(
    st.tuples(
        st.lists(st.sampled_from(_OPERANDS.split()), max_size=6),
        st.sampled_from(_OPERATORS.split()),
    ),
    max_size=40,
).map(lambda steps: " ".join(f"{' '.join(operands)} {op}" for operands, op in steps))


@settings(max_examples=100, deadline=None)
@example("/X Do " * 3)
@example("1 0 0 1 0 0 cm /G gs /F 10 Tf BT [(a) 1e9 (b)] TJ ET")
@given(soups)
def test_no_content_whatever_makes_the_reading_fail(soup: str) -> None:
    part = form(b"0 0 9 9 re f /X Do", (0, 0, 50, 50))
    resources = {
        **FONT,
        **OVERPRINT,
        "XObject": {"X": part},
        "ColorSpace": {"Gold": spot("Gold", 0, 0, 1, 0)},
        "Pattern": {"P": Dictionary(PatternType=2)},
    }
    page = page_of(soup, resources)
    for mark in page.marks:
        left, low, right, high = mark.box
        assert left <= right
        assert low <= high
