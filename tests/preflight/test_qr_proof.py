"""QR codes on finished pages: found, measured, and read under damage and from afar."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode
from support.checkruns import found_by_modules
from support.corpus import (
    QR_TARGET,
    Base,
    expected_of,
    leaflet_base,
    office_base,
    profile_name_of,
    qr_code,
)
from support.defects_qr import DEFECTS
from support.shipped import ASSETS

from generator.core.findings import Severity
from generator.core.units import mm_to_pt
from generator.preflight.checks.brief import Brief
from generator.preflight.checks.qr import symbols as qr
from generator.preflight.checks.qr.symbols import contrast_grade, needed_distance_m
from generator.preflight.document import OpenDocument, open_document
from generator.preflight.qr.degradation import (
    DEGRADATION_LADDER,
    Degradation,
    Patch,
    crease,
    shrink_dots,
    spread_dots,
    stain,
)
from generator.preflight.qr.detection import Symbol, find_symbols
from generator.preflight.qr.grading import (
    CAMERAS,
    SCANNER,
    QrVerification,
    degradation_results,
    find_min_module_px,
    verify_codes,
)
from generator.press.profiles import load_profile

PROFILE = load_profile("offset", ASSETS.profiles)
LEVELS = {"L": ERROR_CORRECT_L, "M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q, "H": ERROR_CORRECT_H}
ADDRESS = "https://mst.gov.vn/van-ban-phap-luat/14668.htm"
BLACK, WHITE = "0 g ", "1 g "


def page_of(operators: str, width_mm: float = 148, height_mm: float = 210) -> bytes:
    """A white page with ``operators``; lengths in pt from its lower left corner."""
    with pikepdf.new() as pdf:
        box = Array([0, 0, round(mm_to_pt(width_mm), 3), round(mm_to_pt(height_mm), 3)])
        contents = pdf.make_stream(operators.encode())
        page = Dictionary(Type=Name.Page, MediaBox=box, Resources=Dictionary(), Contents=contents)
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        output = io.BytesIO()
        pdf.save(output, deterministic_id=True)
        return output.getvalue()


@contextmanager
def opened(data: bytes) -> Iterator[OpenDocument]:
    with open_document(data, "test.pdf") as document:
        yield document


def proofs(
    operators: str, width_mm: float = 148, height_mm: float = 210
) -> tuple[QrVerification, ...]:
    with opened(page_of(operators, width_mm, height_mm)) as document:
        return verify_codes(document)


def symbols(operators: str, width_mm: float = 148, height_mm: float = 210) -> tuple[Symbol, ...]:
    with opened(page_of(operators, width_mm, height_mm)) as document:
        return find_symbols(document.pages[0])


def turned(degrees: float, about_mm: tuple[float, float], operators: str) -> str:
    """``operators`` turned counter-clockwise about a point."""
    x, y = map(mm_to_pt, about_mm)
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return (
        f"q 1 0 0 1 {x:.3f} {y:.3f} cm {cosine:.6f} {sine:.6f} {-sine:.6f} {cosine:.6f} 0 0 cm "
        f"1 0 0 1 {-x:.3f} {-y:.3f} cm {operators} Q\n"
    )


def patch_of(content: str, level: str, module_mm: float, *, ink: int = 0) -> Patch:
    """A symbol on a white card of four modules on a dark ground, five pixels to a module."""
    code = QRCode(error_correction=LEVELS[level], border=0)
    code.add_data(content)
    matrix = np.array(code.get_matrix())
    margin = 8
    side = len(matrix) + 2 * margin
    grey = np.full((side, side), 30, np.uint8)
    grey[4:-4, 4:-4] = 255
    grey[margin:-margin, margin:-margin] = np.where(matrix, ink, 255)
    return Patch(np.kron(grey, np.ones((5, 5), np.uint8)), len(matrix), margin, 5.0, module_mm)


def failed(patch: Patch, content: str = ADDRESS) -> set[str]:
    return {step.name for step in degradation_results(patch, content) if not step.read}


def failed_required(patch: Patch, content: str = ADDRESS) -> set[str]:
    return {
        step.name for step in degradation_results(patch, content) if step.required and not step.read
    }


# Found.


def test_two_codes_on_a_page_are_found_in_reading_order() -> None:
    upper = qr_code("https://a.vn/1", 90, 150, 25, BLACK, WHITE)
    lower = qr_code("https://a.vn/2", 20, 40, 25, BLACK, WHITE)
    assert [symbol.detection.content for symbol in symbols(lower + upper)] == [
        "https://a.vn/1",
        "https://a.vn/2",
    ]


@pytest.mark.parametrize("degrees", [0, 30, 90, 180, 315])
def test_a_turned_code_is_found_and_measured_as_an_upright_one(degrees: float) -> None:
    code = qr_code(QR_TARGET, 59, 90, 30, BLACK, WHITE)
    (symbol,) = symbols(turned(degrees, (74, 105), code))
    assert symbol.detection.content == QR_TARGET
    assert symbol.detection.module_mm == pytest.approx(30 / 25, rel=0.01)
    assert symbol.detection.centre == pytest.approx((mm_to_pt(74), mm_to_pt(105)), abs=0.8)


def test_a_small_code_on_a_sheet_of_a0_is_found() -> None:
    code = qr_code(QR_TARGET, 600, 300, 12.5, BLACK, WHITE)
    (symbol,) = symbols(code, 841, 1189)
    assert symbol.detection.content == QR_TARGET
    assert symbol.detection.module_mm == pytest.approx(0.5, rel=0.02)


def test_a_code_as_large_as_its_sheet_is_found() -> None:
    (proof,) = proofs(qr_code(QR_TARGET, 150, 300, 540, BLACK, WHITE), 841, 1189)
    assert proof.content == QR_TARGET
    assert proof.module_mm == pytest.approx(540 / 25, rel=0.01)


def test_a_page_of_no_size_is_searched_without_complaint() -> None:
    assert symbols("", 0.3, 0.3) == ()


def test_a_strip_of_paper_and_a_wall_of_it_are_searched() -> None:
    assert symbols("", 1000, 5) == ()
    (symbol,) = symbols(qr_code(QR_TARGET, 2000, 800, 300, BLACK, WHITE), 2500, 1500)
    assert symbol.detection.content == QR_TARGET


def test_patterns_that_only_resemble_a_code_are_none() -> None:
    squares = "".join(
        f"{mm_to_pt(x):.2f} {mm_to_pt(y):.2f} 8 8 re "
        for x in range(20, 120, 6)
        for y in range(20, 180, 6)
        if (x * y) % 5 < 2
    )
    assert symbols(f"{BLACK}{squares} f") == ()


def test_what_a_reader_sees_and_tells_nothing_of_is_no_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mute = SimpleNamespace(extra=None, position=None, text="", valid=False, ec_level="")
    monkeypatch.setattr("generator.preflight.qr.detection.decode_symbols", lambda *_, **__: [mute])
    with opened(page_of("")) as document:
        assert find_symbols(document.pages[0]) == ()


def test_a_code_that_is_broken_is_found_but_not_read() -> None:
    code = qr_code(QR_TARGET, 59, 90, 30, BLACK, WHITE)
    bar = " ".join(f"{mm_to_pt(value):.2f}" for value in (59, 100, 30, 10))
    (proof,) = proofs(f"{code}{BLACK}{bar} re f")
    assert not proof.is_read
    assert proof.distance_m == 0
    assert proof.steps == ()


# Measured.


@settings(max_examples=5, deadline=None)
@given(st.floats(0.6, 7.5))
def test_the_quiet_zone_is_measured_to_a_fifth_of_a_module(free: float) -> None:
    module = 1.2
    code = qr_code(QR_TARGET, 59, 90, 25 * module, BLACK, WHITE)
    line = f"{mm_to_pt(59 + module * (25 + free)):.3f} {mm_to_pt(90):.3f} 3 60 re f"
    (symbol,) = symbols(f"{code}{BLACK}{line}")
    assert symbol.quiet_zone_modules == pytest.approx(free, abs=0.2)


def test_rounded_corners_of_a_card_do_not_take_from_the_quiet_zone() -> None:
    # The corner of the card is cut off at 45 degrees, 1.5 modules from each side.
    code = qr_code(QR_TARGET, 59, 90, 30, BLACK, WHITE)
    x, y = mm_to_pt(59 - 4.8), mm_to_pt(90 - 4.8)
    cut = mm_to_pt(1.8)
    corner = f"{x:.3f} {y:.3f} m {x + cut:.3f} {y:.3f} l {x:.3f} {y + cut:.3f} l f"
    (symbol,) = symbols(f"{code}{BLACK}{corner}")
    assert symbol.quiet_zone_modules >= 3.9


def test_level_version_and_contrast_are_told() -> None:
    (symbol,) = symbols(qr_code(QR_TARGET, 59, 90, 30, "0.5 g ", WHITE))
    assert (symbol.detection.version, symbol.detection.level) == (2, "M")
    # sRGB 128 reflects 22 % of the light.
    assert symbol.contrast == pytest.approx(1 - 0.2159, abs=0.02)
    assert not symbol.inverted


def test_an_inverted_code_is_told_from_others() -> None:
    (symbol,) = symbols(qr_code(QR_TARGET, 59, 90, 30, WHITE, BLACK))
    assert symbol.detection.content == QR_TARGET
    assert symbol.inverted
    # Within its dark card; the paper around is white.
    assert symbol.quiet_zone_modules == pytest.approx(4, abs=0.2)


def test_contrast_has_the_grades_of_the_standard() -> None:
    assert [contrast_grade(value) for value in (0.7, 0.69, 0.54, 0.39, 0.19)] == list("ABCDF")


# Damaged.


@pytest.mark.parametrize("kind", DEGRADATION_LADDER, ids=lambda kind: str(kind.name))
def test_damage_is_the_same_each_time_and_leaves_the_picture_alone(kind: Degradation) -> None:
    patch = patch_of(ADDRESS, "M", 0.8)
    before = patch.grey.copy()
    for strength, _ in kind.steps:
        first = kind.apply(patch, strength)
        assert first.dtype == np.uint8
        assert np.array_equal(first, kind.apply(patch, strength))
        assert first.shape != before.shape or not np.array_equal(first, before)
    assert np.array_equal(patch.grey, before)


# Turned pictures cannot be compared pixel by pixel.
@pytest.mark.parametrize(
    "kind",
    [kind for kind in DEGRADATION_LADDER if kind.name != "tilt"],
    ids=lambda kind: str(kind.name),
)
def test_each_step_of_a_kind_damages_more_than_the_one_before(kind: Degradation) -> None:
    patch = patch_of(ADDRESS, "M", 0.8)

    def harm(strength: float) -> float:
        image = Image.fromarray(kind.apply(patch, strength)).resize(patch.grey.shape[::-1])
        return float(np.abs(np.asarray(image, np.float32) - patch.grey).mean())

    harms = [harm(strength) for strength, _ in kind.steps]
    assert harms == sorted(harms)
    assert len(set(harms)) == len(harms)


def test_ink_spreads_into_the_light_and_is_lost_from_the_dark() -> None:
    patch = patch_of(ADDRESS, "M", 0.8)
    assert (spread_dots(patch, 0.2) <= patch.grey).all()
    assert (shrink_dots(patch, 0.2) >= patch.grey).all()


def test_below_a_crease_all_is_half_its_width_aside() -> None:
    patch = patch_of(ADDRESS, "M", 0.8)
    seen = crease(patch, 2.0)
    last_row = slice(-7 * 5, -6 * 5)
    edges = [int(np.argmax(picture[last_row].mean(axis=0) > 140)) for picture in (patch.grey, seen)]
    assert edges[1] - edges[0] == 5


def test_required_steps_come_before_the_harder_ones_of_their_kind() -> None:
    for kind in DEGRADATION_LADDER:
        required = [is_required for _, is_required in kind.steps]
        assert required[0]
        assert required == sorted(required, reverse=True)


@pytest.mark.parametrize(("level", "module_mm"), [("M", 0.5), ("M", 1.2), ("Q", 0.8), ("H", 0.5)])
def test_a_sound_code_passes_the_whole_ladder(level: str, module_mm: float) -> None:
    assert failed(patch_of(ADDRESS, level, module_mm)) == set()


def test_a_code_of_the_lowest_level_passes_what_is_required_but_not_a_large_stain() -> None:
    patch = patch_of(ADDRESS, "L", 0.8)
    assert failed_required(patch) == set()
    assert "stain" in failed(patch)


def test_a_pale_code_fails_when_it_is_copied_or_fades() -> None:
    assert {"fax", "washed-out"} <= failed_required(patch_of(ADDRESS, "M", 0.8, ink=217))


def test_tiny_modules_fail_on_a_copier() -> None:
    assert "fax" in failed(patch_of(ADDRESS, "M", 0.25))
    assert "fax" in failed_required(patch_of(ADDRESS, "M", 0.18))


def test_a_code_printed_fat_fails_with_more_dot_gain() -> None:
    sound = patch_of(ADDRESS, "M", 0.8)
    fat = Patch(spread_dots(sound, 0.25), sound.modules, sound.margin, 5.0, 0.8)
    assert "dot-gain" in failed_required(fat)


def test_a_stained_code_has_no_reserve_for_another_stain() -> None:
    sound = patch_of(ADDRESS, "L", 0.8)
    spoilt = Patch(stain(sound, 3), sound.modules, sound.margin, 5.0, 0.8)
    assert {"stain", "flaking"} & failed(spoilt)


# From afar.


def test_reach_grows_with_the_module_and_the_camera() -> None:
    assert SCANNER.scanning_distance_m(1.0, 2.0) == pytest.approx(
        2 * SCANNER.scanning_distance_m(0.5, 2.0)
    )
    assert SCANNER.scanning_distance_m(1.0, 2.0) == pytest.approx(
        2 * SCANNER.scanning_distance_m(1.0, 4.0)
    )
    scanning_distances = [camera.scanning_distance_m(1.0, 2.0) for camera in CAMERAS]
    assert scanning_distances == sorted(scanning_distances)


def test_reach_is_that_of_a_pinhole() -> None:
    # 1920 px across 66 degrees: 1 m away they span 2 tan 33 degrees = 1.2988 m, 0.6765 mm each.
    assert SCANNER.scanning_distance_m(0.6765, 1.0) == pytest.approx(1.0, rel=1e-3)


@pytest.mark.parametrize("level", ["L", "M", "Q"])
def test_a_phone_needs_between_one_and_a_half_and_two_and_a_half_pixels(level: str) -> None:
    # Below about one and a half no reader can tell neighbours apart (Nyquist: two samples a cycle
    # of two modules, and the blur of a lens).
    assert 1.3 <= find_min_module_px(patch_of(ADDRESS, level, 0.8), ADDRESS) <= 2.5


def test_a_weak_code_is_not_read_from_as_far_as_a_sound_one() -> None:
    sound = find_min_module_px(patch_of(ADDRESS, "M", 0.8), ADDRESS)
    pale = find_min_module_px(patch_of(ADDRESS, "M", 0.8, ink=217), ADDRESS)
    assert pale > sound


def test_a_code_with_another_content_is_never_read() -> None:
    assert find_min_module_px(patch_of(ADDRESS, "M", 0.8), "https://other.vn") == math.inf


def test_distance_is_proportional_to_the_size_of_the_code() -> None:
    (small,) = proofs(qr_code(QR_TARGET, 40, 90, 25, BLACK, WHITE))
    (large,) = proofs(qr_code(QR_TARGET, 40, 90, 50, BLACK, WHITE))
    assert large.distance_m == pytest.approx(2 * small.distance_m, rel=0.1)
    assert large.rule_of_thumb_m == pytest.approx(0.5, abs=0.011)


@pytest.mark.parametrize(
    ("size_mm", "metres"),
    [((148, 210), 0.3), ((210, 297), 0.5), ((297, 420), 1), ((594, 420), 1.5), ((841, 1189), 3)],
)
def test_readers_stand_farther_from_larger_paper(
    size_mm: tuple[float, float], metres: float
) -> None:
    with opened(page_of("", *size_mm)) as document:
        assert needed_distance_m(document.pages[0]) == metres


# Said.


def test_a_document_is_proved_once_and_always_alike() -> None:
    data = page_of(qr_code(QR_TARGET, 59, 90, 30, BLACK, WHITE))
    with opened(data) as document, opened(data) as again:
        assert verify_codes(document) is verify_codes(document)
        assert verify_codes(document) == verify_codes(again)


def test_a_proof_says_where_the_code_is_from_the_upper_left_corner() -> None:
    (proof,) = proofs(qr_code(QR_TARGET, 40, 100, 30, BLACK, WHITE))
    assert proof.box_mm == pytest.approx((40, 210 - 130, 30, 30), abs=0.3)


def severities(code: str) -> list[Severity]:
    """Of the findings of that code in the files planted for it, in their order."""
    told = []
    for defect in DEFECTS:
        if defect.code == code:
            profile = load_profile(defect.profile_name, ASSETS.profiles)
            with open_document(defect.planted(), "x.pdf") as document:
                found = found_by_modules((qr,), document, Brief(profile, defect.expectation))
            told += [finding.severity for finding in found if finding.code == code]
    return told


@pytest.mark.parametrize("base", [office_base, leaflet_base], ids=lambda base: str(base.__name__))
def test_of_a_clean_file_only_the_distance_is_told(base: Base) -> None:
    profile = load_profile(profile_name_of(base), ASSETS.profiles)
    with open_document(base(), "clean.pdf") as document:
        found = found_by_modules((qr,), document, Brief(profile, expected_of(base)))
        assert all(proof.steps_read == len(proof.steps) for proof in verify_codes(document))
    assert [(finding.code, finding.severity) for finding in found] == [
        ("qr-distance", Severity.NOTE)
    ]


@pytest.mark.parametrize("code", ["qr-quiet-zone", "qr-module-size", "qr-contrast", "qr-damage"])
def test_a_little_too_little_is_a_warning_and_much_too_little_an_error(code: str) -> None:
    assert severities(code) == [Severity.WARNING, Severity.ERROR]


def test_a_code_that_is_not_read_from_where_readers_stand_is_a_warning() -> None:
    assert severities("qr-distance") == [Severity.WARNING]


def test_a_file_of_which_nothing_is_known_needs_no_code() -> None:
    with opened(page_of("")) as document:
        assert found_by_modules((qr,), document, Brief(PROFILE)) == []
