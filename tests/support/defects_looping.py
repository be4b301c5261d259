"""Planted faults of content that never ends, and of what lies within tiles, masks and glyphs."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from support.corpus import (
    Defect,
    Plant,
    add_content,
    add_resource,
    box_at,
    office_base,
    press_base,
    smooth_image,
)

_SQUARE = Array([0, 0, 20, 20])
_INK = "0.1 0 0 0 k 0 0 20 20 re f\n"


def _form(pdf: Pdf, operators: str, **entries: object) -> Stream:
    made = pdf.make_stream(operators.encode())
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, _SQUARE
    for key, value in entries.items():
        made[f"/{key}"] = value
    return made


def _tile(pdf: Pdf, operators: str, **resources: object) -> Stream:
    made = pdf.make_stream(operators.encode())
    made.Type, made.PatternType, made.PaintType, made.TilingType = Name.Pattern, 1, 1, 1
    made.BBox, made.XStep, made.YStep = _SQUARE, 20, 20
    made.Resources = Dictionary({f"/{key}": value for key, value in resources.items()})
    return made


def _drawn_font(pdf: Pdf, operators: str, resources: Dictionary) -> Dictionary:
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontMatrix=Array([0.05, 0, 0, 0.05, 0, 0]),
        FontBBox=_SQUARE,
        FirstChar=65,
        LastChar=65,
        Widths=Array([20]),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([65, Name.a])),
        CharProcs=Dictionary(a=pdf.make_stream(f"20 0 d0\n{operators}".encode())),
        Resources=resources,
    )


def _paint(page: pikepdf.Page, form: Stream) -> None:
    add_resource(page, "/XObject", "/Loop", form)
    add_content(page, "1 0 0 1 200 300 cm /Loop Do")


def _itself(pdf: Pdf) -> None:
    form = _form(pdf, "/Loop Do /Loop Do")
    form.Resources = Dictionary(XObject=Dictionary(Loop=form))
    _paint(pdf.pages[0], form)


def _itself_by_the_page(pdf: Pdf) -> None:
    _paint(pdf.pages[0], _form(pdf, "/Loop Do /Loop Do"))


def _in_a_ring(pdf: Pdf) -> None:
    first, second = _form(pdf, "/N Do /N Do"), _form(pdf, "/N Do /N Do")
    first.Resources = Dictionary(XObject=Dictionary(N=second))
    second.Resources = Dictionary(XObject=Dictionary(N=first))
    _paint(pdf.pages[0], first)


def _tile_of_itself(pdf: Pdf) -> None:
    tile = _tile(pdf, f"/Pattern cs /Loop scn 0 0 9 9 re f {_INK}")
    tile.Resources.Pattern = Dictionary(Loop=tile)
    add_resource(pdf.pages[0], "/Pattern", "/Loop", tile)
    add_content(pdf.pages[0], f"/Pattern cs /Loop scn {box_at(60, 100, 20, 20)}f")


def _mask_of_itself(pdf: Pdf) -> None:
    mask = _form(pdf, "/Loop gs", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    state = pdf.make_indirect(Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)))
    mask.Resources = Dictionary(ExtGState=Dictionary(Loop=state))
    add_resource(pdf.pages[0], "/ExtGState", "/Loop", state)
    add_content(pdf.pages[0], "/Loop gs")


def _laughs(levels: int, times: int) -> Plant:
    """Each form paints the next ones ``times`` times; the last paints nothing."""

    def plant(pdf: Pdf) -> None:
        form = _form(pdf, "n")
        for _ in range(levels):
            form = _form(pdf, "/N Do " * times, Resources=Dictionary(XObject=Dictionary(N=form)))
        _paint(pdf.pages[0], form)

    return plant


def _many_states(pdf: Pdf) -> None:
    add_content(pdf.pages[0], "q " * 1100 + "Q " * 1100)


def _deep_tags(pdf: Pdf) -> None:
    """Another branch of the structure tree, 61 elements deep."""
    page = pdf.pages[0].obj
    inner = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.NonStruct, Pg=page))
    for _ in range(60):
        outer = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.NonStruct, Pg=page, K=Array([inner]))
        )
        inner.P = outer
        inner = outer
    root = pdf.Root.StructTreeRoot
    inner.P = root.K[0]
    root.K[0].K.append(inner)


def _light_in_a_tile(pdf: Pdf) -> None:
    add_resource(pdf.pages[0], "/Pattern", "/T", _tile(pdf, "0.9 1 0.9 rg 0 0 20 20 re f"))
    add_content(pdf.pages[0], f"/Pattern cs /T scn {box_at(60, 100, 20, 20)}f")


def _light_in_a_mask(pdf: Pdf) -> None:
    mask = _form(
        pdf, "1 0 0 rg 0 0 20 20 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    )
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask))
    add_resource(pdf.pages[0], "/ExtGState", "/M", pdf.make_indirect(state))
    add_content(pdf.pages[0], f"/M gs 0 0 0 0 k {box_at(60, 100, 20, 20)}f")


def _coarse_in_a_tile(pdf: Pdf) -> None:
    image = smooth_image(pdf, 100, 100, "DeviceCMYK")
    tile = _tile(pdf, "200 0 0 200 0 0 cm /I Do", XObject=Dictionary(I=image))
    tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 200, 200]), 200, 200
    add_resource(pdf.pages[0], "/Pattern", "/T", tile)
    add_content(pdf.pages[0], f"/Pattern cs /T scn {box_at(60, 100, 20, 20)}f")


def _bare_font_in_a_tile(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    font.Encoding = Name.WinAnsiEncoding
    tile = _tile(
        pdf,
        "0 0 0 1 k BT /H 14 Tf 3 5 Td (a) Tj ET",
        Font=Dictionary(H=pdf.make_indirect(font)),
    )
    add_resource(pdf.pages[0], "/Pattern", "/T", tile)
    add_content(pdf.pages[0], f"/Pattern cs /T scn {box_at(60, 100, 20, 20)}f")


def _light_in_a_glyph(pdf: Pdf) -> None:
    font = _drawn_font(pdf, "0.9 1 0.9 rg 0 0 20 20 re f", Dictionary())
    add_resource(pdf.pages[0], "/Font", "/T3", pdf.make_indirect(font))
    add_content(pdf.pages[0], "BT /T3 20 Tf 200 300 Td (A) Tj ET")


def _glyph_of_itself(pdf: Pdf) -> None:
    font = pdf.make_indirect(_drawn_font(pdf, "", Dictionary()))
    font.CharProcs.a.write(b"20 0 d0 BT /Loop 9 Tf (AA) Tj ET")
    font.Resources = Dictionary(Font=Dictionary(Loop=font))
    add_resource(pdf.pages[0], "/Font", "/Loop", font)
    add_content(pdf.pages[0], "BT /Loop 20 Tf 200 300 Td (A) Tj ET")


DEFECTS: tuple[Defect, ...] = (
    Defect("form-calls-itself", press_base, _itself),
    Defect("form-calls-itself", office_base, _itself_by_the_page),
    Defect("form-calls-itself", office_base, _in_a_ring),
    Defect("form-calls-itself", press_base, _tile_of_itself),
    Defect("form-calls-itself", press_base, _mask_of_itself),
    Defect(
        "form-calls-itself",
        press_base,
        _glyph_of_itself,
        also=("black-knocks-out", "font-type-3", "words-not-in-tags"),
    ),
    Defect("page-not-whole", press_base, _laughs(10, 10)),
    Defect("page-not-whole", office_base, _laughs(40, 2)),
    Defect("page-not-whole", press_base, _laughs(13, 1)),
    Defect("page-not-whole", press_base, _many_states),
    Defect("file-not-whole", press_base, _deep_tags),
    Defect("colour-rgb", press_base, _light_in_a_tile),
    Defect(
        "colour-rgb",
        press_base,
        _light_in_a_glyph,
        also=("font-type-3", "text-hidden", "words-not-in-tags"),
    ),
    Defect("colour-rgb", press_base, _light_in_a_mask, also=("blend-space", "transparency-live")),
    Defect("image-resolution-low", press_base, _coarse_in_a_tile),
    Defect("font-not-embedded", press_base, _bare_font_in_a_tile, also=("words-not-in-tags",)),
)
