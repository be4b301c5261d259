"""Faults of a file's structure, one in each: boxes, fonts, images, colours, intents, tags ..."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from support.corpus import (
    Defect,
    Plant,
    add_content,
    add_resource,
    add_tagged,
    artifact,
    box_at,
    change_xmp,
    leaflet_base,
    office_base,
    press_base,
    press_spot_base,
    put_xmp,
    separation,
    smooth_image,
    text_at,
    untouched,
)
from support.shipped import DATA

from generator.core.units import mm_to_pt

# Boxes and pages.


def _page(change: Callable[[Any], None], index: int = 0) -> Plant:
    """Changes a page's dictionary."""
    return lambda pdf: change(pdf.pages[index].obj)


def _no_trim(page: Any) -> None:
    del page.TrimBox


def _art_too(page: Any) -> None:
    page.ArtBox = Array(list(page.TrimBox))


def _trim_out_of_media(page: Any) -> None:
    # The sheet ends 4 mm from the trim on the left, and the bleed is said to be 5 mm there.
    page.MediaBox[0] = round(-mm_to_pt(4), 3)
    page.BleedBox[0] = round(-mm_to_pt(5), 3)


def _cropped(page: Any) -> None:
    page.CropBox = Array(list(page.TrimBox))


def _trim_cropped(page: Any) -> None:
    # The lowest 20 mm of the piece are not shown.
    page.CropBox = Array([0, round(mm_to_pt(20), 3), *list(page.TrimBox)[2:]])


def _turned(page: Any) -> None:
    page.Rotate = 180


def _scaled(page: Any) -> None:
    """As large as before, in units of 2 pt."""
    for box in ("/MediaBox", "/BleedBox", "/TrimBox"):
        page[box] = Array([float(side) / 2 for side in page[box]])
    page.UserUnit = 2
    halved = pikepdf.Page(page)
    halved.contents_add(b"q 0.5 0 0 0.5 0 0 cm\n", prepend=True)
    halved.contents_add(b"\nQ")


def _lower(page: Any) -> None:
    """1 mm lower; what is painted is cut to the new bleed."""
    for box in ("/MediaBox", "/BleedBox", "/TrimBox"):
        page[box][3] = round(float(page[box][3]) - mm_to_pt(1), 3)
    left, bottom, right, top = map(float, page.BleedBox)
    clip = f"{left} {bottom} {right - left:.3f} {top - bottom:.3f} re W n\n"
    pikepdf.Page(page).contents_add(clip.encode(), prepend=True)


def _larger_sheet(page: Any) -> None:
    page.TrimBox = Array(list(page.MediaBox))
    left, bottom, right, top = map(float, page.MediaBox)
    page.MediaBox = Array([left - 20, bottom - 20, right + 20, top + 20])


def _empty_page(pdf: Pdf) -> None:
    """One more page like the first, on which nothing stands."""
    first = pdf.pages[0].obj
    boxes = {box: Array(list(first[box])) for box in ("/MediaBox", "/BleedBox", "/TrimBox")}
    page = Dictionary(Type=Name.Page, Resources=Dictionary(), Contents=pdf.make_stream(b""))
    for box, sides in boxes.items():
        page[box] = sides
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


_BOXES = (
    Defect("page-box-missing", press_base, _page(_no_trim), also=("bleed-too-small",)),
    Defect("page-box-both", press_base, _page(_art_too)),
    Defect("page-boxes-not-nested", press_base, _page(_trim_out_of_media)),
    Defect("page-cropped", press_base, _page(_cropped)),
    Defect("trim-cropped", press_base, _page(_trim_cropped)),
    Defect("trim-cropped", office_base, _page(_trim_cropped)),
    Defect("page-rotated", press_base, _page(_turned)),
    Defect("page-scaled", press_base, _page(_scaled)),
    Defect("page-sizes-differ", leaflet_base, _page(_lower, 1)),
    Defect(
        "trim-size",
        press_base,
        untouched,
        expected=lambda expected: replace(expected, trim_mm=(148.0, 211.0)),
    ),
    Defect("sheet-larger-than-page", office_base, _page(_larger_sheet)),
    Defect(
        "page-empty",
        press_base,
        _empty_page,
        expected=lambda expected: replace(expected, pages=2),
    ),
    Defect("page-count", press_base, untouched, expected=lambda e: replace(e, pages=2)),
)


