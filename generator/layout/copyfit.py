"""Copyfit groups: boxes whose texts keep one common size, the largest at which each fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.core.errors import Place
from generator.layout.intrinsic_sizes import Fit, IntrinsicSizes
from generator.sheet.model import Element
from generator.typeset.copyfit_search import largest_step

#: Tolerance for rounding errors when a text is compared with its box, in pt.
SLACK_PT = 0.02


@dataclass(frozen=True, slots=True)
class Member:
    """A box of a group: its content box in pt, and its place."""

    element: Element
    width: float
    height: float
    where: Place

    def fits(self, intrinsic: IntrinsicSizes, fit: Fit) -> bool:
        """True if its content fits at this size."""
        return intrinsic.content_height(self.element, self.width, fit) <= self.height + SLACK_PT

    def over_pt(self, intrinsic: IntrinsicSizes, fit: Fit) -> float:
        """Height in pt that its box lacks at this size; negative where there is room."""
        return intrinsic.content_height(self.element, self.width, fit) - self.height


def fit_group(members: Sequence[Member], intrinsic: IntrinsicSizes) -> tuple[Fit, list[Member]]:
    """The size of a group, and the members that do not fit even at the smallest.

    Headlines rather take a smaller size than leave a syllable alone on a line; only where no size
    avoids it is it allowed.
    """
    intrinsic.avoids_lone = True
    try:
        fit, misfits = _largest(members, intrinsic)
        # Lone syllables are not monotone in the size: a size may avoid them and a smaller one not.
        # So the earlier members are tested again, at every smaller step.
        for step in range(fit.step, -1, -1) if not misfits else ():
            if all(member.fits(intrinsic, Fit(step, fit.steps)) for member in members):
                return Fit(step, fit.steps), []
    finally:
        intrinsic.avoids_lone = False
    return _largest(members, intrinsic)


def _largest(members: Sequence[Member], intrinsic: IntrinsicSizes) -> tuple[Fit, list[Member]]:
    steps = max(1, *(m.element.steps for m in members))
    best, misfits = steps, []
    for member in members:
        # Most members fit at the size that the ones before have left.
        if member.fits(intrinsic, Fit(best, steps)):
            continue

        def fits(step: int, member: Member = member) -> bool:
            return member.fits(intrinsic, Fit(step, steps))

        found = largest_step(best - 1, fits)
        if found is None:
            misfits.append(member)
        else:
            best = found
    return Fit(best, steps), misfits
