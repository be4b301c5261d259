"""Verification of QR symbols: from how far they are scanned, and once a document."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from support.corpus import (
    QR_TARGET,
    qr_code,
)
from support.qr_symbols import (
    ADDRESS,
    BLACK,
    WHITE,
    opened,
    page_of,
    patch_of,
    verified_codes,
)

from generator.preflight.qr import grading
from generator.preflight.qr.grading import (
    CAMERAS,
    SCANNER,
    find_min_module_px,
    verify_codes,
)


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


@pytest.mark.parametrize(("ink", "module_px"), [(0, 1.76), (180, 2.966)])
def test_the_camera_of_the_model_needs_more_pixels_for_a_paler_symbol(
    ink: int, module_px: float
) -> None:
    """Steps of a twelfth from five pixels on: any other lens, noise or step gives other numbers."""
    found = find_min_module_px(patch_of(ADDRESS, "M", 0.8, ink=ink), ADDRESS)
    assert found == pytest.approx(module_px, abs=0.001)


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
    (small,) = verified_codes(qr_code(QR_TARGET, 40, 90, 25, BLACK, WHITE))
    (large,) = verified_codes(qr_code(QR_TARGET, 40, 90, 50, BLACK, WHITE))
    assert large.distance_m == pytest.approx(2 * small.distance_m, rel=0.1)
    assert large.rule_of_thumb_m == pytest.approx(0.5, abs=0.011)


def test_codes_of_a_document_are_graded_once_and_always_alike() -> None:
    data = page_of(qr_code(QR_TARGET, 59, 90, 30, BLACK, WHITE))
    with opened(data) as document, opened(data) as again:
        assert verify_codes(document) is verify_codes(document)
        assert verify_codes(document) == verify_codes(again)


def test_a_verification_says_where_the_code_is_from_the_upper_left_corner() -> None:
    (code,) = verified_codes(qr_code(QR_TARGET, 40, 100, 30, BLACK, WHITE))
    assert code.box_mm == pytest.approx((40, 210 - 130, 30, 30), abs=0.3)


def test_no_size_below_a_pixel_to_a_module_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """By steps of a twelfth, the least size above one pixel is 1.044."""
    monkeypatch.setattr(grading, "_is_decoded", lambda grey, content: True)
    found = find_min_module_px(patch_of(ADDRESS, "M", 0.8), ADDRESS)
    assert found == pytest.approx(5 * (11 / 12) ** 18)


@pytest.mark.parametrize(
    ("frames", "is_read"),
    [((True, True), True), ((True, False, True), True), ((True, False, False), False)],
)
def test_two_of_three_frames_must_be_decoded(
    monkeypatch: pytest.MonkeyPatch, frames: tuple[bool, ...], is_read: bool
) -> None:
    answers: Iterator[bool] = iter((*frames, False, False))
    monkeypatch.setattr(grading, "_is_decoded", lambda grey, content: next(answers))
    found = find_min_module_px(patch_of(ADDRESS, "M", 0.8), ADDRESS)
    assert found == (5.0 if is_read else math.inf)


def test_two_of_the_three_frames_are_not_upright(monkeypatch: pytest.MonkeyPatch) -> None:
    turned: list[float] = []
    patch = patch_of(ADDRESS, "M", 0.8)

    def record(_: object, degrees: float) -> object:
        turned.append(degrees)
        return patch.grey

    monkeypatch.setattr(grading, "rotate", record)
    find_min_module_px(patch, ADDRESS)
    assert turned == [4.0, 11.0]