# Fonts.


def _program_of(pdf: Pdf, key: str = "/F1") -> Any:
    font = pdf.pages[0].obj.Resources.Font[key]
    return font.DescendantFonts[0].FontDescriptor


def _not_embedded(pdf: Pdf) -> None:
    del _program_of(pdf, "/F2").FontFile2


def _type_3(pdf: Pdf) -> None:
    """A font whose letter A is a small square."""
    glyph = pdf.make_stream(b"600 0 0 0 500 500 d1 0 0 500 500 re f")
    cmap = pdf.make_stream(
        b"1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfchar <41> <0041> endbfchar"
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 500, 500]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(square=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([65, Name.square])),
        FirstChar=65,
        LastChar=65,
        Widths=Array([600]),
        ToUnicode=cmap,
        Resources=Dictionary(),
    )
    add_resource(pdf.pages[0], "/Font", "/F9", pdf.make_indirect(font))
    add_tagged(pdf, f"/GOn gs 0 0 0 1 k BT /F9 12 Tf {mm_to_pt(20):.2f} 300 Td (A) Tj ET\n")


def _notdef(pdf: Pdf) -> None:
    """A glyph that the program has not; ToUnicode says that it is an ellipsis."""
    shown = text_at(20, 110, 12, "x").replace(_code("x"), "0000")
    _map_too(pdf, "0000", "2026")
    add_tagged(pdf, f"/GOn gs 0 0 0 1 k {shown}")


def _code(letter: str) -> str:
    return text_at(0, 0, 1, letter).partition("<")[2][:4]


def _map_too(pdf: Pdf, code: str, meaning: str) -> None:
    """Makes the regular font say what one more code means."""
    stream = pdf.pages[0].obj.Resources.Font["/F1"].ToUnicode
    more = f"1 beginbfchar\n<{code}> <{meaning}>\nendbfchar\nendcmap".encode()
    stream.write(stream.read_bytes().replace(b"endcmap", more))


def _empty_outline(pdf: Pdf) -> None:
    """A letter that only the planted text uses has no outline any more."""
    descriptor = _program_of(pdf)
    font = TTFont(BytesIO(descriptor.FontFile2.read_bytes()))
    name = font.getBestCmap()[ord("W")]
    font["glyf"][name] = Glyph()
    output = BytesIO()
    font.save(output)
    descriptor.FontFile2.write(output.getvalue())
    add_tagged(pdf, f"/GOn gs 0 0 0 1 k {text_at(20, 110, 12, 'W1')}")


def _unmapped(pdf: Pdf) -> None:
    """A letter in a font that does not say what its glyphs mean."""
    font = pdf.make_indirect(Dictionary(dict(pdf.pages[0].obj.Resources.Font["/F1"].items())))
    del font["/ToUnicode"]
    add_resource(pdf.pages[0], "/Font", "/F9", font)
    shown = text_at(20, 110, 12, "A").replace("/F1", "/F9")
    add_tagged(pdf, f"/GOn gs 0 0 0 1 k {shown}")


def _decomposed(pdf: Pdf) -> None:
    """The letter A and an accent that is a character of its own (shown by the backtick)."""
    code = _code("`")
    stream = pdf.pages[0].obj.Resources.Font["/F1"].ToUnicode
    mapped = stream.read_bytes()
    assert f"<{code}> <0060>".encode() in mapped
    stream.write(mapped.replace(f"<{code}> <0060>".encode(), f"<{code}> <0300>".encode()))
    add_tagged(pdf, f"/GOn gs 0 0 0 1 k {text_at(20, 110, 12, 'A`')}")


