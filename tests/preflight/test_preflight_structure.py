"""Checks of structure: what they leave alone, and how grave they take what they find."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from reportlab.pdfgen.canvas import Canvas
from support.checkruns import found_by, found_by_modules
from support.corpus import (
    BASES,
    QR_TARGET,
    add_content,
    add_resource,
    change_xmp,
    expected_of,
    judged,
    office_base,
    press_base,
    press_spot_base,
    saved,
    separation,
    text_at,
)
from support.shipped import ASSETS

from generator.core.findings import Finding, Severity
from generator.preflight.checks.access import tags as tagging
from generator.preflight.checks.brief import Brief
from generator.preflight.checks.colour import colour_space as colours
from generator.preflight.checks.colour import output_intent as intent
from generator.preflight.checks.colour import transparency
from generator.preflight.checks.file import interactive, metadata, pdfx
from generator.preflight.checks.graphics import resolution as images
from generator.preflight.checks.page import boxes
from generator.preflight.checks.standards import Standard, claimed_standards
from generator.preflight.checks.type import fonts
from generator.preflight.document import open_document
from generator.preflight.pdf.object_walk import actions, reachable_objects
from generator.preflight.pdf.xmp import DC, PDF, PDFA_ID, XMP_MM, read_xmp
from generator.preflight.report.facts import facts_of
from generator.press.profiles import load_profile

_MODULES = (
    boxes,
    fonts,
    images,
    colours,
    intent,
    transparency,
    interactive,
    pdfx,
    metadata,
    tagging,
)
_OF_STRUCTURE = {rule.code for module in _MODULES for rule in module.RULES}


def _found(
    base: Callable[[], bytes], plant: Callable[[Pdf], None], profile: str
) -> tuple[Finding, ...]:
    """Findings of the checks of structure in a base with something changed."""
    with pikepdf.open(BytesIO(base())) as pdf:
        plant(pdf)
        data = saved(pdf)
    rules = load_profile(profile, ASSETS.profiles)
    with open_document(data, "x.pdf", icc=ASSETS.icc) as document:
        return tuple(found_by_modules(_MODULES, document, Brief(rules, ASSETS, expected_of(base))))


def _codes(
    base: Callable[[], bytes], plant: Callable[[Pdf], None], profile: str = "offset"
) -> set[str]:
    return {finding.code for finding in _found(base, plant, profile)}


def _as_word_writes_it(pdf: Pdf) -> None:
    """No boxes but the MediaBox, no tags, no metadata but Info, no output intent."""
    for key in ("/StructTreeRoot", "/MarkInfo", "/Metadata", "/OutputIntents", "/Lang"):
        del pdf.Root[key]
    del pdf.Root["/ViewerPreferences"]
    page = pdf.pages[0].obj
    for key in ("/TrimBox", "/Tabs", "/StructParents"):
        del page[key]


def test_a_plain_office_file_gets_notes_and_nothing_graver() -> None:
    found = _found(office_base, _as_word_writes_it, "office")
    assert {finding.severity for finding in found} == {Severity.NOTE}
    assert {finding.code for finding in found} == {
        "language-missing",
        "not-tagged",
        "title-not-shown",
        "xmp-missing",
    }


def test_what_is_published_should_be_readable_by_all() -> None:
    found = _found(office_base, _as_word_writes_it, "screen")
    assert {finding.severity for finding in found} == {Severity.WARNING}


def test_a_plain_office_file_is_no_file_for_the_press() -> None:
    found = _found(office_base, _as_word_writes_it, "offset")
    errors = {finding.code for finding in found if finding.severity is Severity.ERROR}
    assert errors >= {
        "annotation",
        "colour-rgb",
        "output-intent-missing",
        "page-box-missing",
        "pdfx-version",
        "xmp-missing",
    }


def test_a_broken_promise_is_an_error_anywhere() -> None:
    def plant(pdf: Pdf) -> None:
        del pdf.Root.Lang

    for profile in ("office", "screen"):
        (finding,) = _found(office_base, plant, profile)
        assert (finding.code, finding.severity) == ("language-missing", Severity.ERROR)


@pytest.mark.parametrize("date", ["D:20261101070000+07'00'", "D:20261031190000-05'00", "D:202611"])
def test_one_moment_may_be_written_in_several_ways(date: str) -> None:
    def plant(pdf: Pdf) -> None:
        pdf.docinfo["/CreationDate"] = String(date)

    # The last one knows no zone and no day: midnight of the first.
    assert _codes(press_base, plant) == set()


@pytest.mark.parametrize("date", ["D:20261199", "yesterday", "D:2026110107+99'00'"])
def test_a_date_that_cannot_be_read_agrees_with_none(date: str) -> None:
    def plant(pdf: Pdf) -> None:
        pdf.docinfo["/ModDate"] = String(date)

    assert _codes(press_base, plant) == {"xmp-info-differ"}


def test_several_authors_may_stand_in_one_text() -> None:
    def plant(pdf: Pdf) -> None:
        author = str(pdf.docinfo["/Author"])
        change_xmp(pdf, f"<rdf:li>{author}</rdf:li>", "<rdf:li>An</rdf:li><rdf:li>Bình</rdf:li>")
        pdf.docinfo["/Author"] = String("An; Bình")

    assert _codes(press_base, plant) == set()


def test_the_short_form_of_xmp_is_read() -> None:
    def plant(pdf: Pdf) -> None:
        change_xmp(pdf, "<pdf:Producer>corpus</pdf:Producer>", "")
        change_xmp(pdf, 'rdf:about="" xmlns:dc', 'rdf:about="" pdf:Producer="corpus" xmlns:dc')

    assert _codes(press_base, plant) == set()


def test_facts_and_findings_agree_on_the_standards_that_a_file_claims() -> None:
    """A part of PDF/A named elsewhere than among the file's own properties claims nothing."""

    def plant(pdf: Pdf) -> None:
        change_xmp(pdf, "<pdfaid:part>2</pdfaid:part>", "")
        inner = '<rdf:li rdf:parseType="Resource"><pdfaid:part>3</pdfaid:part></rdf:li>'
        pantry = f"<xmpMM:Pantry><rdf:Bag>{inner}</rdf:Bag></xmpMM:Pantry>"
        space = f'rdf:about="" xmlns:xmpMM="{XMP_MM}" xmlns:pdfaid="{PDFA_ID}"'
        change_xmp(
            pdf, "</rdf:RDF>", f"<rdf:Description {space}>{pantry}</rdf:Description></rdf:RDF>"
        )

    with pikepdf.open(BytesIO(office_base())) as pdf:
        plant(pdf)
        data = saved(pdf)
    with open_document(data, "x.pdf", icc=ASSETS.icc) as document:
        standards = facts_of(document).standards
        assert standards == tuple(claimed_standards(document).values()) == ("PDF/UA-1",)
    assert "pdfa-not-claimed" in _codes(office_base, plant, "office")


