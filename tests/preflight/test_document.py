from __future__ import annotations

from typing import Any

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from support.handpdf import SIZE, form, helvetica, opened, page_of, pdf_of, saved
from support.workshop import piece

from generator.core.cache import ScanResistantCache
from generator.core.errors import InputOutputError
from generator.core.units import mm_to_pt
from generator.preflight.checks.rule import place_on
from generator.preflight.document import CACHED_PAGES
from generator.preflight.pdf.geometry import expand_box
from generator.preflight.pdf.interpreter import InterpretedContent
from generator.preflight.pdf.model import Mark, MarkKind, TextMark
from generator.preflight.render.pages import MAX_PIXELS, PackedCharacters

SQUARE = "1 0 0 rg 50 100 60 40 re f"


# Opening


@pytest.mark.parametrize("data", [b"", b"Hello", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\xff" * 500])
def test_what_is_no_pdf_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(InputOutputError) as caught:
        opened(data)
    problem = caught.value.problems[0]
    assert problem.code == "not-a-pdf"
    assert problem.hint is not None


def test_a_file_that_asks_for_a_password_is_not_opened() -> None:
    data = saved(pdf_of(SQUARE), encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(InputOutputError) as caught:
        opened(data)
    assert caught.value.problems[0].code == "pdf-needs-password"
    assert caught.value.exit_code == 5


def test_a_file_that_only_its_owner_may_change_opens_and_can_be_separated() -> None:
    data = saved(pdf_of(SQUARE), encryption=pikepdf.Encryption(owner="o", user=""))
    page = opened(data).pages[0]
    assert len(page.marks) == 1
    assert page.plates(36)


def test_a_file_without_its_end_is_mended() -> None:
    data = saved(pdf_of(SQUARE))
    document = opened(data[: data.rindex(b"xref")])
    page = document.pages[0]
    assert len(page.marks) == 1
    assert page.picture(36).min() == 0


def test_a_document_can_be_closed_by_leaving_it() -> None:
    with opened(pdf_of(SQUARE)) as document:
        assert document.pages[0].index == 0


# Boxes


def test_boxes_are_given_with_their_lower_left_corner_first() -> None:
    page = page_of("", TrimBox=Array([290, 410, 10, 10]), BleedBox=Array([1, 2, 299, 418]))
    assert page.boxes.trim == (10, 10, 290, 410)
    assert page.boxes.bleed == (1, 2, 299, 418)
    assert page.boxes.crop is None
    assert page.boxes.art is None
    assert page.boxes.bled == (1, 2, 299, 418)


def test_boxes_resources_and_rotation_are_inherited() -> None:
    pdf = pdf_of("BT /F 10 Tf 20 20 Td (A) Tj ET", {"Font": {"F": helvetica()}})
    page, tree = pdf.pages[0].obj, pdf.Root.Pages
    for key in ("/MediaBox", "/Resources"):
        tree[key] = page[key]
        del page[key]
    tree["/CropBox"] = Array([5, 5, 100, 100])
    tree["/Rotate"] = -90
    read = opened(pdf).pages[0]
    assert read.boxes.media == (0, 0, *SIZE)
    assert read.boxes.crop == (5, 5, 100, 100)
    assert read.rotate == 270
    assert len(read.marks) == 1
    assert set(read.plates(36)) == {"Black"}


def test_trim_bleed_and_art_are_not_inherited() -> None:
    pdf = pdf_of("")
    pdf.Root.Pages["/TrimBox"] = Array([5, 5, 100, 100])
    assert opened(pdf).pages[0].boxes.trim is None


def test_a_page_without_a_usable_media_box_is_a_letter() -> None:
    pdf = pdf_of(SQUARE)
    pdf.pages[0].obj["/MediaBox"] = Array([0, 0, 0, 0])
    page = opened(pdf).pages[0]
    assert page.boxes.media == (0, 0, 612, 792)
    assert page.picture(72).shape == (792, 612, 3)


# A page's own space


def test_user_units_are_counted_into_marks_boxes_pictures_and_characters() -> None:
    content = f"{SQUARE} BT /F 20 Tf 50 200 Td (A) Tj ET"
    fonts = {"Font": {"F": helvetica()}}
    plain, large = page_of(content, fonts), page_of(content, fonts, UserUnit=2)
    assert large.boxes.media == (0, 0, 600, 840)
    assert large.marks[0].box == (100, 200, 220, 280)
    assert large.marks[1].text
    assert large.marks[1].text.size_pt == 40
    assert large.characters[0].box == pytest.approx([2 * x for x in plain.characters[0].box])
    assert large.picture(36).shape == plain.picture(72).shape
    assert np.abs(large.picture(36).astype(int) - plain.picture(72)).max() <= 1
    assert np.allclose(large.plates(36)["Black"], plain.plates(72)["Black"], atol=0.01)


@pytest.mark.parametrize("entries", [{"Rotate": 90}, {"CropBox": Array([60, 110, 200, 200])}, {}])
def test_pictures_show_the_whole_upright_media_box(entries: dict[str, Any]) -> None:
    picture = page_of(SQUARE, **entries).picture(72)
    assert picture.shape == (420, 300, 3)
    red = (picture == (255, 0, 0)).all(axis=2)
    rows, columns = np.nonzero(red)
    assert (rows.min(), rows.max() + 1) == (420 - 140, 420 - 100)
    assert (columns.min(), columns.max() + 1) == (50, 110)


def test_a_gradient_that_fills_the_page_reaches_beyond_the_crop_box() -> None:
    shading = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=[0, 0, 1, 0],
        Extend=[True, True],
        Function=Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[1, 0, 0], N=1),
    )
    page = page_of("/S sh", {"Shading": {"S": shading}}, CropBox=Array([100, 100, 200, 200]))
    assert (page.picture(36) == (255, 0, 0)).all()


def test_a_media_box_may_begin_anywhere() -> None:
    page = page_of(SQUARE, MediaBox=Array([-10, -20, 290, 400]))
    red = (page.picture(72) == (255, 0, 0)).all(axis=2)
    rows, columns = np.nonzero(red)
    assert (rows.min(), columns.min()) == (400 - 140, 50 + 10)
    assert page.marks[0].box == (50, 100, 110, 140)


def test_a_part_of_a_picture_is_that_part_of_the_whole() -> None:
    page = page_of(SQUARE)
    whole, part = page.picture(72), page.picture(72, (40, 90, 140, 150))
    assert part.shape == (60, 100, 3)
    assert (part == whole[420 - 150 : 420 - 90, 40:140]).all()
    assert np.array_equal(
        page.plates(72, (40, 90, 140, 150))["Magenta"],
        page.plates(72)["Magenta"][420 - 150 : 420 - 90, 40:140],
    )


def test_a_grey_picture_is_the_picture_in_grey() -> None:
    page = page_of(SQUARE + " 0 0 1 rg 200 30 50 60 re f")
    shown = np.asarray(Image.fromarray(page.picture(50)).convert("L"), dtype=np.int16)
    grey = page.grey_picture(50)
    assert grey.shape == shown.shape
    assert np.abs(grey - shown).max() <= 2
    part = page.grey_picture(50, (40, 90, 140, 150))
    assert part.shape == page.picture(50, (40, 90, 140, 150)).shape[:2]


def test_a_picture_is_never_larger_than_memory_allows() -> None:
    page = page_of("", size=(3000, 3000))
    height, width, _ = page.picture(600).shape
    assert 0.9 * MAX_PIXELS < height * width <= MAX_PIXELS * 1.001


def test_a_picture_that_was_drawn_is_remembered() -> None:
    page = page_of(SQUARE)
    assert page.picture(36) is page.picture(36)
    assert page.picture(36) is not page.picture(37)


# Text and fonts


def test_marks_lie_where_pdfium_finds_the_ink_of_the_characters() -> None:
    page = opened(piece("poster").pdf).pages[0]
    inked = [c.box for c in page.characters if c.box[2] > c.box[0] and c.text.strip()]
    texts = [m for m in page.marks if m.text and m.text.characters.strip()]
    assert len(texts) > 20
    for mark in texts:
        left, low, right, high = expand_box(mark.bounds, 1.5, 1.5)
        inside = [
            box
            for box in inked
            if left < box[0] and box[2] < right and low < box[1] and box[3] < high
        ]
        assert inside
        around = [
            f(sides) for f, sides in zip((min, min, max, max), np.transpose(inside), strict=True)
        ]
        # pdfium counts the handles of curves as ink.
        assert mark.text
        assert around == pytest.approx(mark.bounds, abs=0.02 * mark.text.size_pt)


def test_every_character_of_a_piece_is_read_as_pdfium_reads_it() -> None:
    page = opened(piece("poster").pdf).pages[0]
    ours = "".join(m.text.characters for m in page.marks if m.text)
    theirs = "".join(c.text for c in page.characters)
    assert sorted("".join(ours.split())) == sorted("".join(theirs.split()))


def test_fonts_are_listed_in_the_order_in_which_they_are_first_used() -> None:
    second = helvetica()
    second.BaseFont = Name("/ABCDEF+Times-Roman")
    unused = helvetica()
    unused.BaseFont = Name.Courier
    fonts = {"Font": {"A": unused, "B": second, "C": helvetica()}}
    document = opened(pdf_of("BT /A 9 Tf /B 9 Tf (x) Tj /C 9 Tf (x) Tj /B 9 Tf (x) Tj ET", fonts))
    assert [(font.name, font.is_subset) for font in document.fonts] == [
        ("Times-Roman", True),
        ("Helvetica", False),
    ]
    assert [m.text.font for m in document.pages[0].marks if m.text] == [0, 1, 0]
    assert document.fonts[0].program is None
    assert not document.fonts[0].has_unicode


def test_our_fonts_are_found_whole() -> None:
    document = opened(piece("poster").pdf)
    assert document.fonts
    for font in document.fonts:
        assert font.kind == "Type0"
        assert font.program is not None
        assert font.program[:4] in (b"\0\1\0\0", b"true")
        assert font.has_unicode
        assert font.is_subset
        assert not font.name[:7].endswith("+")


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    content = "BT /F 12 Tf 20 200 Td (one-) Tj 0 -14 Td (two) Tj ET"
    page = page_of(content, {"Font": {"F": helvetica()}})
    text = "".join(c.text for c in page.characters)
    assert text.split() in (["one-", "two"], ["one-two"])


def test_hundreds_of_pages_are_not_read_before_they_are_asked_for() -> None:
    pdf = pdf_of(SQUARE)
    for _ in range(300):
        pdf.pages.append(pdf.pages[0])
    document = opened(pdf)
    assert len(document.pages) == 301
    assert all("marks" not in vars(page) for page in document.pages)
    assert [len(page.marks) for page in document.pages[:2]] == [1, 1]


# What never ends, and what is far too large


def test_content_that_calls_itself_is_drawn_without_it() -> None:
    loop = form(b"/N Do /N Do 0 0 9 9 re f", (0, 0, 9, 9))
    page = opened(pdf_of(f"{SQUARE} /N Do", {"XObject": {"N": loop}})).pages[0]
    assert page.picture(36).min() == 0
    assert page.characters == ()
    assert page.plates(36)


def test_a_strip_of_a_page_has_few_pixels() -> None:
    page = opened(pdf_of("", MediaBox=Array([0, 0, 10**9, 1]))).pages[0]
    assert page.picture(100).size < 1_000_000


@pytest.mark.parametrize(
    ("rotate", "at"), [(0, (10, 5)), (90, (12, 10)), (180, (5, 12)), (270, (5, 5))]
)
def test_places_are_those_on_the_page_as_people_see_it(
    rotate: int, at: tuple[float, float]
) -> None:
    size = (mm_to_pt(20), mm_to_pt(20))
    page = opened(pdf_of("", size=size, Rotate=rotate)).pages[0]
    left, low, right, high = map(mm_to_pt, (10, 12, 15, 15))
    place = place_on(page, (left, low, right, high))
    assert (place.x_mm, place.y_mm) == at


def test_characters_are_the_same_however_often_they_are_asked_for() -> None:
    document = opened(pdf_of("BT /F 20 Tf 20 20 Td (Abc) Tj ET", {"Font": {"F": helvetica()}}))
    first = document.pages[0].characters
    document.characters.clear()
    assert first
    assert document.pages[0].characters == first


# Caches

_BOX = (0.0, 0.0, 9.0, 9.0)


def is_pinned(cache: ScanResistantCache[Any], value: Any) -> bool:
    """True if ``value`` is held however many others are read after it."""
    computed: list[str] = []

    def compute() -> Any:
        computed.append("first")
        return value

    cache.get_or_compute("first", compute)
    for other in range(CACHED_PAGES):
        cache.get_or_compute(other, lambda: value)
    cache.get_or_compute("first", compute)
    return len(computed) == 1


@pytest.mark.parametrize(("marks", "is_held"), [(79_999, True), (80_001, False)])
def test_marks_are_pinned_up_to_80_million_bytes(marks: int, is_held: bool) -> None:
    content = InterpretedContent((Mark(MarkKind.FILL, 0, _BOX, _BOX, None),) * marks, True)
    assert is_pinned(opened(pdf_of("")).contents, content) is is_held


@pytest.mark.parametrize(("letters", "is_held"), [(3_949, True), (3_951, False)])
def test_a_letter_of_a_mark_counts_twenty_bytes(letters: int, is_held: bool) -> None:
    text = TextMark("", (0,) * letters, 0, 9.0, 0)
    mark = Mark(MarkKind.TEXT, 0, _BOX, _BOX, None, text=text)
    content = InterpretedContent((mark,) * 1_000, True)
    assert is_pinned(opened(pdf_of("")).contents, content) is is_held


@pytest.mark.parametrize(("size", "is_held"), [(59_999_999, True), (60_000_001, False)])
def test_characters_are_pinned_up_to_60_million_bytes(size: int, is_held: bool) -> None:
    boxes: Any = np.broadcast_to(np.zeros(1, dtype=np.uint8), size)
    packed = PackedCharacters("", boxes)
    assert is_pinned(opened(pdf_of("")).packed_characters, packed) is is_held


@pytest.mark.parametrize(("pages", "is_held"), [(8, True), (9, False)])
def test_the_content_of_eight_pages_is_cached(pages: int, is_held: bool) -> None:
    document = opened(pdf_of(""))
    for cache in (document.instructions, document.characters):
        for index in range(pages):
            cache.put(index, ())  # type: ignore[arg-type]
        assert (cache.get(0) is not None) is is_held