_FONTS = (
    # Its letters are not drawn either, where no font of the reader has them.
    Defect("font-not-embedded", press_base, _not_embedded, also=("stated-text-hidden",)),
    Defect("font-type-3", press_base, _type_3),
    Defect("glyph-missing", press_base, _notdef),
    Defect("glyph-blank", press_base, _empty_outline),
    Defect("text-unreadable", press_base, _unmapped),
    Defect("text-not-composed", press_base, _decomposed),
)


# Images.


def _image(width_px: int, height_px: int) -> Plant:
    """The base's picture with other pixels, at the same size."""

    def plant(pdf: Pdf) -> None:
        holder = pdf.pages[0].obj.Resources.XObject
        holder.Im1 = pdf.make_indirect(smooth_image(pdf, width_px, height_px, "DeviceCMYK"))

    return plant


def _line_art(pdf: Pdf) -> None:
    """A mask of stripes, 40 x 20 mm, with 200 pixels an inch."""
    width, height = 315, 157
    row = b"\xf0" * ((width + 7) // 8)
    mask = Stream(
        pdf,
        row * height,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=1,
        ImageMask=True,
    )
    add_resource(pdf.pages[0], "/XObject", "/Im2", pdf.make_indirect(mask))
    w, h, x, y = (mm_to_pt(length) for length in (40, 20, 10, 90))
    add_content(
        pdf.pages[0],
        f"/GOn gs 0 0 0 1 k {w:.3f} 0 0 {h:.3f} {x:.3f} {y:.3f} cm /Im2 Do",
    )


_IMAGES = (
    Defect("image-resolution-low", press_base, _image(118, 79)),
    Defect("image-resolution-low", press_base, _image(220, 147)),
    Defect("image-resolution-high", press_base, _image(900, 600)),
    Defect("line-art-resolution-low", press_base, _line_art),
)


# Colours.


def _paint(operators: str, width_mm: float = 20, height_mm: float = 20) -> str:
    """An area in the free part of the bases' first page."""
    return f"{operators} {box_at(20, 90, width_mm, height_mm)}f\n"


def _content(operators: str) -> Plant:
    return lambda pdf: add_content(pdf.pages[0], operators)


def _lab(pdf: Pdf) -> None:
    space = Array([Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]))])
    add_resource(pdf.pages[0], "/ColorSpace", "/Lab1", space)
    add_content(pdf.pages[0], _paint("/Lab1 cs 70 20 20 scn"))


def _gradient_of_light(pdf: Pdf) -> None:
    """A gradient from one RGB colour to another, used as a pattern."""
    function = Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        C0=Array([0.9, 0.7, 0.7]),
        C1=Array([0.7, 0.7, 0.9]),
        N=1,
    )
    shading = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=Array([57, 255, 113, 255]),
        Function=function,
        Extend=Array([True, True]),
    )
    pattern = Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading)
    add_resource(pdf.pages[0], "/Pattern", "/Sh1", pdf.make_indirect(pattern))
    add_content(pdf.pages[0], _paint("/Pattern cs /Sh1 scn"))


def _rgb_picture(pdf: Pdf) -> None:
    holder = pdf.pages[0].obj.Resources.XObject
    holder.Im1 = pdf.make_indirect(smooth_image(pdf, 354, 236, "DeviceRGB"))


def _spot(ink: str, recipe: tuple[float, ...] = (0, 0.8, 0.9, 0)) -> Plant:
    """An area in one more ink of its own."""

    def plant(pdf: Pdf) -> None:
        add_resource(pdf.pages[0], "/ColorSpace", "/Spot2", separation(pdf, ink, recipe))
        add_content(pdf.pages[0], _paint("/Spot2 cs 0.5 scn"))

    return plant