def test_what_is_claimed_is_read_from_the_metadata() -> None:
    with open_document(press_base(), "x.pdf", icc=ASSETS.icc) as document:
        assert claimed_standards(document) == {
            Standard.PDFX: "PDF/X-4",
            Standard.PDFA: "PDF/A-2a",
            Standard.PDFUA: "PDF/UA-1",
        }
        packet = read_xmp(document.pdf)
        assert packet.first(PDF, "Trapped") == "False"
        assert packet.values(DC, "nothing") == ()


def test_a_page_may_lie_turned_where_it_is_not_imposed() -> None:
    def plant(pdf: Pdf) -> None:
        pdf.pages[0].obj.Rotate = 180

    assert _codes(office_base, plant, "office") == set()


def test_a_searchable_layer_under_a_scan_needs_no_font() -> None:
    def plant(pdf: Pdf) -> None:
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
        add_resource(pdf.pages[0], "/Font", "/F9", pdf.make_indirect(font))
        add_content(pdf.pages[0], "BT 3 Tr /F9 12 Tf 60 300 Td (abc) Tj ET")

    assert _codes(press_base, plant) == set()


def test_a_bullet_of_a_private_character_is_no_lost_text() -> None:
    def plant(pdf: Pdf) -> None:
        code = text_at(0, 0, 1, "•").partition("<")[2][:4]
        stream = pdf.pages[0].obj.Resources.Font["/F1"].ToUnicode
        mapped = stream.read_bytes()
        assert f"<{code}> <2022>".encode() in mapped
        stream.write(mapped.replace(f"<{code}> <2022>".encode(), f"<{code}> <F0B7>".encode()))
        add_content(pdf.pages[0], f"/GOn gs 0 0 0 1 k {text_at(20, 110, 12, '•')}")

    assert _codes(press_base, plant) == set()


def test_one_ink_may_be_defined_twice_alike() -> None:
    def plant(pdf: Pdf) -> None:
        again = separation(pdf, "PANTONE 3145 C", (1, 0.22, 0.3, 0.1))
        add_resource(pdf.pages[0], "/ColorSpace", "/Again", again)
        add_content(pdf.pages[0], "/Again cs 0.3 scn 60 300 20 20 re f")

    assert _codes(press_spot_base, plant) == set()


