"""The pieces of a new campaign, made in memory before its folder is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.content.model import Campaign, Issuer
from generator.core.assets import Assets
from generator.core.errors import AnphamError, DoesNotFitError, Problem
from generator.core.findings import Finding
from generator.job import Job, Piece
from generator.orders.findings import job_findings
from generator.orders.options import MakeOptions
from generator.orders.planning import choose_profile, plan_pieces
from generator.orders.results import FailedPiece, distinct
from generator.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class TrialPiece:
    """A piece of the default order, or why it cannot be made.

    Attributes:
        names: The material's names by language.
        piece: None if it cannot be made.
    """

    material: str
    names: dict[str, str]
    size: str
    piece: Piece | None
    problems: tuple[Problem, ...] = ()


class TrialPress:
    """Makes the pieces that ``anpham make`` makes by default, of one campaign after the other.

    Args:
        assets: What pieces are made from.
        issuer: Who issues them.
        date: The date that they bear.
    """

    def __init__(self, assets: Assets, issuer: Issuer, date: dt.date) -> None:
        self._pipeline = Pipeline(assets)
        self._issuer = issuer
        self._options = MakeOptions(date=date)
        self._profile = choose_profile(self._options, assets.profiles)

    def misfits(self, campaign: Campaign) -> tuple[Problem, ...]:
        """Problems of texts and boxes of ``campaign`` that do not fit, of all materials."""
        found: list[Problem] = []
        for one in self._planned(campaign):
            found += self._pipeline.misfits(one) if isinstance(one, Job) else one.problems
        return tuple(found)

    def pieces(self, campaign: Campaign) -> tuple[TrialPiece, ...]:
        """The pieces of ``campaign``; those that cannot be made with their problems."""
        return tuple(self._piece(one) for one in self._planned(campaign))

    def _piece(self, planned: Job | FailedPiece) -> TrialPiece:
        if isinstance(planned, FailedPiece):
            names = dict(self._pipeline.catalogue.material(planned.material).names)
            return TrialPiece(planned.material, names, planned.size, None, planned.problems)
        names = dict(planned.material.names)
        try:
            piece = self._pipeline.make(replace(planned, findings=job_findings(planned)))
        except AnphamError as error:
            return TrialPiece(planned.material.name, names, planned.size.name, None, error.problems)
        return TrialPiece(planned.material.name, names, planned.size.name, piece)

    def _planned(self, campaign: Campaign) -> Sequence[Job | FailedPiece]:
        """The default order; a piece whose material does not take so many items is a failed one.

        Raises:
            AnphamError: for anything else that cannot be made.
        """
        planned = plan_pieces(
            self._options,
            self._pipeline.catalogue,
            campaign,
            self._issuer,
            self._profile,
        )
        for one in planned:
            if isinstance(one, FailedPiece) and not isinstance(one.error, DoesNotFitError):
                raise one.error
        return planned


def piece_findings(pieces: Sequence[TrialPiece]) -> tuple[Finding, ...]:
    """The findings of ``pieces``, each once."""
    return distinct(finding for one in pieces if one.piece for finding in one.piece.findings)
