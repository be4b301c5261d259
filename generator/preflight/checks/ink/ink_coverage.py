"""Total area coverage: how much ink lies on top of each other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.units import mm_to_pt
from generator.preflight.checks.brief import Brief, PageCheck
from generator.preflight.checks.ink import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.model import Page
from generator.preflight.render.grid import page_plates, undecoded_images
from generator.press.profile import ColourModel

TOO_MUCH = Rule(
    "too-much-ink",
    msg("Too much ink in one place"),
    msg(
        "Where the inks add up to more than the paper can take, the sheet does not dry, sticks to "
        "the next one and rubs off."
    ),
    msg("Use a lighter colour there, or black alone in place of a mixture of all four inks."),
    "GWG 2015, 4.22: the mean over a window of 15 mm; guides of print shops by paper",
    group=GROUP,
)
NOT_MEASURED = Rule(
    "picture-ink-unknown",
    msg("The ink of a picture could not be measured"),
    msg(
        "The picture is damaged, of a kind that is not read here, or larger than can be held. Its "
        "ink was not added up, and printers may leave it out."
    ),
    msg("Save the picture anew as JPEG or PNG, smaller if it is very large, and place it again."),
    "our own; 300 million samples, an A3 spread of four inks at 600 ppi",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (TOO_MUCH, NOT_MEASURED)

#: The side of the window over which ink is averaged (GWG 2015, 4.22).
_WINDOW_MM = 15.0


def check_coverage(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that the inks within the BleedBox add up to no more than the profile allows."""
    limit = brief.profile.ink_percent
    if brief.profile.colour is not ColourModel.CMYK:
        return
    seen = page_plates(page)
    if seen is None:
        return
    grid, plates = seen
    total: NDArray[np.float64] = np.stack(list(plates.values())).sum(axis=0, dtype=np.float64)
    height = min(grid.rows, max(1, round(mm_to_pt(_WINDOW_MM) / grid.pt_per_row)))
    width = min(grid.columns, max(1, round(mm_to_pt(_WINDOW_MM) / grid.pt_per_column)))
    means = window_means(total, height, width)
    row, column = np.unravel_index(int(means.argmax()), means.shape)
    most = round(100 * float(means[row, column]))
    if most <= limit.warning:
        return
    window = slice(int(row), int(row) + height), slice(int(column), int(column) + width)
    is_error = most > limit.error
    yield TOO_MUCH.found(
        Severity.ERROR if is_error else Severity.WARNING,
        msg(
            "the inks add up to {found} %; the profile allows {allowed} %",
            found=most,
            allowed=limit.error if is_error else limit.warning,
        ),
        place_on(page, grid.box_of(*window)),
    )


def window_means(values: NDArray[np.float64], height: int, width: int) -> NDArray[np.float64]:
    """The mean of every window of ``height`` by ``width`` that lies within ``values``."""
    sums = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
    sums[1:, 1:] = values.cumsum(axis=0).cumsum(axis=1)
    found: NDArray[np.float64] = (
        sums[height:, width:] - sums[:-height, width:] - sums[height:, :-width]
    ) + sums[:-height, :-width]
    return found / (height * width)


def check_measured(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that the ink of every picture could be measured."""
    if brief.profile.colour is not ColourModel.CMYK:
        return
    count = undecoded_images(page)
    if count:
        message = msg("pictures whose ink could not be measured: {count}", count=count)
        yield NOT_MEASURED.found(Severity.WARNING, message, place_on(page))


PAGE_CHECKS: tuple[PageCheck, ...] = (check_coverage, check_measured)
