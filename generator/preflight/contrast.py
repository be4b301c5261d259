"""Contrast of text with what it stands on: on a screen and paper, and copied in grey."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from generator.findings import Finding, Severity
from generator.messages import msg
from generator.preflight.grounds import Colours, Looker
from generator.preflight.looking import grey_of, grouped, luminance, texts, words_of
from generator.preflight.model import Check, Document, Mark, Page, Paint, Rule, place_on

LOW = Rule(
    "low-contrast",
    msg("Text stands out too little from its ground"),
    msg("People with weak eyes, and everyone in poor light, cannot read it."),
    msg("Make the text darker or its ground lighter, or the other way round."),
    "WCAG 2.2, 1.4.3: 4.5 to 1, and 3 to 1 from 18 pt or bold 14 pt on",
)
LOW_IN_GREY = Rule(
    "low-contrast-in-grey",
    msg("Text is lost when the piece is copied in black and white"),
    msg("Colours that differ in hue can become the same grey in a copier."),
    msg("Choose text and ground so that one is clearly darker than the other."),
    "WCAG 2.2, 1.4.3, after ITU-R BT.601 grey; house rule",
)
RULES: tuple[Rule, ...] = (LOW, LOW_IN_GREY)

_ASKED = 4.5
_ASKED_OF_LARGE = 3.0
_LARGE_PT = 18.0
_LARGE_BOLD_PT = 14.0
#: How inks look is known only so nearly: from this share of what is asked on it is a warning.
_NEAR = 0.9
_BOLD = re.compile(r"bold|black|heavy|extrab|[6-9]00", re.IGNORECASE)


def check_contrast(document: Document) -> Iterator[Finding]:
    """Whether each text's contrast is enough, in the worst part of its ground, also in grey."""
    for page in document.pages:
        looker = Looker(page)
        weak: list[tuple[tuple[bool, float, float], Mark]] = []
        for mark in texts(page):
            if mark.is_artifact or mark.paint is None or mark.paint.space == "Pattern":
                continue
            grounds = looker.grounds(mark)
            if not len(grounds):
                continue
            asked = _ASKED_OF_LARGE if _is_large(document, mark) else _ASKED
            in_colour, in_grey = _measured(mark, mark.paint, grounds)
            if in_colour < asked:
                weak.append(((False, in_colour, asked), mark))
            elif in_grey < asked:
                weak.append(((True, in_grey, asked), mark))
        for (is_grey, found, asked), marks in grouped(weak):
            if is_grey:
                yield _low_in_grey(document, page, marks[0], found, asked)
            else:
                yield _low(page, marks[0], found, asked)


def _low(page: Page, mark: Mark, found: float, asked: float) -> Finding:
    is_near = mark.paint is not None and bool(mark.paint.inks) and found >= _NEAR * asked
    return LOW.found(
        Severity.WARNING if is_near else Severity.ERROR,
        msg(
            "the contrast of “{text}” is {found} to 1; at least {asked} to 1 is asked for",
            text=words_of(mark),
            found=found,
            asked=asked,
        ),
        place_on(page, mark.box),
    )


def _low_in_grey(document: Document, page: Page, mark: Mark, found: float, asked: float) -> Finding:
    return LOW_IN_GREY.found(
        Severity.ERROR if document.profile.survives_grey else Severity.WARNING,
        msg(
            "in grey the contrast of “{text}” is {found} to 1; at least {asked} to 1 is asked for",
            text=words_of(mark),
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


def _measured(mark: Mark, paint: Paint, grounds: Colours) -> tuple[float, float]:
    """The least contrast in colour and in grey, to 0.1, over the grounds of a text."""
    own = mark.alpha * np.array(paint.rgb) + (1 - mark.alpha) * grounds
    grey, under = (np.repeat(grey_of(rgb)[:, None], 3, axis=1) for rgb in (own, grounds))
    return (
        _least(luminance(own), luminance(grounds)),
        _least(luminance(grey), luminance(under)),
    )


def _least(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    light, dark = np.maximum(one, other), np.minimum(one, other)
    # Cut, not rounded: what is just short of the number asked for must not read as it.
    return float(np.floor(10 * ((light + 0.05) / (dark + 0.05)).min() + 1e-9) / 10)


CHECKS: tuple[Check, ...] = (check_contrast,)
