"""Texts that have no room: whether those of a campaign fit on its pieces, and what would."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from generator.core.errors import AnphamError, Problem
from generator.core.messages import msg
from generator.studio.work.terms import Lane, Terms, task

if TYPE_CHECKING:
    from generator.api import MakeOptions
    from generator.orders.text_room import PieceTrials

_FITTING: Final = Terms(Lane.PREVIEW, 60.0, msg("looks for what does not fit"))


@task(_FITTING)
def misfits(options: MakeOptions) -> tuple[Problem, ...]:
    """The problems for which the piece of ``options`` cannot be made; none if it can."""
    from generator.studio.work.previewing import workshop

    try:
        workshop().make(options)
    except AnphamError as error:
        return error.problems
    return ()


@task(_FITTING)
def fits_with(options: MakeOptions, campaign_file: bytes, *, is_far: bool) -> bool:
    """See ``PieceTrials.fits``: one step of a search, short, so that previews come between."""
    return _trials().fits(options, campaign_file, is_far=is_far)


@task(_FITTING)
def shows_difference(options: MakeOptions, one: bytes, other: bytes) -> bool:
    """See ``PieceTrials.shows_difference``; a piece that cannot be made shows none."""
    try:
        return _trials().shows_difference(options, one, other)
    except AnphamError:
        return False


@cache
def _trials() -> PieceTrials:
    """Those of this process, whose caches stay warm."""
    from generator.orders.text_room import PieceTrials
    from generator.studio.work.previewing import pipeline
    from generator.studio.work.worker_assets import worker_assets

    return PieceTrials(pipeline(), worker_assets())
