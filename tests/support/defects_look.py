"""Planted defects of how pages look: bleed, folds, ink, lines, type, black, contrast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String
from support.corpus import (
    Defect,
    add_content,
    add_resource,
    add_tagged,
    box_at,
    leaflet_base,
    line_at,
    office_base,
    press_base,
    press_spot_base,
    qr_code,
    replace_content,
    text_at,
    untouched,
)

from generator.core.findings import Severity
from generator.core.provenance import Expected
from generator.core.units import mm_to_pt

#: Black as the bases print it, over what lies below.
_BLACK = "/GOn gs 0 0 0 1 k 0 0 0 1 K "
_BLACK_KNOCKING_OUT = "/GOff gs 0 0 0 1 k 0 0 0 1 K "
_NAVY = "1 0.7 0 0.3 k "
GREEN, RED = "0 0.5 0.25 rg ", "0.85 0.15 0.2 rg "
_GROUND = box_at(-3, -3, 154, 216)

#: The bases' image, 30 x 20 mm, as far as the right edge of the trim.
_WHITE_FRAME = "1 g " + "".join(
    f"{box_at(*box)}f "
    for box in ((0, 0, 148, 5), (0, 205, 148, 5), (0, 0, 5, 210), (143, 0, 5, 210))
)

_IMAGE_AT_THE_TRIM = (
    f"q {mm_to_pt(30):.3f} 0 0 {mm_to_pt(20):.3f} {mm_to_pt(118):.3f} {mm_to_pt(80):.3f} cm "
    "/Im1 Do Q\n"
)

Change = Callable[[Pdf], None]


def _painted(operators: str, *, page: int = 0) -> Change:
    """Paints something without meaning."""
    return lambda pdf: add_content(pdf.pages[page], operators)


def _said(operators: str, *, page: int = 0) -> Change:
    """Paints a paragraph."""

    def plant(pdf: Pdf) -> None:
        add_tagged(pdf, operators, page=page)

    return plant


def _text(colour: str, size_pt: float, text: str = "Liên hệ", *, x: float = 60) -> Change:
    return _said(colour + text_at(x, 100, size_pt, text))


def _on_band(band: str, colour: str, size_pt: float, text: str = "Liên hệ") -> Change:
    """A text on a band of another colour."""
    return _said(f"{band}{box_at(50, 90, 60, 25)}f {colour}{text_at(60, 100, size_pt, text)}")


def _veiled(pdf: Pdf) -> None:
    """A text in black, and seven tenths of white over it."""
    state = Dictionary(Type=Name.ExtGState, ca=0.7)
    add_resource(pdf.pages[0], "/ExtGState", "/GVeil", pdf.make_indirect(state))
    add_tagged(pdf, f"0 0 0 rg {text_at(60, 100, 14, 'Liên hệ')}")
    add_content(pdf.pages[0], f"/GVeil gs 1 1 1 rg {box_at(55, 95, 40, 14)}f\n")


def _in_a_gradient(first: float, last: float) -> Change:
    """A text filled with greys from ``first`` at its left to ``last``."""

    def plant(pdf: Pdf) -> None:
        function = Dictionary(
            FunctionType=2,
            Domain=Array([0, 1]),
            C0=Array([first] * 3),
            C1=Array([last] * 3),
            N=1,
        )
        shading = Dictionary(
            ShadingType=2,
            ColorSpace=Name.DeviceRGB,
            Coords=Array([round(mm_to_pt(x), 2) for x in (60, 100, 80, 100)]),
            Function=function,
            Extend=Array([True, True]),
        )
        pattern = Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading)
        add_resource(pdf.pages[0], "/Pattern", "/PFade", pdf.make_indirect(pattern))
        add_tagged(pdf, f"/Pattern cs /PFade scn {text_at(60, 100, 16, 'Liên hệ')}")

    return plant


pale_gradient = _in_a_gradient(0.55, 0.75)
dark_gradient = _in_a_gradient(0.0, 0.35)


def _small_bleed(pdf: Pdf) -> None:
    page = pdf.pages[0]
    replace_content(page, _GROUND, box_at(-2, -2, 152, 214))
    page.obj.BleedBox = Array([round(mm_to_pt(x), 3) for x in (-2, -2, 150, 212)])


def _small_bleed_above(pdf: Pdf) -> None:
    page = pdf.pages[0]
    replace_content(page, _GROUND, box_at(-3, -3, 154, 215))
    page.obj.BleedBox = Array([round(mm_to_pt(x), 3) for x in (-3, -3, 151, 212)])


def _ground_ends_at_the_trim(pdf: Pdf) -> None:
    replace_content(pdf.pages[0], _GROUND, box_at(-3, -3, 154, 213))


def _code(x_mm: float, y_mm: float, page: int = 0) -> Change:
    def plant(pdf: Pdf) -> None:
        drawn = qr_code("https://example.org/874", x_mm, y_mm, 30, _BLACK, "/GOff gs 0 0 0 0 k ")
        add_tagged(pdf, drawn, "Figure", page=page, Alt=String("Mã QR"))

    return plant


def _picture(x_mm: float) -> Change:
    def plant(pdf: Pdf) -> None:
        side = mm_to_pt(10)
        drawn = f"q {side:.3f} 0 0 {side:.3f} {mm_to_pt(x_mm):.3f} 260 cm /Im1 Do Q\n"
        add_tagged(pdf, drawn, "Figure", Alt=String("Bầu trời"))

    return plant


def _folded(front: tuple[float, ...], back: tuple[float, ...]) -> Callable[[Expected], Expected]:
    return lambda expected: replace(expected, folds_mm=(front, back))


def _disc(x_mm: float, y_mm: float, colour: str) -> str:
    """A round sign of 8 mm."""
    x, y, r = mm_to_pt(x_mm), mm_to_pt(y_mm), mm_to_pt(4)
    k = 0.5523 * r
    return (
        f"{colour}{x + r:.2f} {y:.2f} m "
        f"{x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c f\n"
    )


def labelled_signs(*signs: tuple[str, str]) -> Change:
    """A list whose labels are drawings: of each what it means, and its operators."""

    def plant(pdf: Pdf) -> None:
        document = pdf.Root.StructTreeRoot.K[0]
        table = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.L, P=document))
        items: list[Any] = []
        for meaning, operators in signs:
            item = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LI, P=table))
            label = add_tagged(pdf, operators, "Lbl", ActualText=String(meaning))
            body = add_tagged(
                pdf, f"0 0 0 rg {text_at(70, 60 + 12 * len(items), 10, 'a')}", "LBody"
            )
            for element in (label, body):
                element.P = item
                del document.K[len(document.K) - 1]
            item.K = Array([label, body])
            items.append(item)
        table.K = Array(items)
        document.K.append(table)

    return plant


GREEN_AND_RED = labelled_signs(("Nên", _disc(60, 60, GREEN)), ("Không", _disc(60, 72, RED)))


def dots_before_texts(*colours: str, x_mm: float = 60) -> Change:
    """Dots of these colours one below the other, a text behind each."""

    def plant(pdf: Pdf) -> None:
        for row, colour in enumerate(colours):
            y = 100 - 12 * row
            add_content(pdf.pages[0], _disc(x_mm, y, colour))
            add_tagged(pdf, f"0 0 0 rg {text_at(x_mm + 7, y - 1.5, 10, 'Liên hệ')}")

    return plant


def _dots_beside_labels(pdf: Pdf) -> None:
    """Labels that can be distinguished, and dots elsewhere, said to be content, that cannot."""
    labelled_signs(
        ("Nên", _disc(60, 60, "0 0 0 rg ")), ("Không", _disc(60, 72, "0.8 0.8 0.8 rg "))
    )(pdf)
    for x, colour in ((80, GREEN), (92, GREEN), (110, RED), (122, RED)):
        add_tagged(pdf, _disc(x, 120, colour), "Figure", Alt=String("Dấu"))


def _dots(pdf: Pdf) -> None:
    places = ((20, GREEN), (32, GREEN), (50, RED), (62, RED))
    add_content(pdf.pages[0], "".join(_disc(80, 50 + y, colour) for y, colour in places))


def broken_picture(pdf: Pdf) -> None:
    """Puts an image of the kind of JPEG on the first page that is none."""
    image = pdf.make_stream(b"no JPEG", Filter=Name.DCTDecode)
    image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceCMYK
    image.Width = image.Height = 400
    image.BitsPerComponent = 8
    add_resource(pdf.pages[0], "/XObject", "/Broken", image)
    add_content(pdf.pages[0], "60 0 0 60 200 300 cm /Broken Do")


DEFECTS: tuple[Defect, ...] = (
    Defect("picture-ink-unknown", press_base, broken_picture, severity=Severity.WARNING),
    Defect("bleed-too-small", press_base, _small_bleed, severity=Severity.ERROR),
    Defect("bleed-too-small", press_base, _small_bleed_above, severity=Severity.ERROR),
    Defect(
        "bleed-not-inked",
        press_base,
        _ground_ends_at_the_trim,
        severity=Severity.ERROR,
        at_mm=(0, 0),
    ),
    Defect(
        "bleed-not-inked",
        press_base,
        _painted(f"0.8 0.4 0 0 k {box_at(100, 80, 48, 20)}f\n"),
        severity=Severity.ERROR,
        at_mm=(148, 110),
    ),
    Defect(
        "bleed-not-inked",
        press_base,
        _painted(_IMAGE_AT_THE_TRIM),
        severity=Severity.ERROR,
        at_mm=(148, 110),
    ),
    # One path, a part of which is bled: its box does not show where the other ends.
    Defect(
        "bleed-not-inked",
        press_base,
        _painted(f"0.8 0.4 0 0 k {box_at(100, 80, 48, 20)}{box_at(100, 60, 51, 15)}f\n"),
        severity=Severity.ERROR,
        at_mm=(148, 110),
    ),
    Defect(
        "art-beyond-bleed",
        press_base,
        _painted(f"0.2 0 0.1 0 k {box_at(140, 100, 14, 5)}f\n"),
        severity=Severity.WARNING,
        at_mm=(140, 105),
    ),
    Defect(
        "text-cut",
        press_base,
        _said(f"{_BLACK}q {box_at(55, 100.8, 60, 20)}W n {text_at(60, 100, 14, 'Liên hệ')}Q "),
        severity=Severity.ERROR,
        at_mm=(60, 106),
    ),
    Defect(
        "mark-in-bleed",
        press_base,
        _painted(_BLACK + line_at(0, -9, 0, -1, 0.25)),
        severity=Severity.ERROR,
        at_mm=(0, 210),
    ),
    Defect(
        "mark-in-bleed",
        press_base,
        _painted(_BLACK + text_at(60, -2.5, 5, "to roi")),
        severity=Severity.ERROR,
        at_mm=(60, 211),
    ),
    Defect(
        "mark-in-bleed",
        leaflet_base,
        _painted(_BLACK + line_at(97, 219, 97, 211, 0.25)),
        severity=Severity.ERROR,
        at_mm=(97, -3),
    ),
    Defect(
        "too-near-the-trim",
        press_base,
        _text(_BLACK, 10, x=1),
        severity=Severity.ERROR,
        at_mm=(1, 107),
    ),
    Defect(
        "too-near-the-trim",
        press_base,
        _text(_BLACK, 10, x=2.4),
        severity=Severity.WARNING,
        at_mm=(3, 107),
    ),
    Defect(
        "too-near-the-trim",
        press_base,
        _text(_BLACK, 10, x=137.5),
        severity=Severity.ERROR,
        at_mm=(138, 107),
    ),
    Defect(
        "too-near-the-trim", press_base, _picture(137), severity=Severity.ERROR, at_mm=(137, 108)
    ),
    Defect(
        "too-near-the-trim", press_base, _code(117, 80), severity=Severity.ERROR, at_mm=(117, 100)
    ),
    Defect(
        "painted-in-printer-margins",
        office_base,
        untouched,
        profile="office-laser",
        severity=Severity.WARNING,
        at_mm=(0, 0),
    ),
    Defect(
        "painted-in-printer-margins",
        office_base,
        _painted(_WHITE_FRAME + "0 g " + box_at(40, 2, 20, 2) + "f\n"),
        profile="office",
        severity=Severity.ERROR,
        at_mm=(40, 206),
    ),
    Defect(
        "crosses-a-fold",
        leaflet_base,
        _said(_BLACK + text_at(80, 60, 10, "Liên hệ hôm nay")),
        severity=Severity.ERROR,
        at_mm=(80, 147),
    ),
    Defect(
        "crosses-a-fold",
        leaflet_base,
        _code(80, 20, page=1),
        severity=Severity.ERROR,
        at_mm=(80, 160),
    ),
    Defect(
        "crosses-a-fold", leaflet_base, _picture(92), severity=Severity.WARNING, at_mm=(92, 108)
    ),
    Defect(
        "panels-do-not-fold",
        leaflet_base,
        untouched,
        expected=_folded((92, 192), (105, 205)),
        severity=Severity.ERROR,
    ),
    Defect(
        "folds-differ-between-sides",
        leaflet_base,
        untouched,
        expected=_folded((97, 197), (97, 197)),
        severity=Severity.ERROR,
    ),
    Defect(
        "too-much-ink",
        press_base,
        _painted(f"1 1 1 0.5 k {box_at(60, 80, 20, 20)}f\n"),
        severity=Severity.ERROR,
        at_mm=(60, 110),
    ),
    Defect(
        "too-much-ink",
        press_base,
        _painted(f"1 0.7 0.4 1 k {box_at(60, 80, 20, 20)}f\n"),
        severity=Severity.WARNING,
        at_mm=(60, 110),
    ),
    Defect(
        "line-too-thin",
        press_base,
        _painted(_BLACK + line_at(60, 100, 80, 100, 0.1)),
        severity=Severity.ERROR,
        at_mm=(60, 110),
    ),
    Defect(
        "line-too-thin",
        press_base,
        _painted(_BLACK + line_at(60, 100, 80, 100, 0.2)),
        severity=Severity.WARNING,
        at_mm=(60, 110),
    ),
    Defect(
        "line-too-thin",
        press_base,
        _painted(f"{_BLACK}{box_at(60, 100, 20, 0.05)}f\n"),
        severity=Severity.WARNING,
        at_mm=(60, 110),
    ),
    Defect(
        "line-too-thin",
        press_base,
        _said(f"{_BLACK}1 Tr 0.05 w {text_at(60, 100, 24, 'Liên hệ')}"),
        severity=Severity.ERROR,
        at_mm=(61, 104),
    ),
    # A line of 1 pt with a pen that is a tenth as high as it is wide; a slanting sliver.
    Defect(
        "line-too-thin",
        press_base,
        _painted(f"{_BLACK}1 0 0 0.1 0 0 cm {line_at(60, 1000, 80, 1000, 1)}"),
        severity=Severity.ERROR,
        at_mm=(60, 110),
    ),
    Defect(
        "line-too-thin",
        press_base,
        _painted(f"{_BLACK}0.8 0.6 -0.6 0.8 170 280 cm 0 0 60 0.1 re f\n"),
        severity=Severity.ERROR,
        at_mm=(60, 98),
    ),
    Defect(
        "tinted-line-too-thin",
        press_base,
        _painted("0.5 0.9 0 0 K " + line_at(60, 100, 80, 100, 0.2)),
        severity=Severity.ERROR,
        at_mm=(60, 110),
    ),
    Defect(
        "tinted-line-too-thin",
        press_base,
        _painted("0 0 0 0.5 K " + line_at(60, 100, 80, 100, 0.2)),
        severity=Severity.ERROR,
        at_mm=(60, 110),
    ),
    Defect(
        "tinted-line-too-thin",
        press_base,
        _painted(f"{_NAVY}{box_at(50, 90, 40, 20)}f 0 0 0 0 K {line_at(60, 100, 80, 100, 0.2)}"),
        severity=Severity.ERROR,
        at_mm=(60, 110),
    ),
    Defect(
        "text-too-small", press_base, _text(_BLACK, 4.2), severity=Severity.ERROR, at_mm=(60, 109)
    ),
    Defect(
        "coloured-text-too-small",
        press_base,
        _text(_NAVY, 6),
        severity=Severity.ERROR,
        at_mm=(60, 108),
    ),
    Defect(
        "reversed-text-too-small",
        press_base,
        _on_band(_NAVY, "0 0 0 0 k ", 6),
        severity=Severity.ERROR,
        at_mm=(60, 108),
    ),
    Defect(
        "white-overprints",
        press_base,
        _on_band(_NAVY, "/GOn gs 0 0 0 0 k ", 14),
        severity=Severity.ERROR,
        at_mm=(60, 106),
    ),
    Defect(
        "white-overprints",
        press_base,
        _painted(f"/GOn gs 1 g {box_at(60, 80, 20, 20)}f\n"),
        severity=Severity.ERROR,
        at_mm=(60, 110),
    ),
    Defect(
        "grey-overprints",
        press_base,
        _text("/GOn gs 0 g ", 14),
        severity=Severity.ERROR,
        at_mm=(60, 106),
    ),
    Defect(
        "black-text-in-several-inks",
        press_base,
        _text("0.6 0.4 0.4 1 k ", 10),
        severity=Severity.ERROR,
        at_mm=(60, 107),
    ),
    Defect(
        "black-text-in-several-inks",
        press_base,
        _text("0.66 0.55 0.55 0.1 k ", 10),
        severity=Severity.ERROR,
        at_mm=(60, 107),
    ),
    Defect(
        "black-knocks-out",
        press_base,
        _text(_BLACK_KNOCKING_OUT, 10),
        severity=Severity.WARNING,
        at_mm=(60, 107),
    ),
    Defect(
        "black-knocks-out",
        press_base,
        _painted(_BLACK_KNOCKING_OUT + line_at(60, 100, 80, 100, 0.5)),
        severity=Severity.WARNING,
        at_mm=(60, 110),
    ),
    Defect(
        "large-black-not-rich",
        press_base,
        _painted(f"0 0 0 1 k {box_at(60, 80, 25, 25)}f\n"),
        severity=Severity.NOTE,
        at_mm=(60, 105),
    ),
    Defect(
        "low-contrast",
        press_base,
        _text("0 0 0 0.4 k ", 10),
        severity=Severity.ERROR,
        at_mm=(60, 107),
    ),
    Defect(
        "low-contrast",
        press_spot_base,
        _text("/Spot cs 0.5 scn ", 16),
        severity=Severity.ERROR,
        at_mm=(60, 106),
    ),
    Defect("low-contrast", office_base, _veiled, severity=Severity.ERROR, at_mm=(60, 106)),
    Defect("low-contrast", office_base, pale_gradient, severity=Severity.ERROR, at_mm=(60, 106)),
    Defect(
        "low-contrast-in-grey",
        office_base,
        _on_band("1 0 0 rg ", "0 0 0 rg ", 10),
        severity=Severity.WARNING,
        at_mm=(60, 107),
    ),
    Defect(
        "do-dont-alike-in-grey",
        office_base,
        GREEN_AND_RED,
        severity=Severity.ERROR,
        at_mm=(56, 134),
    ),
    Defect("do-dont-alike-in-grey", office_base, _dots, severity=Severity.WARNING, at_mm=(76, 106)),
    Defect(
        "do-dont-alike-in-grey",
        office_base,
        dots_before_texts(GREEN, RED),
        severity=Severity.WARNING,
        at_mm=(56, 118),
    ),
    Defect(
        "do-dont-alike-in-grey",
        office_base,
        _dots_beside_labels,
        severity=Severity.WARNING,
        at_mm=(106, 86),
    ),
)
