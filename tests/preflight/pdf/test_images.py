"""Samples of images and meshes: how large they may be."""

from __future__ import annotations

import pytest
from pikepdf import Array, Name
from support.handpdf import image, stream
from support.shipped import CONVERSION

from generator.preflight.pdf.colour_spaces import DEVICE_GRAY
from generator.preflight.pdf.image_samples import ImageSamples
from generator.preflight.pdf.meshes import recolour_mesh


@pytest.mark.parametrize(("width", "fault"), [(30_000, "cannot identify"), (30_001, "too much")])
def test_images_of_up_to_300_million_samples_are_decoded(width: int, fault: str) -> None:
    broken = image(b"no JPEG", (width, 10_000), Name.DeviceGray, Filter=Name.DCTDecode)
    with pytest.raises((ValueError, OSError), match=fault):
        ImageSamples(broken, DEVICE_GRAY, 1000, CONVERSION)


@pytest.mark.parametrize("bits", [32, 33])
def test_coordinates_of_meshes_have_at_most_32_bits(bits: int) -> None:
    mesh = stream(
        bytes(2 * bits),
        ShadingType=5,
        BitsPerCoordinate=bits,
        BitsPerComponent=8,
        Decode=Array([0, 1, 0, 1, 0, 1]),
    )
    if bits > 32:
        with pytest.raises(ValueError, match="measures"):
            recolour_mesh(mesh, 1, lambda rows: rows)
    else:
        assert recolour_mesh(mesh, 1, lambda rows: rows)