_COLOURS = (
    Defect("colour-rgb", press_base, _content(_paint("0.8 0.9 1 rg"))),
    Defect("colour-rgb", press_base, _lab),
    Defect("colour-rgb", press_base, _gradient_of_light),
    Defect("colour-rgb", press_base, _rgb_picture),
    Defect("colour-cmyk", office_base, _content(_paint("0.2 0 0 0 k"))),
    Defect("spot-count", press_spot_base, _spot("PANTONE 186 C")),
    Defect("spot-count", press_base, _spot("PANTONE 186 C"), profile="digital-sra3"),
    Defect("spot-count", office_base, _spot("Lacquer", (0, 0, 0, 0.5))),
    Defect("spot-names-alike", press_spot_base, _spot("Pantone 3145 CVC", (1, 0.22, 0.3, 0.1))),
    Defect("spot-recipes-differ", press_spot_base, _spot("PANTONE 3145 C")),
    Defect(
        "registration-colour",
        press_base,
        _content(_paint("/Registration cs 0.2 scn")),
    ),
)


# Output intents.


def _no_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def _only_for_archives(pdf: Pdf) -> None:
    pdf.Root.OutputIntents = Array([pdf.Root.OutputIntents[1]])


def _no_profile(pdf: Pdf) -> None:
    for intent in pdf.Root.OutputIntents:
        del intent.DestOutputProfile


def _profile(change: Callable[[Any], None]) -> Plant:
    """Changes the stream of the output intent's ICC profile."""
    return lambda pdf: change(pdf.Root.OutputIntents[0].DestOutputProfile)


def _no_icc(stream: Any) -> None:
    stream.write(b"no profile" * 20)


def _other_class(stream: Any) -> None:
    data = bytearray(stream.read_bytes())
    data[12:16] = b"scnr"
    stream.write(bytes(data))


def _three_components(stream: Any) -> None:
    stream.N = 3


def _of_a_screen(stream: Any) -> None:
    """A printer's profile, but of RGB."""
    icc = bytearray((DATA / "icc" / "sRGB-compact-v2.icc").read_bytes())
    icc[12:16] = b"prtr"
    stream.write(bytes(icc))
    stream.N = 3


def _inks_in_office(pdf: Pdf) -> None:
    icc = (DATA / "icc" / "FOGRA39L-compact-v2.icc").read_bytes()
    stream = pdf.Root.OutputIntents[0].DestOutputProfile
    stream.write(icc)
    stream.N = 4


def _for_newsprint(pdf: Pdf) -> None:
    for intent in pdf.Root.OutputIntents:
        intent.OutputConditionIdentifier = String("IFRA26")
        intent.Info = String("Newsprint")


def _two_profiles(pdf: Pdf) -> None:
    intents = pdf.Root.OutputIntents
    stream = intents[0].DestOutputProfile
    intents[1].DestOutputProfile = pdf.make_indirect(Stream(pdf, stream.read_bytes(), N=4))


_INTENTS = (
    Defect("output-intent-missing", press_base, _no_intent),
    Defect("output-intent-missing", press_base, _only_for_archives),
    Defect("output-intent-not-embedded", press_base, _no_profile),
    Defect("output-intent-no-printer", press_base, _profile(_no_icc)),
    Defect("output-intent-no-printer", press_base, _profile(_other_class)),
    Defect("output-intent-colours", press_base, _profile(_three_components)),
    Defect("output-intent-colours", press_base, _profile(_of_a_screen)),
    Defect("output-intent-colours", office_base, _inks_in_office),
    Defect("output-intent-condition", press_base, _for_newsprint),
    Defect("output-intents-differ", press_base, _two_profiles),
)


# Transparency.


def _page_blends_light(pdf: Pdf) -> None:
    pdf.pages[0].obj.Group.CS = Name.DeviceRGB


def _form_blends_light(pdf: Pdf) -> None:
    form = Stream(
        pdf,
        b"0.1 0 0 0 k 0 0 50 50 re f",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 50, 50]),
        Group=Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB, I=True),
    )
    add_resource(pdf.pages[0], "/XObject", "/Fm1", pdf.make_indirect(form))
    add_content(pdf.pages[0], "1 0 0 1 60 260 cm /Fm1 Do")


