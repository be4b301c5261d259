"""Contrast of text with what it stands on: on a screen and paper, and copied in grey.

The colour that a text is set in is known exactly, so it counts where it is seen. Where it is not,
as below a veil, and where none is set, as of a gradient, pixels show how the letters look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from generator.core.findings import Finding, Severity
from generator.core.inks import PROCESS_INKS
from generator.core.messages import msg
from generator.core.units import PT_PER_INCH
from generator.preflight.checks.brief import Brief, PageCheck
from generator.preflight.checks.legibility import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.cmyk_conversion import cmyk_conversion
from generator.preflight.pdf.geometry import clip_box, expand_box
from generator.preflight.pdf.marks import group_nearby, line_excerpt, visible_texts
from generator.preflight.pdf.model import Document, Mark, Page, Paint
from generator.preflight.pdf.paints import printed_grey, relative_luminance
from generator.preflight.render.background import BackgroundSampler, Colours, segment_count
from generator.preflight.render.grid import INSPECTION_DPI, PixelGrid, Pixels, page_pixels
from generator.preflight.render.quantiles import median_colour, quantile
from generator.press.output_intents import Intent, icc_profile

LOW = Rule(
    "low-contrast",
    msg("Text stands out too little from its ground"),
    msg("People with weak eyes, and everyone in poor light, cannot read it."),
    msg("Make the text darker or its ground lighter, or the other way round."),
    "WCAG 2.2, 1.4.3: 4.5 to 1, and 3 to 1 from 18 pt or bold 14 pt on",
    group=GROUP,
)
LOW_IN_GREY = Rule(
    "low-contrast-in-grey",
    msg("Text is lost when the piece is copied in black and white"),
    msg("Colours that differ in hue can become the same grey in a copier."),
    msg("Choose text and ground so that one is clearly darker than the other."),
    "WCAG 2.2, 1.4.3, after ITU-R BT.601 grey; house rule",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (LOW, LOW_IN_GREY)

#: Light from elsewhere that dims every contrast (WCAG 2.2, definition of contrast ratio).
_FLARE = 0.05
#: WCAG 2.2, 1.4.3, also for what is large: from 18 pt, or bold 14 pt, on.
_ASKED = 4.5
_ASKED_OF_LARGE = 3.0
_LARGE_PT = 18.0
_LARGE_BOLD_PT = 14.0
#: How inks look is known only so nearly: from this share of what is asked on it is a warning. Our
#: own; corpus: the planted text in 40 % black is an error down to 0.35 of this.
_NEAR = 0.9
_BOLD = re.compile(r"bold|black|heavy|extrab|[6-9]00", re.IGNORECASE)

#: Pixels that differ less from a ground are the ground. Corpus: the planted gradient is missed with
#: 2.3, and reported otherwise with 0.98.
_GROUND_RATIO = 1.15
#: How much of a stretch is ground at least, if the ground is even enough to measure letters on.
#: Corpus: planted faults are missed with 0.72.
_EVEN_SHARE = 0.45
#: How much of a stretch its letters cover at least. Corpus: alike from 0.0015 up to 0.15;
#: planted faults are missed with 0.3.
_LETTERS_SHARE = 0.03
#: The core of letters is this far up among their pixels; the others are blurred edges. Corpus:
#: alike from 0.05 to 0.9.
_CORE = 0.9
#: A pixel is of the text's own colour if it lies nearer to it than this share of the way. Corpus:
#: the veiled text is missed with 1.05.
_OWN_SHARE = 0.35
#: Of a stretch, if so many pixels are of the text's own colour, that is how it looks: a full stop
#: of a line. Corpus: alike from 0.0005 to 0.1.
_ENOUGH_OWN = 0.01
#: How much less contrast than set a text must show before its pixels are believed. Corpus: the
#: veiled text shows less than 0.16 of it.
_VEILED = 0.8
#: Pixels to the em at which a stem of 0.08 em is 3 pixels wide, and the limits of it in dpi.
#: Corpus: alike from 2 to 420, from 10 to 2000 and from 30 to 6000.
_PX_PER_EM = 42.0
_FINE_DPI = (200.0, 600.0)
#: Around a text whose ink is looked at, in em: twice of what is sampled. Our own.
_INK_MARGIN_EM = 0.2
#: So many texts of a page are looked at more closely, at most: each takes a rendering.
#: Our own; corpus: alike from 1 to 300.
_MAX_CLOSE_LOOKS = 30


def check_contrast(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that each text's contrast is enough in its background's worst part, also in grey."""
    looker, eye, press = BackgroundSampler(page), _Eye(page), _Press(page, brief)
    weak: list[tuple[tuple[bool, float, float], Mark]] = []
    for mark in visible_texts(page):
        if mark.is_artifact or mark.paint is None:
            continue
        asked = _ASKED_OF_LARGE if _is_large(page.document, mark) else _ASKED
        if mark.paint.space == "Pattern":
            seen = eye.contrast(mark, None, asked)
            if seen is not None and seen < asked:
                weak.append(((False, seen, asked), mark))
            continue
        backgrounds = looker.backgrounds(mark)
        if not len(backgrounds):
            continue
        in_colour, in_grey = _measured(mark, mark.paint, backgrounds)
        if min(in_colour, in_grey) < asked:
            backgrounds = press.backgrounds(mark, backgrounds)
            in_colour, in_grey = _measured(mark, mark.paint, backgrounds)
        if in_colour >= asked:
            seen = eye.contrast(mark, median_colour(backgrounds), asked)
            if seen is not None and seen < min(_NEAR * asked, _VEILED * in_colour):
                in_colour = seen
        if in_colour < asked:
            weak.append(((False, in_colour, asked), mark))
        elif in_grey < asked:
            weak.append(((True, in_grey, asked), mark))
    for (is_grey, found, asked), marks in group_nearby(weak):
        if is_grey:
            yield _low_in_grey(brief, page, marks[0], found, asked)
        else:
            yield _low(page, marks[0], found, asked)


