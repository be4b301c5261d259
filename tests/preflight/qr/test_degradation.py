"""The degradation ladder: each step is deterministic, and sound symbols are decoded under it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from support.qr_symbols import (
    ADDRESS,
    failed,
    failed_required,
    patch_of,
)

from generator.preflight.qr.degradation import (
    DEGRADATION_LADDER,
    Degradation,
    Patch,
    crease,
    shrink_dots,
    spread_dots,
    stain,
)
from generator.preflight.qr.grading import degradation_results


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


#: What a sound symbol of level M, modules of 0.5 mm, is decoded under, and what it is not.
LIMITS = {
    "blur": (0.49, 0.55),
    "dot-gain": (0.33, 0.36),
    "dot-loss": (0.29, 0.33),
    "washed-out": (9, 6),
    "perspective": (70, 76),
    "crease": (1.7, 2.0),
    "stain": (10, 11.5),
    "flaking": (4.0, 5.0),
    "fax": (90, 70),
    "worn-drum": (36, 42),
    "laser": (120, 75),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_sound_symbol_bears_each_degradation_up_to_a_limit(name: str) -> None:
    kind = next(kind for kind in DEGRADATION_LADDER if kind.name == name)
    ladder = (replace(kind, required_strengths=LIMITS[name], further_strengths=()),)
    results = degradation_results(patch_of(ADDRESS, "M", 0.5), ADDRESS, ladder)
    assert [result.read for result in results] == [True, False]


@pytest.mark.parametrize("name", LIMITS)
def test_the_ladder_ends_before_the_limit_of_a_sound_symbol(name: str) -> None:
    kind = next(kind for kind in DEGRADATION_LADDER if kind.name == name)
    rises = LIMITS[name][0] < LIMITS[name][1]
    assert all((strength < LIMITS[name][0]) is rises for strength, _ in kind.steps)
