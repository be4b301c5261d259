"""Copyfit groups: boxes whose texts keep one common size, the largest at which each fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.core.errors import Place
from generator.layout.fit import Fit
from generator.layout.intrinsic_sizes import IntrinsicSizes, blemish_of
from generator.sheet.model import Element
from generator.typeset.copyfit_search import largest_step
from generator.typeset.paragraph import Blemish

#: Tolerance for rounding errors when a text is compared with its box, in pt.
SLACK_PT = 0.02
#: How much smaller a headline may be for the sake of a word that leads on at the end of a line; and
#: how much smaller the headlines of several boxes may be, which all have one size.
LEAST_ALONE = 0.85
LEAST_TOGETHER = 0.94
#: How much smaller all of a group may be so that no name is cut and no syllable alone.
LEAST_WHOLE = 0.7


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

    An even arrangement of tiles is taken if it fits at the design's size or above; else the one at
    which the texts are larger. Then texts that most of their neighbours outnumber in lines are
    broken as these are, where there is room.
    """
    fit, misfits = _fit(members, intrinsic, _start(members, even=True))
    if (misfits or fit.step < 0) and any(member.element.has_tiles for member in members):
        least, left_over = _fit(members, intrinsic, _start(members, even=False))
        if misfits or (least.step > fit.step and not left_over):
            fit, misfits = least, left_over
    if misfits:
        return fit, misfits
    alike = intrinsic.alike([(m.element, m.width) for m in members], fit)
    if alike:
        broken = fit._replace(alike=alike)
        if all(member.fits(intrinsic, broken) for member in members):
            return broken, []
    return fit, []


def _start(members: Sequence[Member], *, even: bool) -> Fit:
    """The largest size that the members' styles allow."""
    below = max(1, *(m.element.steps_below for m in members))
    above = max(m.element.steps_above for m in members)
    return Fit(above, below, above, even)


def _fit(
    members: Sequence[Member], intrinsic: IntrinsicSizes, start: Fit
) -> tuple[Fit, list[Member]]:
    """The largest size at which the members fit in one arrangement.

    Headlines rather take a smaller size than cut a name or leave a syllable alone on a line; only
    where no size avoids it is it allowed. They take a somewhat smaller one rather than end a line
    with a word that leads on.
    """
    whole = _whole(members, intrinsic, start)
    if whole == start:
        return _without_leading_ends(members, intrinsic, whole), []
    fit, misfits = _largest(members, intrinsic, start)
    if whole is not None and _share(members, whole, fit) >= LEAST_WHOLE:
        return _without_leading_ends(members, intrinsic, whole), []
    if not misfits:
        return fit, []
    return _largest(members, intrinsic, start._replace(parts=True))


def _whole(members: Sequence[Member], intrinsic: IntrinsicSizes, start: Fit) -> Fit | None:
    """The largest size at which no name is cut and no syllable left alone; None: there is none."""
    intrinsic.worst = Blemish.LEADING_END
    try:
        fit, misfits = _largest(members, intrinsic, start)
        # Blemishes are not monotone in the size: a size may avoid them and a smaller one not. So
        # the earlier members are tested again, at every smaller step.
        for step in range(fit.step, -fit.below - 1, -1) if not misfits else ():
            if all(member.fits(intrinsic, fit._replace(step=step)) for member in members):
                return fit._replace(step=step)
    finally:
        intrinsic.worst = Blemish.BROKEN
    return None


def _without_leading_ends(members: Sequence[Member], intrinsic: IntrinsicSizes, whole: Fit) -> Fit:
    """A size, not much smaller, at which no line ends with a word that leads on; else ``whole``."""
    texts = [t for m in members for t in intrinsic.blemished(m.element, m.width, whole)]
    if not texts:
        return whole
    least = LEAST_ALONE if len(members) == 1 else LEAST_TOGETHER

    def smaller(steps_down: int) -> Fit:
        return whole._replace(step=whole.step - steps_down)

    def is_large_enough(steps_down: int) -> bool:
        fit = smaller(steps_down)
        return all(
            fit.font_size(text.style) >= least * whole.font_size(text.style) for text, _, _ in texts
        )

    def ends_well(steps_up: int) -> bool:
        fit = smaller(most - steps_up)
        return all(member.fits(intrinsic, fit) for member in members)

    most = largest_step(whole.step + whole.below, is_large_enough) or 0
    if any(blemish_of(*text, smaller(most)) for text in texts):
        return whole
    intrinsic.worst = Blemish.NONE
    try:
        steps_up = largest_step(most, ends_well)
    finally:
        intrinsic.worst = Blemish.BROKEN
    return whole if steps_up is None else smaller(most - steps_up)


def _share(members: Sequence[Member], one: Fit, other: Fit) -> float:
    """The smallest ratio of a text's sizes at two fits."""
    styles = [text.style for member in members for text in _texts(member.element)]
    return min([one.font_size(style) / other.font_size(style) for style in styles], default=1.0)


def _texts(element: Element) -> Iterator[Element]:
    if element.texts:
        yield element
    for child in element.flow:
        yield from _texts(child)


def _largest(
    members: Sequence[Member], intrinsic: IntrinsicSizes, start: Fit
) -> tuple[Fit, list[Member]]:
    best, misfits = start, []
    for member in members:
        # Most members fit at the size that the ones before have left.
        if member.fits(intrinsic, best):
            continue

        def fits(steps_up: int, member: Member = member) -> bool:
            return member.fits(intrinsic, start._replace(step=steps_up - start.below))

        # Many pieces take the design's size, or one that is not far from it: what is too large at
        # the very largest is not tried again one step below.
        most = best.step + start.below - (0 if best.step > 1 else 1)
        found = largest_step(most, fits, near=start.below, is_top_known=best.step > 1)
        if found is None:
            misfits.append(member)
        else:
            best = best._replace(step=found - start.below)
    return best, misfits