class _Press:
    """Shows the inks below texts of one page as they print on coated paper.

    A renderer mixes inks by a rule of its own; the colour of a text is that of an ICC profile.
    """

    def __init__(self, page: Page, brief: Brief) -> None:
        self._page, self._brief = page, brief
        self._left = _MAX_CLOSE_LOOKS

    def backgrounds(self, mark: Mark, rendered: Colours) -> Colours:
        """Backgrounds of ``mark`` in print; ``rendered``, where not only process inks are there."""
        if mark.paint is None or not set(mark.paint.inks) & set(PROCESS_INKS) or not self._left:
            return rendered
        self._left -= 1
        around = _INK_MARGIN_EM * (mark.text.size_pt if mark.text else 0.0)
        box = clip_box(expand_box(mark.box, around, around), self._page.boxes.media)
        plates = self._page.plates(INSPECTION_DPI, box)
        if not plates or set(plates) - set(PROCESS_INKS):
            return rendered
        blank = np.zeros_like(next(iter(plates.values())))
        inks = np.stack([plates.get(ink, blank) for ink in PROCESS_INKS], axis=-1)
        conversion = cmyk_conversion(icc_profile(Intent.FOGRA39, self._brief.assets.icc))
        rows = np.round(inks.reshape(-1, 4) * 255).astype(np.uint8)
        pixels = conversion.to_srgb(rows).reshape(*blank.shape, 3)
        grid = PixelGrid(box, *blank.shape)
        found = BackgroundSampler(self._page, (grid, pixels)).backgrounds(mark)
        return found if len(found) else rendered


