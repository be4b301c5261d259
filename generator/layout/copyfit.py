"""Copyfit groups: boxes whose texts keep one common size, the largest at which each fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.core.errors import Place
from generator.layout.needs import Fit, Needs
from generator.sheet.model import Element
from generator.typeset.copyfit_search import largest_step

#: A text may exceed its box by this much before it counts: rounding, in pt.
SLACK_PT = 0.02


@dataclass(frozen=True, slots=True)
class Member:
    """A box of a group: its content box in pt, and where it stands."""

    element: Element
    width: float
    height: float
    where: Place

    def fits(self, needs: Needs, fit: Fit) -> bool:
        """Whether what is in it fits at this size."""
        return needs.content_height(self.element, self.width, fit) <= self.height + SLACK_PT


def settle(members: Sequence[Member], needs: Needs) -> tuple[Fit, list[Member]]:
    """The size of a group, and the members that do not fit even at the smallest.

    Headlines rather take a smaller size than leave a syllable alone on a line; only where no size
    helps is it allowed.
    """
    needs.spares_lone = True
    try:
        fit, misfits = _largest(members, needs)
        # Whether a syllable is left alone does not follow from the size: what holds at one size
        # may not hold below it. So the members before are asked again, and every smaller step.
        for step in range(fit.step, -1, -1) if not misfits else ():
            if all(member.fits(needs, Fit(step, fit.steps)) for member in members):
                return Fit(step, fit.steps), []
    finally:
        needs.spares_lone = False
    return _largest(members, needs)


def _largest(members: Sequence[Member], needs: Needs) -> tuple[Fit, list[Member]]:
    steps = max(1, *(m.element.steps for m in members))
    best, misfits = steps, []
    for member in members:
        # Most members fit at the size that the ones before have left.
        if member.fits(needs, Fit(best, steps)):
            continue

        def fits(step: int, member: Member = member) -> bool:
            return member.fits(needs, Fit(step, steps))

        found = largest_step(best - 1, fits)
        if found is None:
            misfits.append(member)
        else:
            best = found
    return Fit(best, steps), misfits