def test_unlike_numbers_are_unlike_inks() -> None:
    spots = {"PANTONE 3145 C": 0, "Pantone 3146 C": 0, "PANTONE Black 7 C": 0, "Black 7": 0}
    assert list(colours._alike(spots)) == []


def test_registration_marks_outside_of_the_bleed_are_no_fault() -> None:
    assert "registration-colour" not in _codes(press_base, lambda _: None)


def test_an_icon_of_a_few_pixels_is_no_coarse_picture() -> None:
    def plant(pdf: Pdf) -> None:
        icon = Stream(
            pdf,
            bytes(4 * 16 * 16),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=16,
            Height=16,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceCMYK,
        )
        add_resource(pdf.pages[0], "/XObject", "/Im9", pdf.make_indirect(icon))
        add_content(pdf.pages[0], "50 0 0 50 60 260 cm /Im9 Do")

    assert _codes(press_base, plant) == set()


def test_an_attachment_named_in_several_places_is_one() -> None:
    def plant(pdf: Pdf) -> None:
        pdf.attachments["a.txt"] = b"a"
        pdf.Root.AF = Array([pdf.Root.Names.EmbeddedFiles.Names[1]])

    (finding,) = _found(press_base, plant, "offset")
    assert str(finding.message) == "attached files: 1"


def test_actions_behind_other_actions_are_found() -> None:
    def plant(pdf: Pdf) -> None:
        link = pdf.pages[0].obj.Annots[0]
        link.A.Next = Array([Dictionary(S=Name.Launch, F=String("a.exe"))])

    (finding,) = _found(office_base, plant, "office")
    assert (finding.code, finding.place.page) == ("action", 1)


def test_things_that_refer_to_each_other_are_found_once() -> None:
    with pikepdf.open(BytesIO(office_base())) as pdf:
        one, two = pdf.make_indirect(Dictionary()), pdf.make_indirect(Dictionary())
        one.Other, two.Other = two, one
        pdf.Root.Ring = one
        data = saved(pdf)
    with open_document(data, "x.pdf", icc=ASSETS.icc) as document:
        assert len([thing for thing in reachable_objects(document) if thing.key == "Other"]) == 1
        assert reachable_objects(document) is reachable_objects(document)
        (link,) = actions(document)
        assert (link.kind, link.is_automatic, link.thing.page) == ("URI", False, 0)
        assert str(link.thing.value.URI) == QR_TARGET


def _junk(dice: random.Random, pdf: Pdf) -> Any:
    return dice.choice(
        (
            Name.Junk,
            True,
            0,
            Decimal("-1e30"),
            String("\xff\xfe"),
            Array([]),
            Array([Name.DeviceN, 1]),
            Array([Array([Name.Separation])] * 3),
            Dictionary(),
            pdf.make_stream(b"\0junk"),
            pdf.Root,
            pdf.pages[0].obj,
        )
    )


@pytest.mark.parametrize("seed", range(25))
def test_no_rubbish_in_a_file_makes_a_check_fail(seed: int) -> None:
    dice = random.Random(seed)
    base = dice.choice(BASES)

    def plant(pdf: Pdf) -> None:
        holders = [one for one in pdf.objects if isinstance(one, Dictionary) and one.keys()]
        for _ in range(3):
            holder = dice.choice(holders)
            # Without a page tree there is nothing to check.
            if holder.get("/Type") not in ("/Pages", "/Catalog"):
                holder[dice.choice(sorted(holder.keys()))] = _junk(dice, pdf)

    profile = dice.choice(("offset", "office", "screen"))
    for finding in _found(base, plant, profile):
        assert finding.code in _OF_STRUCTURE
        assert str(finding.message)


def test_the_press_gets_one_finding_of_one_fault() -> None:
    def plant(pdf: Pdf) -> None:
        pdf.pages[0].obj.Group.CS = Name.DeviceRGB

    with pikepdf.open(BytesIO(press_base())) as pdf:
        plant(pdf)
        data = saved(pdf)
    found = [f for f in judged(data, "offset", expected_of(press_base)) if f.code == "blend-space"]
    assert [finding.severity for finding in found] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("space", "is_found"),
    [(Name.DeviceGray, False), (Name.DeviceCMYK, False), (Name.DeviceRGB, True)],
)
def test_groups_in_grey_do_no_harm_to_inks(space: Name, is_found: bool) -> None:
    def plant(pdf: Pdf) -> None:
        group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=space)
        form = Stream(
            pdf, b"0 g 0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]
        )
        form.Group = group
        add_resource(pdf.pages[0], "/XObject", "/FmGroup", pdf.make_indirect(form))
        add_content(pdf.pages[0], "/FmGroup Do")

    assert _codes(press_base, plant) == ({"blend-space"} if is_found else set())


