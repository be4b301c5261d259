"""The pictures of the Vietnamese guide show the studio as it is now.

``--update-goldens`` takes them anew.
"""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page
from support.five_steps import walk
from support.tools import DOCS

pytestmark = pytest.mark.slow

#: Colours of a picture's palette: the pages are calm, and a guide is read on slow lines.
_COLOURS: Final = 256
#: Pictures are compared at a tenth: letters of a clock or an anti-aliased edge do not count there.
_COMPARED: Final = (144, 90)
#: Mean difference of a channel, of 255. The same walk twice: at most 0.6; a step whose preview is
#: missing: 9; another page: 20 and more.
_TOLERANCE: Final = 4.0
_DRAWN_S: Final = 20.0
#: Pictures within the window are there, and the viewer draws nothing.
_READY: Final = """() => {
  const below = (image) => image.getBoundingClientRect().top > innerHeight;
  const busy = [...document.querySelectorAll("[data-part=busy]")];
  return [...document.images].every((image) => image.complete || below(image))
    && !busy.some((part) => part.checkVisibility());
}"""


def test_each_step_looks_as_in_the_guide(page: Page, update_goldens: bool) -> None:
    stale = []
    for step in walk(page):
        shown = screenshot(page)
        path = DOCS / "pictures" / f"studio-{step}.png"
        if update_goldens:
            save(shown, path)
        elif not path.is_file() or difference(shown, path) > _TOLERANCE:
            stale.append(path.name)
    assert stale == [], "take them anew with --update-goldens, and look at them"


def test_the_guide_shows_every_picture_of_the_studio() -> None:
    guide = (DOCS / "huong-dan.md").read_text(encoding="utf-8")
    pictures = sorted((DOCS / "pictures").glob("studio-*.png"))
    assert len(pictures) == 6
    assert [path.name for path in pictures if f"(pictures/{path.name})" not in guide] == []


def screenshot(page: Page) -> Image.Image:
    """The window from its top, when all is drawn."""
    page.evaluate("() => scrollTo(0, 0)")
    end = time.monotonic() + _DRAWN_S
    page.wait_for_timeout(1000)
    while not page.evaluate(_READY) and time.monotonic() < end:
        page.wait_for_timeout(200)
    # Not "disabled" and "hide": these add a style to the page, which its policy forbids.
    data = page.screenshot(animations="allow", caret="initial")
    return Image.open(BytesIO(data)).convert("RGB")


def save(picture: Image.Image, path: Path) -> None:
    reduced = picture.quantize(_COLOURS, dither=Image.Dither.NONE)
    reduced.save(path, optimize=True)


def difference(shown: Image.Image, path: Path) -> float:
    """The mean difference of the two pictures, seen from afar."""
    with Image.open(path) as shipped:
        pair = [
            np.asarray(one.convert("RGB").resize(_COMPARED, Image.Resampling.BOX), dtype=float)
            for one in (shown, shipped)
        ]
    return float(np.abs(pair[0] - pair[1]).mean())
