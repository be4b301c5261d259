"""The pictures of docs/vietnamese.md are what is drawn today, and their halves differ."""

from __future__ import annotations

import pytest
from PIL import Image
from support.rendering import SHARE_TOLERANCE, difference

from benchmarks.vietnamese.pictures import FOLDER, Pair, draw, pairs

PAIRS = pairs()


@pytest.mark.parametrize("pair", PAIRS, ids=[pair.name for pair in PAIRS])
def test_a_picture_shows_what_is_drawn_today(pair: Pair) -> None:
    path = FOLDER / f"vietnamese-{pair.name}.png"
    shown = Image.open(path).convert("RGB")
    hint = "python -m benchmarks.vietnamese.pictures draws them anew"
    assert difference(draw(pair), shown) <= SHARE_TOLERANCE, hint
    assert path.stat().st_size < 60_000


@pytest.mark.parametrize("pair", PAIRS, ids=[pair.name for pair in PAIRS])
def test_wrong_and_right_differ_below_their_verdicts(pair: Pair) -> None:
    """In more than the colour of the ground: both are compared as ink and paper."""
    picture = draw(pair).convert("L").point(lambda tone: 255 if tone > 150 else 0)
    half = picture.width // 2 - 12
    wrong, right = (
        picture.crop((left, 70, left + half, picture.height)).convert("RGB")
        for left in (0, picture.width - half)
    )
    assert difference(wrong, right) > 0.01