class _Eye:
    """Measures how texts of one page look, and looks closer where that is in doubt."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._grid, self._pixels = page_pixels(page)
        self._left = _MAX_CLOSE_LOOKS

    def contrast(self, mark: Mark, ground: Colours | None, asked: float) -> float | None:
        """The least contrast, to 0.1, that a stretch of ``mark`` is seen with.

        None where the text shows its own colour on ``ground``, or where it cannot be determined.
        Without a ground the text has no colour of its own.
        """
        seen = _least_seen(self._pixels[self._grid.pixels_touching(mark.box)], mark, ground)
        if seen is None or seen >= asked or not self._left or mark.text is None:
            return seen
        self._left -= 1
        least, most = _FINE_DPI
        dpi = min(most, max(least, PT_PER_INCH * _PX_PER_EM / max(1.0, mark.text.size_pt)))
        return _least_seen(self._page.picture(dpi, mark.box), mark, ground)


def _least_seen(pixels: Pixels, mark: Mark, ground: Colours | None) -> float | None:
    """The least contrast of letters in ``pixels``, in stretches along the longer side."""
    if not pixels.size:
        return None
    longer, shorter = max(pixels.shape[:2]), min(pixels.shape[:2])
    count = segment_count(longer, shorter)
    axis = 0 if pixels.shape[0] > pixels.shape[1] else 1
    seen = (
        _contrast_in(part.reshape(-1, 3) / 255, mark, ground)
        for part in np.array_split(pixels, count, axis=axis)
    )
    return min((one for one in seen if one is not None), default=None)


def _contrast_in(colours: Colours, mark: Mark, ground: Colours | None) -> float | None:
    """The contrast of the letters in one stretch; None if it has none, or shows their own colour.

    Args:
        colours: A row for each pixel, channels 0..1.
    """
    if ground is not None and mark.paint is not None:
        own = mark.alpha * np.array(mark.paint.rgb) + (1 - mark.alpha) * ground
        way = float(np.abs(own - ground).max())
        if (np.abs(colours - own).max(axis=1) < _OWN_SHARE * way).mean() >= _ENOUGH_OWN:
            return None
    light = relative_luminance(colours)
    under = quantile(light, 0.5)
    ratios = (np.maximum(light, under) + _FLARE) / (np.minimum(light, under) + _FLARE)
    letters = ratios[ratios > _GROUND_RATIO]
    share = len(letters) / len(ratios)
    if not _LETTERS_SHARE <= share <= 1 - _EVEN_SHARE:
        return None
    return float(np.floor(10 * quantile(letters, _CORE)) / 10)


def _low(page: Page, mark: Mark, found: float, asked: float) -> Finding:
    is_near = mark.paint is not None and bool(mark.paint.inks) and found >= _NEAR * asked
    return LOW.found(
        Severity.WARNING if is_near else Severity.ERROR,
        msg(
            "the contrast of “{text}” is {found} to 1; at least {asked} to 1 is asked for",
            text=line_excerpt(page, mark),
            found=found,
            asked=asked,
        ),
        place_on(page, mark.box),
    )


def _low_in_grey(brief: Brief, page: Page, mark: Mark, found: float, asked: float) -> Finding:
    return LOW_IN_GREY.found(
        Severity.ERROR if brief.profile.survives_grey else Severity.WARNING,
        msg(
            "in grey the contrast of “{text}” is {found} to 1; at least {asked} to 1 is asked for",
            text=line_excerpt(page, mark),
            found=found,
            asked=asked,
        ),
        place_on(page, mark.box),
    )


def _is_large(document: Document, mark: Mark) -> bool:
    assert mark.text is not None
    size = round(mark.text.size_pt, 1)
    is_bold = bool(_BOLD.search(document.fonts[mark.text.font].name))
    return size >= (_LARGE_BOLD_PT if is_bold else _LARGE_PT)


def _measured(mark: Mark, paint: Paint, backgrounds: Colours) -> tuple[float, float]:
    """The least contrast in colour and in grey, to 0.1, over the grounds of a text."""
    own = mark.alpha * np.array(paint.rgb) + (1 - mark.alpha) * backgrounds
    grey, under = (np.repeat(printed_grey(rgb)[:, None], 3, axis=1) for rgb in (own, backgrounds))
    return (
        _least(relative_luminance(own), relative_luminance(backgrounds)),
        _least(relative_luminance(grey), relative_luminance(under)),
    )


def _least(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    light, dark = np.maximum(one, other), np.minimum(one, other)
    # Cut, not rounded: what is just short of the number asked for must not read as it.
    return float(np.floor(10 * ((light + _FLARE) / (dark + _FLARE)).min() + 1e-9) / 10)


PAGE_CHECKS: tuple[PageCheck, ...] = (check_contrast,)
