"""Output intents: the profiles open, are what they say, and are as good as their README says."""

from __future__ import annotations

import hashlib
import re
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from support.shipped import ASSETS, DATA

from generator.core.errors import MissingResourceError
from generator.press.output_intents import ICC_FILES, INTENTS, deflated_icc_profile, icc_profile

README = (DATA / "icc" / "README.md").read_text(encoding="utf-8")
OF_INKS = [key for key, intent in INTENTS.items() if intent.components == 4]


def opened(key: str) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(BytesIO(icc_profile(key, ASSETS.icc)))


def on_screen(key: str, *percent: float) -> tuple[int, ...]:
    """The sRGB that inks look like, relative colorimetric."""
    transform = ImageCms.buildTransform(
        opened(key),
        ImageCms.createProfile("sRGB"),
        "CMYK",
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    pixel = Image.new("CMYK", (1, 1), tuple(round(part * 2.55) for part in percent))
    converted = ImageCms.applyTransform(pixel, transform)
    assert converted is not None
    colour = converted.getpixel((0, 0))
    assert isinstance(colour, tuple)
    return tuple(map(int, colour))


@pytest.mark.parametrize("key", INTENTS)
def test_a_profile_is_of_the_class_that_its_intent_asks_for(key: str) -> None:
    """An output intent of a PDF/X takes output profiles only (class prtr)."""
    profile = opened(key).profile
    kind = ("prtr", "CMYK") if INTENTS[key].components == 4 else ("mntr", "RGB")
    assert (profile.device_class, profile.xcolor_space.strip()) == kind
    assert profile.version < 3, "PDF 1.6 knows ICC 4, but not every RIP does"


@pytest.mark.parametrize("key", OF_INKS)
def test_a_profile_of_inks_holds_all_tables_of_an_output_profile(key: str) -> None:
    """ICC.1:2001-04, 6.3.3.2: a profile that lacks one cannot be converted to or proofed with."""
    data = icc_profile(key, ASSETS.icc)
    count = int.from_bytes(data[128:132], "big")
    tags = {data[132 + 12 * n : 136 + 12 * n].decode() for n in range(count)}
    tables = {f"{way}{n}" for way in ("A2B", "B2A") for n in range(3)}
    assert tables | {"desc", "cprt", "wtpt", "gamt"} <= tags


@pytest.mark.parametrize("key", INTENTS)
def test_a_profile_adds_no_more_than_40_kilobytes_to_a_file(key: str) -> None:
    assert len(deflated_icc_profile(key, ASSETS.icc)) <= 40_000
    assert zlib.decompress(deflated_icc_profile(key, ASSETS.icc)) == icc_profile(key, ASSETS.icc)


def test_a_profile_is_read_and_deflated_once_a_process() -> None:
    assert icc_profile("fogra39", ASSETS.icc) is icc_profile("fogra39", ASSETS.icc)
    assert deflated_icc_profile("fogra39", ASSETS.icc) is deflated_icc_profile(
        "fogra39", ASSETS.icc
    )


@pytest.mark.parametrize(
    ("key", "expected"), [("fogra39", (4, 81, 150)), ("fogra29", (71, 106, 156))]
)
def test_a_blue_of_three_inks_looks_as_with_the_large_profile(
    key: str, expected: tuple[int, ...]
) -> None:
    assert on_screen(key, 100, 70, 0, 10) == pytest.approx(expected, abs=2)


@pytest.mark.parametrize("key", OF_INKS)
def test_bare_paper_is_white_and_black_is_dark(key: str) -> None:
    assert on_screen(key, 0, 0, 0, 0) == (255, 255, 255)
    assert max(on_screen(key, 0, 0, 0, 100)) < 90


def test_black_is_greyer_on_uncoated_paper() -> None:
    assert min(on_screen("fogra29", 0, 0, 0, 100)) > max(on_screen("fogra39", 0, 0, 0, 100))


def test_srgb_is_srgb() -> None:
    transform = ImageCms.buildTransform(
        opened("srgb"), ImageCms.createProfile("sRGB"), "RGB", "RGB"
    )
    for colour in ((0, 0, 0), (10, 91, 176), (255, 210, 77), (255, 255, 255)):
        converted = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), transform)
        assert converted is not None
        assert converted.getpixel((0, 0)) == pytest.approx(colour, abs=1)


@pytest.mark.parametrize("key", INTENTS)
def test_nothing_bears_the_name_of_somebody_elses_profile(key: str) -> None:
    for name in (INTENTS[key].info, opened(key).profile.profile_description or ""):
        assert "ISO 12647" not in name
        assert "compact" in name


def test_the_readme_gives_the_size_and_the_hash_of_every_file() -> None:
    folder = DATA / "icc"
    files = {path.name: path.read_bytes() for path in folder.glob("*.icc")}
    assert set(files) == set(ICC_FILES.values())
    hashes = {name: sha256 for sha256, name in re.findall(r"([0-9a-f]{64})  (\S+)", README)}
    assert hashes == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    for name, data in files.items():
        deflated = len(zlib.compress(data, 9))
        assert f"| `{name}` | {len(data):_} | {deflated:_} |".replace("_", " ") in README


def test_a_profile_that_cannot_be_read_is_reported_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(MissingResourceError, match=r"FOGRA29L-compact-v2\.icc"):
        icc_profile("fogra29", tmp_path)
