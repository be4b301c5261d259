"""Texts that have no room: whether those of a campaign fit on its pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.errors import AnphamError, Problem
from generator.core.messages import msg
from generator.studio.work.terms import Lane, Terms, task

if TYPE_CHECKING:
    from generator.api import MakeOptions


@task(Terms(Lane.PREVIEW, 60.0, msg("looks for what does not fit")))
def misfits(options: MakeOptions) -> tuple[Problem, ...]:
    """The problems for which the piece of ``options`` cannot be made; none if it can."""
    from generator.studio.work.previewing import workshop

    try:
        workshop().make(options)
    except AnphamError as error:
        return error.problems
    return ()
