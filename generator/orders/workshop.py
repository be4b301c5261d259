"""A workshop: pieces in memory, order after order, with what they share made once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Unpack, overload

from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_folder
from generator.content.issuer_choice import choose_issuer
from generator.content.issuer_directory import load_directory
from generator.content.model import Issuer
from generator.core.assets import Assets, shipped_assets
from generator.core.errors import Problem, UsageError
from generator.core.messages import msg
from generator.core.public import public
from generator.job import Piece
from generator.orders.options import (
    ChangedOptions,
    MakeOptions,
    NewOptions,
    PathText,
    read_options,
    read_path,
    wrong_value,
)
from generator.orders.planning import choose_profile, plan_jobs
from generator.pipeline import Pipeline


@public
class Workshop:
    """Makes pieces in memory; lives over many orders, and what they share is made once.

    Fonts, templates, measured words and what was laid out and painted are kept, so a thousand
    issuers cost little more than their names. Templates are read once: after a change in them,
    take a new workshop. A workshop belongs to one thread; for several processes give each its own.

    Args:
        templates: A user's folder. Its materials, and its ``themes``, ``icons``, ``fonts`` and
            ``profiles`` folders, are searched before the shipped ones.
        assets: Replaces the shipped data and ``templates``.

    Raises:
        UsageError: if there is no such folder.
    """

    def __init__(self, templates: PathText | None = None, *, assets: Assets | None = None) -> None:
        self._templates = _folder(templates) if templates is not None else None
        self._assets = assets or shipped_assets(self._templates)
        self._pipeline = Pipeline(self._assets)

    @overload
    def make(self, /, **options: Unpack[NewOptions]) -> tuple[Piece, ...]: ...
    @overload
    def make(
        self, options: MakeOptions, /, **changes: Unpack[ChangedOptions]
    ) -> tuple[Piece, ...]: ...
    def make(self, options: MakeOptions | None = None, /, **changes: Any) -> tuple[Piece, ...]:
        """Make the pieces of the options: all of them, or none.

        Raises:
            AnphamError: one of its kinds; for a piece that cannot be made, the first problem met.
        """
        order = self._order(options, changes)
        # An order is whole or not at all.
        return tuple(self._pieces(order, [order.issuer]))

    @overload
    def make_for(
        self, issuers: str | Issuer | Iterable[str | Issuer], /, **options: Unpack[NewOptions]
    ) -> Iterator[Piece]: ...
    @overload
    def make_for(
        self,
        issuers: str | Issuer | Iterable[str | Issuer],
        options: MakeOptions,
        /,
        **changes: Unpack[ChangedOptions],
    ) -> Iterator[Piece]: ...
    def make_for(
        self,
        issuers: str | Issuer | Iterable[str | Issuer],
        options: MakeOptions | None = None,
        /,
        **changes: Any,
    ) -> Iterator[Piece]:
        """Make the pieces of each of ``issuers``, one after the other, as they are taken.

        Args:
            issuers: Names to look up, or issuers as :func:`anpham.load_issuers` reads them; one or
                several.

        Raises:
            AnphamError: one of its kinds, at once for the options, and for an issuer or a piece
                when its turn comes.
        """
        several = [issuers] if isinstance(issuers, str | Issuer) else issuers
        if not isinstance(several, Iterable) or isinstance(several, bytes):
            raise wrong_value(
                issuers, option="issuers", expected=msg("names of issuers, or Issuers")
            )
        return self._pieces(self._order(options, changes), several)

    def _order(self, options: MakeOptions | None, changes: dict[str, Any]) -> MakeOptions:
        order = read_options(options, changes)
        if order.templates not in (None, self._templates):
            raise UsageError(
                Problem(
                    "templates-elsewhere",
                    msg("this workshop was set up with other templates"),
                    msg("give the folder to the workshop: Workshop(templates=...)"),
                )
            )
        return order

    def _pieces(
        self, order: MakeOptions, issuers: Iterable[str | Issuer | None]
    ) -> Iterator[Piece]:
        profile = choose_profile(order, self._assets.profiles)
        campaign = load_campaign(campaign_folder(order.campaign, self._assets.campaigns))
        directory = load_directory(self._assets.issuers)
        catalogue = self._pipeline.catalogue
        for name in issuers:
            issuer = choose_issuer(
                replace(order, issuer=name).issuer_request,
                directory,
                default=order.default_issuer,
                fallback=campaign.default_issuer,
            )
            for job in list(plan_jobs(order, catalogue, campaign, issuer, profile)):
                yield self._pipeline.make(job)


def make_pieces(options: MakeOptions, assets: Assets) -> Iterator[Piece]:
    """Yield the pieces of ``options``, made from ``assets``; all are made before the first is.

    Raises:
        AnphamError: one of its kinds; see ``generator.core.errors``.
    """
    yield from Workshop(options.templates, assets=assets).make(options)


def _folder(templates: PathText) -> Path:
    """The user's folder ``templates``.

    Raises:
        UsageError: if there is none.
    """
    folder = read_path(templates, option="templates", expected=msg("a folder"))
    if not folder.is_dir():
        raise UsageError(
            Problem(
                "templates-unknown",
                msg("there is no folder '{name}' with templates", name=str(folder)),
                hint=msg("name a folder that holds materials, as docs/templates.md shows"),
            )
        )
    return folder