@pytest.mark.parametrize(
    ("state", "hidden"),
    [
        ({}, 0),
        ({"OFF": 1}, 1),
        ({"BaseState": Name.OFF}, 2),
        ({"BaseState": Name.OFF, "ON": 1}, 1),
        ({"BaseState": Name.OFF, "ON": 2}, 0),
        ({"BaseState": Name.ON, "OFF": 2}, 2),
    ],
    ids=str,
)
def test_layers_are_hidden_one_by_one_or_all_but_some(state: dict[str, Any], hidden: int) -> None:
    def plant(pdf: Pdf) -> None:
        layers = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in "ab"]
        usual = Dictionary(Name=String("usual"), Order=Array(layers))
        for key, value in state.items():
            usual[f"/{key}"] = Array(layers[:value]) if isinstance(value, int) else value
        pdf.Root.OCProperties = Dictionary(OCGs=Array(layers), D=usual)

    found = [f for f in _found(office_base, plant, "office") if f.code == "layers"]
    assert [f.message.values["hidden"] for f in found] == ([hidden] if hidden else [])


def _whole(data: bytes) -> list[Finding]:
    with open_document(data, "x.pdf", icc=ASSETS.icc) as document:
        return found_by(pdfx.check_whole, document)


def _as_reportlab_writes_it() -> bytes:
    output = BytesIO()
    page = Canvas(output)
    page.drawString(72, 72, "Xin")
    page.save()
    return output.getvalue()


def _written(**how: Any) -> bytes:
    with pikepdf.open(BytesIO(office_base())) as pdf:
        return saved(pdf, **how)


@pytest.mark.parametrize(
    "data",
    [
        _as_reportlab_writes_it,
        lambda: _written(linearize=True),
        lambda: _written(object_stream_mode=pikepdf.ObjectStreamMode.generate),
        lambda: b"\r\n" + office_base(),
        lambda: office_base() + b"\r\n" * 50,
        lambda: office_base().replace(b"endobj", b"endobX", 1),
    ],
    ids=["reportlab", "linearized", "object-streams", "lines-before", "lines-after", "a-slip"],
)
def test_a_whole_file_is_not_taken_for_a_damaged_one(data: Callable[[], bytes]) -> None:
    assert _whole(data()) == []


@pytest.mark.parametrize("lost", [20, 60, 200, 400])
@pytest.mark.parametrize("how", [{}, {"linearize": True}])
def test_a_file_that_breaks_off_is_damaged(lost: int, how: dict[str, Any]) -> None:
    assert [finding.code for finding in _whole(_written(**how)[:-lost])] == ["file-damaged"]


@pytest.mark.parametrize(("base", "profile"), [(press_base, "office"), (office_base, "offset")])
def test_what_follows_from_being_made_for_elsewhere_is_left_out_and_no_other_fault(
    base: Callable[[], bytes], profile: str
) -> None:
    with pikepdf.open(BytesIO(base())) as pdf:
        del pdf.Root.Lang
        data = saved(pdf)
    found = judged(data, profile, expected_of(base))
    assert found[0].code == "made-for-elsewhere"
    assert {finding.code for finding in found} == {
        "made-for-elsewhere",
        "language-missing",
        "qr-distance",
    }


def test_a_file_for_the_office_may_be_judged_for_the_screen() -> None:
    found = judged(office_base(), "screen", expected_of(office_base))
    assert {finding.code for finding in found} == {"qr-distance"}


def test_many_things_in_screen_colours_are_reported_as_a_number_of_them() -> None:
    def plant(pdf: Pdf) -> None:
        for x in (60, 80, 100):
            add_content(pdf.pages[0], f"0.8 0.9 1 rg {x} 260 9 9 re f")
        add_content(pdf.pages[0], f"0.1 0.1 0.5 rg {text_at(20, 110, 12, 'A')}")

    found = [f for f in _found(press_base, plant, "offset") if f.code == "colour-rgb"]
    assert sorted(str(finding.message) for finding in found) == [
        "1 text in screen colours (DeviceRGB); the profile asks for CMYK",
        "3 areas in screen colours (DeviceRGB); the profile asks for CMYK",
    ]


def test_a_larger_sheet_of_which_only_the_page_is_shown_is_good_for_the_office() -> None:
    def plant(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.TrimBox = page.CropBox = Array(list(page.MediaBox))
        left, bottom, right, top = map(float, page.MediaBox)
        page.MediaBox = Array([left - 20, bottom - 20, right + 20, top + 20])

    assert _codes(office_base, plant, "office") == set()