def _state(state: Any, operators: str = "0.2 0 0 0 k") -> Plant:
    """An area with a graphics state of its own."""

    def plant(pdf: Pdf) -> None:
        add_resource(pdf.pages[0], "/ExtGState", "/GsX", state)
        add_content(pdf.pages[0], _paint(f"/GsX gs {operators}"))

    return plant


_TRANSPARENCY = (
    Defect("blend-space", press_base, _page_blends_light),
    Defect("blend-space", press_base, _form_blends_light),
    Defect("transparency-live", press_base, _state(Dictionary(ca=0.5))),
    Defect("transparency-live", press_base, _state(Dictionary(BM=Name.Multiply))),
)


# What is not printed.


def _annotation(kind: str, **entries: Any) -> Plant:
    """An annotation in the free part of the first page; tagged and in order, if it is a link."""

    def plant(pdf: Pdf) -> None:
        annotation = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name(f"/{kind}"),
                Rect=Array([60, 260, 120, 290]),
                F=4,
                Contents=String("Xem"),
                StructParent=9,
                **entries,
            )
        )
        page = pdf.pages[0].obj
        annotations = page.get("/Annots")
        page.Annots = Array([*(annotations if annotations is not None else ()), annotation])

    return plant


def _opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))


def _launching(pdf: Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("a.exe")))


def _script_by_name(pdf: Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))


def _script_on_opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _form(pdf: Pdf) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("name"), V=String("")))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _attached(pdf: Pdf) -> None:
    pdf.attachments["draft.txt"] = b"draft"


def _layer(*, hidden: bool) -> Plant:
    def plant(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
        usual = Dictionary(OFF=Array([layer] if hidden else []), Order=Array([layer]))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=usual)

    return plant


_OPEN_TO_ALL = pikepdf.Encryption(owner="owner", user="", R=4, aes=True)

_INTERACTIVE = (
    Defect("annotation", press_base, _annotation("Text"), also=("tab-order",)),
    Defect("annotation", press_base, _annotation("Stamp"), also=("tab-order",)),
    Defect("annotation", office_base, _annotation("Highlight")),
    Defect("action", press_base, _opening),
    Defect("action", office_base, _launching),
    Defect("javascript", press_base, _script_by_name),
    Defect("javascript", office_base, _script_on_opening),
    Defect("form-field", press_base, _form),
    Defect("attachment", press_base, _attached),
    Defect("layers", press_base, _layer(hidden=False)),
    Defect("layers", office_base, _layer(hidden=True)),
    Defect("encrypted", press_base, untouched, save={"encryption": _OPEN_TO_ALL}),
)


# What the whole file is.


def _broken_off(data: bytes) -> bytes:
    """The last 200 bytes are lost, and with them the trailer."""
    return data[:-200]


def _without_its_end(data: bytes) -> bytes:
    return data[: data.rindex(b"startxref")]


def _with_more_in_the_middle(data: bytes) -> bytes:
    """As a mail program does that takes the file for a text: nothing is where the table says."""
    middle = data.index(b"endobj")
    return data[:middle] + b"\r\n" + data[middle:]


_WHOLE = (
    *(
        Defect("file-damaged", base, untouched, finish=finish)
        for base in (press_base, office_base)
        for finish in (_without_its_end, _with_more_in_the_middle)
    ),
    # Its identifier is in the trailer.
    Defect("file-damaged", press_base, untouched, finish=_broken_off, also=("file-id-missing",)),
    Defect("file-damaged", office_base, untouched, finish=_broken_off),
    Defect("made-for-elsewhere", press_base, untouched, profile="office"),
    Defect("made-for-elsewhere", leaflet_base, untouched, profile="screen"),
    Defect("made-for-elsewhere", press_spot_base, untouched, profile="copier"),
    Defect("made-for-elsewhere", office_base, untouched, profile="offset"),
    Defect("made-for-elsewhere", office_base, untouched, profile="newspaper"),
)


# PDF/X-4.


def _xmp(old: str, new: str = "") -> Plant:
    return lambda pdf: change_xmp(pdf, old, new)


