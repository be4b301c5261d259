"""A file's output intents are read as they stand, whatever is missing."""

from __future__ import annotations

import io

import pikepdf
import pytest
from support.workshop import piece_for

from generator.preflight.pdf.output_intents import output_intents
from generator.press.output_intents import INTENTS


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.mark.parametrize("name", ["office", "offset", "uncoated"])
def test_what_we_wrote_is_what_is_read(name: str) -> None:
    piece = piece_for("poster", name)
    wanted = INTENTS[piece.profile.intent]
    pdf = opened(piece.pdf)  # closed with its last reference
    for found in output_intents(pdf):
        assert found.identifier == wanted.condition
        assert found.names == (wanted.condition, wanted.info)
        assert found.components == wanted.components
        assert found.has_icc_profile
        assert found.device_class == ("prtr" if wanted.components == 4 else "mntr")


def test_an_intent_without_anything_is_one_all_the_same() -> None:
    pdf = pikepdf.new()
    assert output_intents(pdf) == ()
    pdf.Root.OutputIntents = pikepdf.Array([pikepdf.Dictionary()])
    (found,) = output_intents(pdf)
    assert (found.kind, found.identifier, found.names, found.profile) == ("", None, (), None)
    assert not found.has_icc_profile