def _no_id(data: bytes) -> bytes:
    assert b"/ID [" in data
    return data.replace(b"/ID [", b"/IX [")


def _trapped_unknown(pdf: Pdf) -> None:
    pdf.docinfo["/Trapped"] = Name.Unknown
    change_xmp(pdf, "<pdf:Trapped>False</pdf:Trapped>", "")


def _identity_function() -> Any:
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1)


def _halftone() -> Any:
    return Dictionary(
        Type=Name.Halftone, HalftoneType=1, Frequency=60, Angle=45, SpotFunction=Name.Round
    )


def _postscript(pdf: Pdf) -> None:
    code = Stream(pdf, b"showpage", Type=Name.XObject, Subtype=Name.PS)
    add_resource(pdf.pages[0], "/XObject", "/Ps1", pdf.make_indirect(code))


def _alternate(pdf: Pdf) -> None:
    other = pdf.make_indirect(smooth_image(pdf, 50, 40, "DeviceCMYK"))
    image = pdf.pages[0].obj.Resources.XObject.Im1
    image.Alternates = Array([Dictionary(Image=other, DefaultForPrinting=False)])


def _opi(pdf: Pdf) -> None:
    image = pdf.pages[0].obj.Resources.XObject.Im1
    image.OPI = Dictionary({"/2.0": Dictionary(Type=Name.OPI, Version=2.0, F=String("a.tif"))})


def _lzw(data: bytes) -> bytes:
    """``data`` as LZWDecode takes it: codes of 9 bits, the table cleared before it fills."""
    codes: list[int] = []
    for start in range(0, len(data), 200):
        codes += [256, *data[start : start + 200]]
    codes.append(257)
    bits = "".join(f"{code:09b}" for code in codes)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _packed_with_lzw(pdf: Pdf) -> None:
    stream = pdf.pages[0].obj.Resources.Font["/F1"].ToUnicode
    stream.write(_lzw(stream.read_bytes()), filter=Name.LZWDecode)


_AS_IT_IS = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}

_PDFX = (
    Defect(
        "pdfx-version",
        press_base,
        _xmp("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"),
    ),
    Defect("pdfx-version", press_base, _xmp(">PDF/X-4<", ">PDF/X-3:2003<")),
    Defect("pdf-version", press_base, untouched, save={"force_version": "1.7"}),
    Defect("file-id-missing", press_base, untouched, finish=_no_id),
    Defect("trapped-unknown", press_base, _trapped_unknown),
    Defect(
        "dates-missing",
        press_base,
        _xmp("<xmp:MetadataDate>2026-11-01T00:00:00Z</xmp:MetadataDate>"),
    ),
    Defect(
        "document-id-missing",
        press_base,
        _xmp("<xmpMM:VersionID>1</xmpMM:VersionID>"),
    ),
    Defect("transfer-function", press_base, _state(Dictionary(TR=_identity_function()))),
    Defect("transfer-function", press_base, _state(Dictionary(TR2=_identity_function()))),
    Defect("halftone", press_base, _state(Dictionary(HT=_halftone()))),
    Defect("postscript-object", press_base, _postscript),
    Defect("alternate-image", press_base, _alternate),
    Defect("opi", press_base, _opi),
    Defect("lzw", press_base, _packed_with_lzw, save=_AS_IT_IS),
)


# Metadata.


def _no_xmp(pdf: Pdf) -> None:
    del pdf.Root.Metadata


def _torn_xmp(pdf: Pdf) -> None:
    put_xmp(pdf, pdf.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", b""))


def _no_title(pdf: Pdf) -> None:
    del pdf.docinfo["/Title"]
    title = str(pdf.Root.Metadata.read_bytes(), "utf-8")
    start, end = title.index("<dc:title>"), title.index("</dc:title>") + len("</dc:title>")
    put_xmp(pdf, (title[:start] + title[end:]).encode())


def _info(key: str, value: str) -> Plant:
    def plant(pdf: Pdf) -> None:
        pdf.docinfo[key] = String(value)

    return plant


_METADATA = (
    Defect("xmp-missing", press_base, _no_xmp, also=("pdfx-version",)),
    Defect("xmp-missing", office_base, _no_xmp),
    Defect("xmp-broken", press_base, _torn_xmp, also=("pdfx-version",)),
    *(
        Defect("xmp-info-differ", base, _info(key, value))
        for base in (press_base, office_base)
        for key, value in (
            ("/Title", "Tờ gấp"),
            ("/Author", "Người khác"),
            ("/Subject", "Khác"),
            ("/Keywords", "khác"),
            ("/Creator", "Word"),
            ("/Producer", "Word"),
            ("/CreationDate", "D:20261101000001Z"),
            ("/ModDate", "D:20261101000000+07'00'"),
        )
    ),
    Defect("title-missing", press_base, _no_title),
    Defect("title-missing", office_base, _no_title),
    Defect("pdfa-not-claimed", office_base, _xmp("<pdfaid:part>2</pdfaid:part>")),
    Defect("pdfua-not-claimed", office_base, _xmp("<pdfuaid:part>1</pdfuaid:part>")),
    Defect(
        "pdfua-not-claimed", office_base, _xmp("<pdfuaid:part>1</pdfuaid:part>"), profile="screen"
    ),
)


# Tags.


def _no_tags(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _not_marked(pdf: Pdf) -> None:
    del pdf.Root.MarkInfo


def _no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def _name_shown(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=False)


def _tree_kids(pdf: Pdf) -> Any:
    return pdf.Root.StructTreeRoot.K[0].K


def _no_alt(pdf: Pdf) -> None:
    figure = next(kid for kid in _tree_kids(pdf) if kid.S == "/Figure")
    del figure.Alt


def _role(number: int, role: str) -> Plant:
    def plant(pdf: Pdf) -> None:
        _tree_kids(pdf)[number].S = Name(f"/{role}")

    return plant


def _unmarked(pdf: Pdf) -> None:
    add_content(pdf.pages[0], _paint("0.1 0 0 0 k"), marked=False)


def _forgotten(pdf: Pdf) -> None:
    """Marked content with a number that no element has."""
    add_content(
        pdf.pages[0],
        f"/Span <</MCID 999>> BDC\n{_paint('0.1 0 0 0 k')}EMC",
        marked=False,
    )


def _ornament_within(pdf: Pdf) -> None:
    add_tagged(pdf, artifact(_paint("0.1 0 0 0 k")), "P")


def _no_tabs(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Tabs


def _link(key: str) -> Plant:
    def plant(pdf: Pdf) -> None:
        del pdf.pages[0].obj.Annots[0][key]

    return plant


_TAGS = (
    *(
        Defect("not-tagged", base, plant)
        for base, plant in ((press_base, _not_marked), (office_base, _not_marked))
    ),
    Defect("not-tagged", office_base, _no_tags),
    Defect("language-missing", press_base, _no_language),
    Defect("language-missing", office_base, _no_language),
    Defect("title-not-shown", press_base, _name_shown),
    Defect("figure-without-alt", press_base, _no_alt),
    Defect("heading-skipped", press_base, _role(1, "H3")),
    Defect("heading-skipped", office_base, _role(0, "H2")),
    Defect("content-untagged", press_base, _unmarked),
    Defect("content-untagged", press_base, _forgotten),
    Defect("artifact-in-content", press_base, _ornament_within),
    Defect("tab-order", office_base, _no_tabs),
    Defect("link-untagged", office_base, _link("/StructParent")),
    Defect("link-undescribed", office_base, _link("/Contents")),
)


DEFECTS: tuple[Defect, ...] = (
    *_BOXES,
    *_FONTS,
    *_IMAGES,
    *_COLOURS,
    *_INTENTS,
    *_TRANSPARENCY,
    *_INTERACTIVE,
    *_WHOLE,
    *_PDFX,
    *_METADATA,
    *_TAGS,
)
